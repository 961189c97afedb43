"""Amending earlier acts: correction and cancellation; the act amended stays on file."""

from collections.abc import Sequence

from cli.command import EXPLAINED, act
from cli.desk import Desk
from cli.missing import needed, positional
from domain.errors import BadInput


@act(
    "correct",
    "cadre correct cadre:LI@2 --set effective=2018-04-01 --reason 'Misread' --basis 'Order 3 of 2018'",
    needs=EXPLAINED,
)
@positional("event", "EVENT", "The event to correct, such as cadre:LI@2.")
@needed("--set changes", "FIELD=VALUE", "What it should have said; repeatable.", multiple=True)
def correct(desk: Desk, event: str, changes: tuple[str, ...]) -> None:
    """Correct an earlier act."""
    desk.record(act="correct", event=event, set=pairs(changes))


@act("cancel", "cadre cancel cadre:WANG@3 --reason 'Another Zhao' --basis 'Note 7 of 2024'", needs=EXPLAINED)
@positional("target", "EVENT|ORDER", "An event such as cadre:LI@2, or a whole order such as O-12.")
def cancel(desk: Desk, target: str) -> None:
    """Cancel an earlier act or order."""
    desk.record(act="cancel", **{"event" if "@" in target else "order": target})


def pairs(changes: Sequence[str]) -> dict[str, str]:
    """Return FIELD=VALUE texts as a mapping; raises BadInput naming each that is none, and a field named twice."""
    if wrong := [each for each in changes if not each.partition("=")[1]]:
        raise BadInput(*(f"{each!r} is not of the form FIELD=VALUE." for each in wrong))
    found = [each.partition("=")[::2] for each in changes]
    if len(dict(found)) < len(found):
        raise BadInput("A field is set twice.")
    return dict(found)
