"""The shipped packs: no mistake in them, their own cases pass, and on real careers they find what plain SQL finds."""

import csv
import shutil
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.policy.asked import Asked
from domain.policy.judge import dues, judge
from domain.policy.loading import load_pack
from domain.policy.pack import read_pack, write_pack
from lifecycle.careers import import_careers
from lifecycle.engine import Engine
from lifecycle.pack_cases import try_pack
from lifecycle.pack_folder import load, shipped_packs

REAL = Path(__file__).parents[3] / "shared" / "data"
TODAY = date(2026, 12, 1)
PACKS = ("cn-2019", "fr-prefect", "in-ias", "seed", "three-band", "us-president")
real_data = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"real career data is read from {REAL}, beside the checkout, and is not there"
)


def test_these_packs_are_shipped():
    assert set(PACKS) <= set(shipped_packs())


@pytest.mark.parametrize("name", PACKS)
def test_the_cases_of_a_shipped_pack_pass(name):
    assert [each.as_dict() for each in try_pack(name) if not each.passed] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_rule_that_tells_something_has_a_case(name):
    pack = load(name)
    told = {expected["rule"] for case in pack.cases for expected in case.expect}

    assert {rule["id"] for rule in pack.compiled["rules"]} - told == UNTRIED.get(name, set())


UNTRIED = {"cn-2019": {"CN-EDUCATION-BUREAU"}, "seed": {"SEED-WORKLOAD", "SEED-LONG-10", "SEED-QUOTA"}}
"""Rules that say the same as another one, of another level, or that only a report asks."""


@pytest.fixture(scope="module")
def presidents(tmp_path_factory):
    """The register of all presidents and vice-presidents, in which no pack is adopted."""
    folder = tmp_path_factory.mktemp("executive")
    shutil.copy(REAL / "executive.csv", folder)
    with Engine.create(str(folder / "store.db")) as engine:
        import_careers(engine, folder, "executive.toml", actor="archivist", today=TODAY)
        yield engine


def always():
    """The pack us-president as if the amendment had held from the beginning."""
    told = load("us-president").compiled
    rules = [
        rule | {"numbers": {name: _from_1789(rows) for name, rows in rule["numbers"].items()}} for rule in told["rules"]
    ]
    return read_pack(write_pack(told | {"pack": told["pack"] | {"from": "1789-01-01"}, "rules": rules}))


def _from_1789(rows):
    return [row | {"from": "1789-01-01"} for row in rows]


def facts_of(engine):
    counsel = engine.counsel
    return counsel.facts(counsel.moment(TODAY.isoformat(), None))


def outcomes(engine, pack):
    """Every beginning of a presidency with what the pack says to it: (cadre, day, outcome)."""
    facts = facts_of(engine)
    for each in facts.held("president"):
        asked = Asked(
            "appoint",
            each.cadre,
            each.start,
            each.start,
            post="president",
            event=each.event,
            reason=facts.reason(each.event),
        )
        for verdict in judge(pack.rules, asked, facts):
            yield each.cadre, each.start.isoformat(), verdict.outcome


@real_data
def test_exactly_one_person_had_more_than_two_terms_and_he_had_them_before_the_amendment(presidents):
    with presidents.counsel.reading():
        found = [(cadre, day) for cadre, day, outcome in outcomes(presidents, always()) if outcome != "ok"]
        since = [each for each in outcomes(presidents, read_pack(load("us-president").content)) if each[2] != "ok"]

    assert found == [("412364", "1941-01-20"), ("412364", "1945-01-20")]
    assert since == []


@real_data
def test_the_rest_of_another_s_term_counts_when_it_was_longer_than_two_years(presidents):
    # The day on which the last term of each ended: might they have been elected then?
    may = {
        "Tyler": ("T000450", "1845-03-04", "ok"),
        "Theodore Roosevelt": ("R000429", "1909-03-04", "breach"),
        "Coolidge": ("C000738", "1929-03-04", "ok"),
        "Truman": ("T000387", "1953-01-20", "breach"),
        "Lyndon Johnson": ("J000160", "1969-01-20", "ok"),
        "Ford": ("F000260", "1977-01-20", "ok"),
    }
    with presidents.counsel.reading():
        facts = facts_of(presidents)
        judged = {name: elected(who, day, facts) for name, (who, day, _) in may.items()}

    assert judged == {name: outcome for name, (_, _, outcome) in may.items()}


def elected(who, day, facts):
    on = date.fromisoformat(day)
    (verdict,) = judge(always().rules, Asked("appoint", who, on, on, post="president", reason="election"), facts)
    return verdict.outcome


RULE = """
[pack]
id = "ten-years"
version = "1"
title = "Ten years"
from = 1979-01-01
[articles."Ten"]
wording = "Nobody stays in one post for more than ten years."
[[rule]]
id = "TEN"
kind = "tenure-max"
article = "Ten"
effect = "BLOCK"
years = 10
counts = { concurrent = true, secondment = true, assistant = true }
"""
LONG = """
WITH RECURSIVE fit AS (SELECT * FROM appointment WHERE end_date = '' OR start_date < end_date),
run(person_id, post_id, since, end_date) AS (
    SELECT person_id, post_id, start_date, end_date FROM fit one WHERE NOT EXISTS (
        SELECT 1 FROM fit two
        WHERE two.person_id = one.person_id AND two.post_id = one.post_id AND two.end_date = one.start_date)
    UNION ALL
    SELECT fit.person_id, fit.post_id, run.since, fit.end_date FROM run JOIN fit
        ON fit.person_id = run.person_id AND fit.post_id = run.post_id AND fit.start_date = run.end_date)
SELECT person_id, post_id, since, end_date FROM run
WHERE date(since, '+10 years') < CASE end_date WHEN '' THEN '2026-12-02' ELSE end_date END
"""


@real_data
def test_ten_years_in_one_post_are_what_sql_finds_in_the_tables_of_the_ministers(tmp_path):
    rule = read_pack(load_pack({"pack.toml": RULE}).content).rules
    with Engine.create(str(tmp_path / "store.db")) as engine:
        import_careers(engine, REAL / "ministers", "ministers.toml", actor="archivist", today=TODAY, skip_bad=True)
        with engine.counsel.reading():
            facts = facts_of(engine)
            facts.preload()
            found = {told for cadre in facts.cadres for told in over(rule, cadre, facts)}

    expected = long_holdings()
    assert len(expected) >= 7
    assert found == expected


def over(rules, cadre, facts):
    """Each holding that was in breach on its last day: (cadre, post, since, end or nothing)."""
    for each in facts.stretches(cadre):
        last = min(TODAY, each.end - timedelta(days=1))
        for due in dues(rules, [each], last, facts):
            if due.state == "breach":
                yield cadre, each.post, due.since.isoformat(), "" if each.open else each.end.isoformat()


def long_holdings():
    """What plain SQL over the table finds."""
    database = sqlite3.connect(":memory:")
    with (REAL / "ministers" / "appointment.csv").open(encoding="utf-8", newline="") as opened:
        columns, *rows = csv.reader(opened)
    database.execute(f"CREATE TABLE appointment ({', '.join(columns)})")
    database.executemany(f"INSERT INTO appointment VALUES ({', '.join('?' * len(columns))})", rows)
    return set(database.execute(LONG))


OVERLAY = """
[pack]
id = "three-band-shorter"
version = "1"
title = "Six years from 2018 on"
parent = "three-band"
from = 2018-01-01
[articles."Measures 2018"]
wording = "In place of eight years six are enough for whoever takes up a post from now on."
[[rule]]
id = "BAND-STAY"
kind = "tenure-max"
article = "Measures 2018"
effect = "BLOCK"
pick = "holding-start"
years = [{ from = 2009-01-01, value = 8 }, { from = 2018-01-01, value = 6 }]
from = 2018-01-01
[[case]]
name = "Whoever took up the post before keeps eight years"
given = ["2017-12-31 appoint LI to SURVEY"]
when = "today 2025-12-31"
expect = [{ rule = "BAND-STAY", due_on = 2025-12-31, state = "breach" }]
[[case]]
name = "The day before they are over nothing is overdue"
given = ["2017-12-31 appoint LI to SURVEY"]
when = "today 2025-12-30"
expect = [{ rule = "BAND-STAY", due_on = 2025-12-31, state = "warning" }]
[[case]]
name = "Whoever took it up on the day or later has six"
given = ["2018-01-01 appoint LI to SURVEY"]
when = "today 2024-01-01"
expect = [{ rule = "BAND-STAY", due_on = 2024-01-01, state = "breach" }]
"""


def test_an_overlay_on_a_shipped_pack_spares_older_holdings(tmp_path):
    (tmp_path / "pack.toml").write_text(OVERLAY, encoding="utf-8")

    assert [each.detail for each in try_pack(str(tmp_path))] == ["", "", ""]
