"""What rules may ask of a store: the same answers on both kinds of store, asked one by one or for everybody."""

from datetime import date

import pytest

from domain.policy.facts import Known, Relative
from projections.database import open_database, transaction
from projections.moment import EVERYTHING, Moment
from projections.policy_facts import StoredFacts

BASIS = {"basis": "No. 1"}


@pytest.fixture
def told(engine):
    """A small county in the store."""

    def submit(*lines):
        return engine.submit(lines, actor="officer")

    def post(name, unit, **more):
        return {
            "act": "post-open",
            "post": name,
            "unit": unit,
            "name": name,
            "track": "admin",
            "effective": "2001-01-01",
            **more,
        }

    def unit(name, **more):
        return {"act": "unit-open", "unit": name, "name": name.title(), "effective": "2000-01-01", **more}

    submit(
        unit("county", kind="county"),
        unit("bureau", parent="county"),
        unit("office", parent="bureau"),
        unit("town", parent="county", kind="township"),
        post("head", "bureau"),
        post("clerk", "office"),
        post("mayor", "town"),
    )
    submit(
        {"act": "unit-rename", "unit": "bureau", "name": "Board", "effective": "2010-01-01"},
        {"act": "post-revise", "post": "head", "level": "section", "effective": "2005-05-05"},
        {"act": "person-register", "cadre": "LI", "name": "Li", "born": "1970-02-28", "level": "clerk"},
        {"act": "person-register", "cadre": "MA", "name": "Ma"},
    )
    submit({"act": "person-kin", "cadre": "LI", "relation": "spouse", "kin": "MA"})
    submit({"act": "person-kin", "cadre": "LI", "relation": "uncle", "name": "Old Wu"})
    for who, where, reason in (("LI", "head", "need: first"), ("MA", "mayor", None)):
        line = {"act": "appoint", "cadre": who, "post": where, "effective": "2003-03-03", **BASIS}
        submit(line | ({"reason": reason} if reason else {}))
    submit({"act": "promote", "cadre": "LI", "level": "section-deputy", "effective": "2004-04-04", **BASIS})
    submit({"act": "transfer", "cadre": "LI", "post": "clerk", "effective": "2006-06-06", **BASIS})
    return engine


@pytest.fixture(params=["one by one", "for everybody"])
def facts(request, told, store_url):
    database = open_database(store_url, writing=False)
    with transaction(database):
        stored = StoredFacts(database, Moment("9999-12-30", EVERYTHING), ("clerk", "section-deputy"))
        if request.param == "for everybody":
            stored.preload()
        yield stored
    database.close()


def test_relatives_are_seen_from_both(facts):
    assert facts.kin("LI") == (
        Relative("spouse", "MA", None, "cadre:LI@2"),
        Relative("uncle", None, "Old Wu", "cadre:LI@3"),
    )
    assert facts.kin("MA") == (Relative("spouse", "LI", None, "cadre:LI@2"),)
    assert facts.kin("NOBODY") == ()


def test_personal_values_name_their_event(facts):
    assert facts.personal("LI", "born", date(2020, 1, 1)) == Known("1970-02-28", "cadre:LI@1")
    assert facts.personal("MA", "born", date(2020, 1, 1)) == Known(None, None)


def test_levels_and_what_brought_them(facts):
    assert [(each.start.isoformat(), each.level) for each in facts.standings("LI")] == [
        ("0001-01-01", "clerk"),
        ("2004-04-04", "section-deputy"),
    ]
    assert facts.level_event("LI", date(2004, 4, 4)) == "cadre:LI@5"
    assert facts.level_event("LI", date(2005, 4, 4)) is None


def test_an_area_is_what_lies_below_it_without_other_places(facts):
    assert [(each.cadre, each.post, each.start.isoformat()) for each in facts.ever_in_area("county")] == [
        ("LI", "head", "2003-03-03"),
        ("LI", "head", "2005-05-05"),
        ("LI", "clerk", "2006-06-06"),
    ]
    assert [each.cadre for each in facts.ever_in_area("town")] == ["MA"]


def test_the_days_on_which_posts_change(facts):
    assert [day.isoformat() for day in facts.post_days("head")] == ["2001-01-01", "2005-05-05", "9999-12-31"]
    assert facts.unit_days("bureau") == facts.post_days("head")
    assert facts.post_days("nothing") == ()


def test_the_name_of_a_unit_on_a_day(facts):
    names = [facts.unit_name("bureau", date(year, 1, 1)) for year in (1990, 2005, 2010)]

    assert names == ["Board", "Bureau", "Board"]
    assert facts.unit_name("nowhere", date(2005, 1, 1)) is None


def test_a_reason_is_read_with_its_corrections(told, store_url):
    def reason(event="cadre:LI@4"):
        database = open_database(store_url, writing=False)
        with transaction(database):
            found = StoredFacts(database, Moment("9999-12-30", EVERYTHING), ()).reason(event)
        database.close()
        return found

    def amend(act, event, **more):
        told.submit([{"act": act, "event": event, "reason": "misread", **BASIS, **more}], actor="officer")

    assert (reason(), reason("cadre:MA@2"), reason("cadre:MA@99"), reason("nonsense")) == (
        "need: first",
        None,
        None,
        None,
    )
    amend("correct", "cadre:LI@4", set={"reason": "wish: own"})
    assert reason() == "wish: own"
    amend("correct", "cadre:LI@7", set={"reason": "health"})
    assert reason() == "health"
    amend("cancel", "cadre:LI@8")
    assert reason() == "wish: own"
