"""Tables of another office are brought in, bad rows named, and the exit code says whether any were left out."""

import json

import pytest

HEAD = "person,name,post,start,end,how\n"
GOOD = "A1,John Adams,president,1797-03-04,1801-03-04,election\n"
BAD = "A2,Aaron Burr,vice-president,1805-03-04,1801-03-04,election\n"


@pytest.fixture
def tables(tmp_path, here):
    """A function that writes the one table of an office, in front of a new store."""
    assert here("init").code == 0
    (tmp_path / "tables").mkdir()

    def write(*rows):
        (tmp_path / "tables" / "executive.csv").write_text(HEAD + "".join(rows), encoding="utf-8")

    return write


def test_good_rows_are_imported(here, tables, fits):
    tables(GOOD)

    ended = here("import", "careers", "tables", "--mapping", "executive.toml", "-o", "json")

    assert ended.code == 0, ended.err
    assert ended.json()["outcome"] == "recorded"
    assert fits(ended.json(), json.loads(here("schema", "import-report").out)) == []
    rows = here("roster", "--as-of", "1800-01-01", "--filled", "-o", "json").json()
    assert [(row["cadre"], row["post"]) for row in rows] == [("A1", "president")]


def test_a_bad_row_refuses_all_and_is_named(here, tables):
    tables(GOOD, BAD)

    ended = here("import", "careers", "tables", "--mapping", "executive.toml")

    assert ended.code == 2
    assert "executive.csv, line 3" in ended.err
    assert here("person", "list", "-o", "name").out == ""


def test_bad_rows_may_be_left_out_and_the_exit_code_says_so(here, tables):
    tables(GOOD, BAD)

    ended = here("import", "careers", "tables", "--mapping", "executive.toml", "--skip-bad", "-o", "csv")

    assert ended.code == 7
    assert ended.out.splitlines()[1].startswith("executive.csv,3,")
    assert "1 rows left out" in ended.err
    assert here("career", "A2").out == ""


def test_the_same_tables_are_imported_once(here, tables):
    tables(GOOD)
    words = ("import", "careers", "tables", "--mapping", "executive.toml", "-o", "json")

    first, again = here(*words).json(), here(*words).json()

    assert (first["outcome"], again["outcome"]) == ("recorded", "already-recorded")
    assert first["order"] == again["order"]


@pytest.mark.parametrize("words", [["nowhere", "--mapping", "executive.toml"], ["tables", "--mapping", "none.toml"]])
def test_what_cannot_be_read_is_refused_with_a_sentence(here, tables, words):
    tables(GOOD)

    ended = here("import", "careers", *words)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Error: ")
