"""Whatever lines a program hands to the engine: recorded, or turned away in a sentence; never half, never a failure."""

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.dossiers import every_command
from domain.errors import BadInput, CadreError
from lifecycle.engine import Engine
from lifecycle.lines import field_names

HIDING = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
DAY = {"effective": "1990-01-01", "basis": "b"}
SETTING = (
    {"act": "unit-open", "unit": "U", "name": "u", **DAY},
    {"act": "unit-open", "unit": "V", "name": "v", **DAY},
    {"act": "post-open", "post": "P", "unit": "U", "name": "p", "track": "admin", **DAY},
    {"act": "post-open", "post": "Q", "unit": "U", "name": "q", "track": "admin", "seats": 2, **DAY},
    {"act": "person-register", "cadre": "L", "name": "l", "level": "section"},
    {"act": "person-register", "cadre": "M", "name": "m", "level": "section"},
    {"act": "appoint", "cadre": "L", "post": "P", **DAY},
    {"act": "appoint", "cadre": "M", "post": "Q", **DAY},
)
DAYS = st.sampled_from(["1985-01-01", "1990-01-01", "1995-06-01", "2000-01-01", "1700-01-01", "2199-12-31"])
CADRES, POSTS, UNITS = (st.sampled_from(list(names)) for names in ("LMNO", "PQR", "UVW"))
EVENTS = st.sampled_from(
    [
        "cadre:L@1",
        "cadre:L@2",
        "cadre:M@2",
        "post:P@1",
        "unit:U@1",
        "order:O-1@1",
        "store:register@1",
        "cadre:L@0",
        "@",
        ":",
    ]
)
ODD = st.one_of(
    st.text(max_size=8),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.binary(max_size=3),
    st.just("a\ud800"),
    st.just(object()),
    st.recursive(
        st.none() | st.text(max_size=3), lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=4
    ),
)
CHANGES = st.sampled_from(
    ["effective", "level", "name", "post", "kind", "seats", "unit", "requires", "sequence", "personal"]
)
FITTING = {
    "cadre": CADRES,
    "kin": CADRES,
    "with": CADRES,
    "post": POSTS,
    "from": POSTS | st.none(),
    "by": POSTS | UNITS,
    "unit": UNITS,
    "parent": UNITS | st.none(),
    "units": st.lists(UNITS, max_size=2),
    "into": UNITS | st.lists(UNITS, max_size=2),
    "posts": st.sampled_from(["P=V", "P=V;Q=W", "P"]),
    "effective": DAYS,
    "until": DAYS | st.none(),
    "event": EVENTS,
    "order": st.sampled_from(["O-1", "O-7", "O-99", None]),
    "kind": st.sampled_from(["substantive", "acting", "trial", "retire", "death", "merge", "bureau"]),
    "track": st.sampled_from(["party", "admin"]),
    "level": st.sampled_from(["section", "division", None]),
    "seats": st.integers(1, 3),
    "sequence": st.integers(0, 3) | st.none(),
    "set": st.dictionaries(CHANGES, DAYS | POSTS | UNITS | ODD, max_size=2),
}
TYPED = st.sampled_from(["b", "x", "李", None]) | DAYS


COMMANDS = every_command()


@st.composite
def lines(draw):
    """A line of any act with mostly fitting values."""
    act = draw(st.sampled_from(sorted(COMMANDS)))
    chosen = {"act": act}
    for name in field_names(COMMANDS[act]):
        values = ODD if draw(st.integers(0, 39)) == 0 else FITTING.get(name, TYPED)
        chosen[name] = draw(values)
    return chosen


@pytest.fixture(scope="module")
def setting(tmp_path_factory):
    """A small register that the examples share."""
    with Engine.create(str(tmp_path_factory.mktemp("any") / "store.db")) as engine:
        for line in SETTING:
            engine.submit([line], actor="registrar")
        yield engine


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(order=st.lists(lines(), min_size=1, max_size=2), confirmed=st.booleans())
def test_any_order_is_recorded_or_turned_away_in_a_sentence(setting, order, confirmed):
    before = setting.head
    outcome, objection = tried(setting, order, confirmed)
    after = setting.head
    if isinstance(objection, BadInput):
        assert (after, bool(str(objection))) == (before, True)
    elif objection:
        assert (after.orders, bool(str(objection))) == (before.orders, True)
        assert after.position == before.position + 1, "the refusal alone is recorded"
    else:
        assert after.position == before.position + len(outcome.events) + 1


def tried(engine, order, confirmed):
    """The outcome, or the objection."""
    try:
        return engine.submit(order, actor="program", confirmed=confirmed), None
    except CadreError as objection:
        return None, objection


def test_what_was_recorded_of_them_holds_together_and_hides_nothing(setting):
    assert setting.verify()["problems"] == []
    for (state,) in setting.database.query("SELECT state FROM stored_events"):
        json.loads(state, parse_float=pytest.fail)
        assert not [sign for sign in bytes(state).decode() if unicodedata.category(sign) in HIDING]
    digest = setting.verify()["digest"]
    setting.rebuild()
    assert setting.verify()["digest"] == digest
