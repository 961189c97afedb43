"""Dossiers: a closed list, facts in two times, and what rests on a fact that is read otherwise."""

import pytest

from domain.dossiers import DOSSIERS, commands_of, events_of
from domain.errors import BadInput, Refused
from projections.dossier import entries
from projections.moment import EVERYTHING

LI = {"act": "person-register", "cadre": "LI", "name": "Li"}
WANG = {"act": "person-register", "cadre": "WANG", "name": "Wang"}


def talk(day, **told):
    return {"act": "talk", "cadre": "LI", "held_by": "ZHOU", "effective": day, "basis": "Minutes 1", **told}


def amend(act, event, **told):
    return {"act": act, "event": event, "reason": "misread", "basis": "Minutes 2", **told}


@pytest.fixture
def office(engine):
    """A register with LI and WANG."""
    engine.submit([LI, WANG], actor="zhou")
    return engine


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda each: each.name)
def test_the_list_names_what_the_dossier_has(dossier):
    assert sorted(dossier.acts) == sorted(commands_of(dossier))
    assert sorted(dossier.topics) == sorted(topic.partition("/")[0] for topic in events_of(dossier))
    assert all(kind.SAYS for kind in events_of(dossier).values())


def test_a_fact_is_known_from_its_recording_and_holds_from_its_day(office):
    office.submit([talk("2020-03-01")], actor="zhou")
    [told] = entries(office.database, EVERYTHING, ["talk-held"], subject="cadre:LI")

    assert (told["event"], told["since"], told["until"], told["kind"]) == ("talk:LI@1", "2020-03-01", None, "routine")
    assert entries(office.database, EVERYTHING, ["talk-held"], subject="cadre:LI", on="2020-02-29") == []
    assert entries(office.database, 3, ["talk-held"]) == []


def test_the_history_of_a_cadre_has_what_the_dossiers_hold_and_its_corrections(office):
    office.submit([talk("2020-03-01")], actor="zhou")
    office.submit([amend("correct", "talk:LI@1", set={"kind": "exit", "held_by": "A;B"})], actor="zhou")

    told = [(each["event"], each["status"]) for each in office.history("LI")]
    assert told == [("cadre:LI@1", "in-force"), ("talk:LI@1", "corrected"), ("talk:LI@2", "in-force")]
    assert [each["event"] for each in office.history("WANG")] == ["cadre:WANG@1"]
    [read] = entries(office.database, EVERYTHING, ["talk-held"])
    assert (read["kind"], read["held_by"]) == ("exit", ["A", "B"])


def test_what_rests_on_a_cancelled_fact_loses_its_basis_once_confirmed_and_stays(office):
    office.submit([talk("2020-03-01")], actor="zhou")
    office.submit([talk("2020-04-01", evidence="talk:LI@1")], actor="zhou")
    office.submit([talk("2020-05-01", evidence=["talk:LI@2"])], actor="zhou")
    cancelling = [amend("cancel", "talk:LI@1")]

    with pytest.raises(Refused, match="2 recorded acts would no longer stand"):
        office.submit(cancelling, actor="zhou")
    office.submit(cancelling, actor="zhou", confirmed=True)

    status = {each["event"]: each["status"] for each in office.history("LI")}
    assert [status[f"talk:LI@{number}"] for number in (1, 2, 3)] == ["cancelled", "basis-lost", "basis-lost"]
    assert len(entries(office.database, EVERYTHING, ["talk-held"])) == 2


@pytest.mark.parametrize("event", ["talk:LI@1", "cadre:LI@2", "nonsense", "cadre:NOBODY@1", "store:register@99"])
def test_evidence_must_be_on_record(office, event):
    with pytest.raises(BadInput, match="there is no event"):
        office.submit([talk("2020-03-01", evidence=[event])], actor="zhou")
