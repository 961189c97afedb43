"""What the fields of procedures mean: calendars, definitions, cases and meetings."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from domain.procedure import TOPICS


class Word(NamedTuple):
    """What a field means, and an example of it as JSON has it."""

    says: str
    example: object


PROCEDURE_FIELDS: Final[Mapping[str, Word]] = {
    "calendar": Word("id of the calendar of working days", "cn-state-council"),
    "calendar-published/1.title": Word("what the calendar is", "Working days in China"),
    "weekend": Word("the days of the week that are free", ["saturday", "sunday"]),
    "year": Word("the year whose days the notice arranges", 2026),
    "notice": Word("number of the published document", "国办发明电〔2025〕7号"),
    "issued": Word("civil day that the document bears", "2025-11-04"),
    "off": Word("days on which nobody works although they are no weekend", ["2026-01-01", "2026-01-02"]),
    "worked": Word("days of a weekend that are worked", ["2026-01-04"]),
    "revises": Word("whether it changes a year that was published before", example=False),
    "procedure": Word("id of the procedure", "appointment"),
    "procedure-published/1.version": Word("version of the procedure", "1"),
    "procedure-published/1.title": Word("title of the procedure", "Appointment with a probation of one year"),
    "procedure-published/1.hash": Word("SHA-256 of the canonical text, 64 hexadecimal digits", "cd" * 32),
    "procedure-published/1.content": Word("the procedure's whole canonical text", "{...}"),
    "case": Word("id of the case", "C1"),
    "case-opened/1.version": Word("version of the procedure under which it runs", "1"),
    "case-opened/1.hash": Word("SHA-256 of that version's canonical text", "cd" * 32),
    "case-migrated/1.version": Word("version under which it runs from then on", "2"),
    "case-migrated/1.hash": Word("SHA-256 of that version's canonical text", "ef" * 32),
    "cadres": Word("ids of the cadres whom the case is about", ["LI"]),
    "given": Word("what the procedure was given to begin with", {"post": "FIN-HEAD"}),
    "staff": Word("role -> ids of those who fill it, with semicolons between", {"organisation": "SUN;QIAN"}),
    "posts": Word("ids of the posts that the case reserves while it runs", ["FIN-HEAD"]),
    "step": Word("id of the step in the procedure", "inspect"),
    "branch": Word("the parallel step to which it belongs; empty if none", ""),
    "budget": Word("how long the term is: wd working days, d days, m months, y years", "5wd"),
    "running": Word("the civil day after which the term counts", "2024-03-11"),
    "due": Word("last civil day of the term", "2024-03-18"),
    "provisional": Word("whether the term reaches into a year without a notice and cannot elapse", example=False),
    "calendar_version": Word("how many notices the calendar had by which the term was counted", 26),
    "person": Word("id of the person", "SUN"),
    "behalf": Word("id of whom the person stood in for", "QIAN"),
    "persons": Word("ids of the persons, and of those stood in for", ["SUN", "QIAN"]),
    "case-step-finished/1.outcome": Word("how the step ended, as the procedure names it", "fit"),
    "documents": Word("name=hash of each document", ["inspection-report=9f86d081"]),
    "counts": Word("the numbers that the step asked for", {"issued": 20, "for": 15}),
    "case-task-returned/1.to": Word("the step to which the case was sent back", "motion"),
    "case-task-escalated/1.to": Word("to whom the late task was taken", "leader"),
    "meeting": Word("id of the meeting", "M1"),
    "entitled": Word("ids of the members of the body", ["A", "B", "C"]),
    "present": Word("ids of those present", ["A", "B"]),
    "recused": Word("ids of those who stood aside", ["B"]),
    "ayes": Word("votes for", 4),
    "nays": Word("votes against", 1),
    "abstentions": Word("abstentions", 0),
    "votes": Word("person -> vote in an open ballot; empty for a secret one", {"A": "aye"}),
    "sheet": Word("hash of the sheet of the count", "60303ae2"),
    "secret": Word("whether the ballot is secret", example=False),
    "deferred": Word("whether the decision was put off", example=False),
    "case-ballot-reconsidered/1.outcome": Word("reconsidered or kept", "reconsidered"),
    "case-reopened/1.by": Word("id of the case that takes it up again", "C2"),
    "reopens": Word("id of the ended case that is taken up again", "C1"),
    "case-ballot-counted/1.outcome": Word("carried, lost or deferred", "carried"),
    "meeting-voted/1.outcome": Word("carried, lost or deferred; of a vote on that: reconsidered or kept", "carried"),
    "where": Word("where the notice is up, in the office's words", "Notice board"),
    "text": Word("hash of the text of the notice", "9f86d081"),
    "objection": Word("number of the objection in the case, from 1", 1),
    "case-objection-raised/1.by": Word("who objects; absent for an anonymous objection", "Zhao"),
    "grounds": Word("on what grounds, in the words of who objects", "A debt not declared"),
    "result": Word("upheld, dismissed or not-admitted", "dismissed"),
    "left": Word("what is left of the term while it stands still", "3wd"),
    "was": Word("last civil day of the term before", "2024-03-18"),
    "rung": Word("which rung of the ladder, from 1", 1),
    "case-incident-raised/1.kind": Word("what kind of incident", "no-eligible-person"),
    "says": Word("what keeps the case from going on", "nobody is left who may do inspect"),
    "role": Word("id of the role in the procedure", "inspector"),
    "steps": Word("step of the old version -> step of the new one, where the names differ", {"inspect": "inspection"}),
    "end": Word("the end as the procedure names it, or withdrawn, or annulled", "confirmed"),
    "why": Word("why it was withdrawn or annulled", None),
    "body": Word("which body, in the office's words", "Party committee"),
    "cases": Word("ids of the cases on the agenda", ["C1"]),
}
"""Field, or topic and field -> what it means."""


def procedure_fields() -> Iterator[tuple[str, Word]]:
    """The entries by topic and field, so that a word of another dossier keeps its own meaning."""
    for name, word in PROCEDURE_FIELDS.items():
        topics = () if "/" in name else TOPICS
        yield from ((f"{topic}/1.{name}", word) for topic in topics if f"{topic}/1.{name}" not in PROCEDURE_FIELDS)
        if "/" in name:
            yield name, word
