"""probation: a trial lasts so long, and is then decided on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from domain.days import add_months, written
from domain.policy.asked import Asked
from domain.policy.concern import listed
from domain.policy.facts import PolicyFacts, Stretch
from domain.policy.kind import BY_ANY, Kind, Spared, everybody, picked_day, spoken
from domain.policy.rule import Rule
from domain.policy.selecting import selects
from domain.policy.verdict import Due, Period, Verdict


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Nobody is confirmed before the trial has lasted its time; a late confirmation is told."""
    trial = _trial(rule, asked, facts)
    if trial is None:
        return None
    limit = rule.months(picked_day(rule, asked), start=trial.since)
    ends = add_months(trial.since, limit.value)
    late = rule.optional("confirm_within_days", asked.day)
    last = ends + timedelta(days=late) if late is not None else None
    period = Period(trial.since, asked.day, trial.post, trial.event, counted=True)
    figures = {
        "cadre": asked.cadre,
        "post": trial.post,
        "since": written(trial.since),
        "trial_months": limit.value,
        "ends_on": written(ends),
        "last_on": written(last) if last else None,
    }
    sentence = (
        f"The trial of {asked.cadre} in {trial.post} began on {written(trial.since)} and lasts {spoken(limit.value)}, "
        f"until {ends}; it would be confirmed on {written(asked.day)}"
    )
    told = Verdict(rule, "ok", f"{sentence}.", (trial.event,), figures, ledger=(period,), article=limit.article)
    if not trial.since_known:
        missing = f"since when {asked.cadre} has been on trial in {trial.post}"
        return told._replace(outcome="undetermined", missing=missing)
    if asked.day < ends:
        return told._replace(outcome="breach")
    if last is not None and asked.day > last:
        # No later day would be better: the delay is told, the confirmation stands.
        effect = "WARN" if rule.effect == "BLOCK" else rule.effect
        said = f"{sentence}, later than {last}."
        return told._replace(outcome="breach", rule=replace(rule, effect=effect), sentence=said)
    return told


def _trial(rule: Rule, asked: Asked, facts: PolicyFacts) -> Stretch | None:
    """The trial that the act confirms, if the rule concerns it."""
    if asked.act != "confirm" or asked.confirms is None:
        return None
    held = (each for each in facts.stretches(asked.cadre) if each.post == asked.confirms and each.start < asked.day)
    trials = [each for each in held if each.kind == "trial" and selects(rule.select, each)]
    return trials[-1] if trials else None


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a trial in the post ends, or another one takes its place as the one confirmed."""
    for each in facts.stretches(asked.cadre):
        if each.post == asked.confirms and each.kind == "trial":
            yield each.start + timedelta(days=1)
            yield from (add_months(each.since, months) for months in rule.every_months())


def due(rule: Rule, stretch: Stretch, today: date, facts: PolicyFacts) -> Due | None:
    """A holding on trial raises the duty to decide on it, due on the day on which the trial ends."""
    kinds = listed(rule.options.get("kinds")) or ("trial",)
    if stretch.kind not in kinds or not selects(rule.select, stretch):
        return None
    limit = rule.months(today, start=stretch.since)
    period = Period(stretch.since, max(today, stretch.since), stretch.post, stretch.event, counted=True)
    where = (stretch.cadre, stretch.post, stretch.unit, stretch.since, period.days)
    ends = add_months(stretch.since, limit.value)
    return Due(rule, *where, ends, "ok", today, stretch.planned_end, ledger=(period,), until=stretch.until)


def spares(_rule: Rule, asked: Asked, _facts: PolicyFacts) -> Spared | None:
    """Everybody, where the act is no such one."""
    return everybody if asked.act != "confirm" or asked.confirms is None else None


KIND = Kind(
    "probation",
    "A trial lasts so long: it is not confirmed before, and to decide on it is a duty that falls due on that day; a "
    "confirmation later than `confirm_within_days` after it is told.",
    numbers=("years|months", "confirm_within_days?"),
    options={"kinds": "list of kinds of holding: which of them raise the duty (trial unless said)"},
    check=check,
    spares=spares,
    turns=turns,
    due=due,
    looks_back=False,
    picks=BY_ANY,
)
