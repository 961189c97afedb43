"""Every act that an officer can ask for, as a line of an order: imperative, checked on its way in.

The keys are the columns of an order file. An empty cell is an absent value.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from domain.days import parse_day
from domain.events import Departure, Kind, Lineage, Precision, Track
from domain.text import identifier, plain_text

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


def _day(value: object) -> object:
    return parse_day(value) if isinstance(value, str) else value


def _words(value: object) -> object:
    if isinstance(value, str):
        return tuple(part for part in (part.strip() for part in value.split(";")) if part)
    return tuple(value) if isinstance(value, list) else value


def _some(value: object) -> object:
    words = _words(value)
    if words == ():
        raise ValueError(f"{value!r} names none")
    return words


def _pairs(value: object) -> object:
    """`P1=B;P2=C` as a mapping."""
    words = _words(value)
    if not isinstance(words, tuple):
        return value
    if wrong := [word for word in words if not isinstance(word, str) or "=" not in word]:
        raise ValueError(f"{wrong[0]!r} is not of the form NAME=VALUE")
    return dict(word.split("=", 1) for word in words)


def _truth(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = {"yes": True, "true": True, "1": True, "是": True, "no": False, "false": False, "0": False, "否": False}
    if value.strip().casefold() not in words:
        raise ValueError(f"{value!r} is neither yes nor no")
    return words[value.strip().casefold()]


def _number(value: object) -> object:
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value.strip()):
            raise ValueError(f"{value!r} is not a whole number")
        return int(value)
    return value


def _written(value: object) -> object:
    return plain_text(value) if isinstance(value, str) else value


def _named(value: object) -> object:
    return identifier(value) if isinstance(value, str) else value


def read_changes(value: object) -> object:
    """`field=value;field=value` as a mapping; a mapping of texts, numbers, truth values and lists stays as it is."""
    if isinstance(value, Mapping):
        return dict(value)
    words = _words(value)
    if not isinstance(words, tuple) or not words or any("=" not in str(word) for word in words):
        raise ValueError(f"{value!r} is not of the form FIELD=VALUE")
    return dict(str(word).split("=", 1) for word in words)


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Text: TypeAlias = Annotated[str, BeforeValidator(_written)]
Id: TypeAlias = Annotated[str, BeforeValidator(_named)]
Words: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_words)]
Ids: TypeAlias = Annotated[tuple[Id, ...], BeforeValidator(_words)]
Units: TypeAlias = Annotated[tuple[Id, ...], BeforeValidator(_some)]
Pairs: TypeAlias = Annotated[dict[Id, Id], BeforeValidator(_pairs)]
Truth: TypeAlias = Annotated[bool, BeforeValidator(_truth)]
Number: TypeAlias = Annotated[int, BeforeValidator(_number)]
Seats: TypeAlias = Annotated[Number, Field(ge=1, le=10_000)]


class Command(BaseModel):
    """One line of an order: the act, and what the officer says of it besides."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True, populate_by_name=True)
    ACT: ClassVar[str]
    act: str
    effective: Day | None = None
    basis: Text | None = None
    authority: Id | None = None
    decision: Text | None = None
    decided_on: Day | None = None
    reason: Text | None = None
    sequence: Annotated[Number, Field(ge=0, le=9999)] | None = None
    evidence: Words = ()
    """Events on which the decision rests, by their ids."""


class DatedCommand(Command):
    """An act that takes effect on a day that must be named."""

    effective: Day


class FoundedCommand(DatedCommand):
    """An act on a post, a level or service: the document that orders it must be named too."""

    basis: Text


class OpenUnit(DatedCommand):
    """Open a unit."""

    ACT = "unit-open"
    unit: Id
    name: Text
    kind: Text | None = None
    parent: Id | None = None


class RenameUnit(DatedCommand):
    """Give a unit another name."""

    ACT = "unit-rename"
    unit: Id
    name: Text


class MoveUnit(DatedCommand):
    """Put a unit under another, or under none."""

    ACT = "unit-move"
    unit: Id
    parent: Id | None = None


class MergeUnits(DatedCommand):
    """Merge units into one, which is opened if it does not exist; their open posts move into it."""

    ACT = "unit-merge"
    units: Units
    into: Id
    name: Text | None = None
    kind: Text | None = None
    parent: Id | None = None


class SplitUnit(DatedCommand):
    """Divide a unit into open units; `posts` says which of its posts goes where, `keep` leaves the unit open."""

    ACT = "unit-split"
    unit: Id
    into: Units
    posts: Pairs = {}
    keep: Truth = False


class CloseUnit(DatedCommand):
    """Close a unit."""

    ACT = "unit-close"
    unit: Id


class SucceedUnit(DatedCommand):
    """Note that a unit carries on another, or a part of it."""

    ACT = "unit-succeed"
    unit: Id
    by: Id
    kind: Lineage


class OpenPost(DatedCommand):
    """Open a post in a unit."""

    ACT = "post-open"
    post: Id
    unit: Id
    name: Text
    track: Track
    level: Text | None = None
    seats: Seats = 1
    part_time: Truth = False
    key_post: Truth = False
    backbone: Truth = False
    requires: Words = ()


class RevisePost(DatedCommand):
    """Define a post otherwise from a day; what is not named stays."""

    ACT = "post-revise"
    post: Id
    unit: Id | None = None
    name: Text | None = None
    track: Track | None = None
    level: Text | None = None
    seats: Seats | None = None
    part_time: Truth | None = None
    key_post: Truth | None = None
    backbone: Truth | None = None
    requires: Words | None = None


class ClosePost(DatedCommand):
    """Close a post that nobody holds from that day on."""

    ACT = "post-close"
    post: Id


class SucceedPost(DatedCommand):
    """Let another post continue this one: its holders are carried over and their tenure goes on."""

    ACT = "post-succeed"
    post: Id
    by: Id


class Particulars(Command):
    """The personal values of a cadre."""

    PERSONAL: ClassVar[tuple[str, ...]] = (
        "name",
        "born",
        "joined_party",
        "started_work",
        "native_place",
        "number",
        "sex",
        "education",
    )
    cadre: Id
    name: Text | None = None
    born: Day | None = None
    joined_party: Day | None = None
    started_work: Day | None = None
    native_place: Text | None = None
    number: Text | None = None
    sex: Text | None = None
    education: Text | None = None


class RegisterCadre(Particulars):
    """Register a cadre; what is registered holds from always."""

    ACT = "person-register"
    name: Text
    level: Text | None = None


class AmendCadre(Particulars):
    """Replace personal values of a cadre, from a day or from always; the old ones stay on file."""

    ACT = "person-amend"


class RecordKin(Command):
    """Record a relative of a cadre: a name, or the id of another cadre."""

    ACT = "person-kin"
    PERSONAL: ClassVar[tuple[str, ...]] = ("relation", "name", "kin")
    cadre: Id
    relation: Text
    name: Text | None = None
    kin: Id | None = None


class Appoint(FoundedCommand):
    """Appoint a cadre to a post."""

    ACT = "appoint"
    cadre: Id
    post: Id
    kind: Kind = "substantive"
    until: Day | None = None
    precision: Precision = "day"


class RecordOpeningPosition(FoundedCommand):
    """Record that a cadre holds a post on a day, since when is unknown."""

    ACT = "opening-position"
    cadre: Id
    post: Id
    kind: Kind = "substantive"
    until: Day | None = None
    precision: Precision = "day"


class Relieve(FoundedCommand):
    """Relieve a cadre of a post: the day is the first without it."""

    ACT = "relieve"
    cadre: Id
    post: Id
    precision: Precision = "day"


class Move(FoundedCommand):
    """A move from one post to another."""

    cadre: Id
    post: Id
    from_post: Annotated[Id | None, Field(alias="from")] = None
    until: Day | None = None


class Transfer(Move):
    """Transfer a cadre to a post, from the named one or the substantive one held on that day."""

    ACT = "transfer"


class Rotate(Move):
    """Rotate a cadre to a post, from the named one or the substantive one held on that day."""

    ACT = "rotate"


class Exchange(FoundedCommand):
    """One leg of an exchange: the cadre takes a post, or the post of another cadre."""

    ACT = "exchange"
    cadre: Id
    post: Id | None = None
    taken_from: Annotated[Id | None, Field(alias="with")] = None
    from_post: Annotated[Id | None, Field(alias="from")] = None
    until: Day | None = None


class Promote(FoundedCommand):
    """Promote a cadre to a higher level, and with a post move the cadre to it."""

    ACT = "promote"
    cadre: Id
    level: Text
    post: Id | None = None


class Demote(FoundedCommand):
    """Put a cadre to a lower level, and with a post move the cadre to it."""

    ACT = "demote"
    cadre: Id
    level: Text
    post: Id | None = None


class Confirm(FoundedCommand):
    """Confirm a cadre whose trial in a post ended well."""

    ACT = "confirm"
    cadre: Id
    post: Id


class Depart(FoundedCommand):
    """Record that a cadre leaves the service; every holding ends."""

    ACT = "depart"
    cadre: Id
    kind: Departure


class Reinstate(FoundedCommand):
    """Take a departed cadre back into the service."""

    ACT = "reinstate"
    cadre: Id


class AdoptPolicy(DatedCommand):
    """Put a pack in force from a day; `content` is the compiled pack as canonical JSON."""

    ACT = "policy-adopt"
    pack: Id
    version: Text
    title: Text
    content: str


class Waive(FoundedCommand):
    """Waive a rule for a cadre or a post up to a day; approved by somebody else than who records it."""

    ACT = "waive"
    rule: Id
    subject: Id
    until: Day
    approved_by: Id
    reason: Text


class DossierCommand(DatedCommand):
    """An act of a dossier: what it is decided by stands in the dossier's own modules."""


class ExecuteDuty(FoundedCommand):
    """Record that a duty was carried out."""

    ACT = "duty-execute"
    duty: Text


class DeferDuty(FoundedCommand):
    """Put a duty off up to a day; approved by somebody else than who records it."""

    ACT = "duty-defer"
    duty: Text
    until: Day
    approved_by: Id
    reason: Text


class AmendingCommand(Command):
    """An act on an earlier act: the reason and the document are mandatory."""

    basis: Text
    reason: Text


class Correct(AmendingCommand):
    """Read an earlier event with other values; the event itself stays."""

    ACT = "correct"
    event: Text
    changes: Annotated[dict[str, Any], BeforeValidator(read_changes), Field(alias="set")]


class Cancel(AmendingCommand):
    """Read an earlier event, or every event of an order, as if it had not been decided; they stay."""

    ACT = "cancel"
    event: Text | None = None
    order: Text | None = None


AnyCommand: TypeAlias = (
    OpenUnit
    | RenameUnit
    | MoveUnit
    | MergeUnits
    | SplitUnit
    | CloseUnit
    | SucceedUnit
    | OpenPost
    | RevisePost
    | ClosePost
    | SucceedPost
    | RegisterCadre
    | AmendCadre
    | RecordKin
    | Appoint
    | RecordOpeningPosition
    | Relieve
    | Transfer
    | Rotate
    | Exchange
    | Promote
    | Demote
    | Confirm
    | Depart
    | Reinstate
    | AdoptPolicy
    | Waive
    | ExecuteDuty
    | DeferDuty
    | Correct
    | Cancel
)

COMMANDS: dict[str, type[Command]] = {kind.ACT: kind for kind in get_args(AnyCommand)}
"""Every act there is, by the word that stands in the `act` column."""
