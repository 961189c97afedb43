"""post-abolition: a post is closed by a collective decision, and not below what its unit must have."""

from datetime import timedelta

from domain.days import written
from domain.policy.facts import EntryView, PolicyFacts, PostView
from domain.policy.kind import Closing, Kind
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Verdict

TOPIC = "establishment-set"


def closing(rule: Rule, asked: Closing, facts: PolicyFacts) -> Verdict | None:
    """A post that the rule selects is closed: the act cites a decision, and enough full-time seats are left."""
    place = facts.post(asked.post, asked.day - timedelta(days=1))
    if place is None or not selects(rule.select, place):
        return None
    required = _required(place, asked, facts)
    left = sum(
        each.seats
        for each in facts.posts_of(place.unit, asked.day)
        if each.track == place.track and not each.part_time and each.post != place.post
    )
    amiss = []
    if asked.decision is None:
        amiss.append("no collective decision is cited (--decision)")
    if rule.options.get("keep_establishment", True) and required is not None and left < required.fields["full_time"]:
        amiss.append(f"{left} full-time seats are left, {required.fields['full_time']} are required")
    said = "; ".join(amiss) or "a decision is cited and enough full-time seats are left"
    sentence = f"Post {asked.post} of {place.unit} is closed on {written(asked.day)}: {said}."
    read = (place.event, *([required.event] if required else []))
    figures = {"post": asked.post, "unit": place.unit, "left": left}
    return Verdict(rule, "breach" if amiss else "ok", sentence, read, figures)


def _required(place: PostView, asked: Closing, facts: PolicyFacts) -> EntryView | None:
    """What the unit must have of the track of the post, as set last by the day."""
    told = facts.entries(TOPIC, f"unit:{place.unit}")
    fitting = [each for each in told if each.start <= asked.day and each.fields["track"] == place.track]
    return fitting[-1] if fitting else None


KIND = Kind(
    "post-abolition",
    "A post that the rule selects is closed by a collective decision only, and not below the full-time posts that its "
    "unit must have.",
    options={
        "keep_establishment": "yes or no: whether as many full-time seats must be left as the unit must have (yes "
        "unless said)",
    },
    closing=closing,
)
