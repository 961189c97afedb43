"""Meetings that decide cases, and public notices."""

from collections.abc import Sequence
from typing import Any, Final

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic

meeting = Topic("meeting", help="Hold meetings that decide cases.")
publicity = Topic("publicity", help="Look after the public notices of cases.")
RESULTS: Final = ("upheld", "dismissed", "not-admitted")


@act(
    "convene",
    "cadre meeting convene M1 --body 'Party committee' --person A,B,C,D,E --case C1 --effective 2024-03-08",
    into=meeting,
    needs=(),
)
@positional("meeting", "MEETING", "The id of the meeting.")
@needed("--body", "TEXT", "Which body.")
@needed("--person", "ID,ID", "The members, with commas between; repeatable.", multiple=True)
@needed("--case", "CASE,CASE", "The cases on the agenda; repeatable.", multiple=True)
def convene(desk: Desk, *, person: Sequence[str], case: Sequence[str], **line: Any) -> None:
    """Call a body together: its members, and the cases on which it is to decide."""
    told = {"person": each_of(person), "case": each_of(case)}
    desk.record(act="meeting-convene", effective=desk.effective_or_today, **told, **line)


def each_of(words: Sequence[str]) -> list[str]:
    """Return the ids in words that hold one or several with commas between."""
    return [each.strip() for word in words for each in word.split(",") if each.strip()]


@act(
    "attend",
    "cadre meeting attend M1 --person A,B,C,D --effective 2024-03-08",
    into=meeting,
    needs=(),
)
@positional("meeting", "MEETING", "The meeting.")
@needed("--person", "ID,ID", "Who is present, with commas between; repeatable.", multiple=True)
def attend(desk: Desk, *, person: Sequence[str], **line: Any) -> None:
    """Record who is present."""
    desk.record(act="meeting-attend", effective=desk.effective_or_today, person=each_of(person), **line)


@act(
    "vote",
    "cadre meeting vote M1 C1 --aye A,B,C --nay D --effective 2024-03-08",
    "cadre meeting vote M1 C1 --reconsider --aye A,B --nay C,D --effective 2024-03-08",
    into=meeting,
    needs=(),
)
@positional("meeting", "MEETING", "The meeting.")
@positional("case", "CASE", "A case on its agenda.")
@optional("--ayes", "N", "Votes for, of a secret ballot.", type=int)
@optional("--nays", "N", "Votes against.", type=int)
@optional("--abstentions", "N", "Abstentions.", type=int)
@optional("--aye", "ID,ID", "Who voted for, of an open ballot; repeatable.", multiple=True)
@optional("--nay", "ID,ID", "Who voted against, repeatable.", multiple=True)
@optional("--abstain", "ID,ID", "Who abstained, repeatable.", multiple=True)
@optional("--recused", "ID,ID", "Who stood aside, repeatable.", multiple=True)
@optional("--sheet", "HASH", "The hash of the sheet of the count.")
@optional("--deferred", None, "The decision is put off.", is_flag=True)
@optional("--reconsider", None, "The vote is on taking the earlier decision up again.", is_flag=True)
def vote(desk: Desk, **line: Any) -> None:
    """Record the vote on a case; the case goes where the result leads."""
    named = {name: each_of(line[name]) for name in ("aye", "nay", "abstain", "recused")}
    desk.record(act="meeting-vote", effective=desk.effective_or_today, **{**line, **named})


@act("close", "cadre meeting close M1 --effective 2024-03-08", into=meeting, needs=())
@positional("meeting", "MEETING", "The meeting.")
def close(desk: Desk, **line: Any) -> None:
    """End a meeting."""
    desk.record(act="meeting-close", effective=desk.effective_or_today, **line)


@query("list", "cadre meeting list", into=meeting)
def list_meetings(desk: Desk) -> None:
    """List the meetings, and which cases of their agendas are not decided."""
    desk.show("meetings", desk.cases.meetings(**desk.asked))


@query("show", "cadre meeting show M1", into=meeting)
@positional("name", "MEETING", "The meeting.")
def show_meeting(desk: Desk, name: str) -> None:
    """Show a meeting: who came, and what became of each case of its agenda."""
    desk.show("meeting", desk.cases.meeting(name, **desk.asked))


@act(
    "open",
    "cadre publicity open C1 --where 'Notice board and web site' --effective 2024-03-11",
    into=publicity,
    needs=(),
)
@positional("case", "CASE", "The case.")
@needed("--where", "TEXT", "Where the notice is up.")
@optional("--text", "HASH", "The hash of the text of the notice.")
@optional("--step", "STEP", "The notice, where more than one is open.")
def open_notice(desk: Desk, **line: Any) -> None:
    """Record that a notice is up; its term counts from that day."""
    desk.record(act="publicity-open", effective=desk.effective_or_today, **line)


@act(
    "object",
    "cadre publicity object C1 --grounds 'A debt not declared' --effective 2024-03-12",
    into=publicity,
    needs=(),
)
@positional("case", "CASE", "The case.")
@needed("--grounds", "TEXT", "On what grounds.")
@optional("--by", "TEXT", "Who objects; anonymous unless said.")
@optional("--step", "STEP", "The notice, where more than one is open.")
def object_to(desk: Desk, **line: Any) -> None:
    """Record an objection; the term of the notice stands still until it is settled."""
    desk.record(act="publicity-object", effective=desk.effective_or_today, **line)


@act(
    "resolve",
    "cadre publicity resolve C1 1 --result dismissed --reason 'The debt was declared in 2020' --effective 2024-03-14",
    into=publicity,
    needs=("reason",),
)
@positional("case", "CASE", "The case.")
@positional("objection", "N", "The number of the objection.", type=int)
@needed("--result", None, "What became of it.", type=click.Choice(RESULTS))
def resolve(desk: Desk, **line: Any) -> None:
    """Settle an objection: upheld it ends the notice, else what is left of the term counts on."""
    desk.record(act="publicity-resolve", effective=desk.effective_or_today, **line)
