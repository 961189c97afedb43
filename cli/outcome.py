"""What came of an order: recorded, recorded before, or what a dry run says."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from cli.language import said, told
from cli.plain import visible
from cli.show import Printer, lines

if TYPE_CHECKING:  # a read command does not load what recording needs
    from lifecycle.request import Outcome

LABELS: Final = {"RECORD": "noted"}
"""Effect of a finding -> how it is introduced; a rule that only records stands in nobody's way."""
TOLD_ONE_BY_ONE: Final = 5  # acts or events; a longer order is counted


def show_outcome(printer: Printer, outcome: "Outcome", order: Sequence[Mapping[str, object]]) -> None:
    """Print what came of an order: a sentence for people, the published object for programs."""
    for each in outcome.warnings:
        printer.remark(f"{each.wording} [{each.rule}]", said(printer.language, LABELS.get(each.effect, "warning")))
    if printer.output != "table":
        return printer.show("outcome", outcome.as_dict())
    return lines([visible(sentence(printer.language, outcome, order))])


def sentence(language: str, outcome: "Outcome", order: Sequence[Mapping[str, object]]) -> str:
    """Return one sentence: what was recorded, under which order, as which events."""
    short = len(order) <= TOLD_ONE_BY_ONE
    acts = "; ".join(told(language, line) for line in order) if short else said(language, "many", count=len(order))
    few = len(outcome.events) <= TOLD_ONE_BY_ONE
    events = ", ".join(outcome.events) if few else said(language, "events", count=len(outcome.events))
    word = "nothing-recorded" if outcome.outcome == "recorded" and outcome.order is None else outcome.outcome
    return said(language, word, order=outcome.order, acts=acts, events=events)
