"""separation-of-duties: nobody has two parts in one decision."""

from collections.abc import Iterator
from itertools import combinations

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
    same = tuple(_same(persons))
    said = "; ".join(f"{who} is {one} and {other}" for who, one, other in same)
    sentence = f"The act on {asked.cadre} on {asked.day}: {said or 'every part is that of another person'}."
    figures = {
        "cadre": asked.cadre,
        "same": [{"who": who, "roles": [one, other]} for who, one, other in same],
        "roles": {role: sorted(names) for role, names in persons.items()},
    }
    kin = (each.event for each in facts.kin(asked.cadre) if any(each.cadre == who for who, _, _ in same))
    return Verdict(rule, "breach" if same else "ok", sentence, events((asked.event,), kin), figures)


def _persons(asked: Asked, facts: PolicyFacts, roles: tuple[str, ...]) -> dict[str, set[str]]:
    """Who has each of the parts; a part that nobody has is empty."""
    subjects = {asked.cadre, *asked.partners}
    found = {
        "proposer": {asked.actor},
        "approver": {asked.approved_by or ""},
        "decider": {asked.authority or ""},
        "subject": subjects,
    }
    if "kin" in roles:
        found["kin"] = {each.cadre or "" for who in sorted(subjects) for each in facts.kin(who)} - subjects
    return {role: found[role] - {""} for role in roles}


def _same(persons: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    for one, other in combinations([role for role, names in persons.items() if names], 2):
        if {one, other} != TOGETHER:
            yield from ((who, one, other) for who in sorted(persons[one] & persons[other]))


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
