"""A script, not a test: processes that do their work on one store from the same moment on.

It reads from standard input what each of them does, as JSON: a list of racers, each a list of tasks in the store named
by the first argument; and prints what came of each task, racer by racer. The interpreter is warm before the race: the
racers are forked, wait until all are there, and start together.
"""

import json
import os
import sys

from domain.errors import CadreError
from lifecycle import recording  # noqa: F401 - loaded before the race, not in it
from lifecycle.engine import Engine


def carried_out(store, tasks):
    """What came of the tasks of one racer."""
    return [attempted(store, **task) for task in tasks]


def attempted(store, do, **how):
    try:
        return TASKS[do](store, **how)
    except CadreError as error:
        rules = [finding.rule for finding in getattr(error, "findings", ())]
        return {"error": type(error).__name__, "code": error.exit_code, "text": str(error), "rules": rules}
    except Exception as error:  # noqa: BLE001 - whatever it is, the test shall see it
        return {"error": type(error).__name__, "code": 1, "text": str(error), "rules": []}


def create(store):
    Engine.create(store).close()
    return {"outcome": "created"}


def submit(store, **order):
    with Engine.open(store) as engine:
        return engine.submit(**order).as_dict()


def submit_each(store, orders):
    with Engine.open(store) as engine:
        return {"outcomes": [engine.submit(**order).as_dict()["outcome"] for order in orders]}


def read(store, times, as_of):
    with Engine.open(store, writing=False) as engine:
        return {"counts": [[engine.info()["events"], len(engine.roster(as_of=as_of))] for _ in range(times)]}


TASKS = {"create": create, "submit": submit, "submit_each": submit_each, "read": read}


def race(store, racers):
    """Fork one process for each racer, let them start together, and return what they say."""
    start_read, start_write = os.pipe()
    ready_read, ready_write = os.pipe()
    results = []
    for tasks in racers:
        result_read, result_write = os.pipe()
        if os.fork() == 0:
            os.close(start_write)
            os.write(ready_write, b"r")
            os.read(start_read, 1)  # ends when the starter lets go
            with os.fdopen(result_write, "w", encoding="utf-8") as result:
                json.dump(carried_out(store, tasks), result)
            os._exit(0)
        os.close(result_write)
        results.append(result_read)
    waiting = len(racers)
    while waiting:
        waiting -= len(os.read(ready_read, waiting))
    os.close(start_write)
    return [json.load(os.fdopen(result, encoding="utf-8")) for result in results]


if __name__ == "__main__":
    json.dump(race(sys.argv[1], json.load(sys.stdin)), sys.stdout)
