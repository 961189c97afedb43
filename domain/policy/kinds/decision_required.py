"""decision-required: who is appointed or removed, and what is spent, rests on a collective decision."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import acts_of, left, listed, taken
from domain.policy.facts import PolicyFacts
from domain.policy.hypothesis import ASKED_EVENT
from domain.policy.kind import Kind, Spared, everybody, picked_day
from domain.policy.minutes import (
    Minutes,
    late_notice,
    minutes_of,
    missing_signatures,
    missing_stage,
    short_of_majority,
    short_of_quorum,
)
from domain.policy.rule import Rule, Selector
from domain.policy.verdict import Verdict

ACTS = ("appoint", "relieve", "transfer", "exchange", "rotate", "promote", "demote")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """The act cites a decision that is on record, not younger than it, of a right class, adopted, and about it."""
    if asked.event == ASKED_EVENT or not concerns(rule, asked, facts):
        return None
    figures = {"cadre": asked.cadre, "post": asked.post, "decision": asked.decision}
    said = f"The act on {asked.cadre or asked.body or ', '.join(asked.units)} on {written(asked.day)}"
    only = listed(rule.options.get("of_bodies"))
    minutes = minutes_of(asked.decision, facts) if asked.decision else None
    if only and (minutes is None or minutes.kind not in only):
        return None
    if asked.decision is None and rule.options.get("only_cited"):
        return None
    if asked.decision is None:
        sentence = (
            f"{said} cites no collective decision; record it with: cadre body decision, and cite it: --decision ID"
        )
        return Verdict(rule, "breach", sentence, _own(asked), figures)
    if minutes is None:
        lacking = f"the minutes of the decision {asked.decision}"
        sentence = (
            f"{said} cites {asked.decision}, of which no minutes are on record: cadre body decision {asked.decision}"
        )
        return Verdict(rule, "undetermined", sentence, _own(asked), figures, missing=lacking)
    wrong = [*_wrong(rule, asked, minutes, facts)]
    figures |= {"present": f"{minutes.present}/{minutes.entitled}", "for": f"{minutes.votes_for}/{minutes.entitled}"}
    clauses = "; ".join(wrong) or "it met what the rule asks"
    sentence = f"{said} cites {minutes.number} of {written(minutes.day)}: {clauses}."
    outcome = "breach" if wrong else "ok"
    return Verdict(rule, outcome, sentence, (*_own(asked), minutes.event), figures)


def concerns(rule: Rule, asked: Asked, facts: PolicyFacts) -> bool:
    """Whether the rule wants a decision for the act: by the act, the post or level it is about, or the sum."""
    if asked.act not in acts_of(rule, ACTS):
        return False
    if asked.amount is not None:
        above = rule.optional("above", picked_day(rule, asked))
        return above is None or Decimal(asked.amount) > above
    if asked.post is not None:
        return taken(rule, asked, facts) is not None or _ends_what_counts(rule, asked, facts)
    if asked.act in {"promote", "demote"}:
        return rule.select in {Selector(), Selector(level=rule.select.level)} and _at_level(rule, asked)
    return _ends_what_counts(rule, asked, facts)


def _ends_what_counts(rule: Rule, asked: Asked, facts: PolicyFacts) -> bool:
    """Whether the act ends a holding for whose beginning the rule would have wanted a decision too."""
    return any(rule.counts.kind(each.kind) for each in left(rule, asked, facts))


def _at_level(rule: Rule, asked: Asked) -> bool:
    return not rule.select.level or asked.level in rule.select.level


def _own(asked: Asked) -> tuple[str, ...]:
    return (asked.event,) if asked.event else ()


def _wrong(rule: Rule, asked: Asked, minutes: Minutes, facts: PolicyFacts) -> Iterator[str]:
    """What is wrong with the decision, a clause for each."""
    classes = listed(rule.options.get("classes"))
    if classes and minutes.matter not in classes:
        yield f"it is a {minutes.matter}, not a {' or '.join(classes)}"
    if minutes.day > asked.day:
        yield f"it was taken after the act, on {written(minutes.day)}"
    if asked.cadre and minutes.cadres and asked.cadre not in minutes.cadres:
        yield f"it is about {', '.join(minutes.cadres)}, not about {asked.cadre}"
    posts = [asked.post] if asked.post else asked.left
    if minutes.posts and (others := [each for each in posts if each not in minutes.posts]):
        yield f"it is about the post {', '.join(minutes.posts)}, not about {', '.join(others)}"
    if asked.amount and minutes.amount is not None and Decimal(asked.amount) > minutes.amount:
        yield f"it lets {minutes.amount} be spent, not {asked.amount}"
    if minutes.postponed:
        yield "it was put off"
    yield from filter(None, (short_of_quorum(rule, minutes), short_of_majority(rule, minutes)))
    yield from missing_stage(rule, minutes, facts)
    yield from missing_signatures(rule, minutes)
    yield from late_notice(rule, minutes)


def turns(_rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The day of the decision that the act cites."""
    minutes = minutes_of(asked.decision, facts) if asked.decision else None
    return (minutes.day,) if minutes else ()


def spares(_rule: Rule, _asked: Asked, _facts: PolicyFacts) -> Spared | None:
    """Everybody: what is only asked about cites no decision yet."""
    return everybody


KIND = Kind(
    "decision-required",
    "The act cites a collective decision (--decision) whose minutes are on record, that was taken not later than the "
    "act takes effect, is of one of the classes, is about it where the minutes name persons or posts, was not put off, "
    "and met quorum (at least this share of those entitled present) and majority (more than this share voted for it).",
    numbers=("quorum?", "majority?", "notice_days?", "above?"),
    options={
        "classes": "list of major-decision, major-appointment, major-project, large-funds: the classes of matters (any "
        "unless said)",
        "base": "one of entitled, present: of whom the majority is a share (entitled unless said)",
        "recused_in_base": "yes or no: members who withdrew count among those entitled (yes unless said)",
        "of_bodies": "list of kinds of bodies: only decisions of such bodies are judged (all unless said)",
        "only_cited": "yes or no: acts that cite no decision are not judged (no unless said)",
        "chain": "list of kinds of bodies: which bodies discuss and decide one after another, the deciding one last",
        "signed_by": "list of kinds of bodies: which of them must have signed the decision",
        "acts": "list of acts: the acts that are judged (appoint, relieve, transfer, exchange, rotate, promote, demote "
        "unless said); fund-spend where more than `above` is spent",
    },
    check=check,
    spares=spares,
    turns=turns,
)
