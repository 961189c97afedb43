"""An office whose program dies at the writes of every order, and which sends the order again each time."""

import os
from collections import Counter
from itertools import count

import pytest

from lifecycle.engine import Engine
from lifecycle.head import Head

EVERY = int(os.environ.get("EVERY", "13"))
"""Of the places at which a program can die every so-many-th is tried; EVERY=1 tries them all."""


class Died(BaseException):
    """The program is gone: nothing in it may take notice, so this is no ordinary exception."""


class Dying:
    """A database under which the program dies before or after its n-th writing statement; the dead do nothing more."""

    def __init__(self, database, number, *, after):
        self.living, self._left, self._after = database, number, after

    def _write(self, name, *words):
        self._left -= 1
        if self._left == 0 and self._after:
            getattr(self.living, name)(*words)
        if self._left <= 0:
            raise Died
        return getattr(self.living, name)(*words)

    def execute(self, sql, values=()):
        return self._write("execute", sql, values)

    def executemany(self, sql, rows):
        return self._write("executemany", sql, list(rows))

    def __getattr__(self, name):
        if self._left <= 0:
            raise Died
        return getattr(self.living, name)


@pytest.fixture
def deaths():
    """How often the program died amid an order, and how often after it."""
    return Counter()


@pytest.fixture
def dying(office, deaths):
    """The office, dying: after each death the store is opened by a new program, and the order is sent again."""
    submit, commands, places = office.submit, count(1), count()

    def outlived(lines, number, *, after, **recording):
        """What is recorded if there is no n-th statement to die at; None after a death, the store as it was."""
        engine, living = office.engine, office.engine.database
        before = Head.read(living)
        engine.database = Dying(living, number, after=after)
        try:
            return submit(lines, **recording)
        except Died:
            reopen(office, living)
            assert Head.read(office.engine.database) == before
            deaths["amid"] += 1
            return None
        finally:
            engine.database = living

    def sent_until_answered(lines, **recording):
        told = {"command_id": f"command-{next(commands)}", **recording}
        ways = ((number, after) for number in count(1) for after in (False, True))
        tried = (outlived(lines, number, after=after, **told) for number, after in ways if not next(places) % EVERY)
        first = next(each for each in tried if each)
        reopen(office, office.engine.database)  # dead after the commit: the answer was lost
        deaths["after"] += 1
        head = Head.read(office.engine.database)
        again = submit(lines, **told)
        assert (again.order, Head.read(office.engine.database)) == (first.order, head)
        return again

    office.submit = sent_until_answered
    yield office
    office.engine.close()


def reopen(office, living):
    """The dead program's connection is closed, as the system does it; another program opens the store."""
    living.close()
    office.engine = Engine.open(office.engine.store)
