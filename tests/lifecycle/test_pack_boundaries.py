"""Every rule of a shipped pack with a number of time turns on a day: as before on the day before it, otherwise on it.

The day is what the rule itself tells in one of the pack's cases (the earliest lawful day, or a due day), or the one
that the case asks about; the case is asked again on the day before, on the day, and on the day after.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lifecycle.adoption import adoption_line
from lifecycle.case_setting import given, unsaid
from lifecycle.engine import Engine
from lifecycle.pack_cases import BEFORE, _dues, _findings
from lifecycle.pack_folder import load
from projections.database import IN_MEMORY

PACKS = ("cn-2019", "fr-prefect", "in-ias", "seed", "three-band", "us-president")
SHARE = "a share, a count or a sum, not a time"
REPORTED = "asked by a report, not by a case"
WITHOUT_A_DAY = {
    "CN-EXCELLENT-20": SHARE,
    "CN-QUORUM": SHARE,
    "CN-MAJORITY": SHARE,
    "SEED-SCORE": SHARE,
    "SEED-RANK": SHARE,
    "SEED-FUNDS": SHARE,
    "SEED-STAY-60": SHARE,
    "SEED-SIGNATURES": "a notice that comes too late stays too late",
    "SEED-LONG-10": REPORTED,
    "SEED-QUOTA": REPORTED,
}
"""Rules with numbers that turn on no day, and why."""


def opened(case, pack):
    """A store in which what the case is given happened under the pack."""
    engine = Engine.create(IN_MEMORY, simulated=True, levels=pack.levels, now=BEFORE)
    for order in ([adoption_line(pack, None), *unsaid(case)], *given(case)):
        engine.submit(order, actor="case", now=BEFORE, imported=True, confirmed=True)
    return engine


def rows_on(engine, case, rule, day):
    """What the rule says when the case is asked about a day."""
    if case.today:
        return [row for row in _dues(engine, day) if row["rule"] == rule]
    when = tuple({**line, "effective": day.isoformat()} for line in case.when)
    return [row for row in _findings(engine, replace(case, when=when, recorded=None)) if row["rule"] == rule]


def around(engine, case, rule, day):
    """Whether the rule objects (or the duty of that day is overdue) on the day before, the day and the day after."""
    key = "state" if case.today else "outcome"
    for shift in (-1, 0, 1):
        rows = rows_on(engine, case, rule, day + timedelta(days=shift))
        yield any(row[key] == "breach" and row.get("due_on", str(day)) == str(day) for row in rows)


def turns(engine, case, rule):
    """Whether the answer of the rule turns on a day that it tells; else on the very day that the case asks about."""
    asked = case.today or date.fromisoformat(case.when[0]["effective"])
    key, expected = ("due_on", [False, True, True]) if case.today else ("earliest", [True, False, False])
    told = sorted({row[key] for row in rows_on(engine, case, rule, asked) if row.get(key)})
    found = any([*around(engine, case, rule, date.fromisoformat(day))] == expected for day in told)
    return found or (not case.today and [*around(engine, case, rule, asked)] == [False, True, True])


@pytest.mark.parametrize("name", PACKS)
def test_every_numbered_rule_turns_on_its_day(name):
    pack = load(name)
    numbered = {rule["id"] for rule in pack.compiled["rules"] if rule["numbers"]} - set(WITHOUT_A_DAY)
    turned = set()
    for case in pack.cases:
        if mine := {expected["rule"] for expected in case.expect} & numbered - turned:
            with opened(case, pack) as engine:
                turned |= {rule for rule in mine if turns(engine, case, rule)}

    assert numbered - turned == set()
