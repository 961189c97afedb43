"""Stored bytes: one canonical spelling, read back as they were, and what cannot be read is named and runs nothing."""

import json
import sys
import unicodedata
from datetime import date
from functools import partial

import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dossiers import every_event
from domain.errors import Damaged
from domain.events import CadreAppointed, CadreRelieved
from domain.recorded import RecordedEvent
from lifecycle import mapper
from lifecycle.engine import Engine
from lifecycle.mapper import RecordedEventMapper, read_event, state_bytes

TEXT = st.text(max_size=6)
LISTS = st.lists(TEXT, max_size=2).map(tuple)
FIELDS = {str: TEXT, str | None: st.none() | TEXT, tuple[str, ...]: LISTS}


def facts(kind):
    return st.builds(kind, **{name: values(field) for name, field in kind.model_fields.items()})


def values(field):
    """Any values of the form; of an amount, which is a text of a form of its own, some that fit every one."""
    form = field.annotation
    if field.metadata or "Validator" in repr(form):
        return st.sampled_from(["0.5", "2.5", "7"] + ([None] if "None" in repr(form) else []))
    return FIELDS[form] if form in FIELDS else st.from_type(form)


CATALOGUE = every_event()
FACTS = {topic: facts(kind) for topic, kind in CATALOGUE.items()}


@st.composite
def recorded_events(draw, topic=None):
    body = draw(FACTS[topic or draw(st.sampled_from(sorted(FACTS)))])
    forms = RecordedEvent.__annotations__
    fixed = {"originator_id": "cadre:LI", "position": 0, "topic": body.TOPIC, "body": body}
    fixed |= {"originator_version": draw(st.integers(1, 9))}
    rest = {name: draw(drawn(form)) for name, form in forms.items() if name not in fixed}
    return RecordedEvent(**fixed, **rest)


def drawn(form):
    if form in FIELDS:
        return FIELDS[form]
    packs = st.lists(st.dictionaries(TEXT, TEXT, max_size=2), max_size=2).map(tuple)
    return packs if "Mapping" in str(form) else st.from_type(form)


def appointed(**changes):
    """The stored state of an appointment, as a mapping to spoil."""
    body = CadreAppointed(post="P1", kind="acting", planned_end=date(2012, 2, 29), precision="day")
    known = dict.fromkeys(RecordedEvent.__annotations__)
    event = RecordedEvent(**known | {"body": body, "evidence": (), "packs": (), "sequence": 1, "line": 1})
    return {**json.loads(state_bytes(event)), **changes}


def read(state, topic=CadreAppointed.TOPIC):
    text = state if isinstance(state, bytes) else json.dumps(state).encode()
    return read_event("cadre:LI", 3, topic, text)


# --- round trips ----------------------------------------------------------------------------------


@pytest.mark.parametrize("topic", sorted(CATALOGUE))
@settings(max_examples=10)
@given(data=st.data())
def test_what_is_stored_is_read_back(topic, data):
    event = data.draw(recorded_events(topic))

    assert read_event(event.originator_id, event.originator_version, event.topic, state_bytes(event)) == event


@given(recorded_events())
def test_stored_bytes_are_canonical(event):
    text = state_bytes(event).decode("utf-8")

    spelt = json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    assert text == spelt


@given(recorded_events())
def test_stored_bytes_are_stored_again_as_they_are(event):
    again = RecordedEventMapper().to_domain_event(RecordedEventMapper().to_stored_event(event))

    assert state_bytes(again) == state_bytes(event)


def test_the_bytes_of_an_event_are_these():
    body = CadreRelieved(post="局长", precision="day")
    words = dict.fromkeys(("authority", "decision", "basis", "reason", "unit"), "é𠮷")
    event = RecordedEvent(
        **words,
        originator_id="cadre:LI",
        originator_version=2,
        position=7,
        topic=body.TOPIC,
        body=body,
        effective=date(2012, 2, 29),
        sequence=1,
        order="O-1",
        line=1,
        act="relieve",
        actor="officer",
        decided_on=None,
        evidence=("cadre:LI@1",),
        command="c",
        correlation="c",
        packs=({"id": "seed", "version": "1", "hash": "0"},),
        recorded_at="2020-01-01T08:00:00.000000Z",
        recorded_on="2020-01-01",
    )

    assert state_bytes(event).decode() == (
        '{"act":"relieve","actor":"officer","authority":"é𠮷","basis":"é𠮷",'
        '"body":{"post":"局长","precision":"day"},"command":"c","correlation":"c","decided_on":null,'
        '"decision":"é𠮷","effective":"2012-02-29","evidence":["cadre:LI@1"],"line":1,"order":"O-1",'
        '"packs":[{"hash":"0","id":"seed","version":"1"}],"reason":"é𠮷",'
        '"recorded_at":"2020-01-01T08:00:00.000000Z","recorded_on":"2020-01-01","sequence":1,"unit":"é𠮷"}'
    )


def test_text_that_was_typed_is_stored_in_one_spelling(desk):
    desk.record({**LINE, "basis": "A\u030angstro\u0308m", "reason": " e\u0301 "})

    (state,) = desk.engine.database.query(
        "SELECT state FROM stored_events WHERE originator_id = 'cadre:LI' AND originator_version = 2"
    )[0]
    text = bytes(state).decode()
    assert '"basis":"Ångström"' in text
    assert text == unicodedata.normalize("NFC", text)


LINE = {"act": "appoint", "cadre": "LI", "post": "P1", "effective": "2010-01-01", "basis": "Doc"}


def test_no_stored_byte_of_a_used_register_is_a_float(desk):
    desk.given("appoint LI D 2010-01-01", "correct post:D@1 set=seats=3", "promote LI division 2011-01-01")

    for (state,) in desk.engine.database.query("SELECT state FROM stored_events"):
        json.loads(bytes(state), parse_float=pytest.fail)


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "topic", ["antigravity:fly", "antigravity", "os:system", "domain.events:CadreAppointed", "cadre-appointed/2", ""]
)
def test_an_unknown_topic_is_named_with_its_event_and_nothing_is_imported(topic):
    before = set(sys.modules)

    with pytest.raises(Damaged) as damaged:
        read(appointed(), topic)

    assert str(damaged.value).startswith(f"event cadre:LI@3: its topic {topic!r} is unknown to this program")
    assert set(sys.modules) == before
    assert "antigravity" not in sys.modules


@pytest.mark.parametrize(
    "state",
    [
        *(b"", b"{", b"\xff\xfe", b"[]", b"null", b"1", b'"text"', b"{}", b'{"body":{}}', b"[" * 100_000),
        *(b'{"a":1}{"b":2}', b'{"body":NaN}', b"1" * 10_000),
        {},
        appointed(body=None),
        appointed(body=[]),
        appointed(body={}),
        appointed(body={"post": "P1", "kind": "acting", "planned_end": None, "precision": "day", "more": 1}),
        appointed(body={"post": "P1", "kind": "royal", "planned_end": None, "precision": "day"}),
        appointed(body={"post": "P1", "kind": "acting", "planned_end": "2012-02-30", "precision": "day"}),
        appointed(effective="2012-02-30"),
        appointed(effective=7),
        appointed(evidence=None),
        appointed(packs=3),
        appointed(more="field"),
        {name: value for name, value in appointed().items() if name != "order"},
    ],
)
def test_damaged_bytes_are_told_with_the_event(state):
    with pytest.raises(Damaged, match=r"^event cadre:LI@3"):
        read(state)


def test_a_damaged_event_is_told_wherever_it_is_met(desk):
    desk.record(LINE)
    desk.engine.database.execute(
        "UPDATE stored_events SET topic = 'antigravity:fly' WHERE originator_id = 'cadre:LI' AND originator_version = 2"
    )

    for met in (
        partial(desk.record, "relieve LI P1 2011-01-01"),
        desk.engine.rebuild,
        partial(desk.engine.audit_replay, "LI"),
    ):
        with pytest.raises(Damaged, match=r"^event cadre:LI@2: its topic 'antigravity:fly' is unknown"):
            met()
    assert "antigravity" not in sys.modules


@pytest.mark.parametrize("state", ["{", "replace(state, 'P1', 'P2')", b"{", b"\xff", 7])
def test_a_state_that_is_no_json_in_bytes_is_told_with_its_event(desk, state):
    desk.record(LINE)
    value = state if isinstance(state, str) and "(" in state else "?"
    sql = f"UPDATE stored_events SET state = {value} WHERE originator_id = 'cadre:LI' AND originator_version = 2"
    desk.engine.database.execute(sql, () if value == state else (state,))

    for met in (
        partial(desk.record, "relieve LI P1 2011-01-01"),
        partial(desk.engine.history, "LI"),
        desk.engine.rebuild,
    ):
        with pytest.raises(Damaged, match=r"^event cadre:LI@2 cannot be read: "):
            met()


def test_an_interrupted_rebuild_leaves_the_read_models_as_they_were(desk):
    desk.record(LINE)
    before = desk.engine.roster(as_of="2010-01-01")
    desk.engine.database.execute("UPDATE stored_events SET state = '{' WHERE originator_id = 'unit:U3'")

    with pytest.raises(Damaged, match=r"^event unit:U3@1"):
        desk.engine.rebuild()

    assert desk.engine.roster(as_of="2010-01-01") == before


# --- forms of long ago ----------------------------------------------------------------------------


def test_a_former_form_is_brought_up_to_date_step_by_step(monkeypatch):
    upcasts = {
        "cadre-posted/1": lambda body: ("cadre-posted/2", {"post": body["place"], "kind": "acting"}),
        "cadre-posted/2": lambda body: (CadreAppointed.TOPIC, {**body, "planned_end": None, "precision": "day"}),
    }
    monkeypatch.setattr(mapper, "UPCASTS", upcasts)

    event = read(appointed(body={"place": "P1"}), "cadre-posted/1")

    assert event.topic == "cadre-posted/1"
    assert event.body == CadreAppointed(post="P1", kind="acting", planned_end=None, precision="day")


def test_an_upcast_that_leads_nowhere_is_damage(monkeypatch):
    monkeypatch.setattr(mapper, "UPCASTS", {"a/1": lambda body: ("b/1", body), "b/1": lambda body: ("a/1", body)})

    with pytest.raises(Damaged, match=r"^event cadre:LI@3: its topic "):
        read(appointed(), "a/1")


def test_no_topic_is_a_path_and_each_ends_in_the_number_of_its_form():
    assert [topic for topic in CATALOGUE if not topic.replace("-", "").partition("/")[0].isalpha()] == []
    assert [topic for topic in CATALOGUE if not topic.partition("/")[2].isdecimal()] == []


def test_the_library_reads_and_writes_through_the_same_bytes():
    stored = StoredEvent("cadre:LI", 3, CadreAppointed.TOPIC, json.dumps(appointed()).encode())

    assert RecordedEventMapper().to_domain_event(stored) == read(appointed())


def test_a_store_in_another_zone_stores_the_same_instants(tmp_path):
    with Engine.create(str(tmp_path / "store.db"), zone="Asia/Shanghai") as engine:
        (state,) = engine.database.query("SELECT state FROM stored_events WHERE position = 1")[0]

    assert json.loads(bytes(state))["recorded_at"].endswith("Z")
