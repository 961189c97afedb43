"""Clock segments of a store: when they are kept, that they are checked, and that nothing is lost with them."""

import pytest

from lifecycle.clock_keeping import BEHIND, catch_up, clocks_of
from lifecycle.engine import Engine
from projections.clock_segments import kept, touched_since
from projections.database import transaction
from projections.packs import adopted_packs

DAY = "2024-06-01"


OPENED = {"effective": "1990-01-01", "basis": "No. 1"}
POSTS = [f"P{number}" for number in range(6)]
CADRES = [f"C{number}" for number in range(8)]
SETTING = [
    {"act": "unit-open", "unit": "U", "name": "Office", "kind": "department"},
    *(
        {"act": "post-open", "post": post, "unit": "U", "name": f"Section {post}", "track": "admin", "level": "section"}
        for post in POSTS
    ),
    *({"act": "person-register", "cadre": cadre, "name": "张"} for cadre in CADRES),
]


def appointments():
    """Everybody serves in turn in two posts, the later cadres after the earlier ones; the last six hold one now."""
    for number, cadre in enumerate(CADRES[:2]):
        yield {"act": "appoint", "cadre": cadre, "post": POSTS[number], "effective": f"200{number}-03-01"}
        yield {"act": "relieve", "cadre": cadre, "post": POSTS[number], "effective": f"200{number + 4}-02-28"}
    for number, cadre in enumerate(CADRES[2:]):
        yield {"act": "appoint", "cadre": cadre, "post": POSTS[number], "effective": f"201{number}-09-01"}


@pytest.fixture
def engine(tmp_path):
    """An office under the seed pack, in which posts were held one after another."""
    with Engine.create(str(tmp_path / "office.db")) as engine:
        engine.adopt("seed", actor="zhou", decided={"basis": "No. 1"})
        engine.submit([{**OPENED, **line} for line in SETTING], actor="zhou")
        engine.submit([{"basis": "No. 2", **line} for line in appointments()], actor="zhou", imported=True)
        bring_up_to_date(engine)
        yield engine


def bring_up_to_date(engine):
    with transaction(engine.database, writing=True):
        catch_up(engine.database, engine.head.position, kept(engine.database))


def rows(engine):
    return engine.database.query("SELECT * FROM clock_segment ORDER BY clock, cadre, post, valid_from, event")


def test_a_store_keeps_segments_of_the_clocks_of_its_packs(engine):
    there = kept(engine.database)

    assert there is not None
    assert there.clocks == clocks_of(adopted_packs(engine.database)).keys()
    assert engine.head.position - there.position < BEHIND
    assert rows(engine)


def test_without_a_pack_there_are_none(tmp_path):
    with Engine.create(str(tmp_path / "s.db")) as engine:
        engine.submit([{"act": "person-register", "cadre": "LI", "name": "李", "basis": "No. 1"}], actor="zhou")

        assert kept(engine.database) is None


def test_the_due_list_is_the_same_with_segments_without_them_and_made_again(engine):
    with_them = engine.due(today=DAY)
    engine.rebuild()
    again = engine.due(today=DAY)
    engine.database.script(["DROP TABLE clock_segment", "DROP TABLE clock_head"])

    assert len(with_them) >= len(CADRES[2:])
    assert with_them == again == engine.due(today=DAY)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE clock_segment SET run_from = '2023-01-01' WHERE cadre = (SELECT MIN(cadre) FROM clock_segment)",
        "DELETE FROM clock_segment WHERE cadre = (SELECT MAX(cadre) FROM clock_segment)",
    ],
)
def test_a_segment_that_is_not_what_the_events_say_is_found_and_made_again(engine, change):
    assert engine.verify()["intact"]
    engine.database.execute(change)

    told = engine.verify()
    assert (told["intact"], told["first_bad"]) == (False, "clock_segment")
    assert "cadre store rebuild" in told["reason"]
    engine.rebuild()
    assert engine.verify()["intact"]


def test_a_pack_that_is_cancelled_takes_its_clocks_with_it_and_brings_them_back(engine):
    before, there = rows(engine), kept(engine.database)
    due = engine.due(today=DAY)
    engine.submit([{"act": "cancel", "event": "policy:seed@1", "reason": "mistake", "basis": "No. 3"}], actor="zhou")

    assert (kept(engine.database).clocks, rows(engine)) == (frozenset(), [])
    assert engine.verify()["intact"]
    engine.adopt("seed", actor="zhou", decided={"basis": "No. 4"})
    assert kept(engine.database).clocks == there.clocks
    assert (rows(engine), engine.due(today=DAY)) == (before, due)


def test_who_was_touched_later_is_asked_anew(engine):
    there = kept(engine.database)
    holder = next(row for row in engine.due(today=DAY) if row["state"] == "ok")
    line = {"act": "relieve", "cadre": holder["cadre"], "post": holder["post"], "effective": "2024-05-01"}
    engine.submit([{**line, "basis": "No. 9"}], actor="zhou", confirmed=True)

    assert kept(engine.database) == there
    assert touched_since(engine.database, there.position) >= {holder["cadre"]}
    assert not [
        row for row in engine.due(today=DAY) if row["post"] == holder["post"] and row["cadre"] == holder["cadre"]
    ]


def test_after_many_events_an_order_brings_the_segments_up_to_date(engine):
    there = kept(engine.database)
    lines = [{"act": "person-register", "cadre": f"N{number}", "name": "新"} for number in range(BEHIND)]
    engine.submit([{**line, "basis": "No. 9"} for line in lines], actor="zhou")

    assert kept(engine.database).position > there.position + BEHIND - 1
    assert touched_since(engine.database, kept(engine.database).position) == set()
