"""Sanctions and investigations in a store: what they bar, and what becomes of it when they are lifted or cancelled."""

import pytest

from domain.errors import BadInput, Refused
from lifecycle.adoption import adoption_line
from lifecycle.pack_folder import load

LI = {"act": "person-register", "cadre": "LI", "name": "Li", "level": "section"}
WANG = {"act": "person-register", "cadre": "WANG", "name": "Wang", "level": "section"}
SANCTION = {"act": "sanction", "cadre": "LI", "kind": "demerit", "effective": "2020-02-29", "basis": "Order 1"}
INVESTIGATE = {"act": "investigate", "cadre": "LI", "led_by": "DISC", "effective": "2020-03-01", "basis": "Case 1"}
CLOSE = {"act": "investigation-close", "cadre": "LI", "outcome": "cleared", "basis": "Case 1"}
RISE = {"act": "promote", "cadre": "LI", "level": "division", "basis": "Order 9"}


@pytest.fixture
def office(engine):
    """A register under the seed pack, with LI and WANG."""
    engine.submit([adoption_line(load("seed"), None), LI, WANG], actor="zhou")
    return engine


def record(office, **line):
    confirmed = line.pop("confirmed", False)
    return office.submit([line], actor="zhou", confirmed=confirmed)


def refused(office, **line):
    with pytest.raises(Refused) as found:
        record(office, **line)
    return [(each.rule, each.earliest) for each in found.value.findings]


def test_a_sanction_refuses_a_promotion_up_to_its_end(office):
    record(office, **SANCTION)

    assert refused(office, **RISE, effective="2021-02-27") == [("SEED-SANCTIONED", "2021-02-28")]
    assert record(office, **RISE, effective="2021-02-28").outcome == "recorded"


def test_a_reward_and_the_whole_order_with_it_are_refused(office):
    record(office, **SANCTION)
    reward = {"act": "reward", "kind": "merit", "effective": "2020-05-01", "basis": "Order 2"}

    with pytest.raises(Refused, match="reward on 2020-05-01 is barred by demerit"):
        office.submit([{**reward, "cadre": "WANG"}, {**reward, "cadre": "LI"}], actor="zhou")
    assert record(office, **reward, cadre="WANG").outcome == "recorded"


def test_a_cancelled_sanction_bars_nothing_and_the_later_one_runs_for_itself(office):
    record(office, **SANCTION)
    record(office, **{**SANCTION, "kind": "warning", "effective": "2020-09-01"})
    [first, second] = office.discipline.sanctions(as_of="2020-10-01")
    assert (first["until"], second["until"], second["how"]) == ("2021-02-28", "2021-08-28", "remaining-plus-new")

    record(office, act="cancel", event="sanction:LI@1", reason="appeal upheld", basis="Decision 3")
    [left] = office.discipline.sanctions(as_of="2020-10-01")
    assert (left["event"], left["until"], left["how"]) == ("sanction:LI@2", "2021-03-01", "own")
    assert refused(office, **RISE, effective="2021-02-28") == [("SEED-SANCTIONED", "2021-03-01")]


def test_what_was_known_then_is_still_told(engine):
    from datetime import UTC, datetime

    def at(day, **line):
        engine.submit([line], actor="zhou", now=datetime.fromisoformat(day).replace(tzinfo=UTC))

    for line in (adoption_line(load("seed"), None), LI):
        at("2020-01-01", **line)
    at("2020-03-01", **SANCTION)
    at("2020-06-01", act="cancel", event="sanction:LI@1", reason="appeal upheld", basis="Decision 3")

    assert [each["event"] for each in engine.discipline.sanctions(known_on="2020-05-31")] == ["sanction:LI@1"]
    assert engine.discipline.sanctions() == []


def test_a_corrected_day_moves_the_period(office):
    record(office, **SANCTION)
    record(office, act="correct", event="sanction:LI@1", set={"effective": "2020-01-31"}, reason="misread", basis="1")

    [row] = office.discipline.sanctions(as_of="2020-06-01")
    assert (row["since"], row["until"], row["state"]) == ("2020-01-31", "2021-01-31", "running")
    assert "promote" in row["bars"]


def test_a_stated_end_lies_after_the_beginning_also_when_it_is_corrected(office):
    with pytest.raises(BadInput, match="does not lie after"):
        record(office, **SANCTION, until="2020-02-29")
    record(office, **SANCTION, until="2021-02-28")
    with pytest.raises(BadInput, match="does not lie after"):
        record(office, act="correct", event="sanction:LI@1", set={"until": "2020-02-01"}, reason="x", basis="1")


def test_a_stated_end_that_no_article_allows_is_refused(office):
    assert refused(office, **SANCTION, until="2020-08-29") == [("SEED-SANCTIONED", None)]


@pytest.mark.parametrize("kind", ["probation", "admonition", "nonsense"])
def test_every_line_has_its_own_kinds(office, kind):
    with pytest.raises(BadInput, match=r"there is no administrative|is not one of"):
        record(office, **{**SANCTION, "kind": kind})


def test_a_sanction_is_lifted_once_and_not_before_it_began(office):
    record(office, **SANCTION)
    lifting = {"act": "sanction-lift", "sanction": "sanction:LI@1", "basis": "Order 5"}
    with pytest.raises(BadInput, match="imposed on 2020-02-29"):
        record(office, **lifting, effective="2020-02-28")
    with pytest.raises(BadInput, match="that of LI, not of WANG"):
        record(office, **lifting, effective="2020-10-01", cadre="WANG")
    record(office, **lifting, effective="2020-10-01")
    with pytest.raises(Refused, match="lifted on 2020-10-01 already"):
        record(office, **lifting, effective="2020-11-01")

    assert record(office, **RISE, effective="2020-10-01").outcome == "recorded"
    [row] = office.discipline.facts_told(fact=["sanction-imposed"])
    assert (row["until"], row["in_force"]) == ("2020-10-01", False)


def test_an_investigation_bars_until_it_is_closed(office):
    record(office, **INVESTIGATE)
    assert refused(office, **RISE, effective="2020-03-01") == [("SEED-INVESTIGATED", None)]
    assert refused(office, act="depart", cadre="LI", kind="resign", effective="2020-03-02", basis="1") == [
        ("SEED-INVESTIGATED", None)
    ]

    record(office, **CLOSE, effective="2020-06-01")
    assert refused(office, **RISE, effective="2020-05-31") == [("SEED-INVESTIGATED", "2020-06-01")]
    assert record(office, **RISE, effective="2020-06-01").outcome == "recorded"
    [row] = office.discipline.investigations(who="LI", as_of="2020-06-01")
    assert (row["state"], row["days"], row["outcome"]) == ("closed", 92, "cleared")
    [row] = office.discipline.investigations(as_of="2020-05-31")
    assert (row["state"], row["days"], row["outcome"]) == ("open", 91, None)


def test_cancelling_the_closing_opens_the_investigation_again(office):
    record(office, **INVESTIGATE)
    record(office, **CLOSE, effective="2020-06-01")
    record(office, act="cancel", event="investigation:LI.2020-03-01@2", reason="new evidence", basis="Case 1")

    assert refused(office, **RISE, effective="2020-07-01") == [("SEED-INVESTIGATED", None)]


def test_an_investigation_is_closed_once_by_its_id_where_there_are_several(office):
    with pytest.raises(Refused, match="no open investigation of LI"):
        record(office, **CLOSE, effective="2020-06-01")
    record(office, **INVESTIGATE)
    with pytest.raises(Refused, match="another id with --id"):
        record(office, **INVESTIGATE)
    record(office, **INVESTIGATE, investigation="I2")
    with pytest.raises(BadInput, match=r"several open investigations; name one with --id: I2, LI\.2020-03-01"):
        record(office, **CLOSE, effective="2020-06-01")
    with pytest.raises(BadInput, match="opened on 2020-03-01"):
        record(office, **CLOSE, effective="2020-02-01", investigation="I2")
    record(office, **CLOSE, effective="2020-06-01", investigation="I2")
    record(office, **CLOSE, effective="2020-06-02")

    assert [each["until"] for each in office.discipline.investigations()] == ["2020-06-01", "2020-06-02"]


def test_nobody_leads_the_own_investigation(office):
    with pytest.raises(Refused, match="cannot lead the investigation of LI"):
        record(office, **{**INVESTIGATE, "led_by": "LI;DISC"})


def test_who_could_be_promoted_and_from_when(office):
    record(office, **SANCTION)
    post = {"unit": "U", "name": "Head", "track": "admin", "level": "division", "effective": "2000-01-01"}
    record(office, act="unit-open", unit="U", name="U", effective="2000-01-01")
    record(office, act="post-open", post="HEAD", **post)

    rows = {each["cadre"]: (each["lawful"], each["earliest"]) for each in office.who(post="HEAD", on="2020-10-01")}
    assert rows == {"LI": (False, "2021-02-28"), "WANG": (True, "2020-10-01")}
    assert office.when("LI", post="HEAD", as_of="2020-10-01")["earliest"] == "2021-02-28"


def test_a_refused_reward_is_judged_again_like_any_decision(office):
    record(office, act="reward", cadre="LI", kind="merit", effective="2020-05-01", basis="Order 2")
    record(office, **SANCTION)

    [row] = [each for each in office.retro() if each["event"] == "reward:LI@1"]
    assert (row["cadre"], row["law_then_facts_then"], row["law_now_facts_now"]) == ("LI", "lawful", "refused")
