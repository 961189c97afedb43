"""A set of indicators: what is looked at, in which aspect and part of the work, and with what weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from domain.assessment.exact import exact, plain

ASPECTS: Final = ("ideology", "organisation", "style", "anti-corruption", "system-construction")
PARTS: Final = ("party", "business")
JOINT: Final = "joint"
"""An indicator of party work and business together: it counts in both parts."""
WORKS: Final = ("regular", "ad-hoc")
RELATIONS: Final = ("superior", "peer", "subordinate", "masses", "service-object", "external")
WHOLE: Final = Fraction(100)
ONE: Final = Fraction(1)
_WORDS: Final[Mapping[str, Sequence[str]]] = {"aspect": ASPECTS, "part": (*PARTS, JOINT), "work": WORKS}
_KEYS: Final = ("id", "title", "aspect", "part", "work", "weight", "most", "evidence", "measures")
_LINK_KEYS: Final = ("indicator", "from", "until", "times")


class Indicator(NamedTuple):
    """One indicator: marks run from 0 to `most`; `evidence` says that a mark needs a document."""

    id: str
    aspect: str
    part: str
    work: str
    weight: Fraction
    most: Fraction
    evidence: bool


class WeakLink(NamedTuple):
    """In a period [since, until) an indicator weighs so many times as much: a weak link or an emphasis."""

    indicator: str
    since: date
    until: date
    times: Fraction


class IndicatorSet(NamedTuple):
    """A version of a set. `parts`, `groups` and, in each part, the indicators have weights that sum to one.

    `ceilings` are the most points of 100 that regular and ad-hoc work can bring; `ratings` is the share of the
    evaluators' marks in the whole; `knowledge` is what a mark counts by how well the evaluator knows the evaluated.
    """

    key: str
    assesses: str
    unit_kinds: tuple[str, ...]
    post_kinds: tuple[str, ...]
    parts: Mapping[str, Fraction]
    ceilings: Mapping[str, Fraction]
    ratings: Fraction
    groups: Mapping[str, Fraction]
    knowledge: Mapping[str, Fraction]
    indicators: tuple[Indicator, ...]
    weak_links: tuple[WeakLink, ...]
    event: str

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of this id."""
        return next((each for each in self.indicators if each.id == name), None)


def read_set(fields: Mapping[str, Any], event: str) -> IndicatorSet:
    """The set as it was recorded; its numbers were checked then."""
    return IndicatorSet(
        key=f"{fields['set']}@{fields['version']}",
        assesses=fields["assesses"],
        unit_kinds=tuple(fields["unit_kinds"]),
        post_kinds=tuple(fields["post_kinds"]),
        parts={name: exact(text) for name, text in fields["parts"].items()},
        ceilings={name: exact(text) for name, text in fields["ceilings"].items()},
        ratings=exact(fields["ratings"]),
        groups={name: exact(text) for name, text in fields["groups"].items()},
        knowledge={name: exact(text) for name, text in fields["knowledge"].items()},
        indicators=tuple(_indicator(each) for each in fields["indicators"]),
        weak_links=tuple(_link(each) for each in fields["weak_links"]),
        event=event,
    )


def _indicator(told: Mapping[str, str]) -> Indicator:
    numbers = exact(told["weight"]), exact(told.get("most", "100"))
    return Indicator(
        told["id"], told["aspect"], told["part"], told.get("work", "regular"), *numbers, told.get("evidence") == "yes"
    )


def _link(told: Mapping[str, str]) -> WeakLink:
    days = date.fromisoformat(told["from"]), date.fromisoformat(told["until"])
    return WeakLink(told["indicator"], *days, exact(told["times"]))


def set_amiss(fields: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with a set, a sentence each; nothing where it can be used."""
    found = [*_numbers_amiss(fields), *_indicators_amiss(fields["indicators"]), *_links_amiss(fields)]
    yield from found
    if found:
        return
    read = read_set(fields, "")
    yield from sums_amiss(read)
    if read.ratings > ONE:
        yield f"ratings: the share of the evaluators' marks is {plain(read.ratings)}; it is at most 1"
    if read.ratings and not read.groups:
        yield "groups: the evaluators' marks have a share, but no group of evaluators is named"


def sums_amiss(read: IndicatorSet) -> Iterator[str]:
    """The weights that do not sum to one, each with its sum."""
    if total_amiss := _sum_amiss("the weights of the parts", read.parts.values()):
        yield total_amiss
    for part in read.parts:
        weights = [each.weight for each in read.indicators if each.part in {part, JOINT}]
        if amiss := _sum_amiss(f"the weights of the indicators of the {part} part", weights):
            yield amiss
    if read.groups and (amiss := _sum_amiss("the weights of the groups of evaluators", read.groups.values())):
        yield amiss
    strays = {each.part for each in read.indicators} - {*read.parts, JOINT}
    yield from (f"indicators stand in the {part} part, which has no weight" for part in sorted(strays))


def _sum_amiss(what: str, weights: Iterable[Fraction]) -> str | None:
    total = sum(weights, Fraction(0))
    return None if total == ONE else f"{what} sum to {plain(total)}; they must sum to 1"


def _numbers_amiss(fields: Mapping[str, Any]) -> Iterator[str]:
    words = {"parts": PARTS, "ceilings": WORKS, "groups": RELATIONS, "knowledge": ()}
    for name, known in words.items():
        for key, text in fields[name].items():
            if known and key not in known:
                yield f"{name}: {key!r} is not one of {', '.join(known)}"
            yield from _decimal_amiss(f"{name}: {key}", text)
    yield from _decimal_amiss("ratings", fields["ratings"])


def _decimal_amiss(place: str, text: object) -> Iterator[str]:
    try:
        exact(text)
    except ValueError as error:
        yield f"{place}: {error}"


def _indicators_amiss(indicators: Sequence[Mapping[str, str]]) -> Iterator[str]:
    if not indicators:
        yield "indicators: the set has none"
    names = [each.get("id", "") for each in indicators]
    for number, (name, told) in enumerate(zip(names, indicators, strict=True), 1):
        place = f"indicator {name or number}"
        if not name or names.index(name) + 1 != number:
            yield f"{place}: {'its id stands twice' if name else 'it has no id'}"
        yield from (f"{place}: {key!r} is not one of {', '.join(_KEYS)}" for key in told if key not in _KEYS)
        for key, words in _WORDS.items():
            value = told.get(key, "regular" if key == "work" else "")
            if value not in words:
                yield f"{place}: its {key} {value!r} is not one of {', '.join(words)}"
        yield from _decimal_amiss(f"{place}: weight", told.get("weight"))
        yield from _decimal_amiss(f"{place}: most", told.get("most", "100"))
        if told.get("most", "").strip("0.") == "" and "most" in told:
            yield f"{place}: its highest mark is {told['most']}; it must be more than 0"


def _links_amiss(fields: Mapping[str, Any]) -> Iterator[str]:
    names = {each.get("id") for each in fields["indicators"]}
    for number, told in enumerate(fields["weak_links"], 1):
        place = f"weak link {number}"
        if set(told) != set(_LINK_KEYS):
            yield f"{place}: it must say {', '.join(_LINK_KEYS)}"
            continue
        if told["indicator"] not in names:
            yield f"{place}: there is no indicator {told['indicator']!r}"
        yield from _decimal_amiss(f"{place}: times", told["times"])
        try:
            ordered = date.fromisoformat(told["from"]) < date.fromisoformat(told["until"])
        except ValueError:
            yield f"{place}: {told['from']!r} and {told['until']!r} are not two days"
        else:
            if not ordered:
                yield f"{place}: it ends on {told['until']}, not after its first day {told['from']}"
