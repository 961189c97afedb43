"""Measuring side by side: contenders take turns in one run, so that a busy machine slows all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple


class Taken(NamedTuple):
    """Seconds on the clock and seconds of this process's CPU that one call took."""

    wall: float
    cpu: float


def once(contender: Callable[[], object]) -> Taken:
    """What one call takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    contender()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def in_turns(contenders: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, list[Taken]]:
    """What each contender takes in each round; it is told the round's number."""
    taken: dict[str, list[Taken]] = {name: [] for name in contenders}
    for number in range(rounds):
        for name, contender in contenders.items():
            taken[name].append(once(partial(contender, number)))
    return taken


def show(title: str, taken: Mapping[str, Sequence[Taken]]) -> None:
    """Print milliseconds of every contender: clock (median, 99th percentile, lowest) and CPU (median)."""
    print(f"{title}\n  {'milliseconds':36} {'median':>10} {'p99':>10} {'lowest':>10} {'CPU':>10}")
    for name, figures in taken.items():
        walls = sorted(each.wall for each in figures)
        columns = (statistics.median(walls), walls[len(walls) * 99 // 100], walls[0], median_cpu(figures))
        print(f"  {name:36}" + "".join(f" {figure * 1e3:>10.3f}" for figure in columns))


def show_ratio(said: str, ours: Sequence[Taken], peer: Sequence[Taken], to_reach: str) -> None:
    """Print how our medians compare with a peer's, by the clock and by the CPU."""
    by_clock = median_wall(ours) / median_wall(peer)
    by_cpu = median_cpu(ours) / median_cpu(peer)
    print(f"  {said:36} {by_clock:8.2f} x by the clock {by_cpu:8.2f} x by CPU; to reach: {to_reach}")


def median_wall(taken: Sequence[Taken]) -> float:
    """The median of the clock."""
    return statistics.median(each.wall for each in taken)


def median_cpu(taken: Sequence[Taken]) -> float:
    """The median of the CPU."""
    return statistics.median(each.cpu for each in taken)
