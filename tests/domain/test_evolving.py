"""Evolving refuses nothing: whatever stands in a history, in whatever order, it loads and is the same each time."""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import cadre, post, unit
from domain.events import ActCancelled, ActCorrected, CadreEvent, PostEvent, UnitEvent
from domain.recorded import RecordedEvent

NAMES = st.sampled_from(("P1", "P2", "U1", "U2"))
DAYS = st.none() | st.builds(timedelta, st.integers(0, 6)).map(lambda after: date(2012, 2, 27) + after)
FORMS = {str: NAMES, str | None: st.none() | NAMES, tuple[str, ...]: st.lists(NAMES, max_size=2).map(tuple)}
REST = dict.fromkeys(
    ("authority", "decision", "decided_on", "basis", "reason", "unit", "command", "correlation", "recorded_at")
)
STREAMS = {
    "cadre:LI": (get_args(CadreEvent), cadre.evolve, cadre.Cadre()),
    "post:P1": (get_args(PostEvent), post.evolve, post.Post()),
    "unit:U1": (get_args(UnitEvent), unit.evolve, unit.Unit()),
}


@cache
def facts(kind):
    """Facts of a kind, naming few posts and units."""
    forms = {name: field.annotation for name, field in kind.model_fields.items() if name != "personal"}
    fields = {name: FORMS[form] if form in FORMS else st.from_type(form) for name, form in forms.items()}
    return st.builds(kind, **fields, **{"personal": st.just({})} if "personal" in kind.model_fields else {})


@cache
def changes():
    """What a correction may say, fitting the act or not."""
    values = st.none() | NAMES | st.integers(0, 3) | st.booleans() | st.sampled_from(("trial", "2012-02-29"))
    days = st.builds(timedelta, st.integers(0, 6)).map(lambda after: (date(2012, 2, 27) + after).isoformat())
    fields = st.dictionaries(st.sampled_from(("post", "kind", "level", "seats", "parent", "planned_end")), values)
    return st.builds(lambda some, day: {**some, **day}, fields, st.fixed_dictionaries({}, optional={"effective": days}))


@st.composite
def histories(draw, stream):
    """A history of the stream: facts, and amendments of anything before them, on a few days, in any order."""
    history = []
    for version in range(1, draw(st.integers(1, 12)) + 1):
        names = f"{stream}@{draw(st.integers(0, version - 1))}"
        amendments = st.builds(ActCancelled, names=st.just(names)) | st.builds(
            ActCorrected, names=st.just(names), changes=changes(), personal=st.just({})
        )
        body = draw(st.sampled_from(STREAMS[stream][0]).flatmap(facts) | amendments)
        history.append(
            RecordedEvent(
                **REST,
                originator_id=stream,
                originator_version=version,
                position=version,
                topic=body.TOPIC,
                body=body,
                effective=draw(DAYS),
                sequence=draw(st.integers(0, 2)),
                order="O-1",
                line=1,
                act="",
                actor="",
                evidence=(),
                packs=(),
                recorded_on="2020-01-01",
            )
        )
    return history


def evolved(stream, history):
    _, evolve, state = STREAMS[stream]
    for event in history:
        state = evolve(state, event)
    return state


@pytest.mark.parametrize("stream", STREAMS)
@given(data=st.data())
def test_every_history_loads(stream, data):
    history = data.draw(histories(stream))

    assert evolved(stream, history).version == len(history)


@given(data=st.data())
def test_a_career_taken_act_by_act_is_the_career_read_from_the_first_act_on(data):
    state = evolved("cadre:LI", data.draw(histories("cadre:LI")))

    again = cadre.read_again(state.ledger)
    assert (state.career, state.personal) == (again.career, again.personal)


@given(data=st.data())
def test_no_stretch_of_a_career_ends_before_it_starts_and_no_post_is_held_twice(data):
    state = evolved("cadre:LI", data.draw(histories("cadre:LI")))

    for holding in state.career.holdings:
        assert all(each.start <= each.end for each in holding.segments)
        assert holding.since <= holding.start
    stretches = sorted((each.post, each.start, each.end) for each in state.career.holdings if each.start < each.end)
    for (one, _, end), (other, start, _) in pairwise(stretches):
        assert one != other or end <= start


@pytest.mark.parametrize("stream", ["post:P1", "unit:U1"])
@given(data=st.data())
def test_the_stretches_of_a_post_or_unit_follow_each_other_without_a_gap(stream, data):
    terms = evolved(stream, data.draw(histories(stream))).terms

    assert all(term.start <= term.end for term in terms)
    assert all(one.end == other.start for one, other in pairwise(terms))
