"""mid-term-inspection: a unit is inspected at half of the term of its head, by the masses."""

from domain.policy.kind import Kind

KIND = Kind(
    "mid-term-inspection",
    "When half of a term has passed since the head of a unit took up the post, the unit is due an inspection: marks in "
    "a cycle of the period mid-term, those of the named evaluators among them.",
    numbers=("term_years", "months"),
    options={
        "relations": "list of texts: the evaluators without whose marks it is none (any unless said)",
        "heads": "list of texts: patterns on posts that head a unit; the highest party post, else administrative post",
    },
)
