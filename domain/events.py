"""Every fact a register can hold: the auditor's table of contents.

An event says what happened; who decided it, when it takes effect and when it was recorded stand around it
(`domain.recorded`). A form never changes: a changed form is a new class with a new TOPIC and an upcast.
Personal values (names, birth dates, numbers, kin) never stand here: `personal` maps the field to a salted
commitment, the value itself lies in the vault.
"""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict

Kind: TypeAlias = Literal["substantive", "acting", "trial", "concurrent", "secondment", "assistant"]
Track: TypeAlias = Literal["party", "admin", "business"]
Precision: TypeAlias = Literal["day", "month", "year"]
Departure: TypeAlias = Literal["retire", "resign", "dismiss", "death", "transfer-out"]
Lineage: TypeAlias = Literal["rename", "merge", "split", "transfer"]
Scalar: TypeAlias = str | int | bool | None


class Event(BaseModel):
    """A fact: immutable, closed, and stored under a topic of its own for ever."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    TOPIC: ClassVar[str]


class DossierEvent(Event):
    """A fact that stands beside others in a docket of a dossier.

    ABOUT pairs the fields that say whom it is about with their registers (`cadre`, `unit`, `post`); UNTIL is the field
    with the first day on which it no longer holds, None for what has no end of its own; SAYS tells it in a sentence;
    FIXED are fields that no correction changes, as they make the fact what it is, and INSTEAD says what to do about a
    wrong one where that is not to cancel the event and to record the act anew.
    """

    ABOUT: ClassVar[tuple[tuple[str, str], ...]] = (("cadre", "cadre"),)
    UNTIL: ClassVar[str | None] = None
    SAYS: ClassVar[str] = ""
    FIXED: ClassVar[tuple[str, ...]] = ()
    INSTEAD: ClassVar[str] = ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whom the fact is about, such as `cadre:LI`; each once."""
        found: dict[str, None] = {}
        for field, register in self.ABOUT:
            value = self.__dict__.get(field)
            names = value if isinstance(value, tuple) else (value,)
            found.update((f"{register}:{name}", None) for name in names if name)
        return tuple(found)

    @property
    def until_day(self) -> date | None:
        """The first day on which the fact no longer holds, None where no end is known."""
        end: date | None = self.__dict__.get(self.UNTIL) if self.UNTIL else None
        return end


class StoreOpened(Event):
    """The register was opened. `zone` is the IANA time zone in which its civil days are counted."""

    TOPIC = "store-opened/1"
    zone: str
    simulated_clock: bool


class LevelScaleAdopted(Event):
    """From the effective day the grade scale has these levels, lowest first."""

    TOPIC = "level-scale-adopted/1"
    levels: tuple[str, ...]


class OrderRecorded(Event):
    """A set of acts was recorded as one document; `content` is the SHA-256 of its lines, `events` are its acts.

    `basis_lost` names earlier events which no longer stand on anything since this order; nothing of them is undone.
    """

    TOPIC = "order-recorded/1"
    title: str | None
    key: str | None
    content: str
    imported: bool
    events: tuple[str, ...]
    basis_lost: tuple[str, ...]


class UnitOpened(Event):
    """The unit exists from the effective day."""

    TOPIC = "unit-opened/1"
    name: str
    kind: str | None
    parent: str | None


class UnitRenamed(Event):
    """The unit bears another name; it stays the same unit."""

    TOPIC = "unit-renamed/1"
    name: str


class UnitMoved(Event):
    """The unit stands under another unit, or under none."""

    TOPIC = "unit-moved/1"
    parent: str | None


class UnitMerged(Event):
    """The unit was absorbed by `into` and ended on the effective day."""

    TOPIC = "unit-merged/1"
    into: str


class UnitSplit(Event):
    """The unit was divided into `into`; unless `keeps` it ended on the effective day."""

    TOPIC = "unit-split/1"
    into: tuple[str, ...]
    keeps: bool


class UnitClosed(Event):
    """The unit ended on the effective day."""

    TOPIC = "unit-closed/1"


class UnitSucceeded(Event):
    """`by` carries on what this unit did, or a part of it; neither is opened or closed by that."""

    TOPIC = "unit-succeeded/1"
    by: str
    kind: Lineage


class PostOpened(Event):
    """The post exists from the effective day and may be held by `seats` cadres at a time."""

    TOPIC = "post-opened/1"
    unit: str
    name: str
    track: Track
    level: str | None
    seats: int
    part_time: bool
    key_post: bool
    backbone: bool
    requires: tuple[str, ...]


class PostRevised(Event):
    """From the effective day the post is defined otherwise; what is absent stays as it was."""

    TOPIC = "post-revised/1"
    unit: str | None = None
    name: str | None = None
    track: Track | None = None
    level: str | None = None
    seats: int | None = None
    part_time: bool | None = None
    key_post: bool | None = None
    backbone: bool | None = None
    requires: tuple[str, ...] | None = None


class PostClosed(Event):
    """The post ended on the effective day."""

    TOPIC = "post-closed/1"


class PostSucceeded(Event):
    """The post ended on the effective day and `by` continues it: tenure in it goes on counting there."""

    TOPIC = "post-succeeded/1"
    by: str


class CadreRegistered(Event):
    """The cadre is known to the register; what is registered holds from always."""

    TOPIC = "cadre-registered/1"
    level: str | None
    personal: Mapping[str, str]


class CadreAmended(Event):
    """A personal value was replaced, from the effective day or from always; the old one stays on file."""

    TOPIC = "cadre-amended/1"
    personal: Mapping[str, str]


class KinRecorded(Event):
    """A relative is known; relation and person are personal values."""

    TOPIC = "kin-recorded/1"
    personal: Mapping[str, str]


class CadreAppointed(Event):
    """The cadre took up the post; `planned_end` is expected, never an end by itself."""

    TOPIC = "cadre-appointed/1"
    post: str
    kind: Kind
    planned_end: date | None
    precision: Precision


class OpeningPositionRecorded(Event):
    """The cadre held the post on the effective day; since when is not known."""

    TOPIC = "opening-position-recorded/1"
    post: str
    kind: Kind
    planned_end: date | None
    precision: Precision


class CadreRelieved(Event):
    """The cadre left the post: the effective day is the first day without it."""

    TOPIC = "cadre-relieved/1"
    post: str
    precision: Precision


class CadreTransferred(Event):
    """The cadre left one post for another; without `from_post` the substantive post held on that day."""

    TOPIC = "cadre-transferred/1"
    post: str
    from_post: str | None
    planned_end: date | None


class CadreExchanged(Event):
    """The cadre's leg of an exchange: `from_post` was left and `post` taken up with `partners` on one day."""

    TOPIC = "cadre-exchanged/1"
    post: str
    from_post: str
    partners: tuple[str, ...]
    planned_end: date | None


class CadreRotated(Event):
    """The cadre was rotated to another post; without `from_post` from the substantive post held on that day."""

    TOPIC = "cadre-rotated/1"
    post: str
    from_post: str | None
    planned_end: date | None


class CadreCarriedOver(Event):
    """The cadre's post was succeeded by another, and the cadre went with it; tenure goes on."""

    TOPIC = "cadre-carried-over/1"
    post: str
    from_post: str


class CadrePromoted(Event):
    """The cadre rose to a level, and with `post` moved to it."""

    TOPIC = "cadre-promoted/1"
    level: str
    post: str | None


class CadreDemoted(Event):
    """The cadre was put to a lower level, and with `post` moved to it."""

    TOPIC = "cadre-demoted/1"
    level: str
    post: str | None


class CadreConfirmed(Event):
    """The trial in the post ended well; the cadre holds it substantively from the effective day."""

    TOPIC = "cadre-confirmed/1"
    post: str


class CadreDeparted(Event):
    """The cadre left the service; every holding ended on the effective day."""

    TOPIC = "cadre-departed/1"
    kind: Departure


class CadreReinstated(Event):
    """The cadre is back in the service, without a post."""

    TOPIC = "cadre-reinstated/1"


class PolicyAdopted(Event):
    """From the effective day the pack is in force; `content` is its whole canonical text, `hash` the SHA-256 of it."""

    TOPIC = "policy-adopted/1"
    version: str
    title: str
    hash: str
    content: str


class RuleWaived(Event):
    """From the effective day up to `until` a breach of the rule by the subject (a cadre or post) is waived."""

    TOPIC = "rule-waived/1"
    rule: str
    subject: str
    until: date
    approved_by: str


class DutyExecuted(Event):
    """The duty in whose stream this stands was carried out on the effective day; the rule raised it for the subject."""

    TOPIC = "duty-executed/1"
    rule: str
    cadre: str | None
    post: str | None
    due_on: date


class DutyDeferred(Event):
    """From the effective day up to `until` the duty in whose stream this stands need not be carried out."""

    TOPIC = "duty-deferred/1"
    rule: str
    cadre: str | None
    post: str | None
    due_on: date
    until: date
    approved_by: str


class HeadsIndexed(Event):
    """How many events every stream has was laid down, so that a copy of one stream can be proved complete."""

    TOPIC = "heads-indexed/1"
    streams: int
    root: str
    through: int


class StreamsCounted(Event):
    """How many events every stream has was laid down, the streams in the order of their first events."""

    TOPIC = "streams-counted/1"
    streams: int
    root: str
    through: int


class StoreRestored(Event):
    """The store was put back from a backup by two people; what was recorded after the backup is lost."""

    TOPIC = "store-restored/1"
    approved_by: str
    position: int
    root: str
    lost: int
    incarnation: int


class CopyMade(Event):
    """A copy that holds personal values left the store: a backup, or a bundle with disclosed values."""

    TOPIC = "copy-made/1"
    form: Literal["backup", "bundle"]
    place: str
    through: int
    paths: tuple[str, ...]


class CopyDestroyed(Event):
    """A copy was destroyed, or is no longer there."""

    TOPIC = "copy-destroyed/1"
    copy_made: str


class LogKeyChanged(Event):
    """The key that signs checkpoints gave way to another one; the checkpoint bears the signatures of both.

    Where the old key is lost, two people declare that and `signed_by_old` is false: the log begins a new incarnation.
    """

    TOPIC = "log-key-changed/1"
    old_key: str
    new_key: str
    checkpoint: str
    signed_by_old: bool
    approved_by: str | None


class ClockObserved(Event):
    """The clock of the machine was far behind the last recorded instant, and an act was refused for it."""

    TOPIC = "clock-observed/1"
    clock: str
    last: str


class PersonalDataRestricted(Event):
    """Personal values of the cadre are kept and protected only; reading them needs approval until that is lifted."""

    TOPIC = "personal-data-restricted/1"
    cadre: str
    ground: str
    approved_by: tuple[str, ...]


class RestrictionLifted(Event):
    """Personal values of the cadre may be read as those of others again."""

    TOPIC = "restriction-lifted/1"
    cadre: str
    approved_by: tuple[str, ...]


class RestrictedDataRead(Event):
    """Restricted values of the cadre were read with approval; recorded before they were shown."""

    TOPIC = "restricted-data-read/1"
    cadre: str
    approved_by: tuple[str, ...]


class PersonalDataErased(Event):
    """Personal values were erased with their salts, from the vault and every read model; `erased` is event -> paths."""

    TOPIC = "personal-data-erased/1"
    cadre: str
    ground: str
    approved_by: tuple[str, ...]
    erased: Mapping[str, tuple[str, ...]]


class OrderSigned(Event):
    """An officer put a signature to an order: Ed25519, over the log's name, the order and the leaf of its event."""

    TOPIC = "order-signed/1"
    signs: str
    public_key: str
    signature: str


class ActRefused(Event):
    """An act was asked for and refused: which acts on whom, and what stood in the way. No personal values."""

    TOPIC = "act-refused/1"
    acts: tuple[str, ...]
    subjects: tuple[str, ...]
    key: str | None
    outcome: Literal["refused", "conflict"]
    findings: tuple[Mapping[str, Scalar | tuple[str, ...]], ...]


class AttemptRefused(Event):
    """An act was asked for and refused; `effective` are the days on which it was to take effect. No personal values."""

    TOPIC = "act-refused/2"
    acts: tuple[str, ...]
    subjects: tuple[str, ...]
    effective: tuple[date, ...]
    key: str | None
    outcome: Literal["refused", "conflict"]
    findings: tuple[Mapping[str, Scalar | tuple[str, ...]], ...]


class ActDenied(Event):
    """An act, or a look at a file, was asked for by somebody who is not authorised to it. No personal values."""

    TOPIC = "act-denied/1"
    acts: tuple[str, ...]
    subjects: tuple[str, ...]
    key: str | None
    outcome: Literal["not-authorised"]
    findings: tuple[Mapping[str, Scalar | tuple[str, ...]], ...]


class ReadsSealed(Event):
    """The read log had so many rows and ended in this hash: what was read until then cannot be taken back unseen."""

    TOPIC = "reads-sealed/1"
    rows: int
    hash: str


class ActCorrected(Event):
    """An earlier event is to be read with `changes`; its own bytes stay. Personal fields are in `personal`."""

    TOPIC = "act-corrected/1"
    names: str
    changes: Mapping[str, Scalar | tuple[str, ...]]
    personal: Mapping[str, str]


class ActCancelled(Event):
    """An earlier event is to be read as if it had not been decided; its own bytes stay."""

    TOPIC = "act-cancelled/1"
    names: str


PrivacyEvent: TypeAlias = (
    PersonalDataRestricted | RestrictionLifted | RestrictedDataRead | PersonalDataErased | CopyMade | CopyDestroyed
)
StoreEvent: TypeAlias = (
    StoreOpened
    | LevelScaleAdopted
    | HeadsIndexed
    | StreamsCounted
    | StoreRestored
    | OrderSigned
    | LogKeyChanged
    | ClockObserved
    | ReadsSealed
)
RefusalEvent: TypeAlias = ActRefused | AttemptRefused | ActDenied
UnitEvent: TypeAlias = UnitOpened | UnitRenamed | UnitMoved | UnitMerged | UnitSplit | UnitClosed | UnitSucceeded
PostEvent: TypeAlias = PostOpened | PostRevised | PostClosed | PostSucceeded
CadreEvent: TypeAlias = (
    CadreRegistered
    | CadreAmended
    | KinRecorded
    | CadreAppointed
    | OpeningPositionRecorded
    | CadreRelieved
    | CadreTransferred
    | CadreExchanged
    | CadreRotated
    | CadreCarriedOver
    | CadrePromoted
    | CadreDemoted
    | CadreConfirmed
    | CadreDeparted
    | CadreReinstated
)
PolicyEvent: TypeAlias = PolicyAdopted | RuleWaived
DutyEvent: TypeAlias = DutyExecuted | DutyDeferred
Amendment: TypeAlias = ActCorrected | ActCancelled
AnyEvent: TypeAlias = (
    StoreEvent
    | PrivacyEvent
    | OrderRecorded
    | UnitEvent
    | PostEvent
    | CadreEvent
    | PolicyEvent
    | DutyEvent
    | RefusalEvent
    | Amendment
)

CATALOGUE: dict[str, type[Event]] = {kind.TOPIC: kind for kind in get_args(AnyEvent)}
"""Every topic there is: the closed list through which stored events are read."""
