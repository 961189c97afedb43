"""Checkpoints and receipts are read strictly: one way to write each, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.integrity.merkle import inclusion, tree_root
from domain.integrity.note import Checkpoint, Signature, read_checkpoint
from domain.integrity.receipt import Receipt, checkpoint_in, read_receipt

LEAVES = [bytes([number]) * 32 for number in range(7)]
ROOT = tree_root(LEAVES)
PLAIN = Checkpoint("cadre-lifecycle/log/1", 7, ROOT, ("unsigned",))
SIGNED = Checkpoint("cadre-lifecycle/log/1", 7, ROOT, (), (Signature("log", b"abcd", b"s" * 64),))


def receipt(place):
    path = inclusion(place, 7, lambda level, index: tree_root(LEAVES[index << level : (index + 1) << level]))
    return Receipt(place, tuple(path), SIGNED)


@pytest.mark.parametrize("made", [PLAIN, SIGNED])
def test_a_checkpoint_is_read_as_it_is_written(made):
    assert read_checkpoint(made.text) == made
    assert checkpoint_in(made.text) == made


@pytest.mark.parametrize("place", range(7))
def test_a_receipt_is_read_as_it_is_written_and_proves_its_event_only(place):
    made = receipt(place)
    assert read_receipt(made.text) == made
    assert checkpoint_in(made.text) == SIGNED
    assert [made.proves(leaf) for leaf in LEAVES] == [number == place for number in range(7)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a\n7\n",
        PLAIN.text.removesuffix("\n"),
        PLAIN.text + "\n",
        PLAIN.text.replace("7", "07"),
        PLAIN.text.replace("7", "-7"),
        PLAIN.text.replace("7", "٧"),
        PLAIN.text.replace("\n", "\r\n"),
        PLAIN.text.replace("=", ""),
        SIGNED.text.removesuffix("\n"),
        SIGNED.text.replace("—", "-"),
        SIGNED.text.replace("— log", "—  log"),
        SIGNED.text + "more\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_checkpoint(text)


@given(st.integers(0, len(receipt(3).text) - 1), st.characters())
def test_a_receipt_with_one_sign_changed_is_no_receipt_or_another_one(place, sign):
    made = receipt(3)
    text = made.text[:place] + sign + made.text[place + 1 :]
    try:
        found = read_receipt(text)
    except ValueError:
        return
    assert (found == made) == (text == made.text)


@given(st.text(max_size=200))
def test_any_text_is_a_checkpoint_or_refused_with_a_sentence(text):
    try:
        found = read_checkpoint(text)
    except ValueError:
        return
    assert found.text == text
