"""What can have happened in talks, notices and discipline."""

from typing import Literal, TypeAlias

from domain.events import DossierEvent

TalkKind: TypeAlias = Literal["routine", "pre-appointment", "reminder", "admonishing", "exit"]


class TalkHeld(DossierEvent):
    """A talk was held with the cadre; what was said stands in the document that the act names."""

    TOPIC = "talk-held/1"
    SAYS = "A talk ({kind}) was held with {cadre} by {held_by}"
    cadre: str
    kind: TalkKind
    held_by: tuple[str, ...]
    about: tuple[str, ...]


EVENTS = (TalkHeld,)
"""Every event of the dossier."""
