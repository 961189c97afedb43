"""Rankings and what follows from them as rows; what was done on a ranking that is no longer so stays in view."""

from collections.abc import Iterable, Iterator, Sequence

from domain.assessment.placing import Place
from domain.duty import Standing, standing
from projections.assessment import Book, Ranking
from projections.assessment_duty import book_of
from projections.consequence import KIND, Step, as_raised, in_band, steps
from projections.deed import ACTS, Deed, fits, resting_on, roots_of
from projections.duty import Docket, deeds
from projections.history import history
from projections.unit import Answer

WORST = ("overdue", "open", "deferred", "done")
"""The states of duties, the worst first."""


def consequence_rows(docket: Docket) -> Iterator[Answer]:
    """One row for each duty that a step has become, and for each act on a ranking from which it no longer follows."""
    book, acts = book_of(docket), deeds(docket.database, docket.moment)
    found: list[tuple[Step, Standing]] = []
    for step in steps(book, docket.facts, docket.today):
        raised = as_raised(step, docket)
        found.append((step, standing(raised, acts.get(raised.duty, ()), docket.today)))
    yield from (_row(*each) for each in found)
    yield from _without_basis(book, [step for step, _ in found], docket)


def _row(step: Step, duty: Standing) -> Answer:
    of_unit = step.rule.options["subject"] == "unit"
    return {
        "year": step.result.year,
        "cycle": step.result.cycle,
        "unit": step.subject if of_unit else None,
        "cadre": step.reached if step.reached != step.subject or not of_unit else None,
        "score": step.stand.figure,
        "rank": step.stand.rank,
        "band": step.rule.options["band"],
        "streak": step.streak,
        "measure": step.measure,
        "channels": list(_channels(step)),
        "rule": step.rule.id,
        "duty": duty.raised.duty,
        "due_on": duty.raised.due_on.isoformat(),
        "duty_state": duty.state,
        "event": duty.event,
    }


def _channels(step: Step) -> Iterable[str]:
    told = (each.get("channels", ()) for each in step.rule.options["steps"] if each["measure"] == step.measure)
    return next((tuple(each) for each in told if each), ())


def _without_basis(book: Book, found: Sequence[Step], docket: Docket) -> Iterator[Answer]:
    """The acts that rest on a ranking which was cancelled, lost its basis or was made anew, and follow no more."""
    for cycle in book.cycles.values():
        told = history(docket.database, f"ranking:{cycle.id}", docket.moment.position)
        made = {each["event"]: each for each in told}
        for event, root in roots_of(told).items():
            for deed in resting_on(docket.database, docket.moment, event):
                counts = deed.status != "cancelled" and deed.day <= docket.today
                if counts and not _follows(deed, found, cycle.id):
                    yield _lost(deed, made[root], made[root]["fields"]["ranks"])


def _follows(deed: Deed, found: Sequence[Step], cycle: str) -> bool:
    """Whether a step that still stands is carried out by the act; acts that carry out no step are left alone."""
    if not any(deed.act in acts for acts in ACTS.values()):
        return True
    mine = [each for each in found if each.result.cycle == cycle]
    return any(fits(deed, each.measure, subject) for each in mine for subject in _subjects(each))


def _subjects(step: Step) -> tuple[str, str]:
    return f"cadre:{step.reached}", f"unit:{step.reached}"


def _lost(deed: Deed, made: Answer, register: str) -> Answer:
    places = {each["id"]: each for each in made["fields"]["places"]}
    named = [each for each in sorted(deed.subjects) if each.partition(":")[0] == register]
    place = next((places[name] for each in named if (name := each.partition(":")[2]) in places), None)
    cadres = [each.partition(":")[2] for each in sorted(deed.subjects) if each.startswith("cadre:")]
    return {
        "year": made["fields"]["year"],
        "cycle": made["fields"]["cycle"],
        "unit": place["id"] if place and register == "unit" else None,
        "cadre": cadres[0] if cadres else None,
        "score": place["score"] if place else None,
        "rank": int(place["rank"]) if place else None,
        "band": None,
        "streak": None,
        "measure": deed.act,
        "channels": [],
        "rule": None,
        "duty": None,
        "due_on": None,
        "duty_state": "basis-lost",
        "event": deed.event,
    }


def ranking_rows(docket: Docket) -> Iterator[Answer]:
    """One row for each place of each ranking that counts, with its band and what follows from it."""
    book = book_of(docket)
    rows = [row for row in consequence_rows(docket) if row["duty"] is not None]
    for ranking in book.rankings.values():
        stream = history(docket.database, f"ranking:{ranking.cycle}", docket.moment.position)
        status = {each["event"]: each["status"] for each in stream}[ranking.event]
        bands = _bands(ranking, book)
        for place in ranking.places:
            mine = [row for row in rows if (row["cycle"], row[ranking.ranks]) == (ranking.cycle, place.id)]
            yield _place(ranking, place, bands.get(place.id), mine, status)


def _bands(ranking: Ranking, book: Book) -> dict[str, str]:
    """Id -> the band in which it stands under some rule; the bottom is told before the top."""
    found: dict[str, str] = {}
    rules = sorted(book.rules(KIND, ranking.day), key=lambda each: each.options["band"] != "top")
    for rule in rules:
        if rule.options["band"] in {"top", "bottom"} and rule.options["subject"] == ranking.ranks:
            found |= {place.id: rule.options["band"] for place in in_band(rule, ranking, book)}
    return found


def _place(ranking: Ranking, place: Place, band: str | None, mine: Sequence[Answer], status: str) -> Answer:
    states = [row["duty_state"] for row in mine]
    return {
        "year": ranking.year,
        "cycle": ranking.cycle,
        "unit": place.id if ranking.ranks == "unit" else None,
        "cadre": place.id if ranking.ranks == "cadre" else None,
        "group": place.group or None,
        "score": place.score,
        "rank": place.rank,
        "band": band,
        "streak": max((row["streak"] for row in mine), default=None),
        "measure": mine[0]["measure"] if mine else None,
        "duty_state": next((each for each in WORST if each in states), None),
        "status": status,
        "event": ranking.event,
    }
