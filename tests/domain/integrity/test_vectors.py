"""The published vectors hold for an implementation written from the page alone; the program makes the same."""

import importlib.util
import json
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
PUBLISHED = json.loads((HERE.parents[2] / "docs" / "vectors.json").read_text(encoding="utf-8"))


def made_now():
    found = importlib.util.spec_from_file_location("vectors", HERE / "vectors.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module.vectors()


def leaf(position, stream, version, topic, state):
    name, kind = stream.encode(), topic.encode()
    parts = (
        b"\x00cadre-log/v1\x00",
        position.to_bytes(8, "big"),
        len(name).to_bytes(4, "big"),
        name,
        version.to_bytes(8, "big"),
        len(kind).to_bytes(4, "big"),
        kind,
        sha256(state.encode()).digest(),
    )
    return sha256(b"".join(parts)).digest()


def root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    return sha256(b"\x01" + root(leaves[:left]) + root(leaves[left:])).digest()


def path(index, leaves):
    if len(leaves) == 1:
        return []
    left = 1
    while left * 2 < len(leaves):
        left *= 2
    if index < left:
        return [*path(index, leaves[:left]), root(leaves[left:])]
    return [*path(index - left, leaves[left:]), root(leaves[:left])]


def test_the_program_still_makes_what_was_published():
    assert made_now() == PUBLISHED


def test_the_published_hashes_follow_from_the_page():
    leaves = [leaf(*event[:5]) for event in PUBLISHED["events"]]
    assert [each.hex() for each in leaves] == [event[5] for event in PUBLISHED["events"]]
    assert [root(leaves[:size]).hex() for size in range(len(leaves) + 1)] == PUBLISHED["roots"]
    for index, size, proof in PUBLISHED["inclusion"]:
        assert [each.hex() for each in path(index, leaves[:size])] == proof
    heads = [
        sha256(b"\x00cadre-heads/v1\x00%b\x00%d" % (name.encode(), count)) for name, count, _ in PUBLISHED["heads"]
    ]
    assert [each.hexdigest() for each in heads] == [each[2] for each in PUBLISHED["heads"]]
    assert root([each.digest() for each in heads]).hex() == PUBLISHED["heads_root"]
