"""Cases of procedures and their tasks: opened, looked at, done, ended; and what somebody has to do."""

from typing import Any, Final

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

case = Topic("case", help="Open and follow cases of procedures.")
tasks = Topic("task", help="Do the tasks of cases.")
ONLY: Final = ("overdue", "today", "soon", "later", "untimed", "provisional", "suspended", "lapsing", "incident")
NEEDS: Final[tuple[str, ...]] = ()
"""What happens in a case happens today unless said otherwise; an effect on the register needs --basis."""


@act(
    "open",
    "cadre case open CHEN --procedure appointment --post FIN-CLERK --case C1 --effective 2024-03-04",
    "cadre case open ZHAO --procedure appointment --post TREASURER --case C2 --staff organisation=SUN,QIAN "
    "--effective 2024-03-04",
    "cadre case open ZHAO --procedure appointment --post FIN-HEAD --case C3 --effective 2024-03-04",
    "cadre case open ZHAO --procedure appointment --post REV-HEAD --case C4 --effective 2024-03-04",
    into=case,
    needs=NEEDS,
)
@positional("cadre", "WHO...", "The cadres whom it is about.", nargs=-1)
@needed("--procedure", "ID", "A published procedure.")
@optional("--case", "ID", "The id of the case; made of procedure, cadre and day unless said.")
@optional("--post", "ID", "The post it is about, where the procedure needs one.")
@optional("--given", "NAME=VALUE", "What else the procedure needs to be given, repeatable.", multiple=True)
@optional("--staff", "ROLE=ID,ID", "Who fills a role, repeatable; unless said everybody may.", multiple=True)
def open_case(desk: Desk, *, post: str | None, given: tuple[str, ...], **line: Any) -> None:
    """Open a case; the post it is about is reserved while it runs."""
    told = [f"post={post}", *given] if post else [*given]
    desk.record(act="case-open", effective=desk.effective_or_today, given=told, **line)


@query("list", "cadre case list --as-of 2024-03-05", "cadre case list --running -o json", into=case)
@optional("--running", None, "Only those that have not ended.", is_flag=True)
@optional("--procedure", "ID", "Only cases of this procedure.")
def list_cases(desk: Desk, *, running: bool, procedure: str | None) -> None:
    """List cases as they stand on a day."""
    desk.show("cases", desk.cases.cases(running=running, procedure=procedure, **desk.asked))


@query("show", "cadre case show C1", into=case)
@positional("name", "CASE", "The case.")
def show(desk: Desk, name: str) -> None:
    """Show a case: what is open, what was done, what keeps it."""
    desk.show("case", desk.cases.case(name, **desk.asked))


@query("history", "cadre case history C1", into=case)
@positional("name", "CASE", "The case.")
def history(desk: Desk, name: str) -> None:
    """Everything that happened in a case."""
    desk.show("case-history", desk.cases.case_history(name, **desk.asked))


@query("replay", "cadre case replay C1", "cadre case replay C1 --until case:C1@2 -o json", into=case, takes=())
@positional("name", "CASE", "The case.")
@optional("--until", "EVENT|DAY", "The last event, or the day of recording from which on events are left out.")
def replay(desk: Desk, name: str, until: str | None) -> None:
    """Replay a case one event at a time, with the state after each; it must end in the case as it is read."""
    desk.show("case-replay", desk.cases.case_replay(name, until=until))


@act(
    "staff",
    "cadre case staff C2 --role inspector --person WU --person ZHENG --effective 2024-03-04",
    into=case,
    needs=NEEDS,
)
@positional("case", "CASE", "The case.")
@needed("--role", "ROLE", "A role of its procedure.")
@needed("--person", "ID", "Who fills it from now on, repeatable.", multiple=True)
def staff(desk: Desk, **line: Any) -> None:
    """Name who fills a role of a case from now on."""
    desk.record(act="case-staff", effective=desk.effective_or_today, **line)


@act(
    "withdraw",
    "cadre case withdraw C3 --reason 'No need any more' --effective 2024-03-05",
    into=case,
    needs=("reason",),
)
@positional("case", "CASE", "The case.")
def withdraw(desk: Desk, **line: Any) -> None:
    """End a case that has had no effect on the register."""
    desk.record(act="case-withdraw", effective=desk.effective_or_today, **line)


@act("annul", "cadre case annul C4 --reason 'Opened in error' --effective 2024-03-05", into=case, needs=("reason",))
@positional("case", "CASE", "The case.")
def annul(desk: Desk, **line: Any) -> None:
    """End a case and undo what it did to the register, by further acts."""
    desk.record(act="case-annul", effective=desk.effective_or_today, **line)


@act(
    "reopen",
    "cadre case reopen C3 --as-case C5 --reason 'The need is there again' --effective 2024-03-06",
    into=case,
    needs=("reason",),
)
@positional("case", "CASE", "A case that has ended.")
@optional("--as-case", "ID", "The id of the new case; the old one's with -again unless said.")
@optional("--given", "NAME=VALUE", "What is given otherwise than before, repeatable.", multiple=True)
@optional("--staff", "ROLE=ID,ID", "Who fills a role otherwise than before, repeatable.", multiple=True)
def reopen(desk: Desk, **line: Any) -> None:
    """Take an ended case up again as a new one; the old one stays as it ended."""
    desk.record(act="case-reopen", effective=desk.effective_or_today, **line)


@act(
    "tick",
    "cadre case tick C2 --effective 2024-03-05",
    "cadre case tick --effective 2024-03-05",
    into=case,
    needs=NEEDS,
)
@click.argument("case", required=False, help="The case; every one in which something was due without it.")
def tick(desk: Desk, case: str | None) -> None:
    """Record what was due in a case, or in all, by a day; every other act in a case does so too."""
    day = str(desk.effective_or_today)
    cases = [case] if case else desk.cases.due(day)
    if not cases:
        return desk.say(f"Nothing was due in any case by {day}.")
    return desk.submit([{"act": "case-tick", "case": each, "effective": day} for each in cases])


@query("list", "cadre task list --who SUN --on 2024-03-06", into=tasks, takes=("known_on",))
@optional("--who", "ID", "Only what this person may do.")
@optional("--on", "DAY", "On this day; today unless said.", type=DAY)
def list_tasks(desk: Desk, who: str | None, on: str | None) -> None:
    """List the open tasks of all cases, the most urgent first."""
    rows = desk.cases.worklist(who, on=on, known_on=desk.asked["known_on"])
    desk.show("worklist", [each for each in rows if each["kind"] in {"task", "poll"}])


@act("claim", "cadre task claim C1 --person WU --effective 2024-03-05", into=tasks, needs=NEEDS)
@positional("case", "CASE", "The case.")
@optional("--step", "STEP", "The task, where more than one is open.")
@optional("--person", "ID", "Who takes it on; who is at the keyboard unless said.")
@optional("--behalf", "ID", "In whose stead; the duties look at both.")
def claim(desk: Desk, **line: Any) -> None:
    """Take a task on."""
    desk.record(act="task-claim", effective=desk.effective_or_today, **line)


@act("release", "cadre task release C1 --person WU --effective 2024-03-05", into=tasks, needs=NEEDS)
@positional("case", "CASE", "The case.")
@optional("--step", "STEP", "The task, where more than one is open.")
@optional("--person", "ID", "Who gives it back; who is at the keyboard unless said.")
def release(desk: Desk, **line: Any) -> None:
    """Give a task back."""
    desk.record(act="task-release", effective=desk.effective_or_today, **line)


@act(
    "complete",
    "cadre task complete C1 --outcome accept --person WU --effective 2024-03-05",
    "cadre task complete C2 --outcome accept --person QIAN --effective 2024-03-05",
    "cadre task complete C1 --outcome done --person SUN --count issued=20 --count valid=19 --count for=15 "
    "--effective 2024-03-06",
    "cadre task complete C1 --outcome fit --person WU --person ZHENG --document inspection-report=9f86d081 "
    "--document integrity-opinion=60303ae2 --effective 2024-03-07",
    into=tasks,
    needs=NEEDS,
)
@positional("case", "CASE", "The case.")
@needed("--outcome", "OUTCOME", "How it ends.")
@optional("--step", "STEP", "The task, where more than one is open.")
@optional(
    "--person",
    "ID",
    "Whose hands did it, repeatable; those that took it on, else who is at the keyboard.",
    multiple=True,
)
@optional("--document documents", "NAME=HASH", "A document it needs, repeatable.", multiple=True)
@optional("--count counts", "NAME=N", "A number it needs, repeatable.", multiple=True)
def complete(desk: Desk, **line: Any) -> None:
    """Do a task; where it is an act on the register, the document is named with --basis."""
    desk.record(act="task-complete", effective=desk.effective_or_today, **line)


@act(
    "return",
    "cadre task return C2 --to motion --reason 'The post was described wrongly' --effective 2024-03-06",
    into=tasks,
    needs=("reason",),
)
@positional("case", "CASE", "The case.")
@needed("--to", "STEP", "A task that was done before.")
@optional("--step", "STEP", "The open task, where there is more than one.")
def send_back(desk: Desk, **line: Any) -> None:
    """Send a case back to a task that was done before."""
    desk.record(act="task-return", effective=desk.effective_or_today, **line)


@query(
    "worklist",
    "cadre worklist --on 2024-03-12",
    "cadre worklist --who SUN --on 2024-03-12",
    "cadre worklist --only overdue --only today --on 2024-03-12",
    "cadre worklist --only lapsing",
    takes=("known_on",),
)
@optional("--who", "ID", "Only what this person may do.")
@optional("--on", "DAY", "On this day; today unless said.", type=DAY)
@optional("--soon", "N", "How many days ahead of its last day something is soon due. [3]", type=int, default=3)
@optional("--only", None, "Only these, repeatable.", type=click.Choice(ONLY), multiple=True)
def worklist(desk: Desk, who: str | None, on: str | None, soon: int, only: tuple[str, ...]) -> None:
    """What is to be done on a day, the most urgent first, and what each thing waits for."""
    desk.show("worklist", desk.cases.worklist(who, on=on, soon=soon, only=only, known_on=desk.asked["known_on"]))
