"""Who holds several posts at a time, and duties that do not go together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from domain.policy.concern import listed
from domain.policy.facts import Stretch
from domain.policy.rule import Rule
from domain.policy.selecting import bears, selects
from projections.reports.question import Question
from projections.unit import Answer


def load(asked: Question) -> list[Answer]:
    """Everybody with more than one post on the day, the most laden first; which limits and sets that touches."""
    by_cadre: dict[str, list[Stretch]] = defaultdict(list)
    for each in asked.held():
        by_cadre[each.cadre].append(each)
    rows = [_row(asked, cadre, held) for cadre, held in by_cadre.items() if len({each.post for each in held}) > 1]
    return asked.named(sorted(rows, key=lambda row: (-row["count"], row["cadre"])))


def _row(asked: Question, cadre: str, held: Sequence[Stretch]) -> Answer:
    return {
        "cadre": cadre,
        "count": len({each.post for each in held}),
        "posts": sorted({each.post for each in held}),
        "units": sorted({each.unit for each in held}),
        "part_time": sum(1 for each in held if each.part_time),
        "over": [rule.id for rule in asked.of_kind("concurrent-max") if _over(rule, held, asked)],
        "incompatible": sorted({pair for rule in asked.of_kind("incompatible-duties") for pair in _pairs(rule, held)}),
    }


def _over(rule: Rule, held: Sequence[Stretch], asked: Question) -> bool:
    kinds = listed(rule.options.get("kinds"))
    counted = {each.post for each in held if (not kinds or each.kind in kinds) and selects(rule.select, each)}
    return len(counted) > int(rule.number("posts", asked.day))


def _pairs(rule: Rule, held: Sequence[Stretch]) -> Iterator[str]:
    """Two posts at a time that bear different duties of one set."""
    for one, other in combinations(sorted(held, key=lambda each: each.post), 2):
        for duties in rule.options["sets"]:
            mine, theirs = (
                {number for number, duty in enumerate(duties) if bears(listed(duty), each)} for each in (one, other)
            )
            if mine and theirs and len(mine | theirs) > 1:
                yield f"{one.post}+{other.post}"
