"""Bodies in a store: in two times, corrected, cancelled, on both stores."""

from datetime import UTC, datetime

import pytest

from domain.errors import BadInput, Refused

MADE = {"act": "body-constitute", "body": "FC", "unit": "FINANCE", "name": "Committee", "kind": "committee"}
DECIDED = {"act": "collective-decision", "number": "D1", "body": "FC", "matter": "large-funds"}


def at(day):
    return datetime.fromisoformat(f"{day}T09:00:00+00:00").astimezone(UTC)


@pytest.fixture
def office(engine):
    """FINANCE with a committee of LI (secretary) and WANG."""
    unit = {"act": "unit-open", "unit": "FINANCE", "name": "Finance", "effective": "2000-01-01"}
    people = [{"act": "person-register", "cadre": name, "name": name} for name in ("LI", "WANG")]
    engine.submit([unit, *people], actor="zhou")
    joining = [member("LI", role="secretary"), member("WANG")]
    engine.submit([{**MADE, "effective": "2010-01-01", "basis": "A"}, *joining], actor="zhou")
    return engine


def member(cadre, day="2010-01-01", **told):
    return {"act": "body-member", "body": "FC", "cadre": cadre, "effective": day, "basis": "A", **told}


def amend(act, event, **told):
    return {"act": act, "event": event, "reason": "misread", "basis": "M", **told}


def who(engine, day, **asked):
    return [each["cadre"] for each in engine.committees.body("FC", as_of=day, **asked)["membership"]]


def test_a_body_in_two_times_corrected_and_cancelled(office):
    assert who(office, "2015-01-01") == ["LI", "WANG"]
    office.submit([amend("correct", "body:FC@3", set={"effective": "2016-01-01"})], actor="zhou")
    assert who(office, "2015-01-01") == ["LI"]
    office.submit([amend("cancel", "body:FC@2")], actor="zhou", confirmed=True)
    assert who(office, "2016-01-01") == ["WANG"]
    assert office.verify()["intact"]


def test_a_body_dissolved_and_an_unknown_one(office):
    office.submit([{"act": "body-dissolve", "body": "FC", "effective": "2018-01-01", "basis": "A"}], actor="zhou")

    assert office.committees.bodies(as_of="2017-12-31")[0]["members"] == 2
    assert office.committees.bodies(as_of="2018-01-01") == []
    with pytest.raises(Refused, match="exists up to 2018-01-01"):
        office.submit([member("LI", "2019-01-01")], actor="zhou")
    with pytest.raises(BadInput, match="did you mean FC"):
        office.committees.body("FD")


@pytest.mark.parametrize(
    "ending",
    [
        {"act": "unit-close", "unit": "FINANCE"},
        {"act": "unit-merge", "units": ["FINANCE"], "into": "TAX", "name": "Tax"},
        {"act": "unit-split", "unit": "FINANCE", "into": ["COUNTY"], "posts": {}},
    ],
    ids=lambda line: line["act"],
)
def test_a_body_that_outlives_its_unit_is_told_and_one_dissolved_with_it_is_not(office, ending):
    office.submit([{"act": "unit-open", "unit": "COUNTY", "name": "County", "effective": "2000-01-01"}], actor="zhou")
    ended = {**ending, "effective": "2018-01-01", "basis": "A"}
    dissolved = {"act": "body-dissolve", "body": "FC", "effective": "2018-01-01", "basis": "A"}
    alone, together = (office.submit(lines, actor="zhou", dry_run=True) for lines in ([ended], [dissolved, ended]))

    assert [(each.rule, each.effect) for each in alone.warnings] == [("bodies-remain", "WARN")]
    assert "FC would go on in a unit that ends on 2018-01-01" in alone.warnings[0].wording
    assert together.warnings == ()


def test_nobody_joins_after_leaving_the_service_and_who_left_is_not_counted(office):
    gone = {"act": "depart", "cadre": "WANG", "kind": "retire", "effective": "2015-01-01", "basis": "A"}
    office.submit([gone], actor="zhou")

    assert office.committees.bodies(as_of="2014-12-31")[0]["members"] == 2
    assert office.committees.bodies(as_of="2015-01-01")[0]["members"] == 1
    with pytest.raises(Refused, match="WANG is not in service"):
        office.submit([member("WANG", "2016-01-01")], actor="zhou")


@pytest.mark.parametrize(
    ("vote", "says"),
    [
        ({"entitled": 2, "present": 3, "for": 1}, "3 were present of 2"),
        ({"entitled": 3, "present": 2, "for": 2, "against": 1}, "3 votes and abstentions were counted of 2"),
        ({"entitled": 2, "present": 2, "for": 2, "recused": "LI"}, "more than the 2 who are entitled"),
        ({"entitled": 2, "present": 2, "for": 2, "follows": "D1"}, "cannot follow itself"),
        ({"entitled": 2, "present": 2, "for": 2, "follows": "D0"}, "there is no decision D0"),
        ({"entitled": 2, "present": 2, "for": 2, "cadres": "NOBODY"}, "there is no cadre NOBODY"),
        ({"entitled": 2, "present": 2, "for": 2, "amount": "1,000"}, "amount"),
    ],
)
def test_minutes_that_do_not_add_up_are_not_recorded(office, vote, says):
    with pytest.raises(BadInput, match=says):
        office.submit([{**DECIDED, "effective": "2015-01-01", **vote}], actor="zhou")


def test_minutes_that_differ_from_the_list_of_members_are_told_and_stand(office):
    line = {**DECIDED, "effective": "2015-01-01", "entitled": 9, "present": 9, "for": 9}
    told = office.submit([line], actor="zhou").warnings

    assert [each.rule for each in told] == ["entitled-differ"]
    with pytest.raises(Refused, match="on record already"):
        office.submit([{**line, "effective": "2015-02-01"}], actor="zhou")


def test_an_election_is_in_the_history_of_who_was_not_reelected(office):
    line = {"act": "body-renew", "body": "FC", "reelected": "LI", "effective": "2015-01-01", "basis": "E"}
    office.submit([line], actor="zhou")

    assert [each["act"] for each in office.history("WANG")] == ["person-register", "body-member", "body-renew"]
    assert [each["event"] for each in office.history("body:FC")] == [f"body:FC@{n}" for n in (1, 2, 3, 4)]
    with pytest.raises(Refused, match="WANG is no member"):
        office.submit([{**line, "reelected": "WANG", "effective": "2016-01-01"}], actor="zhou")
