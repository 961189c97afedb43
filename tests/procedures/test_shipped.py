"""A shipped version never changes: cases run under its hash for years. What changes gets a version of its own."""

import tomllib
from pathlib import Path

from lifecycle.procedure_files import load_definition, shipped_procedures

KEPT = tomllib.loads((Path(__file__).parent / "hashes.toml").read_text(encoding="utf-8"))


def test_every_shipped_version_has_the_hash_it_was_released_with():
    shipped = [load_definition(name) for name in shipped_procedures()]

    assert {f"{each.id}/{each.version}": each.hash for each in shipped}.items() <= KEPT.items()
    assert len(shipped) == 13
