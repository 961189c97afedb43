"""publicity-required: who takes up a post was made public before, long enough and without an upheld objection."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import listed, taken
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kind import Kind, Spared, everybody, picked_day
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

OPENED, NOTICE, CLEAR = "case-opened", "case-publicity-opened", "case-term-elapsed"
EVERY = ""
"""The subject of facts that are about a case and nobody else."""


class Notice(NamedTuple):
    """A public notice that came to its end: how many working days it had, since when it is over, and its events."""

    working_days: int
    over_on: date
    events: tuple[str, str]


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """A notice of a case on the cadre (and the post, where the case is about one) was over by the day of the act."""
    if taken(rule, asked, facts) is None:
        return None
    wanted = int(rule.number("working_days", picked_day(rule, asked)))
    found = _notices(rule, asked, facts)
    over = [each for each in found if each.over_on <= asked.day]
    kept = [each for each in over if each.working_days >= wanted]
    figures = {
        "cadre": asked.cadre,
        "post": asked.post,
        "wanted_working_days": wanted,
        "working_days": max([each.working_days for each in over], default=0),
    }
    said = f"{asked.cadre} takes up {asked.post} on {written(asked.day)}"
    if kept:
        last = kept[-1]
        sentence = f"{said}; a public notice of {last.working_days} working days was over on {written(last.over_on)}."
        return Verdict(rule, "ok", sentence, last.events, figures)
    sentence = f"{said} without a public notice of {wanted} working days that ended without an upheld objection before."
    return Verdict(rule, "breach", sentence, tuple([event for each in found for event in each.events]), figures)


def _notices(rule: Rule, asked: Asked, facts: PolicyFacts) -> list[Notice]:
    """The notices that ended, of the cases on the cadre, by the day on which they were over."""
    opened = [each for each in facts.entries(OPENED, f"cadre:{asked.cadre}") if _about(rule, each, asked)]
    if not opened:
        return []
    ended = worked_out(facts.recorded, rule, "notices", lambda: _ended(facts.recorded))
    found = [each for case in dict.fromkeys([each.docket for each in opened]) for each in ended.get(case, ())]
    return [notice for _, notice in sorted(found)]


def _ended(facts: PolicyFacts) -> Mapping[str, Sequence[tuple[int, Notice]]]:
    """Case -> its notices that ended, each with its place among all of them by time."""
    up = {(each.docket, each.fields["step"]): each for each in facts.entries(NOTICE, EVERY)}
    found: dict[str, list[tuple[int, Notice]]] = {}
    for place, over in enumerate(facts.entries(CLEAR, EVERY)):
        notice = up.get((over.docket, over.fields["step"]))
        if notice is not None and notice.start < over.start:
            told = Notice(_working_days(notice), over.start, (notice.event, over.event))
            found.setdefault(over.docket, []).append((place, told))
    return found


def _about(rule: Rule, opened: EntryView, asked: Asked) -> bool:
    """Whether the case may carry the act: by its procedure, and by its post where it has one."""
    wanted, posts = listed(rule.options.get("procedures")), opened.fields["posts"]
    return (not wanted or opened.fields["procedure"] in wanted) and (not posts or asked.post in posts)


def _working_days(notice: EntryView) -> int:
    """How many working days the notice had; one that is counted in other units has none."""
    amount, unit, _ = str(notice.fields["budget"]).partition("wd")
    return int(amount) if unit else 0


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which a notice is over."""
    return (each.over_on for each in _notices(rule, asked, facts))


def spares(rule: Rule, asked: Asked, facts: PolicyFacts) -> Spared | None:
    """Everybody, where the act is no such one."""
    return everybody if taken(rule, asked, facts) is None else None


KIND = Kind(
    "publicity-required",
    "Who takes up a post was made public beforehand in a case (cadre case open): a notice of so many working days that "
    "came to its end, without an upheld objection, by the day of the act.",
    numbers=("working_days",),
    options={
        "procedures": "list of procedures: only notices in cases of these count (all unless said)",
        "acts": "list of acts: the acts that are judged (appoint, transfer, exchange, rotate, promote, demote unless "
        "said)",
    },
    check=check,
    spares=spares,
    turns=turns,
)
