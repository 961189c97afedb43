"""Nothing hides in what reaches a terminal."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.plain import visible, visible_json

HIDING = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Wang Fang", "Wang Fang"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("𠮷野", "𠮷野"),
        ("李　明", "李　明"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("\x7f", "\\x7f"),
        ("user\u202etxt.exe", "user\\u202etxt.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\U000e0041", "\\U000e0041"),
        ("\u3164", "\\u3164"),
        ("\ud800", "\\ud800"),
    ],
)
def test_hiding_characters_are_shown_as_escapes(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_no_hiding_character_is_left_in_any_text(text):
    assert not [each for each in visible(text) if unicodedata.category(each) in HIDING]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_visible_json_means_the_same_and_hides_nothing(text):
    shown = visible_json(json.dumps(text, ensure_ascii=False))

    assert json.loads(shown) == text
    assert not [each for each in shown if unicodedata.category(each) in HIDING]
