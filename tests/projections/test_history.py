"""Histories, and the status of each act in them; orders, the trail, and what an id names."""

import pytest

from domain.errors import BadInput
from projections.history import statuses

HISTORY_FIELDS = [
    *("event", "order", "line", "act", "effective", "recorded", "recorded_by", "authority"),
    *("decision", "decided_on", "basis", "reason", "post", "unit", "status", "names", "packs", "fields"),
]


def test_an_entry_says_what_was_decided_by_whom_and_when_it_was_recorded(desk):
    desk.record(
        "appoint LI P1 2010-01-01 authority=PARTY decision=Meeting-7 decided_on=2009-12-20 reason=Need", on="2020-02-01"
    )

    entry = desk.engine.history("LI")[1]
    assert list(entry) == HISTORY_FIELDS
    assert entry == {
        **dict(zip(HISTORY_FIELDS, [None] * len(HISTORY_FIELDS), strict=True)),
        "event": "cadre:LI@2",
        "order": "O-2",
        "line": 1,
        "act": "appoint",
        "effective": "2010-01-01",
        "recorded": "2020-02-01T08:00:00.000000Z",
        "recorded_by": "officer",
        "authority": "PARTY",
        "decision": "Meeting-7",
        "decided_on": "2009-12-20",
        "basis": "Doc",
        "reason": "Need",
        "post": "P1",
        "unit": "U1",
        "status": "in-force",
        "packs": [],
        "fields": {"post": "P1", "kind": "substantive", "planned_end": None, "precision": "day"},
    }


def test_corrections_and_cancellations_name_the_act(desk):
    desk.given("appoint LI P1 2010-01-01", "correct cadre:LI@2 set=kind=acting", "cancel cadre:LI@3")

    assert [(row["act"], row["names"]) for row in desk.engine.history("LI")[2:]] == [
        ("correct", "cadre:LI@2"),
        ("cancel", "cadre:LI@3"),
    ]


def test_a_history_holds_what_was_recorded_up_to_a_day_and_effective_up_to_another(desk):
    desk.record("appoint LI P1 2010-01-01", on="2020-02-01")
    desk.record("relieve LI P1 2015-01-01", on="2020-03-01")

    assert [row["act"] for row in desk.engine.history("LI", known_on="2020-02-29")] == ["person-register", "appoint"]
    assert [row["act"] for row in desk.engine.history("LI", as_of="2014-12-31")] == ["person-register", "appoint"]


def test_posts_and_units_have_histories_too(desk):
    desk.given("unit-merge U3 U1 2001-01-01", "post-close P1 2010-01-01")

    assert [row["act"] for row in desk.engine.history("P1")] == ["post-open", "post-close"]
    assert [row["act"] for row in desk.engine.history("unit:U3")] == ["unit-open", "unit-merge"]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([], "in-force"),
        ([("@2", "act-corrected/1", "@1")], "corrected"),
        ([("@2", "act-corrected/1", "@1"), ("@3", "act-cancelled/1", "@2")], "in-force"),
        ([("@2", "act-corrected/1", "@1"), ("@3", "act-corrected/1", "@2")], "corrected"),
        (
            [("@2", "act-corrected/1", "@1"), ("@3", "act-corrected/1", "@2"), ("@4", "act-cancelled/1", "@2")],
            "in-force",
        ),
        ([("@2", "act-cancelled/1", "@1")], "cancelled"),
        ([("@2", "act-corrected/1", "@1"), ("@3", "act-cancelled/1", "@1")], "cancelled"),
    ],
)
@pytest.mark.parametrize("lost", [set(), {"@1"}])
def test_the_gravest_thing_that_befell_an_act_is_its_status(told, status, lost):
    events = [("@1", "cadre-appointed/1", {"body": {}})]
    events += [(event, topic, {"body": {"names": names}}) for event, topic, names in told]

    expected = "basis-lost" if lost and status != "cancelled" else status
    assert statuses(events, lost)["@1"] == expected


# --- what an id names -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "register"),
    [("LI", "cadre"), ("P1", "post"), ("U1", "unit"), ("cadre:LI", "cadre"), ("cadre:LI@1", "event"), ("O-1", "order")],
)
def test_an_id_is_shown_whatever_it_names(desk, name, register):
    assert desk.engine.show(name)["register"] == register


@pytest.mark.parametrize("name", ["NOBODY", "cadre:NOBODY", "cadre:LI@9", "O-99", "cadre:LI@x", "@1", ":"])
def test_an_unknown_id_is_bad_input(desk, name):
    with pytest.raises(BadInput):
        desk.engine.show(name)


def test_an_event_is_shown_word_for_word_with_its_status(desk):
    desk.given("appoint LI P1 2010-01-01", "cancel cadre:LI@2")

    event = desk.engine.show("cadre:LI@2")
    assert (event["topic"], event["status"], event["body"]["post"]) == ("cadre-appointed/1", "cancelled", "P1")


# --- orders and the trail -------------------------------------------------------------------------


def test_an_order_holds_its_acts(desk):
    desk.record("appoint LI P1 2010-01-01", "appoint WANG P2 2010-01-01", key="K", title="Order No. 7")

    order = desk.engine.order("O-2")
    assert (order["key"], order["title"], order["acts"], order["imported"]) == ("K", "Order No. 7", 2, False)
    assert [line["event"] for line in order["lines"]] == ["cadre:LI@2", "cadre:WANG@2"]
    assert [each["order"] for each in desk.engine.orders()] == ["O-1", "O-2"]


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        ({"cadre": "LI"}, ["cadre:LI@1", "cadre:LI@2"]),
        ({"act": "appoint"}, ["cadre:LI@2"]),
        ({"order": "O-2"}, ["cadre:LI@2", "order:O-2@1"]),
        ({"since": "2020-02-01"}, ["cadre:LI@2", "order:O-2@1"]),
        ({"since": "2020-02-01", "until": "2020-02-01"}, []),
        ({"since": "2020-02-01", "until": "2020-02-02", "act": "appoint"}, ["cadre:LI@2"]),
        ({"unit": "U1", "since": "2020-02-01"}, ["cadre:LI@2"]),
        ({"unit": "U2", "act": "appoint"}, []),
        ({"actor": "nobody"}, []),
    ],
)
def test_the_trail_is_filtered(desk, asked, events):
    desk.record("appoint LI P1 2010-01-01", on="2020-02-01")

    assert [row["event"] for row in desk.engine.audit_log(**asked)] == events


# --- looking things up ----------------------------------------------------------------------------


def found(desk, text, **asked):
    return [(row["register"], row["id"], row["name"]) for row in desk.engine.find(text, **asked)]


def test_things_are_found_by_a_part_of_an_id_or_name_in_any_case(desk):
    desk.record({"act": "person-register", "cadre": "X1", "name": "Ouyang Qing"})

    assert found(desk, "yang q") == [("cadre", "X1", "Ouyang Qing")]
    assert found(desk, "p1") == [("post", "P1", "P1")]
    assert found(desk, "u2") == [("unit", "U2", "U2")]


def test_former_names_are_found_too(desk):
    desk.given("person-amend LI 2010-01-01 name=Neu", "unit-rename U3 2010-01-01 name=Renamed")

    assert found(desk, "renamed") == [("unit", "U3", "Renamed")]
    assert {name for _, _, name in found(desk, "LI")} >= {"LI", "Neu"}


@pytest.mark.parametrize("text", ["%", "_", "!", "%!_"])
def test_signs_of_the_query_language_are_plain_text(desk, text):
    assert found(desk, text) == []
    desk.record({"act": "unit-rename", "unit": "U3", "name": f"a{text}b", "effective": "2010-01-01"})
    assert found(desk, text) == [("unit", "U3", f"a{text}b")]


def test_what_was_not_known_yet_is_not_found(desk):
    desk.record({"act": "person-register", "cadre": "X1", "name": "Ouyang"}, on="2020-03-01")

    assert found(desk, "ouyang", known_on="2020-02-29") == []
    assert found(desk, "ouyang", known_on="2020-03-01") == [("cadre", "X1", "Ouyang")]
