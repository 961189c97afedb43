"""assessment-cycle: an office that assesses does so in every period."""

from domain.policy.kind import Kind

KIND = Kind(
    "assessment-cycle",
    "From the first cycle of an office on, each year has a cycle of every named period; where one is missing so many "
    "months after the period, that is overdue.",
    numbers=("months",),
    options={
        "periods": "one or a list of mid-year, year-end: what must not be missing",
    },
    needs=("periods",),
)
