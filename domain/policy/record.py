"""What an eligibility rule can ask of somebody's assessments: grades and ranks of the last years."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from domain.assessment.placing import read_places
from domain.days import ALWAYS
from domain.policy.candidate import Candidate, Measure
from domain.policy.facts import EntryView

GRADES: Final = ("incompetent", "basically-competent", "competent", "excellent")
"""The grades of cadres, lowest first."""
ANNUAL: Final = "year-end"


def _graded(who: Candidate, years: int) -> list[EntryView]:
    """The yearly grades on file before the day, of so many years before that of the day and of that year itself."""
    day = who.asked.day
    found = who.facts.entries("grade-given", f"cadre:{who.name}")
    kept = [each for each in found if each.fields["period"] == ANNUAL and each.start <= day]
    return [each for each in kept if day.year - years <= each.fields["year"]]


def no_grade_below(who: Candidate, criterion: Mapping[str, Any]) -> Measure:
    """No yearly grade of the last years lies below the one named; a year without a grade holds nobody up."""
    years, least = criterion["years"], criterion["grade"]
    found = _graded(who, years)
    low = [each for each in found if GRADES.index(each.fields["grade"]) < GRADES.index(least)]
    needs = f"no grade below {least} in the last {years} years"
    if not low:
        return Measure(ALWAYS, _told(found), needs, facts=_events(found))
    last = max(each.fields["year"] for each in low)
    return Measure(date(last + years + 1, 1, 1), _told(low), needs, facts=_events(low))


def years_with_grade(who: Candidate, criterion: Mapping[str, Any]) -> Measure:
    """In so many of the last years the grade was the one named or a higher one."""
    years, count, least = criterion["years"], criterion["at_least"], criterion["grade"]
    found = _graded(who, years)
    good = [each for each in found if GRADES.index(each.fields["grade"]) >= GRADES.index(least)]
    needs = f"{count} years graded {least} or higher in the last {years}"
    years_with = {each.fields["year"] for each in good}
    return Measure(ALWAYS if len(years_with) >= count else None, _told(found), needs, facts=_events(found))


def years_with_rank(who: Candidate, criterion: Mapping[str, Any]) -> Measure:
    """In so many of the last years the rank was the one named or a better one."""
    years, count, worst = criterion["years"], criterion["at_least"], criterion["rank"]
    day = who.asked.day
    found: list[tuple[EntryView, int]] = []
    for year in range(day.year - years, day.year + 1):
        found += _ranked(who.facts.entries("ranking-made", f"year:{year}"), who.name, day)
    good = {each.fields["year"] for each, rank in found if rank <= worst}
    has = ", ".join(f"{rank} in {each.fields['year']}" for each, rank in found) or "no rank on file"
    needs = f"{count} years at rank {worst} or better in the last {years}"
    events = tuple(each.event for each, _ in found)
    return Measure(ALWAYS if len(good) >= count else None, has, needs, facts=events)


def _ranked(made: Sequence[EntryView], name: str, day: date) -> list[tuple[EntryView, int]]:
    """The last yearly ranking of cadres of each cycle in which somebody has a place, with the rank."""
    last = {
        each.fields["cycle"]: each
        for each in made
        if each.start <= day and each.fields["ranks"] == "cadre" and each.fields["period"] == ANNUAL
    }
    places = ((each, read_places(each.fields["places"])) for each in last.values())
    return [(each, place.rank) for each, listed in places for place in listed if place.id == name]


def _told(found: Sequence[EntryView]) -> str:
    return ", ".join(f"{each.fields['grade']} in {each.fields['year']}" for each in found) or "no grade on file"


def _events(found: Sequence[EntryView]) -> tuple[str, ...]:
    return tuple(each.event for each in found)
