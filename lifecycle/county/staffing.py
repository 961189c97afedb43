"""Filling vacancies and moving those who have sat long: appointment, promotion, trial, transfer, rotation, exchange."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from lifecycle.county.decision import Decision, Desk, Line
from lifecycle.county.life import NONE, County, is_regular, level_name
from lifecycle.county.plan import POST_LEVEL, POSTS

_FILLED_BY_TRANSFER: Final = 3
"""One in so many goes to somebody who sits elsewhere, if there is such a one."""
SETTLED: Final = 36
"""Months in a post before somebody is moved on without need."""
RESTED: Final = 24
"""Months since the last move before somebody is promoted."""
TRIAL: Final = 12
_FILLED_SOON: Final = 4
"""One in so many vacancies is filled in a month; the others wait."""


def vacancies_filled(county: County, desk: Desk) -> Iterator[Decision]:
    """The month's appointments to vacant seats, as far as there is somebody for them."""
    for post in range(len(POSTS)):
        vacant = county.free(post) and is_regular(post, POST_LEVEL[post])
        if vacant and county.chance.one_in(_FILLED_SOON) and (decision := _filled(county, desk, post)):
            yield decision


def _filled(county: County, desk: Desk, post: int) -> Decision | None:
    level, chance = POST_LEVEL[post], county.chance
    if (
        chance.one_in(_FILLED_BY_TRANSFER)
        and (cadre := _sitting(county, level, post, desk.month - SETTLED, desk.month)) != NONE
    ):
        return _transferred(county, desk, cadre, post)
    if (cadre := _waiting(county, level, desk.month)) != NONE:
        return _appointed(county, desk, cadre, post)
    if level and (cadre := _promising(county, level, post, desk.month)) != NONE:
        return _promoted(county, desk, cadre, post)
    return None


def _sitting(county: County, level: int, post: int, since: int, month: int) -> int:
    """Somebody of the level who sits in another regular post, and whom the unit lets go."""
    return county.find(
        lambda each: (
            county.level[each] == level
            and county.post[each] not in {NONE, post}
            and county.movable(each, since)
            and county.spares(each, month)
        )
    )


def _waiting(county: County, level: int, month: int) -> int:
    """Somebody of the level without a post."""
    return county.find(
        lambda each: county.post[each] == NONE and county.level[each] == level and county.movable(each, month - 1)
    )


def _promising(county: County, level: int, post: int, month: int) -> int:
    """Somebody one level below, long enough where they are."""
    return county.find(
        lambda each: (
            county.level[each] == level - 1 and county.post[each] != post and county.movable(each, month - RESTED)
        )
    )


def _transferred(county: County, desk: Desk, cadre: int, post: int) -> Decision:
    day = desk.next_day()
    taken = {"cadre": county.who(cadre), "post": county.post_id(post)}
    if county.chance.one_in(3):
        taken["from"] = county.post_id(county.post[cadre])
    county.seat(cadre, post, desk.month)
    return desk.decide("Transfer", desk.line("transfer", day, **taken, reason="work need"))


def _appointed(county: County, desk: Desk, cadre: int, post: int) -> Decision:
    day = desk.next_day()
    line = desk.line("appoint", day, cadre=county.who(cadre), post=county.post_id(post))
    county.seat(cadre, post, desk.month)
    label = _second_thought(county, desk, cadre, post)
    return desk.decide("Appointment", line, label=label)


def _second_thought(county: County, desk: Desk, cadre: int, post: int) -> str | None:
    """The label of an appointment that will be corrected or cancelled; None for most of them."""
    chance, month = county.chance, desk.month
    if chance.one_in(12):
        label = county.label("corrected")
        county.remind(month + 2, "correct", cadre, post, label)
        return label
    if chance.one_in(16):
        label = county.label("cancelled")
        county.remind(month + 1, "cancel", cadre, post, label)
        return label
    return None


def _promoted(county: County, desk: Desk, cadre: int, post: int) -> Decision:
    """One level up and into the post: on trial where the post is a key post, at once elsewhere."""
    day, who, where = desk.next_day(), county.who(cadre), county.post_id(post)
    level = POST_LEVEL[post]
    own = county.post[cadre]
    lines: tuple[Line, ...] = (desk.line("promote", day, cadre=who, level=level_name(level), post=where),)
    on_trial = POSTS[post].key
    if on_trial:
        left = () if own == NONE else (desk.line("relieve", day, cadre=who, post=county.post_id(own)),)
        lines = (*left, *_on_trial(desk, day, who, where, level_name(level)))
    county.seat(cadre, post, desk.month)
    county.raise_to(cadre, level, desk.month)
    if on_trial:
        county.on_trial.add(cadre)
        county.remind(desk.month + TRIAL, "confirm", cadre, post)
    return desk.decide("Promotion", *_in_sequence(lines))


def _on_trial(desk: Desk, day: date, who: str, where: str, level: str) -> tuple[Line, ...]:
    until = day.replace(year=day.year + TRIAL // 12).isoformat()
    return (
        desk.line("promote", day, cadre=who, level=level),
        desk.line("appoint", day, cadre=who, post=where, kind="trial", until=until),
    )


def _in_sequence(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Several acts of one day, numbered in the order in which they are to be read."""
    if len(lines) == 1:
        return lines
    return tuple({**line, "sequence": place} for place, line in enumerate(lines, 1))


def trial_ended(county: County, desk: Desk, cadre: int, post: int) -> Iterator[Decision]:
    """The trial is confirmed, or once in a while ends without the post."""
    if cadre not in county.on_trial or county.post[cadre] != post:
        return
    day = desk.next_day()
    taken = {"cadre": county.who(cadre), "post": county.post_id(post)}
    if county.chance.one_in(8):
        county.vacate(cadre, desk.month)
        yield desk.decide("Trial not passed", desk.line("relieve", day, **taken, reason="trial not passed"))
        return
    county.on_trial.discard(cadre)
    county.moved[cadre] = desk.month
    yield desk.decide("Trial passed", desk.line("confirm", day, **taken))


def moved_on(county: County, desk: Desk) -> Iterator[Decision]:
    """The month's rotations and exchanges of people who have sat long."""
    if county.chance.one_in(4):
        yield from _rotated(county, desk)
    if county.chance.one_in(3):
        yield from _exchanged(county, desk, 2 + county.chance.one_in(3))
    if county.chance.one_in(40):
        yield from _demoted(county, desk)


def _rotated(county: County, desk: Desk) -> Iterator[Decision]:
    post = county.find_post(lambda each: county.free(each) and is_regular(each, POST_LEVEL[each]))
    if post == NONE:
        return
    cadre = _sitting(county, POST_LEVEL[post], post, desk.month - 2 * SETTLED, desk.month)
    if cadre == NONE:
        return
    taken = {"cadre": county.who(cadre), "post": county.post_id(post)}
    line = desk.line("rotate", desk.next_day(), **taken, reason="long time in one post")
    county.seat(cadre, post, desk.month)
    yield desk.decide("Rotation", line)


def _exchanged(county: County, desk: Desk, count: int) -> Iterator[Decision]:
    """So many cadres of one level, each in a post of another unit, take each other's posts on one day."""
    level = county.chance.pick((0, 0, 1, 1, 2))
    circle: list[int] = []
    for _ in range(count):
        units = {POSTS[county.post[each]].unit for each in circle}
        circle.append(
            county.find(
                lambda each, units=units: (
                    county.level[each] == level  # type: ignore[misc]
                    and county.post[each] != NONE
                    and POSTS[county.post[each]].unit not in units
                    and county.movable(each, desk.month - SETTLED)
                    and county.spares(each, desk.month)
                )
            )
        )
        if circle[-1] == NONE:
            return
    yield _circle(county, desk, circle)


def _circle(county: County, desk: Desk, circle: list[int]) -> Decision:
    day = desk.next_day()
    posts = [county.post[each] for each in circle]
    takes = [*posts[1:], posts[0]]
    lines = [
        desk.line(
            "exchange", day, cadre=county.who(cadre), post=county.post_id(post),
            reason="training by exchange", **{"from": county.post_id(county.post[cadre])},
        )
        for cadre, post in zip(circle, takes, strict=True)
    ]  # fmt: skip
    for cadre in circle:
        county.vacate(cadre, desk.month)
    for cadre, post in zip(circle, takes, strict=True):
        county.seat(cadre, post, desk.month)
    return desk.decide(f"Exchange of {len(circle)}", *lines)


def _demoted(county: County, desk: Desk) -> Iterator[Decision]:
    cadre = county.find(
        lambda each: county.level[each] > 0 and county.post[each] != NONE and county.movable(each, desk.month - RESTED)
    )
    if cadre == NONE:
        return
    level, own = county.level[cadre] - 1, county.post[cadre]
    post = county.find_post(lambda each: each != own and county.free(each) and is_regular(each, level))
    if post == NONE:
        return
    taken = {"cadre": county.who(cadre), "level": level_name(level), "post": county.post_id(post)}
    line = desk.line("demote", desk.next_day(), **taken, reason="not equal to the post")
    county.seat(cadre, post, desk.month)
    county.raise_to(cadre, level, desk.month)
    yield desk.decide("Demotion", line)
