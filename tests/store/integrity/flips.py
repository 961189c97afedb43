"""A script, not a test: turns single bits of a store's file, or of its write-ahead log, and says what was not noticed.

    python tests/store/integrity/flips.py [--flips 2000] [--log-flips 500] [--seed 1]

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


def log_flips(folder, count, chance):
    """How many turned bits of the write-ahead log lost acknowledged events, and how many of those were not noticed."""
    marks, path = Marks(str(folder / "marks")), folder / "live.db"
    lost, unnoticed = 0, []
    with Engine.create(str(path)) as engine:
        for start in range(0, len(LINES), 5):
            engine.submit(LINES[start : start + 5], actor="registrar")
        marks.raise_to(engine.database)
        told = engine.head.position
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", folder / f"kept.db{ending}")
    log = (folder / "kept.db-wal").read_bytes()
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
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        changed, unnoticed = flips(Path(folder), asked.flips, chance)
        lost, missed = log_flips(Path(folder), asked.log_flips, chance)
    told = {"flips": asked.flips, "changed": changed, "unnoticed": unnoticed}
    log = {"log_flips": asked.log_flips, "lost": lost, "missed": missed}
    sys.stdout.write(f"{json.dumps({**told, **log})}\n")
    return 1 if unnoticed or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
