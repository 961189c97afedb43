"""The door before a question: who asks must be enrolled, have the role, and may be shown these files and rows.

Every look at a personal history is noted and committed before anything of it is shown. Nothing here loads the engine
unless somebody is turned away, which is recorded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Final, NamedTuple

from domain.access.book import Book
from domain.access.denials import APPROVER, KIN, OWN, SCOPE, by_whom, denied, role_missing, unknown_actor
from domain.access.roles import AUDITOR, SECURITY, SUPERVISOR
from domain.errors import NotAuthorised, StoreUnreachable
from domain.finding import Finding
from lifecycle.access.rights import OPEN, RIGHTS, Right
from lifecycle.head import Head
from lifecycle.ports import instant_text, random_bytes, wall_clock
from projections.access import read_book
from projections.authority import Authority, concerned
from projections.controlled import controlled
from projections.database import Database, transaction
from projections.find import register_of
from projections.ground import Ground
from projections.levels import level_scale
from projections.moment import EVERYTHING
from projections.read_log import Look, add_look

WITHHELD: Final = "Left out: {count} of {total} rows, which {actor} may not see."
WORDS: Final = re.compile(r"[\s/:@.,]+")
"""Between the ids in a text such as `duty seed/R/LI/HEAD/2024-01-01`, which may hold some of these signs themselves."""
REFUSED: Final = re.compile(r"(?:^|\s)refusal:(\S+)@\d+")
"""Whose refusal an event is."""
BARRING: Final = ("cadre", "subject", "subjects", "stream")
"""The fields of a row that may name the own file or that of a relative."""


class Question(NamedTuple):
    """A command as it was typed: its words, the values of its parameters, by whom, when, and what for."""

    command: str
    values: Mapping[str, Any]
    actor: str
    now: datetime | None = None
    purpose: str | None = None
    unit: str | None = None


def enter(database: Database, question: Question) -> "Door | None":
    """The door through which somebody went in; None in a store where access control is off, or for what needs no right.

    Raises NotAuthorised for who is turned away, StoreUnreachable where the look cannot be noted.
    """
    right = _right(question)
    if right.needs_none or not controlled(database) or not (book := read_book(database)).on:
        return None
    door = Door(database, book, question, right)
    door.subjects = door.asked_about()
    findings = door.findings()
    if findings:
        denial = NotAuthorised(findings)
        _turned_away(database, question, door.subjects, denial)
        raise denial
    if right.logged:
        door.note()
    return door


def _right(question: Question) -> Right:
    """Who may ask it. What others were refused is for those who read the list of refusals, event by event too."""
    right = RIGHTS.get(question.command, Right())
    texts = (text for name in right.whose for text in _texts(question.values.get(name)))
    refused = {actor for text in texts for actor in REFUSED.findall(text)}
    return right if refused <= {question.actor} else right._replace(roles=RIGHTS["audit refusals"].roles)


def judged(database: Database, book: Book, question: Question, day: str, subjects: Iterable[str]) -> list[Finding]:
    """Why a question about these would not be answered on a day; empty if it would."""
    door = Door(database, book, question, _right(question), day)
    door.subjects = frozenset(subjects)
    return door.findings()


class Door:
    """What somebody may be shown, on the day on which they ask."""

    def __init__(
        self, database: Database, book: Book, question: Question, right: Right, day: str | None = None
    ) -> None:
        self._database, self._book, self._question, self._right = database, book, question, right
        self._ground = Ground(database, EVERYTHING)
        self._instant = instant_text(question.now or wall_clock())
        self._today = day or Head.read(database).day_of(self._instant)
        grants = tuple(book.grants(question.actor, self._today))
        self._authority = Authority(grants, self._ground, level_scale(database), self._today)
        self._roles = book.roles(question.actor, self._today)
        self.subjects: frozenset[str] = frozenset()

    @property
    def _sees_all(self) -> bool:
        """Whether everything but one's own and relatives' files is shown."""
        return bool(self._roles & {AUDITOR, SUPERVISOR})

    def asked_about(self) -> frozenset[str]:
        """The cadres, posts and units whose files are asked for."""
        named = [self._question.values.get(name) for name in self._right.whose]
        texts = [each for value in named for each in _texts(value)]
        return frozenset(subject for text in texts for subject in self._named_by(text))

    def _named_by(self, text: str) -> frozenset[str]:
        """The cadres, posts and units that a text names: an id, an event, an order, a docket, or several in a row."""
        found: set[str] = set()
        for word in dict.fromkeys((*text.split(), *WORDS.split(text))):
            found |= {f"{register}:{word}" for register in register_of(self._database, word)}
            found |= self._ground.tags((word,)) if "@" in word else set()
            for stream in (word, f"order:{word}", f"case:{word}", f"selection:{word}", f"meeting:{word}"):
                found |= self._ground.about(stream)
            found |= concerned([word])
        return frozenset(found)

    def findings(self) -> list[Finding]:
        """Why the question is not answered; empty if it is."""
        actor, command = self._question.actor, self._question.command
        administrators = self._book.holders(SECURITY, self._today)
        if actor not in self._book.principals:
            return [unknown_actor(actor, administrators)]
        if self._right == OPEN:
            return []
        if not self._roles & set(self._right.roles):
            return [role_missing(actor, sorted(self._roles), self._right.roles, command, administrators)]
        if self._right.approvers and (unapproved := self._unapproved()):
            return unapproved
        own = list(self._own())
        if own or self._sees_all or not self._right.by + self._right.whose:
            return own
        return self._outside(administrators)

    def _unapproved(self) -> list[Finding]:
        """Whoever is named as having approved must hold one of the roles, and be another person than all others."""
        named = _texts(self._question.values.get("approved_by"))
        persons = [self._book.person(each) for each in (self._question.actor, *named)]
        fit = all(self._book.roles(each, self._today) & set(self._right.approvers) for each in named)
        if named and fit and len(set(persons)) == len(persons):
            return []
        who, needed = ", ".join(named) or "nobody", " or ".join(self._right.approvers)
        wording = f"{who} cannot approve this: other persons must, each of whom is {needed}."
        return [denied(APPROVER, wording, approver=who)]

    def _own(self) -> Iterable[Finding]:
        """Nobody reads the own file or that of a relative."""
        actor, cadre = self._question.actor, self._book.cadre(self._question.actor)
        if cadre and f"cadre:{cadre}" in self.subjects:
            yield denied(OWN, f"{actor} is {cadre}: nobody reads the own file here.", actor=actor, cadre=cadre)
        for kin in sorted(self._ground.relatives(cadre)) if cadre else ():
            if f"cadre:{kin}" in self.subjects:
                wording = f"{kin} is recorded as a relative of {actor}: nobody reads the file of a relative."
                yield denied(KIN, wording, actor=actor, cadre=kin)

    def _outside(self, administrators: Sequence[str]) -> list[Finding]:
        actor = self._question.actor
        outside = self._authority.outside(self.subjects) if self.subjects else []
        if self._right.within and not self._authority.whole:
            unit = self._question.unit
            outside = (
                [] if unit and self._authority.covers(f"unit:{unit}", on_units=False) else [f"unit:{unit or 'all'}"]
            )
        if not outside:
            return []
        held = "; ".join(grant.told for grant in self._authority.grants) or "none"
        what = ", ".join(each.replace(":", " ", 1) for each in outside)
        wording = (
            f"{what} lies outside the authority of {actor} on {self._today} (authority: {held}). "
            f"{by_whom(administrators)} can grant it: cadre access grant {actor} --unit UNIT"
        )
        return [denied(SCOPE, wording, actor=actor, outside=outside, day=self._today)]

    def note(self) -> None:
        """Note the look, on the disk before this returns. Raises StoreUnreachable if that cannot be done."""
        asked = self._question
        subjects = sorted(self.subjects) or [f"unit:{asked.unit}" if asked.unit else "*"]
        look = Look(asked.actor, self._instant, self._today, asked.command, subjects, asked.purpose)
        try:
            with transaction(self._database, writing=True):
                add_look(self._database, look)
        except StoreUnreachable as error:
            why = "a look at a personal history must be noted first, and that cannot be done"
            raise StoreUnreachable(f"nothing is shown: {why}: {error}") from None

    def shown(self, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Those of the rows that are within authority and about neither oneself nor a relative."""
        if not self._right.by or (self._sees_all and not self._barred):
            return list(rows)
        return [row for row in rows if self._may_see(row)]

    def withheld(self, count: int, total: int) -> str:
        """What to say of rows that are not shown."""
        return WITHHELD.format(count=count, total=total, actor=self._question.actor)

    def _may_see(self, row: Mapping[str, Any]) -> bool:
        field = next((each for each in self._right.by if row.get(each)), None)
        if field is None:
            return True
        if self._right.logged and self._barred and any(self._barred & set(_texts(row.get(each))) for each in BARRING):
            return False
        if self._sees_all:
            return True
        about = self._row_about(field, row[field])
        return not (about and self._authority.outside(about))

    @cached_property
    def _barred(self) -> frozenset[str]:
        """The names under which the own file and those of relatives stand in rows."""
        cadre = self._book.cadre(self._question.actor)
        near = {cadre, *self._ground.relatives(cadre)} if cadre else set[str]()
        return frozenset({*near, *(f"cadre:{each}" for each in near)})

    def _row_about(self, field: str, value: Any) -> frozenset[str]:
        """Whom a row is about by this field."""
        texts = _texts(value)
        if field in {"cadre", "post", "unit"}:
            return frozenset(f"{field}:{text}" for text in texts)
        return frozenset(subject for text in texts for subject in self._named_by(text))


def _texts(value: Any) -> list[str]:
    """A value of a row or a parameter as texts: none, one, or those of a list."""
    return [str(each) for each in (value if isinstance(value, list | tuple) else [value]) if each]


def _turned_away(database: Database, question: Question, subjects: Iterable[str], denial: NotAuthorised) -> None:
    """Record in the decision log that somebody was turned away; they are told if that cannot be done."""
    from lifecycle.refusals import note_denial
    from lifecycle.request import Request

    now = question.now or wall_clock()
    request = Request((), question.actor, random_bytes(16).hex(), now)
    try:
        note_denial(database, request, question.command, sorted(subjects), denial)
    except (StoreUnreachable, NotAuthorised) as error:
        denial.add_note(f"This could not be recorded: {error}")
