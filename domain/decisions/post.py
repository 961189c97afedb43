"""Deciding on opening, revising, closing and succeeding a post."""

from domain.commands import ClosePost, OpenPost, RevisePost, SucceedPost
from domain.decisions.registration import taken
from domain.errors import BadInput
from domain.events import CadreCarriedOver, PostClosed, PostOpened, PostRevised, PostSucceeded
from domain.facts import Decided, Facts, Proposed, known_level, unit_on

DEFINITION = ("unit", "name", "track", "level", "seats", "part_time", "key_post", "backbone", "requires")


def open_post(command: OpenPost, facts: Facts) -> Decided:
    """The post exists from the day, under an id that no other post has."""
    stream = f"post:{command.post}"
    facts.unit(command.unit)
    known_level(facts, command.level)
    if facts.exists(stream):
        return Decided(findings=(taken(stream, command.post),))
    body = PostOpened(**{name: getattr(command, name) for name in DEFINITION})
    return Decided((Proposed(stream, body, command.effective, command.unit),))


def revise_post(command: RevisePost, facts: Facts) -> Decided:
    """The post is defined otherwise from the day. Raises BadInput if nothing is named."""
    facts.post(command.post)
    known_level(facts, command.level)
    if command.unit:
        facts.unit(command.unit)
    changes = {name: value for name in DEFINITION if (value := getattr(command, name)) is not None}
    if not changes:
        raise BadInput(f"name what is to be revised of post {command.post}: {', '.join(DEFINITION)}")
    unit = command.unit or unit_on(facts, command.post, command.effective)
    return Decided((Proposed(f"post:{command.post}", PostRevised(**changes), command.effective, unit),))


def close_post(command: ClosePost, facts: Facts) -> Decided:
    """The post ends on the day."""
    unit = unit_on(facts, command.post, command.effective)
    return Decided((Proposed(f"post:{command.post}", PostClosed(), command.effective, unit),))


def succeed_post(command: SucceedPost, facts: Facts) -> Decided:
    """The post ends on the day; whoever holds it then goes on in the succeeding post."""
    if command.by == command.post:
        raise BadInput(f"post {command.post} cannot succeed itself")
    day, unit = command.effective, unit_on(facts, command.by, command.effective)
    body = CadreCarriedOver(post=command.by, from_post=command.post)
    holders = sorted({who for who, holding in facts.holders(command.post) if holding.start <= day < holding.end})
    carried = (Proposed(f"cadre:{who}", body, day, unit) for who in holders)
    return Decided((Proposed(f"post:{command.post}", PostSucceeded(by=command.by), day, unit), *carried))
