"""Work done beside the rest in a process of its own, so that a question about everybody keeps two cores busy."""

import marshal
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Found = TypeVar("Found")


@contextmanager
def beside(work: Callable[[], Found]) -> Iterator[Callable[[], Found]]:
    """Begin the work, and give what waits for its result: values that `marshal` takes, such as lists of texts.

    Where there is no second core, or the process may not be doubled, the work is done when its result is asked for; so
    it is, in this process, when it fails in the other one, which then raises here what it raised there.
    """
    if not _may_fork():
        yield work
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)  # else nobody could tell it that its result is not wanted any more
        _carry_out(work, writing)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
        try:
            yield lambda: _result(work, pipe.read())
        finally:
            pipe.close()
            os.waitpid(child, 0)


def _may_fork() -> bool:
    """Whether a second process would help, and nothing of this one would be lost in it."""
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


def _carry_out(work: Callable[[], Any], writing: int) -> None:
    """In the other process: hand over the result and end, without what an end of this program would do."""
    try:
        told = marshal.dumps(work())
        with open(writing, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)


def _result(work: Callable[[], Found], told: bytes) -> Found:
    try:
        found: Found = marshal.loads(told)  # noqa: S302 - from this program's own child, through a pipe of its own
    except (EOFError, ValueError, TypeError):
        return work()
    return found
