"""Personal values: their classes, restriction and erasure, and the copies that hold them."""

from typing import Final

import click

from cli.approval import requested
from cli.command import EXPLAINED, query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic
from domain.privacy import GROUNDS, RESTRICTIONS

privacy = Topic("privacy", help="Restrict and erase personal values; see who read them and which copies hold them.")
APPROVER: Final = needed("--approved-by", "ID", "Who approved it; somebody else than who asks for it.")


@query("fields", "cadre privacy fields", into=privacy, takes=())
def show_fields(desk: Desk) -> None:
    """List the classes of fields, where each is kept, and which the duty of retention covers."""
    desk.show("privacy-fields", desk.engine.protection.fields())


@task(
    "restrict",
    "cadre privacy restrict WANG --approved-by SUPERVISION --basis 'Request 3 of 2027' --reason 'Disputed'",
    into=privacy,
    takes=("basis", "reason"),
    needs=EXPLAINED,
)
@positional("cadre", "ID", "The cadre.")
@optional("--ground", None, "On what ground.", type=click.Choice(tuple(RESTRICTIONS)), default="retention")
@APPROVER
def restrict(desk: Desk, cadre: str, ground: str, approved_by: str) -> None:
    """Keep a cadre's personal values and show them with approval only; lists no longer name the cadre."""
    from lifecycle.privacy.restricting import restrict as restricted

    desk.engine.known("cadre", cadre)
    event = restricted(desk.writer.database, cadre, ground, requested(desk, "privacy-restrict", [approved_by]))
    desk.show("privacy", {"outcome": "restricted", "cadre": cadre, "event": event})


@task(
    "lift",
    "cadre privacy lift WANG --approved-by SUPERVISION --basis 'Decision 4 of 2027' --reason 'No longer disputed'",
    into=privacy,
    takes=("basis", "reason"),
    needs=EXPLAINED,
)
@positional("cadre", "ID", "The cadre.")
@APPROVER
def lift(desk: Desk, cadre: str, approved_by: str) -> None:
    """End the restriction of a cadre's personal values."""
    from lifecycle.privacy.restricting import lift as lifted

    desk.engine.known("cadre", cadre)
    event = lifted(desk.writer.database, cadre, requested(desk, "privacy-lift", [approved_by]))
    desk.show("privacy", {"outcome": "lifted", "cadre": cadre, "event": event})


@task(
    "erase",
    "cadre privacy erase WANG --field number --field kin --ground relative --approved-by SUPERVISION"
    " --approved-by SECURITY --basis 'Request 5 of 2027' --reason 'No longer needed'",
    into=privacy,
    takes=("basis", "reason"),
    needs=EXPLAINED,
)
@positional("cadre", "ID", "The cadre.")
@optional("--field", "FIELD", "Only this field, such as number or kin; repeatable, all unless said.", multiple=True)
@needed("--ground", None, "On what ground; only some end the duty of retention.", type=click.Choice(tuple(GROUNDS)))
@needed("--approved-by", "ID", "Who approved it: two different persons, the option twice.", multiple=True)
def erase(desk: Desk, cadre: str, field: tuple[str, ...], ground: str, approved_by: tuple[str, ...]) -> None:
    """Erase a cadre's personal values with their salts, for ever; every proof stays valid."""
    from lifecycle.privacy.erasing import erase as erased

    desk.engine.known("cadre", cadre)
    request = requested(desk, "privacy-erase", approved_by)
    desk.engine.database.close()
    made = erased(desk.writer.database, cadre, field, ground, request)
    desk.show("erasure", made)
    for each in made["copies"]:
        desk.say(f"The copy {each} still holds it: destroy it, then: cadre privacy destroyed {each} --reason TEXT")
    for each in made["free_texts"]:
        desk.say(f"The text of event {each} names it too; what was typed there stays. See docs/security.md.")
    if not made["scrubbed"]:
        desk.say(f"The files may still hold it: {made['remains']}. When that is over: cadre privacy scrub")


@task("scrub", "cadre privacy scrub", into=privacy)
def scrub(desk: Desk) -> None:
    """Write the store's files anew, so that nothing of erased values is left in them."""
    from lifecycle.privacy.erasing import scrub as scrubbed

    desk.show("scrub", scrubbed(desk.writer.database))


@query("log", "cadre privacy log", "cadre privacy log WANG", into=privacy, takes=())
@click.argument("cadre", metavar="[ID]", required=False, help="Only this cadre.")
def log(desk: Desk, cadre: str | None) -> None:
    """List every restriction and erasure, and every reading of a restricted file."""
    desk.show("privacy-log", desk.engine.protection.log(cadre))


@query("copies", "cadre privacy copies", into=privacy, takes=())
def show_copies(desk: Desk) -> None:
    """List the backups, and the bundles with disclosed values, and what each holds that was erased since."""
    desk.show("copies", desk.engine.protection.copies())


@task("destroyed", "cadre privacy destroyed store:copies@1 --reason 'Overwritten'", into=privacy, takes=("reason",))
@positional("copy", "COPY", "The copy, as the list of copies names it.")
def destroyed(desk: Desk, copy: str) -> None:
    """Record that a copy was destroyed or is no longer there."""
    from lifecycle.privacy.copies import note_destroyed

    event = note_destroyed(desk.writer.database, copy, requested(desk, "copy-destroyed"))
    desk.say(f"Recorded: {event}.")
