"""The dossiers of an office: what it keeps beside posts and careers, from talks to assessments.

A dossier has acts, events and streams of its own. Its modules are loaded when one of them is met, so that an
appointment does not wait for the forms of an assessment. The list is closed: nothing stored adds to it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Final, NamedTuple

from domain import procedure
from domain.access import names as access
from domain.body import names as body
from domain.commands import COMMANDS, Command
from domain.events import CATALOGUE, Event
from domain.facts import Decided, Facts
from domain.finding import Finding
from domain.leadership import names as leadership
from domain.ledger import Act


class Dossier(NamedTuple):
    """A dossier: `domain.NAME` has its `events`, `commands` and `decisions`; every stream of it is a docket.

    `acts` are the words of its commands, `topics` those of its events without their form's number, `streams` the kinds
    of its streams, such as `talk` in `talk:LI.2026-03-01`.
    """

    name: str
    heading: str
    acts: tuple[str, ...]
    topics: tuple[str, ...]
    streams: tuple[str, ...]


DOSSIERS: Final[tuple[Dossier, ...]] = (
    Dossier(
        "discipline",
        "Talks, notices and discipline",
        (
            *("talk", "notice", "reward", "reward-revoke", "support"),
            *("sanction", "sanction-lift", "investigate", "investigation-close", "disclose"),
            *("complaint-open", "complaint-handle", "complaint-close", "appeal-lodge", "appeal-decide"),
        ),
        (
            *("talk-held", "notice-issued", "reward-granted", "reward-revoked", "support-given"),
            *("sanction-imposed", "sanction-lifted", "investigation-opened", "investigation-closed"),
            *("complaint-received", "complaint-handled", "complaint-closed"),
            *("appeal-lodged", "appeal-decided", "disclosure-made"),
        ),
        ("talk", "notice", "reward", "support", "sanction", "investigation", "complaint", "appeal", "disclosure"),
    ),
    Dossier("body", "Bodies and collective decisions", body.ACTS, body.TOPICS, body.STREAMS),
    Dossier("leadership", "Responsibility, funds and plans", leadership.ACTS, leadership.TOPICS, leadership.STREAMS),
    Dossier(
        "training",
        "Training",
        ("train-plan", "train-enrol", "train-record", "train-accept"),
        ("training-planned", "training-enrolled", "training-recorded", "workload-accepted"),
        ("training-plan", "training", "workload"),
    ),
    Dossier("procedure", "Procedures", procedure.ACTS, procedure.TOPICS, procedure.STREAMS),
    Dossier(
        "assessment",
        "Assessment",
        (
            *("assess-set", "assess-open", "assess-score", "assess-observe", "assess-rectify", "assess-rank"),
            *("assess-grade", "assess-publish"),
        ),
        (
            *("indicator-set-published", "cycle-opened", "assessment-scored", "indicator-observed"),
            *("problem-rectified", "ranking-made", "grade-given", "results-published"),
        ),
        ("indicators", "cycle", "assessment", "ranking"),
    ),
    Dossier(
        "selection",
        "Selection, reserve and nominations",
        (
            *("selection-open", "selection-apply", "selection-exam", "selection-shortlist", "selection-publicise"),
            *("selection-decide", "reserve-add", "reserve-remove", "nominate"),
        ),
        (
            *("selection-opened", "candidate-applied", "candidate-examined", "candidates-shortlisted"),
            *("candidates-publicised", "selection-decided", "reserve-entered", "reserve-left", "cadre-nominated"),
        ),
        ("selection", "reserve", "nomination"),
    ),
    Dossier(
        "establishment",
        "Establishment of units and search for candidates",
        ("establishment-set", "search-log"),
        ("establishment-set", "candidates-searched"),
        ("establishment", "search"),
    ),
    Dossier("access", "Access", access.ACTS, access.TOPICS, access.STREAMS),
)
ACTS: Final = (*COMMANDS, *(act for dossier in DOSSIERS for act in dossier.acts))
"""Every act there is, by the word that stands in the `act` column."""
STREAMS: Final = tuple(stream for dossier in DOSSIERS for stream in dossier.streams)
"""The kinds of streams that are dockets of a dossier."""
CHECKED: Final = ("body", "leadership", "training", "selection", "establishment")
"""The dossiers that say of a corrected fact whether it could have been recorded so: `domain.NAME.correcting`.

Their events stand in the order of their commands, so that a corrected field keeps the bounds that the act has for it.
"""
AMENDED: Final = ("discipline", "assessment")
"""The dossiers that read some fields of corrections in their own way, and have their limits: `domain.NAME.amending`."""
_BY_ACT: Final = {act: dossier for dossier in DOSSIERS for act in dossier.acts}
_BY_TOPIC: Final = {topic: dossier for dossier in DOSSIERS for topic in dossier.topics}


def command_kind(act: str) -> type[Command] | None:
    """The form of the act, or None if there is no such act."""
    dossier = _BY_ACT.get(act)
    return COMMANDS.get(act) if dossier is None else commands_of(dossier)[act]


def event_kind(topic: str) -> type[Event] | None:
    """The form of the event, or None if there is no such topic."""
    dossier = _BY_TOPIC.get(topic.partition("/")[0])
    return CATALOGUE.get(topic) if dossier is None else events_of(dossier).get(topic)


def every_command() -> dict[str, type[Command]]:
    """Act -> form, for every act there is; loads them all."""
    return COMMANDS | {act: kind for dossier in DOSSIERS for act, kind in commands_of(dossier).items()}


def every_event() -> dict[str, type[Event]]:
    """Topic -> form, for every event there is; loads them all."""
    return CATALOGUE | {topic: kind for dossier in DOSSIERS for topic, kind in events_of(dossier).items()}


@cache
def commands_of(dossier: Dossier) -> dict[str, type[Command]]:
    """Act -> form of the dossier's acts."""
    kinds: tuple[type[Command], ...] = import_module(f"domain.{dossier.name}.commands").COMMANDS
    return {kind.ACT: kind for kind in kinds}


@cache
def events_of(dossier: Dossier) -> dict[str, type[Event]]:
    """Topic -> form of the dossier's events."""
    kinds: tuple[type[Event], ...] = import_module(f"domain.{dossier.name}.events").EVENTS
    return {kind.TOPIC: kind for kind in kinds}


def said_by(event: type[Event]) -> type[Command] | None:
    """The command whose act becomes this event, where the fields of a correction keep its bounds; else None."""
    dossier = _BY_TOPIC.get(event.TOPIC.partition("/")[0])
    if dossier is None or dossier.name not in CHECKED:
        return None
    pairs = zip(events_of(dossier).values(), commands_of(dossier).values(), strict=True)
    return next(command for kind, command in pairs if kind is event)


def check_corrected(body: Event, day: date, own: str, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading the fact of the event `own` so, on that day. Raises BadInput."""
    dossier = _BY_TOPIC.get(body.TOPIC.partition("/")[0])
    if dossier is None or dossier.name not in CHECKED:
        return ()
    check: Callable[..., tuple[Finding, ...]] = import_module(f"domain.{dossier.name}.correcting").check
    return check(body, day, own, facts)


def decide(command: Any, facts: Facts) -> Decided:
    """What the dossier of this act makes of it. Raises BadInput for what cannot be read."""
    deciding: Callable[[Any, Facts], Decided] = import_module(f"domain.{_BY_ACT[command.act].name}.decisions").decide
    return deciding(command, facts)


def reading(act: Act, asked: Mapping[str, Any], facts: Facts) -> Mapping[str, Any]:
    """The values asked for in a correction of the act, as its fields want them. Raises BadInput for none of their form.

    Only what the dossier writes in a form of its own is read here.
    """
    amending = _amending(act)
    read: Mapping[str, Any] = amending.reading(act.body, asked, facts) if amending else asked
    return read


def amended(stream: str, act: Act, changes: Mapping[str, Any], facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading the act with these changes. Raises BadInput for what cannot be read so."""
    amending = _amending(act)
    found: tuple[Finding, ...] = amending.amended(stream, act, changes, facts) if amending else ()
    return found


def _amending(act: Act) -> Any:
    """The module with the dossier's own limits of corrections; None for a dossier without any."""
    dossier = _BY_TOPIC[act.body.TOPIC.partition("/")[0]]
    return import_module(f"domain.{dossier.name}.amending") if dossier.name in AMENDED else None
