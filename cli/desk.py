"""What one command works with: the settings in effect, the store, and the one way to record and to show."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from cli.hint import next_command
from cli.outcome import show_outcome
from cli.params import as_instant
from cli.plain import visible
from cli.settings import Settings, without_password
from cli.show import Printer, lines
from domain.errors import BadInput, Conflict, Refused, StoreUnreachable
from lifecycle.offices import Offices
from lifecycle.reader import Reader
from projections.controlled import controlled
from projections.database import open_database

if TYPE_CHECKING:  # a question about the record does not load what rules and recording need
    from lifecycle.access.door import Door
    from lifecycle.cases import Cases
    from lifecycle.engine import Engine
    from lifecycle.integrity.marks import Marks
    from lifecycle.integrity.signing import Signer
    from lifecycle.request import Outcome
    from lifecycle.watching import Watching
    from projections.sharing import Writer

Reading = TypeVar("Reading", bound=Reader)
Asked: TypeAlias = tuple[str, Mapping[str, Any]]
"""The words of a command, and the values of its parameters."""

DECIDED: Final = ("effective", "basis", "authority", "decision", "decided_on", "reason", "sequence", "evidence")
"""The shared options that stand on every line of an order."""
COLLECTED: Final = "collected"
"""Where among the given values an answer goes that is not to be printed."""


class Desk:
    """One command's settings, store and printer; `asking` are the asking options that the command takes."""

    def __init__(self, settings: Settings, asking: Sequence[str] = (), task: Asked | None = None) -> None:
        self.settings = settings
        self.printer = Printer(settings)
        self._asking = asking
        self._task = task
        self._door: Door | None = None

    @property
    def store(self) -> str:
        """Return the path or URL of the store in effect."""
        return str(self.settings.value("store"))

    @property
    def place(self) -> str:
        """Return where the store is, without a password, to be shown."""
        return without_password(self.store)

    @property
    def actor(self) -> str:
        """Return who is at the keyboard."""
        return str(self.settings.value("actor"))

    @property
    def now(self) -> datetime | None:
        """Return the instant of a simulated clock, None for the true one."""
        given = self.settings.value("now")
        return None if given is None else as_instant(given)

    @property
    def today(self) -> date:
        """Return the civil day in the store's zone, unless --today names another."""
        return date.fromisoformat(self.settings.value("today") or self.engine.today)

    @cached_property
    def engine(self) -> Offices:
        """Return the store in effect for the questions about the record; raises StoreUnreachable."""
        return self.let_in(self.at_the_time(Offices(open_database(self.store, writing=False))))

    @cached_property
    def counsel(self) -> "Engine":
        """Return the store in effect for questions about the rules too, which take longer to load."""
        from lifecycle.engine import Engine

        return self.let_in(self.at_the_time(Engine.open(self.store, writing=False)))

    @cached_property
    def watching(self) -> "Watching":
        """Return the store in effect for the question what is new in an answer."""
        from lifecycle.watching import Watching

        return self.at_the_time(Watching(self.engine.database))

    @cached_property
    def writer(self) -> "Engine":
        """Return the store in effect, opened for recording; raises StoreUnreachable, Damaged behind its mark."""
        from lifecycle.engine import Engine

        engine = self.let_in(Engine.open(self.store))
        if self.marks:
            self.marks.check(engine.database)
        return engine

    @cached_property
    def marks(self) -> "Marks | None":
        """Return the high-water marks, if a folder for them is set: CADRE_MARKS."""
        if not self.settings.value("marks"):
            return None
        from lifecycle.integrity.marks import Marks

        return Marks(str(self.settings.value("marks")))

    @property
    def cases(self) -> "Cases":
        """Return the store in effect for the questions about procedures and cases."""
        from lifecycle.cases import Cases

        return self.at_the_time(Cases(self.engine.database))

    def at_the_time(self, reader: Reading) -> Reading:
        """Return the reader with its clock set as asked for; raises BadInput where the store has a true clock."""
        if self.now is not None and not reader.head.simulated:
            raise BadInput("--now is for stores made with --simulated-clock; this store records the real time.")
        reader.now = self.now
        return reader

    def let_in(self, reader: Reading) -> Reading:
        """Return the reader, if who is at the keyboard may ask this; noted once where it shows personal histories.

        Raises NotAuthorised; nothing of this is looked at in a store where access control was never put on.
        """
        if self._task is None or not controlled(reader.database):
            return reader
        from lifecycle.access.door import Question, enter

        command, values = self._task
        self._task = None
        now, purpose, unit = self.now, self.settings.value("purpose"), self.settings.value("unit")
        try:
            self._door = enter(reader.database, Question(command, values, self.actor, now, purpose, unit))
        except BaseException:
            reader.database.close()
            raise
        return reader

    def index_streams(self) -> str | None:
        """Record how many events every stream has; return why not, if the store cannot be written."""
        from lifecycle.integrity.heads import index_heads
        from lifecycle.ports import random_bytes

        try:
            instant = self.writer.instant(self.now)
            index_heads(self.writer.database, actor=self.actor, now=instant, entropy=random_bytes)
        except StoreUnreachable as error:
            return str(error)
        return None

    def declare_restore(self, approved_by: str) -> int:
        """Record that the store was put back from a backup, and begin its high-water mark anew; return what is lost."""
        from lifecycle.engine import Engine
        from lifecycle.integrity.restoring import declare_restore
        from lifecycle.ports import random_bytes

        said = [str(self.settings.given.get(name) or self.settings.value(name)) for name in ("basis", "reason")]
        with self.let_in(Engine.open(self.store)) as engine:
            mark = self.marks.of(engine.database) if self.marks else None
            lost = declare_restore(
                engine.database,
                actor=self.actor,
                approved_by=approved_by,
                basis=said[0],
                reason=said[1],
                now=engine.instant(self.now),
                entropy=random_bytes,
                known_size=mark.size if mark else 0,
            )
            if self.marks:
                self.marks.raise_to(engine.database, anew=True)
        return lost

    def close(self) -> None:
        """Close the store, where the command has opened it; what was written raises its high-water mark."""
        if "writer" in self.__dict__ and self.marks:
            self.marks.raise_to(self.writer.database)
        for name in ("engine", "counsel", "writer"):
            if name in self.__dict__:
                self.__dict__[name].database.close()

    @property
    def asked(self) -> dict[str, str | None]:
        """Return the asking options that the command takes, absent ones as None."""
        return {name: self.settings.value(name) for name in self._asking}

    @property
    def decided(self) -> dict[str, object]:
        """Return what was said of the decision: effective day, basis, authority, reason and the like."""
        return present({name: self.settings.given.get(name) or self.settings.value(name) for name in DECIDED})

    @property
    def effective_or_today(self) -> object:
        """Return the day of effect that was given, else today."""
        return self.decided.get("effective") or self.today.isoformat()

    def record(self, **line: object) -> None:
        """Record an order of one line."""
        self.submit([line])

    def submit(self, acts: Sequence[Mapping[str, object]], *, title: str | None = None) -> None:
        """Record these acts as one order, and say what came of it."""
        order = [{**self.decided, **present(act)} for act in acts]
        self.settings.given["acts"] = len(order)  # a refusal of several acts says which line it is about
        try:
            outcome = self.writer.submit(
                order,
                actor=self.actor,
                now=self.now,
                title=title,
                key=self.settings.value("key"),
                if_version=self.settings.number("if_version"),
                dry_run=self.settings.flag("dry_run"),
                confirmed=self.settings.flag("yes"),
                signer=self.signer,
            )
        except (Refused, Conflict) as refusal:
            refusal.add_note(next_command(refusal.findings, order, self.settings.typed))
            raise
        self.finish(outcome, order)

    @cached_property
    def signer(self) -> "Signer | None":
        """Return the officer's private key, if one is named: --sign; raises BadInput before anything is recorded."""
        if not self.settings.value("sign"):
            return None
        from lifecycle.integrity.signing import Signer

        return Signer(str(self.settings.value("sign")))

    def finish(self, outcome: "Outcome", order: Sequence[Mapping[str, object]]) -> None:
        """Say what came of an order, and write the receipt if that was asked for."""
        self.receipt(outcome.order)
        show_outcome(self.printer, outcome, order)

    def receipt(self, order: str | None) -> None:
        """Write the proof that the order was recorded, if that was asked for and there is an order."""
        path = self.settings.value("receipt")
        if path and order:
            from lifecycle.integrity.files import write_file

            proof = self.writer.auditing.prove(f"order:{order}@1")[0]
            write_file(path, str(proof["proof"]).encode())

    def show(self, kind: str, result: Any) -> None:
        """Show what was found: one mapping, or a sequence of them; a question asked from within collects it."""
        if self._door and not isinstance(result, Mapping):
            rows = list(result)
            result = self._door.shown(rows)
            if len(result) < len(rows):
                self.say(self._door.withheld(len(rows) - len(result), len(rows)))
        collected = self.settings.given.get(COLLECTED)
        if isinstance(collected, list):
            collected.append((kind, result))
        else:
            self.printer.show(kind, result)

    def show_long(self, kind: str, ask: Callable[["Writer"], Sequence[Any]]) -> None:
        """Show a list that may be long: its rows are written where they are found, unless each must be looked at."""
        looked_at = self._door or COLLECTED in self.settings.given
        writer = None if looked_at else self.printer.writer(kind)
        if writer is None:
            from projections.sharing import as_mappings

            return self.show(kind, ask(as_mappings))
        return self.printer.show_written(kind, ask(writer))

    def say(self, text: str) -> None:
        """Say something that is no result, on standard error."""
        self.printer.remark(text)

    def print_text(self, text: str) -> None:
        """Print a result that is a text of its own, such as a script; what hides in it is made visible."""
        lines(visible(each) for each in text.rstrip("\n").split("\n"))


def present(line: Mapping[str, object]) -> dict[str, object]:
    """Return the line without what was not given."""
    return {name: value for name, value in line.items() if value is not None and value != ()}
