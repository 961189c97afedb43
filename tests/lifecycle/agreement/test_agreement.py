"""Read models, incremental and rebuilt, agree with a second reading of the stored rows, whatever was recorded.

AGREEMENT_EXAMPLES says how many officers made of chance are tried on SQLite. Where the readings differ, the orders that
led there are printed as they were submitted; making them fewer would take minutes.
"""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from lifecycle.engine import Engine
from projections.cadre import levels
from projections.moment import Moment, known_position
from projections.rows import KEYS
from projections.schema import READ_MODELS

EXAMPLES = int(os.environ.get("AGREEMENT_EXAMPLES", "40"))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
BEGIN = datetime(2000, 1, 1, 8, tzinfo=UTC)
ALWAYS, FOREVER = "0001-01-01", "9999-12-31"
STRETCH = ("post", "kind", "since", "since_precision", "from", "until", "planned_end", "event", "order", "ended_by")


@given(data=st.data())
@settings(max_examples=EXAMPLES, phases=PHASES)
def test_whatever_is_recorded_both_readings_agree(officer_with, data):
    with Engine.create(":memory:", simulated=True, now=BEGIN) as engine:
        keep_a_register(officer_with(picking(data), engine), data.draw(st.integers(1, 14)))


@pytest.mark.postgres
@given(data=st.data())
@settings(max_examples=3, phases=PHASES)
def test_whatever_is_recorded_both_readings_agree_on_postgresql(officer_with, new_database, data):
    with Engine.create(new_database(), simulated=True, now=BEGIN) as engine:
        keep_a_register(officer_with(picking(data), engine), 8)


def picking(data):
    return lambda number: data.draw(st.integers(0, number - 1))


def keep_a_register(officer, orders):
    """An officer at work; after every accepted order the register is compared with a second reading of it."""
    engine, second_reading = officer.engine, officer.second_reading
    for _ in range(orders):
        rows, models, said = stored(engine), dump(engine, KEYS), second_reading(engine.database)
        outcome = officer.submit_something()
        event("accepted" if outcome else "refused")
        assert stored(engine)[: len(rows)] == rows
        if not outcome:
            assert {row[0] for row in stored(engine)[len(rows) :]} <= {"refusal:chance"}
            assert dump(engine, KEYS) == models
            continue
        if not officer.options["imported"]:
            told = outcome.warnings or officer.options["confirmed"]
            assert_structure(said, second_reading(engine.database), told=told)
        known_on = officer.any((None, None, officer.now.date().isoformat(), officer.day(2)))
        day = officer.any((officer.now.date().isoformat(), officer.day(), officer.day(30)))
        assert_agreement(engine, second_reading(engine.database, known_on), day, known_on)
    models = dump(engine)
    engine.rebuild()
    assert dump(engine) == models


def assert_structure(before, after, *, told):
    """Nobody comes into a full post; what finds nothing to act on is marked; nothing loses its house without a word.

    An imported order may record history as it was, crowded and all; what follows may not add to that.
    """
    for post, day, holders, seats in after.crowded():
        assert set(holders) <= {who for who, _ in before.holders(post, day)}
        assert before.post(post, day)["seats"] <= seats
    assert after.idle() - before.idle() <= after.lost
    days = {*before.days("cadre", "post", "unit"), *after.days("cadre", "post", "unit")}
    was, now = before.homeless(days), after.homeless(days)
    assert told or {now[what] for what in now if what not in was} <= after.lost


def dump(engine, tables=READ_MODELS):
    return {table: sorted(engine.database.query(f"SELECT * FROM {table}"), key=repr) for table in tables}


def stored(engine):
    rows = engine.database.query("SELECT * FROM stored_events ORDER BY position")
    return [(*row[:3], bytes(row[3]), row[4]) for row in rows]


def assert_agreement(engine, said, day, known_on):
    """Every answer for this day, as known on that one, is what the second reading finds."""
    moment = Moment(day, known_position(engine.database, known_on))
    assert_units_agree(engine, said, day, known_on)
    for who in said.names("cadre"):
        assert_cadre_agrees(engine, said, who, moment, known_on)
    for post in said.names("post"):
        assert_post_agrees(engine, said, post, known_on)
    for stream in said.acts:
        if stream.startswith(("cadre:", "post:", "unit:")):
            history = engine.history(stream, known_on=known_on)
            assert {each["event"]: each["status"] for each in history} == said.statuses(stream)
    vacant = {post: first for post in said.names("post") for first, end in said.gaps(post) if first <= day < end}
    assert {row["post"]: row["vacant_since"] for row in engine.vacancies(as_of=day, known_on=known_on)} == vacant


def assert_units_agree(engine, said, day, known_on):
    asked = {"as_of": day, "known_on": known_on}
    assert engine.roster(**asked) == said.roster(day)
    units = {name: unit for name in said.names("unit") if (unit := said.unit(name, day))}
    assert {row["unit"]: (row["name"], row["parent"]) for row in engine.units(**asked)} == {
        name: (unit["name"], unit["parent"]) for name, unit in units.items()
    }
    for unit in units:
        assert engine.roster(**asked, unit=unit, filled=True) == said.roster(day, unit, filled=True)
    assert engine.roster(**asked, track="party") == said.roster(day, track="party")


def assert_cadre_agrees(engine, said, who, moment, known_on):
    career = [{name: each[name] for name in STRETCH} for each in engine.career(who, known_on=known_on)]
    assert career == [
        {name: None if each[name] == FOREVER else each[name] for name in STRETCH} for each in said.career(who)
    ]
    stood = [
        [each["since"] or ALWAYS, each["until"] or FOREVER, each["level"], each["departure"]]
        for each in levels(engine.database, who, moment)
    ]
    assert merged(stood) == merged(map(list, said.standings(who)))
    held, level, gone, _ = said.cadre(who, moment.day)
    person = engine.person(who, as_of=moment.day, known_on=known_on)
    assert (sorted(person["posts"]), person["level"], person["departure"]) == (sorted(held), level, gone)
    assert person["name"] == said.value(who, "name", moment.day)


def assert_post_agrees(engine, said, post, known_on):
    calendar = engine.post_calendar(post, known_on=known_on)
    gaps = [(row["from"], row["until"] or FOREVER) for row in calendar if row["cadre"] is None]
    assert gaps == said.gaps(post)
    sat = sorted(
        (each["from"], who) for who in said.names("cadre") for each in said.career(who) if each["post"] == post
    )
    assert [(row["from"], row["cadre"]) for row in calendar if row["cadre"]] == sat


def merged(stretches):
    """Stretches [from, until, ...] with those put together that meet and say the same."""
    found = []
    for stretch in stretches:
        if found and found[-1][1] == stretch[0] and found[-1][2:] == stretch[2:]:
            found[-1][1] = stretch[1]
        else:
            found.append(stretch)
    return found
