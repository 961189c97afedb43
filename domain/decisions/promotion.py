"""Deciding on promotion and demotion."""

from datetime import date

from domain.cadre import Cadre
from domain.commands import Demote, Promote
from domain.events import CadreDemoted, CadrePromoted
from domain.facts import Decided, Facts, Proposed, known_level, unit_on
from domain.finding import Finding


def change_level(command: Promote | Demote, facts: Facts) -> Decided:
    """The cadre rises or falls to the level, which must lie on that side of the present one."""
    cadre = facts.cadre(command.cadre)
    known_level(facts, command.level)
    rising = isinstance(command, Promote)
    body = (CadrePromoted if rising else CadreDemoted)(level=command.level, post=command.post)
    unit = unit_on(facts, command.post, command.effective) if command.post else None
    proposed = Proposed(f"cadre:{command.cadre}", body, command.effective, unit)
    return Decided((proposed,), _wrong_way(command, cadre, tuple(facts.levels()), rising=rising))


def level_on(cadre: Cadre, day: date) -> str | None:
    """The level at which the cadre stands just before the acts of the day."""
    return [each.level for each in cadre.career.standings if each.day < day or each is cadre.career.standings[0]][-1]


def _wrong_way(
    command: Promote | Demote, cadre: Cadre, levels: tuple[str, ...], *, rising: bool
) -> tuple[Finding, ...]:
    present = level_on(cadre, command.effective)
    if present is None or present not in levels:
        return ()
    step = levels.index(command.level) - levels.index(present)
    if step > 0 if rising else step < 0:
        return ()
    rule, side, other = ("not-higher", "above", "demote") if rising else ("not-lower", "below", "promote")
    wording = (
        f"{command.cadre} stands at {present} on {command.effective}, and {command.level} is not {side} it; "
        f"name a level {side} {present}, or use: cadre {other}"
    )
    figures = {"cadre": command.cadre, "present": present, "asked": command.level}
    return (Finding(rule, wording, figures=figures),)
