"""One durable command on a cadre with 19 events: ours, the plain library's load-trigger-save, raw insert and commit.

Ours includes everything: decision, order, events of all streams, vault, tags, read models, one flush to the disk.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from measure import in_turns, show, show_ratio
from peers import Plain, RawStore, on_sqlite, plain_cadre, said

from lifecycle.engine import Engine

Line: TypeAlias = dict[str, object]
Round: TypeAlias = Callable[[int], None]
STREAM = 19
"""Events that a cadre has before the measured command."""
STATE = b"x" * 400


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        taken = in_turns(
            {
                "ours, everything included": ours(place / "ours.db", rounds),
                "plain library, load-trigger-save": library(place / "library.db", rounds),
                "raw insert and commit": raw(place / "raw.db", rounds),
            },
            rounds,
        )
    show(f"One durable command, {rounds} rounds", taken)
    mine, plain, bare = taken.values()
    show_ratio("ours / plain library", mine, plain, "0.5")
    show_ratio("ours / raw insert and commit", mine, bare, "none set")


def ours(path: Path, rounds: int) -> Round:
    """A function that records one appointment of a cadre of its own in each round."""
    engine = Engine.create(str(path))
    engine.submit(register_lines(rounds), actor="officer-chen")
    for start in range(0, rounds, 50):
        engine.submit(history_lines(range(start, min(start + 50, rounds))), actor="officer-chen")

    def record(number: int) -> None:
        line = {"act": "appoint", "cadre": f"C{number}", "post": f"P{number}", **document("2019-03-15")}
        engine.submit([line], actor="officer-chen")

    return record


def document(day: str) -> Line:
    """What an officer says of an act besides the act."""
    return {
        "effective": day,
        "basis": "Yunling Org [2019] No. 12",
        "authority": "committee",
        "reason": "work need",
    }


def register_lines(rounds: int) -> list[Line]:
    """The units, posts and cadres of all rounds."""
    opened = {"effective": "2000-01-01", "basis": "Establishment"}
    lines: list[Line] = [{"act": "unit-open", "unit": "U", "name": "Unit", "kind": "bureau", **opened}]
    for number in range(rounds):
        post = {"post": f"P{number}", "unit": "U", "name": "Post", "track": "admin", "level": "section"}
        lines.append({"act": "post-open", **post, **opened})
        person = {"cadre": f"C{number}", "name": "李华", "born": "1976-05-12", "level": "section"}
        lines.append({"act": "person-register", **person})
    return lines


def history_lines(cadres: range) -> list[Line]:
    """Appointments and reliefs, so that every cadre has as many events as wanted."""
    return [
        {
            "act": ("appoint", "relieve")[place % 2],
            "cadre": f"C{number}",
            "post": f"P{number}",
            **document(f"{2001 + place // 2}-0{1 + 6 * (place % 2)}-01"),
        }
        for number in cadres
        for place in range(STREAM - 1)
    ]


def library(path: Path, rounds: int) -> Round:
    """A function that loads, changes and saves one aggregate of its own in each round."""
    application = on_sqlite(path)
    cadres = [plain_cadre(STREAM, number) for number in range(rounds)]
    for cadre in cadres:
        application.save(cadre)

    def record(number: int) -> None:
        cadre: Plain = application.repository.get(cadres[number].id)
        cadre.take("post-99", **said(number))
        application.save(cadre)

    return record


def raw(path: Path, rounds: int) -> Round:
    """A function that inserts one row and commits in each round."""
    store = RawStore(path)
    store.fill((f"C{number}", version, "t", STATE) for number in range(rounds) for version in range(1, STREAM + 1))

    def record(number: int) -> None:
        store.append(f"C{number}", "cadre-appointed/1", STATE)

    return record


if __name__ == "__main__":
    main()
