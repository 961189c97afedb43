"""Ten years of assessment: two cycles a year, marks and opinions, rankings, grades, and results that are told."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from lifecycle.county.chance import Chance
from lifecycle.county.decision import FIRST_YEAR, Decision, Line
from lifecycle.county.entries import day_of, entered
from lifecycle.county.following import Following
from lifecycle.county.indicators import INDICATORS, KINDS, SETS, version_of
from lifecycle.county.life import County
from lifecycle.county.plan import POSTS, UNIT_INDEX, UNIT_POSTS, UNITS, UnitPlan

LAST: Final = {
    2015: ("education", "agriculture", "quality"),
    2016: ("education", "land", "agriculture"),
    2017: ("quality", "health", "agriculture"),
    2018: ("quality", "land", "health"),
    2019: ("industry", "civil-affairs", "land"),
    2020: ("industry", "education", "land"),
    2021: ("civil-affairs", "industry"),
    2022: ("education", "health", "agriculture"),
    2023: ("civil-affairs", "education", "agriculture"),
    2024: ("health", "education", "agriculture"),
}
"""Year -> the bureaus at the end of the ranking, the very last one last."""
LEVEL_AT_THE_CUT: Final = {2021: ("agriculture", "health")}
"""Year -> bureaus with one score at the third-last place."""
EXCUSED: Final = {2020: ("civil-affairs",)}
"""Year -> bureaus that were not assessed: a year without a result breaks what runs."""
FIRST: Final = {
    **dict.fromkeys(range(2015, 2019), "WANG"),
    **dict.fromkeys(range(2019, 2022), "CHEN"),
    **dict.fromkeys(range(2022, 2025), "XU"),
}
"""Year -> the first of the cadres."""
CAST: Final = (
    *((who, 2015, 2024) for who in ("WANG", "CHEN", "SUN", "WU", "TANG")),
    *(
        ("ZHOU", 2015, 2022),
        ("LI", 2015, 2023),
        ("LIU", 2015, 2021),
        ("ZHAO", 2018, 2019),
        ("YE", 2018, 2024),
        ("XU", 2021, 2024),
    ),
)
"""Those of the cast who are assessed, with the first and the last year."""
UNPOPULAR: Final = {(2018, "LIU"): 55, (2022, "xihe"): 54}
"""Whom the masses marked below 60."""
LIKED: Final = Decimal(66)
"""The least mark that the masses gave anybody else."""
GRADED: Final = {(2018, "ZHAO"): "incompetent", (2019, "ZHAO"): "incompetent"}
FOUND_OUT: Final = 50
"""The month in which it came out that the marks of a bureau had been misread two years before."""
MISREAD: Final[Line] = {
    "act": "correct", "event": "assessment:2017-H2.health-bureau@1", "reason": "the column beside it was read",
    "set": {"marks": {each["id"]: "83" for each in INDICATORS}, "ratings": {"superior": "5:415", "masses": "12:996"}},
}  # fmt: skip
"""The bureau was not among the last of 2017: its ranking is corrected, and what rested on its place is marked."""
WITHOUT_FIRST_HALF: Final = 2020
"""The year whose mid-year cycle was missed."""
_OPENED, _MARKED, _RANKED, _GRADED = 1, 15, 29, 30
_JUNE, _DECEMBER = 5, 11


class Assessing:
    """The annal of assessment in one county."""

    def __init__(self, county: County, seed: int) -> None:
        """The annal, with a chance of its own."""
        self._county = county
        self._chance = Chance(seed, "assessment")
        self._following = Following(county)

    def __call__(self, month: int) -> Iterator[Decision]:
        """What was decided of assessments in the month, and what followed from earlier ones."""
        year, of_year = FIRST_YEAR + month // 12, month % 12
        if of_year == 0 and str(year) in SETS:
            yield entered(day_of(month, 5), "Indicator sets", *SETS[str(year)])
        if of_year == _JUNE and year != WITHOUT_FIRST_HALF:
            yield from self._middle(month, year)
        if of_year == _DECEMBER:
            yield from self._end(month, year)
        if month == FOUND_OUT:
            yield entered(day_of(month, 24), "Marks that were misread", MISREAD, confirmed=True)
        yield from self._following(month)

    def _middle(self, month: int, year: int) -> Iterator[Decision]:
        cycle = f"{year}-H1"
        yield entered(day_of(month, _OPENED), "Half-year assessment", _cycle(cycle, year, "mid-year"))
        units = [each.id for each in self._assessed(year) if each.kind == "bureau"]
        yield entered(day_of(month, _MARKED), "Marks of the half year", *self._marks(cycle, year, units))
        found = self._chance.pick(units)
        seen: Line = {
            "act": "assess-observe", "cycle": cycle, "subject": found, "indicator": "theory",
            "problem": "no study session since March", "due": day_of(month + 2, 1).isoformat(),
        }  # fmt: skip
        yield entered(day_of(month, 20), "Visit of the working committee", seen)
        if not self._chance.one_in(3):
            self._following.rectified(month + 1, f"assessment:{cycle}.{found}@2")

    def _end(self, month: int, year: int) -> Iterator[Decision]:
        cycle, units = f"{year}-H2", [each.id for each in self._assessed(year)]
        yield entered(day_of(month, _OPENED), "Year-end assessment", _cycle(cycle, year, "year-end"))
        yield entered(day_of(month, _MARKED), "Marks of units", *self._marks(cycle, year, units))
        cadres = self._cadres(year, units)
        yield entered(day_of(month, _MARKED), "Marks of cadres", *self._marks(cycle, year, cadres), minute=5)
        ranks: list[Line] = [{"act": "assess-rank", "cycle": cycle, "ranks": each} for each in ("unit", "cadre")]
        yield entered(day_of(month, _RANKED), "Rankings of the year", *ranks)
        grades = [_grade(cycle, who, self._graded(year, who)) for who in cadres]
        yield entered(day_of(month, _GRADED), "Grades of the year", *grades)
        told: Line = {"act": "assess-publish", "cycle": cycle, "scope": "public" if year % 2 else "members"}
        yield entered(day_of(month, _GRADED), "Results told", told | {"channels": ["gazette"]}, minute=9)
        self._following.ranked(month, year, cycle)

    def _assessed(self, year: int) -> Sequence[UnitPlan]:
        """The units that are there and assessed in the year."""
        there = (each for each in UNITS if self._county.present[UNIT_INDEX[each.id]] and each.kind in KINDS)
        excused = {f"{slug}-bureau" for slug in EXCUSED.get(year, ())}
        return [each for each in there if each.id not in excused]

    def _cadres(self, year: int, units: Sequence[str]) -> list[str]:
        """The heads of the bureaus, as far as chance filled their posts, and those of the cast."""
        mine = [post for unit in units for post in UNIT_POSTS[unit] if unit.endswith("-bureau")]
        posts = [post for post in mine if POSTS[post].id.endswith(("-head", "-secretary"))]
        own = [self._county.who(each) for post in posts for each in self._county.sitters[post]]
        return list(dict.fromkeys((*own, *(who for who, first, last in CAST if first <= year <= last))))

    def _marks(self, cycle: str, year: int, subjects: Sequence[str]) -> Iterator[Line]:
        for subject in subjects:
            figure, spread = self._figure(year, subject)
            marks = {each["id"]: str(figure + spread * self._chance.between(-3, 3)) for each in INDICATORS}
            liked = max(figure, LIKED)
            masses = Decimal(UNPOPULAR.get((year, subject), liked)) if cycle.endswith("H2") else liked
            yield {
                "act": "assess-score", "cycle": cycle, "subject": subject, "marks": marks,
                "ratings": {"superior": f"5:{figure * 5}", "masses": f"12:{masses * 12}"},
            }  # fmt: skip

    def _figure(self, year: int, subject: str) -> tuple[Decimal, int]:
        """About what the marks of the year are, and whether they differ from each other."""
        slug = subject.removesuffix("-bureau")
        if slug in LAST[year]:
            return Decimal(58 - 5 * LAST[year].index(slug)), 1
        if slug in LEVEL_AT_THE_CUT.get(year, ()):
            return Decimal(61), 0
        if subject == FIRST[year]:
            return Decimal(96), 1
        return Decimal(self._chance.between(140, 172)) / 2, 1

    def _graded(self, year: int, who: str) -> str:
        if (year, who) in GRADED:
            return GRADED[year, who]
        return "excellent" if who == FIRST[year] or self._chance.one_in(9) else "competent"


def _cycle(cycle: str, year: int, period: str) -> Line:
    version = version_of(year)
    names = [f"{each['set']}@{version}" for each in SETS[version]]
    return {"act": "assess-open", "cycle": cycle, "year": year, "period": period, "sets": names}


def _grade(cycle: str, who: str, grade: str) -> Line:
    return {"act": "assess-grade", "cycle": cycle, "subject": who, "grade": grade}
