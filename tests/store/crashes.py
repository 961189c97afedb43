"""A script, not a test: kills whoever is recording, again and again, and looks at what is left.

    python tests/store/crashes.py STORE [--kills 100] [--seed 1] [--longest 0.15]
    python tests/store/crashes.py STORE --statements

docs/soak.md says how it is used for longer runs. STORE is a store with the unit BUREAU. A child process records one
keyed order after another and tells each one that was acknowledged; at a random moment it is killed with SIGKILL. After
every kill: each acknowledged order is there whole, at most the one in flight besides, everything that counts agrees,
and the order in flight is submitted again with its key. With --statements the moments are not random: the child dies
just before, and just after, each statement that recording an order sends to the database, one child for each. In the
end the store is verified, and a rebuild must change nothing. Prints what happened as JSON, or fails.
"""

import argparse
import json
import os
import random
import signal
import sys
import time

from lifecycle import recording  # noqa: F401 - loaded once, not in every child
from lifecycle.digest import digest
from lifecycle.engine import Engine
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.checking import sound_log
from projections.database import is_postgres

COUNTS = """SELECT
    (SELECT position FROM store_head), (SELECT COUNT(*) FROM stored_events), (SELECT MAX(position) FROM stored_events),
    (SELECT COUNT(*) FROM trail), (SELECT MAX(position) FROM event_tag), (SELECT orders FROM store_head),
    (SELECT COUNT(*) FROM order_row), (SELECT COUNT(*) FROM stored_events WHERE originator_id LIKE 'order:%')"""


def order(number):
    """An order of ten lines that touches every kind of stream and the vault."""
    one, other, first, second = f"A{number}", f"B{number}", f"PA{number}", f"PB{number}"
    on = {"effective": "2001-01-01", "basis": f"Order {number}"}
    later = {"effective": "2003-01-01", "basis": f"Order {number}"}
    post = {"act": "post-open", "unit": "BUREAU", "track": "admin", **on}
    return [
        {**post, "post": first, "name": f"First clerk {number}"},
        {**post, "post": second, "name": f"Second clerk {number}"},
        {"act": "person-register", "cadre": one, "name": "张三", "born": "1970-01-01", "level": "clerk"},
        {"act": "person-register", "cadre": other, "name": "李四", "born": "1971-01-01", "level": "clerk"},
        {"act": "person-kin", "cadre": one, "relation": "cousin", "kin": other},
        {"act": "appoint", "cadre": one, "post": first, **on},
        {"act": "appoint", "cadre": other, "post": second, **on},
        {"act": "exchange", "cadre": one, "with": other, **later},
        {"act": "exchange", "cadre": other, "with": one, **later},
        {"act": "promote", "cadre": one, "level": "section-deputy", **later},
    ]


def submit(engine, number):
    return engine.submit(order(number), actor="bulk", key=f"bulk-{number}")


def record_without_end(store, first, told):
    """Record orders from this number on, and tell each that was acknowledged."""
    with Engine.open(store) as engine:
        os.write(told, b"0\n")
        while True:
            submit(engine, first)
            os.write(told, f"{first}\n".encode())
            first += 1


def killed_while_recording(store, first, wait):
    """The numbers acknowledged by a child that was killed so many seconds after it had opened the store."""
    answers, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        try:
            record_without_end(store, first, told)
        finally:
            os._exit(1)
    os.close(told)
    said = os.read(answers, 2)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself: it could not record"
    with os.fdopen(answers, "rb") as rest:
        said += rest.read()
    return [int(line) for line in said.split()[1:]]


class Dying:
    """A database in which the program dies before or after its n-th statement."""

    STATEMENTS = ("begin", "query", "execute", "executemany", "commit")

    def __init__(self, database, number, *, after):
        self._database, self._left, self._after = database, number, after

    def __getattr__(self, name):
        call = getattr(self._database, name)
        return self._fatal(call) if name in self.STATEMENTS else call

    def _fatal(self, call):
        def carried_out(*words, **named):
            self._left -= 1
            if not self._left and not self._after:
                os.kill(os.getpid(), signal.SIGKILL)
            found = call(*words, **named)
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)
            return found

        return carried_out


def dead_at(store, first, number, *, after):
    """Whether a child died at that statement of recording the order; it lives on where there are not so many."""
    child = os.fork()
    if child == 0:
        try:
            with Engine.open(store) as engine:
                engine.database = Dying(engine.database, number, after=after)
                submit(engine, first)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def soak_statements(store):
    """Die before and after every statement, and return what happened."""
    acknowledged, kills, in_flight = [], 0, 0
    for after in (False, True):
        number = 1
        while True:
            last = acknowledged[-1] if acknowledged else 0
            died = dead_at(store, last + 1, number, after=after)
            with Engine.open(store) as engine:
                recorded = look(engine, acknowledged, last)
                outcome = submit(engine, last + 1).outcome
            late = is_postgres(store) and not recorded and outcome == "already-recorded"
            assert outcome == ("already-recorded" if recorded or late else "recorded")
            acknowledged.append(last + 1)
            if not died:
                assert recorded
                break
            kills, in_flight, number = kills + 1, in_flight + (recorded or late), number + 1
    with Engine.open(store) as engine:
        assert engine.verify()["intact"]
    return {"kills": kills, "acknowledged": len(acknowledged), "in_flight": in_flight, "lost": 0}


def look(engine, acknowledged, first):
    """Whether the order in flight was recorded; fails if an acknowledged one is lost, or one is half there."""
    with engine.reading():
        position, *others = engine.database.query(COUNTS)[0]
        assert (position,) * 4 == tuple(others[:4]), f"events and their rows do not agree: {position}, {others}"
        assert others[4] == others[5] == others[6], f"orders and their rows do not agree: {others[4:]}"
        rows = engine.database.query("SELECT key, acts FROM order_row WHERE key LIKE 'bulk-%'")
        assert sound_log(engine.database, engine.head), "the log does not agree with the events"
    there = {int(key.partition("-")[2]): acts for key, acts in rows}
    assert set(there.values()) <= {len(order(0))}, "an order lacks acts"
    assert set(acknowledged) <= set(there), f"lost: {sorted(set(acknowledged) - set(there))}"
    beyond = sorted(set(there) - set(acknowledged))
    assert beyond in ([], [first + 1]), f"recorded but never acknowledged: {beyond}"
    return bool(beyond)


def soak(store, kills, seed, longest):
    """Kill so many times, and return what happened."""
    chance, began = random.Random(seed), time.monotonic()
    acknowledged, in_flight, kept = [], 0, None
    for _ in range(kills):
        last = acknowledged[-1] if acknowledged else 0
        acknowledged += killed_while_recording(store, last + 1, chance.uniform(0, longest))
        last = acknowledged[-1] if acknowledged else 0
        with Engine.open(store) as engine:
            recorded = look(engine, acknowledged, last)
            kept = kept or Auditing(engine.database).checkpoint()
            answers = [submit(engine, number).outcome for number in (last, last + 1) if number]
        late = is_postgres(store) and not recorded and answers[-1] == "already-recorded"
        recorded |= late  # a server finishes the COMMIT of a client that died; on a file nobody is left to do it
        assert answers[-1] == ("already-recorded" if recorded else "recorded"), answers
        assert answers[:-1] in ([], ["already-recorded"]), answers
        acknowledged.append(last + 1)
        in_flight += recorded
    with Engine.open(store) as engine:
        found, before = engine.verify(), digest(engine.database)
        assert found["intact"], found
        assert Auditing(engine.database).verify(kept)["intact"], "the log does not continue an earlier one"
        engine.rebuild()
        assert digest(engine.database) == before == found["digest"], "a rebuild changed something"
    seconds = round(time.monotonic() - began, 1)
    return {"kills": kills, "acknowledged": len(acknowledged), "in_flight": in_flight, "lost": 0, "seconds": seconds}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.15, help="seconds that a child may live")
    parser.add_argument("--statements", action="store_true", help="die before and after every statement")
    asked = parser.parse_args()
    if asked.statements:
        json.dump(soak_statements(asked.store), sys.stdout)
        return
    json.dump(soak(asked.store, asked.kills, asked.seed, asked.longest), sys.stdout)


if __name__ == "__main__":
    main()
