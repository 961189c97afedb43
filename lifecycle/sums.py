"""Whether a repeated order names the sums of evaluators' marks that were recorded by it; its fingerprint has none."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from domain.commands import AnyCommand, Correct
from domain.facts import Facts
from domain.ledger import Ledger, reread
from domain.recorded import event_stream


def same_sums(commands: Collection[AnyCommand], events: Collection[str], facts: Facts) -> bool:
    """Whether every sum in the lines is one that these events recorded, as far as they recorded its group."""
    return all(_agree(command, events, facts) for command in commands if _ratings(command))


def _ratings(command: AnyCommand) -> Any:
    """The sums in the line, as they are written there; nothing where there are none."""
    if isinstance(command, Correct):
        return command.changes.get("ratings")
    return command.__dict__.get("ratings") if command.act == "assess-score" else None


def _agree(command: AnyCommand, events: Collection[str], facts: Facts) -> bool:
    from domain.assessment.commands import named_texts  # an order without marks loads nothing of assessments
    from domain.assessment.file import set_named
    from domain.assessment.limits import grouped

    told: Any = named_texts(_ratings(command))
    for key, recorded in _recorded(command, events, facts):
        kept, _ = grouped(told, set_named(key, facts), 0)
        by_relation = {each["relation"]: each for each in recorded}
        if any(by_relation.get(each["relation"], each) != each for each in kept):
            return False
    return True


def _recorded(
    command: AnyCommand, events: Collection[str], facts: Facts
) -> Iterator[tuple[str, Collection[Mapping[str, str]]]]:
    """The set and the sums of each event that such a line recorded."""
    for event in events:
        place = event_stream(event)
        if place is not None and place[0] == _stream(command):
            yield from _in_ledger(event, facts.ledger(place[0]))


def _stream(command: AnyCommand) -> str:
    if isinstance(command, Correct):
        return command.event.rpartition("@")[0]
    told = command.__dict__
    return f"assessment:{told['cycle']}.{told['subject'].rpartition(':')[2]}"


def _in_ledger(event: str, ledger: Ledger) -> Iterator[tuple[str, Collection[Mapping[str, str]]]]:
    acts = {act.id: act.body for act in ledger.recorded if "ratings" in act.body.__dict__}
    for correction in ledger.corrections:
        if correction.id == event and correction.root in acts and "ratings" in correction.body.changes:
            acts[event] = reread(acts[correction.root], {"ratings": correction.body.changes["ratings"]})
    if event in acts:
        yield acts[event].__dict__["set"], acts[event].__dict__["ratings"]
