"""What the acts of a body may ask of the register: bodies and decisions as they stand at this line of the order."""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.body.events import BodyEvent, CollectiveDecisionTaken
from domain.body.membership import CONSTITUTED, TOPICS, Body, Fact, read_body
from domain.days import FOREVER
from domain.errors import BadInput
from domain.facts import Facts
from domain.finding import Finding
from domain.ledger import Act


def known_body(name: str, facts: Facts) -> Body:
    """The body. Raises BadInput if none was ever constituted under this id."""
    acts = facts.ledger(f"body:{name}").in_force()
    body = read_body(_facts(acts))
    if body is None:
        raise BadInput(f"there is no body {name}; list them with: cadre body list")
    return body


def _facts(acts: tuple[Act, ...]) -> Iterator[Fact]:
    for act in acts:
        topic = act.body.TOPIC.partition("/")[0]
        if isinstance(act.body, BodyEvent) and topic in TOPICS:
            yield Fact(topic, act.effective, act.body.until_day or FOREVER, act.body.model_dump(), act.id)


def remaining(units: Iterable[str], day: date, facts: Facts) -> tuple[Finding, ...]:
    """What is to be said where units end on the day: which bodies in them go on, and what to do with them."""
    names = [act.body.__dict__["body"] for unit in units for _, act in facts.entries(CONSTITUTED, f"unit:{unit}")]
    left = sorted({name for name in names if known_body(name, facts).on(day)})
    if not left:
        return ()
    wording = (
        f"{', '.join(left)} would go on in a unit that ends on {day}, and owe there what bodies owe. Dissolve what "
        "ends with it (cadre body dissolve), and constitute the others in the unit that carries on."
    )
    return (Finding("bodies-remain", wording, effect="WARN", figures={"bodies": left}),)


def closed(body: Body, day: date) -> tuple[Finding, ...]:
    """What stands in the way of an act on the body on the day: that it does not exist then."""
    if body.on(day):
        return ()
    since = f"from {body.start}" if day < body.start else f"up to {body.end}"
    wording = f"{body.name} ({body.body}) exists {since}, not on {day}. Correct the day, or its constitution first."
    return (Finding("body-not-open", wording, facts=(body.event,), figures={"body": body.body}),)


def departed(cadre: str, day: date, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of the cadre's taking part on the day: having left the service. Raises BadInput."""
    standings = [each for each in facts.cadre(cadre).career.standings if each.day <= day]
    if not standings or standings[-1].departure is None:
        return ()
    wording = f"{cadre} is not in service on {day} ({standings[-1].departure} on {standings[-1].day})."
    return (Finding("departed", wording, figures={"cadre": cadre}),)


def taken_decision(number: str, facts: Facts) -> Act | None:
    """The minutes of the decision, or None if none are on record."""
    acts = facts.ledger(f"decision:{number}").in_force()
    return next((act for act in acts if isinstance(act.body, CollectiveDecisionTaken)), None)


def decision_of(number: str, facts: Facts) -> Act:
    """The minutes of the decision. Raises BadInput if none are on record."""
    act = taken_decision(number, facts)
    if act is None:
        raise BadInput(f"there is no decision {number}; list them with: cadre body decisions")
    return act
