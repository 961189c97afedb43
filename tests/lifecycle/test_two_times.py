"""Two times: in force on a day, and known by the end of a day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lifecycle.engine import Engine

HELD = "appoint LI P1 2010-01-01"


def career(desk, who="LI", **asked):
    return [(row["post"], row["from"], row["until"]) for row in desk.engine.career(who, **asked)]


def holders(desk, as_of, known_on=None, **asked):
    rows = desk.engine.roster(as_of=as_of, known_on=known_on, filled=True, **asked)
    return {row["post"]: row["cadre"] for row in rows}


def statuses(desk, who="LI", **asked):
    return [row["status"] for row in desk.engine.history(who, **asked)]


def stored(desk, *, but=()):
    """The stored rows of every stream but these."""
    rows = desk.engine.database.query("SELECT * FROM stored_events ORDER BY position")
    return [tuple(map(bytes_of, row[:4])) for row in rows if row[0] not in but and not row[0].startswith("order:")]


def bytes_of(value):
    return bytes(value) if isinstance(value, memoryview | bytes | bytearray) else value


# --- the day of effect ----------------------------------------------------------------------------


def test_an_act_of_the_future_takes_effect_by_itself(desk):
    desk.record("appoint LI P1 2030-01-01", on="2020-01-01")

    assert [holders(desk, day) for day in ("2029-12-31", "2030-01-01", "2030-01-02")] == [
        {},
        {"P1": "LI"},
        {"P1": "LI"},
    ]


def test_acts_are_known_from_the_day_on_which_they_are_recorded(desk):
    desk.record(HELD, on="2020-03-01")

    assert [holders(desk, "2015-01-01", known) for known in ("2020-02-29", "2020-03-01", "2020-03-02")] == [
        {},
        {"P1": "LI"},
        {"P1": "LI"},
    ]


def test_before_the_store_was_made_nothing_was_known(desk):
    desk.record(HELD)

    assert desk.engine.roster(as_of="2015-01-01", known_on="1999-12-31") == []
    assert desk.engine.units(as_of="2015-01-01", known_on="1999-12-31") == []
    assert desk.engine.history("LI", known_on="1999-12-31") == []


def test_a_leap_day_is_a_day_like_any_other(desk):
    desk.given("appoint LI P1 2012-02-29", "transfer LI P2 2016-02-29")

    assert [holders(desk, day) for day in ("2012-02-28", "2012-02-29", "2016-02-28", "2016-02-29", "2016-03-01")] == [
        {},
        {"P1": "LI"},
        {"P1": "LI"},
        {"P2": "LI"},
        {"P2": "LI"},
    ]


@pytest.mark.parametrize(("precision", "day"), [("month", "2010-03-01"), ("year", "2010-01-01")])
def test_a_day_known_to_the_month_or_year_counts_from_its_first_day_and_says_so(desk, precision, day):
    desk.record(f"appoint LI P1 {day} precision={precision}")

    row = desk.engine.roster(as_of=day, filled=True)[0]
    assert (row["since"], row["since_precision"]) == (day, precision)


def test_an_opening_position_is_held_without_a_known_beginning(desk):
    desk.record("opening-position LI P1 2010-01-01")

    row = desk.engine.roster(as_of="2010-01-01", filled=True)[0]
    assert (row["cadre"], row["since"]) == ("LI", None)
    assert holders(desk, "2009-12-31") == {}


# --- several acts on one day ----------------------------------------------------------------------


def test_acts_of_one_day_follow_each_other_as_recorded(desk):
    desk.given(HELD, "relieve LI P1 2012-01-01", "appoint LI P1 2012-01-01 kind=acting")

    assert [(row["kind"], row["from"]) for row in desk.engine.career("LI")] == [
        ("substantive", "2010-01-01"),
        ("acting", "2012-01-01"),
    ]


def test_an_explicit_sequence_puts_a_later_record_before_an_earlier_one(desk):
    desk.given(HELD, "appoint LI P2 2012-01-01 sequence=5")

    desk.record("relieve LI P1 2012-01-01 sequence=1")
    desk.when("transfer LI P3 2012-01-01 sequence=2").then_refused("no-own-post")
    desk.record("transfer LI P3 2012-01-01 sequence=6")

    assert career(desk) == [("P1", "2010-01-01", "2012-01-01"), ("P3", "2012-01-01", None)]


def test_a_post_held_for_less_than_a_day_leaves_no_trace_in_the_roster(desk):
    desk.given("appoint LI P1 2012-01-01", "transfer LI P2 2012-01-01")

    assert career(desk) == [("P2", "2012-01-01", None)]
    assert holders(desk, "2012-01-01") == {"P2": "LI"}
    desk.when("appoint WANG P1 2012-01-01").then_in("cadre:WANG")


def test_the_last_act_of_a_day_says_the_level_of_the_day(desk):
    desk.given("promote LI division 2012-01-01", "promote LI bureau 2012-01-01")

    assert [desk.engine.person("LI", as_of=day)["level"] for day in ("2011-12-31", "2012-01-01")] == [
        "section",
        "bureau",
    ]


def test_departure_and_return_on_one_day(desk):
    desk.given(HELD, "depart LI resign 2012-01-01", "reinstate LI 2012-01-01")

    person = desk.engine.person("LI", as_of="2012-01-01")
    assert (person["in_service"], person["posts"]) == (True, [])


def test_a_corrected_sequence_changes_the_order_of_the_day(desk):
    desk.given(HELD, "relieve LI P1 2012-01-01", "appoint LI P1 2012-01-01 kind=acting")

    desk.when("correct cadre:LI@3 set=sequence=9").then_in("cadre:LI")

    assert [(row["kind"], row["until"]) for row in desk.engine.career("LI")] == [("substantive", "2012-01-01")]


# --- acts discovered late -------------------------------------------------------------------------


def test_a_transfer_without_a_source_leaves_what_a_late_act_says_was_held(desk):
    desk.given(HELD, "transfer LI P3 2015-01-01")

    desk.record("transfer LI P2 2012-01-01")

    assert career(desk) == [
        ("P1", "2010-01-01", "2012-01-01"),
        ("P2", "2012-01-01", "2015-01-01"),
        ("P3", "2015-01-01", None),
    ]


def test_what_was_known_before_stays_to_be_asked(desk):
    desk.given(HELD, "transfer LI P3 2015-01-01", on="2020-01-01")

    desk.record("transfer LI P2 2012-01-01", on="2020-05-01")

    assert holders(desk, "2013-01-01", "2020-04-30") == {"P1": "LI"}
    assert holders(desk, "2013-01-01", "2020-05-01") == {"P2": "LI"}


def test_a_transfer_from_a_named_post_is_not_moved_to_another_source(desk):
    desk.given(HELD, "transfer LI P3 2015-01-01 from=P1")

    assert desk.when("transfer LI P2 2012-01-01").then_refused("dependents").findings[0].facts == ("cadre:LI@3",)


def test_a_late_relief_before_a_transfer_takes_its_basis(desk):
    desk.given(HELD, "transfer LI P3 2015-01-01")

    desk.when("relieve LI P1 2012-01-01").then_refused("dependents")
    desk.record("relieve LI P1 2012-01-01", confirmed=True)

    assert statuses(desk) == ["in-force", "in-force", "basis-lost", "in-force"]
    assert career(desk) == [("P1", "2010-01-01", "2012-01-01")]


def test_a_late_second_post_makes_a_transfer_without_source_unclear(desk):
    desk.given(HELD, "transfer LI P3 2015-01-01")

    assert desk.when("appoint LI P2 2012-01-01").then_refused("dependents").findings[0].facts == ("cadre:LI@3",)
    desk.when("appoint LI P2 2012-01-01 kind=concurrent").then_in("cadre:LI")


def test_a_late_appointment_ends_where_the_cadre_departed(desk):
    desk.record("depart LI retire 2015-01-01")

    desk.record(HELD)

    assert career(desk) == [("P1", "2010-01-01", "2015-01-01")]


def test_a_late_departure_takes_the_basis_of_everything_after_it(desk):
    desk.given(HELD, "transfer LI P2 2015-01-01", "promote LI division 2016-01-01")

    assert desk.when("depart LI death 2012-01-01").then_refused("dependents").findings[0].facts == (
        "cadre:LI@3",
        "cadre:LI@4",
    )


def test_a_late_act_is_judged_by_the_seats_of_its_own_days(desk):
    desk.given(HELD, "relieve LI P1 2015-01-01", "appoint WANG P1 2015-01-01")

    desk.when("appoint ZHANG P1 2009-01-01").then_conflict("seat-taken")
    desk.when("appoint ZHANG P1 2009-01-01", "relieve ZHANG P1 2010-01-01").then_in("cadre:ZHANG", "cadre:ZHANG")


def test_a_rebased_transfer_may_not_take_a_seat_that_is_held(desk):
    desk.given(HELD, "transfer LI P2 2012-01-01").given("cancel cadre:LI@2", confirmed=True)
    desk.record("appoint WANG P2 2013-01-01")

    desk.when(HELD).then_conflict("seat-taken")


# --- corrections and cancellations ----------------------------------------------------------------


def test_what_was_believed_before_a_correction_stays_to_be_asked(desk):
    desk.record(HELD, on="2020-01-01")

    desk.record("correct cadre:LI@2 set=effective=2012-01-01", on="2020-06-01")

    assert [holders(desk, "2011-01-01", known) for known in ("2020-05-31", "2020-06-01")] == [{"P1": "LI"}, {}]
    assert statuses(desk, known_on="2020-05-31") == ["in-force", "in-force"]
    assert statuses(desk, known_on="2020-06-01") == ["in-force", "corrected", "in-force"]


def test_a_cancelled_correction_restores_the_original_reading(desk):
    desk.record(HELD, on="2020-01-01")
    before = career(desk)

    desk.record("correct cadre:LI@2 set=effective=2012-01-01;kind=acting", on="2020-02-01")
    desk.record("correct cadre:LI@3 set=effective=2013-01-01", on="2020-03-01")
    desk.record("cancel cadre:LI@3", on="2020-04-01")

    assert career(desk) == before
    assert [career(desk, known_on=day)[0][1] for day in ("2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30")] == [
        "2010-01-01",
        "2012-01-01",
        "2013-01-01",
        "2010-01-01",
    ]


def test_cancelling_one_persons_act_leaves_every_other_stream_as_it_is(desk):
    desk.given(("appoint LI P1 2010-01-01", "appoint WANG P2 2010-01-01"), "post-revise P3 2011-01-01 name=X")
    before = stored(desk, but={"cadre:LI"})

    desk.record("cancel cadre:LI@2")

    assert stored(desk, but={"cadre:LI"}) == before
    assert holders(desk, "2012-01-01") == {"P2": "WANG"}


def test_no_stored_event_ever_changes(desk):
    desk.given(HELD, "transfer LI P2 2012-01-01")
    before = stored(desk)

    desk.given("correct cadre:LI@3 set=effective=2013-01-01", "cancel cadre:LI@4", "relieve LI P2 2014-01-01")
    desk.given("cancel cadre:LI@2", confirmed=True)
    desk.engine.rebuild()

    assert stored(desk)[: len(before)] == before


def test_basis_lost_is_known_from_the_day_on_which_it_was_lost(desk):
    desk.given(HELD, "transfer LI P2 2012-01-01", on="2020-01-01")

    desk.record("cancel cadre:LI@2", confirmed=True, on="2020-02-01")

    assert statuses(desk, known_on="2020-01-31") == ["in-force", "in-force", "in-force"]
    assert statuses(desk, known_on="2020-02-01") == ["in-force", "cancelled", "basis-lost", "in-force"]


def test_a_status_says_the_gravest_of_what_befell_an_act(desk):
    desk.given(HELD, "transfer LI P2 2012-01-01", "correct cadre:LI@3 set=effective=2013-01-01")

    desk.record("cancel cadre:LI@2", confirmed=True)
    assert statuses(desk)[2] == "basis-lost"

    desk.record("cancel cadre:LI@3")
    assert statuses(desk)[2] == "cancelled"


# --- clocks that go on and clocks that start anew -------------------------------------------------


def test_a_succeeding_post_keeps_the_first_day_in_the_old_one(desk):
    desk.given(HELD, "post-succeed P1 P2 2015-01-01")

    rows = desk.engine.career("LI")
    assert [(row["post"], row["since"], row["from"], row["until"]) for row in rows] == [
        ("P1", "2010-01-01", "2010-01-01", "2015-01-01"),
        ("P2", "2010-01-01", "2015-01-01", None),
    ]


def test_a_corrected_beginning_moves_the_first_day_through_all_successions(desk):
    desk.given(HELD, "post-succeed P1 P2 2015-01-01", "post-succeed P2 P3 2016-01-01")

    desk.record("correct cadre:LI@2 set=effective=2011-01-01")

    assert [row["since"] for row in desk.engine.career("LI")] == ["2011-01-01"] * 3


def test_an_opening_position_is_carried_over_without_a_known_beginning(desk):
    desk.given("opening-position LI P1 2010-01-01", "post-succeed P1 P2 2015-01-01")

    assert [row["since"] for row in desk.engine.career("LI")] == [None, None]


def test_a_renamed_merged_or_split_unit_leaves_posts_and_tenure_as_they_are(desk):
    desk.given(
        HELD,
        "unit-rename U1 2011-01-01 name=Renamed",
        "unit-merge U1 U2 2012-01-01",
        "unit-split U2 U3 2013-01-01 posts=P1=U3;P2=U3;P3=U3;D=U3",
    )

    for day, unit in (("2011-06-01", "U1"), ("2012-06-01", "U2"), ("2013-06-01", "U3")):
        row = desk.engine.roster(as_of=day, unit=unit, filled=True)[0]
        assert (row["post"], row["unit"], row["cadre"], row["since"]) == ("P1", unit, "LI", "2010-01-01")
    assert career(desk) == [("P1", "2010-01-01", None)]


def test_a_confirmed_trial_goes_on_since_its_first_day(desk):
    desk.given("appoint LI P1 2010-01-01 kind=trial", "confirm LI P1 2011-01-01")

    rows = desk.engine.career("LI")
    assert [(row["kind"], row["since"], row["from"], row["until"], row["event"]) for row in rows] == [
        ("trial", "2010-01-01", "2010-01-01", "2011-01-01", "cadre:LI@2"),
        ("substantive", "2010-01-01", "2011-01-01", None, "cadre:LI@2"),
    ]


def test_an_acting_holder_appointed_in_earnest_begins_anew(desk):
    desk.given("appoint LI P1 2010-01-01 kind=acting", "appoint LI P1 2011-01-01")

    rows = desk.engine.career("LI")
    assert [(row["kind"], row["since"], row["ended_by"]) for row in rows] == [
        ("acting", "2010-01-01", "cadre:LI@3"),
        ("substantive", "2011-01-01", None),
    ]


# --- days of recording ----------------------------------------------------------------------------


def test_an_order_on_several_persons_is_known_at_once(desk):
    desk.record(HELD, "appoint WANG P2 2010-01-01", on="2020-03-01")

    assert holders(desk, "2010-01-01", "2020-02-29") == {}
    assert holders(desk, "2010-01-01", "2020-03-01") == {"P1": "LI", "P2": "WANG"}


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("UTC", "2020-02-29T23:59:59+00:00", "2020-02-29"),
        ("UTC", "2020-03-01T00:00:00+00:00", "2020-03-01"),
        ("Asia/Shanghai", "2020-02-29T15:59:59+00:00", "2020-02-29"),
        ("Asia/Shanghai", "2020-02-29T16:00:00+00:00", "2020-03-01"),
        ("America/Los_Angeles", "2020-03-01T07:59:59+00:00", "2020-02-29"),
    ],
)
def test_the_day_of_recording_is_the_civil_day_of_the_stores_zone(zone, instant, day):
    with Engine.create(":memory:", zone=zone, simulated=True, now=datetime(2000, 1, 1, tzinfo=UTC)) as engine:
        line = {"act": "unit-open", "unit": "U", "name": "U", "effective": "2000-01-01"}
        engine.submit([line], actor="officer", now=datetime.fromisoformat(instant))

        eve = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        assert [len(engine.units(as_of="2010-01-01", known_on=each)) for each in (eve, day)] == [0, 1]
        assert engine.history("U")[0]["recorded"].startswith(instant[:19])
