"""From a command to the events it proposes: one case for every act there is."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

from domain import dossiers
from domain.commands import (
    AdoptPolicy,
    AmendCadre,
    AnyCommand,
    Appoint,
    Cancel,
    ClosePost,
    CloseUnit,
    Confirm,
    Correct,
    DeferDuty,
    Demote,
    Depart,
    DossierCommand,
    Exchange,
    ExecuteDuty,
    MergeUnits,
    MoveUnit,
    OpenPost,
    OpenUnit,
    Promote,
    RecordKin,
    RecordOpeningPosition,
    RegisterCadre,
    Reinstate,
    Relieve,
    RenameUnit,
    RevisePost,
    Rotate,
    SplitUnit,
    SucceedPost,
    SucceedUnit,
    Transfer,
    Waive,
)
from domain.decisions import appointment, correction, post, promotion, registration, rotation, service, unit
from domain.decisions.exchange import Leg, exchange
from domain.errors import BadInput
from domain.facts import Decided, Facts

PostCommand: TypeAlias = OpenPost | RevisePost | ClosePost | SucceedPost
UnitCommand: TypeAlias = OpenUnit | RenameUnit | MoveUnit | MergeUnits | SplitUnit | CloseUnit | SucceedUnit
PersonCommand: TypeAlias = RegisterCadre | AmendCadre | RecordKin
DocketCommand: TypeAlias = AdoptPolicy | Waive | ExecuteDuty | DeferDuty | Correct | Cancel
CareerCommand: TypeAlias = (
    Appoint | RecordOpeningPosition | Relieve | Confirm | Transfer | Rotate | Promote | Demote | Depart | Reinstate
)


def decide(command: AnyCommand | DossierCommand, facts: Facts, legs: Mapping[int, Leg], line: int) -> Decided:
    """What the line proposes to record and what stands in its way. Writes nothing.

    `legs` holds the settled legs of the order's exchanges by line. Raises BadInput for what cannot be read.
    """
    _check_evidence(command.evidence, facts)
    match command:
        case DossierCommand():
            return dossiers.decide(command, facts)
        case Exchange():
            return exchange(command, legs[line], facts)
        case OpenPost() | RevisePost() | ClosePost() | SucceedPost():
            return on_post(command, facts)
        case RegisterCadre() | AmendCadre() | RecordKin():
            return on_person(command, facts)
        case AdoptPolicy() | Waive() | ExecuteDuty() | DeferDuty() | Correct() | Cancel():
            return on_docket(command, facts)
        case OpenUnit() | RenameUnit() | MoveUnit() | MergeUnits() | SplitUnit() | CloseUnit() | SucceedUnit():
            return on_unit(command, facts)
        case _:
            return on_career(command, facts)


def _check_evidence(events: Iterable[str], facts: Facts) -> None:
    """Nothing, if all of them are recorded. Raises BadInput naming those that are not."""
    if unknown := [event for event in events if not facts.recorded(event)]:
        raise BadInput(*(f"there is no event {event} on which this could rest" for event in unknown))


def on_career(command: CareerCommand, facts: Facts) -> Decided:
    """An act on a cadre's posts, level or service."""
    match command:
        case Appoint() | RecordOpeningPosition():
            return appointment.appoint(command, facts)
        case Relieve():
            return appointment.relieve(command, facts)
        case Confirm():
            return appointment.confirm(command, facts)
        case Transfer() | Rotate():
            return rotation.move(command, facts)
        case Promote() | Demote():
            return promotion.change_level(command, facts)
        case Depart():
            return service.depart(command, facts)
        case Reinstate():
            return service.reinstate(command, facts)
        case _:
            assert_never(command)


def on_person(command: PersonCommand, facts: Facts) -> Decided:
    """An act on what is registered of a cadre."""
    match command:
        case RegisterCadre():
            return registration.register(command, facts)
        case AmendCadre():
            return registration.amend(command, facts)
        case RecordKin():
            return registration.record_kin(command, facts)
        case _:
            assert_never(command)


def on_post(command: PostCommand, facts: Facts) -> Decided:
    """An act on a post."""
    match command:
        case OpenPost():
            return post.open_post(command, facts)
        case RevisePost():
            return post.revise_post(command, facts)
        case ClosePost():
            return post.close_post(command, facts)
        case SucceedPost():
            return post.succeed_post(command, facts)
        case _:
            assert_never(command)


def on_unit(command: UnitCommand, facts: Facts) -> Decided:
    """An act on a unit."""
    match command:
        case OpenUnit():
            return unit.open_unit(command, facts)
        case RenameUnit():
            return unit.rename_unit(command, facts)
        case MoveUnit():
            return unit.move_unit(command, facts)
        case MergeUnits():
            return unit.merge_units(command, facts)
        case SplitUnit():
            return unit.split_unit(command, facts)
        case CloseUnit():
            return unit.close_unit(command, facts)
        case SucceedUnit():
            return unit.succeed_unit(command, facts)
        case _:
            assert_never(command)


def on_docket(command: DocketCommand, facts: Facts) -> Decided:
    """An act on rules, or on earlier acts."""
    from domain.decisions import duty, policy, waiver  # the rules are imported by those who decide on them

    match command:
        case AdoptPolicy():
            return policy.adopt(command, facts)
        case Waive():
            return waiver.waive(command, facts)
        case ExecuteDuty():
            return duty.execute(command, facts)
        case DeferDuty():
            return duty.defer(command, facts)
        case Correct():
            return correction.correct(command, facts)
        case Cancel():
            return correction.cancel(command, facts)
        case _:
            assert_never(command)
