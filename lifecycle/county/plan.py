"""The demo county on paper: its units and posts. Every county of a larger demo is drawn from this plan."""

from dataclasses import dataclass
from typing import Final

REGULAR: Final = "regular"
LEVELS: Final = ("clerk", "section-deputy", "section", "division-deputy", "division")
"""The levels a county has, lowest first."""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit of the plan; one that is not `founded` is opened by a later reorganisation."""

    id: str
    name: str
    kind: str
    parent: str | None
    founded: bool = True


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A post of the plan. `use` says how it is filled: regular, or one kind of holding."""

    id: str
    unit: str
    name: str
    track: str
    level: str
    seats: int = 1
    use: str = REGULAR
    key: bool = False
    part_time: bool = False
    backbone: bool = False
    requires: tuple[str, ...] = ()
    founded: bool = True


COUNTY: Final = UnitPlan("county", "Yunling County", "county", None)

_ORGANS: Final = (
    ("committee-office", "Office of the County Party Committee"),
    ("organisation", "Organisation Department"),
    ("propaganda", "Propaganda Department"),
    ("discipline", "Discipline Inspection Commission"),
    ("united-front", "United Front Work Department"),
    ("agency-committee", "Working Committee of County Agencies"),
)
_BUREAUS: Final = (
    ("finance", "Finance Bureau"),
    ("audit", "Audit Bureau"),
    ("transport", "Transport Bureau"),
    ("education", "Education Bureau"),
    ("health", "Health Bureau"),
    ("agriculture", "Agriculture Bureau"),
    ("civil-affairs", "Civil Affairs Bureau"),
    ("personnel", "Human Resources Bureau"),
    ("land", "Land Bureau"),
    ("culture", "Culture Bureau"),
    ("tourism", "Tourism Bureau"),
    ("industry", "Industry and Commerce Bureau"),
    ("quality", "Quality Supervision Bureau"),
)
_TOWNSHIPS: Final = (
    ("mazhu", "Mazhu Town"),
    ("dongxi", "Dongxi Township"),
    ("nanshan", "Nanshan Town"),
    ("xihe", "Xihe Township"),
)
_MASS: Final = (
    ("union", "County Trade Union"),
    ("youth", "County Youth League"),
    ("women", "County Women's Federation"),
)

UNITS: Final = (
    COUNTY,
    UnitPlan("committee", "County Party Committee", "party-committee", "county"),
    UnitPlan("government", "County People's Government", "government", "county"),
    *(UnitPlan(slug, name, "party-organ", "committee") for slug, name in _ORGANS),
    *(UnitPlan(f"{slug}-bureau", name, "bureau", "government") for slug, name in _BUREAUS),
    *(UnitPlan(slug, name, "township", "county") for slug, name in _TOWNSHIPS),
    *(UnitPlan(slug, name, "mass-organisation", "committee") for slug, name in _MASS),
    UnitPlan("party-school", "County Party School", "institution", "committee"),
    UnitPlan("hospital", "County Hospital", "institution", "health-bureau"),
    UnitPlan("middle-school", "No. 1 Middle School", "institution", "education-bureau"),
    UnitPlan("tv-station", "County Television Station", "institution", "government"),
    UnitPlan("poverty-office", "Poverty Alleviation Office", "office", "government"),
    UnitPlan("affairs-centre", "Government Affairs Centre", "institution", "government"),
    UnitPlan("culture-tourism", "Culture and Tourism Bureau", "bureau", "government", founded=False),
    UnitPlan("insurance-bureau", "Medical Insurance Bureau", "bureau", "government", founded=False),
    UnitPlan("rural-bureau", "Rural Revitalisation Bureau", "bureau", "government", founded=False),
    UnitPlan("service-centre", "Citizen Service Centre", "institution", "government", founded=False),
    UnitPlan("data-bureau", "Data Bureau", "bureau", "government", founded=False),
)


def _organ(slug: str, name: str) -> tuple[PostPlan, ...]:
    return (
        PostPlan(f"{slug}-head", slug, f"Head, {name}", "party", "section", key=True),
        PostPlan(f"{slug}-deputy", slug, f"Deputy Head, {name}", "party", "section-deputy", 2),
        PostPlan(f"{slug}-officer", slug, f"Officer, {name}", "party", "clerk", 2, backbone=True),
    )


def _bureau(slug: str, name: str) -> tuple[PostPlan, ...]:
    unit = f"{slug}-bureau"
    return (
        PostPlan(f"{slug}-head", unit, f"Director, {name}", "admin", "section", key=True),
        PostPlan(f"{slug}-secretary", unit, f"Party Secretary, {name}", "party", "section-deputy"),
        PostPlan(f"{slug}-deputy", unit, f"Deputy Director, {name}", "admin", "section-deputy", 2),
        PostPlan(f"{slug}-staff", unit, f"Section Staff, {name}", "business", "clerk", 3, backbone=True),
    )


def _township(slug: str, name: str) -> tuple[PostPlan, ...]:
    return (
        PostPlan(f"{slug}-secretary", slug, f"Party Secretary, {name}", "party", "section", key=True),
        PostPlan(f"{slug}-mayor", slug, f"Mayor, {name}", "admin", "section", key=True),
        PostPlan(f"{slug}-deputy", slug, f"Deputy Mayor, {name}", "admin", "section-deputy", 2),
        PostPlan(f"{slug}-organiser", slug, f"Party Organiser, {name}", "party", "section-deputy"),
        PostPlan(f"{slug}-clerk", slug, f"Clerk, {name}", "admin", "clerk", 2),
        PostPlan(
            f"{slug}-stationed", slug, f"Cadre Stationed in a Village of {name}", "party",
            "clerk", 2, "secondment", part_time=True,
        ),
        PostPlan(
            f"{slug}-assistant", slug, f"Assistant to the Mayor, {name}", "admin",
            "section-deputy", 1, "assistant",
        ),
    )  # fmt: skip


def _mass(slug: str, name: str) -> tuple[PostPlan, ...]:
    return (
        PostPlan(f"{slug}-head", slug, f"Chair, {name}", "party", "section-deputy"),
        PostPlan(f"{slug}-officer", slug, f"Officer, {name}", "party", "clerk", 2),
    )


_LEADERS: Final = (
    PostPlan("county-secretary", "committee", "County Party Secretary", "party", "division", key=True),
    PostPlan("deputy-secretary", "committee", "Deputy County Party Secretary", "party", "division-deputy"),
    PostPlan("magistrate", "government", "County Magistrate", "admin", "division", key=True),
    PostPlan("executive-vice", "government", "Executive Vice-Magistrate", "admin", "division-deputy"),
    PostPlan("vice-magistrate", "government", "Vice-Magistrate", "admin", "division-deputy", 4),
)  # fmt: skip
_OTHERS: Final = (
    PostPlan(
        "organisation-executive", "organisation", "Executive Deputy Head, Organisation Department", "party", "section"
    ),
    PostPlan(
        "school-president",
        "party-school",
        "President, County Party School",
        "party",
        "division-deputy",
        1,
        "concurrent",
        part_time=True,
    ),
    PostPlan("school-vice", "party-school", "Executive Vice-President, County Party School", "party", "section"),
    PostPlan(
        "school-lecturer",
        "party-school",
        "Lecturer, County Party School",
        "business",
        "clerk",
        3,
        requires=("bachelor",),
    ),
    PostPlan("hospital-secretary", "hospital", "Party Secretary, County Hospital", "party", "section-deputy"),
    PostPlan(
        "hospital-director",
        "hospital",
        "Director, County Hospital",
        "business",
        "section-deputy",
        requires=("physician",),
    ),
    PostPlan(
        "hospital-branch",
        "hospital",
        "Branch Secretary, County Hospital",
        "party",
        "clerk",
        2,
        "concurrent",
        part_time=True,
    ),
    PostPlan(
        "hospital-physician",
        "hospital",
        "Department Director, County Hospital",
        "business",
        "clerk",
        4,
        backbone=True,
        requires=("physician",),
    ),
    PostPlan("principal", "middle-school", "Principal, No. 1 Middle School", "business", "section-deputy"),
    PostPlan("principal-secretary", "middle-school", "Party Secretary, No. 1 Middle School", "party", "section-deputy"),
    PostPlan(
        "teacher",
        "middle-school",
        "Lead Teacher, No. 1 Middle School",
        "business",
        "clerk",
        4,
        backbone=True,
        requires=("teacher",),
    ),
    PostPlan("tv-director", "tv-station", "Director, County Television Station", "business", "section-deputy"),
    PostPlan("tv-editor", "tv-station", "Editor, County Television Station", "business", "clerk", 2),
    PostPlan("poverty-head", "poverty-office", "Director, Poverty Alleviation Office", "admin", "section-deputy"),
    PostPlan("poverty-staff", "poverty-office", "Staff, Poverty Alleviation Office", "admin", "clerk", 2),
    PostPlan("affairs-chief", "affairs-centre", "Chief, Government Affairs Centre", "admin", "section-deputy"),
    PostPlan("affairs-window", "affairs-centre", "Window Staff, Government Affairs Centre", "business", "clerk", 2),
    PostPlan("affairs-data", "affairs-centre", "Data Staff, Government Affairs Centre", "business", "clerk", 2),
    PostPlan(
        "rural-head", "rural-bureau", "Director, Rural Revitalisation Bureau", "admin", "section-deputy", founded=False
    ),
    PostPlan("rural-staff", "rural-bureau", "Staff, Rural Revitalisation Bureau", "admin", "clerk", 2, founded=False),
    PostPlan(
        "culture-tourism-head",
        "culture-tourism",
        "Director, Culture and Tourism Bureau",
        "admin",
        "section",
        key=True,
        founded=False,
    ),
)

POSTS: Final = (
    *_LEADERS,
    *(post for slug, name in _ORGANS for post in _organ(slug, name)),
    *(post for slug, name in _BUREAUS for post in _bureau(slug, name)),
    *(post for slug, name in _TOWNSHIPS for post in _township(slug, name)),
    *(post for slug, name in _MASS for post in _mass(slug, name)),
    *_OTHERS,
)

UNIT_INDEX: Final = {unit.id: index for index, unit in enumerate(UNITS)}
POST_INDEX: Final = {post.id: index for index, post in enumerate(POSTS)}
POST_LEVEL: Final = bytes(LEVELS.index(post.level) for post in POSTS)
UNIT_POSTS: Final = {
    unit.id: tuple(index for index, post in enumerate(POSTS) if post.unit == unit.id) for unit in UNITS
}
