"""composition: who a body is made of, as it stands after the whole order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from domain.body.membership import Body, Membership
from domain.days import written
from domain.policy.asked import Asked
from domain.policy.bodies import bodies_with, body_of, serving
from domain.policy.concern import acts_of, events, listed
from domain.policy.facts import PolicyFacts
from domain.policy.kind import Amiss, Kind, Spared, everybody, picked_day
from domain.policy.rule import Rule
from domain.policy.shares import against
from domain.policy.verdict import Verdict
from domain.policy.worked_out import worked_out

ACTS = ("body-constitute", "body-member", "body-leave", "body-renew", "depart")
_GRAVITY = ("breach", "undetermined", "ok")
GROUPS = ("full-time", "part-time", "secretary", "deputy", "member")


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """After an act by which somebody comes into a body or leaves it, it is made up as the rule says."""
    if asked.act not in acts_of(rule, ACTS):
        return None
    found = [_judged_once(rule, asked, body, facts) for body in _concerned(rule, asked, facts)]
    verdicts = [each for each in found if each is not None]
    return min(verdicts, key=lambda each: _GRAVITY.index(each.outcome), default=None)


def _judged_once(rule: Rule, asked: Asked, body: Body, facts: PolicyFacts) -> Verdict | None:
    """The verdict on the body, None if it has no members; that is the same for every recorded act of the day."""
    if facts.moved:
        return _judged(rule, asked, body, facts)
    about = (body.body, asked.day, picked_day(rule, asked))
    return worked_out(facts, rule, about, lambda: _judged(rule, asked, body, facts))


def _concerned(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterator[Body]:
    """The bodies of the act that the rule takes in and that exist on its day."""
    named = [body_of(asked.body, facts)] if asked.body else [*_left(asked, facts)]
    kinds = listed(rule.options.get("body_kind"))
    for body in named:
        if body and body.on(asked.day) and (not kinds or body.kind in kinds):
            yield body


def _left(asked: Asked, facts: PolicyFacts) -> Iterator[Body]:
    """The bodies to which the cadre belongs on the day: whoever leaves the service leaves them."""
    for body in bodies_with(asked.cadre, facts):
        if any(each.cadre == asked.cadre and each.on(asked.day) for each in body.memberships):
            yield body


def _judged(rule: Rule, asked: Asked, body: Body, facts: PolicyFacts) -> Verdict | None:
    members = serving(body, asked.day, facts)
    if not members:
        return None
    figures = {
        "body": body.body,
        "day": written(asked.day),
        "members": [each.cadre for each in members],
        **{group: sum(belongs(each, group) for each in members) for group in GROUPS},
    }
    read = events((body.event,), (each.event for each in members))
    open_questions = [each.cadre for each in members if each.full_time is None] if _asks_for_time(rule) else []
    said = f"{body.name} ({body.body}) on {written(asked.day)}, with {len(members)} members"
    if open_questions:
        lacking = f"whether {', '.join(open_questions)} are full-time or part-time members of {body.body}"
        sentence = f"{said}: it is not on file {lacking}; record it with: cadre body member {body.body} WHO --full-time"
        return Verdict(rule, "undetermined", sentence, read, figures, missing=lacking)
    if wrong := [*_wrong(rule, asked, members, facts)]:
        return Verdict(rule, "breach", f"{said}: {'; '.join(wrong)}.", read, figures)
    return Verdict(rule, "ok", f"{said}: made up as the rule says.", read, figures)


def _wrong(rule: Rule, asked: Asked, members: Sequence[Membership], facts: PolicyFacts) -> Iterator[str]:
    """What is not as the rule says, a clause for each."""
    count = {group: sum(belongs(each, group) for each in members) for group in GROUPS}
    day, told = picked_day(rule, asked), rule.options
    more, than, who = told.get("more"), told.get("than"), told.get("who")
    if more and than and count[more] <= count[than]:
        yield f"{count[more]} {more} and {count[than]} {than}, where the former must be more"
    share = rule.optional("share", day)
    if who and share and against(count[who], len(members), share) < 0:
        yield f"{count[who]} of {len(members)} are {who}, at least {share} must be"
    least, most = rule.optional("at_least", day), rule.optional("at_most", day)
    number = count[who] if who else len(members)
    if least is not None and number < least:
        yield f"{number} {who or 'members'}, at least {least} must be"
    if most is not None and number > most:
        yield f"{number} {who or 'members'}, at most {most} may be"
    if told.get("role") and not count[told["role"]]:
        yield f"it has no {told['role']}"
    if told.get("kin_apart"):
        yield from (f"{one} and {other} are relatives" for one, other in _relatives(members, facts))


def belongs(member: Membership, group: str) -> bool:
    """Whether the member is one of this group: full-time, part-time, or of this role."""
    if group in {"full-time", "part-time"}:
        return member.full_time is (group == "full-time")
    return member.role == group


def _asks_for_time(rule: Rule) -> bool:
    asked = {rule.options.get(name) for name in ("more", "than", "who")}
    return bool(asked & {"full-time", "part-time"})


def _relatives(members: Sequence[Membership], facts: PolicyFacts) -> Iterator[tuple[str, str]]:
    names = {each.cadre for each in members}
    found = {tuple(sorted((who, kin.cadre))) for who in names for kin in facts.kin(who) if kin.cadre in names}
    yield from ((pair[0], pair[1]) for pair in sorted(found))


def turns(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterable[date]:
    """The days on which somebody comes into one of the bodies or leaves it."""
    for body in _concerned(rule, asked, facts):
        yield from (day for each in body.memberships for day in (each.start, each.end))


def amiss(options: Mapping[str, Any], _levels: Sequence[str]) -> Iterator[Amiss]:
    """What cannot be together: `more` goes with `than`."""
    if ("more" in options) != ("than" in options):
        yield ("more",), 'goes with than: more = "full-time", than = "part-time"'


def spares(rule: Rule, asked: Asked, _facts: PolicyFacts) -> Spared | None:
    """Everybody, where the act is no such one."""
    return everybody if asked.act not in acts_of(rule, ACTS) else None


KIND = Kind(
    "composition",
    "A body is made up as the rule says after every act by which somebody comes into it or leaves it, judged after the "
    "whole order; members who left the service do not count, and a body without members is not judged.",
    numbers=("share?", "at_least?", "at_most?"),
    options={
        "body_kind": "list of kinds of bodies: only these are judged (all unless said)",
        "more": "one of full-time, part-time, secretary, deputy, member: of these there are more ...",
        "than": "one of full-time, part-time, secretary, deputy, member: ... than of these",
        "who": "one of full-time, part-time, secretary, deputy, member: whom share, at_least and at_most count (all "
        "members unless said)",
        "role": "one of secretary, deputy, member: somebody has this role",
        "kin_apart": "yes or no: no two members are relatives",
        "acts": "list of acts: the acts that are judged (body-constitute, body-member, body-leave, body-renew, depart "
        "unless said)",
    },
    check=check,
    spares=spares,
    turns=turns,
    amiss=amiss,
)
