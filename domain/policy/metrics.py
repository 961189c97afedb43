"""What an eligibility rule can ask of a candidate. Each metric says from which day on it is fulfilled."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from domain.days import ALWAYS, FOREVER, add_months
from domain.policy.candidate import Candidate, Measure, months_of, served
from domain.policy.clock import scope
from domain.policy.concern import listed
from domain.policy.facts import Known, Stretch
from domain.policy.kind import own, spoken
from domain.policy.measuring import since_move, since_promotion
from domain.policy.record import no_grade_below, years_with_grade, years_with_rank
from domain.policy.selecting import bears
from domain.policy.verdict import Period

Criterion: TypeAlias = Mapping[str, Any]
Metric: TypeAlias = Callable[[Candidate, Criterion], Measure]
NEVER = "never on file"
WORDS: Mapping[str, str] = {
    "born": "the birth date",
    "education": "the education",
    "joined_party": "the day of joining the party",
    "started_work": "the day of starting work",
}


def known(who: Candidate, field: str) -> Known:
    """A personal value of the candidate on the day."""
    return who.facts.personal(who.name, field, who.asked.day)


def _lacking(who: Candidate, field: str, needs: str) -> Measure:
    what = f"{WORDS[field]} of {who.name}"
    return Measure(None, f"{what} is not known", needs, missing=what)


def _years_from(field: str, what: str) -> Metric:
    """The time since a day that the register has of the person."""

    def measure(who: Candidate, criterion: Criterion) -> Measure:
        months = months_of(criterion)
        value, event = known(who, field)
        needs = f"{spoken(months)} {what}"
        if value is None:
            return _lacking(who, field, needs)
        start = add_months(date.fromisoformat(value), months)
        return Measure(start, f"{what} since {value}", needs, facts=(event or "",))

    return measure


def age(who: Candidate, criterion: Criterion) -> Measure:
    """Full years of age: at least so many, at most so many, or both."""
    least, most = criterion.get("at_least"), criterion.get("at_most")
    words = [f"at least {least}"] * (least is not None) + [f"at most {most}"] * (most is not None)
    needs = f"an age of {' and '.join(words)}"
    found = known(who, "born")
    if found.value is None:
        return _lacking(who, "born", needs)
    born = date.fromisoformat(found.value)
    start = add_months(born, 12 * least) if least is not None else ALWAYS
    end = add_months(born, 12 * (most + 1)) if most is not None else FOREVER
    return Measure(start, f"born on {found.value}", needs, end, facts=(found.event or "",))


def education(who: Candidate, criterion: Criterion) -> Measure:
    """Education at a step of the rule's scale or above it; without a scale, just this one."""
    wanted, needs = criterion["at_least"], f"education of at least {criterion['at_least']}"
    found = known(who, "education")
    if found.value is None:
        return _lacking(who, "education", needs)
    reached = at_least(found.value, wanted, listed(who.rule.options.get("education_scale")))
    missing = f"where the education {found.value!r} stands on the scale of the rule" if reached is None else ""
    start = ALWAYS if reached else None
    return Measure(start, f"education {found.value}", needs, facts=(found.event or "",), missing=missing)


def at_least(value: str, wanted: str, scale: Sequence[str]) -> bool | None:
    """Whether a value stands on the scale as high as the wanted one; None where it is not on it."""
    if value.casefold() == wanted.casefold():
        return True
    steps = [step.casefold() for step in scale]
    if not steps:
        return False
    return steps.index(value.casefold()) >= steps.index(wanted.casefold()) if value.casefold() in steps else None


def _levels(who: Candidate, criterion: Criterion, *, lower: bool) -> tuple[str, ...] | None:
    """The levels that a condition is about, lowest first; None where the scale does not tell them."""
    scale = tuple(who.facts.levels())
    base = criterion.get("at_level") or who.level
    if base not in scale:
        return None
    place = scale.index(base) - int(lower)
    if place < 0:
        return ()
    return scale[place:] if criterion.get("or_higher", True) else scale[place : place + 1]


def _at_level(*, lower: bool) -> Metric:
    """Time at a level, in a post of it or standing at it."""

    def measure(who: Candidate, criterion: Criterion) -> Measure:
        months, levels = months_of(criterion), _levels(who, criterion, lower=lower)
        if not levels:
            return _without_level(who, levels)
        what = f"at {levels[0]}" + " or higher" * (len(levels) > 1)
        stood = tuple(who.standing_periods(levels))
        found = served(who, months, what, lambda each: each.level in levels, *stood)
        always = [each for each in who.facts.standings(who.name) if each.start == ALWAYS and each.level in levels]
        if found.met(who.asked.day) or not always:
            return found
        missing = f"since when {who.name} has stood at {always[0].level}"
        return Measure(found.start, found.has, found.needs, facts=found.facts, ledger=found.ledger, missing=missing)

    return measure


def _without_level(who: Candidate, levels: tuple[str, ...] | None) -> Measure:
    if levels is None:
        missing = f"the level of {who.asked.post or who.name} on the scale"
        return Measure(None, f"{missing} is not known", "a level", missing=missing)
    return Measure(ALWAYS, "nothing lies below", "nothing")


def _posts_at_level(*, lower: bool) -> Metric:
    """How many different posts of a level were held; a post that succeeded another is the same."""

    def measure(who: Candidate, criterion: Criterion) -> Measure:
        count, levels = criterion["at_least"], _levels(who, criterion, lower=lower)
        if not levels:
            return _without_level(who, levels)
        what = f"posts at {levels[0]}" + " or higher" * (len(levels) > 1)
        posts: list[Stretch] = []
        for each in who.stretches():
            if each.level in levels and not any(each.post in one.chain or one.post in each.chain for one in posts):
                posts.append(each)
        before = [each for each in posts if each.start < who.asked.day]
        start = posts[count - 1].start + timedelta(days=1) if len(posts) >= count else None
        ledger = tuple(Period(each.start, each.end, each.post, each.event, counted=True) for each in before)
        facts = tuple(each.event for each in before)
        return Measure(start, f"{len(before)} {what}", f"{count} {what}", facts=facts, ledger=ledger)

    return measure


def years_in_unit(who: Candidate, criterion: Criterion) -> Measure:
    """Time in the unit of the post and in those it came from."""
    if who.place is None:
        return Measure(ALWAYS, "no unit is asked about", "nothing")
    place = who.place
    units = frozenset((place.unit,)) if who.rule.counts.reorganisation_resets else place.house
    return served(who, months_of(criterion), f"in {place.unit}", lambda each: each.unit in units)


def years_in_track(who: Candidate, criterion: Criterion) -> Measure:
    """Time in posts of a track: the named one, else that of the post."""
    tracks = listed(criterion.get("track")) or ((who.place.track,) if who.place else ())
    return served(who, months_of(criterion), f"in track {' or '.join(tracks)}", lambda each: each.track in tracks)


def years_in_unit_kind(who: Candidate, criterion: Criterion) -> Measure:
    """Time in units of some kinds, such as townships for work at the grass roots."""
    kinds = listed(criterion["unit_kind"])
    return served(who, months_of(criterion), f"in {' or '.join(kinds)}", lambda each: each.unit_kind in kinds)


def years_in_post_kind(who: Candidate, criterion: Criterion) -> Measure:
    """Time in posts whose id or name fits a pattern."""
    kinds = listed(criterion["post_kind"])
    return served(who, months_of(criterion), f"as {' or '.join(kinds)}", lambda each: bears(kinds, each))


def years_in_post(who: Candidate, criterion: Criterion) -> Measure:
    """Time in the very post (by the rule's clock: in the unit, the level) that is asked about."""
    if who.place is None:
        return Measure(ALWAYS, "no post is asked about", "nothing")
    return served(who, months_of(criterion), f"in {who.place.post}", scope(who.rule, who.place))


def since_last_move(who: Candidate, criterion: Criterion) -> Measure:
    """Time since another post was last taken up; nobody is held up by a move that is not on file."""
    stretches = own(who.facts.stretches(who.name), who.asked)
    return _since(since_move(who.rule, stretches, who.asked.day).ledger, months_of(criterion), "since the last move")


def since_last_promotion(who: Candidate, criterion: Criterion) -> Measure:
    """Time since the last promotion; nobody is held up by one that is not on file."""
    shown = since_promotion(who.name, who.asked.day, who.facts)
    return _since(shown.ledger, months_of(criterion), "since the last promotion")


def _since(ledger: Sequence[Period], months: int, what: str) -> Measure:
    needs = f"{spoken(months)} {what}"
    if not ledger:
        return Measure(ALWAYS, NEVER, needs)
    last = ledger[0]
    start, facts = add_months(last.start, months), (last.event,) if last.event else ()
    return Measure(start, f"{last.days} days {what}", needs, facts=facts, ledger=tuple(ledger))


def post_requires(who: Candidate, _criterion: Criterion) -> Measure:
    """What the post itself requires: `party-member`, a step of the education scale, or a word of the education."""
    wanted = who.place.requires if who.place else ()
    needs = f"{', '.join(wanted) or 'nothing'} for the post"
    found = known(who, "education")
    scale = listed(who.rule.options.get("education_scale"))
    open_ones: list[str] = []
    for requirement in wanted:
        met = _requirement(who, requirement, found.value, scale)
        if met is False:
            return Measure(None, f"{requirement} is not fulfilled", needs, facts=(found.event or "",))
        open_ones += [requirement] * (met is None)
    read = tuple(event for event in (who.place.event if who.place else None, found.event) if event)
    if open_ones:
        missing = f"whether {who.name} has {', '.join(open_ones)}"
        return Measure(None, f"not known: {', '.join(open_ones)}", needs, facts=read, missing=missing)
    return Measure(ALWAYS, "all of it", needs, facts=read)


def _requirement(who: Candidate, wanted: str, told: str | None, scale: Sequence[str]) -> bool | None:
    """Whether one requirement of a post is fulfilled; None where the register does not tell."""
    if wanted == "party-member":
        joined = known(who, "joined_party").value
        return None if joined is None else date.fromisoformat(joined) <= who.asked.day
    if told is None:
        return None
    if wanted.casefold() in {step.casefold() for step in scale}:
        return at_least(told, wanted, scale)
    return True if wanted.casefold() in told.casefold() else None


PERSONAL = (
    *("service-years", "party-years", "age", "education", "post-requires"),
    *("no-grade-below", "years-with-grade", "years-with-rank"),
)
"""Metrics that look at the person and at the post asked about, and at no post that the person holds."""
METRICS: Mapping[str, Metric] = {
    "service-years": _years_from("started_work", "of service"),
    "party-years": _years_from("joined_party", "in the party"),
    "age": age,
    "education": education,
    "years-at-level": _at_level(lower=False),
    "years-at-lower-level": _at_level(lower=True),
    "posts-at-level": _posts_at_level(lower=False),
    "posts-at-lower-level": _posts_at_level(lower=True),
    "years-in-post": years_in_post,
    "years-in-post-kind": years_in_post_kind,
    "years-in-unit": years_in_unit,
    "years-in-unit-kind": years_in_unit_kind,
    "years-in-track": years_in_track,
    "years-since-move": since_last_move,
    "years-since-promotion": since_last_promotion,
    "post-requires": post_requires,
    "no-grade-below": no_grade_below,
    "years-with-grade": years_with_grade,
    "years-with-rank": years_with_rank,
}
