"""separation-of-duties: nobody has two parts in one decision."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.concern import acts_of, events, listed
from domain.policy.facts import PolicyFacts
from domain.policy.kind import Kind
from domain.policy.kinds.backdating import ACTS
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

ROLES = ("proposer", "approver", "decider", "subject", "kin")
TOGETHER = frozenset(("subject", "kin"))
"""A relative may be concerned by the same act, such as an exchange."""


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Who records, who approves, who decides, whom it concerns and whose relative that is are different persons."""
    if asked.act not in acts_of(rule, ACTS):
        return None
    persons = _persons(asked, facts, listed(rule.options.get("roles")) or ROLES)
    same = _same(persons)
    if asked.brief and not same:
        return None
    said = "; ".join([f"{who} is {one} and {other}" for who, one, other in same])
    sentence = f"The act on {asked.cadre} on {written(asked.day)}: {said or 'every part is that of another person'}."
    figures = {
        "cadre": asked.cadre,
        "same": [{"who": who, "roles": [one, other]} for who, one, other in same],
        "roles": persons,
    }
    twice = {who for who, _, _ in same}
    kin = [each.event for each in facts.kin(asked.cadre) if each.cadre in twice] if twice else ()
    return Verdict(rule, "breach" if same else "ok", sentence, events((asked.event,), kin), figures)


def _persons(asked: Asked, facts: PolicyFacts, roles: Iterable[str]) -> dict[str, list[str]]:
    """Who has each of the parts, by id; a part that nobody has is empty."""
    subjects = sorted({asked.cadre, *asked.partners} - {""}) if asked.partners else _one(asked.cadre)
    found = {
        "proposer": _one(asked.actor),
        "approver": _one(asked.approved_by),
        "decider": _one(asked.authority),
        "subject": subjects,
        "kin": _kin(subjects, facts) if "kin" in roles else [],
    }
    return {role: found[role] for role in roles}


def _one(name: str | None) -> list[str]:
    return [name] if name else []


def _kin(subjects: Sequence[str], facts: PolicyFacts) -> list[str]:
    """The registered relatives of the subjects who are no subjects themselves."""
    known = {each.cadre for who in subjects for each in facts.kin(who) if each.cadre}
    return sorted(known.difference(subjects))


def _same(persons: Mapping[str, Sequence[str]]) -> list[tuple[str, str, str]]:
    """Who has two parts, and which; most have one."""
    named = [role for role, names in persons.items() if names]
    everybody = [name for role in named for name in persons[role]]
    if len(everybody) == len(set(everybody)):
        return []
    pairs = [(one, other) for one, other in combinations(named, 2) if {one, other} != TOGETHER]
    return [(who, one, other) for one, other in pairs for who in sorted({*persons[one]} & {*persons[other]})]


KIND = Kind(
    "separation-of-duties",
    "Nobody has two parts in one act: who records it (proposer), who approved it, who decided it (the authority), whom "
    "it concerns (with the partners of an exchange), and their registered relatives.",
    options={
        "roles": "list of proposer, approver, decider, subject, kin: the parts that must not fall together (all unless "
        "said)",
        "acts": "list of acts: the acts that are judged (every decision on posts, levels and service unless said)",
    },
    check=check,
)
