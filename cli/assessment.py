"""Assessment: cycles, marks, observations, rankings, grades, and what is published of them."""

from pathlib import Path
from typing import Final

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

assess = Topic("assess", help="Assess units and cadres.")
PERIODS: Final = ("mid-year", "year-end", "mid-term", "term", "special")
GRADES: Final = ("excellent", "good", "competent", "average", "basically-competent", "poor", "incompetent")
CADRE_GRADES: Final = ("excellent", "competent", "basically-competent", "incompetent")
SCOPES: Final = ("superior", "members", "public", "media")
RANKED: Final = ("unit", "cadre")
STATES: Final = ("open", "done", "deferred", "overdue", "basis-lost")


@act(
    "open",
    "cadre assess open 2026H2 --period year-end --set bureaus.toml --effective 2026-12-01 --basis 'Notice 40 of 2026'",
    into=assess,
)
@positional("cycle", "CYCLE", "The id of the cycle.")
@needed("--period", None, "What it covers.", type=click.Choice(PERIODS))
@optional("--year", "YEAR", "The year it is about; that of the effective day unless said.", type=click.IntRange(1700))
@optional("--set sets", "FILE|ID", "An indicator set, as a TOML file or ID@VERSION; repeatable.", multiple=True)
@optional("--within unit", "ID", "The unit that is assessed with those below it; everybody unless said.")
@optional("--title", "TEXT", "What it is called.")
def open_cycle(desk: Desk, *, sets: tuple[str, ...], **line: object) -> None:
    """Open a cycle with the indicator sets that are used in it; a set in a file is published by the same order."""
    from lifecycle.indicator_files import read_indicators

    files = {each: read_indicators(each) for each in sets if Path(each).is_file()}
    keys = [f"{files[each]['set']}@{files[each]['version']}" if each in files else each for each in sets]
    desk.submit([*files.values(), {"act": "assess-open", "sets": keys, **line}])


@act(
    "score",
    "cadre assess score 2026H2 TRADE --mark theory=80 --mark works=91.5 --proof theory='Minutes 12' "
    "--rate masses=12:1030 --effective 2026-12-10 --basis 'Tally 1'",
    into=assess,
)
@positional("cycle", "CYCLE", "The cycle.")
@positional("subject", "WHO", "The unit or cadre.")
@optional("--mark marks", "INDICATOR=MARK", "The mark of an indicator, repeatable.", multiple=True)
@optional("--proof proofs", "INDICATOR=DOCUMENT", "The document that proves a mark, repeatable.", multiple=True)
@optional(
    "--rate ratings", "GROUP[/KNOWLEDGE]=COUNT:SUM", "How many evaluators gave a mark, and their sum.", multiple=True
)
@optional("--marks file", "FILE", "Evaluators' marks as CSV (group, knowledge, mark): summed up, never kept.")
@optional("--set", "ID", "The indicator set, where several are meant for WHO.")
def score(desk: Desk, *, file: str | None, ratings: tuple[str, ...], **line: object) -> None:
    """Enter marks; of evaluators only how many there were and the sum of their marks is recorded."""
    from lifecycle.indicator_files import read_marks

    read = [f"{name}={told}" for name, told in read_marks(file).items()] if file else []
    desk.record(act="assess-score", ratings=[*ratings, *read] or None, **line)


@act(
    "observe",
    "cadre assess observe 2026H2 TRADE --indicator theory --problem 'No study since May' --due 2027-01-15 "
    "--effective 2026-12-05 --basis 'Visit 3'",
    into=assess,
)
@positional("cycle", "CYCLE", "The cycle.")
@positional("subject", "WHO", "The unit or cadre.")
@needed("--indicator", "ID", "The indicator.")
@optional("--mark", "MARK", "The mark it would have now.")
@optional("--note", "TEXT", "What was seen.")
@optional("--problem", "TEXT", "What is to be put right.")
@optional("--due", "DAY", "The day by which it is to be put right.", type=DAY)
def observe(desk: Desk, **line: object) -> None:
    """Note what is seen between the dates of assessment; a problem becomes a duty with a day."""
    desk.record(act="assess-observe", **line)


@act(
    "rectify",
    "cadre assess rectify assessment:2026H2.TRADE@2 --effective 2027-01-10 --basis 'Visit 5'",
    into=assess,
)
@positional("problem", "EVENT", "The event that found the problem.")
@optional("--verified-by", "ID", "Who saw that it was put right.")
def rectify(desk: Desk, **line: object) -> None:
    """Record that a problem was put right."""
    desk.record(act="assess-rectify", **line)


@act(
    "rank",
    "cadre assess rank 2026H2 --effective 2026-12-25 --basis 'Minutes 30 of 2026'",
    into=assess,
)
@positional("cycle", "CYCLE", "The cycle.")
@optional("--of ranks", None, "What is ranked. [unit]", type=click.Choice(RANKED), default="unit")
def rank(desk: Desk, **line: object) -> None:
    """Rank the units or the cadres of a cycle by their scores."""
    desk.record(act="assess-rank", **line)


@act(
    "grade",
    "cadre assess grade 2026H2 TRADE --grade good --effective 2026-12-28 --basis 'Minutes 31 of 2026'",
    into=assess,
)
@positional("cycle", "CYCLE", "The cycle.")
@positional("subject", "WHO", "The unit or cadre.")
@needed("--grade", None, "The grade.", type=click.Choice(GRADES))
def grade(desk: Desk, **line: object) -> None:
    """Decide a grade for a cycle, within the quotas."""
    desk.record(act="assess-grade", **line)


@act(
    "publish",
    "cadre assess publish 2026H2 --scope public --channel 'county gazette' --effective 2027-01-05 --basis 'Notice 1'",
    into=assess,
)
@positional("cycle", "CYCLE", "The cycle.")
@optional("--scope", None, "Who is told. [members]", type=click.Choice(SCOPES[1:]))
@optional("--channel channels", "TEXT", "How they are told, repeatable.", multiple=True)
@optional("--told", "ID", "Who was told in person, repeatable.", multiple=True)
def publish(desk: Desk, **line: object) -> None:
    """Record that the results of a cycle were told."""
    desk.record(act="assess-publish", **line)


@query("show", "cadre assess show", "cadre assess show 2026H2", "cadre assess show 2026H2 --scope public", into=assess)
@optional("--scope", None, "As whom it is seen. [superior]", type=click.Choice(SCOPES), default="superior")
@click.argument("cycle", required=False, help="The cycle; every cycle is listed without one.")
@click.argument("who", required=False, help="The unit or cadre.")
def show(desk: Desk, cycle: str | None, who: str | None, scope: str) -> None:
    """Show the cycles, or the scores of one; evaluators as groups, and no group of fewer than the rule says."""
    kind = "cycles" if cycle is None else "assessments"
    desk.show(kind, desk.counsel.assessment.assessments(cycle, who, scope=scope, **desk.asked))


@query(
    "pool",
    "cadre assess pool --today 2027-03-01",
    "cadre assess pool --unit-kind mass-organisation --born-after 1990-01-01",
    into=assess,
    takes=("today", "known_on"),
)
@optional("--grade", None, "The grade from which on. [excellent]", type=click.Choice(CADRE_GRADES), default="excellent")
@optional("--unit-kind", "TEXT", "Only who serves in units of this kind.")
@optional("--born-after", "DAY", "Only who was born after this day.", type=DAY)
def pool(desk: Desk, *, grade: str, unit_kind: str | None, born_after: str | None) -> None:
    """Who is in the selection scope: well graded in the last year, in the order of priority."""
    found = desk.counsel.assessment.pool(grade=grade, unit_kind=unit_kind, born_after=born_after, **desk.asked)
    desk.show("pool", found)


@query(
    "ranking",
    "cadre ranking",
    "cadre ranking --year 2026 --of unit -o csv",
    takes=("today", "known_on", "unit"),
)
@optional("--year", "YEAR", "Only this year.", type=click.IntRange(1700))
@optional("--cycle", "CYCLE", "Only this cycle.")
@optional("--of ranks", None, "Only units, or only cadres.", type=click.Choice(RANKED))
def ranking(desk: Desk, *, year: int | None, cycle: str | None, ranks: str | None) -> None:
    """Who ranked where in which cycle, whether first or last, how often running, and what follows."""
    found = desk.counsel.assessment.ranking(year=year, cycle=cycle, ranks=ranks, **desk.asked)
    desk.show("ranking", found)


@query(
    "consequences",
    "cadre consequences",
    "cadre consequences --year 2026 --state overdue",
    takes=("today", "known_on", "unit"),
)
@optional("--year", "YEAR", "Only this year.", type=click.IntRange(1700))
@optional("--state", None, "Only these states, repeatable.", type=click.Choice(STATES), multiple=True)
def consequences(desk: Desk, *, year: int | None, state: tuple[str, ...]) -> None:
    """What follows from rankings, grades and marks: talks, notices, adjustments, rewards, each with its duty."""
    desk.show("consequences", desk.counsel.assessment.consequences(year=year, state=state, **desk.asked))
