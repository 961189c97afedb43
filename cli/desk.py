"""What one command works with: the settings in effect, the store, and the one way to record and to show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from lifecycle.engine import Engine

from cli.hint import next_command
from cli.outcome import show_outcome
from cli.params import as_instant
from cli.plain import visible
from cli.settings import Settings
from cli.show import Printer, lines
from domain.errors import Conflict, Refused

DECIDED: Final = ("effective", "basis", "authority", "decision", "decided_on", "reason", "sequence")
"""The shared options that stand on every line of an order."""


class Desk:
    """One command's settings, store and printer; `asking` are the asking options that the command takes."""

    def __init__(self, settings: Settings, asking: Sequence[str] = ()) -> None:
        self.settings = settings
        self.printer = Printer(settings)
        self._asking = asking

    @property
    def store(self) -> str:
        """Return the path or URL of the store in effect."""
        return str(self.settings.value("store"))

    @property
    def engine(self) -> Engine:
        """Return the engine on the store in effect; raises StoreUnreachable."""
        return Engine.open(self.store)

    @property
    def now(self) -> datetime | None:
        """Return the instant of a simulated clock, None for the true one."""
        given = self.settings.value("now")
        return None if given is None else as_instant(given)

    @property
    def asked(self) -> dict[str, str | None]:
        """Return the asking options that the command takes, absent ones as None."""
        return {name: self.settings.value(name) for name in self._asking}

    @property
    def decided(self) -> dict[str, object]:
        """Return what was said of the decision: effective day, basis, authority, reason and the like."""
        found = {name: self.settings.given.get(name) or self.settings.value(name) for name in DECIDED}
        return present(found)

    def record(self, **line: object) -> None:
        """Record an order of one line."""
        self.submit([line])

    def submit(self, lines: Sequence[Mapping[str, object]], **document: Any) -> None:
        """Record an order of these lines, as one, and say what came of it."""
        order = [{**self.decided, **present(line)} for line in lines]
        flag, given = self.settings.flag, self.settings.given
        try:
            outcome = self.engine.submit(
                order,
                actor=str(self.settings.value("actor")),
                key=given.get("key"),
                if_version=given.get("if_version"),
                dry_run=flag("dry_run"),
                confirmed=flag("yes"),
                now=self.now,
                **document,
            )
        except (Refused, Conflict) as refusal:
            refusal.add_note(next_command(refusal.findings, order))
            raise
        show_outcome(self.printer, outcome, order)

    def show(self, kind: str, result: Any) -> None:
        """Show what was found: one mapping, or a sequence of them."""
        self.printer.show(kind, result)

    def say(self, text: str) -> None:
        """Say something that is no result, on standard error."""
        self.printer.remark(text)

    def print_text(self, text: str) -> None:
        """Print a result that is a text of its own, such as a script; what hides in it is made visible."""
        lines(visible(each) for each in text.rstrip("\n").split("\n"))


def present(line: Mapping[str, object]) -> dict[str, object]:
    """Return the line without what was not given."""
    return {name: value for name, value in line.items() if value is not None and value != ()}
