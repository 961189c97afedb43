"""What may stand in a procedure's file, table by table, as pydantic checks it on its way in."""

from fractions import Fraction
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from domain.policy.forms import Day, Id, OptionalPassage, Passage, Text
from domain.procedure.definition import ALL_STEPS, END, JOIN
from domain.procedure.term import parse_budget
from domain.text import identifier

MOST_PEOPLE: Final = 99


def _term(text: str) -> str:
    return str(parse_budget(text))


def _target(text: str) -> str:
    prefix = next((each for each in (END, JOIN) if text.startswith(each)), "")
    return prefix + identifier(text.removeprefix(prefix))


def _part(text: str) -> str:
    try:
        return str(Fraction(text))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is not a fraction; write 2/3 in quotation marks") from None


def _bound(text: str) -> str:
    return text if text == ALL_STEPS else identifier(text)


Term: TypeAlias = Annotated[str, AfterValidator(_term)]
Target: TypeAlias = Annotated[str, AfterValidator(_target)]
Part: TypeAlias = Annotated[str, AfterValidator(_part)]
Act: TypeAlias = dict[Id, Text]
Bound: TypeAlias = Annotated[str, AfterValidator(_bound)]


class Table(BaseModel):
    """A table of a procedure's file: closed, and strict about types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True, populate_by_name=True)


class BasisTable(Table):
    """Where a procedure is written: the text, the article, and whether somebody compared it with the source."""

    text: Passage
    article: Text = "whole"
    wording: OptionalPassage = ""
    verified: bool = False


class HeadTable(Table):
    """[procedure]."""

    id: Id
    version: Text
    title: Passage
    title_zh: OptionalPassage = ""
    since: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    basis: Annotated[list[BasisTable], Field(min_length=1)]
    calendar: Id
    start: Id
    subjects: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 1
    needs: list[Id] = []
    reserves: list[Id] = []
    transitional: Literal["pin", "migrate", "migrate_if"] = "pin"
    before: Id | None = None
    part: bool = False


class RoleTable(Table):
    """[roles.NAME]."""

    title: Passage
    title_zh: OptionalPassage = ""
    body: bool = False


class ShareTable(Table):
    """A part of the members: `at_least` or `more_than`, one of them."""

    of: Literal["entitled", "present"]
    at_least: Part | None = None
    more_than: Part | None = None

    @model_validator(mode="after")
    def _one(self) -> "ShareTable":
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError("say at_least or more_than, one of them")
        return self


class BallotTable(Table):
    """How a body decides."""

    quorum: ShareTable
    majority: ShareTable
    secret: bool = False
    recused_in_base: bool = True
    reconsider: ShareTable | None = None


class ChoiceTable(Table):
    """One way out of a gateway."""

    name: Id
    to: Target
    when: dict[Id, list[Text]] = {}


class RungTable(Table):
    """One rung of the ladder of a late step."""

    days: int
    to: Text


class DutyTable(Table):
    """[[duty]]."""

    kind: Literal["distinct", "same", "not_subject", "not_kin"]
    steps: Annotated[list[Bound], Field(min_length=1)]


class StepTable(Table):
    """[[step]]."""

    id: Id
    kind: Literal["task", "poll", "ballot", "publicity", "wait", "gateway", "parallel", "subcase"]
    title: Passage
    title_zh: OptionalPassage = ""
    role: Id | None = None
    people: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] = 1
    term: Term | None = None
    count_opening_day: bool = False
    anchor: Id | None = None
    min_clear_after_resume: Term | None = None
    on_calendar_change: Literal["keep", "recompute", "later_of"] = "recompute"
    valid_for: Term | None = None
    evidence: list[Id] = []
    counts: list[Id] = []
    outcomes: dict[Id, Target] = {}
    choice: list[ChoiceTable] = []
    branches: list[Id] = []
    ballot: BallotTable | None = None
    escalate: list[RungTable] = []
    effects: dict[Id, list[Act]] = {}
    compensate: list[Act] = []
    irreversible: bool = False
    procedure: Id | None = None


class FileTable(Table):
    """The whole file."""

    procedure: HeadTable
    roles: dict[Id, RoleTable] = {}
    step: Annotated[list[StepTable], Field(min_length=1)]
    duty: list[DutyTable] = []


def as_told(table: Table) -> dict[str, Any]:
    """The table as plain values, without what it leaves unsaid; the form in which a procedure is stored."""
    told: dict[str, Any] = table.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return told
