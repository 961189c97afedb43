"""The structural rules that hold whatever the policy, judged on the register as it stands after the whole order.

One holder for each seat on every day; nobody departed, no closed post and no closed unit takes part in a new act;
an act that stood on something keeps standing, unless the officer confirms that it loses its basis.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from domain.basis import lost_basis, outliving
from domain.cadre import Cadre
from domain.career import Holding, Note
from domain.change import Change, State, root_of
from domain.events import (
    CadreConfirmed,
    CadreRelieved,
    Event,
    PostClosed,
    PostOpened,
    PostRevised,
    PostSucceeded,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    UnitOpened,
    UnitSplit,
)
from domain.facts import Facts
from domain.finding import Finding
from domain.ledger import Act
from domain.occupancy import seats_exceeded
from domain.post import Post
from domain.sentences import note_sentence
from domain.unit import Unit


class Judgement(NamedTuple):
    """What the structural rules say: objections, warnings, and the earlier acts that would lose their basis."""

    findings: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    basis_lost: tuple[str, ...]


def judge(change: Change, facts: Facts) -> Judgement:
    """Every structural finding on the register as it stands after the order."""
    notes = tuple(_new_notes(change))
    objections = [_note_finding(stream, note, line, change) for stream, note, line in notes if line is not None]
    lost = {note.event for _, note, line in notes if line is None}
    for stream, act, line in judged_acts(change):
        objections.extend(_place_findings(stream, act, line, facts))
    objections.extend(_ended_findings(change, facts))
    objections.extend(_circles(change, facts))
    lost.update(lost_basis(change, facts))
    posts = touched_posts(change)
    objections.extend(seats_exceeded(posts, change, facts))
    if facts.cases_on(tuple(posts)):
        from domain.procedure.reservation import taken_from_cases

        objections.extend(taken_from_cases(change, facts))
    warnings = (*_outlasting(change, facts), *_outliving(change, facts))
    return Judgement(tuple(_each_once(objections)), warnings, tuple(sorted(lost)))


def _each_once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without those that say the same of the same line."""
    yield from {(finding.rule, finding.wording, finding.line): finding for finding in findings}.values()


def _notes(state: State | None) -> tuple[Note, ...]:
    if state is None:
        return ()
    return state.career.notes if isinstance(state, Cadre) else state.notes


def _new_notes(change: Change) -> Iterator[tuple[str, Note, int | None]]:
    """The acts that find nothing to act on since this order: with the line if the order itself brought them."""
    for stream, state in change.after.items():
        before = {note.event for note in _notes(change.before.get(stream))}
        for note in _notes(state):
            if note.event not in before:
                yield stream, note, change.line_of(note.event)


def _note_finding(stream: str, note: Note, line: int, change: Change) -> Finding:
    state = change.after[stream]
    day = next((act.effective for act in state.ledger.in_force() if act.id == note.event), None)
    name = stream.partition(":")[2]
    figures = {"id": name, "posts": list(note.posts), "effective": day and day.isoformat()}
    return Finding(note.rule, note_sentence(note, name, day, state), figures=figures, line=line)


def judged_acts(change: Change) -> Iterator[tuple[str, Act, int]]:
    """The acts that this order brings or lets be read otherwise, as they are to be read after it, with their line."""
    for event in change.events:
        state = change.after.get(event.originator_id)
        if state is None:
            continue
        act = state.ledger.reading(root_of(event, change.after))
        if act is not None and act.id not in state.ledger.cancelled:
            yield event.originator_id, act, event.line


def _place_findings(stream: str, act: Act, line: int, facts: Facts) -> Iterator[Finding]:
    """The post that is taken up, and the unit that is used, must be open on the day."""
    body = act.body
    post = taken_post(body) if stream.startswith("cadre:") else body.by if isinstance(body, PostSucceeded) else None
    if post:
        yield from _post_open(post, act, line, facts)
    unit = body.unit if isinstance(body, PostOpened | PostRevised) else None
    above = body.parent if isinstance(body, UnitOpened | UnitMoved) else None
    into = (body.into,) if isinstance(body, UnitMerged) else body.into if isinstance(body, UnitSplit) else ()
    for name in (unit, above, *into):
        if name and facts.unit(name).on(act.effective) is None:
            yield _not_open("unit", name, act, line, [term.start for term in facts.unit(name).terms])


def _post_open(post: str, act: Act, line: int, facts: Facts) -> Iterator[Finding]:
    term = facts.post(post).on(act.effective)
    if term is None:
        yield _not_open("post", post, act, line, [each.start for each in facts.post(post).terms])
    elif facts.unit(term.unit).on(act.effective) is None:
        yield _not_open("unit", term.unit, act, line, [each.start for each in facts.unit(term.unit).terms])


def taken_post(body: Event) -> str | None:
    """The post that an act takes up, if it takes one up."""
    return None if isinstance(body, CadreRelieved | CadreConfirmed) else getattr(body, "post", None)


def _not_open(register: str, name: str, act: Act, line: int, starts: Sequence[date]) -> Finding:
    first = min((day for day in starts if day > act.effective), default=None)
    when = f"it opens on {first}" if first else "it is closed"
    if not starts:
        when = "its opening was cancelled"
    wording = (
        f"{register.capitalize()} {name} is not open on {act.effective}: {when}. See: cadre {register} show {name}"
    )
    figures = {register: name, "effective": act.effective.isoformat()}
    return Finding(
        f"{register}-not-open", wording, figures=figures, earliest=first.isoformat() if first else None, line=line
    )


def _ended_findings(change: Change, facts: Facts) -> Iterator[Finding]:
    """A post that ends must not be held on; a unit that ends must have no open post or unit in it."""
    for stream, act, line in judged_acts(change):
        name, body = stream.partition(":")[2], act.body
        if isinstance(body, PostClosed | PostSucceeded):
            yield from _still_held(name, act.effective, line, facts)
        if isinstance(body, UnitClosed | UnitMerged) or (isinstance(body, UnitSplit) and not body.keeps):
            yield from _still_used(name, act.effective, line, facts)


def _still_held(post: str, day: date, line: int, facts: Facts) -> Iterator[Finding]:
    holders = [(who, holding) for who, holding in facts.holders(post) if holding.end > max(day, holding.start)]
    if not holders:
        return
    said = ", ".join(f"{who} from {holding.start}" for who, holding in holders)
    wording = (
        f"Post {post} cannot end on {day}: it is held by {said}. Relieve or transfer the holder by that day in the "
        f"same order, or name the post that goes on with: cadre post succeed {post} --by POST"
    )
    events = tuple(holding.event for _, holding in holders)
    yield Finding(
        "post-held", wording, facts=events, figures={"post": post, "holders": [w for w, _ in holders]}, line=line
    )


def _still_used(unit: str, day: date, line: int, facts: Facts) -> Iterator[Finding]:
    posts, units = facts.posts_in(unit, day), facts.units_under(unit, day)
    if not posts and not units:
        return
    what = [f"posts {', '.join(posts)}"] * bool(posts) + [f"units {', '.join(units)}"] * bool(units)
    wording = (
        f"Unit {unit} cannot end on {day}: {' and '.join(what)} would still belong to it. Close or move them by that "
        "day in the same order, or merge the unit into another one."
    )
    yield Finding("unit-in-use", wording, figures={"unit": unit, "posts": list(posts), "units": list(units)}, line=line)


def touched_posts(change: Change) -> dict[str, None]:
    """The posts whose holders or seats the order changes, in a steady order."""
    posts: dict[str, None] = {}
    for stream, state in change.after.items():
        before = change.before.get(stream)
        if isinstance(state, Post):
            posts[stream.partition(":")[2]] = None
        if isinstance(state, Cadre):
            old = set(before.career.holdings) if isinstance(before, Cadre) else set()
            posts.update(dict.fromkeys(holding.post for holding in state.career.holdings if holding not in old))
    return posts


def _outlasting(change: Change, facts: Facts) -> Iterator[Finding]:
    """A holding that this order opens and that goes on after its post has ended is told."""
    for stream, state in change.after.items():
        for holding in state.career.holdings if isinstance(state, Cadre) else ():
            line = change.line_of(holding.event)
            terms = facts.post(holding.post).terms if line is not None else ()
            if terms and holding.end > terms[-1].end > holding.start:
                yield _outlasts(stream.partition(":")[2], holding, terms[-1].end, line)


def _outlasts(who: str, holding: Holding, day: date, line: int | None) -> Finding:
    wording = f"{who} would hold post {holding.post} beyond {day}, the day on which it ends; relieve {who} by then."
    figures = {"cadre": who, "post": holding.post, "post_ends": day.isoformat()}
    return Finding("outlasts-post", wording, effect="WARN", facts=(holding.event,), figures=figures, line=line)


def _outliving(change: Change, facts: Facts) -> Iterator[Finding]:
    """A post or unit that this order puts into a unit which ends before it is told."""
    for stream, state in change.after.items():
        for term, unit, ending in outliving(change.before.get(stream), state, facts):
            line = change.line_of(term.event)
            if line is not None and change.line_of(ending.id) is None:
                register, _, name = stream.partition(":")
                day = ending.effective
                wording = f"{register.capitalize()} {name} would go on after {day}, the day on which unit {unit} ends."
                figures = {register: name, "within": unit, "unit_ends": day.isoformat()}
                yield Finding("outlasts-unit", wording, effect="WARN", figures=figures, line=line)


def _circles(change: Change, facts: Facts) -> Iterator[Finding]:
    """No unit may stand under itself on any day."""
    for stream, state in change.after.items():
        if not isinstance(state, Unit):
            continue
        name, (circle, day) = stream.partition(":")[2], _circle(stream.partition(":")[2], facts)
        if day is not None:
            wording = f"Unit {name} would stand under itself on {day}: {' under '.join((name, *circle))}."
            figures = {"unit": name, "day": day.isoformat(), "units": list(circle)}
            yield Finding("unit-under-itself", wording, figures=figures, line=change.last_line_on({stream}))


def _circle(unit: str, facts: Facts) -> tuple[tuple[str, ...], date | None]:
    """The way from the unit up to itself, and the first day on which there is one."""
    above, days = {unit}, set[date]()
    while new := {parent for name in above for parent in _parents(name, facts)} - above:
        above |= new
    for name in above:
        days |= {term.start for term in facts.unit(name).terms}
    for day in sorted(days):
        way = _way_up(unit, day, facts)
        if way and way[-1] == unit:
            return way, day
    return (), None


def _parents(unit: str, facts: Facts) -> set[str]:
    return {parent for term in facts.unit(unit).terms if (parent := term.definition.parent)}


def _way_up(unit: str, day: date, facts: Facts) -> tuple[str, ...]:
    """The units above the unit on the day, the nearest first, each once."""
    way: list[str] = []
    while (term := facts.unit(way[-1] if way else unit).on(day)) and (parent := term.definition.parent):
        if parent in way:
            break
        way.append(parent)
    return tuple(way)


def dependents_finding(lost: Sequence[str], line: int | None) -> Finding:
    """The objection that earlier acts would lose their basis; `--yes` records the order and marks them."""
    acts, them, stay = ("acts", "them", "they stay") if len(lost) > 1 else ("act", "it", "it stays")
    wording = (
        f"{len(lost)} recorded {acts} would no longer stand on anything: {', '.join(lost)}. "
        f"Correct or cancel {them} in the same order, or confirm with --yes: {stay} on file, marked basis-lost."
    )
    return Finding("dependents", wording, facts=tuple(lost), figures={"dependents": list(lost)}, line=line)
