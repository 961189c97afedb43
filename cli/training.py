"""Training: plans, sessions, credit for party work, and who owes how much."""

from typing import Final

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

train = Topic("train", help="Plan, record and count training.")
KINDS: Final = ("political-theory", "study-tour", "on-the-job", "practical")
SCOPES: Final = ("in-county", "outside-county", "outside-city", "outside-province")
ACCEPTORS: Final = ("party-working-committee", "school-party-committee")
YEARLY: Final = ("as_of", "known_on", "unit")

kind = optional("--kind", None, "What training it is.", type=click.Choice(KINDS))
until = optional("--until", "DAY", "The first day after it; the day after it begins unless said.", type=DAY)
session = needed("--session", "ID", "The session; whoever attends it names the same.")
of_plan = optional("--plan", "ID", "The training plan it belongs to.")
collective = optional("--collective/--single", None, "Attended together, as collective education.", default=None)
year = optional("--year", "YEAR", "The calendar year; this one unless said.", type=click.IntRange(1700, 2199))
who = click.argument("cadre", metavar="[WHO]", required=False, help="The cadre; everybody unless said.")
people = positional("cadres", "WHO...", "The cadres.", nargs=-1)


@act(
    "plan",
    "cadre train plan T2024 --unit FINANCE --term annual --effective 2024-01-01 --until 2025-01-01 "
    "--objective 'Party affairs at the grass roots' --content 'Organisation law' --form class --scope outside-province "
    "--budget 12000 --level section --for 'Heads of section' --priority 'Young cadres' --review-on 2024-10-01 "
    "--basis 'Plan 1 of 2024'",
    into=train,
)
@positional("plan", "ID", "The id of the plan.")
@needed("--unit", "ID", "The unit whose plan it is.")
@optional("--term", None, "For one year or for several. [annual]", type=click.Choice(("annual", "long-term")))
@needed("--until", "DAY", "The first day after it.", type=DAY)
@needed("--objective", "TEXT", "What it is to achieve.")
@optional("--content", "TEXT", "What is taught.")
@optional("--form forms", "FORM", "How it is taught, such as class or seminar; repeatable.", multiple=True)
@optional(
    "--scope scopes", None, "Where sessions are to be held; repeatable.", type=click.Choice(SCOPES), multiple=True
)
@optional("--level", "CODE", "For which level.")
@optional("--for audience", "TEXT", "For whom.")
@optional("--priority", "TEXT", "What comes first.")
@optional("--budget", "AMOUNT", "The funds, such as 12000 or 12000.50.")
@optional("--review-on", "DAY", "When the course is to be looked at anew.", type=DAY)
def plan(desk: Desk, **line: object) -> None:
    """Make a training plan of a unit, for a year or for several."""
    desk.record(act="train-plan", **line)


@act(
    "enrol",
    "cadre train enrol LI --session S1 --kind political-theory --collective --effective 2024-03-04 --until 2024-03-07",
    into=train,
    needs=("effective",),
)
@people
@session
@kind
@until
@collective
@of_plan
def enrol(desk: Desk, cadres: tuple[str, ...], **line: object) -> None:
    """Call one or more cadres to a session."""
    desk.submit([{"act": "train-enrol", "cadre": each, **line} for each in cadres])


@act(
    "record",
    "cadre train record LI --session S1 --days 2.5 --hours 18.5 --form seminar --effective 2024-03-04 "
    "--until 2024-03-07 --scope outside-province --cost 800 --plan T2024 --basis 'Register of attendance 3'",
    into=train,
)
@people
@session
@kind
@optional("--form", "FORM", "The form it took, such as seminar; each kind has its own.")
@until
@optional("--days", "DAYS", "How many days were attended, to the half day.")
@optional("--hours", "HOURS", "How many class-hours it had, to the tenth.")
@optional("--missed missed_hours", "HOURS", "How many of them were missed.")
@collective
@optional("--scope", None, "Where it was; as of others in this session, else in-county.", type=click.Choice(SCOPES))
@of_plan
@optional("--cost", "AMOUNT", "What it cost for each.")
@optional("--assignment", "TEXT", "The event or task by which practical training was done.")
def record(desk: Desk, cadres: tuple[str, ...], **line: object) -> None:
    """Record that one or more cadres attended a session; what the enrolment said need not be said again."""
    desk.submit([{"act": "train-record", "cadre": each, **line} for each in cadres])


@act(
    "accept",
    "cadre train accept LI --by party-working-committee --from 2024-01-01 --until 2024-07-01 --effective 2024-07-03 "
    "--basis 'Minutes 7 of 2024'",
    into=train,
)
@positional("cadre", "WHO", "The cadre.")
@needed("--by accepted_by", None, "The committee that accepted it.", type=click.Choice(ACCEPTORS))
@needed("--from work_from", "DAY", "The first day of the work.", type=DAY)
@needed("--until work_until", "DAY", "The first day after it.", type=DAY)
def accept(desk: Desk, **line: object) -> None:
    """Record that a committee accepted a cadre's party work; both must, before it earns class-hours."""
    desk.record(act="train-accept", **line)


@query("credit", "cadre train credit LI --year 2024", into=train, takes=YEARLY)
@who
@year
def credit(desk: Desk, *, cadre: str | None, year: int | None) -> None:
    """Show the class-hours that party work earns: weeks in the role times the rate, none before both acceptances."""
    desk.show("training-credit", desk.counsel.training.training_credit(cadre, year=year, **desk.asked))


@query("ledger", "cadre train ledger --year 2024", "cadre train ledger LI --year 2024", into=train, takes=YEARLY)
@who
@year
def ledger(desk: Desk, *, cadre: str | None, year: int | None) -> None:
    """Show by person and year what training was required, what was done and what lacks.

    Where `owed` is no, what lacks is no duty: the unit has neither a plan nor a session of the period on file.
    """
    desk.show("training-ledger", desk.counsel.training.training_ledger(cadre, year=year, **desk.asked))


@query("report", "cadre train report --year 2024", into=train, takes=YEARLY)
@year
def report(desk: Desk, *, year: int | None) -> None:
    """Show every training plan of a year against what was done of it, with its funds."""
    desk.show("training-plans", desk.counsel.training.training_plans(year=year, **desk.asked))
