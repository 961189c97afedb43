"""Rebuilding: all our read models from all events, against the library's ProjectionRunner filling one SQLite view.

The runner cannot follow an SQLite application, so its events come from the library's in-memory application, which
flatters it; it is measured from the first event offered until the view has the last one.
"""

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.sqlite import SQLiteTrackingRecorder
from measure import Taken, once
from peers import Plain, PlainApplication, plain_cadre

from lifecycle.demo import make_demo
from lifecycle.engine import Engine


class Roster(SQLiteTrackingRecorder):
    """A view of the plain library: who holds which post."""

    def construct_create_table_statements(self) -> list[str]:
        """Its tracking table and its one table."""
        table = "CREATE TABLE IF NOT EXISTS roster (cadre TEXT PRIMARY KEY, post TEXT)"
        return [*super().construct_create_table_statements(), table]

    def hold(self, cadre: str, post: str | None, tracking: Tracking) -> None:
        """Write one holding and the place reached, in one transaction."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute("INSERT OR REPLACE INTO roster VALUES (?, ?)", (cadre, post))


class RosterProjection(Projection[Roster]):
    """The plain library's projection into that view."""

    name = "roster"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Take one event in."""
        post = domain_event.post if isinstance(domain_event, Plain.Appointed) else None
        self.view.hold(str(domain_event.originator_id), post, tracking)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2_000, help="cadres of the demo that is rebuilt")
    parser.add_argument("--events", type=int, default=10_000, help="events offered to the runner")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make_demo(str(place / "demo.db"), size=asked.size)
        read: list[int] = []
        with Engine.open(str(place / "demo.db")) as engine:
            ours = once(lambda: read.append(engine.rebuild()))
        cadres = [plain_cadre(20, number) for number in range(asked.events // 20)]
        offered = 20 * len(cadres)
        runner = once(lambda: run_projection(place / "view.db", cadres))
    print("Rebuilding read models")
    mine = speeds("ours, every read model", read[0], ours)
    theirs = speeds("ProjectionRunner, one table", offered, runner)
    clock, cpu = (one / other for one, other in zip(mine, theirs, strict=True))
    print(f"  ours / ProjectionRunner       {clock:8.2f} x by the clock {cpu:8.2f} x by CPU; to reach: 50")


def speeds(name: str, events: int, taken: Taken) -> tuple[float, float]:
    """Print and return events a second, by the clock and by the CPU."""
    by_clock, by_cpu = events / taken.wall, events / taken.cpu
    print(f"  {name:30} {events:>9,} events {taken.wall:8.2f} s {by_clock:10,.0f}/s {by_cpu:10,.0f}/s of CPU")
    return by_clock, by_cpu


def run_projection(path: Path, cadres: list[Plain]) -> None:
    """Offer the cadres' events to the library's runner, and wait until the view has them all."""
    os.environ |= {
        "PERSISTENCE_MODULE": "eventsourcing.popo",
        "ROSTER_PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "ROSTER_SQLITE_DBNAME": str(path),
    }
    runner = ProjectionRunner(application_class=PlainApplication, projection_class=RosterProjection, view_class=Roster)
    with runner:
        for cadre in cadres:
            runner.app.save(cadre)
        runner.wait(runner.app.recorder.max_notification_id(), timeout=600)


if __name__ == "__main__":
    main()
