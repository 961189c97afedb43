"""Bits that turn and statements that fail: nothing acknowledged is lost unseen, and nothing is half there."""

import importlib.util
import random
from pathlib import Path

import pytest

from lifecycle.head import Head
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.checking import sound_log


@pytest.fixture(scope="module")
def script():
    found = importlib.util.spec_from_file_location("flips", Path(__file__).with_name("flips.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_every_turned_bit_that_changes_something_is_noticed(script, tmp_path):
    changed, unnoticed = script.flips(tmp_path, 60, random.Random(11))
    assert changed > 5
    assert unnoticed == []


def test_every_tail_that_a_turned_bit_of_the_write_ahead_log_loses_is_noticed_by_the_mark(script, tmp_path):
    lost, unnoticed = script.log_flips(tmp_path, 40, random.Random(11))
    assert lost > 20
    assert unnoticed == []


def test_a_log_that_is_cut_off_anywhere_leaves_what_was_recorded_first(script, tmp_path):
    cuts, lost, wrong = script.log_cuts(tmp_path, 10_007)
    assert cuts > 20
    assert lost > 20
    assert wrong == []


class Failure(Exception):
    """What a statement fails with."""


class Failing:
    """A database whose n-th statement fails, before or after it was carried out."""

    def __init__(self, database, number, *, after):
        self._database, self._left, self._after = database, number, after

    def _carry_out(self, name, *words):
        self._left -= 1
        if self._left == 0 and not self._after:
            raise Failure
        found = getattr(self._database, name)(*words)
        if self._left == 0:
            raise Failure
        return found

    def query(self, sql, values=()):
        return self._carry_out("query", sql, values)

    def execute(self, sql, values=()):
        return self._carry_out("execute", sql, values)

    def executemany(self, sql, rows):
        return self._carry_out("executemany", sql, list(rows))

    def __getattr__(self, name):
        return getattr(self._database, name)


@pytest.mark.parametrize("after", [False, True])
def test_an_order_whose_statement_fails_leaves_neither_events_without_leaves_nor_leaves_without_events(founded, after):
    database, before = founded.database, Head.read(founded.database)
    many = [{"act": "person-register", "cadre": f"N{number}", "name": "张三"} for number in range(20)]
    number = 0
    while True:
        number += 1
        founded.database = Failing(database, number, after=after)
        try:
            founded.submit(many, actor="registrar", command_id="c-1")
        except Failure:
            founded.database = database
            assert Head.read(database) == before
            continue
        break
    founded.database = database
    assert number > 10
    head = Head.read(database)
    assert head.position == before.position + 21
    assert sound_log(database, head)
    assert Auditing(database).verify()["intact"]


def test_a_sound_log_is_told_from_an_unsound_one_without_reading_what_events_say(attacker):
    assert sound_log(attacker.database, Head.read(attacker.database))
    attacker.edit("cadre:LI@2", b'"basis":"Order 1 of 1990"', b'"basis":"Order 7 of 1989"')
    assert not sound_log(attacker.database, Head.read(attacker.database))
    attacker.repair_leaves()
    assert not sound_log(attacker.database, Head.read(attacker.database))
