"""Stores: made, described, backed up, restored, rebuilt and checked."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cli.approval import note_copy
from cli.command import EXPLAINED, query, task
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.progress import Progress
from cli.settings import without_password
from cli.topic import Topic
from domain.errors import BadInput, Damaged
from projections.database import is_postgres

if TYPE_CHECKING:  # what packs need is loaded when a store is made
    from domain.policy.loading import LoadedPack

store = Topic("store", help="Look after a store.")


@task("init", "cadre init", "cadre init --demo --size 50 --seed 7 --store demo.db")
@optional("--demo", None, "Fill it with an invented county; its clock is simulated.", is_flag=True)
@optional("--size", "N", "How many cadres the county has; 300 unless said.", type=int)
@optional("--seed", "N", "Which county; the same number makes the same one.", type=int)
@optional("--simulated-clock", None, "A store for trials, which accepts --now.", is_flag=True)
@optional("--zone", "ZONE", "Time zone in which its days are counted; UTC unless said.")
@optional(
    "--pack",
    "NAME|DIR",
    "A pack of rules to adopt, `seed` unless said; repeatable; `none` for no rules.",
    multiple=True,
)
def init(
    desk: Desk,
    *,
    demo: bool,
    size: int | None,
    seed: int | None,
    simulated_clock: bool,
    zone: str | None,
    pack: tuple[str, ...],
) -> None:
    """Make a new store."""
    from lifecycle.adoption import chosen_packs

    refuse_what_does_not_fit(demo=demo, zone=zone, numbers=(size, seed))
    packs = chosen_packs(pack)
    if desk.settings.setting("store").origin == "default":
        os.makedirs(os.path.dirname(desk.store), exist_ok=True)
    if demo:
        make_demo_store(desk, size, seed, packs)
    else:
        make_empty_store(desk, zone or "UTC", packs, simulated=simulated_clock)
    desk.say(f"Made the store {desk.place}{told_packs(packs)}.")
    if desk.printer.output != "table":
        desk.show("info", desk.engine.info())


def refuse_what_does_not_fit(*, demo: bool, zone: str | None, numbers: tuple[int | None, ...]) -> None:
    """Raise BadInput for options that this kind of store does not have."""
    if demo and zone:
        raise BadInput("The days of a demo are counted in UTC; leave --zone out.")
    if not demo and numbers != (None, None):
        raise BadInput("--size and --seed belong to --demo.")


def told_packs(packs: "Sequence[LoadedPack]") -> str:
    """Return which packs are in force in the new store."""
    named = ", ".join(f"{pack.id} {pack.version}" for pack in packs)
    return f" under the rules of {named}" if named else ""


def make_empty_store(desk: Desk, zone: str, packs: "Sequence[LoadedPack]", *, simulated: bool) -> None:
    """Make a store without acts, with the grade scale that its packs bring."""
    from lifecycle.adoption import own_levels
    from lifecycle.engine import Engine

    Engine.create(desk.store, zone=zone, simulated=simulated, levels=own_levels(packs), now=desk.now).close()
    for each in packs:
        desk.writer.adopt(each, actor=desk.actor, now=desk.now)


def make_demo_store(desk: Desk, size: int | None, seed: int | None, packs: "Sequence[LoadedPack]") -> None:
    """Make the demo, showing how far it has come; raises BadInput for a size that no demo has."""
    from lifecycle.demo import SEED, make_demo

    progress = Progress(quiet=desk.settings.flag("quiet"))
    try:
        make_demo(desk.store, size=size, seed=SEED if seed is None else seed, packs=packs, progress=progress.part)
    except ValueError as error:
        raise BadInput(str(error)) from None
    finally:
        progress.done()


@query("info", "cadre store info", into=store, takes=())
def info(desk: Desk) -> None:
    """Describe the store."""
    desk.show("info", desk.engine.info())


def place_of(file: str) -> str:
    """Return where a copy is, so that it is found again: the whole path, or the URL without a password."""
    return without_password(file) if is_postgres(file) else os.path.abspath(file)


@task("backup", "cadre store backup backup.db", into=store)
@positional("file", "FILE", "The new file.")
def backup(desk: Desk, file: str) -> None:
    """Copy the store into a new file, which is a store of its own."""
    events = desk.counsel.backup(file)
    desk.say(f"Copied {events} events into {file}.")
    note_copy(desk, "backup", place_of(file), events)


@task("restore", "cadre store restore backup.db --store restored.db", into=store)
@positional("file", "FILE", "The backup.")
def restore(desk: Desk, file: str) -> None:
    """Make a new store of a backup."""
    from lifecycle.engine import Engine

    desk.say(f"Restored {Engine.restore(file, desk.store)} events into {desk.place}; they hold together.")
    desk.say("If it takes the place of the store that was lost, two people declare that: cadre store restored")


@task(
    "restored",
    "cadre store restored --store restored.db --approved-by AUDITOR --basis 'Minutes 7' --reason 'The disk failed'",
    into=store,
    takes=("basis", "reason"),
    needs=EXPLAINED,
)
@needed("--approved-by", "ID", "Who approved it; somebody else than who declares it.")
def restored(desk: Desk, approved_by: str) -> None:
    """Declare that this store was put back from a backup: an event that everybody sees."""
    lost = desk.declare_restore(approved_by)
    desk.say(f"Declared. {lost or 'No'} events are known to be lost; keep a new checkpoint: cadre audit checkpoint")
    desk.say("What was erased after the backup was made is back: erase it again, by the privacy log that was kept.")


@task("rebuild", "cadre store rebuild", into=store)
def rebuild(desk: Desk) -> None:
    """Drop what is computed from the events and make it again."""
    desk.say(f"Read {desk.writer.rebuild()} events and made every read model again.")


@task("verify", "cadre store verify", into=store)
def verify(desk: Desk) -> int:
    """Check that the store holds together."""
    found = desk.counsel.verify()
    desk.show("verification", found)
    return 0 if found["intact"] else Damaged.exit_code
