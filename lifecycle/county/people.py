"""People coming onto the books, and what changes in their personal files."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.decision import FIRST_YEAR, MONTHS, Decision, Desk, Line
from lifecycle.county.life import IN_SERVICE, NONE, County, level_name
from lifecycle.county.names import EDUCATION, KIN, NATIVE_PLACES, full_name, particulars

RETIREMENT_AGE: Final = 60
_YOUNGEST: Final = (25, 32, 38, 46, 48)
_OLDEST: Final = (55, 57, 58, 58, 58)
"""Between these ages people are found at a level, lowest level first."""
_RECRUITS_AGED: Final = (24, 30)
_INTAKES: Final = (3, 8)
"""The months of a year (from 0) in which recruits come."""
_LAST_INTAKE: Final = MONTHS - 4


def registered(county: County, level: int, month: int = 0, *, recruit: bool = False) -> Line:
    """One more person on the books, as a line of an order."""
    cadre, chance = county.known, county.chance
    county.known += 1
    ages = _RECRUITS_AGED if recruit else (_YOUNGEST[level], _OLDEST[level])
    born = FIRST_YEAR + month // 12 - chance.between(*ages)
    county.level[cadre] = level
    county.status[cadre] = IN_SERVICE
    if recruit:
        county.moved[cadre] = month
    person = particulars(chance, born, number=f"YL{county.who(cadre)[1:]}")
    # In the month after the birthday, counted from the demo's first month.
    county.retires[cadre] = (born + RETIREMENT_AGE - FIRST_YEAR) * 12 + int(person["born"][5:7])
    return {
        "act": "person-register",
        "cadre": county.who(cadre),
        "level": level_name(level),
        **person,
    }


def recruited(county: County, desk: Desk) -> Iterator[Decision]:
    """The year's intakes, spread so that everybody is on the books by the last one."""
    if desk.month % 12 not in _INTAKES or county.known == county.total:
        return
    intakes_left = max(1, (_LAST_INTAKE - desk.month) // 6 + 1)
    count = -(-(county.total - county.known) // intakes_left)
    lines = [registered(county, 0, desk.month, recruit=True) for _ in range(count)]
    yield desk.decide("Recruitment", *lines)


def amended(county: County, desk: Desk) -> Iterator[Decision]:
    """Now and then a file is brought up to date, or a relative entered."""
    chance = county.chance
    if chance.one_in(2) and (cadre := county.find(lambda _: True)) != NONE:
        yield desk.decide("Personal file amended", _amendment(county, desk, cadre))
    if chance.one_in(3) and (cadre := county.find(lambda _: True)) != NONE:
        yield desk.decide("Relative entered", _relative(county, desk, cadre))


def _amendment(county: County, desk: Desk, cadre: int) -> Line:
    chance = county.chance
    line: Line = {"act": "person-amend", "cadre": county.who(cadre)}
    match chance.below(4):
        case 0:
            # A married or a corrected name: the old one stays on file.
            return line | {"name": full_name(chance), "effective": desk.next_day().isoformat()}
        case 1:
            return line | {"native_place": chance.pick(NATIVE_PLACES)}
        case _:
            return line | {
                "education": chance.pick(EDUCATION),
                "effective": desk.next_day().isoformat(),
            }


def _relative(county: County, desk: Desk, cadre: int) -> Line:
    chance = county.chance
    line: Line = {"act": "person-kin", "cadre": county.who(cadre), "relation": chance.pick(KIN)}
    other = county.find(lambda each: each != cadre)
    if other != NONE and chance.one_in(2):
        return line | {"kin": county.who(other)}
    return line | {"name": full_name(chance)}
