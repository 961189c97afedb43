"""The program says the same on both kinds of store, and names a server that cannot be reached."""

import pytest

ACTS = (
    "init --simulated-clock --pack none --now 2026-01-01",
    "unit open U --name Unit --effective 2010-01-01",
    "post open P --unit U --name Post --track admin --effective 2010-01-01",
    "person register LI --name 李明",
    "appoint LI --to P --effective 2015-01-01 --basis D1",
    "appoint LI --to P --effective 2015-01-01 --basis D1",
)
QUESTIONS = ("roster", "history LI", "career LI", "post calendar P", "audit log", "find 李", "store info", "show P")
LATER = "--now 2026-01-02T08:00:00Z -o json"


@pytest.mark.postgres
def test_both_kinds_of_store_say_the_same(here, tmp_path, postgres_url):
    for store in (tmp_path / "store.db", postgres_url):
        codes = [here(*line.split(), "--now", "2026-01-01", store=store).code for line in ACTS]
        assert codes == [0, 0, 0, 0, 0, 3]

    for question in QUESTIONS:
        sqlite, postgres = (
            here(*question.split(), *LATER.split(), store=store) for store in (tmp_path / "store.db", postgres_url)
        )
        assert sqlite.code == 0
        assert sqlite == postgres


def test_a_server_that_cannot_be_reached_is_named_without_its_password(here):
    ended = here("roster", store="postgresql://officer:secret@127.0.0.1:9/county")

    assert (ended.code, ended.out) == (8, "")
    assert ended.err.startswith("Error: the PostgreSQL store cannot be reached")
    assert "secret" not in ended.err


def test_the_password_of_a_server_is_never_shown(here):
    url = "postgresql://officer:secret@127.0.0.1:9/county"
    here("profile", "set", "office", f"store={url}")

    for words in (["config", "show"], ["doctor"], ["profile", "list"], ["store", "info"], ["init"]):
        ended = here(*words, store=url)
        assert "secret" not in ended.out + ended.err
    assert "postgresql://officer:***@127.0.0.1:9/county" in here("config", "show", "-o", "json", store=url).out
