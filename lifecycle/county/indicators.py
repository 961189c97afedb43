"""The indicator sets of the county: five aspects, both parts of the work, for bureaus, organs, townships and people."""

from typing import Final

from lifecycle.county.decision import Line

INDICATORS: Final = (
    {"id": "theory", "aspect": "ideology", "part": "party", "weight": "0.4"},
    {"id": "clean", "aspect": "anti-corruption", "part": "party", "weight": "0.4"},
    {"id": "unity", "aspect": "organisation", "part": "joint", "weight": "0.2"},
    {"id": "works", "aspect": "style", "part": "business", "weight": "0.5"},
    {"id": "urgent", "aspect": "system-construction", "part": "business", "work": "ad-hoc", "weight": "0.3"},
)
"""What is looked at; `unity` counts in both parts."""
GROUPS: Final = {"superior": "0.5", "masses": "0.5"}
_WEAK_LINK: Final = {"indicator": "clean", "from": "2021-06-01", "until": "2022-06-01", "times": "1.5"}


def _set(name: str, version: str, assesses: str, party: str, **meant: object) -> Line:
    """One version of a set, as a line of an order."""
    business = {"0.4": "0.6", "0.5": "0.5", "0.6": "0.4"}[party]
    return {
        "act": "assess-set", "set": name, "version": version, "assesses": assesses,
        "parts": {"party": party, "business": business}, "ceilings": {"ad-hoc": "25"},
        "ratings": "0.3", "groups": GROUPS, "indicators": list(INDICATORS),
        "weak_links": [_WEAK_LINK] if version == "2020" else [], **meant,
    }  # fmt: skip


SETS: Final = {
    version: (
        _set("BUREAUS", version, "unit", "0.4", unit_kinds=["bureau"]),
        _set("ORGANS", version, "unit", "0.6", unit_kinds=["party-organ"]),
        _set("TOWNS", version, "unit", "0.5", unit_kinds=["township"]),
        _set("LEADERS", version, "cadre", "0.5", post_kinds=["*-head", "*-secretary", "*-mayor"]),
        _set("CADRES", version, "cadre", "0.4"),
    )
    for version in ("2015", "2020")
}
"""Version -> its sets; that of 2020 has a year in which anti-corruption weighs more."""
KINDS: Final = ("bureau", "party-organ", "township")
"""The kinds of units that are assessed."""


def version_of(year: int) -> str:
    """The version that is used in the year."""
    return "2015" if year < 2020 else "2020"  # noqa: PLR2004 - the version bears the year
