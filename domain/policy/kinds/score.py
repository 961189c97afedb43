"""score: how marks become a figure; asked when marks are entered, cycles opened and assessed ranked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.assessment.exact import exact
from domain.policy.kind import Amiss, Kind


def amiss(options: Mapping[str, Any], _levels: Sequence[str]) -> Iterable[Amiss]:
    """Weights of the halves that are missing, or do not sum to one."""
    halves = options.get("half_year", ())
    if options.get("year_by") != "weighted":
        return
    try:
        total = sum(exact(each) for each in halves)
    except ValueError as error:
        yield ("half_year",), str(error)
        return
    if len(halves) != len(("first", "second")) or total != 1:
        yield (
            ("half_year",) if "half_year" in options else ("year_by",),
            'needs half_year = ["0.4", "0.6"], summing to 1',
        )


KIND = Kind(
    "score",
    "How marks become a score: groups of fewer evaluators than `raters` are not recorded, a missing group is refused "
    "or left out of the weights, and the figure is rounded once, at the end. It also says which figure decides a year, "
    "and how much each of the party and the business part must weigh in a set of indicators.",
    numbers=("raters", "places", "part_share?"),
    options={
        "missing": "one of refuse, renormalise: what becomes of a score when a group of evaluators is missing",
        "rounding": "one of half-up, half-even, down: how the last place is rounded",
        "year_by": "one of year-end, mean, weighted: which figure decides the year",
        "half_year": "list of texts: the weights of the two halves where year_by is weighted",
    },
    amiss=amiss,
)
