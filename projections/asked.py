"""A recorded act as rules ask about it: what it took up and left is read off the holdings as known after it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.policy.asked import BESIDE_ACTS, Asked
from domain.policy.facts import PolicyFacts

NOTED = ("act", "recorded_on", "line", "unit", "decided_on", "actor", "authority", "basis", "reason", "decision")
"""What of an event's surroundings rules ask about."""
UNJUDGED = ("correct", "cancel", "person-register", "person-amend", "person-kin", "post-succeed")
"""The acts that no rule judges; who is carried over with a post is not appointed anew, the clocks just run on."""
JUDGED = (*BESIDE_ACTS, "body-constitute", "body-member", "body-leave", "body-renew", "fund-spend")
"""The acts of dossiers that rules judge besides those on cadres."""
NOT_TAKING = ("relieve", "confirm")


def asked_of(
    event: str, effective: date, noted: Mapping[str, Any], body: Mapping[str, Any], facts: PolicyFacts
) -> Asked:
    """The act of the event on its effective day; `noted` are its surroundings, `body` the fields of the fact."""
    register, _, name = event.partition("@")[0].partition(":")
    cadre = name if register == "cadre" else str(body.get("cadre") or "")
    held = facts.stretches(cadre)
    taken = [each for each in held if each.event == event]
    decided = noted["decided_on"]
    partners = tuple(body.get("partners") or ())
    return Asked(
        act=noted["act"],
        cadre=cadre,
        day=effective,
        recorded_on=date.fromisoformat(noted["recorded_on"]),
        post=None if noted["act"] in NOT_TAKING else body.get("post"),
        kind=taken[0].kind if taken else str(body.get("kind", "substantive")),
        left=tuple(dict.fromkeys(each.post for each in held if each.ended_by == event)),
        level=body.get("level"),
        units=(noted["unit"],) if noted["unit"] else (),
        decided_on=date.fromisoformat(decided) if isinstance(decided, str) else decided,
        actor=noted["actor"],
        authority=noted["authority"],
        basis=noted["basis"],
        reason=noted["reason"],
        partners=partners,
        event=event,
        line=noted["line"],
        confirms=body.get("post") if noted["act"] == "confirm" else None,
        decision=noted["decision"],
        together=_legs_of(partners, effective, facts),
        body=body.get("body"),
        amount=body.get("amount"),
    )


def _legs_of(partners: Iterable[str], day: date, facts: PolicyFacts) -> frozenset[str]:
    """The events by which the partners of an exchange took up their posts on that day."""
    stretches = (each for partner in partners for each in facts.stretches(partner))
    return frozenset(each.event for each in stretches if each.start == each.since == day)
