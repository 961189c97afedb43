"""The people of the walkthrough, who hold posts kept free for them whatever the seed and the size."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.cast_lines import act, decided, registered
from lifecycle.county.decision import Decision

RESERVED: Final = frozenset({
    "agency-committee-head", "audit-head", "culture-head", "culture-tourism-head",
    "executive-vice", "finance-deputy", "finance-head", "hospital-secretary", "mazhu-assistant",
    "mazhu-mayor", "mazhu-secretary", "mazhu-stationed", "organisation-executive",
    "organisation-head", "school-president", "school-vice", "tourism-head", "transport-head",
    "women-head",
})  # fmt: skip
"""Posts that only the cast holds."""

PEOPLE: Final = (
    ("LI", "李华", "1964-05-12", "female", "bachelor", "section"),
    ("WANG", "王芳", "1972-11-03", "female", "junior-college", "section"),
    ("ZHAO", "赵强", "1969-02-20", "male", "bachelor", "section"),
    ("CHEN", "陈静", "1967-08-08", "female", "bachelor", "section"),
    ("LIU", "刘洋", "1971-04-17", "male", "master", "section"),
    ("SUN", "孙丽", "1978-09-30", "female", "bachelor", "section-deputy"),
    ("ZHOU", "周杰", "1966-12-01", "male", "junior-college", "section"),
    ("WU", "吴敏", "1980-01-25", "female", "master", "section-deputy"),
    ("MAI", "买买提吐尔逊", "1974-06-06", "male", "bachelor", "section-deputy"),
    ("HE", "何伟", "1968-10-10", "male", "bachelor", "section"),
    ("GUO", "郭涛", "1959-12-09", "male", "junior-college", "section"),
    ("TANG", "唐英", "1965-03-14", "female", "bachelor", "section"),
)
LATER: Final = (
    ("YE", "𠮷野", "1990-05-03", "male", "master", "section-deputy"),
    ("XU", "许明", "1979-07-21", "male", "master", "section"),
)
CAST_SIZE: Final = len(PEOPLE) + len(LATER)


def cast_history() -> Iterator[Decision]:
    """Who the cast are and what they held when the register opened."""
    now = "2015-01-01T01:00"
    yield decided(now, "Personnel files of the cast", *map(registered, PEOPLE), imported=True)
    held = (
        ("LI", "mazhu-mayor", "2012-03-01", "day"),
        ("ZHAO", "audit-head", "2010-05-04", "day"),
        ("CHEN", "mazhu-secretary", "2011-09-01", "month"),
        ("LIU", "organisation-executive", "2013-02-18", "day"),
        ("SUN", "finance-deputy", "2012-06-01", "day"),
        ("ZHOU", "tourism-head", "2009-01-01", "year"),
        ("WU", "finance-deputy", "2014-01-06", "day"),
        ("MAI", "hospital-secretary", "2013-07-01", "day"),
        ("HE", "transport-head", "2014-04-14", "day"),
        ("GUO", "organisation-head", "2008-03-01", "month"),
        ("TANG", "school-vice", "2012-09-01", "day"),
    )
    lines = [act("appoint", since, who, post=post, precision=precision) for who, post, since, precision in held]
    opening = act("opening-position", "2015-01-01", "WANG", post="finance-head")
    yield decided(now, "Positions of the cast", *lines, opening, imported=True)
