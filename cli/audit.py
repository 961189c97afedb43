"""For auditors and supervision: the log of everything recorded, and the replay of one history."""

from cli.command import query
from cli.desk import Desk
from cli.missing import optional, positional
from cli.params import DAY
from cli.topic import Topic

audit = Topic("audit", help="Read the audit log and replay a history.")


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


@query("replay", "cadre audit replay LI", "cadre audit replay LI --until cadre:LI@2", into=audit, takes=())
@positional("who", "WHO", "The cadre.")
@optional("--until", "EVENT|DAY", "Stop after this event, or before this day of recording.")
def replay(desk: Desk, who: str, until: str | None) -> None:
    """Tell a cadre's history event by event, with the state after each."""
    desk.show("audit-replay", desk.engine.audit_replay(who, until=until))
