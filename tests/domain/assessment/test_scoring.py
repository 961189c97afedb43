"""Scores are exact: whatever the marks, they are what a sum of fractions over common denominators says."""

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.assessment.exact import ROUNDINGS, exact, plain, rounded
from domain.assessment.indicators import read_set, set_amiss
from domain.assessment.placing import cut_through, places, within
from domain.assessment.scoring import running, score, sheet_of

DAY = date(2024, 12, 1)
MODES = dict(zip(ROUNDINGS, (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN), strict=True))
MARKS = st.decimals(0, 100, places=3)


def weights(count):
    """Decimals that sum to one."""
    cuts = st.lists(st.integers(0, 1000), min_size=count - 1, max_size=count - 1).map(sorted)
    return cuts.map(lambda found: [Decimal(b - a) / 1000 for a, b in zip([0, *found], [*found, 1000], strict=True)])


@st.composite
def assessed(draw):
    """A set with marks: indicators (part, work, weight, times, mark), weights of parts, ceilings, groups."""
    party, business = draw(weights(2))
    listed = []
    for part in ("party", "business"):
        for number, weight in enumerate(draw(weights(draw(st.integers(1, 4))))):
            work, times = draw(st.sampled_from(("regular", "ad-hoc"))), draw(st.integers(1, 3))
            listed.append((f"{part}-{number}", part, work, weight, times, draw(MARKS)))
    ceilings = {work: draw(st.integers(10, 100)) for work in ("regular", "ad-hoc")}
    share = draw(st.sampled_from(("0", "0.3")))
    groups = {
        name: (weight, draw(st.integers(5, 30)), draw(st.integers(0, 100)))
        for name, weight in zip(("superior", "masses"), draw(weights(2)), strict=True)
    }
    return {"party": party, "business": business}, listed, ceilings, share, groups


def fields(told):
    parts, listed, ceilings, share, groups = told
    return {
        "set": "S",
        "version": "1",
        "assesses": "unit",
        "unit_kinds": [],
        "post_kinds": [],
        "parts": {name: str(weight) for name, weight in parts.items()},
        "ceilings": {name: str(most) for name, most in ceilings.items()},
        "ratings": share,
        "groups": {name: str(weight) for name, (weight, _, _) in groups.items()},
        "knowledge": {},
        "indicators": [
            {"id": name, "aspect": "style", "part": part, "work": work, "weight": str(weight)}
            for name, part, work, weight, _, _ in listed
        ],
        "weak_links": [
            {"indicator": name, "from": "2024-12-01", "until": "2024-12-02", "times": str(times)}
            for name, _, _, _, times, _ in listed
        ],
    }


def marked(told):
    _, listed, _, _, groups = told
    ratings = [
        {"relation": name, "raters": str(count), "points": str(count * mean), "weight": str(count)}
        for name, (_, count, mean) in groups.items()
    ]
    return [({"marks": {name: str(mark) for name, *_, mark in listed}, "ratings": ratings}, "e@1")]


def by_hand(told):
    """The score by the text of the rule, written out once more."""
    parts, listed, ceilings, share, groups = told
    work = Fraction(0)
    for part, weight in parts.items():
        mine = [
            (kind, Fraction(own) * times, Fraction(mark))
            for _, place, kind, own, times, mark in listed
            if place == part
        ]
        total = sum(own for _, own, _ in mine)
        for kind in ("regular", "ad-hoc"):
            points = sum((own * mark / total for other, own, mark in mine if other == kind), Fraction(0))
            work += Fraction(weight) * min(points, ceilings[kind])
    rating = sum((Fraction(weight) * mean for weight, _, mean in groups.values()), Fraction(0))
    return work if share == "0" else (1 - Fraction(share)) * work + Fraction(share) * rating


@given(assessed())
def test_a_score_is_what_it_is_by_hand(told):
    made = read_set(fields(told), "e@1")
    found = score(made, sheet_of(marked(told), 5), "refuse", DAY)

    assert list(set_amiss(fields(told))) == []
    assert (found.total, found.lacking) == (by_hand(told), ())


@given(assessed())
def test_the_order_of_marks_changes_nothing_and_all_marks_make_the_running_score(told):
    made, [(whole, event)] = read_set(fields(told), "e@1"), marked(told)
    single = [({"marks": {name: mark}, "ratings": []}, event) for name, mark in whole["marks"].items()]
    sheets = [sheet_of(order, 5) for order in (single, single[::-1])]

    assert score(made, sheets[0], "refuse", DAY) == score(made, sheets[1], "refuse", DAY)
    parts = score(made._replace(ratings=Fraction(0)), sheets[0], "refuse", DAY)
    assert running(made, sheets[0], DAY) == parts.total


@given(st.fractions(0, 100), st.integers(0, 6), st.sampled_from(ROUNDINGS))
def test_rounding_is_that_of_decimals_with_enough_places(value, places_, how):
    quantum = Decimal(1).scaleb(-places_)
    told = rounded(value, places_, how)
    scaled = value * 10**places_
    if scaled.denominator == 1 or how == "down" or (2 * scaled).denominator == 1:
        exactly = Decimal(scaled.numerator) / Decimal(scaled.denominator) if (2 * scaled).denominator == 1 else None
        if exactly is not None:
            assert Decimal(told) == (exactly / 10**places_).quantize(quantum, MODES[how])
    assert abs(Fraction(told) - value) <= (Fraction(1, 2) if how != "down" else 1) / Fraction(10**places_)


@given(st.decimals(0, 10**6, places=6))
def test_a_decimal_is_written_as_it_was_read(value):
    assert exact(plain(exact(f"{value:f}"))) == Fraction(value)


@pytest.mark.parametrize("text", ["1e3", "-1", "1/3", ".5", "5.", "", "NaN", "１", None, 5])
def test_only_plain_decimals_are_read(text):
    with pytest.raises(ValueError, match="decimal"):
        exact(text)


SCORES = st.lists(st.integers(60, 70), min_size=1, max_size=15)


@given(SCORES, st.integers(1, 5), st.sampled_from(("top", "bottom")))
def test_ranks_and_bands_are_those_of_a_sorted_list(scores, width, band):
    listed = places((f"U{number}", "", f"{each}.00") for number, each in enumerate(scores))
    by_score = sorted(scores, reverse=band == "top")
    for place in listed:
        points = int(float(place.score))
        first, last = by_score.index(points), len(by_score) - 1 - by_score[::-1].index(points)
        assert place.rank == 1 + sum(each > points for each in scores)
        assert within(place, listed, band, width, "include") == (first < width)
        assert within(place, listed, band, width, "exclude") == (last < width)
    tied = {place.id for place in cut_through(listed, band, width)}
    assert tied == {place.id for place in listed if first_before(place, by_score, width)}


def first_before(place, by_score, width):
    """Whether the cut lies between the first and the last of equals."""
    points = int(float(place.score))
    return by_score.index(points) < width <= len(by_score) - 1 - by_score[::-1].index(points)
