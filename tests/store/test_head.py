"""The head of a store, and the file it lies in."""

import stat

import pytest

from domain.errors import Damaged, StoreUnreachable
from lifecycle.engine import Engine


def test_a_new_store_file_is_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "store.db"

    Engine.create(str(path)).close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_store_of_another_release_is_not_read(tmp_path):
    path = str(tmp_path / "store.db")
    with Engine.create(path) as engine:
        engine.database.execute("UPDATE store_head SET schema = 99")

    with Engine.open(path) as engine, pytest.raises(StoreUnreachable, match="tables of form 99"):
        engine.roster()


def test_a_store_that_has_lost_its_head_is_damaged(tmp_path):
    path = str(tmp_path / "store.db")
    with Engine.create(path) as engine:
        engine.database.execute("UPDATE store_head SET id = 3")

    with Engine.open(path) as engine, pytest.raises(Damaged, match="the store has lost its head; restore a backup"):
        engine.verify()
