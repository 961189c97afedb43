"""Assessments as rows: what is marked, what is lacking, the score and how it came about; redacted for the public."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from domain.assessment.exact import exact
from domain.assessment.indicators import ASPECTS, PARTS, WORKS, IndicatorSet
from domain.assessment.scoring import Score, Sheet, Way, running
from projections.assessment import Book, Cycle
from projections.unit import Answer

SCOPES: Final = ("superior", "members", "public", "media")
"""For whom an answer is made: superiors see all, members what was published, the public units alone."""
OPEN_TO: Final = {"members": ("members", "public", "media"), "public": ("public", "media"), "media": ("media",)}
"""Scope of the question -> the scopes of a publication that open it."""


def assessment_rows(book: Book, cycle: Cycle, subject: str | None, scope: str) -> Iterator[Answer]:
    """One row for each assessed of a cycle, as the scope may see it."""
    published = {each["scope"] for each in book.told("results-published") if each["cycle"] == cycle.id}
    if scope != "superior" and not published & {*OPEN_TO[scope]}:
        return
    for each in book.assessed(cycle.id):
        if subject in {None, each} and (each.startswith("unit:") or scope in {"superior", "members"}):
            row = _row(book, cycle, each)
            yield row if scope == "superior" else _redacted(row)


def _redacted(row: Answer) -> Answer:
    """What those who are not superiors see: the result, not the way to it."""
    hidden = ("running", "groups", "marks", "lacking", "problems", *_figures(None, None))
    return {name: (None if name in hidden else value) for name, value in row.items()}


def _row(book: Book, cycle: Cycle, subject: str) -> Answer:
    register, _, name = subject.partition(":")
    scored = book.scored.get((cycle.id, subject), ())
    made, way = _set_of(book, cycle, subject), book.way(cycle)
    found, sheet = book.score(cycle, subject), book.sheet(cycle.id, subject)
    total = way.told(found.total) if found and way and found.total is not None else None
    ranking = book.rankings.get((cycle.id, register))
    place = next((each for each in ranking.places if each.id == name), None) if ranking else None
    grade = book.grades.get((cycle.id, subject))
    return {
        "cycle": cycle.id,
        "year": cycle.year,
        "period": cycle.period,
        "unit": name if register == "unit" else None,
        "cadre": name if register == "cadre" else None,
        "set": made.key if made else None,
        "score": total,
        "running": _running(book, cycle, subject, made, way),
        **_figures(found, way),
        "rank": place.rank if place else None,
        "grade": grade["grade"] if grade else None,
        "lacking": list(found.lacking) if found else [],
        "marks": [{"indicator": each, "mark": mark} for row in scored for each, mark in row["marks"].items()],
        "groups": _groups(sheet, way),
        "problems": [_problem(each) for each in book.observed.get((cycle.id, subject), ()) if each["problem"]],
        "events": list(sheet.events),
    }


def _set_of(book: Book, cycle: Cycle, subject: str) -> IndicatorSet | None:
    """The set by which the assessed was last scored or observed."""
    rows = (*book.observed.get((cycle.id, subject), ()), *book.scored.get((cycle.id, subject), ()))
    keys = [row["set"] for row in rows]
    return book.sets.get(keys[-1]) if keys else None


def _figures(found: Score | None, way: Way | None) -> dict[str, str | None]:
    """Parts, aspects, kinds of work and the evaluators' marks, in points of 100."""
    groups = ((PARTS, "parts"), (ASPECTS, "aspects"), (WORKS, "works"))
    named = {
        name.replace("-", "_"): getattr(found, field).get(name) if found else None
        for names, field in groups
        for name in names
    }
    told = {name: way.told(value) if way and value is not None else None for name, value in named.items()}
    rating = way.told(found.rating) if found and way and found.rating is not None else None
    return {**told, "rating": rating}


def _running(book: Book, cycle: Cycle, subject: str, made: IndicatorSet | None, way: Way | None) -> str | None:
    """The score by the last mark of each indicator, observed or scored."""
    if made is None or way is None:
        return None
    observed = [row for row in book.observed.get((cycle.id, subject), ()) if row["mark"] is not None]
    seen = [(row["since"], {row["indicator"]: row["mark"]}) for row in observed]
    seen += [(row["since"], row["marks"]) for row in book.scored.get((cycle.id, subject), ())]
    marks: dict[str, Fraction] = {}
    for _, told in sorted(seen, key=lambda pair: pair[0]):
        marks |= {name: exact(text) for name, text in told.items()}
    found = running(made, Sheet(marks, {}, ()), cycle.day)
    return None if found is None else way.told(found)


def _groups(sheet: Sheet, way: Way | None) -> list[dict[str, Any]]:
    """The evaluators' marks by group; a sheet has none of too few."""
    return [
        {"relation": relation, "raters": each.raters, "mean": way.told(each.mean) if way else None}
        for relation, each in sheet.rated.items()
    ]


def _problem(row: Answer) -> dict[str, str]:
    return {name: row[name] for name in ("event", "indicator", "problem", "due_on")}


def cycle_rows(book: Book) -> Sequence[Answer]:
    """Every cycle with how many were assessed, ranked and graded in it."""
    return [
        {
            "cycle": each.id,
            "year": each.year,
            "period": each.period,
            "unit": each.unit,
            "opened_on": each.day.isoformat(),
            "sets": list(each.sets),
            "assessed": len(list(book.assessed(each.id))),
            "ranked": sum(len(one.places) for one in book.rankings.values() if one.cycle == each.id),
            "graded": sum(name == each.id for name, _ in book.grades),
            "published": sorted({one["scope"] for one in book.told("results-published") if one["cycle"] == each.id}),
            "event": each.event,
        }
        for each in book.cycles.values()
    ]
