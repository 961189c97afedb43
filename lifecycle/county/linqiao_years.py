"""What Linqiao Town does again and again: sessions of its bodies, training, and work that counts as teaching."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from lifecycle.county.cast_lines import act, decided
from lifecycle.county.decision import FIRST_YEAR, YEARS, Decision, Line
from lifecycle.county.linqiao import TOWN, body, line

_YEARS: Final = range(FIRST_YEAR, FIRST_YEAR + YEARS)
_NO_CENTRE_GROUP: Final = frozenset({"2016-08", "2018-02", "2020-02", "2020-03", "2023-08"})
_NO_STUDY_DAY: Final = frozenset({"2017-02", "2018-08"})
_NO_CONTACT: Final = frozenset({"2017-02", "2017-09"})
_AWAY: Final = ("2016-04", "2018-10")
"""The branch of the members away from home, from its first whole month on; its last month stays empty."""
_NOT_STUDIED: Final = frozenset({2017, 2021})
_REPORTS: Final = {2016: ("03-11", "10-14"), 2018: ("09-07",), 2020: (), 2022: ("03-11", "07-08", "11-11")}
"""Year -> when reports were heard; twice in all others. One of 2016 is cancelled later."""
_NOT_REPORTED: Final = frozenset({2018, 2023})
_NO_MEETING: Final = frozenset({2019, 2022})
_INSPECTED: Final = ("2015-11-20", "2019-03-08")
"""The first one before half of the term of the branch, the second one after it; the third term is not inspected."""

_SERVING: Final = {
    "GAO": ("2015", "2021-02"), "LIN": ("2015", "2018-06"), "MA": ("2015", "2025"), "XIE": ("2015", "2025"),
    "PAN": ("2015", "2025"), "FENG": ("2015", "2025"), "HAN": ("2015", "2025"), "DENG": ("2015", "2023-04"),
    "DU": ("2019-07", "2025"), "QIN": ("2021-11", "2025"),
}  # fmt: skip
"""From when to when somebody goes to school with the town."""
_SCHOOL: Final = (
    ("class", "political-theory", "class", "03-06", "03-11", "5", "in-county"),
    ("tour", "study-tour", "advanced-area", "07-18", "07-21", "3", "outside-city"),
    ("seminar", "political-theory", "seminar", "11-13", "11-17", "4", "in-county"),
)
"""Name, kind, form, first day, day after the last, days, where."""
_MISSED: Final = {
    "2015-seminar": ("DENG",), "2016-class": ("XIE",), "2018-tour": ("HAN",), "2019-seminar": ("FENG", "DENG"),
    "2020-class": ("MA", "PAN", "DENG"), "2020-tour": ("MA", "PAN", "HAN"), "2020-seminar": ("PAN",),
    "2022-seminar": ("XIE",), "2022-class": ("PAN",), "2022-tour": ("PAN",), "2023-class": ("QIN",),
    "2023-tour": ("QIN",), "2023-seminar": ("QIN", "DU"), "2024-seminar": ("QIN",), "2024-tour": ("QIN",),
}  # fmt: skip
_STAYED: Final = frozenset({2016, 2018, 2021})
"""Years in which the tour did not leave the county; in the first of them the seminar did."""


def _present(day: str) -> list[str]:
    return [who for who, (start, end) in _SERVING.items() if start <= day < end]


def _session(day: str, name: str, kind: str, **keys: object) -> Line:
    return body("body-session", day, name, kind=kind, **keys)


def _monthly() -> Iterator[Decision]:
    """The centre group in every month, the branch of the members away from home while it is there; by quarter."""
    for year, quarter in product(_YEARS, range(4)):
        months = [f"{year}-{3 * quarter + number:02d}" for number in (1, 2, 3)]
        lines = [held for month in months for held in (*_group(month), *_away(month))]
        yield decided(f"{months[-1]}-27T08:00", "Sessions of the quarter", *lines)


def _group(month: str) -> Iterator[Line]:
    if month not in _NO_CENTRE_GROUP:
        day = "20" if month.endswith("-06") else "10"
        group = [who for who in ("GAO", "LIN", "MA", "XIE") if who in _present(month)]
        away = group[-1:] if month.endswith("-05") else []
        there = [who for who in group if who not in away]
        yield _session(f"{month}-{day}", "centre-group", "centre-group", attended=there, absent=away)


def _away(month: str) -> Iterator[Line]:
    if _AWAY[0] <= month < _AWAY[1]:
        if month not in _NO_STUDY_DAY:
            yield _session(f"{month}-15", "migrant-branch", "study-day")
        if month not in _NO_CONTACT:
            yield _session(f"{month}-16", "migrant-branch", "contact", led_by="MA")


def _yearly() -> Iterator[Decision]:
    for year in _YEARS:
        for day in _REPORTS.get(year, ("03-11", "09-16")):
            label = "linqiao-report" if (year, day) == (2016, "10-14") else None
            heard = _session(f"{year}-{day}", "work", "report-heard", led_by="XIE", about=["party building"])
            yield decided(f"{year}-{day}T04:00", "A report", heard, label=label)
        lines = [_session(f"{year}-02-20", "standing", "discussed", about=["roads", "canteen"])]
        if year not in _NOT_STUDIED:
            day = "10-20" if year % 2 else "02-27"
            lines.append(_session(f"{year}-{day}", "standing", "discussed", about=["party building of the town"]))
        if year not in _NOT_REPORTED:
            lines.append(_session(f"{year}-12-04", "work", "upward-report", partner="county committee"))
        if year not in _NO_MEETING:
            lines.append(_session(f"{year}-12-05", "party-group", "democratic-life", partner="discipline commission"))
        yield decided(f"{year}-12-11T05:00", "What the year held", *lines)
    for day in _INSPECTED:
        looked_at = _session(day, "branch", "mid-term-inspection", result="in order")
        yield decided(f"{day}T06:00", "Half of the term", looked_at)


def _trained() -> Iterator[Decision]:
    for year in _YEARS:
        plan = line(
            "train-plan", f"{year}-01-01", plan=f"LQ-{year}", unit=TOWN, until=f"{year + 1}-01-01",
            objective="Party affairs in the town", scopes=["outside-city"], budget="6000",
        )  # fmt: skip
        yield decided(f"{year}-01-08T03:00", "Plan of the year", plan)
        for name, kind, form, start, until, days, scope in _SCHOOL:
            label = "linqiao-class" if (year, name) == (2017, "class") else None
            here = "in-county" if year in _STAYED else scope
            here = "outside-county" if (year, name) == (min(_STAYED), "seminar") else here
            session = f"LQ-{year}-{name}"
            came = [who for who in _present(f"{year}-{start}") if who not in _MISSED.get(f"{year}-{name}", ())]
            told = {
                "session": session, "kind": kind, "form": form, "until": f"{year}-{until}", "days": days,
                "hours": f"{float(days) * 7.5:g}", "collective": True, "scope": here, "plan": f"LQ-{year}",
                "cost": "120" if here == "in-county" else "450.50", "unit": TOWN,
            }  # fmt: skip
            lines = (act("train-record", f"{year}-{start}", who, **told) for who in came)
            yield decided(f"{year}-{until}T03:00", "Attended", *lines, label=label)


def _trained_alone() -> Iterator[Decision]:
    """A course over the end of a year, one that is written down twice, one that makes up for what lacked."""
    over: Line = {
        "session": "LQ-winter", "kind": "political-theory", "until": "2020-01-03", "days": "3.5", "collective": True,
        "unit": TOWN,
    }  # fmt: skip
    course = act("train-record", "2019-12-30", "FENG", **over)
    yield decided("2020-01-06T03:00", "Over the end of the year", course)
    yield decided("2020-01-07T03:00", "Written down twice", course, refused=True)
    alone = {"kind": "on-the-job", "form": "college", "unit": TOWN}
    for who, start, until, days in (
        ("HAN", "2023-08-07", "2023-08-12", "5"),
        ("DU", "2024-08-05", "2024-08-17", "12"),
        ("PAN", "2021-05-10", "2021-05-12", "1.5"),
    ):
        told = {"session": f"LQ-{who}", "until": until, "days": days, **alone}
        yield decided(f"{until}T04:00", "A course", act("train-record", start, who, **told))


def _accepted() -> Iterator[Decision]:
    """Half a year of branch work, accepted by one committee and mostly by the other too."""
    for year in (2016, 2017, 2020):
        for start, until, day in (
            (f"{year}-01-01", f"{year}-07-01", "07-10"),
            (f"{year}-07-01", f"{year}-12-01", "12-14"),
        ):
            both = ("party-working-committee", "school-party-committee")
            acceptors = both[:1] if until == "2017-12-01" else both
            lines = (
                act("train-accept", f"{year}-{day}", who, accepted_by=each, work_from=start, work_until=until)
                for who in ("FENG", "HAN", "MA")
                for each in acceptors
            )
            yield decided(f"{year}-{day}T06:30", "Party work accepted", *lines)


YEARLY: Final[tuple[Decision, ...]] = (*_monthly(), *_yearly(), *_trained(), *_trained_alone(), *_accepted())
"""By subject; the county sorts by the minute."""
