"""assessment-cycle: an office that assesses does so in every period."""

from domain.policy.kind import Kind

KIND = Kind(
    "assessment-cycle",
    "From the first cycle of an office on, each year has a cycle of every named period; where one is missing so many "
    "months after the period, that is overdue. With `term_years` a unit of the selected kinds is inspected at half of "
    "the term of its heads.",
    numbers=("months", "term_years?"),
    options={
        "periods": "one or a list of mid-year, year-end, mid-term: what must not be missing",
        "heads": "list of texts: patterns on posts that head a unit, where the term of its heads is meant",
    },
    needs=("periods",),
)
