"""The cases of a pack, tried: each in a store of its own in which nothing but the pack (and its parents) is adopted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from domain.errors import BadInput, CadreError, Conflict, Refused
from domain.policy.case_words import Line
from domain.policy.cases import Case, Order
from domain.policy.catalogue import KINDS
from domain.policy.loading import LoadedPack
from lifecycle.adoption import adoption_line
from lifecycle.case_setting import given, unsaid
from lifecycle.engine import Engine
from lifecycle.pack_folder import load, shipped_packs
from projections.database import IN_MEMORY
from projections.unit import Answer

BEFORE: Final = datetime(1700, 1, 1, tzinfo=UTC)
"""When the history of a case is recorded: before anything in it happens."""
OFFICE_HOURS: Final = time(9, tzinfo=UTC)
TOLD: Final = ("BLOCK", "WARN", "DUE")
"""Effects that a case must expect; what is only noted need not be named."""
STANDING: Final = ("warning", "breach")
VACANCIES: Final = {"open": "warning", "overdue": "breach", "deferred": "waived"}
"""State of the duty to fill a post -> what a case calls it."""
OF_HOLDERS: Final = tuple(kind.name for kind in KINDS if kind.due is not None)
"""The kinds of rule whose duties stand on the due list."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A case and what came of it; `detail` says what was found where it failed."""

    case: Case
    passed: bool
    detail: str

    def as_dict(self) -> Answer:
        """The result as it is shown."""
        result = "pass" if self.passed else "fail"
        return {"case": self.case.name, "result": result, "detail": self.detail or None, "place": self.case.place}


def try_pack(name: str) -> Iterator[Tried]:
    """Every case of a pack (a shipped name or a folder), tried. Raises BadInput with every mistake in the pack."""
    pack = load(name)
    packs = [*parents(pack, name), pack]
    return (tried(case, packs) for case in pack.cases)


def parents(pack: LoadedPack, name: str) -> list[LoadedPack]:
    """The packs that an overlay lies on, the lowest first: shipped ones, or folders beside its own."""
    found: list[LoadedPack] = []
    while pack.parent:
        beside = str(Path(name).parent / pack.parent)
        name = pack.parent if pack.parent in shipped_packs() else beside
        pack = load(name)
        if pack.id in {each.id for each in found}:
            raise BadInput(f"{pack.id} is an overlay on itself")
        found.insert(0, pack)
    return found


def tried(case: Case, packs: Sequence[LoadedPack]) -> Tried:
    """One case: its history is recorded as it was, then the act is asked about, or the duties of the day."""
    levels = next((pack.levels for pack in reversed(packs) if pack.levels), None)
    with Engine.create(IN_MEMORY, simulated=True, levels=levels, now=BEFORE) as engine:
        try:
            before = [*(adoption_line(pack, None) for pack in packs), *unsaid(case)]
            for order in (before, *given(case)):
                engine.submit(order, actor="case", now=BEFORE, imported=True, confirmed=True)
            rows = _dues(engine, case.today) if case.today else _findings(engine, case)
        except CadreError as error:
            return Tried(case, passed=False, detail=f"it cannot be tried: {error}")
    detail = "; ".join(amiss(case, rows))
    return Tried(case, passed=not detail, detail=detail)


def amiss(case: Case, rows: Sequence[Answer]) -> Iterator[str]:
    """What was expected and not found, and what was found and not expected."""
    for expected in case.expect:
        if not any(_fits(expected, row, case) for row in rows):
            yield f"expected {_spoken(expected)}"
    for row in rows:
        if _must_be_named(row) and not any(_fits(expected, row, case) for expected in case.expect):
            yield f"found {_spoken(_told(row))}"


def _fits(expected: Mapping[str, str], row: Answer, case: Case) -> bool:
    """Whether the finding or duty is as expected; a rule named alone stands for a breach, not for a mere notice."""
    if len(expected) == 1 and not (row["state"] == "breach" if case.today else _must_be_named(row)):
        return False
    return all(str(row.get(name)) == value for name, value in expected.items())


def _must_be_named(row: Answer) -> bool:
    """Whether a case fails that does not expect it; what a vacancy or a year without training raises may stay unnamed.

    No case fills each post and trains everybody.
    """
    if "state" in row:
        return not row.get("besides") and row["state"] in STANDING
    return row["effect"] in TOLD


def _told(row: Answer) -> dict[str, str]:
    """What identifies a finding or a duty."""
    duty = ("rule", "cadre", "post", "due_on", "state")
    finding = ("rule", "effect", "outcome", "earliest", "cadre")
    return {name: str(row[name]) for name in (duty if "state" in row else finding) if row.get(name) is not None}


def _spoken(fields: Mapping[str, str]) -> str:
    rest = ", ".join(f"{name} {value}" for name, value in fields.items() if name != "rule")
    return f"{fields['rule']} ({rest})" if rest else fields["rule"]


def _dues(engine: Engine, today: date) -> list[Answer]:
    """What is due of holders, and what vacancies and other duties stand, on the day."""
    day = today.isoformat()
    due = [dict(row) for row in engine.due(today=day)]
    raised = [row for row in engine.duties(today=day, state=tuple(VACANCIES)) if row["kind"] not in OF_HOLDERS]
    return due + [{**row, "cadre": _cadre(row), "state": VACANCIES[row["state"]], "besides": True} for row in raised]


def _cadre(duty: Answer) -> str | None:
    """The cadre who owes a duty; None where a post or unit does."""
    return None if duty["subject"] in {duty["post"], duty["unit"]} else str(duty["subject"])


def _findings(engine: Engine, case: Case) -> list[Answer]:
    """What the rules say to the act that is asked about. Raises BadInput where it cannot be read."""
    order = [_complete(line) for line in case.when]
    try:
        found = engine.submit(order, actor=case.actor, now=_asked_at(case.when, case.recorded), dry_run=True).warnings
    except (Refused, Conflict) as refusal:
        found = refusal.findings
    figures = ("outcome", "cadre", "post")
    return [each.as_dict() | {name: each.figures.get(name) for name in figures} for each in found]


def _asked_at(order: Order, recorded: date | None) -> datetime:
    """The instant at which the order comes in: on the day said, else on the day of its first act."""
    days = [date.fromisoformat(line["effective"]) for line in order if line.get("effective")]
    return datetime.combine(recorded or min(days, default=BEFORE.date()), OFFICE_HOURS)


def _complete(line: Line) -> Line:
    """The line with the document that every act needs and no case is about."""
    return {"basis": "case", **line}
