"""For rules: bodies as the register knows them, with who belongs to them in service."""

from collections.abc import Iterator
from datetime import date

from domain.body.membership import CONSTITUTED, JOINED, TOPICS, Body, Fact, Membership, read_body
from domain.policy.facts import EntryView, PolicyFacts

HELD = "body-session-held"


def body_of(name: str, facts: PolicyFacts) -> Body | None:
    """The body through time; None if there is none of this id. It is put together once as long as the facts live."""
    kept, key = facts.recorded.kept, ("body", name)
    if key not in kept:
        kept[key] = _put_together(name, facts)
    found: Body | None = kept[key]
    return found


def _put_together(name: str, facts: PolicyFacts) -> Body | None:
    entries = (each for topic in TOPICS for each in facts.entries(topic, f"body:{name}"))
    return read_body(Fact(each.topic, each.start, each.end, each.fields, each.event) for each in entries)


def bodies_with(cadre: str, facts: PolicyFacts) -> Iterator[Body]:
    """The bodies to which the cadre belongs or once belonged."""
    names = dict.fromkeys(each.fields["body"] for each in facts.entries(JOINED, f"cadre:{cadre}"))
    yield from (body for name in names if (body := body_of(name, facts)))


def serving(body: Body, day: date, facts: PolicyFacts) -> tuple[Membership, ...]:
    """The members on the day who have not left the service."""
    return tuple(each for each in body.members(day) if not _gone(each.cadre, day, facts))


def _gone(cadre: str, day: date, facts: PolicyFacts) -> bool:
    return any(each.departure for each in facts.standings(cadre) if each.start <= day < each.end)


def bodies_in(unit: str, facts: PolicyFacts) -> Iterator[Body]:
    """The bodies that were constituted in the unit, by day."""
    names = dict.fromkeys(each.fields["body"] for each in facts.entries(CONSTITUTED, f"unit:{unit}"))
    yield from (body for name in names if (body := body_of(name, facts)))


def sessions_of(body: str, kind: str, facts: PolicyFacts) -> tuple[EntryView, ...]:
    """What the body held of this kind, by day."""
    return tuple(each for each in facts.entries(HELD, f"body:{body}") if each.fields["kind"] == kind)
