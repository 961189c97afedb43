"""Whether a unit or a post is open on a day, for acts that are about one without anybody taking it up."""

from datetime import date

from domain.facts import Facts
from domain.finding import Finding


def unit_closed(unit: str, day: date, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of an act about the unit on the day. Raises BadInput for an unknown unit."""
    if facts.unit(unit).on(day):
        return ()
    wording = f"Unit {unit} is not open on {day}; see from when to when it is: cadre unit show {unit}"
    return (Finding("unit-not-open", wording, figures={"unit": unit}),)


def post_closed(post: str, day: date, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of an act about the post on the day. Raises BadInput for an unknown post."""
    if facts.post(post).on(day):
        return ()
    wording = f"Post {post} is not open on {day}; see from when to when it is: cadre post show {post}"
    return (Finding("post-not-open", wording, figures={"post": post}),)
