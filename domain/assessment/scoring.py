"""From marks to a score: exact, with every step a plain sum, rounded nowhere but at the end."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from domain.assessment.exact import exact, rounded
from domain.assessment.indicators import JOINT, ONE, WHOLE, WORKS, Indicator, IndicatorSet
from domain.policy.rule import Rule

NOTHING: Final = Fraction(0)


class Way(NamedTuple):
    """How a rule of kind `score` makes a figure: what of missing groups, how many raters, how it is rounded."""

    rule: Rule
    missing: str
    raters: int
    places: int
    rounding: str
    year_by: str
    half_year: tuple[Fraction, ...]

    def told(self, value: Fraction) -> str:
        """The figure as it is recorded and compared."""
        return rounded(value, self.places, self.rounding)


def way_of(rule: Rule, day: date) -> Way:
    """The way as the rule says it on the day. Raises MissingNumber where it has no number for it."""
    options = rule.options
    return Way(
        rule,
        options.get("missing", "refuse"),
        rule.number("raters", day),
        rule.number("places", day),
        options.get("rounding", "half-up"),
        options.get("year_by", "year-end"),
        tuple(exact(each) for each in options.get("half_year", ())),
    )


class Rated(NamedTuple):
    """The marks of one group of evaluators together: how many gave one, and their weighted sum and weight."""

    raters: int
    points: Fraction
    weight: Fraction

    @property
    def mean(self) -> Fraction:
        """The weighted mean mark, of 100."""
        return self.points / self.weight


class Sheet(NamedTuple):
    """What is on file of one assessed: marks by indicator, evaluators' marks by relation, the events that say so."""

    marks: Mapping[str, Fraction]
    rated: Mapping[str, Rated]
    events: tuple[str, ...]


class Score(NamedTuple):
    """A score with how it came about; `total` is None while something is lacking. Points are of 100."""

    total: Fraction | None
    parts: Mapping[str, Fraction]
    aspects: Mapping[str, Fraction]
    works: Mapping[str, Fraction]
    rating: Fraction | None
    lacking: tuple[str, ...]


def sheet_of(scored: Iterable[tuple[Mapping[str, Any], str]], least: int) -> Sheet:
    """The sheet of one assessed from what was scored: fields of the fact and its event, by day.

    A group of fewer than `least` evaluators is left out: a figure with it, beside those of the others, would tell it.
    """
    marks: dict[str, Fraction] = {}
    rated: dict[str, Rated] = {}
    events = []
    for fields, event in scored:
        marks |= {name: exact(text) for name, text in fields["marks"].items()}
        read = {each["relation"]: read_rated(each) for each in fields["ratings"]}
        rated |= {relation: each for relation, each in read.items() if each.raters >= least}
        events.append(event)
    return Sheet(marks, rated, tuple(events))


def read_rated(told: Mapping[str, str]) -> Rated:
    """The marks of a group as they were recorded."""
    return Rated(int(told["raters"]), exact(told["points"]), exact(told["weight"]))


def score(made: IndicatorSet, sheet: Sheet, missing: str, day: date) -> Score:
    """The score by the set on the day of the cycle; whatever is lacking is named and leaves the total open."""
    weights = {part: emphasis(made, part, day) for part in made.parts}
    parts = {part: _part(made, weights[part], sheet) for part in made.parts}
    rating, without = _rating(made, sheet, missing)
    lacking = [each.id for each in made.indicators if each.id not in sheet.marks]
    lacking += [f"marks of {relation}" for relation in without]
    work = sum((made.parts[part] * points for part, points in parts.items()), NOTHING)
    total = work if rating is None else (ONE - made.ratings) * work + made.ratings * rating
    return Score(
        None if lacking else total,
        parts,
        _by(made, weights, sheet, "aspect"),
        _by(made, weights, sheet, "work"),
        rating,
        tuple(lacking),
    )


def running(made: IndicatorSet, sheet: Sheet, day: date) -> Fraction | None:
    """The score by what is marked so far, as if the set had no other indicators; None while nothing is."""
    seen = tuple(each for each in made.indicators if each.id in sheet.marks)
    part_of = {part: [each for each in seen if each.part in {part, JOINT}] for part in made.parts}
    parts = {part: made.parts[part] for part, found in part_of.items() if sum(each.weight for each in found)}
    shares = sum(parts.values(), NOTHING)
    if not shares:
        return None
    partial = made._replace(indicators=seen, parts={part: share / shares for part, share in parts.items()})
    return sum(
        (share * _part(partial, emphasis(partial, part, day), sheet) for part, share in partial.parts.items()), NOTHING
    )


def emphasis(made: IndicatorSet, part: str, day: date) -> dict[str, Fraction]:
    """The weight of each indicator of a part on the day: weak links weigh more, and all sum to one again."""
    weights = {each.id: each.weight for each in made.indicators if each.part in {part, JOINT}}
    for link in made.weak_links:
        if link.since <= day < link.until and link.indicator in weights:
            weights[link.indicator] *= link.times
    total = sum(weights.values(), NOTHING)
    return {name: weight / total for name, weight in weights.items()} if total else weights


def _points(indicator: Indicator, weight: Fraction, sheet: Sheet) -> Fraction:
    return WHOLE * weight * sheet.marks.get(indicator.id, NOTHING) / indicator.most


def _part(made: IndicatorSet, weights: Mapping[str, Fraction], sheet: Sheet) -> Fraction:
    """The points of a part; those of regular and of ad-hoc work are each cut at their ceiling."""
    total = NOTHING
    for work in WORKS:
        inner = (each for each in made.indicators if each.id in weights and each.work == work)
        points = sum((_points(each, weights[each.id], sheet) for each in inner), NOTHING)
        total += min(points, made.ceilings.get(work, WHOLE))
    return total


def _rating(made: IndicatorSet, sheet: Sheet, missing: str) -> tuple[Fraction | None, list[str]]:
    """The evaluators' marks put together by the weights of their groups, and the groups that are lacking."""
    if not made.ratings:
        return None, []
    there = {relation: weight for relation, weight in made.groups.items() if relation in sheet.rated}
    without = [relation for relation in made.groups if relation not in there]
    shares = sum(there.values(), NOTHING)
    if not shares:
        return NOTHING, without or list(made.groups)
    mean = sum((weight * sheet.rated[relation].mean for relation, weight in there.items()), NOTHING) / shares
    return mean, [] if missing == "renormalise" else without


def _by(
    made: IndicatorSet, weights: Mapping[str, Mapping[str, Fraction]], sheet: Sheet, field: str
) -> dict[str, Fraction]:
    """The points by aspect or kind of work, as they go into the parts before any ceiling."""
    found: dict[str, Fraction] = {}
    for part, share in made.parts.items():
        for each in made.indicators:
            if each.id in weights[part]:
                key = getattr(each, field)
                found[key] = found.get(key, NOTHING) + share * _points(each, weights[part][each.id], sheet)
    return found
