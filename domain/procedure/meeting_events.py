"""What can have happened in a meeting that decides cases."""

from domain.events import DossierEvent


class MeetingConvened(DossierEvent):
    """A body was called together: its members, and the cases on the agenda."""

    TOPIC = "meeting-convened/1"
    SAYS = "The meeting {meeting} of {body} was called together"
    ABOUT = ()
    meeting: str
    body: str
    entitled: tuple[str, ...]
    cases: tuple[str, ...]


class MeetingAttended(DossierEvent):
    """Who is present."""

    TOPIC = "meeting-attended/1"
    SAYS = "Present at the meeting {meeting}: {present}"
    ABOUT = ()
    meeting: str
    present: tuple[str, ...]


class MeetingVoted(DossierEvent):
    """A case of the agenda was voted on; the result stands in the case."""

    TOPIC = "meeting-voted/1"
    SAYS = "The meeting {meeting} voted on the case {case}: {outcome}"
    ABOUT = ()
    meeting: str
    case: str
    outcome: str


class MeetingClosed(DossierEvent):
    """The meeting ended; what was not voted on stays open."""

    TOPIC = "meeting-closed/1"
    SAYS = "The meeting {meeting} ended"
    ABOUT = ()
    meeting: str
