"""Deciding on opening, renaming, moving, merging, splitting, closing and succeeding a unit."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.commands import CloseUnit, MergeUnits, MoveUnit, OpenUnit, RenameUnit, SplitUnit, SucceedUnit
from domain.decisions.registration import taken
from domain.errors import BadInput
from domain.events import (
    PostRevised,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    UnitOpened,
    UnitRenamed,
    UnitSplit,
    UnitSucceeded,
)
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding


def open_unit(command: OpenUnit, facts: Facts) -> Decided:
    """The unit exists from the day, under an id that no other unit has."""
    stream = f"unit:{command.unit}"
    if command.parent:
        facts.unit(command.parent)
    if facts.exists(stream):
        return Decided(findings=(taken(stream, command.unit),))
    body = UnitOpened(name=command.name, kind=command.kind, parent=command.parent)
    return Decided((Proposed(stream, body, command.effective),))


def rename_unit(command: RenameUnit, facts: Facts) -> Decided:
    """The unit bears another name from the day; it stays the same unit."""
    facts.unit(command.unit)
    return Decided((Proposed(f"unit:{command.unit}", UnitRenamed(name=command.name), command.effective),))


def move_unit(command: MoveUnit, facts: Facts) -> Decided:
    """The unit stands elsewhere in the tree from the day."""
    facts.unit(command.unit)
    if command.parent:
        facts.unit(command.parent)
    return Decided((Proposed(f"unit:{command.unit}", UnitMoved(parent=command.parent), command.effective),))


def merge_units(command: MergeUnits, facts: Facts) -> Decided:
    """The units end on the day and their posts go on in the one unit, which is opened if there is none yet."""
    day, into = command.effective, command.into
    if into in command.units:
        raise BadInput(f"unit {into} cannot be merged into itself")
    for unit in command.units:
        facts.unit(unit)
    opened = () if facts.exists(f"unit:{into}") else (_new_unit(command),)
    moved = _posts_moved({post: into for unit in command.units for post in facts.posts_in(unit, day)}, command)
    merged = (Proposed(f"unit:{unit}", UnitMerged(into=into), day) for unit in command.units)
    return Decided((*opened, *moved, *merged), warnings=_bodies_left(command.units, day, facts))


def _bodies_left(units: Sequence[str], day: date, facts: Facts) -> tuple[Finding, ...]:
    from domain.body.reading import remaining  # loaded where a unit ends

    return remaining(units, day, facts)


def _new_unit(command: MergeUnits) -> Proposed:
    if command.name is None:
        raise BadInput(f"there is no unit {command.into}; to open it by the merger, give it a name")
    body = UnitOpened(name=command.name, kind=command.kind, parent=command.parent)
    return Proposed(f"unit:{command.into}", body, command.effective)


def split_unit(command: SplitUnit, facts: Facts) -> Decided:
    """The unit is divided. Raises BadInput if a post goes to a unit that is not named, or a post has nowhere to go."""
    day = command.effective
    facts.unit(command.unit)
    for unit in command.into:
        facts.unit(unit)
    if command.unit in command.into:
        raise BadInput(f"unit {command.unit} cannot be split into itself; to leave it open say: keep")
    own = facts.posts_in(command.unit, day)
    _check_division(command, own)
    moved = _posts_moved(command.posts, command)
    body = UnitSplit(into=command.into, keeps=command.keep)
    left = () if command.keep else _bodies_left((command.unit,), day, facts)
    return Decided((*moved, Proposed(f"unit:{command.unit}", body, day)), warnings=left)


def _check_division(command: SplitUnit, posts: Sequence[str]) -> None:
    problems = [f"post {post} does not belong to {command.unit}" for post in command.posts if post not in posts]
    problems += [
        f"{unit} is not one of {', '.join(command.into)}" for unit in command.posts.values() if unit not in command.into
    ]
    if not command.keep:
        problems += [f"say where post {post} goes: {post}=UNIT" for post in posts if post not in command.posts]
    if problems:
        raise BadInput(*problems)


def _posts_moved(posts: Mapping[str, str], command: MergeUnits | SplitUnit) -> tuple[Proposed, ...]:
    return tuple(
        Proposed(f"post:{post}", PostRevised(unit=unit), command.effective, unit) for post, unit in posts.items()
    )


def close_unit(command: CloseUnit, facts: Facts) -> Decided:
    """The unit ends on the day."""
    facts.unit(command.unit)
    left = _bodies_left((command.unit,), command.effective, facts)
    return Decided((Proposed(f"unit:{command.unit}", UnitClosed(), command.effective),), warnings=left)


def succeed_unit(command: SucceedUnit, facts: Facts) -> Decided:
    """The unit is carried on by another. Raises BadInput if that is itself."""
    facts.unit(command.unit)
    facts.unit(command.by)
    if command.by == command.unit:
        raise BadInput(f"unit {command.unit} cannot succeed itself")
    body = UnitSucceeded(by=command.by, kind=command.kind)
    return Decided((Proposed(f"unit:{command.unit}", body, command.effective),))
