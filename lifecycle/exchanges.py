"""The legs of an order's exchanges, settled together from the posts held before any of them."""

from collections.abc import Mapping

from domain.commands import AnyCommand, Exchange
from domain.decisions.exchange import Leg, leg_of, with_partners
from domain.errors import BadInput
from domain.facts import Facts
from domain.finding import Finding
from lifecycle.lines import mistake


def settled_legs(commands: Mapping[int, AnyCommand], facts: Facts) -> tuple[dict[int, Leg], list[Finding]]:
    """Each exchange line's leg with its partners, and a finding for every line whose posts are not clear."""
    legs: dict[int, Leg] = {}
    mistakes: list[Finding] = []
    exchanges = {line: command for line, command in commands.items() if isinstance(command, Exchange)}
    for line, command in exchanges.items():
        try:
            legs[line] = leg_of(command, facts)
        except BadInput as error:
            mistakes.extend(mistake(problem, line) for problem in error.problems)
    days = {line: command.effective for line, command in exchanges.items()}
    settled = with_partners(legs, days)
    # A leg without partners may only lack those whose own line is unclear; that line says what is wrong.
    return {line: leg for line, leg in settled.items() if leg.partners or not mistakes}, mistakes
