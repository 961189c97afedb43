"""Deciding on the reserve of cadres and on nominations."""

from domain.body.reading import departed
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed, known_level, later, unit_on
from domain.finding import Finding
from domain.ledger import Act
from domain.selection.commands import EnterReserve, LeaveReserve, Nominate
from domain.selection.events import CadreNominated, ReserveEntered, ReserveLeft


def enter(command: EnterReserve, facts: Facts) -> Decided:
    """A cadre enters the reserve, once at a time. Raises BadInput for what is unknown, or no aim."""
    facts.cadre(command.cadre)
    known_level(facts, command.for_level)
    if command.for_post is not None:
        facts.post(command.for_post)
    if command.for_level is None and command.for_post is None:
        raise BadInput(f"say for what {command.cadre} is in the reserve, with --for-level or --for-post")
    later(command.until, command.effective)
    if gone := departed(command.cadre, command.effective, facts):
        return Decided(findings=gone)
    if (inside := _inside(command, facts)) is not None:
        wording = f"{command.cadre} is in the reserve since {inside.effective}, by {inside.id}."
        return Decided(findings=(Finding("reserve-twice", wording, facts=(inside.id,)),))
    names = ReserveEntered.model_fields
    body = ReserveEntered(**{name: getattr(command, name) for name in names})
    return Decided((Proposed(f"reserve:{command.cadre}", body, command.effective),))


def leave(command: LeaveReserve, facts: Facts) -> Decided:
    """A cadre in the reserve leaves it. Raises BadInput for an unknown cadre."""
    facts.cadre(command.cadre)
    inside = _inside(command, facts)
    if inside is None:
        wording = f"{command.cadre} is not in the reserve on {command.effective}."
        return Decided(findings=(Finding("reserve-not-in", wording),))
    proposed = Proposed(f"reserve:{command.cadre}", ReserveLeft(cadre=command.cadre), command.effective)
    return Decided((proposed._replace(evidence=(inside.id,)),))


def _inside(command: EnterReserve | LeaveReserve, facts: Facts) -> Act | None:
    """The act by which the cadre is in the reserve on the day."""
    found = None
    for act in facts.ledger(f"reserve:{command.cadre}").in_force():
        if act.effective <= command.effective:
            found = act if isinstance(act.body, ReserveEntered) else None
    until = found.body.__dict__["until"] if found else None
    return found if until is None or command.effective < until else None


def nominate(command: Nominate, facts: Facts) -> Decided:
    """A cadre is nominated, once for an honour and year. Raises BadInput for an unknown cadre."""
    cadre, day = facts.cadre(command.cadre), command.effective
    if gone := departed(command.cadre, day, facts):
        return Decided(findings=gone)
    year = command.year or day.year
    stream = f"nomination:{command.cadre}"
    for act in facts.ledger(stream).in_force():
        if (act.body.__dict__["honour"], act.body.__dict__["year"]) == (command.honour, year):
            wording = f"{command.cadre} is nominated ({command.honour}, {year}) already, by {act.id}."
            return Decided(findings=(Finding("nominated-twice", wording, facts=(act.id,)),))
    posts = [each.post for each in cadre.career.holdings if each.since <= day < each.end]
    terms = [term for post in posts if (term := facts.post(post).on(day))]
    units = [unit for post in posts if (unit := unit_on(facts, post, day))]
    body = CadreNominated(
        cadre=command.cadre,
        honour=command.honour,
        year=year,
        unit=units[0] if units else None,
        tracks=tuple(sorted({term.definition.track for term in terms})),
    )
    return Decided((Proposed(stream, body, day, unit=body.unit),))
