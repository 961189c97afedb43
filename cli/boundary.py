"""The one error boundary: every failure becomes a sentence on standard error and an exit code, never a traceback.

0 done · 1 our fault · 2 usage or bad input · 3 refused · 4 conflict · 5 integrity · 6 not authorised ·
7 findings present · 8 store not reachable · 130 interrupted
"""

import sqlite3
from collections.abc import Callable

import click

from cli.output import Output, Unwritable, let_go
from cli.talk import talk
from domain.errors import BadInput, CadreError, Conflict, NotAuthorised, Refused, StoreUnreachable

OUR_FAULT = 1
USAGE = 2
INTERRUPTED = 130
LONGEST_WORD, SHOWN = 400, 80


def ended(run: Callable[[], object], given: dict[str, object]) -> int:
    """Run the program and return its exit code; `given` are the shared options read so far."""
    code = 0
    try:
        try:
            result = run()
            code = result if isinstance(result, int) else 0
        except BrokenPipeError:
            raise
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the boundary is where every failure ends
            code = exit_code(error)
            tell(error, code, given)
        Output().flush()
    except BrokenPipeError:
        let_go()
    except Unwritable as error:
        let_go()
        code = exit_code(error)
        tell(error, code, given)
    return code


def exit_code(error: BaseException) -> int:
    """Return the program's answer to a failure."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort() | KeyboardInterrupt() | EOFError():
            return INTERRUPTED
        case click.ClickException():
            return USAGE
        case CadreError():
            return error.exit_code
        case sqlite3.Error() | OSError():
            return StoreUnreachable.exit_code
        case _ if type(error).__module__.startswith("psycopg"):
            return StoreUnreachable.exit_code
        case _:
            return OUR_FAULT


def tell(error: BaseException, code: int, given: dict[str, object]) -> None:
    """Print what went wrong."""
    if isinstance(error, BadInput | Conflict | Refused | NotAuthorised) and error.findings:
        refused(error, given)
    elif code != INTERRUPTED and not isinstance(error, click.exceptions.Exit):
        complain(given, *sentences(error, code))
    if given.get("verbose") and code in {OUR_FAULT, StoreUnreachable.exit_code}:
        show_traceback(error)


def sentences(error: BaseException, code: int) -> tuple[str, ...]:
    """Return what to say of a failure, one line each."""
    match error:
        case click.UsageError():
            return (*error.format_message().splitlines(), *way_to_help(error.ctx))
        case click.ClickException():
            return tuple(error.format_message().splitlines())
        case BadInput():
            return error.problems
        case CadreError() | Unwritable():
            return tuple(str(error).splitlines())
        case _ if code == OUR_FAULT:
            return (f"The program failed: {named(error)}.", "Run it again with -v to see where, and report that.")
        case _:
            return (f"The store cannot be used: {named(error)}.", "`cadre doctor` says what is in the way.")


def named(error: BaseException) -> str:
    """Return a failure on one line: its text, else its kind."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def way_to_help(ctx: click.Context | None) -> tuple[str, ...]:
    """Return the line that names the command's help."""
    return () if ctx is None else (f"`{ctx.command_path} --help` shows how it is used.",)


def complain(given: dict[str, object], first: str, *others: str) -> None:
    """Print an error to standard error, nothing in it hidden; of a word without end that was typed the beginning."""
    talk(shortened(first), "Error:", given=given)
    for each in others:
        talk(shortened(each))


def shortened(text: str) -> str:
    """Return the text with each word that is longer than anything in a register cut after its first letters."""
    return " ".join(word if len(word) <= LONGEST_WORD else f"{word[:SHOWN]}…" for word in text.split(" "))


def refused(refusal: BadInput | Conflict | Refused | NotAuthorised, given: dict[str, object]) -> None:
    """Print a refusal in the form asked for."""
    from cli.refusal import show_refusal
    from cli.settings import Settings
    from cli.show import Printer

    show_refusal(Printer(Settings(given)), refusal, getattr(refusal, "__notes__", ()))


def show_traceback(error: BaseException) -> None:
    """Print where an unexpected failure arose."""
    import traceback

    for line in "".join(traceback.format_exception(error)).splitlines():
        talk(line)
