"""The tree against the recursion of RFC 6962, its published vectors, and proofs that were tampered with."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.integrity.many import root_by_siblings, siblings
from domain.integrity.merkle import (
    EMPTY,
    consistency,
    extended,
    head_leaf,
    inclusion,
    leaf_hash,
    node_hash,
    root_by_inclusion,
    root_of,
    roots_by_consistency,
    split,
    tree_root,
)

LEAVES = [sha256(b"leaf %d" % number).digest() for number in range(300)]


def by_the_text(leaves):
    """The root as the RFC writes it down."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    left = split(len(leaves))
    return sha256(b"\x01" + by_the_text(leaves[:left]) + by_the_text(leaves[left:])).digest()


def read(level, place):
    return by_the_text(LEAVES[place << level : (place + 1) << level])


def test_the_eight_leaves_of_certificate_transparency():
    entries = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
    leaves = [sha256(b"\x00" + bytes.fromhex(entry)).digest() for entry in entries]

    assert tree_root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert tree_root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert tree_root(leaves[:7]).hex() == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"


def test_the_growing_edge_gives_the_root_of_every_size_however_it_grew():
    for size in range(len(LEAVES)):
        assert tree_root(LEAVES[:size]) == by_the_text(LEAVES[:size])
    for cut in (0, 1, 16, 17, 255, 256):
        peaks, first = extended(0, (), LEAVES[:cut])
        peaks, rest = extended(cut, peaks, LEAVES[cut:])
        assert root_of(peaks) == by_the_text(LEAVES)
        assert [*first, *rest] == extended(0, (), LEAVES)[1]
    assert {(node.level, node.place): node.hash for node in extended(0, (), LEAVES)[1]} == {
        (level, place): read(level, place) for level in (4, 8) for place in range(len(LEAVES) >> level)
    }


def test_every_leaf_of_every_small_tree_is_proved_and_nothing_else_is():
    for size in range(1, 34):
        root = by_the_text(LEAVES[:size])
        for index in range(size):
            path = inclusion(index, size, read)
            assert root_by_inclusion(index, size, LEAVES[index], path) == root
            assert root_by_inclusion(index, size, LEAVES[index + 1], path) != root
            for other in range(size):
                assert other == index or led_elsewhere(other, size, LEAVES[index], path, root)
            for place in range(len(path)):
                assert root_by_inclusion(index, size, LEAVES[index], [*path[:place], EMPTY, *path[place + 1 :]]) != root
            for wrong in (path[:-1], [*path, EMPTY]):
                assert not path or led_elsewhere(index, size, LEAVES[index], wrong, root)


def led_elsewhere(index, size, leaf, path, root):
    try:
        return root_by_inclusion(index, size, leaf, path) != root
    except ValueError:
        return True


def test_every_small_tree_is_proved_to_begin_every_larger_one():
    for size in range(1, 65):
        for old in range(1, size + 1):
            then, now = by_the_text(LEAVES[:old]), by_the_text(LEAVES[:size])
            path = consistency(old, size, read)
            assert roots_by_consistency(old, size, then, path) == (then, now)
            for place in range(len(path)):
                wrong = [*path[:place], EMPTY, *path[place + 1 :]]
                assert roots_by_consistency(old, size, then, wrong) != (then, now)
            for wrong in (path[:-1], [*path, EMPTY]):
                assert not path or inconsistent(old, size, then, now, wrong)


def inconsistent(old, size, then, now, path):
    try:
        return roots_by_consistency(old, size, then, path) != (then, now)
    except ValueError:
        return True


@pytest.mark.parametrize("ask", [lambda: inclusion(3, 3, read), lambda: inclusion(-1, 3, read)])
def test_what_is_not_in_the_tree_has_no_proof(ask):
    with pytest.raises(ValueError, match="there is no leaf"):
        ask()


@given(
    st.integers(1, 300).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size - 1), min_size=1)))
)
def test_any_set_of_leaves_has_one_short_proof(given):
    size, chosen = given
    places = sorted(chosen)
    leaves = [(place, LEAVES[place]) for place in places]
    root = by_the_text(LEAVES[:size])
    proof = siblings(places, size, read)

    assert root_by_siblings(leaves, size, proof) == root
    for wrong in (proof[:-1], [*proof, EMPTY]):
        if wrong != proof:
            with pytest.raises(ValueError, match=r"too (short|long)"):
                root_by_siblings(leaves, size, wrong)
    for place in range(len(proof)):
        assert root_by_siblings(leaves, size, [*proof[:place], EMPTY, *proof[place + 1 :]]) != root
    with pytest.raises(ValueError, match="are no leaves"):
        root_by_siblings([*leaves, leaves[-1]], size, proof)


def test_a_leaf_binds_position_stream_version_topic_and_bytes():
    places = [
        (1, "cadre:LI", 1, "cadre-appointed/1", b"{}"),
        (2, "cadre:LI", 1, "cadre-appointed/1", b"{}"),
        (1, "cadre:L", 1, "cadre-appointed/1", b"{}"),
        (1, "cadre:LI", 2, "cadre-appointed/1", b"{}"),
        (1, "cadre:LI", 1, "cadre-appointed/2", b"{}"),
        (1, "cadre:LI", 1, "cadre-appointed/1", b"{ }"),
    ]
    assert len({leaf_hash(*place) for place in places}) == len(places)
    assert head_leaf("cadre:LI", 1) != head_leaf("cadre:LI", 11)


def test_a_leaf_is_what_the_documentation_says():
    entry = (
        b"cadre-log/v1\x00"
        + (7).to_bytes(8, "big")
        + (8).to_bytes(4, "big")
        + b"cadre:LI"
        + (3).to_bytes(8, "big")
        + (6).to_bytes(4, "big")
        + b"gone/1"
        + sha256(b"{}").digest()
    )
    assert leaf_hash(7, "cadre:LI", 3, "gone/1", b"{}") == sha256(b"\x00" + entry).digest()
    assert node_hash(b"l" * 32, b"r" * 32) == sha256(b"\x01" + b"l" * 32 + b"r" * 32).digest()
