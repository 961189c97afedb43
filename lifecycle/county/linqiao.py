"""Linqiao Town when the register opens: its people, posts and bodies. What they do is in `linqiao_life` and after.

The town is small enough to be counted by hand. Each duty of bodies, training and honours is done there at least once,
and at least once it is not; only a county under the seed pack has it.
"""

from typing import Final

from lifecycle.county.cast_lines import act, decided
from lifecycle.county.decision import Decision, Line

TOWN: Final = "linqiao"
_PEOPLE: Final = (
    ("GAO", "高峰", "1961-02-11", "1985-07-01", "section"),
    ("LIN", "林静", "1970-09-02", "1994-07-01", "section"),
    ("MA", "马超", "1975-04-30", "1999-07-01", "section-deputy"),
    ("XIE", "谢敏", "1980-12-12", "2003-07-01", "section-deputy"),
    ("PAN", "潘伟", "1972-06-21", "1996-07-01", "section-deputy"),
    ("FENG", "冯强", "1978-03-17", "2002-07-01", "clerk"),
    ("HAN", "韩雪", "1986-10-05", "2008-07-01", "clerk"),
    ("DENG", "邓丽", "1983-01-08", "2018-07-01", "clerk"),
    ("DU", "杜鹃", "1990-05-19", "2012-07-01", "clerk"),
    ("QIN", "秦岚", "1984-08-24", "2006-07-01", "section-deputy"),
)
"""Id, name, day of birth, day of joining the party, level."""
_POSTS: Final = (
    ("secretary", "Party Secretary", "party", "section", ("key_post",)),
    ("mayor", "Mayor", "admin", "section", ("key_post",)),
    ("deputy-secretary", "Deputy Party Secretary", "party", "section-deputy", ()),
    ("organiser", "Organisation Committee Member", "party", "section-deputy", ()),
    ("propaganda", "Propaganda Committee Member", "party", "section-deputy", ()),
    ("work-secretary", "Working Committee Secretary", "party", "section-deputy", ()),
    ("discipline", "Discipline Inspection Committee Member", "party", "section-deputy", ("part_time",)),
    ("branch-secretary", "Branch Secretary", "party", "clerk", ()),
    ("branch-member", "Branch Member", "party", "clerk", ()),
    ("accountant", "Accountant", "business", "clerk", ()),
    ("village-accountant", "Village Accountant", "business", "clerk", ("part_time",)),
)
_HELD: Final = (
    ("GAO", "secretary", "2012-05-07"),
    ("LIN", "mayor", "2013-08-01"),
    ("MA", "deputy-secretary", "2014-03-03"),
    ("XIE", "organiser", "2014-03-03"),
    ("PAN", "work-secretary", "2014-06-16"),
    ("FENG", "branch-secretary", "2014-06-16"),
    ("HAN", "branch-member", "2014-06-16"),
    ("DENG", "accountant", "2012-09-03"),
)
_BODIES: Final = (
    ("standing", "Standing Committee", "standing", None),
    ("work", "Working Committee", "working-committee", None),
    ("centre-group", "Study Centre Group", "centre-group", None),
    ("party-group", "Party Group", "party-group", None),
    ("office-meeting", "Secretary's Office Meeting", "office-meeting", None),
    ("town-committee", "Party Committee", "committee", 60),
    ("branch", "Branch of the Offices", "branch", 36),
    ("village", "Village Committee of Xiqiao", "village-committee", None),
    ("village-branch", "Branch of Xiqiao", "branch", None),
)


def post(name: str) -> str:
    """The id of a post of the town."""
    return f"{TOWN}-{name}"


def line(what: str, day: str, /, **keys: object) -> Line:
    """One act that is neither on a cadre nor on a body."""
    return {"act": what, **keys, "effective": day}


def body(act_of_body: str, day: str, which: str, /, **keys: object) -> Line:
    """One act of a body of the town, or on it."""
    return {"act": act_of_body, "body": f"{TOWN}-{which}", **keys, "effective": day, "authority": TOWN}


def member(day: str, name: str, who: str, role: str = "member", **keys: object) -> Line:
    """Somebody belongs to a body of the town from the day on."""
    return body("body-member", day, name, cadre=who, role=role, **keys)


def _registered(person: tuple[str, ...]) -> Line:
    who, name, born, joined, level = person
    said = {"name": name, "born": born, "joined_party": joined, "level": level, "education": "bachelor"}
    return {"act": "person-register", "cadre": who, **said}


def _opened(name: str, title: str, track: str, level: str, marks: tuple[str, ...]) -> Line:
    what = {"post": post(name), "unit": TOWN, "name": f"{title}, Linqiao Town", "track": track, "level": level}
    return line("post-open", "2012-01-01", **what, **dict.fromkeys(marks, True))


def _constituted(name: str, title: str, kind: str, months: int | None) -> Line:
    day = "2014-06-16" if months else "2015-01-01"
    term = {"term_months": months} if months else {}
    return body("body-constitute", day, name, unit=TOWN, name=title, kind=kind, **term)


FOUNDED: Final[tuple[Decision, ...]] = (
    decided(
        "2015-01-01T01:30",
        "Linqiao Town",
        line("unit-open", "2012-01-01", unit=TOWN, name="Linqiao Town", kind="township", parent="county"),
        *(_opened(*each) for each in _POSTS),
        *(_registered(each) for each in _PEOPLE),
        *(act("appoint", since, who, post=post(where)) for who, where, since in _HELD),
        imported=True,
    ),
    decided("2015-01-05T02:00", "Bodies of Linqiao Town", *(_constituted(*each) for each in _BODIES), imported=True),
    decided(
        "2015-01-06T02:00",
        "Members of the bodies of Linqiao Town",
        member("2015-01-01", "work", "PAN", "secretary", full_time=True),
        member("2015-01-01", "work", "GAO", full_time=False),
        member("2015-01-01", "work", "XIE", full_time=True),
        *(member("2015-01-01", "centre-group", who) for who in ("GAO", "LIN", "MA", "XIE")),
        member("2015-01-01", "town-committee", "GAO", "secretary"),
        *(member("2015-01-01", "town-committee", who) for who in ("LIN", "MA", "XIE", "PAN")),
        *(member("2015-01-01", "office-meeting", who) for who in ("GAO", "MA", "XIE")),
        member("2015-01-01", "branch", "MA", "secretary"),
        member("2015-01-01", "branch", "HAN"),
        member("2015-01-01", "village-branch", "HAN", "secretary"),
        *(member("2015-01-01", "village", who) for who in ("HAN", "DENG", "FENG")),
    ),
    decided(
        "2015-01-07T02:00",
        "Who answers for what in Linqiao Town",
        line("heads-designate", "2015-01-01", unit=TOWN, party_post=post("secretary"), admin_post=post("mayor")),
        line("responsibility-assign", "2015-01-01", unit=TOWN, cadre="LIN", charge="in-charge",
             matters=["party building"]),
        line("establishment-set", "2015-01-01", unit=TOWN, track="party", full_time=6),
        line("work-rules-issue", "2015-02-01", document="linqiao-rules", unit=TOWN, title="Rules of procedure",
             treats=["procedure"]),
        body("participation-grant", "2015-01-01", "town-committee", post=post("secretary"),
             matter="major-appointment", rights=["propose", "attend", "vote"]),
    ),
)  # fmt: skip
"""In the order of recording."""
