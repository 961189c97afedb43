"""Recording: whole or not at all, once or already, and by a clock that never runs back."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import BadInput, Conflict, Refused
from lifecycle.engine import Engine
from projections.schema import READ_MODELS

HELD = "appoint LI P1 2010-01-01"
NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def stored(engine):
    """Every stored event but those that note a refusal."""
    rows = engine.database.query("SELECT originator_id, originator_version, state FROM stored_events ORDER BY position")
    return [(row[0], row[1], bytes(row[2])) for row in rows if not row[0].startswith("refusal:")]


# --- whole or not at all --------------------------------------------------------------------------


def test_an_order_is_recorded_whole_or_not_at_all(desk):
    before = stored(desk.engine)

    desk.when(HELD, "appoint WANG P1 2010-01-01", "promote ZHANG division 2010-01-01").then_conflict("seat-taken")

    assert stored(desk.engine) == before
    assert desk.engine.orders()[-1]["order"] == "O-1"


def test_an_order_is_judged_by_the_state_after_all_its_lines(desk):
    desk.record(HELD)

    desk.when("appoint WANG P1 2012-01-01", "relieve LI P1 2012-01-01").then_in("cadre:WANG", "cadre:LI")


def test_a_line_may_stand_on_those_before_it(desk):
    desk.when(
        "unit-open NEW 2010-01-01",
        "post-open JOB NEW 2010-01-01",
        "person-register ZHAO",
        "appoint ZHAO JOB 2010-01-01",
    ).then_in("unit:NEW", "post:JOB", "cadre:ZHAO", "cadre:ZHAO")


def test_every_finding_of_every_line_is_told_in_the_order_of_the_lines(desk):
    error = desk.when(
        "promote LI clerk 2010-01-01",
        "confirm WANG P1 2010-01-01",
        HELD,
        "appoint ZHANG P1 2010-01-01",
        "depart WANG retire 2010-01-01",
        "depart WANG retire 2010-01-01",
    ).then_conflict("not-higher", "not-held", "seat-taken", "departed")

    assert [finding.line for finding in error.findings] == [1, 2, 4, 6]


def test_of_two_colliding_lines_the_later_is_named(desk):
    error = desk.when("appoint WANG P1 2012-01-01", HELD).then_conflict("seat-taken")

    assert (error.findings[0].line, error.findings[0].figures["cadre"]) == (2, "LI")


def test_bad_input_comes_before_conflicts_and_conflicts_before_refusals(desk):
    refused, conflict, bad = "confirm LI P2 2010-01-01", "person-register LI", "appoint NOBODY P1 2010-01-01"

    assert type(desk.when(refused).got) is Refused
    assert type(desk.when(refused, conflict).got) is Conflict
    assert type(desk.when(refused, conflict, bad).got) is BadInput
    assert [finding.rule for finding in desk.when(refused, conflict, bad).got.findings] == [
        "not-held",
        "id-taken",
        "bad-input",
    ]


def test_a_bad_line_never_stops_the_others_from_being_judged(desk):
    error = desk.when({"act": "appiont"}, "appoint LI P9 2010-01-01", {"act": "relieve", "cadre": "LI"}).got

    assert [finding.line for finding in error.findings] == [1, 2, 3]
    assert error.findings[0].wording == "'appiont' is no act; did you mean appoint?"
    assert error.findings[2].wording == "relieve needs effective, basis, post"


def test_an_order_without_lines_is_bad_input(desk):
    desk.when().then_bad_input("the order has no lines")


# --- once or already ------------------------------------------------------------------------------


def test_a_command_sent_again_is_already_recorded(desk):
    first = desk.record(HELD, command_id="c-1")
    before = stored(desk.engine)

    again = desk.record(HELD, command_id="c-1")

    assert (again.outcome, again.order, again.events) == ("already-recorded", first.order, first.events)
    assert stored(desk.engine) == before


def test_a_key_sent_again_with_the_same_content_is_already_recorded(desk):
    first = desk.record(HELD, "person-register ZHAO", key="2020/7")

    assert desk.record(HELD, "person-register ZHAO", key="2020/7", on="2021-01-01").order == first.order


def test_content_is_the_lines_and_neither_their_keys_order_nor_who_sent_them(desk):
    line = {"act": "appoint", "cadre": "LI", "post": "P1", "effective": "2010-01-01", "basis": "Doc"}
    desk.record(line, key="K")

    shuffled = {**dict(reversed(line.items())), "effective": "2010年1月1日", "until": ""}
    outcome = desk.engine.submit([shuffled], actor="somebody-else", key="K", now=NOON + timedelta(days=99))

    assert outcome.outcome == "already-recorded"


@pytest.mark.parametrize("other", ["appoint LI P2 2010-01-01", "appoint LI P1 2010-01-02", "person-register LI"])
def test_a_key_with_other_content_is_a_conflict(desk, other):
    desk.record(HELD, key="K")

    error = desk.when(other, key="K").then_conflict("key-taken")

    assert error.findings[0].figures == {"key": "K", "order": "O-2"}


def test_only_a_recorded_order_binds_its_key(desk):
    desk.record(HELD, key="K", dry_run=True)
    desk.when("confirm LI P1 2010-01-01", key="K").then_refused("not-held")

    assert desk.record(HELD, key="K").outcome == "recorded"


def test_a_key_has_one_spelling(desk):
    first = desk.record(HELD, key=" \u00c5ng ")

    assert desk.record(HELD, key="A\u030ang").order == first.order


# --- on what was seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(("seen", "accepted"), [(0, False), (1, True), (2, False)])
def test_whoever_has_seen_another_version_is_told(desk, seen, accepted):
    asked = desk.when(HELD, if_version=seen)

    if accepted:
        asked.then_in("cadre:LI")
    else:
        assert asked.then_conflict("version-lost").findings[0].figures == {
            "stream": "cadre:LI",
            "version": 1,
            "asked": seen,
        }


def test_the_version_is_that_of_the_stream_that_a_correction_names(desk):
    desk.record(HELD)

    desk.when("correct cadre:LI@2 set=kind=acting", if_version=1).then_conflict("version-lost")
    desk.when("correct cadre:LI@2 set=kind=acting", if_version=2).then_in("cadre:LI")


def test_something_new_has_version_none(desk):
    desk.when("person-register ZHAO", if_version=1).then_conflict("version-lost")
    desk.when("person-register ZHAO", if_version=0).then_in("cadre:ZHAO")


# --- without recording ----------------------------------------------------------------------------


def test_a_dry_run_answers_like_the_real_one_and_records_nothing(desk):
    before = stored(desk.engine)

    outcome = desk.record(HELD, dry_run=True)
    assert (outcome.outcome, outcome.order, outcome.events) == ("would-record", None, ())
    assert outcome.sentences == desk.record("appoint LI P1 2010-01-01", dry_run=True).sentences
    assert stored(desk.engine) == before

    desk.record(HELD)
    desk.when("appoint WANG P1 2011-01-01", dry_run=True).then_conflict("seat-taken")


# --- the clock ------------------------------------------------------------------------------------


@pytest.fixture
def clock():
    """A function that opens a unit at an instant, in a store that was made at noon."""
    with Engine.create(":memory:", simulated=True, now=NOON) as engine:

        def at(instant, name="U"):
            line = {"act": "unit-open", "unit": name, "name": name, "effective": "2000-01-01"}
            engine.submit([line], actor="officer", now=instant)
            return engine.head.recorded_at

        yield at


@pytest.mark.parametrize(("behind", "held"), [(0, True), (1, True), (300, True), (301, False), (86400, False)])
def test_a_clock_that_runs_behind_is_held_for_five_minutes_and_then_refused(clock, behind, held):
    instant = NOON - timedelta(seconds=behind)

    if held:
        assert clock(instant) == "2020-01-01T12:00:00.000000Z"
    else:
        with pytest.raises(Refused) as refused:
            clock(instant)
        assert [finding.rule for finding in refused.value.findings] == ["clock-backwards"]


def test_a_clock_that_runs_behind_stands_in_the_log_with_the_refusal():
    with Engine.create(":memory:", simulated=True, now=NOON) as engine:
        line = {"act": "unit-open", "unit": "U", "name": "U", "effective": "2000-01-01"}
        with pytest.raises(Refused):
            engine.submit([line], actor="officer", now=NOON - timedelta(days=1))
        logged = [(row["event"], row["act"], row["outcome"]) for row in engine.audit_log()[-2:]]
        assert logged == [("refusal:officer@1", "unit-open", "refused"), ("store:clock@1", "clock", "recorded")]
        sql = "SELECT state FROM stored_events WHERE originator_id = 'store:clock'"
        body = json.loads(bytes(engine.database.query(sql)[0][0]))["body"]
        assert body == {"clock": "2019-12-31T12:00:00.000000Z", "last": "2020-01-01T12:00:00.000000Z"}
        assert engine.verify()["intact"]


def test_instants_never_run_backwards(clock):
    instants = [clock(NOON + timedelta(seconds=after), name) for after, name in ((60, "A"), (30, "B"), (61, "C"))]

    assert instants == [f"2020-01-01T12:01:{second}.000000Z" for second in ("00", "00", "01")]


def test_an_instant_needs_an_offset(clock):
    with pytest.raises(BadInput, match="the instant needs an offset"):
        clock(datetime(2020, 1, 2))  # noqa: DTZ001 - that is the point


def test_a_real_store_takes_no_instant(tmp_path):
    with Engine.create(str(tmp_path / "real.db")) as engine, pytest.raises(BadInput, match="--simulated-clock"):
        engine.submit([{"act": "unit-open"}], actor="officer", now=NOON)


# --- on both kinds of store -----------------------------------------------------------------------


def test_a_store_of_each_kind_keeps_an_order_once_and_reads_it_at_both_times(desk_of_each_kind):
    desk = desk_of_each_kind
    desk.record(HELD, key="K", on="2020-01-01")
    desk.record("correct cadre:LI@2 set=effective=2012-01-01", on="2020-02-01")

    assert desk.record(HELD, key="K").outcome == "already-recorded"
    desk.when(HELD, key="L").then_refused("dependents")
    for day, known_on, held in (
        ("2011-01-01", "2020-01-31", ["LI"]),
        ("2011-01-01", "2020-02-01", []),
        ("2012-01-01", "2020-02-01", ["LI"]),
        ("2012-01-01", "2019-12-31", []),
    ):
        assert [row["cadre"] for row in desk.engine.roster(as_of=day, known_on=known_on, filled=True)] == held


def test_a_rebuild_makes_the_same_rows_again(desk_of_each_kind):
    desk = desk_of_each_kind
    desk.given(HELD, "transfer LI P2 2012-01-01", "appoint WANG P1 2012-01-01", "person-kin LI relation=son name=Bo")
    desk.given("correct cadre:LI@3 set=effective=2011-01-01", "cancel cadre:LI@5", "post-succeed P2 P3 2014-01-01")
    desk.given("cancel cadre:LI@2", confirmed=True)
    before = {name: desk.engine.database.query(f"SELECT * FROM {name} ORDER BY 1, 2") for name in READ_MODELS}

    assert desk.engine.rebuild() == desk.engine.head.position

    again = {name: desk.engine.database.query(f"SELECT * FROM {name} ORDER BY 1, 2") for name in READ_MODELS}
    assert {name: sorted(map(repr, rows)) for name, rows in again.items()} == {
        name: sorted(map(repr, rows)) for name, rows in before.items()
    }
