"""The selection scope: who did well in the last year that has grades, the best first."""

from collections.abc import Iterator

from domain.policy.record import GRADES
from projections.assessment import Book
from projections.assessment_duty import book_of
from projections.duty import Docket
from projections.unit import Answer


def pool_rows(docket: Docket, grade: str, unit_kind: str | None, born_after: str | None) -> Iterator[Answer]:
    """One row for each cadre in service with the grade or a higher one, in the order of priority."""
    book = book_of(docket)
    for merit in sorted(_merits(book), key=lambda each: each[:3]):
        height, _, cadre = merit
        if -height >= GRADES.index(grade) and _in_service(docket, cadre):
            row = _row(docket, book, cadre)
            kinds, born = row.pop("unit_kinds"), docket.facts.personal(cadre, "born", docket.today).value
            if (unit_kind is None or unit_kind in kinds) and (born_after is None or (born or "") > born_after):
                yield row


def merits(docket: Docket) -> dict[str, int]:
    """Cadre -> place in the order of priority under the same conditions, from 0; who has no grade is not in it."""
    return {cadre: place for place, (_, _, cadre) in enumerate(sorted(_merits(book_of(docket))))}


def _merits(book: Book) -> Iterator[tuple[int, int, str]]:
    """By the last year with grades: the grade (the higher the smaller), the rank if there is one, the cadre."""
    last: dict[str, str] = {}
    for cycle in sorted(book.cycles.values(), key=lambda each: (each.year, each.day)):
        if cycle.period == "year-end":
            graded = [who for name, who in book.grades if name == cycle.id and who.startswith("cadre:")]
            last |= dict.fromkeys(graded, cycle.id)
    for subject, cycle_id in last.items():
        cadre = subject.partition(":")[2]
        yield -GRADES.index(book.grades[cycle_id, subject]["grade"]), _rank(book, cycle_id, cadre), cadre


def _rank(book: Book, cycle: str, cadre: str) -> int:
    """The rank in the cycle; behind everybody who has one, where there is none."""
    made = book.rankings.get((cycle, "cadre"))
    places = made.places if made else ()
    return next((each.rank for each in places if each.id == cadre), len(places) + 1)


def _in_service(docket: Docket, cadre: str) -> bool:
    now = [each for each in docket.facts.standings(cadre) if each.start <= docket.today < each.end]
    return bool(now) and now[-1].departure is None


def _row(docket: Docket, book: Book, cadre: str) -> Answer:
    held = [each for each in docket.facts.stretches(cadre) if each.on(docket.today)]
    yearly = {each.id: each for each in book.cycles.values() if each.period == "year-end"}
    grades = {
        yearly[name].year: told["grade"]
        for (name, who), told in book.grades.items()
        if who == f"cadre:{cadre}" and name in yearly
    }
    year = max(grades)
    ranks = [_rank(book, each.id, cadre) for each in yearly.values() if each.year == year]
    ranked = any((each.id, "cadre") in book.rankings for each in yearly.values() if each.year == year)
    return {
        "cadre": cadre,
        "year": year,
        "grade": grades[year],
        "rank": ranks[-1] if ranked else None,
        "times": sum(each == grades[year] for each in grades.values()),
        "posts": [each.post for each in held],
        "units": [each.unit for each in held],
        "on": docket.today.isoformat(),
        "unit_kinds": {each.unit_kind for each in held},
    }
