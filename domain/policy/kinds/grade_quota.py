"""grade-quota: a grade is given to no more than a share of those assessed."""

from domain.policy.kind import Kind

KIND = Kind(
    "grade-quota",
    "A grade is given to at most this share of those who are assessed in a cycle; a part of one counts as none.",
    numbers=("share",),
    options={
        "grade": "text: the grade",
        "of": "one or a list of unit, cadre: whose grades are counted (cadre unless said)",
    },
    needs=("grade",),
)
