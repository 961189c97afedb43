"""The one JSON spelling of a value."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import canonical

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


def test_keys_are_sorted_and_nothing_is_between_the_signs():
    assert canonical({"b": [1, True, None], "a": {"d": "x", "c": ""}}) == '{"a":{"c":"","d":"x"},"b":[1,true,null]}'


def test_text_stands_as_it_is():
    assert canonical("𠮷野 \u2028 é") == '"𠮷野 \u2028 é"'


@pytest.mark.parametrize("value", [1.5, 0.0, float("nan"), float("inf"), [1, [2.0]], {"a": {"b": (3.0,)}}])
def test_floats_are_refused_wherever_they_stand(value):
    with pytest.raises(ValueError, match="is a float; decimals are stored as text"):
        canonical(value)


@pytest.mark.parametrize("value", [{1, 2}, b"x", object()])
def test_what_json_does_not_have_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


def test_a_very_deep_value_is_no_surprise():
    deep = []
    for _ in range(500):
        deep = [deep]

    assert canonical(deep) == "[" * 501 + "]" * 501


@given(VALUES)
def test_what_is_spelt_is_read_back(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(st.text(), PLAIN))
def test_the_order_in_which_a_mapping_was_made_does_not_show(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)
