"""Meetings as rows: who was called together, who came, and what became of each case of the agenda."""

from collections.abc import Mapping, Sequence
from typing import Final

from projections.unit import Answer

MEETING: Final = ("meeting-convened", "meeting-attended", "meeting-voted", "meeting-closed")
COUNTED: Final = ("case-ballot-counted", "case-ballot-reconsidered")


def meeting_row(facts: Sequence[Answer]) -> Answer:
    """A meeting in one row, from its facts in the order of recording."""
    told: Mapping[str, Answer] = {each["topic"]: each for each in facts}
    convened, attended = told["meeting-convened"], told.get("meeting-attended")
    voted = {each["case"]: each["outcome"] for each in facts if each["topic"] == "meeting-voted"}
    return {
        "meeting": convened["meeting"],
        "body": convened["body"],
        "on": convened["since"],
        "entitled": list(convened["entitled"]),
        "present": list(attended["present"]) if attended else [],
        "cases": list(convened["cases"]),
        "undecided": [case for case in convened["cases"] if voted.get(case) in {None, "deferred", "reconsidered"}],
        "state": "closed" if "meeting-closed" in told else "open",
    }


def agenda(facts: Sequence[Answer], counted: Sequence[Answer]) -> list[Answer]:
    """One row for each vote of the meeting, and for each case of its agenda that was not voted on."""
    [convened] = [each for each in facts if each["topic"] == "meeting-convened"]
    here = [each for each in counted if each["meeting"] == convened["meeting"]]
    rows: list[Answer] = []
    for case in convened["cases"]:
        votes = [each for each in here if each["case"] == case]
        rows += [_vote(each) for each in votes] or [{"case": case, **dict.fromkeys(UNVOTED)}]
    return rows


UNVOTED: Final = ("step", "vote", "on", "ayes", "nays", "abstentions", "recused", "secret", "outcome")


def _vote(told: Answer) -> Answer:
    again = told["topic"] == COUNTED[1]
    counts = {name: told[name] for name in ("ayes", "nays", "abstentions", "secret", "outcome")}
    recused = list(told["recused"])
    return {
        "case": told["case"],
        "step": told["step"],
        "vote": "reconsider" if again else "decide",
        "on": told["since"],
        **counts,
        "recused": recused,
    }
