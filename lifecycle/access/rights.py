"""For every command of the program: who may use it, whose file it shows, and which of its rows are shown to whom.

A command that records an order is not listed: it is judged act by act in the order's own transaction
(`lifecycle.access.gate`). What stands here is judged before anything is shown. Any other command that is not listed is
refused, and a test fails.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from domain.access.roles import APPROVER, AUDITOR, OFFICER, SECURITY, SUPERVISOR, SYSTEM

MANAGING: Final = (OFFICER, APPROVER)
AUDITING: Final = (AUDITOR, SUPERVISOR)
EVERYBODY: Final = (OFFICER, APPROVER, AUDITOR, SUPERVISOR, SYSTEM, SECURITY)


class Right(NamedTuple):
    """Who may use a command. `needs_none`: everybody, whether enrolled or not.

    `whose` are the parameters that say whose file is shown; `by` are the fields of a row that say whom it is about, the
    first that has a value counts, none for rows about nobody; `logged`: it shows what is noted in the read log;
    `within`: it counts over many, so that somebody with authority over some must name a unit; `approvers` are the
    roles one of which must be held by whom `--approved-by` names.
    """

    roles: tuple[str, ...] = ()
    needs_none: bool = False
    whose: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    logged: bool = False
    within: bool = False
    approvers: tuple[str, ...] = ()


FREE: Final = Right(needs_none=True)
OPEN: Final = Right(EVERYBODY)
BY: Final = ("cadre", "post", "unit", "subject", "subjects")


def _file(*whose: str) -> Right:
    """One file: within authority, never one's own, and noted."""
    return Right((*MANAGING, *AUDITING), whose=whose, logged=True)


def _list(*by: str, logged: bool = True, whose: Sequence[str] = ()) -> Right:
    """Rows about many, of which those within authority are shown."""
    return Right((*MANAGING, *AUDITING), by=by or BY, logged=logged, whose=tuple(whose))


AUDIT: Final = Right(AUDITING, by=("cadre", "subject", "subjects", "stream"), logged=True)
READ: Final = Right((*MANAGING, *AUDITING))
PROVE: Final = Right((*AUDITING, SYSTEM), logged=True)
RUN: Final = Right((SYSTEM,))
COUNT: Final = Right((*MANAGING, *AUDITING), within=True, by=BY, logged=True)

_FREE: Final = """
init / config show / profile set / profile use / profile list / key new / completion / schema / template / doctor
store info / store restore / witness cosign / watch save / watch list / policy check / policy test / calendar check
"""
"""What needs no right: it is no matter of this store, or says only what the store is."""
_OPEN: Final = """
unit show / unit list / unit lineage / post show / post list / policy list / policy show / law / procedure list
procedure show / procedure lint / procedure diff / procedure export / calendar show / watch run / access roles
access check
"""
"""Public registers and texts: for everybody who is enrolled."""


def _named(written: str) -> Iterator[str]:
    yield from (each.strip() for line in written.strip().splitlines() for each in line.split("/"))


RIGHTS: Final[Mapping[str, Right]] = {
    **dict.fromkeys(_named(_FREE), FREE),
    **dict.fromkeys(_named(_OPEN), OPEN),
    "roster": _list("post", logged=False),
    "find": _list("id", logged=False),
    "post vacancies": _list("post", logged=False),
    "post calendar": _file("post"),
    "person show": _file("cadre"),
    "person list": _list("cadre"),
    "history": _file("who"),
    "career": _file("who"),
    "show": _file("identifier"),
    "diff": _list(whose=("who", "unit")),
    "order show": _file("order_id"),
    "order print": _file("order_id"),
    "order list": _list("order"),
    "report": COUNT,
    "forecast": _list("cadre"),
    "discipline list": _list("subjects", whose=("who",)),
    "discipline sanctions": _list("cadre", whose=("who",)),
    "discipline investigations": _list("cadre", whose=("who",)),
    "complaint list": _list(whose=("who",)),
    "appeal list": _list(whose=("who",)),
    **dict.fromkeys(("body list", "body show", "leadership documents", "leadership plans"), READ),
    "meeting list": _list("cases", logged=False),
    "meeting show": _file("name"),
    "body members": _list("cadre", logged=False),
    "body sessions": _list("unit", "body", logged=False),
    "body year": _list("unit", "body", logged=False),
    "body attendance": _list("cadre", "unit"),
    "body decisions": _list("unit", "body"),
    "body participants": _list("cadre"),
    "body lacking": _list("unit", "body", logged=False),
    "leadership chain": _file("unit"),
    "leadership heads": _list("unit", logged=False),
    "leadership modes": _file("unit"),
    "leadership resources": _list("unit", logged=False),
    "leadership requests": _list("cadre"),
    "selection list": _list("post"),
    "selection show": _file("selection"),
    "reserve list": _list("cadre"),
    "train credit": _file("cadre"),
    "train ledger": _file("cadre"),
    "train report": _list(),
    "assess show": _list("cadre", "unit", "subject", whose=("who",)),
    "assess pool": _list("cadre"),
    "ranking": _list("cadre", "unit", "subject"),
    "consequences": _list("cadre", "unit", "subject"),
    "policy impact": _list("cadre", "post"),
    "what-if": _list("cadre", "post"),
    "due": _list("cadre", whose=("who",)),
    "duty list": _list("cadre", "post", "subject", "unit", whose=("who",)),
    "when": _file("cadre"),
    "who": _list("cadre", whose=("post",)),
    "explain": _file("about"),
    "case list": _list("case"),
    "case show": _file("name"),
    "case history": _file("name"),
    "case replay": _file("name"),
    "task list": _list("case"),
    "worklist": _list("case"),
    "audit log": AUDIT._replace(whose=("cadre", "unit")),
    "audit replay": AUDIT._replace(whose=("who",)),
    "audit waivers": AUDIT._replace(logged=False),
    "audit refusals": AUDIT._replace(logged=False),
    "audit decisions": AUDIT,
    "audit backdating": AUDIT,
    "audit reviews": AUDIT,
    "audit retro": AUDIT,
    "audit watch": AUDIT,
    "audit attempts": AUDIT._replace(logged=False),
    "audit duties": AUDIT,
    "audit disclosure": _file("who"),
    "audit reads": AUDIT._replace(whose=("cadre",)),
    "audit signatures": PROVE,
    "audit checkpoint": PROVE._replace(logged=False),
    "audit verify": PROVE,
    "audit prove": PROVE,
    "audit index": PROVE,
    "audit pack": AUDIT._replace(whose=("who",)),
    "store backup": RUN,
    "store restored": RUN._replace(approvers=AUDITING),
    "store rebuild": RUN,
    "store verify": PROVE,
    "privacy fields": OPEN,
    "privacy restrict": Right((SECURITY,), approvers=AUDITING),
    "privacy lift": Right((SECURITY,), approvers=AUDITING),
    "privacy erase": Right((SECURITY,), approvers=AUDITING),
    "privacy scrub": RUN,
    "privacy log": AUDIT._replace(whose=("cadre",)),
    "privacy copies": Right((*AUDITING, SYSTEM, SECURITY)),
    "privacy destroyed": Right((SYSTEM, SECURITY)),
    "audit rotate-key": Right((SECURITY,)),
    "access countersign": Right((APPROVER, SECURITY, *AUDITING)),
    "access harden": Right((SECURITY, SYSTEM)),
    "access show": Right((SECURITY, *AUDITING)),
    "access list": Right((SECURITY, *AUDITING)),
}
"""Command -> who may use it."""
