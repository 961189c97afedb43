"""What an event did is said in one sentence that an officer would say."""

from datetime import date

import pytest

from domain import events
from domain.cadre import Cadre
from domain.career import Career, Note, Standing
from domain.recorded import RecordedEvent
from domain.sentences import note_sentence, told

NOT_SAID = dict.fromkeys(
    [
        "authority",
        "decision",
        "decided_on",
        "basis",
        "reason",
        "unit",
        "command",
        "correlation",
        "recorded_at",
        "recorded_on",
        "actor",
        "act",
    ]
)


def recorded(stream, body, effective=date(2020, 3, 1)):
    return RecordedEvent(
        stream, 1, 1, body.TOPIC, body, effective, sequence=1, order="O-1", line=1, evidence=(), packs=(), **NOT_SAID
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (events.CadreConfirmed(post="P"), "LI is confirmed in post P from 2020-03-01"),
        (events.CadreDeparted(kind="retire"), "LI leaves the service (retire) from 2020-03-01"),
        (
            events.CadreCarriedOver(post="NEW", from_post="OLD"),
            "LI goes on in post NEW, which continues OLD, from 2020-03-01",
        ),
        (events.CadreReinstated(), "LI is reinstated from 2020-03-01"),
        (events.ActCancelled(names="cadre:LI@1"), "LI: event cadre:LI@1 is cancelled"),
        (
            events.ActCorrected(names="cadre:LI@1", changes={"post": "P2"}, personal={}),
            "LI: event cadre:LI@1 is read with post=P2",
        ),
    ],
)
def test_an_act_on_a_cadre_is_told_in_a_sentence(body, sentence):
    assert told(recorded("cadre:LI", body)) == sentence


def test_what_is_registered_holds_from_always():
    body = events.CadreRegistered(level="section", personal={"name": "ab" * 32})
    assert told(recorded("cadre:LI", body, None)) == "LI is registered (level section)"


def test_an_act_on_a_unit_is_told_with_its_plain_values():
    body = events.UnitOpened(name="Archive", kind=None, parent="COUNTY")
    assert told(recorded("unit:A", body)) == "A is opened (name Archive, parent COUNTY) from 2020-03-01"


@pytest.mark.parametrize(("departure", "way_back"), [("retire", " First: cadre reinstate LI"), ("death", "")])
def test_who_has_departed_is_taken_back_first_but_not_the_dead(departure, way_back):
    gone = Cadre(career=Career(standings=(Standing(date(2019, 1, 1), None, departure),)))
    told_of = note_sentence(Note("cadre:LI@3", "departed", ("P",)), "LI", date(2020, 3, 1), gone)

    assert told_of == f"LI is not in service on 2020-03-01: departed on 2019-01-01 ({departure}).{way_back}"
