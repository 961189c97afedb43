"""The county's reorganisations: what was renamed, moved, merged, split, closed, and in which month.

Every county goes through the same ones, some a few months later than others.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from lifecycle.county.decision import Decision, Desk, Line
from lifecycle.county.founding import post_line, unit_line
from lifecycle.county.life import County
from lifecycle.county.plan import POST_INDEX, POSTS, UNIT_INDEX, UNITS

Reform = Callable[[County, Desk, date], Iterator[Line]]


def reorganised(county: County, desk: Desk, delay: int) -> Iterator[Decision]:
    """The month's reorganisation, in a county that follows so many months behind the first one."""
    found = REFORMS.get(desk.month - delay)
    if found is None:
        return
    title, units, reform = found
    if not all(county.present[UNIT_INDEX[unit]] for unit in units):
        return
    lines = reform(county, desk, desk.first_day())
    yield desk.decide(title, *({**line, "sequence": n} for n, line in enumerate(lines, 1)))


def _station_renamed(county: County, desk: Desk, day: date) -> Iterator[Line]:
    unit = county.unit_id("tv-station")
    yield desk.line("unit-rename", day, unit=unit, name="County Media Centre")


def _centre_moved(county: County, desk: Desk, day: date) -> Iterator[Line]:
    unit, parent = county.unit_id("affairs-centre"), county.unit_id("civil-affairs-bureau")
    yield desk.line("unit-move", day, unit=unit, parent=parent)


def _insurance_split_off(county: County, desk: Desk, day: date) -> Iterator[Line]:
    """Part of a bureau becomes a bureau of its own; the old one goes on."""
    yield _opened(county, desk, day, "insurance-bureau")
    into, post = county.unit_id("insurance-bureau"), county.prefix + "personnel-secretary"
    yield desk.line(
        "unit-split", day, unit=county.unit_id("personnel-bureau"), into=into,
        posts=f"{post}={into}", keep=True,
    )  # fmt: skip
    yield desk.line("post-revise", day, post=post, name="Director, Medical Insurance Bureau", track="admin")


def _land_renamed(county: County, desk: Desk, day: date) -> Iterator[Line]:
    unit = county.unit_id("land-bureau")
    yield desk.line("unit-rename", day, unit=unit, name="Natural Resources Bureau")


def _culture_and_tourism(county: County, desk: Desk, day: date) -> Iterator[Line]:
    """Two bureaus become a new one; one head's tenure goes on, the other head's post ends."""
    for gone in ("tourism-head", "tourism-secretary"):
        yield from _post_closed(county, desk, day, gone)
    into, plan = county.unit_id("culture-tourism"), UNITS[UNIT_INDEX["culture-tourism"]]
    county.present[UNIT_INDEX["culture-tourism"]] = 1
    yield desk.line(
        "unit-merge", day, into=into, name=plan.name, kind=plan.kind,
        units=f"{county.unit_id('culture-bureau')};{county.unit_id('tourism-bureau')}",
        parent=county.unit_id("government"),
    )  # fmt: skip
    yield from _post_succeeded(county, desk, day, "culture-head", "culture-tourism-head")
    _gone(county, "culture-bureau", "tourism-bureau")
    seats = county.seats[POST_INDEX["culture-deputy"]] + county.seats[POST_INDEX["tourism-deputy"]]
    yield desk.line("post-revise", day, post=county.prefix + "culture-deputy", seats=seats)
    county.seats[POST_INDEX["culture-deputy"]] = seats
    yield from _holders_carried(county, desk, day, "tourism-deputy", "culture-deputy")


def _market_supervision(county: County, desk: Desk, day: date) -> Iterator[Line]:
    """One bureau is absorbed by another, which takes a new name."""
    for gone in ("quality-head", "quality-secretary"):
        yield from _post_closed(county, desk, day, gone)
    into = county.unit_id("industry-bureau")
    yield desk.line("unit-merge", day, units=county.unit_id("quality-bureau"), into=into)
    _gone(county, "quality-bureau")
    yield desk.line("unit-rename", day, unit=into, name="Market Supervision Bureau")


def _gone(county: County, *units: str) -> None:
    """The units are no more."""
    for unit in units:
        county.present[UNIT_INDEX[unit]] = 0


def _townships_merged(county: County, desk: Desk, day: date) -> Iterator[Line]:
    for gone in ("dongxi-secretary", "dongxi-mayor"):
        yield from _post_closed(county, desk, day, gone)
    into = county.unit_id("nanshan")
    yield desk.line("unit-merge", day, units=county.unit_id("dongxi"), into=into)
    _gone(county, "dongxi")


def _poverty_office_followed(county: County, desk: Desk, day: date) -> Iterator[Line]:
    """An office ends, a bureau follows it, and its people go on there."""
    old, new = county.unit_id("poverty-office"), county.unit_id("rural-bureau")
    yield _opened(county, desk, day, "rural-bureau")
    yield from _post_succeeded(county, desk, day, "poverty-head", "rural-head")
    yield from _post_succeeded(county, desk, day, "poverty-staff", "rural-staff")
    yield desk.line("unit-succeed", day, unit=old, by=new, kind="transfer")
    yield desk.line("unit-close", day, unit=old)


def _centre_split_up(county: County, desk: Desk, day: date) -> Iterator[Line]:
    """A centre is divided in two and ends."""
    service, figures = county.unit_id("service-centre"), county.unit_id("data-bureau")
    yield _opened(county, desk, day, "service-centre")
    yield _opened(county, desk, day, "data-bureau")
    goes = {"affairs-chief": service, "affairs-window": service, "affairs-data": figures}
    yield desk.line(
        "unit-split", day, unit=county.unit_id("affairs-centre"), into=f"{service};{figures}",
        posts=";".join(f"{county.prefix}{post}={unit}" for post, unit in goes.items()),
    )  # fmt: skip


def _editors_closed(county: County, desk: Desk, day: date) -> Iterator[Line]:
    yield from _post_closed(county, desk, day, "tv-editor")


def _opened(county: County, desk: Desk, day: date, unit: str) -> Line:
    plan = UNITS[UNIT_INDEX[unit]]
    parent = county.unit_id(plan.parent) if plan.parent else None
    return desk.line("unit-open", day) | unit_line(county, plan, plan.name, parent)


def _post_closed(county: County, desk: Desk, day: date, gone: str) -> Iterator[Line]:
    """Whoever sits in the post is relieved; then it ends."""
    post = POST_INDEX[gone]
    for cadre in tuple(county.sitters[post]):
        yield desk.line("relieve", day, cadre=county.who(cadre), post=county.post_id(post), reason="reorganisation")
        if county.post[cadre] == post:
            county.vacate(cadre, desk.month)
        else:
            county.vacate_aside(cadre, desk.month)
    county.seats[post] = 0
    yield desk.line("post-close", day, post=county.post_id(post), decision=f"REFORM-{day.year}")


def _post_succeeded(county: County, desk: Desk, day: date, old: str, new: str) -> Iterator[Line]:
    """A new post follows the old one, with its people and as many seats."""
    plan, seats = POSTS[POST_INDEX[new]], county.seats[POST_INDEX[old]]
    yield desk.line("post-open", day) | post_line(county, plan) | {"seats": max(seats, 1)}
    county.seats[POST_INDEX[new]] = seats
    yield from _holders_carried(county, desk, day, old, new)


def _holders_carried(county: County, desk: Desk, day: date, old: str, new: str) -> Iterator[Line]:
    """The new post follows the old one, whose people go on there."""
    yield desk.line("post-succeed", day, post=county.prefix + old, by=county.prefix + new)
    source, target = POST_INDEX[old], POST_INDEX[new]
    for cadre in county.sitters[source]:
        if county.post[cadre] == source:
            county.post[cadre] = target
        else:
            county.side[cadre] = target
        county.moved[cadre] = desk.month
    county.sitters[target] += county.sitters[source]
    county.sitters[source] = []
    county.seats[source] = 0
    county.redirect("confirm", source, target)


REFORMS: Final[dict[int, tuple[str, tuple[str, ...], Reform]]] = {
    14: ("Station renamed", ("tv-station",), _station_renamed),
    29: ("Centre moved", ("affairs-centre", "civil-affairs-bureau"), _centre_moved),
    47: ("Insurance split off", ("personnel-bureau",), _insurance_split_off),
    48: ("Bureau renamed", ("land-bureau",), _land_renamed),
    49: ("Culture and tourism merged", ("culture-bureau", "tourism-bureau"), _culture_and_tourism),
    50: ("Market supervision", ("industry-bureau", "quality-bureau"), _market_supervision),
    64: ("Townships merged", ("dongxi", "nanshan"), _townships_merged),
    77: ("Poverty office followed", ("poverty-office",), _poverty_office_followed),
    86: ("Centre divided", ("affairs-centre",), _centre_split_up),
    100: ("Editors closed", ("tv-station",), _editors_closed),
}
"""Month (0 is January 2015) -> title, the units it needs, and what happens."""
