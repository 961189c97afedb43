"""Seats: on no day may a post have more holders than it has seats."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from domain.career import Holding
from domain.change import Change
from domain.days import FOREVER
from domain.facts import Facts
from domain.finding import Finding
from domain.post import Post, PostTerm

Holder: TypeAlias = tuple[str, Holding]


class Crowd(NamedTuple):
    """A stretch [start, end) in which a post has more holders than seats."""

    start: date
    end: date
    seats: int
    holders: tuple[Holder, ...]


def seats_exceeded(posts: Iterable[str], change: Change, facts: Facts) -> Iterator[Finding]:
    """For each line that puts one holder too many on a post: who holds it, and from when a seat is free."""
    for post in posts:
        terms = facts.post(post).terms
        holders = facts.holders(post)
        if len(holders) <= min((term.definition.seats for term in terms), default=0):
            continue
        crowds = [crowd for crowd in crowded(holders, terms) if not _was_so_before(post, crowd, change)]
        named: set[int | None] = set()
        for crowd in crowds:
            line = _line(post, crowd, change)
            if line not in named:
                named.add(line)
                yield _finding(post, crowd, crowds, line, change)


def crowded(holders: Sequence[Holder], terms: Sequence[PostTerm]) -> list[Crowd]:
    """The stretches in which there are more holders than seats, in the order of time."""
    present = sorted((each for each in holders if each[1].start < each[1].end), key=lambda each: each[1].start)
    days = sorted({day for _, each in present for day in (each.start, each.end)} | {term.start for term in terms})
    waiting = iter(present)
    coming = next(waiting, None)
    there: list[Holder] = []
    found: list[Crowd] = []
    for start, end in zip(days, (*days[1:], FOREVER), strict=False):
        there = [each for each in there if each[1].end > start]
        while coming is not None and coming[1].start <= start:
            there.append(coming)
            coming = next(waiting, None)
        seats = next((term.definition.seats for term in terms if term.start <= start < term.end), len(there))
        if len(there) > seats:
            found.append(Crowd(start, end, seats, tuple(there)))
    return found


def _was_so_before(post: str, crowd: Crowd, change: Change) -> bool:
    """Whether the same cadres were crowded there all that time before the order (an imported register may be so)."""
    if f"post:{post}" in change.after:
        before = change.before.get(f"post:{post}")
        terms = before.terms if isinstance(before, Post) else ()
        if not _covered(((term.start, term.end) for term in terms if term.definition.seats <= crowd.seats), crowd):
            return False
    touched = [f"cadre:{who}" for who, _ in crowd.holders if f"cadre:{who}" in change.after]
    held = ([each for each in change.holdings_before(stream) if each.post == post] for stream in touched)
    return all(_covered(((each.start, each.end) for each in holdings), crowd) for holdings in held)


def _covered(stretches: Iterable[tuple[date, date]], crowd: Crowd) -> bool:
    """Whether the stretches together leave no day of the crowd out."""
    day = crowd.start
    for start, end in sorted(stretches):
        day = end if start <= day < end else day
    return day >= crowd.end


def _line(post: str, crowd: Crowd, change: Change) -> int | None:
    lines = [line for _, each in crowd.holders if (line := change.line_of(each.event)) is not None]
    return max(lines) if lines else change.last_line_on({f"post:{post}", *(f"cadre:{who}" for who, _ in crowd.holders)})


def _finding(post: str, crowd: Crowd, crowds: Sequence[Crowd], line: int | None, change: Change) -> Finding:
    mine = [each for each in crowd.holders if change.line_of(each[1].event) == line]
    newcomer = mine[-1] if mine else crowd.holders[-1]
    others = [each for each in crowd.holders if each is not newcomer]
    seats = f"{crowd.seats} seat{'s' if crowd.seats > 1 else ''}"
    held = ", ".join(f"{who} holds it since {each.since} ({each.event}, order {each.order})" for who, each in others)
    wording = (
        f"{newcomer[0]} cannot hold {post} on {crowd.start}: it has {seats}, and {held}. "
        "Relieve or exchange a holder by that day, or choose a day on which a seat is free."
    )
    last = max((each.end for each in crowds), default=FOREVER)
    figures = {
        "post": post,
        "cadre": newcomer[0],
        "day": crowd.start.isoformat(),
        "seats": crowd.seats,
        "holders": [who for who, _ in others],
        "next": _way_on(post, crowd, others[0], change) if last == FOREVER else None,
    }
    facts = tuple(each.event for _, each in others)
    earliest = None if last == FOREVER else last.isoformat()
    return Finding("seat-taken", wording, facts=facts, figures=figures, earliest=earliest, line=line, conflict=True)


def _way_on(post: str, crowd: Crowd, holder: Holder, change: Change) -> str:
    """The command that frees the seat; where the holder came later or by this order, one that shows the calendar."""
    who, holding = holder
    if holding.start >= crowd.start or change.line_of(holding.event) is not None:
        return f"cadre post calendar {post}"
    return f"cadre relieve {who} --from {post} --effective {crowd.start}"
