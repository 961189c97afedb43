"""Amounts are exact: half days, tenths of an hour, hundredths of the currency; parts add up to the whole."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import amounts


def test_the_examples_are_true():
    assert doctest.testmod(amounts).failed == 0


@pytest.mark.parametrize("text", ["", "-1", "1,5", "0.555", "1e3", "٣", "1.", ".5", "one"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="no amount"):
        amounts.hundredths(text)


@pytest.mark.parametrize("text", ["0.3", "2.7", "0", "1.25"])
def test_days_are_counted_to_the_half(text):
    with pytest.raises(ValueError, match=r"half day|finer than a tenth"):
        amounts.halves(text)


@given(st.integers(0, 400), st.lists(st.integers(1, 366), min_size=1, max_size=4), st.sampled_from([1, 5]))
def test_shares_are_whole_steps_and_add_up(steps, parts, step):
    shares = amounts.shared_out(steps * step, tuple(parts), step)

    assert sum(shares) == steps * step
    assert all(share >= 0 and share % step == 0 for share in shares)
    assert all(
        abs(share * sum(parts) - steps * step * part) <= step * sum(parts)
        for share, part in zip(shares, parts, strict=True)
    )
