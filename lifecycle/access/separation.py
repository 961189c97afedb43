"""The separation of duties over all history: what the record itself shows, whatever was enforced at the time.

Persons are compared as they are known now, roles and authority as they were known when an act was recorded. The audit
finds what got past the gate: before access control was put on, past the program, or under two names.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, Final, NamedTuple

from domain.access.book import Book
from domain.access.denials import KIN, OWN
from domain.access.names import ACTS
from domain.access.roles import apart
from domain.finding import Finding
from lifecycle.access.judging import Deed, Judge, in_any_register, known_subjects
from projections.access import read_book
from projections.database import Database, Row
from projections.ground import Ground
from projections.levels import level_scale
from projections.moment import EVERYTHING
from projections.stored import stored_state
from projections.unit import Answer

SELF_APPROVED: Final = "self-approved"
ONE_PERSON: Final = "one-person"
FOREIGN_KEY: Final = "foreign-key"
UNSIGNED: Final = "approval-unsigned"
_RECORDED: Final = (
    "SELECT t.position, t.event, t.order_id, t.act, t.actor, t.authority, t.recorded_on, s.state"
    " FROM trail t JOIN stored_events s ON s.position = t.position"
    " WHERE t.outcome = 'recorded' AND t.stream NOT LIKE 'order:%' AND t.stream NOT LIKE 'store:%'"
    " AND t.stream NOT LIKE 'signature:%' ORDER BY t.position"
)
_TAGS: Final = "SELECT position, tag FROM event_tag ORDER BY position, tag"
_SIGNED: Final = (
    "SELECT t.event, t.actor, t.position, s.state FROM trail t JOIN stored_events s ON s.position = t.position"
    " WHERE t.topic = 'order-signed/1' ORDER BY t.position"
)


class Recorded(NamedTuple):
    """A recorded act: where it stands, by whom, and what is stored of it besides."""

    position: int
    event: str
    order: str
    act: str
    actor: str
    authority: str | None
    recorded_on: str
    state: dict[str, Any]
    tags: tuple[str, ...]

    @property
    def approvers(self) -> tuple[str, ...]:
        """Who are said to have approved it."""
        found = self.state["body"].get("approved_by") or ()
        return (found,) if isinstance(found, str) else tuple(found)

    @property
    def approver(self) -> str | None:
        """Who is said to have approved it, the first of several."""
        return next(iter(self.approvers), None)

    @property
    def day(self) -> str:
        """The day whose authority counts for it."""
        return min(self.state["decided_on"] or self.recorded_on, self.recorded_on)


def separation(
    database: Database, *, since: str | None = None, until: str | None = None, actor: str | None = None
) -> list[Answer]:
    """Every breach that the record shows, by position; of acts recorded in the days, by one actor if it is named."""
    book = read_book(database)
    audit = _Audit(database, book)
    found = [*audit.acts(), *audit.signatures(), *audit.roles()]
    kept = [
        each
        for each in found
        if (since is None or each["recorded_on"] >= since)
        and (until is None or each["recorded_on"] < until)
        and actor in {None, each["actor"]}
    ]
    return sorted(kept, key=lambda each: (each["position"], each["rule"], each["says"]))


class _Audit:
    def __init__(self, database: Database, book: Book) -> None:
        self._database = database
        self._book = book
        self._ground = Ground(database, EVERYTHING)
        self._levels = level_scale(database)
        self._changes = sorted({each.known for each in book.said})

    def acts(self) -> Iterator[Answer]:
        """What is wrong with who recorded and approved each act."""
        worked: dict[str, dict[str, Recorded]] = {}
        for order, events in groupby(self._recorded(), key=lambda each: each.order):
            acts = list(events)
            judge = self._judge_of(acts[0])
            for each in acts:
                yield from self._personal(each)
                yield from self._approval(each)
                yield from self._under_two_names(each, worked)
            if judge and order:
                yield from self._authority(acts, judge)
                yield from self._unsigned(acts) if judge.book.keys_required else ()

    def _recorded(self) -> Iterator[Recorded]:
        tags = groupby(self._database.query(_TAGS), key=lambda row: row[0])
        place, named = next(tags, (0, iter(())))
        for row in self._database.query(_RECORDED):
            while place < row[0]:
                place, named = next(tags, (EVERYTHING, iter(())))
            yield _act(row, tuple(tag for _, tag in named) if place == row[0] else ())

    def _judge_of(self, act: Recorded) -> Judge | None:
        """Who judges an act by what was known right before its order; None while access control was off."""
        known = [each for each in self._changes if each < act.position]
        book = self._book.at(known[-1]) if known else Book()
        ground = Ground(self._database, act.position - 1)
        return Judge(book, ground, self._levels, act.recorded_on) if book.on else None

    def _person(self, who: str) -> str:
        """The person behind a name: its principal's cadre, else the cadre of the same id, else the name."""
        if who in self._book.principals:
            return self._book.person(who)
        return f"cadre:{who}" if self._ground.known(f"cadre:{who}") else f"principal:{who}"

    def _personal(self, act: Recorded) -> Iterator[Answer]:
        """Acts on the own file, or on that of a relative, by who recorded or who approved them."""
        if act.act in ACTS:
            return
        about = {each.removeprefix("cadre:") for each in act.tags if each.startswith("cadre:")}
        for who, doing in ((act.actor, "recorded"), *((each, "approved") for each in act.approvers)):
            person = self._person(who)
            cadre = person.removeprefix("cadre:") if person.startswith("cadre:") else None
            if cadre is None:
                continue
            if cadre in about:
                yield _told(act, OWN, f"{who}, who is {cadre}, {doing} an act on the own file.")
            for kin in sorted(about & self._ground.relatives(cadre)):
                yield _told(act, KIN, f"{who}, who is {cadre}, {doing} an act on the file of {kin}, a relative.")

    def _approval(self, act: Recorded) -> Iterator[Answer]:
        for approver in act.approvers:
            if self._person(approver) != self._person(act.actor):
                continue
            same = "the same name" if approver == act.actor else f"{approver} and {act.actor} are one person"
            yield _told(act, SELF_APPROVED, f"It was approved by who recorded it: {same}.")

    def _under_two_names(self, act: Recorded, worked: dict[str, dict[str, Recorded]]) -> Iterator[Answer]:
        """One person at work under two names in one case: its steps are meant for different persons."""
        docket = act.event.rpartition("@")[0]
        if not docket.startswith("case:"):
            return
        before = worked.setdefault(docket, {})
        for other in before.values():
            if other.actor != act.actor and self._person(other.actor) == self._person(act.actor):
                says = f"{act.actor} and {other.actor} are one person and both worked in {docket} ({other.event})."
                yield _told(act, ONE_PERSON, says)
        before.setdefault(act.actor, act)

    def _authority(self, acts: Sequence[Recorded], judge: Judge) -> Iterator[Answer]:
        """Acts outside of the roles and the authority of their day, each finding of a line once."""
        for _, line in groupby(acts, key=lambda each: each.state["line"]):
            events = list(line)
            first = events[0]
            names = {tag for each in events for tag in each.tags}
            names.update(name for each in events for name in in_any_register(each.state["body"].get("subject")))
            deed = Deed(
                actor=first.actor,
                act=first.act,
                subjects=known_subjects(names, judge.ground),
                day=first.day,
                level=first.state["body"].get("level"),
                body=first.authority,
                approver=first.approver,
            )
            for finding in judge.findings(deed):
                if finding.rule not in {OWN, KIN} and not _same_person(finding):
                    yield _told(first, finding.rule, finding.wording)

    def _unsigned(self, acts: Sequence[Recorded]) -> Iterator[Answer]:
        """Approvals that nobody but who recorded them vouches for, where orders must be signed."""
        for act in acts:
            for each in act.approvers:
                if (act.order, each) not in self._signed:
                    says = f"{each} is named as having approved it and has not signed order {act.order}."
                    yield _told(act, UNSIGNED, says)

    @cached_property
    def _signed(self) -> frozenset[tuple[str, str]]:
        """(order, principal) of every signature that was made with a key of theirs."""
        found = set()
        for event, actor, position, state in self._database.query(_SIGNED):
            said = stored_state(event, state)["body"]
            if said["public_key"] in self._book.keys(actor, position):
                found.add((str(said["signs"]), str(actor)))
        return frozenset(found)

    def signatures(self) -> Iterator[Answer]:
        """Orders signed with a key that is not of their actor, or that counts no longer."""
        for event, actor, position, state in self._database.query(_SIGNED) if self._changes else ():
            said = stored_state(event, state)
            key, owner = said["body"]["public_key"], self._book.key_owner(said["body"]["public_key"])
            if key in self._book.keys(actor, position):
                continue
            whose = f"a key of {owner}" if owner and owner != actor else "a revoked key" if owner else "an unknown key"
            yield {
                **_place(position, event, said["body"]["signs"], "sign", actor, said["recorded_on"]),
                "rule": FOREIGN_KEY,
                "says": f"{actor} signed order {said['body']['signs']} with {whose}.",
            }

    def roles(self) -> Iterator[Answer]:
        """Roles that one person held together and that stand apart."""
        given = self._book.about("role-given")
        for number, one in enumerate(given):
            for other in given[number + 1 :]:
                persons = {self._book.person(each.fields["principal"]) for each in (one, other)}
                overlap = one.since < self._book.end(other) and other.since < self._book.end(one)
                if len(persons) == 1 and overlap and apart(one.fields["role"], other.fields["role"]):
                    who, role = other.fields["principal"], other.fields["role"]
                    says = f"{who} holds {role} beside {one.fields['role']} ({one.event}) of the same person."
                    place = _place(other.known, other.event, "", "access-grant", who, other.since)
                    yield {**place, "rule": "roles-apart", "says": says}


def _act(row: Row, tags: tuple[str, ...]) -> Recorded:
    position, event, order, act, actor, authority, recorded_on, state = row
    around = (position, event, order, act, actor, authority, recorded_on)
    return Recorded(*around, stored_state(event, state), tags)


def _same_person(finding: Finding) -> bool:
    """Whether the finding is told by the audit itself, which compares persons as they are known now."""
    return "are one person" in finding.wording


def _told(act: Recorded, rule: str, says: str) -> Answer:
    place = _place(act.position, act.event, act.order, act.act, act.actor, act.recorded_on)
    return {**place, "rule": rule, "says": says}


def _place(position: int, event: str, order: str, act: str, actor: str, recorded_on: str) -> Answer:  # noqa: PLR0913, PLR0917
    return {
        "position": position,
        "event": event,
        "order": order or None,
        "act": act,
        "actor": actor,
        "recorded_on": recorded_on,
    }
