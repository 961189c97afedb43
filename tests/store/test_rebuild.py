"""Read models are made of the events and nothing else: no zone, locale, hash seed or interruption shows in them."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime

import pytest

from lifecycle.digest import digest, table_digests
from lifecycle.engine import Engine

REBUILD = """
import sys
from lifecycle.digest import digest
from lifecycle.engine import Engine
with Engine.open(sys.argv[1]) as engine:
    print("begun", flush=True)
    engine.rebuild()
    print(digest(engine.database))
"""
RECORD = "SELECT originator_id, originator_version, topic, state FROM stored_events ORDER BY position"
SURROUNDINGS = (
    {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "4294967295"},
    {"TZ": "EST+12:34", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "random", "PYTHONUTF8": "0"},
)
ORDERS = (
    [
        {"act": "exchange", "cadre": "LI", "with": "WANG", "effective": "1997-01-01", "basis": "Order 3 of 1997"},
        {"act": "exchange", "cadre": "WANG", "with": "LI", "effective": "1997-01-01", "basis": "Order 3 of 1997"},
    ],
    [
        {"act": "unit-open", "unit": "NEW", "name": "Grain and Oil Bureau", "effective": "1998-01-01"},
        {"act": "unit-merge", "units": "BUREAU", "into": "NEW", "effective": "1998-01-01"},
    ],
    [{"act": "person-amend", "cadre": "LI", "name": "李铭", "effective": "1999-01-01"}],
    [
        {
            "act": "correct",
            "event": "cadre:LI@3",
            "set": "effective=1996-01-01",
            "basis": "Minutes of 2001",
            "reason": "The letter says 1996",
        }
    ],
    [{"act": "depart", "cadre": "TURSUN", "kind": "retire", "effective": "2003-01-01", "basis": "Order 9 of 2003"}],
    [{"act": "reinstate", "cadre": "TURSUN", "effective": "2004-01-01", "basis": "Order 2 of 2004"}],
)


@pytest.fixture
def eventful(founded):
    """The small register after an exchange, a merger, a change of name, a correction, a retirement and a return."""
    for lines in ORDERS:
        founded.submit(lines, actor="registrar")
    return founded


def test_a_rebuild_makes_the_rows_that_stood_there(eventful):
    before = table_digests(eventful.database)
    assert eventful.rebuild() == eventful.head.position
    assert table_digests(eventful.database) == before


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda each: each["TZ"])
def test_a_rebuild_makes_the_same_rows_anywhere(eventful, surroundings):
    ended = subprocess.run(
        [sys.executable, "-c", REBUILD, eventful.store],
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.split() == ["begun", digest(eventful.database)]


def test_the_same_orders_make_the_same_rows_on_both_kinds_of_store(founded, tmp_path):
    other = str(tmp_path / "copy.db")
    founded.backup(other)
    now = datetime.fromisoformat(founded.head.recorded_at)
    with Engine.open(founded.store, entropy=bytes) as one, Engine.open(other, entropy=bytes) as two:
        for number, lines in enumerate(ORDERS):
            for engine in (one, two):
                engine.submit(lines, actor="registrar", command_id=f"c-{number}", now=now)
        assert table_digests(one.database) == table_digests(two.database)
        assert one.database.query(RECORD) == two.database.query(RECORD)


def test_a_rebuild_that_is_killed_leaves_the_rows_that_stood_there(eventful):
    many = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(1500)]
    eventful.submit(many, actor="registrar")
    before, chance = digest(eventful.database), random.Random(7)
    killed = 0
    for _ in range(6 if eventful.store.endswith(".db") else 3):
        with subprocess.Popen([sys.executable, "-c", REBUILD, eventful.store], stdout=subprocess.PIPE) as child:
            assert child.stdout.readline() == b"begun\n"
            time.sleep(chance.uniform(0, 0.25))
            os.kill(child.pid, signal.SIGKILL)
            killed += not child.stdout.read()
        assert digest(eventful.database) == before
        assert eventful.roster(as_of="2005-01-01", filled=True)
    assert killed, "every rebuild was done before it was killed"
    eventful.rebuild()
    assert digest(eventful.database) == before
    assert eventful.verify()["intact"]


def test_the_digest_tells_any_change_of_any_read_model(eventful):
    before = table_digests(eventful.database)
    filled = [table for table in before if eventful.database.query(f"SELECT COUNT(*) FROM {table}")[0][0]]
    assert {"holding_row", "trail", "event_tag", "order_row", "unit_row", "lineage", "personal_row"} <= set(filled)
    for table in filled:
        eventful.database.begin(writing=True)
        eventful.database.execute(f"DELETE FROM {table}")
        changed = table_digests(eventful.database)
        eventful.database.rollback()
        assert {each for each in before if changed[each] != before[each]} == {table}
