"""For auditors and supervision: what was recorded, refused and waived, and past decisions judged again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cli.approval import APPROVED_BY, open_file
from cli.command import query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

if TYPE_CHECKING:  # loaded when access is asked about
    from lifecycle.access.accounts import Accounts


def accounts(desk: Desk) -> "Accounts":
    """Return the questions about access to the store in effect."""
    from lifecycle.access.accounts import Accounts

    return desk.at_the_time(Accounts(desk.engine.database))


audit = Topic(
    "audit", help="Read what was recorded, refused and waived; judge past decisions again; prove and verify the record."
)


@query("log", "cadre audit log --act appoint", "cadre audit log --cadre LI -o json", into=audit, takes=())
@optional("--since", "DAY", "Recorded on or after this day.", type=DAY)
@optional("--until", "DAY", "Recorded before this day.", type=DAY)
@optional("--actor", "ID", "Recorded by.")
@optional("--act", "ACT", "Only this act.")
@optional("--unit", "ID", "Only this unit and those below it.")
@optional("--cadre", "ID", "Only this cadre.")
@optional("--outcome", "TEXT", "Only this outcome.")
@optional("--order", "ID", "Only this order.")
def log(desk: Desk, **filters: str | None) -> None:
    """List what was recorded, by whom and when."""
    desk.show("audit-log", desk.engine.audit_log(**filters))


@query("replay", "cadre audit replay LI", "cadre audit replay LI --until cadre:LI@2", into=audit, takes=("reason",))
@positional("who", "WHO", "The cadre.")
@optional("--until", "EVENT|DAY", "Stop after this event, or before this day of recording.")
@APPROVED_BY
def replay(desk: Desk, who: str, until: str | None, approved_by: str | None) -> None:
    """Tell a cadre's history event by event, with the state after each."""
    open_file(desk, who, approved_by)
    desk.show("audit-replay", desk.engine.audit_replay(who, until=until))


@query("reads", "cadre audit reads", "cadre audit reads --cadre LI --actor ZHOU -o json", into=audit, takes=())
@optional("--since", "DAY", "Looked at on or after this day.", type=DAY)
@optional("--until", "DAY", "Looked at before this day.", type=DAY)
@optional("--actor", "ID", "By whom.")
@optional("--cadre", "ID", "At the file of this cadre.")
@optional("--command", "TEXT", "By this command, such as history.")
def reads(desk: Desk, **filters: str | None) -> None:
    """List the looks at personal histories; there are none before access control is put on."""
    desk.show("reads", accounts(desk).reads(**filters))


RECORDED_SINCE = optional("--since", "DAY", "Recorded on or after this day.", type=DAY)
RECORDED_UNTIL = optional("--until", "DAY", "Recorded before this day.", type=DAY)
BY_ACTOR = optional("--actor", "ID", "Recorded by.")
TIMES = ("then", "now")
FOUR = tuple(f"law_{law}_facts_{facts}" for law in TIMES for facts in TIMES)
"""The fields of the four judgements of a past decision."""
CIRCLES = ("superior", "members", "public", "media")
PATTERNS = ("short-break", "rename-to-reset", "ping-pong", "acting-parked", "resign-and-return", "chained-waivers")


@query("waivers", "cadre audit waivers", "cadre audit waivers --on 2027-05-31", into=audit, takes=("known_on",))
@optional("--on", "DAY", "In force, expired or to come on this day; today unless said.", type=DAY)
def waivers(desk: Desk, on: str | None) -> None:
    """List the waivers: who, why, until when, approved by whom; those that carry on another are marked."""
    desk.show("waivers", desk.counsel.supervision.waivers(on=on, **desk.asked))


@query("refusals", "cadre audit refusals", into=audit, takes=())
@RECORDED_SINCE
@RECORDED_UNTIL
@BY_ACTOR
def refusals(desk: Desk, **filters: str | None) -> None:
    """List the attempts that were refused, by which rules, and how often the same was tried."""
    desk.show("refusals", desk.counsel.supervision.refusals(**filters))


@query("attempts", "cadre audit attempts", "cadre audit attempts --least 1 --actor tester", into=audit, takes=())
@RECORDED_SINCE
@RECORDED_UNTIL
@BY_ACTOR
@optional("--least", "N", "Only what was tried so often. [2]", type=click.IntRange(1), default=2)
def attempts(desk: Desk, **filters: Any) -> None:
    """List what an officer tried again and again, with which days, and what was recorded of it afterwards."""
    desk.show("attempts", desk.counsel.supervision.attempts(**filters))


@query("duties", "cadre audit duties", "cadre audit duties --since 2024-01-01", into=audit, takes=())
@RECORDED_SINCE
@RECORDED_UNTIL
@BY_ACTOR
def duties(desk: Desk, **filters: str | None) -> None:
    """List where duties were not kept apart: own files, self-approval, acts outside authority, keys of others."""
    desk.show("separation", desk.counsel.supervision.separation(**filters))


@query(
    "disclosure",
    "cadre audit disclosure LI --scope superior",
    "cadre audit disclosure LI --scope public -o json",
    into=audit,
    takes=("known_on", "reason"),
)
@positional("who", "WHO", "The cadre.")
@APPROVED_BY
@needed(
    "--scope", None, "For whom: superiors, members of the house, the public or the media.", type=click.Choice(CIRCLES)
)
def disclosure(desk: Desk, who: str, scope: str, approved_by: str | None) -> None:
    """Show the file of a cadre as a circle may see it; what is left out of a row is named."""
    open_file(desk, who, approved_by)
    questions = desk.counsel.supervision
    questions.approved = desk.engine.approved
    desk.show("disclosure", questions.disclosure(who, scope=scope, **desk.asked))


@query("decisions", "cadre audit decisions --outcome refused", into=audit, takes=())
@RECORDED_SINCE
@RECORDED_UNTIL
@BY_ACTOR
@optional(
    "--outcome", None, "Only this outcome.", type=click.Choice(("recorded", "refused", "conflict", "not-authorised"))
)
def decisions(desk: Desk, **filters: str | None) -> None:
    """List every decision, recorded or refused, with the packs it was made under."""
    desk.show("decisions", desk.counsel.supervision.decisions(**filters))


@query("backdating", "cadre audit backdating --days 30", into=audit, takes=())
@optional("--days", "N", "Only what was recorded more than so many days late.", type=click.IntRange(0), default=0)
@RECORDED_SINCE
@RECORDED_UNTIL
def backdating(desk: Desk, *, days: int, since: str | None, until: str | None) -> None:
    """List the acts that were recorded after they took effect, the longest first."""
    desk.show("backdating", desk.counsel.supervision.backdating(days=days, since=since, until=until))


@query("reviews", "cadre audit reviews", into=audit, takes=())
def reviews(desk: Desk) -> None:
    """List the decisions that rest on what was corrected or cancelled since; nothing is undone."""
    desk.show("reviews", desk.counsel.supervision.reviews())


@query("retro", "cadre audit retro", "cadre audit retro --law now --facts then", into=audit, takes=("today",))
@optional("--law", None, "By the law of then, or of today as it stands; both unless said.", type=click.Choice(TIMES))
@optional("--facts", None, "On what was known then or is known now; both unless said.", type=click.Choice(TIMES))
@RECORDED_SINCE
@optional("--differing", None, "Only those that are judged otherwise than in their own time.", is_flag=True)
def retro(desk: Desk, *, law: str | None, facts: str | None, since: str | None, differing: bool) -> None:
    """Judge past decisions again, by the law and on the facts of then and of now."""
    if law is None and facts is None:
        rows = desk.counsel.retro(since=since, **desk.asked)
        rows = [each for each in rows if not differing or len({each[name] for name in FOUR}) > 1]
        return desk.show("retro", [judged_four_times(row) for row in rows])
    judged = (law or "then", facts or "then")
    rows = desk.counsel.retro(since=since, judged=tuple({("then", "then"), judged}), **desk.asked)
    once = [judged_once(row, *judged) for row in rows]
    return desk.show("retro-one", [each for each in once if not differing or each["outcome"] != each["recorded_as"]])


def judged_four_times(row: Mapping[str, Any]) -> dict[str, object]:
    """Return a past decision with its four judgements and all rules that had something against it in one of them."""
    return {**row, "rules": list(dict.fromkeys(rule for each in FOUR for rule in row["rules"][each]))}


def judged_once(row: Mapping[str, Any], law: str, facts: str) -> dict[str, object]:
    """Return a past decision with one of its four judgements beside that of its own time."""
    told = {name: value for name, value in row.items() if not name.startswith("law_")}
    which = f"law_{law}_facts_{facts}"
    outcomes = {"outcome": row[which], "recorded_as": row[FOUR[0]], "rules": row["rules"][which]}
    return {**told, "law": law, "facts": facts, **outcomes}


@query("watch", "cadre audit watch --today 2024-06-01", into=audit, takes=("today", "known_on"))
@optional("--pattern", None, "Only this pattern.", type=click.Choice(PATTERNS))
def watch(desk: Desk, pattern: str | None) -> None:
    """List what looks like a way around a rule, to be looked into; nothing is held against anybody by it."""
    desk.show("watch", desk.counsel.supervision.watch(pattern=pattern, **desk.asked))
