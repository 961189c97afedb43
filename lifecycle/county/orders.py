"""The demo as orders in the order of recording: one for each decision, or large ones for a large demo."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from lifecycle.county.annals import Annal, AnnalOf
from lifecycle.county.cast import CAST_SIZE, RESERVED, cast_history
from lifecycle.county.cast_careers import CAST_DECISIONS
from lifecycle.county.chance import Chance
from lifecycle.county.decision import MONTHS, OFFICER, Decision, Desk, Line, month_start
from lifecycle.county.founding import OPENING, UNITS_SINCE, founded
from lifecycle.county.leaving import left, reinstated
from lifecycle.county.life import County
from lifecycle.county.names import place_name
from lifecycle.county.people import amended, recruited
from lifecycle.county.plan import COUNTY
from lifecycle.county.postings import acting_ended, posted, posting_ended
from lifecycle.county.reform import reorganised
from lifecycle.county.revision import cancelled, corrected, corrected_again, found_late, redefined
from lifecycle.county.staffing import moved_on, trial_ended, vacancies_filled

DEFAULT_SIZE: Final = 300
SMALLEST: Final = 40
LARGEST: Final = 10_000_000
ONE_BY_ONE: Final = 1_000
"""Up to so many cadres every decision is an order of its own."""
LINES_AN_ORDER: Final = 5_000
_DELAYS: Final = 6
"""Counties follow the first one's reorganisations by up to so many months."""


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """One order of the demo. `labels` are (label, its first line counted from 0) of what later orders refer to."""

    now: datetime
    lines: tuple[Line, ...]
    key: str
    title: str
    actor: str = OFFICER
    imported: bool = False
    confirmed: bool = False
    refused: bool = False
    labels: tuple[tuple[str, int], ...] = ()


def county_orders(
    size: int, seed: int, stories: Sequence[Decision] = (), annals: Sequence[AnnalOf] = ()
) -> Iterator[DemoOrder]:
    """Ten years of a county of so many cadres (or of many counties), in the order of recording.

    The same size and seed give the same orders. Lines may hold EventOf and OrderOf where an id belongs that only
    the recording gives. `stories` are told beside the cast's careers, `annals` beside those of the first county.
    Raises ValueError outside SMALLEST to LARGEST.
    """
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"a demo has {SMALLEST} to {LARGEST} cadres, not {size}")
    if size <= ONE_BY_ONE:
        return _single(_by_minute(_months(size, seed, stories, annals)))
    return _bundled(_months(size, seed, stories, annals))


def _months(
    size: int, seed: int, stories: Sequence[Decision], annals: Sequence[AnnalOf]
) -> Iterator[Iterator[Decision]]:
    """The founding, then the decisions of each month, county by county, and what the annals tell of it."""
    counties = _counties(size, seed)
    told: list[Annal] = [each(counties[0], seed) for each in annals]
    yield chain(_founding(counties, seed), cast_history())
    for month in range(MONTHS):
        ours = (
            each for each in (*CAST_DECISIONS, *stories) if (each.now.year, each.now.month) == _year_and_month(month)
        )
        lived = (_month(county, place, month) for place, county in enumerate(counties))
        yield chain(ours, *lived, *(annal(month) for annal in told))


def _year_and_month(month: int) -> tuple[int, int]:
    first = month_start(month)
    return (first.year, first.month)


def _counties(size: int, seed: int) -> list[County]:
    """The counties, the last one with what remains; the first one leaves room for the cast."""
    width = max(4, len(str(size)))
    counties, first = [], 1
    for place, start in enumerate(range(0, size, DEFAULT_SIZE)):
        total = min(DEFAULT_SIZE, size - start) - (0 if place else CAST_SIZE)
        prefix = f"k{place + 1}-" if place else ""
        counties.append(County(Chance(seed, place), prefix, (first, width), total))
        first += total
    return counties


def _founding(counties: list[County], seed: int) -> Iterator[Decision]:
    if len(counties) == 1:
        return founded(counties[0], COUNTY.name, None, RESERVED)
    names = Chance(seed, "places")
    province: Line = {
        "act": "unit-open", "unit": "province", "name": "Province", "kind": "province",
        "effective": UNITS_SINCE, "basis": "Register of provinces",
    }  # fmt: skip
    first = Decision(OPENING, (province,), "Province", imported=True)
    return chain(
        (first,),
        founded(counties[0], COUNTY.name, "province", RESERVED),
        *(founded(each, f"{place_name(names)} County", "province", ()) for each in counties[1:]),
    )


def _month(county: County, place: int, month: int) -> Iterator[Decision]:
    """What one county decides in a month."""
    documents = 1 if month % 12 == 0 else county.documents
    desk = Desk(month, county.chance, county.prefix, documents)
    yield from reorganised(county, desk, place % _DELAYS)
    for due in county.falls_due(month):
        yield from _due(county, desk, due)
    for act in _EVERY_MONTH:
        yield from act(county, desk)
    county.documents = desk.documents


_EVERY_MONTH: Final = (
    left, vacancies_filled, moved_on, posted, recruited, amended, found_late, redefined,
)  # fmt: skip


def _due(county: County, desk: Desk, due: tuple[str, int, int, str]) -> Iterator[Decision]:
    kind, cadre, post, label = due
    match kind:
        case "confirm":
            return trial_ended(county, desk, cadre, post)
        case "end-posting":
            return posting_ended(county, desk, cadre, post)
        case "end-acting":
            return acting_ended(county, desk, cadre, post)
        case "reinstate":
            return reinstated(county, desk, cadre)
        case "correct":
            return corrected(county, desk, cadre, post, label)
        case "correct-again":
            return corrected_again(county, desk, cadre, post, label)
        case _:
            return cancelled(county, desk, cadre, post, label)


def _by_minute(months: Iterable[Iterable[Decision]]) -> Iterator[Decision]:
    """The decisions of every month in the order of their minutes."""
    for decisions in months:
        yield from sorted(decisions, key=lambda each: each.now)


def _single(decisions: Iterable[Decision]) -> Iterator[DemoOrder]:
    """Every decision as an order of its own."""
    for number, each in enumerate(decisions, 1):
        yield _as_order([each], each.now, number)


def _bundled(months: Iterable[Iterable[Decision]]) -> Iterator[DemoOrder]:
    """The decisions of a month in orders of thousands of lines; the cast's stay orders of their own."""
    now = OPENING
    for number, bundle in enumerate(chain.from_iterable(map(_bundles, months)), 1):
        now = max(now, *(each.now for each in bundle))
        yield _as_order(bundle, now, number)


def _bundles(decisions: Iterable[Decision]) -> Iterator[list[Decision]]:
    bundle: list[Decision] = []
    lines = 0
    for each in decisions:
        if bundle and (each.alone or bundle[-1].alone or lines + len(each.lines) > LINES_AN_ORDER):
            yield bundle
            bundle, lines = [], 0
        bundle.append(each)
        lines += len(each.lines)
    if bundle:
        yield bundle


def _as_order(bundle: list[Decision], now: datetime, number: int) -> DemoOrder:
    first = bundle[0]
    lines: list[Line] = []
    labels: list[tuple[str, int]] = []
    for each in bundle:
        if each.label:
            labels.append((each.label, len(lines)))
        lines += each.lines
    title = first.title if len(bundle) == 1 else f"Decisions of {now:%Y-%m}"
    return DemoOrder(
        now,
        tuple(lines),
        f"demo-{number:06d}",
        title,
        first.actor,
        first.imported,
        first.confirmed,
        first.refused,
        tuple(labels),
    )
