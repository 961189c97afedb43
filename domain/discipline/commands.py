"""The acts of talks, notices and discipline."""

from domain.commands import DossierCommand, Id, Text, Units, Words
from domain.discipline.events import TalkKind


class Talk(DossierCommand):
    """Record that a talk was held with a cadre."""

    ACT = "talk"
    basis: Text
    cadre: Id
    kind: TalkKind = "routine"
    held_by: Units
    about: Words = ()


COMMANDS = (Talk,)
"""Every act of the dossier."""
