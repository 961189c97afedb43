"""The file of a cadre as a circle may see it: a superior all of it, members and the public what is for them.

What a circle does not see of a row is named in `withheld`; rows that are not for a circle are not there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from projections.unit import Answer

CIRCLES: Final = ("superior", "members", "public", "media")
"""Upwards, sideways and outwards: who has authority, who works in the same house, everybody, and what is released."""
OPEN_ACTS: Final = frozenset(
    (
        *("appoint", "opening-position", "relieve", "transfer", "exchange", "rotate", "promote", "demote", "confirm"),
        *("depart", "reinstate", "reward", "reward-revoke", "notice", "nominate"),
    )
)
"""Acts that are public by themselves: an office is held before everybody."""
INNER_ACTS: Final = frozenset(("train-record", "train-accept", "body-member", "body-leave", "responsibility-assign"))
"""Acts that those who work in the same house see."""
CASE_ACTS: Final = frozenset(
    ("sanction", "sanction-lift", "complaint-close", "investigation-close", "appeal-decide", "disclose")
)
"""Acts in cases about somebody: each circle sees what was disclosed to it."""
DETAILS: Final = ("basis", "reason", "recorded_by", "decision", "fields")
"""What of an act is for superiors only."""
SHOWN: Final = ("event", "act", "effective", "post", "unit", "authority", "status")
REACHES: Final[Mapping[str, frozenset[str]]] = {
    "unit": frozenset(("members",)),
    "system": frozenset(("members",)),
    "public": frozenset(("members", "public", "media")),
}
"""Scope of a disclosure -> the circles that it reaches, besides the superior."""


def disclosed(entries: Sequence[Answer], disclosures: Sequence[Answer], circle: str) -> list[Answer]:
    """The entries of a history that are for the circle; `disclosures` are the facts `disclosure-made` about it."""
    return [_seen(each, circle) for each in entries if circle == "superior" or _is_for(each, disclosures, circle)]


def _is_for(entry: Answer, disclosures: Sequence[Answer], circle: str) -> bool:
    if circle in {"public", "media"} and entry["status"] != "in-force":
        return False
    if entry["act"] in OPEN_ACTS or (circle == "members" and entry["act"] in INNER_ACTS):
        return True
    return entry["act"] in CASE_ACTS and any(each for each in _reaching(disclosures, circle) if _concerns(each, entry))


def _reaching(disclosures: Sequence[Answer], circle: str) -> Iterator[Answer]:
    """The disclosures that reach a circle; the media get what was released through a channel."""
    for each in disclosures:
        if circle in REACHES.get(str(each["scope"]), ()) and (circle != "media" or each["channels"]):
            yield each


def _concerns(disclosure: Answer, entry: Answer) -> bool:
    """Whether a disclosure is about the act: its event, its docket, the disclosure itself, or nothing in particular."""
    event = str(entry["event"])
    return disclosure["concerns"] in {None, event, event.rpartition("@")[0]} or disclosure["event"] == event


def _seen(entry: Answer, circle: str) -> Answer:
    shown: dict[str, Any] = {name: entry[name] for name in SHOWN}
    if circle == "superior":
        return {**shown, **{name: entry[name] for name in DETAILS}, "withheld": []}
    withheld = [name for name in DETAILS if entry[name]]
    return {**shown, **dict.fromkeys(DETAILS), "withheld": withheld}
