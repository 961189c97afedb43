"""What an officer is told: of an act that found nothing to act on, and of what an event did."""

from collections.abc import Iterable
from datetime import date

from domain.cadre import Cadre
from domain.career import Note
from domain.events import (
    ActCancelled,
    ActCorrected,
    CadreAppointed,
    CadreCarriedOver,
    CadreConfirmed,
    CadreDemoted,
    CadreDeparted,
    CadreExchanged,
    CadrePromoted,
    CadreRelieved,
    CadreRotated,
    CadreTransferred,
    DossierEvent,
    Event,
    OpeningPositionRecorded,
)
from domain.recorded import RecordedEvent


def note_sentence(note: Note, name: str, day: date | None, state: object) -> str:
    """One or two sentences: who, which post, which day, what stands in the way, what to do next."""
    post = " and ".join(note.posts)
    when = f"on {day}"
    sentences = {
        "departed": f"{name} is not in service {when}: {_departure(state, day)}.{_way_back(state, name)}",
        "already-held": f"{name} already holds {post} {when}{_since(state, post, day)}; nothing is left to do.",
        "not-held": f"{name} does not hold {post} {when}. See: cadre career {name}",
        "not-on-trial": f"{name} holds {post} {when}, but not on trial; only a trial is confirmed.",
        "no-own-post": f"{name} holds no substantive post {when} to leave. Use: cadre appoint {name} --to POST",
        "several-own-posts": f"{name} holds {post} {when}; say which of them is left with: --from POST",
        "not-departed": f"{name} is in service {when}; there is nothing to reinstate.",
        "dead": f"{name} has died. If that was recorded by mistake, cancel it; find it with: cadre history {name}",
        "id-taken": f"The id {name} was opened before; choose another id.",
        "post-not-open": f"Post {name} is not open {when}. See: cadre post show {name}",
        "unit-not-open": f"Unit {name} is not open {when}. See: cadre unit show {name}",
    }
    return sentences[note.rule]


def _departure(state: object, day: date | None) -> str:
    standings = state.career.standings if isinstance(state, Cadre) else ()
    gone = [each for each in standings if each.departure and day and each.day <= day]
    return f"departed on {gone[-1].day} ({gone[-1].departure})" if gone else "departed"


def _way_back(state: object, name: str) -> str:
    """How to take the cadre back first; nothing for the dead."""
    dead = isinstance(state, Cadre) and any(each.departure == "death" for each in state.career.standings)
    return "" if dead else f" First: cadre reinstate {name}"


def _since(state: object, post: str, day: date | None) -> str:
    holdings = state.career.holdings if isinstance(state, Cadre) else ()
    held = [each for each in holdings if each.post == post and day and each.start <= day < each.end]
    return f" (since {held[-1].since}, by {held[-1].event} of order {held[-1].order})" if held else ""


def told(event: RecordedEvent) -> str:
    """One sentence saying what the event did, for the officer who recorded it and the auditor who replays it."""
    who = event.originator_id.partition(":")[2]
    if isinstance(event.body, DossierEvent):
        return f"{_said(event.body)} on {event.effective}"
    if isinstance(event.body, ActCorrected | ActCancelled):
        return f"{who}: {_deed(event.body)}"
    return f"{who} {_deed(event.body)}{f' from {event.effective}' if event.effective else ''}"


def _said(body: DossierEvent) -> str:
    """The sentence of a dossier's fact with its values; lists are told with commas, `whom` are those it is about."""
    values = {"whom": _whom(body.subjects), **body.model_dump(mode="json")}
    told = {name: ", ".join(map(str, each)) if isinstance(each, list) else each for name, each in values.items()}
    return body.SAYS.format_map(told)


def _whom(subjects: Iterable[str]) -> list[str]:
    """The cadres among the subjects; the units where there are none."""
    names = [each.partition(":")[::2] for each in subjects]
    return [name for kind, name in names if kind == "cadre"] or [name for _, name in names]


def _deed(body: Event) -> str:
    """The deed, by the name of the event: its words and its plain values."""
    fields = body.model_dump(mode="json", exclude={"personal"}, exclude_none=True, exclude_defaults=True)
    match body:
        case CadreAppointed(post=post, kind=kind):
            return f"takes up post {post} ({kind})"
        case OpeningPositionRecorded(post=post, kind=kind):
            return f"is known to hold post {post} ({kind}), since when is unknown,"
        case CadreRelieved(post=post):
            return f"leaves post {post}"
        case CadreExchanged(post=post, from_post=source, partners=partners):
            return f"leaves post {source} for {post} in exchange with {', '.join(partners)}"
        case CadreTransferred(post=post, from_post=source) | CadreRotated(post=post, from_post=source):
            word = "is rotated" if isinstance(body, CadreRotated) else "is transferred"
            return f"{word} from {source or 'the substantive post'} to {post}"
        case CadrePromoted(level=level, post=post) | CadreDemoted(level=level, post=post):
            word = "rises" if isinstance(body, CadrePromoted) else "is put"
            return f"{word} to level {level}" + (f" and moves to post {post}" if post else "")
        case CadreConfirmed(post=post):
            return f"is confirmed in post {post}"
        case CadreCarriedOver(post=post, from_post=source):
            return f"goes on in post {post}, which continues {source},"
        case CadreDeparted(kind=kind):
            return f"leaves the service ({kind})"
        case ActCorrected(names=names, changes=changes):
            read = ", ".join(f"{name}={value}" for name, value in changes.items()) or "other personal values"
            return f"event {names} is read with {read}"
        case ActCancelled(names=names):
            return f"event {names} is cancelled"
    subject, _, deed = body.TOPIC.partition("/")[0].replace("-", " ").partition(" ")
    words = f"is {deed}" if subject in {"unit", "post", "cadre", "duty"} else f"{subject} {deed}"
    return words + (f" ({', '.join(f'{name} {value}' for name, value in fields.items())})" if fields else "")
