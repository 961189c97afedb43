"""What is on file of assessments, as a decision reads it; Raises BadInput for what is not there."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.assessment.events import CycleOpened, IndicatorSetPublished
from domain.assessment.indicators import IndicatorSet, read_set
from domain.assessment.scoring import Way, way_of
from domain.errors import BadInput
from domain.facts import Facts, unit_on
from domain.ledger import Act
from domain.policy.pack import in_force, rules_of
from domain.policy.rule import MissingNumber, Rule


class Subject(NamedTuple):
    """A unit or a cadre that is assessed."""

    register: str
    id: str

    @property
    def key(self) -> str:
        """The subject as facts name it, such as `unit:FINANCE`."""
        return f"{self.register}:{self.id}"

    @property
    def fields(self) -> dict[str, str | None]:
        """The fields of an event that say whom it is about."""
        return {"unit": None, "cadre": None, self.register: self.id}


def subject_of(named: str, facts: Facts) -> Subject:
    """The unit or cadre of this id, `unit:ID` or `cadre:ID`. Raises BadInput for none, or for both."""
    register, sign, bare = named.partition(":")
    if sign and register in {"unit", "cadre"}:
        (facts.unit if register == "unit" else facts.cadre)(bare)
        return Subject(register, bare)
    there = [each for each in ("unit", "cadre") if facts.exists(f"{each}:{named}")]
    if len(there) > 1:
        raise BadInput(f"{named} is a unit and a cadre; write unit:{named} or cadre:{named}")
    if not there:
        raise BadInput(f"there is no unit and no cadre {named}; look for it with: cadre find {named}")
    return Subject(there[0], named)


def cycle_act(name: str, facts: Facts) -> Act:
    """The opening of a cycle. Raises BadInput if there is none."""
    found = [act for act in facts.ledger(f"cycle:{name}").in_force() if isinstance(act.body, CycleOpened)]
    if not found:
        raise BadInput(f"there is no assessment cycle {name}; open it with: cadre assess open {name}")
    return found[-1]


def not_before(opened: Act, day: date, what: str) -> None:
    """Nothing, from the day of the cycle on. Raises BadInput before it."""
    if day < opened.effective:
        cycle = fields_of(opened)["cycle"]
        raise BadInput(f"{cycle} was opened on {opened.effective}, after {day}; {what} in it takes effect from then on")


def set_named(key: str, facts: Facts) -> IndicatorSet:
    """The set of an id, in its last version unless `ID@VERSION` is said. Raises BadInput if there is none."""
    name, _, version = key.partition("@")
    acts = [act for act in facts.ledger(f"indicators:{name}").in_force() if isinstance(act.body, IndicatorSetPublished)]
    found = [act for act in acts if not version or act.body.__dict__["version"] == version]
    if not found:
        known = f"; its versions are {', '.join(act.body.__dict__['version'] for act in acts)}" if acts else ""
        raise BadInput(f"there is no indicator set {key}{known or '; publish it with: cadre assess open --set FILE'}")
    return read_set(fields_of(found[-1]), found[-1].id)


def fields_of(act: Act) -> dict[str, Any]:
    """The fields of a fact as they stand in the tables."""
    return act.body.model_dump(mode="json")


def entries(topic: str, about: str, facts: Facts) -> list[Act]:
    """The facts of a topic about somebody or a cycle, by day."""
    return sorted((act for _, act in facts.entries(topic, about)), key=lambda act: (act.effective, act.id))


def about(fields: dict[str, Any]) -> str:
    """Whom a fact is about, such as `unit:FINANCE`."""
    return f"unit:{fields['unit']}" if fields["unit"] else f"cadre:{fields['cadre']}"


def rules_on(kind: str, day: date, facts: Facts) -> list[Rule]:
    """The rules of a kind in force on the day."""
    found = rules_of(in_force(facts.packs(), day))
    return [rule for rule in found if rule.kind == kind and rule.on(day)]


def only_rule(kind: str, day: date, facts: Facts) -> Rule:
    """The one rule of a kind in force on the day. Raises BadInput if there is none, or more than one."""
    found = rules_on(kind, day, facts)
    if not found:
        raise BadInput(f"no rule of kind {kind} is in force on {day}; adopt a pack that has one, such as seed")
    if len(found) > 1:
        names = " and ".join(f"{rule.id} of {rule.pack.id}" for rule in found)
        raise BadInput(f"{names} are both in force on {day}; one of them must replace the other in an overlay")
    return found[0]


def way_on(day: date, facts: Facts) -> Way:
    """How a score is made on the day. Raises BadInput where no rule says it."""
    try:
        return way_of(only_rule("score", day, facts), day)
    except MissingNumber as missing:
        raise BadInput(str(missing)) from None


def kind_of(subject: Subject, day: date, facts: Facts) -> str:
    """The kind of a unit, or the level of a cadre, on the day; empty where it has none."""
    if subject.register == "unit":
        term = facts.unit(subject.id).on(day)
        return (term.definition.kind if term else None) or ""
    standings = [each for each in facts.cadre(subject.id).career.standings if each.day <= day]
    return (standings[-1].level if standings else None) or ""


def places_of(subject: Subject, day: date, facts: Facts) -> Sequence[tuple[str, str, str]]:
    """Of a cadre each post held on the day: id, name and kind of unit; of a unit itself: its kind alone."""
    if subject.register == "unit":
        return [("", "", kind_of(subject, day, facts))]
    held = [each.post for each in facts.cadre(subject.id).career.holdings if each.start <= day < each.end]
    found = []
    for post in held:
        unit, term = unit_on(facts, post, day), facts.post(post).on(day)
        kind = kind_of(Subject("unit", unit), day, facts) if unit else ""
        found.append((post, term.definition.name if term else "", kind))
    return found
