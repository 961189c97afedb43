"""The options that commands share, each written once, and what a command says about which of them it takes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import click

from cli.params import DAY, INSTANT
from cli.settings import LANGUAGES, OUTPUTS


class Shared(click.Option):
    """An option that stands before or after the command; its value goes to the one table of given values.

    `section` is the heading in the help under which it stands. A value after the command wins over one before it.
    """

    def __init__(self, *declarations: str, section: str, **attributes: Any) -> None:
        super().__init__(declarations, expose_value=False, callback=keep, **attributes)
        self.section = section


def keep(ctx: click.Context, option: click.Parameter, value: object) -> None:
    """Note the value if it was typed; what was typed last stays."""
    if option.name and ctx.get_parameter_source(option.name) is click.core.ParameterSource.COMMANDLINE:
        ctx.find_root().ensure_object(dict)[option.name] = value


def flags(section: str, spelled: Mapping[str, str]) -> list[Shared]:
    """Return one flag without a value per entry: its spelling and its help."""
    return [Shared(*names.split(), section=section, is_flag=True, help=said) for names, said in spelled.items()]


E: Final = "Everywhere"
A: Final = "Asking"
R: Final = "Recording"
EVERYWHERE: Final[Sequence[Shared]] = (
    Shared("--store", section=E, metavar="PATH|URL", help="SQLite file or postgresql:// URL. [CADRE_STORE]"),
    Shared("--actor", section=E, metavar="ID", help="Who is at the keyboard. [CADRE_ACTOR]"),
    Shared("--profile", section=E, metavar="NAME", help="Named settings to use. [CADRE_PROFILE]"),
    Shared(
        "--lang",
        section=E,
        is_eager=True,
        type=click.Choice(LANGUAGES),
        help="Language for people. [CADRE_LANG]",
    ),
    Shared("--output", "-o", section=E, type=click.Choice(OUTPUTS), help="Form of the result. [CADRE_OUTPUT]"),
    Shared("--fields", section=E, metavar="A,B", help="Only these fields, in this order."),
    Shared("--purpose", section=E, metavar="TEXT", help="Why you look; noted where looks are. [CADRE_PURPOSE]"),
    Shared("--now", section=E, type=INSTANT, help="The clock; only on a simulated-clock store. [CADRE_NOW]"),
    *flags(
        E,
        {
            "--no-input": "Never ask; name everything that is missing at once.",
            "--no-color": "No colours. [NO_COLOR]",
            "--quiet -q": "Only the result and errors.",
            "--verbose -v": "Say more; show the traceback of an unexpected error.",
        },
    ),
)
ASKING: Final[Sequence[Shared]] = (
    Shared("--as-of", section=A, type=DAY, help="What is in force on this day."),
    Shared("--known-on", section=A, type=DAY, help="Only what was recorded by the end of this day."),
    Shared("--today", section=A, type=DAY, help="The day from which ages and due days are counted."),
    Shared("--unit", section=A, metavar="ID", help="Only this unit and those below it."),
    Shared("--track", section=A, type=click.Choice(("party", "admin", "business")), help="Only this line of posts."),
)
RECORDING: Final[Sequence[Shared]] = (
    Shared("--effective", section=R, type=DAY, help="The first day on which the act holds."),
    Shared("--basis", section=R, metavar="TEXT", help="The document that orders it. [CADRE_BASIS]"),
    Shared("--decided-on", section=R, type=DAY, help="The day of the decision."),
    Shared("--authority", section=R, metavar="ID", help="The body that decided. [CADRE_AUTHORITY]"),
    Shared("--decision", section=R, metavar="ID", help="A recorded collective decision."),
    Shared("--reason", section=R, metavar="TEXT", help="Why."),
    Shared("--evidence", section=R, multiple=True, metavar="EVENT", help="An event on which it rests; repeatable."),
    Shared("--sequence", section=R, type=click.IntRange(0), metavar="N", help="Place among the acts of one day."),
    Shared("--receipt", section=R, metavar="FILE", help="Write the proof that it was recorded into this file."),
    Shared("--sign", section=R, metavar="FILE", help="Sign the order with the private key in this file. [CADRE_SIGN]"),
    Shared("--key", section=R, metavar="TEXT", help="Idempotency key: the same order is recorded once."),
    Shared(
        "--if-version", section=R, type=click.IntRange(0), metavar="N", help="Only if the stream is at this version."
    ),
    *flags(
        R,
        {
            "--dry-run": "Judge it, record nothing.",
            "--yes": "Go ahead although other acts depend on it.",
        },
    ),
)
SHARED: Final[Mapping[str, Shared]] = {str(each.name): each for each in (*EVERYWHERE, *ASKING, *RECORDING)}


def among(names: Sequence[str]) -> list[Shared]:
    """Return the shared options of these names, in their order here."""
    return [option for name, option in SHARED.items() if name in names]


def names_of(options: Sequence[Shared]) -> tuple[str, ...]:
    """Return the names of some shared options."""
    return tuple(str(each.name) for each in options)
