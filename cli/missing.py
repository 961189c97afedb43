"""Mandatory values that were not typed: asked for one by one at a terminal, named all at once elsewhere."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from cli.options import SHARED
from cli.params import DAY, DAY_FORMS
from cli.settings import Settings

Function = TypeVar("Function", bound=Callable[..., Any])


class Needed(click.Parameter):
    """A parameter that must have a value; all missing ones are found together, not the first alone by click."""

    def value_is_missing(self, value: object) -> bool:
        """Return False: what is missing is found when everything has been read."""
        return False


class NeededArgument(Needed, click.Argument):
    """A mandatory positional value."""


class NeededOption(Needed, click.Option):
    """A mandatory option of one command."""


def positional(name: str, metavar: str, says: str, **attributes: Any) -> Callable[[Function], Function]:
    """Return a decorator that adds a mandatory positional value."""
    return click.argument(name, metavar=metavar, cls=NeededArgument, required=True, help=says, **attributes)


def needed(spelled: str, metavar: str | None, says: str, **attributes: Any) -> Callable[[Function], Function]:
    """Return a decorator that adds a mandatory option; a second spelling after a blank is the name of the value."""
    return click.option(*spelled.split(), metavar=metavar, cls=NeededOption, required=True, help=says, **attributes)


def optional(spelled: str, metavar: str | None, says: str, **attributes: Any) -> Callable[[Function], Function]:
    """Return a decorator that adds an option of one command."""
    return click.option(*spelled.split(), metavar=metavar, help=says, **attributes)


def ask_for_missing(ctx: click.Context, settings: Settings, needs: Sequence[str]) -> None:
    """Complete the values of the command; raises UsageError naming all that are missing when nobody can be asked."""
    shared = [SHARED[name] for name in needs if not settings.value(name)]
    own = [each for each in ctx.command.params if each.required and ctx.params.get(str(each.name)) in {None, ()}]
    if not own and not shared:
        return
    if settings.flag("no_input") or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.UsageError(sentence([*own, *shared], ctx), ctx)
    for each in own:
        answer = ask(each, ctx)
        ctx.params[str(each.name)] = tuple(answer.split()) if each.nargs == -1 else answer
    for each in shared:
        ctx.find_root().ensure_object(dict)[each.name] = ask(each, ctx)


def sentence(missing: Sequence[click.Parameter], ctx: click.Context) -> str:
    """Return what to say when several values are missing: one line each, with the form it is accepted in."""
    lines = [f"  {described(each, ctx)}" for each in missing]
    return "\n".join([f"Missing: {', '.join(spelled(each) for each in missing)}.", *lines])


def described(parameter: click.Parameter, ctx: click.Context) -> str:
    """Return one line about a parameter: how to write it, what it is, which forms are accepted."""
    forms = f" ({DAY_FORMS})" if parameter.type is DAY else ""
    return f"{spelled(parameter)}: {parameter.help or ''}{forms}"


def spelled(parameter: click.Parameter) -> str:
    """Return the parameter as it is typed: WHO or --effective."""
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def ask(parameter: click.Parameter, ctx: click.Context) -> Any:
    """Return the answer typed at the terminal; an answer that cannot be accepted is asked for again."""
    return click.prompt(described(parameter, ctx), type=parameter.type, err=True)
