"""Leaving the service: age limit, own wish, dismissal, death, another place; and coming back."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.decision import Decision, Desk
from lifecycle.county.life import CLEAR, DEPARTED, IN_SERVICE, NONE, County

_OTHER_WAYS: Final = ("resign", "resign", "transfer-out", "transfer-out", "dismiss", "death")
_REASONS: Final = {
    "retire": "age limit",
    "resign": "own wish",
    "transfer-out": "transfer to another county",
    "dismiss": "serious breach of discipline",
    "death": "illness",
}
_REPORTED_AFTER: Final = 2
"""Months until a death abroad or on leave is known to the office."""
_APPEAL: Final = 8
"""Months until a dismissal that does not stand is set aside."""


def left(county: County, desk: Desk) -> Iterator[Decision]:
    """The month's departures."""
    yield from _retired(county, desk)
    chance = county.chance
    if chance.one_in(3):
        cadre = county.find(lambda each: county.status[each] == IN_SERVICE and each not in county.tied)
        if cadre != NONE and county.moved[cadre] < desk.month:
            yield _departed(county, desk, cadre, chance.pick(_OTHER_WAYS))
    if chance.one_in(50):
        yield from _died_unnoticed(county, desk)


def _retired(county: County, desk: Desk) -> Iterator[Decision]:
    start = 0
    while True:
        try:
            cadre = county.retires.index(desk.month, start, county.known)
        except ValueError:
            return
        start = cadre + 1
        if county.moved[cadre] == desk.month or cadre in county.tied:
            county.retires[cadre] += 1  # one act a month, and none while something is pending: next month, then
        elif county.status[cadre] == IN_SERVICE:
            yield _departed(county, desk, cadre, "retire")


def _departed(county: County, desk: Desk, cadre: int, kind: str) -> Decision:
    line = desk.line("depart", desk.next_day(), cadre=county.who(cadre), kind=kind, reason=_REASONS[kind])
    county.depart(cadre, desk.month)
    if kind == "dismiss" and county.chance.one_in(3):
        county.remind(desk.month + _APPEAL, "reinstate", cadre, NONE)
    return desk.decide(f"Departure: {kind}", line)


def _died_unnoticed(county: County, desk: Desk) -> Iterator[Decision]:
    """A death that reached the office late."""
    since = desk.month - _REPORTED_AFTER - CLEAR
    cadre = NONE if since < 0 else county.find(lambda each: county.movable(each, since))
    if cadre == NONE:
        return
    line = desk.line(
        "depart", desk.earlier(_REPORTED_AFTER), cadre=county.who(cadre), kind="death", reason="illness, reported late"
    )
    county.depart(cadre, desk.month)
    yield desk.decide("Departure discovered late", line)


def reinstated(county: County, desk: Desk, cadre: int) -> Iterator[Decision]:
    """The dismissal is set aside on appeal; the cadre waits for a post."""
    if county.status[cadre] != DEPARTED or county.retires[cadre] <= desk.month:
        return
    line = desk.line("reinstate", desk.next_day(), cadre=county.who(cadre), reason="dismissal set aside on appeal")
    county.status[cadre] = IN_SERVICE
    county.moved[cadre] = desk.month
    yield desk.decide("Reinstatement", line)
