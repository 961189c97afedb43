"""Access control: who may do what, given and withdrawn by two persons together."""

from typing import Final

import click

from cli.audit import accounts
from cli.command import act, query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

access = Topic("access", help="Say who may do what: principals, keys, roles and dated authority.")
ROLES: Final = ("officer", "approver", "auditor", "supervisor", "system-administrator", "security-administrator")
TRACKS: Final = ("party", "admin", "business")
NEEDS: Final[tuple[str, ...]] = ()
"""What is done to access happens today unless said otherwise."""

who = positional("principal", "WHO", "The principal: the id that --actor names.")
approved = needed("--approved-by", "ID", "The second security administrator; another person than who records it.")
public_key = "The file with the public key, as made by: cadre key new"


def key_text(path: str | None) -> str | None:
    """Return the public key in a file."""
    from lifecycle.integrity.files import read_key_file

    return read_key_file(path).text if path else None


@act("enable", "cadre access enable --security tester --security BO", into=access, needs=NEEDS)
@needed("--security", "ID", "Who looks after access from then on; at least two persons.", multiple=True)
def enable(desk: Desk, security: tuple[str, ...]) -> None:
    """Put access control on: from then on nobody is known but who is enrolled."""
    desk.record(act="access-enable", effective=desk.effective_or_today, administrators=security)


@act(
    "enrol",
    "cadre access enrol ZHOU --role officer --role approver --approved-by BO",
    "cadre access enrol WU --role auditor --approved-by BO",
    "cadre access enrol BO --public-key bo.key.pub --approved-by BO",
    "cadre access enrol ZHENG --role officer --public-key zheng.key.pub --approved-by BO",
    into=access,
    needs=NEEDS,
)
@who
@optional("--role roles", None, "A role, repeatable.", type=click.Choice(ROLES), multiple=True)
@optional("--cadre", "ID", "Which cadre it is; the one of the same id unless said, never changed later.")
@optional("--public-key", "FILE", public_key)
@optional("--until", "DAY", "The first day without the roles.", type=DAY)
@approved
def enrol(desk: Desk, *, public_key: str | None, **line: object) -> None:
    """Enrol a principal with roles and a key, or a further role or key of one."""
    desk.record(act="access-enrol", effective=desk.effective_or_today, public_key=key_text(public_key), **line)


@act(
    "grant",
    "cadre access grant ZHOU --unit FINANCE --track admin --to-level division --until 2031-01-01 --approved-by BO",
    "cadre access grant ZHOU --unit COUNTY --joint --approved-by BO",
    into=access,
    needs=NEEDS,
)
@who
@optional("--role", None, "Give this role; else authority is granted.", type=click.Choice(ROLES))
@optional("--body", "ID", "The body whose decisions it covers.")
@optional("--unit", "ID", "Over this unit and those below it; over all unless said.")
@optional("--track", None, "Over this line of posts.", type=click.Choice(TRACKS))
@optional("--key-posts", None, "Over key posts only.", is_flag=True)
@optional("--from-level lowest", "LEVEL", "From this level up.")
@optional("--to-level highest", "LEVEL", "Up to this level.")
@optional("--joint", None, "As the side that gives its opinion and does not decide.", is_flag=True)
@optional("--until", "DAY", "The first day without it.", type=DAY)
@approved
def grant(desk: Desk, **line: object) -> None:
    """Give a role, or authority over cadres and posts; what is not said is no bound."""
    desk.record(act="access-grant", effective=desk.effective_or_today, **line)


@query("list", "cadre access list", into=access)
def list_principals(desk: Desk) -> None:
    """List everybody who is enrolled, with roles, authority and keys on a day."""
    desk.show("principals", accounts(desk).principals(**desk.asked))


@query("show", "cadre access show ZHOU", into=access)
@who
def show(desk: Desk, principal: str) -> None:
    """Show a principal: as it stands on a day, and all that it was ever given."""
    desk.show("principal", accounts(desk).principal(principal, **desk.asked))


@query("roles", "cadre access roles", into=access, takes=())
def roles(desk: Desk) -> None:
    """List the roles, what each may do, and what it may not."""
    desk.show("roles", accounts(desk).roles())


@query(
    "check",
    "cadre access check ZHOU appoint --cadre CHEN --post FIN-CLERK",
    "cadre access check WU 'audit log'",
    into=access,
    takes=(),
)
@who
@positional("what", "ACT|COMMAND", "An act such as appoint, or a command such as 'audit log'.")
@optional("--cadre", "ID", "About this cadre.")
@optional("--post", "ID", "About this post.")
@optional("--unit", "ID", "About this unit.")
@optional("--level", "LEVEL", "To this level.")
@optional("--on", "DAY", "Decided, or asked, on this day; today unless said.", type=DAY)
def check(desk: Desk, principal: str, what: str, **asked: str | None) -> None:
    """Say whether somebody may do something, and why not."""
    desk.show("access-check", accounts(desk).check(principal, what, **asked))


@task(
    "countersign",
    "cadre access countersign principal:ZHENG@1 --sign bo.key --actor BO",
    into=access,
    takes=("sign",),
    needs=("sign",),
)
@positional("what", "ORDER|EVENT", "The order, or an event of it, that names who signs as having approved it.")
def countersign(desk: Desk, what: str) -> None:
    """Sign an order as who approved it, so that the approval rests on more than the word of who recorded it."""
    from lifecycle.access.countersigning import countersign
    from lifecycle.ports import random_bytes

    engine, signer = desk.writer, desk.signer
    if signer:
        command = random_bytes(16).hex()
        order = countersign(engine.database, what, signer, desk.actor, command, engine.instant(desk.now))
        desk.say(f"The approval of {desk.actor} is signed in order {order}.")


@act("require", "cadre access require --keys no --approved-by BO", into=access, needs=NEEDS)
@needed("--keys", None, "Whether every order must be signed.", type=click.Choice(("yes", "no")))
@approved
def require(desk: Desk, **line: object) -> None:
    """Say whether every order must be signed with a key of who records it."""
    desk.record(act="access-require", effective=desk.effective_or_today, **line)


@act(
    "rotate",
    "cadre access rotate ZHENG --public-key log.key.pub --approved-by BO",
    into=access,
    needs=NEEDS,
)
@who
@needed("--public-key", "FILE", public_key)
@optional("--replaces", "ID", "The id of the key that is replaced, where there is more than one.")
@approved
def rotate(desk: Desk, *, public_key: str, **line: object) -> None:
    """Put a new key in the place of one; what was signed with the old one until now stays signed."""
    desk.record(act="access-rotate", effective=desk.effective_or_today, public_key=key_text(public_key), **line)


@act("withdraw", "cadre access withdraw ZHOU --role approver --approved-by BO", into=access, needs=NEEDS)
@who
@optional("--role", None, "Withdraw this role.", type=click.Choice(ROLES))
@optional("--grant", "EVENT", "Withdraw what this event gave, as listed by: cadre access show WHO")
@approved
def withdraw(desk: Desk, **line: object) -> None:
    """Withdraw a role or an authority."""
    desk.record(act="access-withdraw", effective=desk.effective_or_today, **line)


@act(
    "revoke",
    "cadre access revoke ZHOU --reason 'Left the office' --approved-by BO",
    into=access,
    needs=("reason",),
)
@who
@optional("--key-id", "ID", "This key only; everything of the principal unless said.")
@optional("--after", "N", "What was signed after this position is not theirs; from now on unless said.", type=int)
@approved
def revoke(desk: Desk, **line: object) -> None:
    """Revoke a key, or all keys, roles and authority of a principal."""
    desk.record(act="access-revoke", effective=desk.effective_or_today, **line)


@task("harden", "cadre access harden --owner cadre_owner", into=access)
@needed("--owner", "ROLE", "The database role that is to own everything; nobody can log in as it.")
@optional("--apply", None, "Carry the statements out instead of printing them.", is_flag=True)
def harden(desk: Desk, owner: str, *, apply: bool) -> None:
    """Put the limits of access control into a PostgreSQL database: a login for each person, rights, policies."""
    from lifecycle.access import hardening

    database = desk.engine.database
    if apply:
        hardening.harden(database, owner)
        desk.say(f"Done. Everybody who is enrolled logs in under the own name; {owner} owns the tables.")
    else:
        desk.print_text(hardening.hardening(database, owner))


@act(
    "disable",
    "cadre access disable --reason 'End of the trial' --approved-by BO",
    into=access,
    needs=("reason",),
)
@approved
def disable(desk: Desk, **line: object) -> None:
    """Put access control off: the actor is a label again, and everybody sees that it was put off."""
    desk.record(act="access-disable", effective=desk.effective_or_today, **line)
