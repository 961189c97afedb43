"""For rules: collective decisions as their minutes tell them, and whether they met a quorum and a majority."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from domain.policy.bodies import body_of
from domain.policy.concern import listed
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.rule import Rule
from domain.policy.shares import against

TAKEN = "collective-decision-taken"
SIGNED = "decision-signed"
NOTICED = "decision-noticed"


class Minutes(NamedTuple):
    """A decision: who took it when, the vote in persons, and what belongs to it.

    `kind` is what the deciding body is, None where it is not on file; `signed` are the kinds of the bodies that
    signed, `noticed` the days on which notice was given.
    """

    number: str
    body: str
    kind: str | None
    day: date
    event: str
    matter: str
    entitled: int
    present: int
    votes_for: int
    recused: int
    postponed: bool
    follows: str | None
    cadres: tuple[str, ...]
    posts: tuple[str, ...]
    amount: Decimal | None
    signed: tuple[str, ...]
    noticed: tuple[date, ...]


def minutes_of(number: str, facts: PolicyFacts) -> Minutes | None:
    """The minutes of the decision; None if none are on record."""
    taken = next(iter(facts.entries(TAKEN, f"decision:{number}")), None)
    return _minutes(taken, facts) if taken else None


def _minutes(taken: EntryView, facts: PolicyFacts) -> Minutes:
    told = taken.fields
    body = body_of(told["body"], facts)
    about = f"decision:{told['number']}"
    signing = (body_of(each.fields["body"], facts) for each in facts.entries(SIGNED, about))
    return Minutes(
        number=told["number"],
        body=told["body"],
        kind=body.kind if body else None,
        day=taken.start,
        event=taken.event,
        matter=told["matter"],
        entitled=told["entitled"],
        present=told["present"],
        votes_for=told["votes_for"],
        recused=len(told["recused"]),
        postponed=told["postponed"],
        follows=told["follows"],
        cadres=tuple(told["cadres"]),
        posts=tuple(told["posts"]),
        amount=Decimal(told["amount"]) if told["amount"] else None,
        signed=tuple(each.kind for each in signing if each),
        noticed=tuple(each.start for each in facts.entries(NOTICED, about)),
    )


def outcome_of(rule: Rule, minutes: Minutes) -> str:
    """What came of the vote under the rule: adopted, rejected, no-quorum or postponed."""
    if minutes.postponed:
        return "postponed"
    if short_of_quorum(rule, minutes):
        return "no-quorum"
    return "rejected" if short_of_majority(rule, minutes) else "adopted"


def short_of_quorum(rule: Rule, minutes: Minutes) -> str | None:
    """A clause that says so, if fewer were present than this share of those entitled; else None."""
    quorum, base = rule.optional("quorum", minutes.day), _base(rule, minutes, "entitled")
    if quorum is None or not base or against(minutes.present, base, quorum) >= 0:
        return None
    return f"{minutes.present} of {base} were present, at least {quorum} must be"


def short_of_majority(rule: Rule, minutes: Minutes) -> str | None:
    """A clause that says so, if not more than this share of the base voted for it; else None."""
    majority = rule.optional("majority", minutes.day)
    word = str(rule.options.get("base", "entitled"))
    base = _base(rule, minutes, word)
    if majority is None or (base and against(minutes.votes_for, base, majority) > 0):
        return None
    return f"{minutes.votes_for} of the {base} {word} voted for it, more than {majority} must"


def _base(rule: Rule, minutes: Minutes, word: str) -> int:
    """How many are counted: those present at the vote, or those entitled, without who withdrew where the rule says."""
    if word == "present":
        return minutes.present
    return minutes.entitled - (0 if rule.options.get("recused_in_base", True) else minutes.recused)


def missing_stage(rule: Rule, minutes: Minutes, facts: PolicyFacts) -> Iterator[str]:
    """A clause for what is wrong with the stages before the decision: each by its kind of body, none put off."""
    chain = listed(rule.options.get("chain"))
    if chain and minutes.kind != chain[-1]:
        by = minutes.kind or "a body not on file"
        yield f"it was taken by {minutes.body} ({by}), the last word is the {chain[-1]}'s"
        return
    later = minutes
    for kind in reversed(chain[:-1]):
        before = minutes_of(later.follows, facts) if later.follows else None
        if before is None or before.kind != kind or before.day > later.day:
            yield f"before {later.number} the {kind} must have discussed the matter"
            return
        if before.postponed:
            yield f"the {kind} put {before.number} off"
        later = before


def missing_signatures(rule: Rule, minutes: Minutes) -> Iterator[str]:
    """A clause for each kind of body that must sign and has not."""
    missing = [kind for kind in listed(rule.options.get("signed_by")) if kind not in minutes.signed]
    yield from (f"the signature of the {kind} is missing" for kind in missing)


def late_notice(rule: Rule, minutes: Minutes) -> Iterator[str]:
    """A clause if notice was not given so many days before the decision."""
    days = rule.optional("notice_days", minutes.day)
    if days is None or any(each + timedelta(days=days) <= minutes.day for each in minutes.noticed):
        return
    given = f"it was given on {max(minutes.noticed)}" if minutes.noticed else "none is on file"
    yield f"notice must be given {days} days before {minutes.day}; {given}"
