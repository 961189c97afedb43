"""Packs are adopted as events: once, whole, parents first, and what they say can be asked for any day."""

import shutil
from datetime import UTC, datetime

import pytest

from domain.errors import BadInput, Conflict
from lifecycle.adoption import chosen_packs, own_levels
from lifecycle.engine import Engine

PACK = """
[pack]
id = "{id}"
version = "{version}"
title = "Measures of {id}"
parent = "{parent}"
from = 2000-01-01
{levels}
[articles."art. 6"]
wording = "Nobody stays longer than so many years."
wording_zh = "任职不得超过规定年限。"
source = "Gazette 2000, no. 1"
since = 2000-01-01
verified = true

[articles."art. 9"]
wording = "Leaders shall set an example."
not_modelled = "a duty of conduct"

[[rule]]
id = "{rule}"
kind = "tenure-max"
article = "art. 6"
effect = "BLOCK"
years = [{{ from = 2000-01-01, value = {years} }}, {{ from = 2010-01-01, value = 4, article = "Amendment, sec. 2" }}]
waiver = {{ by = "superior", max_months = 24 }}
"""
ACTOR = {"actor": "wang"}


@pytest.fixture
def pack(tmp_path):
    """A function that writes a pack and returns its folder."""

    def written(name="county", version="1", *, parent="", years=5, rule="TEN-1", levels=""):
        folder = tmp_path / f"{name}-{version}"
        folder.mkdir(exist_ok=True)
        text = PACK.format(id=name, version=version, parent=parent, years=years, rule=rule, levels=levels)
        (folder / "pack.toml").write_text(text, encoding="utf-8")
        return str(folder)

    return written


def appointed(engine, *, day):
    for line in (
        {"act": "unit-open", "unit": "U", "name": "U", "effective": "2001-01-01"},
        {"act": "post-open", "post": "P", "unit": "U", "name": "P", "track": "party", "effective": "2001-01-01"},
        {"act": "person-register", "cadre": "LI", "name": "Li"},
        {"act": "appoint", "cadre": "LI", "post": "P", "effective": day, "basis": "D1"},
    ):
        engine.submit([line], actor="wang")


def test_an_adoption_is_an_event_of_an_order(engine, pack):
    outcome = engine.adopt(pack(), from_day="2005-01-01", decided={"basis": "Order 7"}, **ACTOR)

    assert (outcome.outcome, outcome.events) == ("recorded", ("policy:county@1",))
    (entry,) = engine.audit_log(act="policy-adopt")
    assert (entry["event"], entry["actor"], entry["effective"]) == ("policy:county@1", "wang", "2005-01-01")


def test_the_same_pack_from_the_same_day_is_adopted_once(engine, pack):
    first = engine.adopt(pack(), from_day="2005-01-01", **ACTOR)
    again = engine.adopt(pack(), from_day="2005-01-01", decided={"basis": "other"}, actor="li")

    assert (again.outcome, again.order, again.events) == ("already-recorded", first.order, first.events)
    assert engine.info()["orders"] == 1


def test_the_same_pack_from_another_day_is_another_adoption(engine, pack):
    engine.adopt(pack(), from_day="2005-01-01", **ACTOR)

    assert engine.adopt(pack(), from_day="2006-01-01", **ACTOR).outcome == "recorded"


def test_an_adoption_that_was_cancelled_is_made_again(engine, pack):
    first = engine.adopt(pack(), from_day="2005-01-01", **ACTOR)
    engine.submit([{"act": "cancel", "event": first.events[0], "basis": "D", "reason": "too early"}], **ACTOR)

    assert engine.policies()[0]["state"] == "not-adopted"
    assert engine.adopt(pack(), from_day="2005-01-01", **ACTOR).outcome == "recorded"


def test_a_version_has_one_content_for_ever(engine, pack):
    engine.adopt(pack(years=5), **ACTOR)

    with pytest.raises(Conflict, match="adopted with another content on 2000-01-01"):
        engine.adopt(pack(years=6), from_day="2007-01-01", **ACTOR)


def test_without_a_day_a_pack_is_in_force_from_its_own(engine, pack):
    engine.adopt(pack(), **ACTOR)

    assert engine.policies()[0]["adopted_from"] == "2000-01-01"


def test_an_overlay_needs_its_parent(engine, pack):
    with pytest.raises(BadInput, match="town is an overlay on county, which is not adopted"):
        engine.adopt(pack("town", parent="county"), **ACTOR)


def test_an_overlay_replaces_the_rules_of_its_parent_by_id(engine, pack):
    engine.adopt(pack("county", years=5), **ACTOR)
    engine.adopt(pack("town", parent="county", years=3), from_day="2003-01-01", **ACTOR)

    before, after = (engine.law("TEN-1", on=day) for day in ("2002-12-31", "2003-01-01"))
    assert (before["pack"], before["numbers"][0]["value"]) == ("county", 5)
    assert (after["pack"], after["numbers"][0]["value"]) == ("town", 3)


def test_no_pack_is_an_overlay_on_itself_by_way_of_another(engine, pack):
    engine.adopt(pack("county"), **ACTOR)
    engine.adopt(pack("town", parent="county"), **ACTOR)

    with pytest.raises(BadInput, match="would be an overlay on itself, by way of town"):
        engine.adopt(pack("county", "2", parent="town"), **ACTOR)


def test_a_broken_pack_is_not_adopted(engine, tmp_path):
    (tmp_path / "pack.toml").write_text('[pack]\nid = "x"\n', encoding="utf-8")

    with pytest.raises(BadInput, match=r"pack.toml, line 1: pack, version: is missing"):
        engine.adopt(str(tmp_path), **ACTOR)
    assert engine.info()["orders"] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no json", "the content is no compiled pack"),
        ("{}", "the content is no compiled pack: pack: Field required"),
        ("[" * 100_000, "the content is no compiled pack"),
    ],
)
def test_a_content_that_is_no_pack_is_refused_whatever_way_it_comes(engine, content, said):
    line = {"act": "policy-adopt", "pack": "x", "version": "1", "title": "X", "content": content}

    with pytest.raises(BadInput, match=said):
        engine.submit([{**line, "effective": "2000-01-01"}], **ACTOR)


def test_an_adopted_content_cannot_be_corrected(engine, pack):
    engine.adopt(pack(), **ACTOR)

    line = {"act": "correct", "event": "policy:county@1", "set": {"content": "x"}, "basis": "D", "reason": "r"}
    with pytest.raises(BadInput, match="has no field 'content'"):
        engine.submit([line], **ACTOR)


def test_the_day_of_an_adoption_can_be_corrected(engine, pack):
    engine.adopt(pack(), from_day="2005-01-01", **ACTOR)
    line = {
        "act": "correct",
        "event": "policy:county@1",
        "set": {"effective": "2006-01-01"},
        "basis": "D",
        "reason": "r",
    }
    engine.submit([line], **ACTOR)

    assert engine.policies()[0]["adopted_from"] == "2006-01-01"


def test_acts_are_judged_by_what_was_adopted_and_cite_it(engine, pack):
    engine.adopt(pack(), **ACTOR)
    appointed(engine, day="2002-01-01")

    (due,) = engine.due(today="2007-01-01")
    assert (due["rule"], due["due_on"], due["state"]) == ("TEN-1", "2007-01-01", "breach")
    (noted,) = engine.history("LI")[-1]["packs"]
    assert (noted["id"], noted["version"], noted["hash"]) == ("county", "1", engine.policy("county")["hash"])


def test_the_law_is_told_with_everything_that_is_in_the_pack(engine, pack):
    engine.adopt(pack(), **ACTOR)
    law = engine.law("TEN-1", on="2011-01-01")

    assert (law["wording"], law["article"]) == ("Nobody stays longer than so many years.", "art. 6")
    assert (law["wording_zh"], law["source"], law["verified"]) == (
        "任职不得超过规定年限。",
        "Gazette 2000, no. 1",
        True,
    )
    assert (law["kind"], law["effect"], law["waivable_by"]) == ("tenure-max", "BLOCK", "superior")
    assert law["meaning"]
    assert [(row["value"], row["article"], row["verified"], row["in_force"]) for row in law["numbers"]] == [
        (5, "art. 6", True, False),
        (4, "Amendment, sec. 2", False, True),
    ]


def test_the_law_is_told_with_the_pack_files_deleted(engine, pack):
    folder = pack()
    engine.adopt(folder, **ACTOR)
    before = engine.law("TEN-1", on="2011-01-01"), engine.policy("county", as_of="2011-01-01")
    shutil.rmtree(folder)

    assert (engine.law("TEN-1", on="2011-01-01"), engine.policy("county", as_of="2011-01-01")) == before


@pytest.mark.parametrize(
    ("rule", "day", "said"),
    [
        ("TEN-11", "2011-01-01", "did you mean TEN-1"),
        ("XYZ", "2011-01-01", "the rules are TEN-1"),
        ("TEN-1", "1999-12-31", "not in force on 1999-12-31: county 1 has it from 2000-01-01"),
        ("county:TEN-2", "2011-01-01", "did you mean TEN-1"),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest(engine, pack, rule, day, said):
    engine.adopt(pack(), **ACTOR)

    with pytest.raises(BadInput, match=said):
        engine.law(rule, on=day)


def test_without_a_pack_there_is_no_law(engine):
    with pytest.raises(BadInput, match="no pack is adopted"):
        engine.law("TEN-1")


def test_two_packs_may_have_a_rule_of_one_id(engine, pack):
    engine.adopt(pack("county"), **ACTOR)
    engine.adopt(pack("school", years=3), **ACTOR)

    with pytest.raises(BadInput, match="name one of county:TEN-1, school:TEN-1"):
        engine.law("TEN-1", on="2011-01-01")
    assert engine.law("school:TEN-1", on="2011-01-01")["pack"] == "school"


def test_packs_are_listed_with_their_state(engine, pack):
    engine.adopt(pack(version="1"), from_day="2001-01-01", **ACTOR)
    engine.adopt(pack(version="2"), from_day="2010-01-01", **ACTOR)
    engine.adopt(pack(version="3"), from_day="2020-01-01", **ACTOR)

    rows = [row for row in engine.policies(as_of="2015-01-01") if row["pack"] == "county"]
    assert [(row["version"], row["state"], row["replaced_from"]) for row in rows] == [
        ("1", "replaced", "2010-01-01"),
        ("2", "in-force", "2020-01-01"),
        ("3", "later", None),
    ]
    assert (rows[0]["rules"], rows[0]["articles"], rows[0]["not_modelled"]) == (1, 2, 1)


def test_what_was_adopted_later_was_not_known_before(engine, pack):
    engine.adopt(pack(), now=datetime(2001, 6, 1, tzinfo=UTC), **ACTOR)

    assert [row["pack"] for row in engine.policies(known_on="2001-05-31") if row["state"] != "not-adopted"] == []
    assert engine.policies(known_on="2001-06-01")[0]["pack"] == "county"


def test_more_than_nine_adoptions_from_one_day_stay_in_the_order_of_recording(engine, pack):
    for number in range(1, 12):
        engine.adopt(pack(version=str(number), years=number), from_day="2001-01-01", **ACTOR)

    assert engine.law("TEN-1", on="2002-01-01")["version"] == "11"


def test_parents_come_first_however_they_are_named(pack):
    folders = [pack("village", parent="town"), pack("town", parent="county"), pack("county")]

    assert [each.id for each in chosen_packs(folders)] == ["county", "town", "village"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["none", "seed"], "stands alone"),
        (["sed"], "did you mean seed"),
    ],
)
def test_packs_that_cannot_be_chosen(names, said):
    with pytest.raises(BadInput, match=said):
        chosen_packs(names)


def test_an_overlay_is_not_chosen_without_its_parent(pack):
    with pytest.raises(BadInput, match="town is an overlay on county; name that too"):
        chosen_packs([pack("town", parent="county")])


def test_a_pack_with_a_grade_scale_needs_a_store_that_has_it(engine, pack, tmp_path):
    scaled = pack(levels='levels = ["junior", "senior"]')
    with pytest.raises(BadInput, match="has a grade scale of its own"):
        engine.adopt(scaled, **ACTOR)

    levels = own_levels(chosen_packs([scaled]))
    with Engine.create(str(tmp_path / "own.db"), levels=levels) as own:
        assert own.adopt(scaled, **ACTOR).outcome == "recorded"
