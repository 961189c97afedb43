"""A script, not a test: turns single bits of a store's file, or of its write-ahead log, and says what was not noticed.

    python tests/store/integrity/flips.py [--flips 2000] [--log-flips 500] [--cut-every 512] [--seed 1]

It also cuts the log off after every so many bytes, as a crash amid a write does.

docs/soak.md says how it is used for longer runs. Whether a turned bit changed anything is judged by reading every row
of every table past the program. The salts under which the fingerprints of orders are kept are not judged: nothing but
the recognition of a repeated order depends on them.
"""

import argparse
import json
import random
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from domain.errors import CadreError
from domain.integrity.merkle import tree_root
from lifecycle.engine import Engine
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.marks import Marks
from projections.schema import READ_MODELS

ON = {"effective": "1990-01-01", "basis": "D"}
LINES = [
    {"act": "unit-open", "unit": "U1", "name": "Grain Bureau", "effective": "1990-01-01"},
    *(
        {"act": "post-open", "unit": "U1", "post": f"P{number}", "name": "Clerk", "track": "admin", **ON}
        for number in range(8)
    ),
    *({"act": "person-register", "cadre": f"C{number}", "name": "张三", "level": "clerk"} for number in range(8)),
    *({"act": "appoint", "cadre": f"C{number}", "post": f"P{number}", **ON} for number in range(8)),
]


def store(path):
    """A small store with holdings, personal values and a few orders, in one file."""
    with Engine.create(str(path.with_suffix(".first"))) as engine:
        for start in range(0, len(LINES), 5):
            engine.submit(LINES[start : start + 5], actor="registrar")
        engine.backup(str(path))
    return path


def everything(path):
    """Every row of every table, past the program; None for a file that cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            found = {
                table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in READ_MODELS
            }
            found["events"] = database.execute("SELECT * FROM stored_events NOT INDEXED ORDER BY rowid").fetchall()
            found["head"] = database.execute("SELECT * FROM store_head").fetchall()
            found["nodes"] = database.execute("SELECT * FROM log_node ORDER BY 1, 2").fetchall()
            sql = "SELECT *, typeof(value) FROM vault NOT INDEXED WHERE path <> 'content' ORDER BY rowid"
            found["vault"] = database.execute(sql).fetchall()
            return repr(found)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def noticed(path):
    """Whether the program says that something is wrong with the store."""
    try:
        with Engine.open(str(path), writing=False) as engine:
            return not Auditing(engine.database).verify()["intact"]
    except (CadreError, sqlite3.Error, UnicodeDecodeError, ValueError, TypeError):
        return True


def flips(folder, count, chance):
    """How many turned bits changed something, and the places of those that were not noticed."""
    sound = store(folder / "sound.db")
    content, before = sound.read_bytes(), everything(sound)
    changed, unnoticed = 0, []
    for _ in range(count):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        turned = folder / "turned.db"
        turned.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
        if everything(turned) == before:
            continue
        changed += 1
        if not noticed(turned):
            unnoticed.append((place, bit))
    return changed, unnoticed


def crashed(folder, marks):
    """The write-ahead log of a store whose program died with all in it, its events, and the root of each size."""
    path = folder / "live.db"
    with Engine.create(str(path)) as engine:
        for start in range(0, len(LINES), 5):
            engine.submit(LINES[start : start + 5], actor="registrar")
        marks.raise_to(engine.database)
        leaves = [bytes(row[0]) for row in engine.database.query("SELECT leaf FROM stored_events ORDER BY position")]
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", folder / f"kept.db{ending}")
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    roots = [tree_root(leaves[:size]) for size in range(len(leaves) + 1)]
    return (folder / "kept.db-wal").read_bytes(), len(leaves), roots


def log_cuts(folder, step):
    """How often the log was cut off and events were lost, and where that was not noticed or left no prefix."""
    marks = Marks(str(folder / "marks"))
    log, told, roots = crashed(folder, marks)
    cuts, lost, wrong = 0, 0, []
    for end in range(0, len(log), step):
        shutil.copy(folder / "kept.db", folder / "cut.db")
        (folder / "cut.db-wal").write_bytes(log[:end])
        (folder / "cut.db-shm").unlink(missing_ok=True)
        held, seen = _after_a_crash(folder / "cut.db", marks)
        cuts, lost = cuts + 1, lost + (held < told)
        if (held < told and not seen) or (held and not _is_prefix(folder / "cut.db", roots[held])):
            wrong.append(end)
    return cuts, lost, wrong


def _is_prefix(path, root):
    """Whether the store holds together and is what was recorded first."""
    with Engine.open(str(path)) as engine:
        auditing = Auditing(engine.database)
        return auditing.checkpoint().root == root and auditing.verify()["intact"]


def log_flips(folder, count, chance):
    """How many turned bits of the write-ahead log lost acknowledged events, and how many of those were not noticed."""
    marks = Marks(str(folder / "marks"))
    lost, unnoticed = 0, []
    log, told, _ = crashed(folder, marks)
    for _ in range(count):
        place, bit = chance.randrange(len(log)), chance.randrange(8)
        shutil.copy(folder / "kept.db", folder / "turned.db")
        (folder / "turned.db-wal").write_bytes(log[:place] + bytes([log[place] ^ 1 << bit]) + log[place + 1 :])
        (folder / "turned.db-shm").unlink(missing_ok=True)
        held, seen = _after_a_crash(folder / "turned.db", marks)
        lost += held < told
        if held < told and not seen:
            unnoticed.append((place, bit))
    return lost, unnoticed


def _after_a_crash(path, marks):
    """How many events the store holds, and whether its mark says that some are lost."""
    try:
        with Engine.open(str(path)) as engine:
            held = engine.head.position
            try:
                marks.check(engine.database)
            except CadreError:
                return held, True
            return held, False
    except (CadreError, sqlite3.Error, IndexError):
        return 0, True


def main(words):
    """Turn bits and tell; 1 if something was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--log-flips", type=int, default=500)
    parser.add_argument("--cut-every", type=int, default=512)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        changed, unnoticed = flips(Path(folder), asked.flips, chance)
        lost, missed = log_flips(Path(folder), asked.log_flips, chance)
        cuts, cut_off, wrong = log_cuts(Path(folder), asked.cut_every)
    told = {"flips": asked.flips, "changed": changed, "unnoticed": unnoticed}
    log = {"log_flips": asked.log_flips, "lost": lost, "missed": missed}
    cut = {"log_cuts": cuts, "cut_off": cut_off, "wrong": wrong}
    sys.stdout.write(f"{json.dumps({**told, **log, **cut})}\n")
    return 1 if unnoticed or missed or wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
