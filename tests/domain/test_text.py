"""Texts and identifiers: what can be read on paper, in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import identifier, nearest, plain_text


@pytest.mark.parametrize("text", ["Li Ming", "买买提·吐尔逊", "𠮷野", "Ångström", "O'Brien", "№ 5 (a/b)", "=1+1", "ñ"])
def test_texts_of_any_script_pass(text):
    assert plain_text(text) == text


def test_a_text_has_one_spelling():
    assert plain_text("  A\u030angstro\u0308m ") == "Ångström"


@pytest.mark.parametrize(
    "character",
    [
        *("\0", "\a", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\xad"),
        *("\u200b", "\u200d", "\u200e", "\u202a", "\u202e", "\u2028", "\u2029", "\u2060", "\u2066", "\ufeff"),
        *("\ud800", "\ue000", "\uffff", "\U000e0001", "\U000e0041", "\u0378"),
    ],
)
def test_what_cannot_be_seen_on_paper_is_refused_and_named(character):
    with pytest.raises(ValueError, match=f"character 3 is U\\+{ord(character):04X}, which cannot be seen on paper"):
        plain_text(f"Li{character}Ming")


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_an_empty_text_is_refused(text):
    with pytest.raises(ValueError, match="the text is empty"):
        plain_text(text)


@pytest.mark.parametrize(("length", "accepted"), [(4000, True), (4001, False)])
def test_a_text_has_at_most_4000_characters(length, accepted):
    if accepted:
        assert plain_text("李" * length) == "李" * length
    else:
        with pytest.raises(ValueError, match="the text has 4001 characters; 4000 are allowed"):
            plain_text("李" * length)


@given(st.text())
def test_an_accepted_text_is_accepted_again_as_it_is(text):
    try:
        accepted = plain_text(text)
    except ValueError:
        return

    assert plain_text(accepted) == accepted


@pytest.mark.parametrize("name", ["LI", "C001", "P-1", "a.b_c/d", "局长", "1", "X" * 64])
def test_an_identifier_has_letters_digits_and_few_signs(name):
    assert identifier(name) == name


@pytest.mark.parametrize("name", ["X" * 65, "-A", ".A", "/A", "A B", "A@1", "cadre:A", "A;B", "A=B", "A,B", "'", "%"])
def test_any_other_identifier_is_refused(name):
    with pytest.raises(ValueError, match="identifier"):
        identifier(name)


def test_the_nearest_known_names_come_first():
    assert nearest("LX", ["WANG", "LI", "LIU"]) == ("LI",)
    assert nearest("LY", ["WANG", "LI", "LIU", "ly"]) == ("ly",)
    assert nearest("appiont", ["support", "appoint"]) == ("appoint",)
    assert nearest("p11", ["P1", "P12", "P13", "P14", "U"]) == ("P1", "P14", "P13")
    assert nearest("??", ["P1"]) == ()
