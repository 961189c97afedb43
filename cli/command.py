"""What every command has in common: examples, and the shared options before or after it."""

import gc
from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from cli.desk import Desk
from cli.missing import ask_for_missing
from cli.options import ASKING, EVERYWHERE, RECORDING, SHARED, among, names_of
from cli.settings import Settings
from cli.topic import CONTEXT, Topic, write_examples, write_options

SECTIONS: Final = ("Options", "Asking", "Recording", "Everywhere")
ALWAYS_TAKEN: Final = names_of(EVERYWHERE)
ASKED: Final = names_of(ASKING)
TWO_TIMES: Final = ("as_of", "known_on")
RECORDED: Final = names_of(RECORDING)
DATED: Final = ("effective", "basis")
EXPLAINED: Final = ("reason", "basis")


class Task(click.Command):
    """A command with examples. `takes` are the shared options it accepts, `needs` those it cannot do without.

    One that `reads` only can be saved as a watch.
    """

    def __init__(
        self,
        name: str | None,
        *,
        examples: Sequence[str] = (),
        takes: Sequence[str] = (),
        needs: Sequence[str] = (),
        reads: bool = False,
        **attributes: Any,
    ) -> None:
        super().__init__(name, context_settings=CONTEXT, **attributes)
        own = {each.name for each in self.params}
        self.examples, self.needs, self.reads = tuple(examples), tuple(needs), reads
        self.takes = tuple(each for each in takes if each not in own)
        self.params += among((*self.takes, *(each for each in ALWAYS_TAKEN if each not in own)))

    @property
    def records(self) -> bool:
        """Return whether it records an order; who may do that is judged where it is recorded."""
        return "dry_run" in self.takes

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options in sections, the command's own first."""
        write_options(self, ctx, formatter, SECTIONS)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(ctx, formatter, self.examples)

    def invoke(self, ctx: click.Context) -> Any:
        """Ask for what is missing, then run the command at a desk."""
        given = ctx.find_root().ensure_object(dict)
        self.claim(ctx, given)
        ask_for_missing(ctx, settings := Settings(given), self.needs)
        asked = tuple(each for each in self.takes if each in ASKED)
        task = None if self.records else (ctx.command_path.partition(" ")[2], ctx.params)
        desk = Desk(settings, asking=asked, task=task)
        collecting = gc.isenabled()
        if self.reads:  # an answer lives to the end of the command, so nothing is to be collected before
            gc.disable()
        else:
            gc.enable()
        try:
            return ctx.invoke(self.callback, desk, **ctx.params) if self.callback else None
        finally:
            desk.close()
            if collecting:
                gc.enable()

    def claim(self, ctx: click.Context, given: dict[str, object]) -> None:
        """Give the command's own options what was typed before it; raises UsageError for what it does not take."""
        stray = [each for each in given if each in SHARED and each not in (*self.takes, *ALWAYS_TAKEN)]
        for name in stray:
            if name not in ctx.params:
                raise click.UsageError(f"{SHARED[name].opts[0]} does not apply to '{ctx.command_path}'.", ctx)
            value = given.pop(name)
            ctx.params[name] = value if ctx.params[name] is None else ctx.params[name]


Decorator = Callable[[Callable[..., Any]], Task]


def task(name: str, *examples: str, into: Topic | None = None, **attributes: Any) -> Decorator:
    """Return a decorator that makes a command of a function, and puts it into a topic."""

    def made(function: Callable[..., Any]) -> Task:
        command = click.command(name, cls=Task, examples=examples, **attributes)(function)
        if into is not None:
            into.add_command(command)
        return command

    return made


def query(name: str, *examples: str, into: Topic | None = None, takes: Sequence[str] = TWO_TIMES) -> Decorator:
    """Return a decorator for a command that reads."""
    return task(name, *examples, into=into, takes=takes, reads=True)


def act(name: str, *examples: str, into: Topic | None = None, needs: Sequence[str] = DATED) -> Decorator:
    """Return a decorator for a command that records an order."""
    return task(name, *examples, into=into, takes=RECORDED, needs=needs)
