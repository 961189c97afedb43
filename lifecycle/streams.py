"""Which streams the commands of an order name, so that they are loaded together."""

from collections.abc import Iterable

from domain.commands import AnyCommand
from domain.events import DossierEvent, Event

_SUBJECTS = (
    ("cadre", "cadre"),
    ("unit", "unit"),
    ("post", "post"),
    ("from_post", "post"),
    ("by", None),
    ("duty", "duty"),
)
# Not `kin`: who is whose relative is a personal value, and what is named here stands in the log of refusals.
_OTHERS = (("taken_from", "cadre"), ("parent", "unit"), ("into", "unit"))


def streams_of(commands: Iterable[AnyCommand]) -> list[str]:
    """The streams that the commands name, the subject of each command first."""
    streams: dict[str, None] = {}
    for command in commands:
        fields = command.__dict__
        for field, kind in (*_SUBJECTS, *_OTHERS):
            value = fields.get(field)
            register = kind or ("post" if command.act == "post-succeed" else "unit")
            for name in value if isinstance(value, tuple) else (value,):
                if isinstance(name, str):
                    streams[f"{register}:{name}"] = None
        if command.act == "waive":
            streams[f"waiver:{fields['rule']}.{fields['subject']}"] = None
        event = fields.get("event")
        if isinstance(event, str) and ":" in event:
            streams[event.rpartition("@")[0]] = None
    return list(streams)


def is_about(body: Event, topic: str, subject: str) -> bool:
    """Whether the fact is one of this topic (without its number) about this subject."""
    return isinstance(body, DossierEvent) and body.TOPIC.startswith(f"{topic}/") and subject in body.subjects
