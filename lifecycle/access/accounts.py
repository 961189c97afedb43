"""What is asked of access: who is enrolled, with what, whether somebody may do something, and who looked at what."""

from domain.access.book import Book, Said
from domain.access.denials import unknown_actor
from domain.access.names import ACTS
from domain.access.roles import ROLES, SECURITY
from domain.errors import BadInput
from domain.text import nearest
from lifecycle.access.door import Question, judged
from lifecycle.access.judging import Deed, Judge
from lifecycle.access.rights import RIGHTS
from lifecycle.reader import Reader, iso_day
from projections.access import read_book
from projections.ground import Ground
from projections.levels import level_scale
from projections.moment import EVERYTHING
from projections.unit import Answer


class Accounts(Reader):
    """The questions about access to one open store."""

    def roles(self) -> list[Answer]:
        """Every role, with what it may do and what it may not."""
        return [each._asdict() for each in ROLES]

    def principals(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Everybody who is enrolled, with their roles, authority and keys on a day."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            book = read_book(self.database, moment.position)
            return [self._principal(book, each, moment.day) for each in book.principals]

    def principal(self, who: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """One principal: as it stands on a day, and all that it was ever given. Raises BadInput for an unknown one."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            book = read_book(self.database, moment.position)
            if who not in book.principals:
                near = nearest(who, book.principals)
                hint = f"did you mean {', '.join(near)}?" if near else "list them with: cadre access list"
                raise BadInput(f"{who} is not enrolled; {hint}")
            given = [_given(book, each) for each in book.given(who)]
            return {**self._principal(book, who, moment.day), "given": given, "keys": book.keys(who)}

    def _principal(self, book: Book, who: str, day: str) -> Answer:
        return {
            "principal": who,
            "cadre": book.cadre(who),
            "same_person": [each for each in book.persons_principals(who) if each != who],
            "roles": sorted(book.roles(who, day)),
            "authority": [grant.told for grant in book.grants(who, day)],
            "keys": [_short(each) for each in book.keys(who)],
        }

    def reads(self, **filters: str | None) -> list[Answer]:
        """The looks at personal histories, by the filters of `projections.read_log.looks`; days as they are written."""
        from projections.read_log import looks

        days = {name: iso_day(filters.pop(name, None)) for name in ("since", "until")}
        with self.reading():
            return looks(self.database, **days, **filters)

    def check(  # noqa: PLR0913 - what may be asked
        self,
        who: str,
        what: str,
        *,
        on: str | None = None,
        cadre: str | None = None,
        post: str | None = None,
        unit: str | None = None,
        level: str | None = None,
    ) -> Answer:
        """Whether somebody may record an act, or use a command, about these on a day; and why not.

        Raises BadInput for what is neither an act nor a command, and for an unknown cadre, post or unit.
        """
        with self.reading():
            day, book = iso_day(on) or self.today, read_book(self.database)
            subjects = []
            for register, name in (("cadre", cadre), ("post", post), ("unit", unit)):
                self.known(register, name)
                subjects += [f"{register}:{name}"] if name else []
            told: Answer = {"principal": who, "what": what, "on": day, "subjects": subjects}
            if not book.on:
                return {**told, "allowed": True, "why": ["Access control is off in this store: the actor is a label."]}
            if who not in book.principals:
                return {**told, "allowed": False, "why": [unknown_actor(who, book.holders(SECURITY, day)).wording]}
            judge = Judge(book, Ground(self.database, EVERYTHING), level_scale(self.database), day)
            if what in RIGHTS and not RIGHTS[what].needs_none:
                findings = judged(self.database, book, Question(what, {"check": subjects}, who), day, subjects)
            else:
                findings = judge.findings(Deed(who, self._act(what), frozenset(subjects), day, level))
        return {**told, "allowed": not findings, "why": [each.wording for each in findings]}

    def _act(self, what: str) -> str:
        """The act of this name. Raises BadInput with the nearest acts and commands."""
        from domain.dossiers import ACTS as EVERY_ACT

        if what in {*EVERY_ACT, *ACTS}:
            return what
        near = nearest(what, (*EVERY_ACT, *RIGHTS))
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "acts stand in: cadre template order"
        raise BadInput(f"{what!r} is neither an act nor a command; {hint}")


def _given(book: Book, said: Said) -> Answer:
    fields = dict(said.fields)
    end = book.end(said)
    what = {name: value for name, value in fields.items() if name not in {"principal", "until", "approved_by"}}
    held = {"event": said.event, "from": said.since, "until": None if end == "9999-12-31" else end}
    kept = {name: value for name, value in what.items() if value not in {None, False}}
    return {**held, "approved_by": fields["approved_by"], "what": kept}


def _short(public_key: str) -> str:
    """The name and the id of a key, without the key."""
    return "+".join(public_key.split("+")[:2])
