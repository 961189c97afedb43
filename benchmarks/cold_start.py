"""Cold starts: CPU of the program answering one question and recording one act, against a bare Click program.

User and system time of whole processes, taken in turns; medians.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import Taken, median_cpu, show

from lifecycle.demo import make_demo
from lifecycle.engine import Engine

PROGRAM = str(Path(sys.executable).with_name("cadre"))
BARE = """import click

@click.command()
@click.option("--word", default="")
def main(word):
    click.echo("ready")

main()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        store, bare = Path(folder) / "demo.db", Path(folder) / "bare.py"
        make_demo(str(store))
        open_posts(str(store), rounds + 1)
        bare.write_text(BARE)
        commands: dict[str, Callable[[int], list[str]]] = {
            "bare Click program": lambda _: [sys.executable, str(bare)],
            "cadre --help": lambda _: [PROGRAM, "--help"],
            "cadre roster": lambda _: [PROGRAM, "roster", "--as-of", "2020-06-30"],
            "cadre roster --unit": lambda _: [PROGRAM, "roster", "--unit", "finance-bureau", "--as-of", "2020-06-30"],
            "cadre appoint, recorded": appointment,
        }
        environment = os.environ | {
            "CADRE_STORE": str(store),
            "CADRE_ACTOR": "officer-chen",
            "NO_COLOR": "1",
            # As installed: pip compiles what it installs; run from the tree it would be compiled at each start.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
        }
        taken: dict[str, list[Taken]] = {name: [] for name in commands}
        for number in range(-1, rounds):
            for name, command in commands.items():
                spent = spent_by(command(number), environment)
                if number >= 0:  # the first round only warms the disk's cache
                    taken[name].append(spent)
    show(f"Cold starts, {rounds} rounds", taken)
    peer = median_cpu(taken["bare Click program"])
    for name, goal in (("cadre --help", "none set"), ("cadre roster", "2"), ("cadre appoint, recorded", "6")):
        print(f"  {name:30} {median_cpu(taken[name]) / peer:8.2f} x the CPU of the bare program; to reach: {goal}")


def open_posts(store: str, count: int) -> None:
    """Open so many vacant posts, one for each appointment."""
    about = {"unit": "party-school", "name": "Tutor", "track": "business", "level": "section"}
    lines = [
        {"act": "post-open", "post": f"tutor-{number}", **about, "effective": "2020-01-01", "basis": "Order 1 of 2025"}
        for number in range(count)
    ]
    with Engine.open(store) as engine:
        engine.submit(lines, actor="officer-chen")


def appointment(number: int) -> list[str]:
    """The command that appoints somebody to a post of the round's own."""
    act = ["appoint", "TANG", "--to", f"tutor-{number + 1}", "--kind", "concurrent"]
    return [PROGRAM, *act, "--effective", "2025-02-01", "--basis", "Order 2 of 2025", "--no-input"]


def spent_by(command: list[str], environment: dict[str, str]) -> Taken:
    """What a run of the command took. Exits if the command failed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read() if process.stderr else b""  # to its end, before the process is waited for
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {complaint.decode()}")
    return Taken(time.perf_counter() - start, usage.ru_utime + usage.ru_stime)


if __name__ == "__main__":
    main()
