"""ranking: how the assessed of a cycle are put in order."""

from domain.policy.kind import Kind

KIND = Kind(
    "ranking",
    "How the assessed of a cycle are ranked: all together or by kind of unit (level of cadre), what becomes of equal "
    "scores at a cut, and from how many on anybody is first or last at all.",
    numbers=("field",),
    options={
        "ties": "one of include, exclude, refuse: of equals at the cut all are within, none is, or nothing is ranked",
        "group_by": "one of all, kind: who is ranked together",
    },
)
