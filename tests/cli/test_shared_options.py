"""Shared options stand before or after the command; what stands after wins; profiles fill in the rest."""

import pytest


def test_they_are_accepted_before_and_after_the_command(county):
    after = county("roster", "--as-of", "2020-01-01", "-o", "json")
    before = county("--as-of", "2020.1.1", "-o", "json", "roster")

    assert (before.code, before.out) == (0, after.out)


def test_recording_options_may_stand_before_the_command_too(county):
    words = "--effective 2020年1月1日 --basis D1 -o json appoint ZHAO --to CLERK"

    assert county(*words.split()).json()["outcome"] == "recorded"


def test_they_are_accepted_between_a_topic_and_its_verb(county):
    assert county("unit", "-o", "name", "list").out == "COUNTY\nFINANCE\n"


def test_what_stands_after_the_command_wins(county):
    ended = county("-o", "csv", "--as-of", "2000-01-01", "roster", "--as-of", "2020-01-01", "-o", "name", "--filled")

    assert ended.out == "DEPUTY\nHEAD\n"


def test_a_flag_before_the_command_fills_the_commands_own_option(county):
    words = "--unit COUNTY post open NEW --name New --track party --effective 2020-01-01"

    assert county(*words.split()).code == 0


@pytest.mark.parametrize("words", ["--effective 2020-01-01 roster", "--track party history LI"])
def test_an_option_that_means_nothing_to_the_command_is_refused(county, words):
    ended = county(*words.split())

    assert ended.code == 2
    assert "does not apply to 'cadre" in ended.err


def test_an_officer_types_four_flags_when_a_profile_holds_the_order(county, tmp_path):
    store = str(tmp_path / "store.db")
    settings = [f"store={store}", "actor=chen", "basis=Order 12", "authority=COUNTY"]
    assert county("profile", "set", "office", *settings).code == 0
    assert county("profile", "use", "office").code == 0

    ended = county(*["appoint", "ZHAO", "--to", "CLERK", "--effective", "2020-01-01"], CADRE_ACTOR="", CADRE_STORE="")

    assert ended.code == 0, ended.err
    recorded = county("history", "ZHAO", "-o", "json").json()[-1]
    assert (recorded["basis"], recorded["authority"], recorded["recorded_by"]) == ("Order 12", "COUNTY", "chen")


def test_the_origin_of_every_setting_can_be_seen(county):
    county("profile", "set", "office", "basis=Order 12")
    rows = county("config", "show", "--origin", "--profile", "office", "--lang", "zh_CN", "-o", "json").json()

    origins = {row["setting"]: row["origin"] for row in rows}
    assert (origins["store"], origins["basis"], origins["lang"]) == ("environment", "profile", "flag")
    assert origins["output"] == "flag"
    assert origins["authority"] == "default"


def test_a_simulated_clock_is_only_for_stores_that_have_one(county, tmp_path):
    assert county("roster", "--now", "2020-01-01", "-o", "json", "--filled").code == 0
    assert county("init", store=tmp_path / "real.db").code == 0
    for words in (["roster"], ["person", "register", "A", "--name", "A"]):
        ended = county(*words, "--now", "2020-01-01", store=tmp_path / "real.db")
        assert ended.code == 2
        assert "--simulated-clock" in ended.err


def test_quiet_says_nothing_besides_the_result(county):
    ended = county("roster", "--as-of", "2000-01-01", "-q")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
