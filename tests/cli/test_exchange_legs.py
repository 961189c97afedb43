"""The words after `exchange` become the legs of one order."""

import pytest

from cli.exchange import exchange_lines
from domain.errors import BadInput


def test_two_cadres_swap():
    assert exchange_lines(["LI", "WANG"]) == [
        {"act": "exchange", "cadre": "LI", "with": "WANG"},
        {"act": "exchange", "cadre": "WANG", "with": "LI"},
    ]


def test_of_three_cadres_each_takes_the_post_of_the_next():
    assert [(line["cadre"], line["with"]) for line in exchange_lines(["A", "B", "C"])] == [
        ("A", "B"),
        ("B", "C"),
        ("C", "A"),
    ]


def test_legs_may_name_their_posts():
    assert exchange_lines(["LI=P2", "WANG=P1"])[1] == {"act": "exchange", "cadre": "WANG", "post": "P1"}


@pytest.mark.parametrize("words", [["LI"], ["LI", "WANG=P1"]])
def test_one_leg_or_a_mixture_of_forms_is_refused(words):
    with pytest.raises(BadInput):
        exchange_lines(words)


@pytest.mark.parametrize("legs", [("LI", "WANG", "LI"), ("LI=A", "WANG=B", "LI=A")])
def test_a_leg_that_is_named_twice_is_told_before_anything_is_judged(legs):
    with pytest.raises(BadInput, match=f"^{legs[0]} is named twice; each leg"):
        exchange_lines(legs)
