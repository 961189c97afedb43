"""Registering and amending cadres, and their relatives."""

import pytest

from domain.events import CadreAmended, CadreRegistered, KinRecorded

PARTICULARS = ("born=1970-03-08", "joined_party=1992-07-01", "started_work=1991-09-01")


def personal(outcome):
    return sorted(outcome.recorded[0].body.personal)


def test_a_cadre_is_registered_from_always(given):
    outcome = given().when("person-register ZHAO level=division").then_in("cadre:ZHAO")

    event = outcome.recorded[0]
    assert (type(event.body), event.body.level, event.effective) == (CadreRegistered, "division", None)
    assert personal(outcome) == ["name"]


def test_acts_may_precede_the_day_of_registration(given):
    given("person-register ZHAO", on="2020-01-01").when("appoint ZHAO P1 1995-01-01").then_in("cadre:ZHAO")


def test_what_is_registered_as_of_a_day_holds_from_always_all_the_same(given):
    desk = given("person-register ZHAO 2015-01-01 level=section", "appoint ZHAO P1 2010-01-01")

    row = desk.engine.person("ZHAO", as_of="2010-01-01")
    assert (row["name"], row["level"], row["posts"]) == ("ZHAO", "section", ["P1"])


def test_every_particular_goes_to_the_vault(given):
    words = " ".join((*PARTICULARS, "native_place=Linghe number=11010119700308123X sex=female education=master"))

    assert personal(given().when(f"person-register ZHAO {words}").got) == [
        *("born", "education", "joined_party", "name", "native_place", "number", "sex", "started_work")
    ]


def test_an_id_is_given_once(given):
    error = given().when("person-register LI").then_conflict("id-taken")

    assert (error.findings[0].facts, error.findings[0].figures) == (("cadre:LI@1",), {"id": "LI"})


def test_two_lines_of_one_order_cannot_share_an_id(given):
    error = given().when("person-register ZHAO", "person-register ZHAO").then_conflict("id-taken")

    assert error.findings[0].line == 2


def test_an_id_whose_registration_was_cancelled_is_free_again(given):
    desk = given("person-register ZHAO", "cancel cadre:ZHAO@1")

    desk.when("appoint ZHAO P1 2010-01-01").then_bad_input("there is no cadre ZHAO; did you mean ZHANG?")
    desk.when("person-register ZHAO").then_in("cadre:ZHAO")


def test_a_name_is_needed(given):
    given().when({"act": "person-register", "cadre": "ZHAO"}).then_bad_input("person-register needs name")


@pytest.mark.parametrize("name", ["买买提·吐尔逊", "𠮷野", "O'Brien-Öz", "Ä"])
def test_names_of_any_script_pass(given, name):
    desk = given({"act": "person-register", "cadre": "ZHAO", "name": name})

    assert desk.engine.person("ZHAO")["name"] == name


def test_a_level_that_is_not_on_the_scale_is_bad_input(given):
    assert "there is no level 'king'" in str(given().when("person-register ZHAO level=king").got)


# --- amendments -----------------------------------------------------------------------------------


def test_a_personal_value_is_replaced_and_the_old_one_stays_on_file(given):
    desk = given()

    outcome = desk.when("person-amend LI 2015-01-01 name=Neu").then_in("cadre:LI")

    assert isinstance(outcome.recorded[0].body, CadreAmended)
    assert [desk.engine.person("LI", as_of=day)["name"] for day in ("2014-12-31", "2015-01-01")] == ["LI", "Neu"]
    assert [row["status"] for row in desk.engine.history("LI")] == ["in-force", "in-force"]


def test_without_a_day_it_is_replaced_from_always(given):
    desk = given("person-amend LI name=Neu born=1970-03-08")

    person = desk.engine.person("LI", as_of="1995-01-01")
    assert (person["name"], person["born"]) == ("Neu", "1970-03-08")


def test_an_amendment_of_nothing_is_bad_input(given):
    given().when("person-amend LI").then_bad_input(
        "name what is to be amended: name, born, joined_party, started_work, native_place, number, sex, education"
    )


def test_a_level_is_not_amended_but_promoted(given):
    assert "person-amend has no field 'level'" in str(given().when("person-amend LI level=division").got)


@pytest.mark.parametrize("day", ["1970-02-29", "1699-12-31", "2200-01-01", "soon"])
def test_an_impossible_day_of_birth_is_bad_input(given, day):
    assert str(given().when({"act": "person-amend", "cadre": "LI", "born": day}).got).startswith(f"born: '{day}' ")


# --- relatives ------------------------------------------------------------------------------------


def test_a_relative_is_recorded_by_name(given):
    desk = given()

    outcome = desk.when("person-kin LI relation=brother name=Bo").then_in("cadre:LI")

    assert isinstance(outcome.recorded[0].body, KinRecorded)
    assert personal(outcome) == ["kin.name", "kin.relation"]
    assert desk.engine.person("LI")["kin"] == [
        {"relation": "brother", "name": "Bo", "cadre": None, "event": "cadre:LI@2"}
    ]


def test_a_relative_may_be_another_cadre(given):
    desk = given("person-kin LI relation=sister kin=WANG")

    assert [(each["relation"], each["cadre"]) for each in desk.engine.person("LI")["kin"]] == [("sister", "WANG")]


def test_relatives_stand_beside_each_other(given):
    desk = given("person-kin LI relation=son name=A", "person-kin LI relation=son name=B")

    assert [each["name"] for each in desk.engine.person("LI")["kin"]] == ["A", "B"]


def test_a_corrected_relative_stays_one_relative(given):
    desk = given("person-kin LI relation=son name=A", "correct cadre:LI@2 set=name=B")

    assert desk.engine.person("LI")["kin"] == [{"relation": "son", "name": "B", "cadre": None, "event": "cadre:LI@2"}]


@pytest.mark.parametrize("words", ["relation=son", "relation=son name=A kin=WANG"])
def test_a_relative_is_named_in_one_way(given, words):
    given().when(f"person-kin LI {words}").then_bad_input(
        "name the relative either by name or by the id of a registered cadre"
    )


def test_an_unknown_relative_is_bad_input(given):
    given().when("person-kin LI relation=son kin=WENG").then_bad_input("there is no cadre WENG; did you mean WANG?")
