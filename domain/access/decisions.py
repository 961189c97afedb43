"""Deciding on access: who is enrolled, who has which role and authority, which keys count; nobody is locked out."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias, assert_never

from domain.access.book import FOREVER, Book, Said
from domain.access.commands import DisableAccess, EnableAccess, Enrol, Grant, RequireKeys, Revoke, Rotate, Withdraw
from domain.access.events import (
    AccessDisabled,
    AccessEnabled,
    AuthorityGranted,
    GrantWithdrawn,
    KeyEnrolled,
    KeyRevoked,
    KeysRequired,
    PrincipalEnrolled,
    RoleGiven,
)
from domain.access.names import REGISTER, STREAM, TOPICS
from domain.access.roles import FEWEST_ADMINISTRATORS, SECURITY
from domain.errors import BadInput
from domain.events import DossierEvent
from domain.facts import Decided, Facts, Proposed, known_level
from domain.finding import Finding
from domain.integrity.keys import read_key
from domain.text import nearest

AnyCommand: TypeAlias = EnableAccess | DisableAccess | RequireKeys | Enrol | Grant | Withdraw | Rotate | Revoke


def decide(command: AnyCommand, facts: Facts) -> Decided:
    """What the line proposes to record and what stands in its way. Raises BadInput for what cannot be read."""
    book = book_of(facts)
    if isinstance(command, EnableAccess):
        return _judged(command, facts, enable(command, book, facts))
    if not book.on:
        raise BadInput("access control is off in this store; put it on first with: cadre access enable")
    match command:
        case DisableAccess():
            return _recorded(command, [AccessDisabled(approved_by=command.approved_by)])
        case RequireKeys():
            return require(command, book)
        case Enrol():
            return _judged(command, facts, enrol(command, book, facts))
        case Grant():
            return _judged(command, facts, grant(command, book, facts))
        case Withdraw():
            return _judged(command, facts, withdraw(command, book))
        case Rotate():
            return _judged(command, facts, rotate(command, book))
        case Revoke():
            return _judged(command, facts, revoke(command, book))
        case _:
            assert_never(command)


def book_of(facts: Facts) -> Book:
    """The book of access as it stands at this line."""
    return Book.of(each for topic in TOPICS for each in _said(topic, facts))


def _said(topic: str, facts: Facts) -> Iterable[Said]:
    for _, act in facts.entries(topic, REGISTER):
        until = act.body.until_day if isinstance(act.body, DossierEvent) else None
        stretch = (act.effective.isoformat(), until.isoformat() if until else FOREVER)
        yield Said(topic, act.id, *stretch, act.body.__dict__, act.version)


def enable(command: EnableAccess, book: Book, facts: Facts) -> list[DossierEvent]:
    """The first who look after access: at least two persons. Raises BadInput if it is on already, or for too few."""
    if book.on:
        raise BadInput("access control is on already; see: cadre access list")
    named = tuple(dict.fromkeys(command.administrators))
    if len(named) < FEWEST_ADMINISTRATORS:
        raise BadInput(
            f"name at least {FEWEST_ADMINISTRATORS} security administrators: each of their acts needs a second one"
        )
    if command.effective > facts.today():
        raise BadInput(f"access control holds from the moment it is put on; it cannot wait until {command.effective}")
    found: list[DossierEvent] = [AccessEnabled(administrators=named)]
    for name in named:
        if name not in book.principals:
            found.append(PrincipalEnrolled(principal=name, cadre=_linked(name, None, facts), approved_by=None))
        if SECURITY not in book.roles(name, command.effective.isoformat()):
            found.append(RoleGiven(principal=name, role=SECURITY, until=None, approved_by=None))
    return found


def require(command: RequireKeys, book: Book) -> Decided:
    """Orders must be signed from now on, or need not. Refused where that would lock out who looks after access."""
    body = KeysRequired(required=command.keys, approved_by=command.approved_by)
    without = [each for each in book.holders(SECURITY, command.effective.isoformat()) if not book.keys(each)]
    if command.keys and without:
        wording = (
            f"{', '.join(without)} looks after access and has no key: enrol one first, with: "
            f"cadre access enrol {without[0]} --public-key FILE"
        )
        return _recorded(command, [body], Finding("key-missing", wording, figures={"principals": without}))
    return _recorded(command, [body])


def enrol(command: Enrol, book: Book, facts: Facts) -> list[DossierEvent]:
    """A principal with its roles and key; of one that is enrolled what is new. Raises BadInput if nothing is."""
    found: list[DossierEvent] = []
    if command.principal not in book.principals:
        cadre = _linked(command.principal, command.cadre, facts)
        found.append(PrincipalEnrolled(principal=command.principal, cadre=cadre, approved_by=command.approved_by))
    elif command.cadre not in {None, book.cadre(command.principal)}:
        raise BadInput(f"{command.principal} is enrolled already, and as who it is; that is never changed")
    for role in command.roles:
        given = RoleGiven(principal=command.principal, role=role, until=command.until, approved_by=command.approved_by)
        found.append(given)
    if command.public_key:
        _unused(command.public_key, book)
        key = KeyEnrolled(principal=command.principal, public_key=command.public_key, approved_by=command.approved_by)
        found.append(key)
    if not found:
        raise BadInput(f"{command.principal} is enrolled already; say --role or --public-key for what is new")
    return found


def grant(command: Grant, book: Book, facts: Facts) -> list[DossierEvent]:
    """A role, or authority. Raises BadInput for both, for an unknown principal, unit or level."""
    _known(command.principal, book)
    bounds = (command.body, command.unit, command.track, command.lowest, command.highest)
    if command.role:
        if any(bounds) or command.key_posts or command.joint:
            raise BadInput("a role has no bounds: give the role and the authority in two acts")
        role = RoleGiven(
            principal=command.principal, role=command.role, until=command.until, approved_by=command.approved_by
        )
        return [role]
    if command.unit:
        facts.unit(command.unit)
    for level in (command.lowest, command.highest):
        known_level(facts, level)
    authority = AuthorityGranted(
        principal=command.principal,
        body=command.body,
        unit=command.unit,
        track=command.track,
        key_posts=command.key_posts,
        lowest=command.lowest,
        highest=command.highest,
        joint=command.joint,
        until=command.until,
        approved_by=command.approved_by,
    )
    return [authority]


def withdraw(command: Withdraw, book: Book) -> list[DossierEvent]:
    """A role or an authority ends. Raises BadInput if there is none such."""
    _known(command.principal, book)
    day = command.effective.isoformat()
    held = [each for each in book.given(command.principal) if book.end(each) > day]
    meant = [each for each in held if command.grant == each.event or command.role == each.fields.get("role", "")]
    if not meant:
        known = ", ".join(f"{each.event} ({each.fields.get('role') or 'authority'})" for each in held) or "nothing"
        raise BadInput(f"{command.principal} holds no such role or authority on {day}; what it holds: {known}")
    return [
        GrantWithdrawn(principal=command.principal, grant=each.event, approved_by=command.approved_by) for each in meant
    ]


def rotate(command: Rotate, book: Book) -> list[DossierEvent]:
    """A new key in the place of the old one. Raises BadInput if the old one is not in use or the new one not new."""
    _known(command.principal, book)
    old = _key(command.principal, command.replaces, book)
    _unused(command.public_key, book)
    revoked = KeyRevoked(principal=command.principal, public_key=old, after=None, approved_by=command.approved_by)
    key = KeyEnrolled(principal=command.principal, public_key=command.public_key, approved_by=command.approved_by)
    return [key, revoked]


def revoke(command: Revoke, book: Book) -> list[DossierEvent]:
    """A key no longer counts, or nothing of the principal does. Raises BadInput for an unknown key or principal."""
    _known(command.principal, book)
    every = command.key_id is None
    keys = book.keys(command.principal) if every else [_key(command.principal, command.key_id, book)]
    found: list[DossierEvent] = [
        KeyRevoked(principal=command.principal, public_key=key, after=command.after, approved_by=command.approved_by)
        for key in keys
    ]
    day = command.effective.isoformat()
    held = [each for each in book.given(command.principal) if book.end(each) > day] if every else []
    found += [
        GrantWithdrawn(principal=command.principal, grant=each.event, approved_by=command.approved_by) for each in held
    ]
    if not found:
        raise BadInput(f"{command.principal} holds nothing that could be revoked")
    return found


def _linked(principal: str, cadre: str | None, facts: Facts) -> str | None:
    """The cadre that the principal is: the one that is named, else the one of the same id. Raises BadInput."""
    if cadre is not None:
        facts.cadre(cadre)
        return cadre
    return principal if facts.exists(f"cadre:{principal}") else None


def _known(principal: str, book: Book) -> None:
    if principal not in book.principals:
        near = nearest(principal, book.principals)
        hint = f"did you mean {', '.join(near)}?" if near else "list them with: cadre access list"
        raise BadInput(f"{principal} is not enrolled; {hint}")


def _key(principal: str, key_id: str | None, book: Book) -> str:
    """The key of the principal that is meant by its id, or the only one."""
    keys = book.keys(principal)
    meant = [each for each in keys if key_id in {None, each, read_key(each).id.hex()}]
    if len(meant) != 1:
        known = ", ".join(read_key(each).id.hex() for each in keys) or "none"
        raise BadInput(f"say which key of {principal} is meant, by its id; in use: {known}")
    return meant[0]


def _unused(public_key: str, book: Book) -> None:
    owner = book.key_owner(public_key)
    if owner is not None:
        raise BadInput(f"this key was enrolled already, for {owner}; a key belongs to one principal, once")


def _recorded(command: AnyCommand, bodies: Iterable[DossierEvent], *findings: Finding) -> Decided:
    events = tuple(
        Proposed(f"principal:{who}" if (who := body.__dict__.get("principal")) else STREAM, body, command.effective)
        for body in bodies
    )
    return Decided(events, findings)


def _judged(command: AnyCommand, facts: Facts, bodies: list[DossierEvent]) -> Decided:
    """The events, and what stands in their way: roles of one person that stand apart, nobody left to look after."""
    after, findings = book_of(facts), list[Finding]()
    for number, body in enumerate(bodies):
        if isinstance(body, RoleGiven):
            findings += _together(body, after, command.effective)
        until = body.until_day.isoformat() if body.until_day else FOREVER
        topic = body.TOPIC.partition("/")[0]
        said = Said(topic, f"new@{number}", command.effective.isoformat(), until, body.__dict__)
        after = Book((*after.said, said))
    findings += _locked_out(after, max(command.effective, facts.today()))
    return _recorded(command, bodies, *findings)


def _together(body: RoleGiven, book: Book, day: date) -> Iterable[Finding]:
    until = body.until.isoformat() if body.until else FOREVER
    other = book.conflicting(body.principal, body.role, day.isoformat(), until)
    if other is None:
        return
    who = body.principal if other[0] == body.principal else f"{body.principal} and {other[0]} are one person, who"
    wording = (
        f"{who} holds the role {other[1]}; nobody holds it together with {body.role}. Withdraw it first, or name "
        "somebody else."
    )
    yield Finding("roles-apart", wording, figures={"principal": body.principal, "role": body.role, "other": other[1]})


def _locked_out(book: Book, day: date) -> Iterable[Finding]:
    """Fewer than two persons would look after access, or could sign where that is required."""
    lasting = book.lasting_administrators(day.isoformat())
    if len(lasting) < FEWEST_ADMINISTRATORS:
        wording = (
            "After this there would be fewer than two security administrators whose role has no end, and each of their "
            "acts needs a second one: give the role to somebody else first."
        )
        yield Finding("last-administrators", wording, figures={"left": len(lasting)})
    elif book.keys_required:
        holders = book.holders(SECURITY, day.isoformat())
        able = {book.person(each) for each in holders if book.keys(each)}
        if len(able) < FEWEST_ADMINISTRATORS:
            wording = "After this fewer than two security administrators would have a key, and orders must be signed."
            yield Finding("last-administrators", wording, figures={"left": len(able)})
