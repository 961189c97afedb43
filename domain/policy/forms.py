"""What may stand in a pack, table by table, as pydantic checks it on its way in."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from domain.days import FIRST_YEAR, LAST_YEAR, parse_day
from domain.policy.mistakes import unknown
from domain.policy.rule import CLOCKS, EFFECTS, PICKS
from domain.text import identifier, plain_text

TRACKS = ("party", "admin", "business")
WAIVER_NEEDS = ("reason", "basis", "until", "decision", "authority", "decided_on")
EXCEPTION_NEEDS = ("approval", "authority", "decision", "approved_by", "decided_on", "basis", "reason")
"""What an act that claims an exception may have to state."""
LONGEST_DAYS, LONGEST_MONTHS = 36_525, 1_800
"""A hundred years in days, a hundred and fifty in months: beyond that a number is a slip, and no day can be told."""
WIDE = "\u2e80"
"""From this character on, writing has no blanks between words."""


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """A check that a text is one of the words."""

    def checked(word: str) -> str:
        if word not in words:
            raise ValueError(unknown(word, words))
        return word

    return checked


def _day(value: object) -> object:
    if isinstance(value, datetime):
        raise ValueError("write a day without a time, 2026-12-01")  # noqa: TRY004 - pydantic collects ValueErrors
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"{value} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return parse_day(value) if isinstance(value, str) else value


def _passage(text: str) -> str:
    """A passage of a text on one line, however it was broken in the file."""
    joined = ""
    for line in text.split("\n"):
        part = line.strip()
        blank = " " if joined and part and not (joined[-1] >= WIDE and part[0] >= WIDE) else ""
        joined += blank + part
    return plain_text(joined)


def _if_any(check: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: check(text) if text.strip() else ""


def _flag_or_any(value: object) -> object:
    """True, false, or None for the word `any`."""
    if isinstance(value, bool):
        return value
    if value != "any":
        raise ValueError(f'{value!r} is neither true nor false nor "any"')
    return None


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Id: TypeAlias = Annotated[str, AfterValidator(identifier)]
Text: TypeAlias = Annotated[str, AfterValidator(plain_text)]
Passage: TypeAlias = Annotated[str, AfterValidator(_passage)]
OptionalPassage: TypeAlias = Annotated[str, AfterValidator(_if_any(_passage))]
OptionalId: TypeAlias = Annotated[str, AfterValidator(_if_any(identifier))]
FlagOrAny: TypeAlias = Annotated[bool | None, BeforeValidator(_flag_or_any)]
DayCount: TypeAlias = Annotated[int, Field(ge=0, le=LONGEST_DAYS)]
MonthCount: TypeAlias = Annotated[int, Field(ge=0, le=LONGEST_MONTHS)]


class Form(BaseModel):
    """A table of a pack: closed, and strict about types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class PackForm(Form):
    """[pack]: `from` is the first day for whose acts it is meant; `levels` a grade scale of its own, lowest first."""

    id: Id
    version: Text
    title: Text
    parent: OptionalId = ""
    since: Day = Field(alias="from")
    levels: list[Id] = []


class ArticleForm(Form):
    """[articles.NAME]: a passage of a text."""

    wording: Passage
    wording_zh: OptionalPassage = ""
    source: OptionalPassage = ""
    since: Day | None = None
    until: Day | None = None
    verified: bool = False
    not_modelled: OptionalPassage = ""


class RuleForm(Form):
    """[[rule]] without its tables and without the parameters of its kind."""

    id: Id
    kind: str
    article: str
    effect: Annotated[str, AfterValidator(one_of(EFFECTS))]
    pick: Annotated[str, AfterValidator(one_of(PICKS))] = "effective-day"
    clock: Annotated[str, AfterValidator(one_of(CLOCKS))] = "same-post"
    warn_days: DayCount = 180
    gap_months: MonthCount = 0
    unknown: Annotated[str, AfterValidator(one_of(("block", "warn")))] = "block"
    unknown_until: Day | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class SelectForm(Form):
    """Whom a rule concerns; absent, empty or `any` means all."""

    track: list[Annotated[str, AfterValidator(one_of(TRACKS))]] = []
    level: list[str] = []
    post_kind: list[Text] = []
    unit_kind: list[Text] = []
    key_post: FlagOrAny = None
    part_time: FlagOrAny = None


class CountsForm(Form):
    """What counts towards a clock."""

    acting: bool = True
    trial: bool = True
    concurrent: bool = False
    secondment: bool = False
    assistant: bool = False
    successor_posts: bool = True
    reorganisation_resets: bool = False


class WaiverForm(Form):
    """Who may waive a rule, for how many months at most, and what a waiver must state."""

    by: Text
    max_months: Annotated[int, Field(ge=1, le=LONGEST_MONTHS)] | None = None
    needs: list[Annotated[str, AfterValidator(one_of(WAIVER_NEEDS))]] = ["reason", "basis", "until"]


class ExceptionForm(Form):
    """A case that the rule leaves out: the code with which the reason of an act claims it, and what that needs."""

    code: Id
    needs: Annotated[str, AfterValidator(one_of(EXCEPTION_NEEDS))] | None = None


class RowForm(Form):
    """One row of a dated number: from this day on it has this value, as this article says."""

    since: Day = Field(alias="from")
    until: Day | None = None
    value: Any
    article: str | None = None


TABLES: dict[str, type[Form]] = {"select": SelectForm, "counts": CountsForm, "waiver": WaiverForm}
"""The tables of a rule."""
LISTS: dict[str, type[Form]] = {"exceptions": ExceptionForm}
"""The lists of tables of a rule."""
