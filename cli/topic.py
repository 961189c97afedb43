"""Groups of commands, and how help is laid out; kept apart so that the help of a group loads no command."""

from collections.abc import Sequence
from typing import Any, Final

import click

from cli.language import ENGLISH, section
from cli.options import SHARED
from cli.settings import Settings
from domain.errors import BadInput
from domain.text import nearest

SHORT: Final = 100  # characters of a command's help in the list of its topic
HELP: Final = ["-h", "--help"]
CONTEXT: Final[dict[str, Any]] = {"help_option_names": HELP, "max_content_width": 100}


class Topic(click.Group):
    """A noun with its verbs, or the program itself. Shared options may stand before the verb."""

    def __init__(self, name: str | None = None, **attributes: Any) -> None:
        super().__init__(name, context_settings=CONTEXT, **attributes)
        self.params += SHARED.values()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they were written."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names; raises UsageError with the nearest names for an unknown one."""
        if args[0].startswith("-") or args[0] in self.list_commands(ctx) or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = nearest(args[0], self.list_commands(ctx))
        meant = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise click.UsageError(f"There is no command {args[0]!r}.{meant}", ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options that fit all of them."""
        self.format_commands(ctx, formatter)
        write_options(self, ctx, formatter, ("Options", "Everywhere"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with what each says of itself."""
        rows = [(name, each.get_short_help_str(SHORT)) for name, each in self.commands.items()]
        write_list(ctx, formatter, "Commands", rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write an example."""
        write_examples(ctx, formatter, self.examples)

    @property
    def examples(self) -> tuple[str, ...]:
        """Return an example for the help: the first one of the first command."""
        return getattr(next(iter(self.commands.values()), None), "examples", ())[:1]


def write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, sections: Sequence[str]
) -> None:
    """Write one list of options for each of these sections that the command has any of."""
    for name in sections:
        options = [each for each in command.get_params(ctx) if getattr(each, "section", "Options") == name]
        records = [
            record for each in options if isinstance(each, click.Option) and (record := each.get_help_record(ctx))
        ]
        if records:
            write_list(ctx, formatter, name, records)


def write_examples(ctx: click.Context, formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Write the examples as they are typed."""
    with formatter.section(section(language_of(ctx), "Example" if len(examples) == 1 else "Examples")):
        for each in examples:
            formatter.write(f"  {each}\n")


def write_list(ctx: click.Context, formatter: click.HelpFormatter, name: str, rows: Sequence[tuple[str, str]]) -> None:
    """Write a section of names and what is said of them."""
    with formatter.section(section(language_of(ctx), name)):
        formatter.write_dl(list(rows))


def language_of(ctx: click.Context) -> str:
    """Return the language in which help is laid out; English where the settings cannot be read."""
    try:
        return Settings(ctx.find_root().ensure_object(dict)).value("lang") or ENGLISH
    except BadInput:
        return ENGLISH
