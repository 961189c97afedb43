"""Which of the sets of a cycle is meant for whom: by the kind of unit, and by the post held."""

from collections.abc import Sequence
from datetime import date
from fnmatch import fnmatchcase

from domain.assessment.file import Subject, places_of
from domain.assessment.indicators import IndicatorSet
from domain.errors import BadInput
from domain.facts import Facts


def chosen(sets: Sequence[IndicatorSet], subject: Subject, day: date, named: str | None, facts: Facts) -> IndicatorSet:
    """The named set, else the one that fits the subject most closely. Raises BadInput if none does, or several do."""
    mine = [each for each in sets if each.assesses == subject.register]
    if named is not None:
        mine = [each for each in mine if named in {each.key, each.key.partition("@")[0]}]
    places = places_of(subject, day, facts)
    fitting = [(closeness, each) for each in mine if (closeness := _closeness(each, places)) is not None]
    best = [each for closeness, each in fitting if closeness == max(other for other, _ in fitting)]
    if not best:
        there = ", ".join(each.key for each in sets)
        raise BadInput(f"no set of the cycle is meant for {subject.key} as it is on {day}; the cycle has {there}")
    if len(best) > 1:
        names = " and ".join(each.key for each in best)
        raise BadInput(f"{names} are both meant for {subject.key}; say which with --set")
    return best[0]


def _closeness(made: IndicatorSet, places: Sequence[tuple[str, str, str]]) -> int | None:
    """How closely the set fits: a set for a post before one for a kind of unit before one for all; None if not."""
    if not made.unit_kinds and not made.post_kinds:
        return 0
    fits = any(
        (not made.unit_kinds or kind in made.unit_kinds) and (not made.post_kinds or _bears(made, post, name))
        for post, name, kind in places
    )
    return 2 * bool(made.post_kinds) + bool(made.unit_kinds) if fits else None


def _bears(made: IndicatorSet, post: str, name: str) -> bool:
    return any(fnmatchcase(post, pattern) or fnmatchcase(name, pattern) for pattern in made.post_kinds)
