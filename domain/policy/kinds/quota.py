"""quota: a certain share of those nominated for an honour holds posts of a track."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.policy.concern import listed
from domain.policy.kind import Kind
from domain.policy.rule import Rule
from domain.policy.shares import against


class Quota(NamedTuple):
    """How many were nominated, how many of them belong to the share, and whether that is enough."""

    nominees: int
    within: int
    share: str
    met: bool


def quota_of(rule: Rule, day: date, nominees: Iterable[Iterable[str]]) -> Quota:
    """The nominees, each told by the tracks of the posts held then, against the share that the rule asks for."""
    told = [set(each) for each in nominees]
    within = sum(1 for each in told if each & set(rule.select.track))
    share = str(rule.number("share", day))
    return Quota(len(told), within, share, not told or against(within, len(told), share) >= 0)


def concerns(rule: Rule, honour: str) -> bool:
    """Whether the rule is about the honour."""
    return honour in listed(rule.options["of"])


KIND = Kind(
    "quota",
    "Of those nominated for an honour in a year, this share holds posts of the tracks that the rule selects.",
    numbers=("share",),
    options={
        "of": "list of model-worker, advanced-worker, party-congress-deputy, peoples-congress-deputy: the honours",
    },
    needs=("of",),
)
