"""Many acts that differ in the cadre and in the posts left only, such as everybody taking up one post.

What a rule finds out about the post, the day and the units is found out once, and with it each act is looked at first:
most rules have nothing to say against most of them, and need not be asked. What is asked answers as ever.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from domain.policy.asked import Asked
from domain.policy.catalogue import BY_NAME
from domain.policy.facts import PolicyFacts
from domain.policy.judge import judging
from domain.policy.kind import Check, Spared, everybody
from domain.policy.pack import Pack
from domain.policy.rule import MissingNumber, Rule

OFTEN = 5
"""From so many acts on one day on it is worth finding out beforehand what they share."""
Judge: TypeAlias = tuple[Rule, Check, Spared | None]


def can_block(rule: Rule) -> bool:
    """Whether the rule can forbid an act: of the others nothing that they say does."""
    return rule.effect == "BLOCK"


class Sparing:
    """The rules of packs as they judge acts that are only asked about; the facts are those without the acts.

    What acts share is found out from the `often`-th of them on.
    """

    def __init__(self, packs: Sequence[Pack], facts: PolicyFacts, often: int = OFTEN) -> None:
        self._often = often
        self._packs = tuple(packs)
        self._facts = facts
        self._judges: dict[tuple[Any, ...], Sequence[Judge]] = {}
        self._seldom: dict[tuple[Any, ...], int] = {}

    def judging(self, asked: Asked, *, blocking: bool = False) -> Sequence[tuple[Rule, Check]]:
        """Those of the rules that have to be asked about the act, in their order; maybe only those that can block."""
        act, _, *others = asked._replace(left=())
        about = (act, *others)
        judges = self._judges.get(about)
        if judges is None:
            times = self._seldom[about] = self._seldom.get(about, 0) + 1
            if times < self._often:
                found = judging(self._packs, asked.act, asked.day)
                return [judge for judge in found if can_block(judge[0])] if blocking else found
            judges = self._judges[about] = self._prepared(asked)
        if blocking:
            judges = [judge for judge in judges if can_block(judge[0])]
        return [(rule, check) for rule, check, spared in judges if spared is None or not spared(asked)]

    def _prepared(self, asked: Asked) -> Sequence[Judge]:
        """Every rule that judges such an act, but for those that spare everybody."""
        judges = ((*judge, self._spared(judge[0], asked)) for judge in judging(self._packs, asked.act, asked.day))
        return [each for each in judges if each[2] is not everybody]

    def _spared(self, rule: Rule, asked: Asked) -> Spared | None:
        spares = BY_NAME[rule.kind].spares
        try:
            return spares(rule, asked, self._facts) if spares else None
        except (MissingNumber, OverflowError):
            return None  # the rule itself says what is amiss
