"""Real careers, brought in with the shipped mappings and compared with plain SQL over the same files."""

import csv
import random
import shutil
import sqlite3
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from lifecycle.career_order import career_order
from lifecycle.career_report import BadRows
from lifecycle.careers import import_careers
from lifecycle.engine import Engine
from lifecycle.mapping import load_mapping

REAL = Path(__file__).parents[3] / "shared" / "data"
TODAY = date(2026, 12, 1)
HELD = """SELECT person_id, post_id FROM appointment
    WHERE start_date <= :day AND (end_date = '' OR :day < end_date) AND (end_date = '' OR start_date < end_date)"""


pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"real career data is read from {REAL}, beside the checkout, and is not there"
)


@pytest.fixture(scope="session")
def real():
    """The folder of real career data that lies beside the checkout."""
    return REAL


@pytest.fixture(scope="session")
def shuffled(real, tmp_path_factory):
    """The tables of the ministers with their rows in another order."""
    folder = tmp_path_factory.mktemp("shuffled")
    shuffler = random.Random(1979)
    for path in sorted((real / "ministers").glob("*.csv")):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        shuffler.shuffle(rows)
        (folder / path.name).write_text("".join((header, *rows)), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def tables(real):
    """The tables of the ministers in a database of their own: what the register is compared with."""
    database = sqlite3.connect(":memory:")
    for path in (real / "ministers").glob("*.csv"):
        _load(database, path)
    return database


def _load(database, path):
    with path.open(encoding="utf-8", newline="") as opened:
        columns, *rows = csv.reader(opened)
    database.execute(f"CREATE TABLE {path.stem} ({', '.join(f'[{column}]' for column in columns)})")
    database.executemany(f"INSERT INTO {path.stem} VALUES ({', '.join('?' * len(columns))})", rows)


@pytest.fixture(scope="session")
def imported(shuffled, tmp_path_factory):
    """The register of all ministers, their rows imported in shuffled order, and the report of the import."""
    engine = Engine.create(str(tmp_path_factory.mktemp("ministers") / "store.db"))
    steps = []
    report = import_careers(
        engine,
        shuffled,
        "ministers.toml",
        actor="archivist",
        today=TODAY,
        skip_bad=True,
        progress=lambda *step: steps.append(step[0]),
    )
    assert steps[-1] == "recording acts"
    yield engine, report
    engine.close()


def days_to_look_at():
    """600 days from 1979 to 2026, the same in every run."""
    chooser = random.Random(2026)
    first, last = date(1979, 1, 1), date(2026, 12, 31)
    return [first + timedelta(days=chooser.randrange((last - first).days + 1)) for _ in range(600)]


def held_on(engine, day):
    return Counter((row["cadre"], row["post"]) for row in engine.roster(as_of=day.isoformat(), filled=True))


def test_the_roster_of_any_day_is_what_sql_finds_in_the_tables(imported, tables):
    engine, _ = imported

    differing = [
        day
        for day in days_to_look_at()
        if held_on(engine, day) != Counter(tables.execute(HELD, {"day": day.isoformat()}).fetchall())
    ]

    assert differing == []


def test_rows_in_shuffled_order_are_the_same_import(real, shuffled):
    mapping = load_mapping("ministers.toml")
    first, again = (career_order(mapping, folder, TODAY) for folder in (real / "ministers", shuffled))

    assert first.lines == again.lines


def test_exactly_two_rows_are_left_out(imported, tables):
    _, report = imported
    bad = tables.execute("SELECT id FROM appointment WHERE end_date <> '' AND end_date < start_date").fetchall()

    assert len(report.left_out) == len(bad) == 2
    assert {(each.file, each.field, each.kind) for each in report.left_out} == {("appointment.csv", "end", "reversed")}
    assert report.exit_code == 7


def test_without_skip_bad_nothing_is_recorded_and_the_bad_rows_are_named(real, tmp_path):
    with Engine.create(str(tmp_path / "store.db")) as engine:
        with pytest.raises(BadRows) as refused:
            import_careers(engine, real / "ministers", "ministers.toml", actor="archivist", today=TODAY)

        assert [each.line for each in refused.value.report.left_out] == [1730, 2749]
        assert refused.value.problems[0].startswith(
            "appointment.csv, line 1730, end '2025-05-14': ends before it starts"
        )
        assert engine.orders() == []


def test_what_does_not_fit_its_unit_is_kept_and_told(imported):
    _, report = imported
    kinds = Counter(each.kind for each in report.kept)

    assert (kinds["outlasts-unit"], kinds["precedes-unit"], kinds["leave"]) == (16, 1, 12)


def test_every_link_of_the_tables_is_in_the_lineage(imported, tables):
    engine, _ = imported
    links = tables.execute("SELECT predecessor_organisation_id, successor_organisation_id FROM organisation_link")

    missing = [
        (before, after)
        for before, after in links.fetchall()
        if not any(row["predecessor"] == before and row["successor"] == after for row in engine.lineage(before))
    ]

    assert missing == []


def test_every_person_and_post_of_the_tables_is_registered(imported, tables):
    engine, _ = imported

    assert {row["cadre"] for row in engine.persons()} == {
        person for (person,) in tables.execute("SELECT DISTINCT id FROM person")
    }
    assert engine.info()["posts"] == tables.execute("SELECT count(*) FROM post").fetchone()[0]


def test_a_second_run_finds_everything_recorded(imported, real):
    engine, report = imported

    again = import_careers(engine, real / "ministers", "ministers.toml", actor="somebody", today=TODAY, skip_bad=True)

    assert (again.outcome, again.order) == ("already-recorded", report.order)


def test_the_name_of_a_day_is_the_one_borne_on_it(imported):
    engine, _ = imported
    mandelson = "002a6349-2ee5-44b0-9b33-000baae8c737"

    names = [
        {row["name"] for row in engine.roster(as_of=day, filled=True) if row["cadre"] == mandelson}
        for day in ("1998-01-01", "2009-01-01")
    ]

    assert names == [{"Peter Mandelson"}, {"Lord Mandelson"}]


# --- one table with everything in it ----------------------------------------------------------------


@pytest.fixture(scope="session")
def executive(real, tmp_path_factory):
    """The register of presidents and vice-presidents, the report of its import, and the table itself."""
    folder = tmp_path_factory.mktemp("executive")
    shutil.copy(real / "executive.csv", folder)
    database = sqlite3.connect(":memory:")
    _load(database, folder / "executive.csv")
    engine = Engine.create(str(folder / "store.db"))
    report = import_careers(engine, folder, "executive.toml", actor="archivist", today=TODAY)
    yield engine, report, database
    engine.close()


def test_no_term_is_lost_and_how_it_began_is_kept(executive):
    engine, report, database = executive
    terms = Counter(database.execute("SELECT person, post, start, how FROM executive").fetchall())

    recorded = Counter(
        (person["cadre"], act["post"], act["effective"], act["reason"])
        for person in engine.persons()
        for act in engine.history(person["cadre"])
        if act["act"] == "appoint"
    )

    assert recorded == terms
    assert (report.exit_code, report.acts["appoint"], report.acts["person-register"]) == (0, 131, 80)


def test_holders_since_1789_are_what_sql_finds(executive):
    engine, _, database = executive
    chooser = random.Random(1789)
    days = [date(1789, 1, 1) + timedelta(days=chooser.randrange(86_800)) for _ in range(500)]
    days += [date.fromisoformat(day) for (day,) in database.execute("SELECT DISTINCT start FROM executive")]
    sql = "SELECT person, post FROM executive WHERE start <= :day AND :day < [end]"

    differing = [
        day
        for day in days
        if held_on(engine, day) != Counter(database.execute(sql, {"day": day.isoformat()}).fetchall())
    ]

    assert differing == []


def test_the_end_of_a_running_term_is_expected_not_an_end(executive):
    engine, report, _ = executive

    (president,) = [row for row in engine.roster(as_of="2030-01-01", filled=True) if row["post"] == "president"]

    assert (president["since"], president["planned_end"]) == ("2025-01-20", "2029-01-20")
    assert [each.kind for each in report.kept].count("expected-end") == 2
