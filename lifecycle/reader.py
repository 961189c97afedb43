"""An open store as questions need it: its head, its moments in two times, and what an identifier stands for."""

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from domain.days import parse_day
from domain.errors import BadInput, NotAuthorised
from domain.finding import Finding
from domain.text import nearest
from lifecycle.head import Head
from lifecycle.ports import wall_clock
from projections.database import Database, transaction
from projections.moment import Moment, known_position

LISTED = {"cadre": "person", "post": "post", "unit": "unit"}
"""The command group in which a register is listed."""


class Reader:
    """One open store to read from. `now` is the instant that counts as today; the clock's if absent.

    `approved` is the cadre whose restricted file may be read: that was approved and recorded.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now: datetime | None = None
        self.approved: str | None = None

    @property
    def head(self) -> Head:
        """The head of the store as it stands now."""
        return Head.read(self.database)

    @property
    def today(self) -> str:
        """The civil day of now in the store's zone."""
        return self.head.day_of((self.now or wall_clock()).isoformat())

    def reading(self) -> AbstractContextManager[None]:
        """One snapshot for all the queries of a question."""
        return transaction(self.database)

    @contextmanager
    def reading_much(self) -> Iterator[None]:
        """The same for a question about everybody: what it makes lives to its end, so nothing is to be collected."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            with self.reading():
                yield
        finally:
            if collecting:
                gc.enable()

    def moment(self, as_of: str | None, known_on: str | None) -> Moment:
        """The day asked about (today if absent) and the position known by the end of the other one."""
        return Moment(iso_day(as_of) or self.today, known_position(self.database, iso_day(known_on)))

    def _ids(self, register: str) -> list[str]:
        from projections.find import identifiers

        return identifiers(self.database, register)

    def known(self, register: str, name: str | None) -> None:
        """Nothing, if the id is known or absent. Raises BadInput with the nearest ids."""
        from projections.find import register_of

        if name is None or register in register_of(self.database, name):
            return
        near = nearest(name, self._ids(register))
        hint = f"did you mean {', '.join(near)}?" if near else f"list them with: cadre {LISTED[register]} list"
        raise BadInput(f"there is no {register} {name}; {hint}")

    def unrestricted(self, who: str | None) -> None:
        """Nothing, or NotAuthorised where the file of the cadre is restricted and its reading was not approved."""
        from domain.privacy import LAW
        from projections.privacy import restricted

        cadre = (who or "").removeprefix("cadre:")
        if cadre and cadre != self.approved and (event := restricted(self.database, cadre)):
            remedy = "It is read with the approval of supervision, which is recorded: --approved-by ID --reason TEXT"
            wording = f"The file of {cadre} is restricted since {event}. {remedy}"
            raise NotAuthorised([Finding("file-restricted", wording, citation=LAW, facts=(event,))])

    def stream_of(self, name: str) -> str:
        """The stream that an id, `register:id` or a docket such as `talk:LI` names.

        Raises BadInput for none, or for more than one.
        """
        from projections.find import docket_known, register_of

        register, _, bare = name.partition(":")
        if register in {"cadre", "post", "unit"} and bare:
            self.known(register, bare)
            return name
        if docket_known(self.database, name):
            return name
        registers = register_of(self.database, name)
        if not registers:
            near = nearest(name, [each for kind in ("cadre", "post", "unit") for each in self._ids(kind)])
            hint = f"did you mean {', '.join(near)}?" if near else "look for it with: cadre find TEXT"
            raise BadInput(f"nothing is registered under {name}; {hint}")
        return f"{registers[0]}:{name}"


def iso_day(day: str | None) -> str | None:
    """The day as YYYY-MM-DD. Raises BadInput with the accepted forms."""
    if day is None:
        return None
    try:
        return parse_day(day).isoformat()
    except ValueError as error:
        raise BadInput(str(error)) from None
