"""Posts held beside the own one: acting, concurrent, seconded, as an assistant; and how they end."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.decision import Decision, Desk, month_start
from lifecycle.county.life import CLEAR, NONE, County, level_name
from lifecycle.county.plan import POST_LEVEL, POSTS

MONTHS: Final = {"acting": 5, "concurrent": 30, "secondment": 24, "assistant": 18}
"""How long each kind of posting is meant to last."""
_LATE: Final = 6
"""So many months later some postings are found that nobody had recorded."""


def posted(county: County, desk: Desk) -> Iterator[Decision]:
    """The month's new postings."""
    if county.chance.one_in(2):
        yield from _posted_aside(county, desk)
    if county.chance.one_in(4):
        yield from _put_in_charge(county, desk)
    if county.chance.one_in(18):
        yield from _found_late(county, desk)


def _posted_aside(county: County, desk: Desk) -> Iterator[Decision]:
    post = county.find_post(lambda each: POSTS[each].use != "regular" and county.free(each))
    cadre = NONE if post == NONE else _available(county, post, desk.month - 6)
    if cadre == NONE:
        return
    kind = POSTS[post].use
    until = month_start(desk.month + MONTHS[kind]).isoformat()
    taken = {"cadre": county.who(cadre), "post": county.post_id(post), "kind": kind}
    line = desk.line("appoint", desk.next_day(), **taken, until=until)
    county.seat_aside(cadre, post, desk.month)
    county.remind(desk.month + MONTHS[kind], "end-posting", cadre, post)
    yield desk.decide(f"Posting: {kind}", line)


def _available(county: County, post: int, since: int) -> int:
    """Somebody of the post's level with a post of their own in another unit."""
    return county.find(
        lambda each: (
            county.post[each] != NONE
            and county.level[each] == POST_LEVEL[post]
            and POSTS[county.post[each]].unit != POSTS[post].unit
            and county.movable(each, since)
        )
    )


def _put_in_charge(county: County, desk: Desk) -> Iterator[Decision]:
    """A deputy acts for a head who is missing, and keeps the own post."""
    post = county.find_post(lambda each: POSTS[each].key and county.free(each))
    if post == NONE:
        return
    unit, below = POSTS[post].unit, POST_LEVEL[post] - 1
    cadre = county.find(
        lambda each: (
            county.post[each] != NONE
            and county.level[each] == below
            and POSTS[county.post[each]].unit == unit
            and county.movable(each, desk.month - 6)
        )
    )
    if cadre == NONE:
        return
    taken = {"cadre": county.who(cadre), "post": county.post_id(post), "kind": "acting"}
    line = desk.line("appoint", desk.next_day(), **taken)
    county.seat_aside(cadre, post, desk.month)
    county.remind(desk.month + MONTHS["acting"], "end-acting", cadre, post)
    yield desk.decide("Posting: acting", line)


def _found_late(county: County, desk: Desk) -> Iterator[Decision]:
    """A concurrent post held for months is recorded only now, under its true day."""
    since = desk.month - _LATE - CLEAR
    if since < 0:
        return
    post = county.find_post(
        lambda each: POSTS[each].use == "concurrent" and county.free(each) and county.touched[each] <= since
    )
    cadre = NONE if post == NONE else _available(county, post, since)
    if cadre == NONE:
        return
    taken = {"cadre": county.who(cadre), "post": county.post_id(post), "kind": "concurrent"}
    line = desk.line("appoint", desk.earlier(_LATE), **taken, reason="found in the unit's files")
    county.seat_aside(cadre, post, desk.month)
    county.remind(desk.month + MONTHS["concurrent"], "end-posting", cadre, post)
    yield desk.decide("Posting discovered late", line)


def posting_ended(county: County, desk: Desk, cadre: int, post: int) -> Iterator[Decision]:
    """The posting beside the own post is over."""
    if county.side.get(cadre) != post:
        return
    line = desk.line("relieve", desk.next_day(), cadre=county.who(cadre), post=county.post_id(post))
    county.vacate_aside(cadre, desk.month)
    yield desk.decide("End of posting", line)


def acting_ended(county: County, desk: Desk, cadre: int, post: int) -> Iterator[Decision]:
    """Who acted for the head becomes head, or goes back to the own post alone."""
    if county.side.get(cadre) != post or county.post[cadre] == NONE or county.chance.one_in(3):
        yield from posting_ended(county, desk, cadre, post)
        return
    day, who, level = desk.next_day(), county.who(cadre), POST_LEVEL[post]
    left = county.post_id(county.post[cadre])
    lines = (
        desk.line("relieve", day, cadre=who, post=left, sequence=1),
        desk.line("promote", day, cadre=who, level=level_name(level), sequence=2),
        desk.line("appoint", day, cadre=who, post=county.post_id(post), sequence=3),
    )
    county.vacate_aside(cadre, desk.month)
    county.seat(cadre, post, desk.month)
    county.raise_to(cadre, level, desk.month)
    yield desk.decide("Appointed after acting", *lines)
