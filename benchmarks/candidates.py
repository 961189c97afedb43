"""Who may hold a post, of everybody in a large store, with the program as a user starts it.

Processes of their own, from nothing to the last byte written; the program may keep two cores busy. One post of every
track, level and kind of unit is asked about, once, and the slowest of them again; the peer reads the rows of all
holdings with plain SQL and writes as many rows as json.
"""

import argparse
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Final

from due import KNOWN, PROGRAM, run, show

from lifecycle.demo import make_demo
from lifecycle.pack_folder import load

POSTS: Final = f"""
SELECT MIN(p.post) FROM post_row p JOIN unit_row u ON u.unit = p.unit AND u.known_to > 4e18 AND u.valid_to > :day
WHERE p.{KNOWN} AND p.valid_to > :day GROUP BY p.track, p.level, p.key_post, p.backbone, p.part_time, u.kind
"""
PEER: Final = """
import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
held = {}
for row in database.execute("SELECT * FROM holding_row WHERE known_to > 4000000000000000000"):
    held.setdefault(row[0], []).append(row)
print("[\\n" + ",\\n".join(json.dumps({"cadre": who, "held": rows}) for who, rows in held.items()) + "\\n]")
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=11_500, help="cadres of the demo; about a tenth are not in service")
    parser.add_argument("--pack", action="append", help="the packs of the demo, repeatable; seed unless said")
    parser.add_argument("--store", help="an SQLite store to ask, instead of a new one")
    parser.add_argument("--on", default="2024-06-01")
    parser.add_argument("--slowest", type=int, default=3, help="how many posts are asked about again")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or str(Path(folder) / "candidates.db")
        if not asked.store:
            make_demo(store, size=asked.size, packs=[load(name) for name in asked.pack or ("seed",)])
        peer = [run([sys.executable, "-c", PEER, store]) for _ in range(asked.rounds)]
        show("plain SQL and json", peer, peer)
        words = (PROGRAM, "who", "--store", store, "--on", asked.on, "-o", "json", "--for")
        with sqlite3.connect(store) as database:
            posts = [row[0] for row in database.execute(POSTS, {"day": asked.on})]
        spent = {post: run([*words, post]).cpu for post in posts}
        slowest = sorted(posts, key=lambda post: -spent[post])[: asked.slowest]
        print(f"{len(posts)} kinds of posts: {min(spent.values()):.2f} to {max(spent.values()):.2f} s CPU")
        for post in slowest:
            show(f"cadre who --for {post} -o json", [run([*words, post]) for _ in range(asked.rounds)], peer)
            show(f"cadre who --for {post}", [run([*words[:-3], "--for", post]) for _ in range(asked.rounds)], peer)


if __name__ == "__main__":
    main()
