"""The program dies at the writes of every shipped procedure, on every path: what is sent again counts once."""

import logging
import os
from typing import NamedTuple

import pytest

from lifecycle.procedure_files import load_definition, shipped_procedures


class Walked(NamedTuple):
    """A case, and how it ended."""

    case: str
    end: str


PATHS = ("happy", "objection", "rejection", "rework", "migration")


def plan_of(procedure, path):
    """What a clerk wants of which step on this path; None where the procedure has no such way."""
    steps = procedure.steps.values()
    if path == "objection":
        return next(({each.id: ["annulled"]} for each in steps if each.kind == "publicity"), None)
    if path == "rejection":
        ways = ((each.id, way) for each in steps for way, to in each.outcomes.items() if to == "end:rejected")
        return next(({step: [way]} for step, way in ways), None)
    if path == "rework":
        return next(({each.id: [way]} for each in steps if (way := way_back(procedure, each))), None)
    return {}


def way_back(procedure, step):
    """The outcome that leads back to the step itself or to an earlier one; None if there is none."""
    before = list(procedure.steps)[: list(procedure.steps).index(step.id) + 1]
    return next((way for way, to in step.outcomes.items() if to in before), None)


def migrate(office, procedure, case):
    """A second version is published, and the waiting case goes on under it."""
    office.publish_changed(name=procedure.id, from_day="2024-01-03", transitional='"migrate"')
    office.do("case-migrate", "2024-01-03", case=case, version="3")


def what_is_known(office, case):
    """Everything that a reader can learn of the case and of what it did."""
    trail = "SELECT * FROM trail ORDER BY position"
    cases = office.engine.cases
    rows = (office.engine.database.query(trail), office.engine.roster(as_of=office.day, filled=True))
    return cases.case(case), cases.case_history(case), cases.worklist(on=office.day), *rows


def walked(clerk, office, procedure, path):
    """The case of a clerk who took this path, and how it ended."""
    begun = clerk(procedure.id, **plan_of(procedure, path))
    if path == "migration":
        begun.step_on()
        migrate(office, procedure, begun.case)
    return Walked(begun.case, begun.run())


WAYS = [
    (name, path) for name in shipped_procedures() for path in PATHS if plan_of(load_definition(name), path) is not None
]


# The suite walks some of the ways; EVERY=1 (or any number) walks them all.
@pytest.mark.parametrize(("name", "path"), WAYS if "EVERY" in os.environ else WAYS[::4])
def test_a_program_that_dies_at_any_write_leaves_what_one_that_lives_leaves(
    dying, clerk, twin, twin_clerk, deaths, name, path
):
    procedure = load_definition(name)
    died, lived = walked(clerk, dying, procedure, path), walked(twin_clerk, twin, procedure, path)

    assert died == lived
    assert min(deaths["amid"], deaths["after"]) > 1
    assert what_is_known(dying, died.case) == what_is_known(twin, lived.case)
    assert dying.engine.verify()["intact"]
    logging.getLogger(__name__).info("%s, %s: died %d times, ended %s", name, path, deaths.total(), died.end)
