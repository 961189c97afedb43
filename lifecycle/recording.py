"""One order, one transaction: decide on the newest facts, append to every stream, update the read models, commit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from domain.access.denials import DENIALS
from domain.change import Change, root_of
from domain.commands import AnyCommand
from domain.decisions.decide import decide
from domain.decisions.exchange import Leg
from domain.errors import BadInput, Conflict, NotAuthorised, Refused
from domain.events import ActCancelled, ActCorrected
from domain.facts import Decided
from domain.finding import STRUCTURE, UNVERIFIED, Finding
from domain.post import Post
from domain.recorded import RecordedEvent
from domain.structure import Judgement, dependents_finding, judge, touched_posts
from lifecycle.access.gate import Gate, gate_of
from lifecycle.access.seal import seal_reads
from lifecycle.amended import amendments
from lifecycle.draft import Recording, note_order, take
from lifecycle.exchanges import settled_legs
from lifecycle.fingerprint import stored_fingerprint
from lifecycle.head import Head
from lifecycle.law import NoLaw, law_of
from lifecycle.lines import mistake, read_lines
from lifecycle.ports import Entropy, instant_text, recording_instant
from lifecycle.proposed import without_proposed
from lifecycle.refusals import note_refusal
from lifecycle.register import Register
from lifecycle.request import Outcome, Request
from lifecycle.resting import resting_on
from lifecycle.stage import Stage
from lifecycle.streams import streams_of
from lifecycle.sums import same_sums
from lifecycle.worked_anew import Anew, shifted_acts, work_out_anew
from lifecycle.writing import write
from projections.database import Database
from projections.read_log import make_read_log


def record(database: Database, request: Request, entropy: Entropy) -> Outcome:
    """Record the order, or say why not.

    Raises BadInput, NotAuthorised, Conflict or Refused with every finding; then nothing is recorded.
    """
    commands, mistakes = read_lines(request.lines)
    database.begin(writing=True)
    try:
        head = Head.read(database)
        gate = gate_of(database, request.actor, head.day_of(instant_text(request.now)))
        register, law = Register(database), law_of(database)
        stage = Stage(register, request.actor)
        recording = Recording(request, head, stage, register, law, entropy, commands, mistakes, [], [])
        outcome = _already(recording) or _record(recording, gate)
        if outcome.outcome == "recorded":
            _keep_clocks(recording)
            _sealed(recording, outcome, gate)
    except BaseException as error:
        database.rollback()
        if isinstance(error, Refused | Conflict | NotAuthorised) and not request.dry_run:
            note_refusal(database, request, commands, error)
        raise
    if outcome.outcome == "recorded":
        database.commit()
    else:
        database.rollback()
    return outcome


def _keep_clocks(recording: Recording) -> None:
    """The clock segments follow an order now and then; a store without packs has none."""
    if recording.events and (_adopting(recording) or not isinstance(recording.law, NoLaw)):
        from lifecycle.clock_keeping import keep_up

        streams = {event.originator_id for event in recording.events}
        keep_up(recording.register.database, recording.events[-1].position, streams)


def _adopting(recording: Recording) -> bool:
    return any(command.act == "policy-adopt" for command in recording.commands.values())


def _sealed(recording: Recording, outcome: Outcome, gate: Gate | None) -> None:
    """The signature of who records the order, and what was read so far, go into the log with it."""
    request, database = recording.request, recording.register.database
    if request.signer and outcome.order:
        from lifecycle.integrity.autographs import sign_order

        sign_order(database, outcome.order, request.signer, request.actor, recording.entropy(16).hex(), request.now)
    if any(command.act == "access-enable" for command in recording.commands.values()):
        make_read_log(database)
    if gate:
        seal_reads(database, request.actor, recording.entropy(16).hex(), request.now)


def _record(recording: Recording, gate: Gate | None) -> Outcome:
    request = recording.request
    instant = instant_text(recording_instant(request.now, recording.head.recorded_at))
    recording.head = recording.head._replace(recorded_at=instant)
    recording.stage.recorded_on = date.fromisoformat(recording.head.day_of(instant))
    recording.stage.load(streams_of(recording.commands.values()))
    _check_version(recording)
    _decide_lines(recording)
    if gate:  # who approved is judged now, no label
        recording.told = [each for each in recording.told if each.rule != UNVERIFIED]
    if gate and (denied := gate.findings(recording)):
        recording.findings.extend(denied)
        _raise(recording, told=())
    judgement = _judged(recording, work_out_anew(recording))
    acts = tuple(recording.events)
    warnings = (*recording.told, *judgement.warnings)
    if acts:
        note_order(recording, judgement)
        write(recording.register, recording.head, recording.steps, recording.stage.before, recording.sealed)
        warnings += _policed(recording, acts)
    _raise(recording, told=[each for each in warnings if each.pack != STRUCTURE and each.effect != "RECORD"])
    if request.dry_run:
        return Outcome("would-record", None, (), tuple(without_proposed(warnings, _proposed(recording))), acts)
    order = recording.order if acts else None  # what has nothing to record is no order
    return Outcome("recorded", order, tuple(event.id for event in acts), warnings, acts)


def _policed(recording: Recording, acts: Sequence[RecordedEvent]) -> tuple[Finding, ...]:
    """What the policies say of the register as just written: objections join the findings, the rest is returned."""
    found = recording.law.findings(acts)
    if not recording.request.imported:
        stage = recording.stage
        found += recording.law.amended(amendments(acts, stage.before, stage.states), acts, recording.head.position)
    blocking = [] if recording.request.imported else [each for each in found if each.effect == "BLOCK"]
    recording.findings.extend(blocking)
    return tuple(each for each in found if each not in blocking)


def _already(recording: Recording) -> Outcome | None:
    """The answer to a request that was recorded before: by its command id, or by its key and content."""
    request = recording.request
    sql = "SELECT order_id, content, position, key, command FROM order_row WHERE command = ? OR key = ?"
    rows = recording.register.database.query(sql, (request.command, request.key))
    if not rows or recording.findings:  # a line that cannot be read is told before a key that is taken
        return None
    order, content = rows[0][0], rows[0][1]
    database, commands = recording.register.database, recording.commands.values()
    events = recording.stage.order_events(order) or ()
    if content == stored_fingerprint(database, commands, order) and same_sums(commands, events, recording.stage):
        return Outcome("already-recorded", order, tuple(events))
    named = f"key {request.key}" if request.key and rows[0][3] == request.key else f"command id {request.command}"
    wording = (
        f"The {named} belongs to order {order}, whose lines are others. Give this order another one, "
        f"or look at that one: cadre order show {order}"
    )
    raise Conflict([Finding("key-taken", wording, figures={"key": request.key, "order": order}, conflict=True)])


def _check_version(recording: Recording) -> None:
    wanted = recording.request.if_version
    first = recording.commands.get(1)
    if wanted is None or first is None:
        return
    stream = next(iter(streams_of([first])), None)
    present = recording.stage.state(stream).version if stream else 0
    if present != wanted:
        wording = (
            f"{stream} has {present} events by now, not {wanted}: somebody recorded an act in between. "
            "Look at it again before you decide."
        )
        figures = {"stream": stream, "version": present, "asked": wanted}
        recording.findings.append(Finding("version-lost", wording, figures=figures, line=1, conflict=True))


def _decide_lines(recording: Recording) -> None:
    legs: dict[int, Leg] | None = None
    for line, command in recording.commands.items():
        if legs is None and command.act == "exchange":
            legs, mistakes = settled_legs(recording.commands, recording.stage)
            recording.findings.extend(mistakes)
        if command.act == "exchange" and line not in (legs or {}):
            continue
        decided = _decided(command, recording, legs or {}, line)
        recording.findings.extend(finding._replace(line=line) for finding in decided.findings)
        recording.told.extend(finding._replace(line=line) for finding in decided.warnings)
        for proposed in decided.events:
            take(proposed, command, line, recording)


def _decided(command: AnyCommand, recording: Recording, legs: Mapping[int, Leg], line: int) -> Decided:
    try:
        return decide(command, recording.stage, legs, line)
    except BadInput as error:
        recording.findings.extend(mistake(problem, line) for problem in error.problems)
        return Decided()


def _load_places(stage: Stage, touched: Iterable[str], events: Iterable[RecordedEvent]) -> None:
    """Load what the structural rules look at in few queries: the posts, who holds them, and their units."""
    posts = {f"post:{post}" for post in touched}
    posts.update(f"post:{post}" for event in events if isinstance(post := event.body.__dict__.get("post"), str))
    stage.load(posts)
    stage.load_holders(name.partition(":")[2] for name in posts)
    states = (stage.states[name] for name in posts)
    stage.load({f"unit:{term.unit}" for state in states if isinstance(state, Post) for term in state.terms})


def _judged(recording: Recording, anew: Anew) -> Judgement:
    """The structural findings, added to those of the lines; for an imported order most are only told."""
    stage, events = recording.stage, recording.events
    touched = {event.originator_id for event in events}
    before = {stream: stage.before[stream] for stream in touched if stage.before[stream].version}
    change = Change.of(events, before, {stream: stage.states[stream] for stream in touched})
    _load_places(stage, touched_posts(change), events)
    judgement = judge(change, stage)
    lost = sorted({*judgement.basis_lost, *_resting(change, recording, anew), *shifted_acts(anew, recording)})
    lost = [event for event in lost if event not in {each.id for each in events}]
    if lost and not recording.request.confirmed:
        line = events[-1].line if events else None
        recording.findings.append(dependents_finding(lost, line))
    told_only, blocking = _imported(judgement.findings) if recording.request.imported else ((), judgement.findings)
    recording.findings.extend(blocking)
    return judgement._replace(warnings=(*judgement.warnings, *told_only), basis_lost=tuple(lost))


def _resting(change: Change, recording: Recording, anew: Anew) -> set[str]:
    """The earlier events that name as their evidence what this order corrects or cancels.

    What the order corrects itself, or what was worked out anew, has its basis; what rests on that is looked at there.
    """
    amended = {event.body.names for event in change.events if isinstance(event.body, ActCorrected | ActCancelled)}
    roots = {root_of(event, change.after) for event in change.events if isinstance(event.body, ActCorrected)}
    known = amended | roots | anew.looked_at
    if not amended:
        return set()
    asked = sorted((amended | roots) - anew.looked_at)
    return resting_on(asked, recording.register.database, recording.stage, but=known)


TOLERATED = ("seat-taken", "procedure-post-reserved", "post-not-open", "unit-not-open", "post-held", "unit-in-use")
"""Structural findings that history as it was may show; they are told and kept."""


def _imported(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    told_only = tuple(finding.as_warning() for finding in findings if finding.rule in TOLERATED)
    return told_only, tuple(finding for finding in findings if finding.rule not in TOLERATED)


def _proposed(recording: Recording) -> frozenset[str]:
    return frozenset(event.id for event in recording.events)


def _raise(recording: Recording, *, told: Sequence[Finding]) -> None:
    """Nothing if nothing stands in the way. Bad input comes first, then what is not authorised, conflicts, refusals.

    `told` are broken rules that would only warn: an officer who is refused hears of them too. Who is not authorised
    hears of nothing but that and the mistakes in the lines.
    """
    findings: Sequence[Finding] = recording.findings
    if not findings:
        return
    if denied := [each for each in findings if each.rule in DENIALS]:
        judged = {each.line for each in denied}  # what a line says where one may not act is nobody's mistake
        mistakes = (each for each in findings if each.rule == "bad-input" and each.line not in judged)
        findings = [*denied, *mistakes]
    every = without_proposed((*findings, *told), _proposed(recording))
    ordered = sorted(every, key=lambda finding: finding.line or 0)
    if any(finding.rule == "bad-input" for finding in ordered):
        several = any((finding.line or 0) > 1 for finding in ordered)
        problems = (f"line {each.line}: {each.wording}" if several and each.line else each.wording for each in ordered)
        raise BadInput(*problems, findings=ordered)
    if denied:
        raise NotAuthorised(ordered)
    raise (Conflict if any(finding.conflict for finding in ordered) else Refused)(ordered)
