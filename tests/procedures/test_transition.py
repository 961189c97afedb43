"""The transitional clause of a later version: which running cases it leaves alone, which go on under it, and when."""

from datetime import date

import pytest

from domain.procedure.flow import NotAllowed
from domain.procedure.lint import lint
from domain.procedure.loading import load_procedure
from domain.procedure.moves import Complete, Look, Migrate, Publicise, Release, Stop, Take, Tally
from lifecycle.procedure_files import _part, procedure_text

COUNTS = {"issued": 10, "valid": 9, "for": 8}
REPORTS = {"inspection-report": "1", "integrity-opinion": "2"}
BODY = tuple("ABCDE")
IN_FORCE = date(2024, 4, 1)
BEFORE = date(2024, 3, 29)


def later(clause):
    """A third version in force from 1 April 2024, with a clause."""
    text = procedure_text("appointment").replace('version = "2"', f'version = "3"\n{clause}')
    return load_procedure(text.replace("from = 2019-03-03", f"from = {IN_FORCE}"), "later", _part)


@pytest.fixture
def case(walk):
    """A function from a clause to a case opened under the second version on 4 March 2024, its motion accepted."""

    def open_case(clause):
        walker = walk("appointment")
        walker.around = walker.around._replace(versions=(walker.around.procedure, later(clause)))
        walker.start()
        walker.make(Complete("motion", "accept", ("M",)))
        return walker

    return open_case


def migrated(walker):
    walker.make(Migrate(walker.around.versions[-1], {}, {}))
    walker.around = walker.around._replace(procedure=walker.around.versions[-1])
    return walker.case.version


def refused(code, walker, move, day=None):
    with pytest.raises(NotAllowed) as told:
        walker.make(move, day)
    assert told.value.code == code, str(told.value)
    return str(told.value)


RECOMMEND = Complete("recommend", "done", ("R",), {}, COUNTS)
FIT = Complete("inspect", "fit", ("I", "J"), REPORTS)
PIN, ALL = 'transitional = "pin"', 'transitional = "migrate"'
UNDECIDED = 'transitional = "migrate_if"\nbefore = "inspect"'


def test_pinned_cases_end_under_the_version_they_began_with(case):
    walker = case(PIN)
    refused("pinned", walker, Migrate(walker.around.versions[-1], {}, {}), IN_FORCE)
    walker.make(RECOMMEND)
    assert walker.case.version == "2"


def test_a_version_that_takes_cases_along_does_so_from_its_first_day(case):
    walker = case(ALL)
    walker.make(RECOMMEND, BEFORE)
    says = refused("must-migrate", walker, FIT, IN_FORCE)
    assert "cadre procedure migrate appointment --to 3" in says
    assert migrated(walker) == "3"
    walker.make(FIT)
    assert walker.waiting() == ["settle.decide"]


def test_looking_ending_and_giving_back_need_no_migration(case):
    walker = case(ALL)
    walker.make(Take("recommend", "R"), BEFORE)
    walker.make(Look(), IN_FORCE)
    walker.make(Release("recommend", "R"))
    refused("must-migrate", walker, Take("recommend", "R"))
    walker.make(Stop("withdrawn", "no need"))
    assert walker.case.ended == "withdrawn"


def test_a_task_in_hand_and_a_notice_that_is_up_are_ended_under_the_old_version(case):
    walker = case(ALL)
    walker.make(Take("recommend", "R"), BEFORE)
    walker.make(Complete("recommend", "done", (), {}, COUNTS), IN_FORCE)
    assert migrated(walker) == "3"

    noticed = case(ALL)
    for move in (RECOMMEND, FIT, Tally("settle.decide", "M", BODY, BODY, (), 5, 0, 0)):
        noticed.make(move)
    noticed.make(Publicise("settle.publicise", "hall"), BEFORE)
    noticed.make(Look(), date(2024, 4, 9))
    refused("must-migrate", noticed, Complete("issue", "issued", ("L",)))


def test_a_version_may_take_along_only_cases_before_a_step(case):
    walker = case(UNDECIDED)
    walker.make(RECOMMEND, BEFORE)
    refused("must-migrate", walker, FIT, IN_FORCE)
    assert migrated(walker) == "3"

    past = case(UNDECIDED)
    past.make(RECOMMEND)
    past.make(FIT, BEFORE)
    assert "have not done inspect" in refused("past-step", past, Migrate(past.around.versions[-1], {}, {}), IN_FORCE)
    past.make(Tally("settle.decide", "M", BODY, BODY, (), 5, 0, 0))
    assert past.case.version == "2"


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ('transitional = "migrate_if"', "unclear-transition"),
        ('transitional = "migrate"\nbefore = "inspect"', "unclear-transition"),
        ('transitional = "migrate_if"\nbefore = "nowhere"', "missing-target"),
        (UNDECIDED, None),
    ],
)
def test_a_clause_that_cannot_be_meant_is_found(clause, code):
    assert [each.code for each in lint(later(clause))] == ([code] if code else [])
