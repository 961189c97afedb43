"""Second thoughts: appointments corrected or cancelled, promotions found late, posts redefined."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.decision import Decision, Desk, EventOf, month_start
from lifecycle.county.life import CLEAR, LONG_AGO, NONE, County, level_name
from lifecycle.county.plan import LEVELS, POSTS

_LATE: Final = 8
"""So many months later a promotion is found that nobody had recorded."""
_SEATS_AT_MOST: Final = 6
_CORRECTED_AFTER: Final = 2
_CORRECTED_AGAIN_AFTER: Final = 4


def corrected(county: County, desk: Desk, cadre: int, post: int, label: str) -> Iterator[Decision]:
    """An appointment of two months ago was written down wrongly."""
    month = county.moved[cadre]
    if county.post[cadre] != post or month != desk.month - _CORRECTED_AFTER:
        return
    again = county.label("corrected") if county.chance.one_in(3) else None
    if again:
        county.remind(month + _CORRECTED_AGAIN_AFTER, "correct-again", cadre, post, again)
    yield _correction(county, desk, label, month, again)


def corrected_again(county: County, desk: Desk, cadre: int, post: int, label: str) -> Iterator[Decision]:
    """The correction itself was wrong."""
    month = county.moved[cadre]
    if county.post[cadre] == post and month == desk.month - _CORRECTED_AGAIN_AFTER:
        yield _correction(county, desk, label, month, None)


def _correction(county: County, desk: Desk, label: str, appointed: int, again: str | None) -> Decision:
    """Another document; or another day, in the month after the appointment, when nothing else befell the cadre."""
    chance = county.chance
    if again is None and chance.one_in(3):
        changes = {"basis": f"Yunling Org, corrected notice {chance.between(1, 99)}"}
    else:
        # Never the day of the correction before, which would correct nothing.
        day = 1 + (desk.month - appointed) * 3 + chance.below(3)
        changes = {"effective": month_start(appointed + 1).replace(day=day).isoformat()}
    line = desk.line(
        "correct", desk.next_day(), event=EventOf(label), set=changes, reason="written wrongly in the notice"
    )
    return desk.decide("Correction", line, label=again)


def cancelled(county: County, desk: Desk, cadre: int, post: int, label: str) -> Iterator[Decision]:
    """An appointment of last month should never have been made."""
    if county.post[cadre] != post or county.moved[cadre] != desk.month - 1:
        return
    line = desk.line("cancel", desk.next_day(), event=EventOf(label), reason="decided without a discussion")
    county.vacate(cadre, desk.month)
    yield desk.decide("Cancellation", line)


def found_late(county: County, desk: Desk) -> Iterator[Decision]:
    """Once in a while a promotion to a level comes to light months after it took effect."""
    since = desk.month - _LATE - CLEAR
    if since < 0 or not county.chance.one_in(9):
        return
    cadre = county.find(
        lambda each: (
            county.level[each] < len(LEVELS) - 3 and county.movable(each, since) and county.moved[each] != LONG_AGO
        )
    )
    if cadre == NONE:
        return
    level = county.level[cadre] + 1
    line = desk.line(
        "promote", desk.earlier(_LATE), cadre=county.who(cadre), level=level_name(level),
        reason="rank of long service, found in the files",
    )  # fmt: skip
    county.raise_to(cadre, level, desk.month)
    yield desk.decide("Promotion discovered late", line)


def redefined(county: County, desk: Desk) -> Iterator[Decision]:
    """A few times a year a post is defined anew."""
    if not county.chance.one_in(5):
        return
    post = county.find_post(lambda each: 1 < county.seats[each] < _SEATS_AT_MOST and POSTS[each].use == "regular")
    if post == NONE:
        return
    changes = _redefinition(county, post)
    line = desk.line("post-revise", desk.next_day(), post=county.post_id(post), **changes)
    yield desk.decide("Post redefined", line)


def _redefinition(county: County, post: int) -> dict[str, object]:
    match county.chance.below(4):
        case 0:
            county.seats[post] += 1
            return {"seats": county.seats[post]}
        case 1 if county.free(post):
            county.seats[post] -= 1
            return {"seats": county.seats[post]}
        case 2:
            return {"requires": county.chance.pick(("bachelor", "bachelor;five-years", "party-member"))}
        case _:
            return {"key_post": True}
