"""What rules work out of the register once for many acts: of a unit on a day, whoever is asked about."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from domain.policy.facts import PolicyFacts
from domain.policy.rule import Rule

Found = TypeVar("Found")


def worked_out(facts: PolicyFacts, rule: Rule, about: Hashable, work: Callable[[], Found]) -> Found:
    """What the work finds for the rule about a matter; done once as long as the facts live.

    The work reads nothing of the single act beyond what `about` says.
    """
    kept, key = facts.kept, (id(rule), about)
    found: tuple[Rule, Found] | None = kept.get(key)
    if found is None:
        found = kept[key] = (rule, work())
    return found[1]
