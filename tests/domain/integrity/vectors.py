"""A script, not a test: writes docs/vectors.json, for whoever writes a second implementation of the log.

python tests/domain/integrity/vectors.py > docs/vectors.json
"""

import json
import sys

from domain.integrity.merkle import (
    consistency,
    extended,
    head_leaf,
    inclusion,
    leaf_hash,
    node_hash,
    tree_root,
)

STREAMS = ("store:register", "unit:财政局", "post:P1", "cadre:欧阳·买买提", "cadre:𠮷野", "order:O-1")
SIZES = range(12)


def vectors():
    """Events with their leaves, the roots of every size, proofs, and an index of streams."""
    events, versions = [], dict.fromkeys(STREAMS, 0)
    for number in range(11):
        stream = STREAMS[number % len(STREAMS)]
        versions[stream] += 1
        state = json.dumps({"body": {"name": "名" * number}}, ensure_ascii=False, separators=(",", ":"))
        place = (number + 1, stream, versions[stream], f"event-of-kind-{number}/1")
        events.append([*place, state, leaf_hash(*place, state.encode()).hex()])
    leaves = [bytes.fromhex(event[-1]) for event in events]

    def read(level, place):
        edge, _ = extended(0, (), leaves[place << level : (place + 1) << level])
        return edge[0]

    heads = list(versions.items())  # in the order of their first events
    return {
        "events": events,
        "roots": [tree_root(leaves[:size]).hex() for size in SIZES],
        "node": node_hash(leaves[0], leaves[1]).hex(),
        "inclusion": [[index, 11, [each.hex() for each in inclusion(index, 11, read)]] for index in range(11)],
        "consistency": [[old, 11, [each.hex() for each in consistency(old, 11, read)]] for old in range(1, 12)],
        "heads": [[stream, count, head_leaf(stream, count).hex()] for stream, count in heads],
        "heads_root": tree_root(head_leaf(*head) for head in heads).hex(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n")
