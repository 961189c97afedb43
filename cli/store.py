"""Stores: made, described, backed up, restored, rebuilt and checked."""

import click
from lifecycle.engine import Engine

from cli.command import query, task
from cli.desk import Desk
from cli.missing import optional
from cli.topic import Topic
from domain.errors import BadInput

store = Topic("store", help="Look after a store.")


@task("init", "cadre init", "cadre init --demo --seed 7 --store demo.db")
@optional("--demo", None, "Fill it with an invented county.", is_flag=True)
@optional("--size", "N", "How many cadres the county has.", type=click.IntRange(1))
@optional("--seed", "N", "Which county; the same number makes the same one.", type=int)
@optional("--simulated-clock", None, "A store for trials, which accepts --now.", is_flag=True)
@optional("--zone", "ZONE", "Time zone in which its days are counted; UTC unless said.", default="UTC")
@optional("--pack", "NAME", "Policy pack; only `none` so far.", multiple=True)
def init(
    desk: Desk, demo: bool, size: int | None, seed: int | None, simulated_clock: bool, zone: str, pack: tuple[str, ...]
) -> None:
    """Make a new store."""
    if unknown := [each for each in pack if each != "none"]:
        raise BadInput(
            f"Policy packs come with a later release; {', '.join(unknown)} cannot be adopted. Use --pack none."
        )
    Engine.create(desk.store, zone=zone, simulated=simulated_clock, now=desk.now)
    desk.say(f"Made the store {desk.store}.")


@query("info", "cadre store info -o json", into=store, takes=())
def info(desk: Desk) -> None:
    """Describe the store."""
    desk.show("info", desk.engine.info())
