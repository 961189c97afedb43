"""Cases of procedures: the worklist of 500 open cases, one act in a case, and what the program around them costs.

The peer of the worklist is reading the stored rows of all those cases and their JSON, once. The acts are those by which
cases of the shipped appointment are opened, and their tasks claimed and done.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from measure import Taken, in_turns, once, show, show_ratio

from lifecycle.cases import Cases
from lifecycle.engine import Engine
from lifecycle.publishing import calendar_lines, procedure_line
from projections.database import open_database

Line: TypeAlias = dict[str, object]
PROGRAM = str(Path(sys.executable).with_name("cadre"))
COMPILED = {**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""As installed: pip compiles what it installs; run from the tree it would be compiled at each start."""
DAY = "2024-03-04"
BODY = ["A", "B", "C", "D", "E"]
REPORTS = {"inspection-report": "9f86d081", "integrity-opinion": "60303ae2"}
COUNTS = {"issued": "20", "valid": "19", "for": "15"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=15)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "cases.db")
        acts = opened(path, told.cases)
        show(f"One act in a case, {len(acts)} acts on SQLite", {"ours, everything included": acts})
        ordered = sorted(acts)
        print(f"  95th percentile: {ordered[len(ordered) * 95 // 100].wall * 1e3:.1f} ms by the clock")
        taken = in_turns(
            {
                "worklist of all": lambda _: questions(path).worklist(on=DAY),
                "worklist of a person": lambda _: questions(path).worklist("SUN", on=DAY),
                "the rows and their JSON alone": lambda _: rows(path),
            },
            told.rounds,
        )
        show(f"The worklist of {told.cases} open cases", taken)
        everybody, _, alone = taken.values()
        show_ratio("worklist / rows alone", everybody, alone, "0.3 s by the clock")
        show("The program, from nothing to its answer (CPU of the child)", programs(path))


def opened(path: str, number: int) -> list[Taken]:
    """What each act took by which so many cases came to four different steps; they stay in the store."""
    engine = Engine.create(path)
    engine.submit([*register(number)], actor="zhou")
    engine.submit(calendar_lines("cn-state-council", set()), actor="zhou")
    engine.submit([procedure_line("appointment", None)], actor="zhou")
    lines = [line for case in range(number) for line in [*way(f"C{case}", case)][: (2, 3, 4, 5)[case % 4]]]
    return [once(partial(engine.submit, [line], actor="zhou")) for line in lines]


def register(number: int) -> Iterator[Line]:
    """A unit, and a post and a cadre for each case."""
    yield {"act": "unit-open", "unit": "U", "name": "Unit", "effective": "2000-01-01"}
    post = {"unit": "U", "name": "Post", "track": "admin", "level": "section", "effective": "2000-01-01"}
    for each in range(number):
        yield {"act": "post-open", "post": f"P{each}", **post}
        yield {"act": "person-register", "cadre": f"L{each}", "name": f"L{each}"}


def way(case: str, number: int) -> Iterator[Line]:
    """The acts of one case, in their order."""
    here = {"case": case, "effective": DAY}
    staff = {"organisation": "SUN,QIAN", "inspector": "WU,ZHENG"}
    opening = {"procedure": "appointment", "cadre": f"L{number}", "given": {"post": f"P{number}"}, "staff": staff}
    yield {"act": "case-open", **here, **opening}
    yield {"act": "task-complete", **here, "outcome": "accept", "person": "QIAN"}
    yield {"act": "task-complete", **here, "outcome": "done", "person": "SUN", "counts": COUNTS}
    yield {"act": "task-claim", **here, "person": "WU"}
    yield {"act": "task-complete", **here, "outcome": "fit", "person": "ZHENG", "documents": REPORTS}


def questions(path: str) -> Cases:
    """The store, opened anew."""
    return Cases(open_database(path, writing=False))


def rows(path: str) -> list[object]:
    """Every stored fact of every case, with its JSON read."""
    found = open_database(path, writing=False).query("SELECT fields FROM dossier_row WHERE topic LIKE 'case-%'")
    return [json.loads(row[0]) for row in found]


def programs(path: str) -> dict[str, list[Taken]]:
    """What the program takes for a worklist, and for acts in cases that are open."""
    worklist = ["worklist", "--on", DAY]
    act = ["task", "complete", "--outcome", "accept", "--person", "QIAN", "--effective", DAY]
    return {
        "cadre worklist": [child([*worklist, "--store", path]) for _ in range(7)],
        "cadre task complete": [
            child([*act, f"C{4 * each}", "--step", "recommend", "--store", path]) for each in range(7)
        ],
        "cadre --version": [child(["--version"]) for _ in range(7)],
    }


def child(words: list[str]) -> Taken:
    """What a program of ours takes; refusals are as good as any other answer."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = once(lambda: subprocess.run([PROGRAM, *words], env=COMPILED, capture_output=True, check=False))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken._replace(cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main()
