"""Many processes, one store: of those who want the same thing one gets it, and the others are told who."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lifecycle.engine import Engine

RACERS = Path(__file__).with_name("racers.py")
DAY = "2001-01-01"


@pytest.fixture
def race():
    """A function that lets racers loose on a store and returns what came of each task, racer by racer."""

    def run(store, racers):
        ended = subprocess.run(
            [sys.executable, RACERS, store],
            input=json.dumps(racers),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=True,
        )
        assert ended.stderr == ""
        return json.loads(ended.stdout)

    return run


def only_task(answers):
    return [answer for (answer,) in answers]


def registered(names):
    return [{"act": "person-register", "cadre": name, "name": f"张{name}"} for name in names]


def appointed(cadre, post, basis="Order 7 of 2001"):
    return {"act": "appoint", "cadre": cadre, "post": post, "effective": DAY, "basis": basis}


def test_of_fifty_who_race_for_one_seat_one_sits_on_it_and_the_others_are_told_who(founded, race):
    names = [f"C{number:02}" for number in range(50)]
    founded.submit(registered(names), actor="registrar")
    founded.submit([{"act": "relieve", "cadre": "LI", "post": "P4", "effective": DAY, "basis": "Order 6"}], actor="x")
    answers = only_task(
        race(
            founded.store,
            [[{"do": "submit", "lines": [appointed(name, "P4")], "actor": f"office-{name}"}] for name in names],
        )
    )
    winners = [name for name, answer in zip(names, answers, strict=True) if answer.get("outcome") == "recorded"]
    assert len(winners) == 1
    others = [answer for answer in answers if "error" in answer]
    assert len(others) == 49
    assert {(answer["error"], answer["code"], *answer["rules"]) for answer in others} == {("Conflict", 4, "seat-taken")}
    assert all(winners[0] in answer["text"] and "P4" in answer["text"] for answer in others), others[0]
    assert [row["cadre"] for row in founded.roster(as_of=DAY) if row["post"] == "P4"] == winners
    assert founded.verify()["intact"]


def swap(one, his, other, hers):
    shared = {"act": "exchange", "effective": DAY, "basis": "Order 8 of 2001"}
    return [
        {**shared, "cadre": one, "post": hers, "from": his},
        {**shared, "cadre": other, "post": his, "from": hers},
    ]


def test_of_two_racing_exchanges_that_share_a_person_one_wins_whole(founded, race):
    seats = {"LI": "P4", "WANG": "P2", "TURSUN": "P3"}
    for number in range(4):
        before = dict(seats)
        first = swap("LI", seats["LI"], "WANG", seats["WANG"])
        second = swap("WANG", seats["WANG"], "TURSUN", seats["TURSUN"])
        for line in (*first, *second):
            line["effective"] = f"200{number + 1}-01-01"
        orders = (first, second)
        answers = only_task(race(founded.store, [[{"do": "submit", "lines": lines, "actor": "o"}] for lines in orders]))
        recorded = [answer.get("outcome") == "recorded" for answer in answers]
        assert sorted(recorded) == [False, True], answers
        loser = answers[recorded.index(False)]
        assert loser["code"] in {3, 4}
        assert "WANG" in loser["text"]
        for line in orders[recorded.index(True)]:
            seats[line["cadre"]] = line["post"]
        roster = founded.roster(as_of=f"200{number + 1}-01-01", filled=True)
        assert {row["cadre"]: row["post"] for row in roster} == seats
        assert sum(seats[who] != before[who] for who in seats) == 2
        acts = [row for row in founded.audit_log() if row["effective"] == f"200{number + 1}-01-01"]
        assert len(acts) == 3, "two acts and the order that names them"
    assert founded.verify()["intact"]


def test_many_writers_and_readers_get_on_without_an_error(founded, race):
    writers, orders = 8, 20
    work = [
        [
            {
                "do": "submit_each",
                "orders": [
                    {"lines": registered([f"W{writer}N{number}"]), "actor": f"w{writer}", "key": f"{writer}-{number}"}
                    for number in range(orders)
                ],
            }
        ]
        for writer in range(writers)
    ]
    reading = [[{"do": "read", "times": 20, "as_of": DAY}]] * 2
    before = founded.head
    answers = only_task(race(founded.store, [*work, *reading]))
    assert [answer for answer in answers if "error" in answer] == []
    assert all(answer["outcomes"] == ["recorded"] * orders for answer in answers[:writers])
    for answer in answers[writers:]:
        assert answer["counts"] == sorted(answer["counts"])
        assert all((events - before.position) % 2 == 0 for events, _ in answer["counts"]), "half an order was seen"
    after = founded.head
    assert (after.orders, after.position) == (before.orders + 160, before.position + 320)
    positions = [row[0] for row in founded.database.query("SELECT position FROM stored_events ORDER BY position")]
    assert positions == list(range(1, after.position + 1))
    instants = [row[0] for row in founded.database.query("SELECT recorded_at FROM trail ORDER BY position")]
    assert instants == sorted(instants)
    assert founded.verify()["intact"]


def test_the_same_keyed_order_sent_by_eight_at_once_is_recorded_once(founded, race):
    order = {"do": "submit", "lines": registered(["ZHOU"]), "actor": "office", "key": "intake-2001"}
    answers = only_task(race(founded.store, [[order]] * 8))
    assert sorted(answer["outcome"] for answer in answers) == ["already-recorded"] * 7 + ["recorded"]
    assert len({(answer["order"], *answer["events"]) for answer in answers}) == 1


def test_of_eight_who_make_the_same_store_at_once_one_makes_it(store_url, race):
    answers = only_task(race(store_url, [[{"do": "create"}]] * 8))
    others = [answer for answer in answers if "error" in answer]
    assert len(others) == 7
    assert {(answer["error"], answer["code"], *answer["rules"]) for answer in others} == {
        ("Conflict", 4, "store-exists")
    }
    with Engine.open(store_url) as engine:
        assert engine.verify()["intact"]
        assert engine.head.position == 2


def test_many_who_open_a_store_at_once_all_read_it(founded, race):
    answers = only_task(race(founded.store, [[{"do": "read", "times": 1, "as_of": DAY}]] * 8))
    assert [answer for answer in answers if "error" in answer] == []
