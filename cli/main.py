"""The program: the table of its commands, and its start and end."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple

import click

from cli.boundary import USAGE, complain, ended
from cli.topic import Topic, write_list

DISTRIBUTION: Final = "cadre-lifecycle"
COMPLETING: Final = "_CADRE_COMPLETE"


class Entry(NamedTuple):
    """Where a command lives and what the help of the program says of it; the module is loaded when it is called."""

    module: str
    attribute: str
    says: str


AUDIT: Final = "Read what was recorded, refused and waived; judge past decisions again; prove and verify the record."

COMMANDS: Final[Mapping[str, Mapping[str, Entry]]] = {
    "Look after": {
        "init": Entry("cli.store", "init", "Make a new store."),
        "doctor": Entry("cli.doctor", "doctor", "Check the installation and the store."),
        "config": Entry("cli.profile", "config", "Show the settings in effect."),
        "profile": Entry("cli.profile", "profile", "Keep named sets of settings."),
        "key": Entry("cli.key", "key", "Make keys for signatures."),
        "store": Entry("cli.store", "store", "Look after a store."),
        "completion": Entry("cli.completion", "completion", "Print a completion script for a shell."),
        "schema": Entry("cli.schema", "schema", "Print the JSON Schema of a result."),
    },
    "Registers": {
        "unit": Entry("cli.unit", "unit", "Open, change and look up units."),
        "post": Entry("cli.post", "post", "Open, change and look up posts."),
        "person": Entry("cli.person", "person", "Register, amend and look up cadres."),
        "body": Entry("cli.body", "body", "Constitute bodies; record members, sessions and decisions; look them up."),
        "leadership": Entry(
            "cli.leadership",
            "leadership",
            "Record and look up who answers for a unit, its heads, funds, rules and plans.",
        ),
    },
    "Decide": {
        "appoint": Entry("cli.appointment", "appoint", "Appoint a cadre to a post."),
        "opening-position": Entry("cli.appointment", "opening_position", "Record a holder whose start is unknown."),
        "relieve": Entry("cli.appointment", "relieve", "Relieve a cadre of a post."),
        "transfer": Entry("cli.appointment", "transfer", "Transfer a cadre to another post."),
        "exchange": Entry("cli.exchange", "exchange", "Exchange the posts of two or more cadres."),
        "rotate": Entry("cli.rotation", "rotate", "Rotate a cadre to another post."),
        "promote": Entry("cli.promotion", "promote", "Promote a cadre to a higher level."),
        "demote": Entry("cli.promotion", "demote", "Put a cadre to a lower level."),
        "confirm": Entry("cli.appointment", "confirm", "Confirm a cadre after a trial."),
        "depart": Entry("cli.service", "depart", "Record that a cadre leaves the service."),
        "reinstate": Entry("cli.service", "reinstate", "Take a cadre back into the service."),
        "selection": Entry(
            "cli.selection",
            "selection",
            "Select for a post in the open: notice, applicants, examination, publicity, result.",
        ),
        "reserve": Entry("cli.selection", "reserve", "Keep a reserve of cadres."),
        "nominate": Entry(
            "cli.selection",
            "nominate",
            "Nominate a cadre as a model worker or deputy; the share of party cadres is told by: cadre report quotas.",
        ),
        "establishment": Entry("cli.establishment", "establishment", "Say how many full-time posts a unit must have."),
        "search": Entry("cli.establishment", "search", "Keep a log of the search for candidates."),
        "talk": Entry(
            "cli.discipline",
            "talk",
            "Record a talk with a cadre, or with several at once, such as both heads of a unit.",
        ),
        "notice": Entry("cli.discipline", "notice", "Record a notice about a cadre or a unit, with its channels."),
        "reward": Entry("cli.discipline", "reward", "Record a reward, or the revocation of one."),
        "sanction": Entry(
            "cli.sanction",
            "sanction",
            "Record a sanction, or the lifting of one; how long it bars other acts is computed by the rules.",
        ),
        "investigate": Entry(
            "cli.sanction",
            "investigate",
            "Open an investigation, or close it with its outcome; while it is open the rules bar other acts.",
        ),
        "complaint": Entry("cli.complaint", "complaint", "Receive, handle and close complaints."),
        "appeal": Entry("cli.complaint", "appeal", "Lodge and decide appeals against decisions."),
        "disclose": Entry("cli.complaint", "disclose", "Record that a case about a cadre or a unit was made known."),
        "support": Entry(
            "cli.discipline", "support", "Record support for a cadre in a setback, an illness or the like."
        ),
        "correct": Entry("cli.correction", "correct", "Correct an earlier act."),
        "cancel": Entry("cli.correction", "cancel", "Cancel an earlier act or order."),
        "order": Entry("cli.order", "order", "Submit and look up orders."),
    },
    "Training and assessment": {
        "train": Entry("cli.training", "train", "Plan, record and count training."),
        "assess": Entry("cli.assessment", "assess", "Assess units and cadres."),
        "ranking": Entry(
            "cli.assessment",
            "ranking",
            "Who ranked where in which cycle, whether first or last, how often running, and what follows.",
        ),
        "consequences": Entry(
            "cli.assessment",
            "consequences",
            "What follows from rankings, grades and marks: talks, notices, adjustments, rewards, each with its duty.",
        ),
    },
    "Look things up": {
        "roster": Entry("cli.inquiry", "roster", "Who holds which post on a day."),
        "find": Entry("cli.inquiry", "find", "Find units, posts and cadres by a part of their name."),
        "show": Entry("cli.inquiry", "show", "Show whatever an identifier names."),
        "history": Entry("cli.inquiry", "history", "Every recorded act on a cadre."),
        "career": Entry("cli.inquiry", "career", "The posts a cadre has held."),
        "diff": Entry("cli.inquiry", "diff", "What was learnt between two days."),
        "report": Entry(
            "cli.report",
            "report",
            "Show a report on a team: its age, load, vacancies, exchanges, promotions, exits and the like.",
        ),
        "forecast": Entry(
            "cli.report",
            "forecast",
            "Show who reaches a limit of tenure, the age of retirement or a planned end, and when.",
        ),
        "discipline": Entry("cli.discipline", "discipline", "Look up talks, notices, rewards and discipline."),
    },
    "Rules": {
        "policy": Entry("cli.policy", "policy", "Look after the packs of rules."),
        "law": Entry(
            "cli.policy", "law", "What a rule says on a day: wording, citation, numbers, and who may waive it."
        ),
        "what-if": Entry(
            "cli.policy",
            "what_if",
            "Which seats and due days would be others under other packs or without some acts; writes nothing.",
        ),
        "waive": Entry("cli.waiver", "waive", "Waive a rule for a cadre or a post up to a day; it ends by itself."),
        "due": Entry(
            "cli.counsel", "due", "What each holding owes under the tenure and rotation rules, and by which day."
        ),
        "duty": Entry("cli.duty", "duty", "Look after what the rules oblige to."),
        "when": Entry(
            "cli.counsel",
            "when",
            "From which day a cadre could lawfully take up a post, and what stands in the way before it.",
        ),
        "who": Entry(
            "cli.counsel",
            "candidates",
            "Who could lawfully take up a post on a day; the others stand below with what is against them.",
        ),
        "explain": Entry(
            "cli.counsel",
            "explain",
            "Why something is as it is: the rules, facts and days behind an act, a finding, a due day or a seat.",
        ),
    },
    "Procedures": {
        "procedure": Entry("cli.procedure", "procedure", "Look after the definitions of procedures."),
        "calendar": Entry("cli.procedure", "calendar", "Look after the calendars of working days."),
        "case": Entry("cli.case", "case", "Open and follow cases of procedures."),
        "task": Entry("cli.case", "tasks", "Do the tasks of cases."),
        "meeting": Entry("cli.meeting", "meeting", "Hold meetings that decide cases."),
        "publicity": Entry("cli.meeting", "publicity", "Look after the public notices of cases."),
        "worklist": Entry(
            "cli.case",
            "worklist",
            "What is to be done on a day, the most urgent first, and what each thing waits for.",
        ),
    },
    "Supervise": {
        "audit": Entry("cli.integrity", "audit", AUDIT),
        "privacy": Entry(
            "cli.privacy",
            "privacy",
            "Restrict and erase personal values; see who read them and which copies hold them.",
        ),
        "witness": Entry("cli.key", "witness", "Stand witness to the log of an office, from outside it."),
        "access": Entry("cli.access", "access", "Say who may do what: principals, keys, roles and dated authority."),
        "watch": Entry("cli.watch", "watch", "Ask saved questions again for what has changed since."),
    },
    "Exchange data": {
        "import": Entry("cli.importing", "importing", "Bring in the tables of another office."),
        "template": Entry("cli.template", "template", "Print the header of an order file."),
    },
}
"""Every command of the program, by the section of the help in which it stands."""

ENTRIES: Final = {name: entry for section in COMMANDS.values() for name, entry in section.items()}


FIRST_STEPS: Final = (
    "cadre init --demo --store demo.db",
    "cadre roster --as-of 2020-01-01 --store demo.db",
)


class Program(Topic):
    """The program itself: commands are loaded when called, failures end in the one boundary."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, loading its module."""
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry.module), entry.attribute)
        return command

    @property
    def examples(self) -> tuple[str, ...]:
        """Return the examples of the program's own help."""
        return FIRST_STEPS

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section, without loading any."""
        for section, entries in COMMANDS.items():
            write_list(ctx, formatter, section, [(name, entry.says) for name, entry in entries.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return what may be typed next, without loading any command."""
        from click.shell_completion import CompletionItem

        names = (name for name in ENTRIES if name.startswith(incomplete))
        commands = [CompletionItem(name, help=ENTRIES[name].says) for name in names]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> Any:
        """Run the program on these arguments, those of the process by default; always ends in SystemExit."""
        words = sys.argv[1:] if args is None else list(args)
        if any("\ud800" <= sign <= "\udfff" for word in words for sign in word):
            complain({}, "The command line is not valid UTF-8; nothing was done.")
            sys.exit(USAGE)
        given: dict[str, object] = {"typed": tuple(words)}
        sys.exit(ended(lambda: self.run(words, given), given))

    def run(self, words: list[str], given: dict[str, object]) -> Any:
        """Run the program, or answer a shell that asks how a line may go on; return its exit code or nothing."""
        if instruction := os.environ.get(COMPLETING):
            from click.shell_completion import shell_complete

            return shell_complete(self, {}, "cadre", COMPLETING, instruction)
        with self.make_context("cadre", words, obj=given) as ctx:
            return self.invoke(ctx)


def print_version(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    """Print the version of the installed program and end."""
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import version

    click.echo(f"cadre {version(DISTRIBUTION)}")
    ctx.exit()


@click.group(cls=Program)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=print_version, help="Print the version."
)
def program() -> None:
    """A register of careers: who held which post, by whose decision, and what was known when."""


def main() -> None:
    """Run the program; the console script `cadre`. What is left at its end goes with the process, uninspected.

    Nothing is collected before a command is known to record: what is loaded stays, and an answer lives to the end.
    """
    gc.disable()
    try:
        program.main()
    finally:
        gc.freeze()
