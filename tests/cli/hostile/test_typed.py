"""What is typed: texts that hide something, absurd days, unknown ids, missing values, SQL; and names that pass."""

import os

import pytest

DECIDED = ("--effective", "2016-01-01", "--basis", "D2")
NAMED = ("person", "register", "NEW", "--name")
SEATED = ("appoint", "ZHAO", "--to", "CLERK")
EXPLAINED = ("--reason", "r", "--basis", "b")
TYPED = [
    ((*NAMED, "a\x1b[31mred"), "name: character 2 is U+001B, which cannot be seen on paper; remove it"),
    ((*NAMED, "a\u202etxt"), "U+202E"),
    ((*NAMED, "a\u2066b"), "U+2066"),
    ((*NAMED, "a\u200bb"), "U+200B"),
    ((*NAMED, "a\ufeffb"), "U+FEFF"),
    ((*NAMED, "a\x85b"), "U+0085"),
    ((*NAMED, "a\ue000b"), "U+E000"),
    ((*NAMED, "a\U000e0041b"), "U+E0041"),
    ((*NAMED, "a\u2028b"), "U+2028"),
    ((*NAMED, "   "), "name: the text is empty"),
    ((*NAMED, ""), "needs name"),
    ((*NAMED, "x" * 4001), "name: the text has 4001 characters; 4000 are allowed"),
    (("person", "register", "N\u200dN", "--name", "A"), "cadre: character 2 is U+200D"),
    (("person", "register", "N N", "--name", "A"), "cadre: 'N N' is no identifier"),
    (("person", "register", "x" * 65, "--name", "A"), "at most 64 characters, this one has 65"),
    (("person", "register", "../etc", "--name", "A"), "is no identifier"),
    ((*NAMED, "A", "--number", "1\x002"), "number: character 2 is U+0000"),
    ((*SEATED, "--effective", "2016-01-01", "--basis", "D\x07"), "basis: character 2 is U+0007"),
    ((*SEATED, *DECIDED, "--reason", "a\u2066"), "reason: character 2 is U+2066"),
    ((*SEATED, *DECIDED, "--authority", "a b"), "authority: 'a b' is no identifier"),
    ((*SEATED, *DECIDED, "--key", "a\u202e"), "key: character 2 is U+202E"),
    ((*SEATED, *DECIDED, "--actor", "a\u202e"), "actor: character 2 is U+202E"),
    (("correct", "cadre:LI@1", "--set", "name=a\u202e", *EXPLAINED), "U+202E"),
    (("correct", "cadre:LI@1", "--set", "nam=x", *EXPLAINED), "has no field 'nam'; did you mean name?"),
    (("correct", "cadre:LI@1", "--set", "x", *EXPLAINED), "not of the form FIELD=VALUE"),
    (("correct", "cadre:LI@2", "--set", "effective=2015-02-30", *EXPLAINED), "not a day of the calendar"),
]
DAYS = [
    "2016-02-30",
    "2016-13-01",
    "0000-01-01",
    "9999-12-31",
    "01/02/2016",
    "2016-1-1",
    "20160101",
    "tomorrow",
    "２０１６-01-01",
]
UNKNOWN = [
    (("appoint", "ZAO", "--to", "CLERK", *DECIDED), "there is no cadre ZAO; did you mean ZHAO"),
    (("appoint", "ZHAO", "--to", "CLARK", *DECIDED), "there is no post CLARK; did you mean CLERK"),
    (("post", "open", "P", "--unit", "FINANS", "--name", "N", "--track", "admin", *DECIDED), "did you mean FINANCE"),
    (("history", "WONG"), "nothing is registered under WONG; did you mean WANG"),
    (("roster", "--unit", "COUNTRY"), "there is no unit COUNTRY; did you mean COUNTY"),
    (("cancel", "cadre:LI@99999999999999999999999", *EXPLAINED), "there is no event cadre:LI@99999999999999999999999"),
    (("cancel", "O-99999999999999999999999", *EXPLAINED), "no order O-99999999999999999999999"),
    (("order", "show", "O-99"), "there is no order O-99"),
    (("audit", "replay", "LI", "--until", "cadre:LI@9"), "cadre:LI@9 is no event of this history"),
    (("show", "cadre:LI@9223372036854775808"), "LI"),
]
INJECTED = "LI'; DROP TABLE stored_events; --"


@pytest.mark.parametrize(("words", "said"), TYPED, ids=lambda each: repr(each[-1])[:40])
def test_a_text_that_hides_something_is_turned_away(turned_away, words, said):
    turned_away(*words, said=said)


@pytest.mark.parametrize("day", DAYS)
def test_an_absurd_day_is_turned_away_with_the_accepted_forms(turned_away, day):
    said = turned_away(*SEATED, "--effective", day, "--basis", "D2").err
    assert "2026-12-01, 2026.12.1 or 2026年12月1日" in said or "outside the years 1700 to 2199" in said
    turned_away("roster", "--as-of", day)


@pytest.mark.parametrize(("words", "said"), UNKNOWN, ids=lambda each: each if isinstance(each, str) else each[0])
def test_an_unknown_id_is_turned_away_with_what_it_may_have_meant(turned_away, words, said):
    turned_away(*words, said=said)


def test_at_most_three_nearest_ids_are_named(county, turned_away):
    for name in ("LIN", "LIM", "LIU", "LIA"):
        assert county("person", "register", name, "--name", "李").code == 0
    said = turned_away("history", "LIX").err
    assert said.partition("did you mean ")[2].count(",") + said.partition("did you mean ")[2].count(" or ") == 2


def test_everything_that_is_missing_is_named_at_once(turned_away):
    said = turned_away("appoint", "--no-input").err
    assert "Missing: WHO, --to, --effective, --basis." in said


@pytest.mark.parametrize(
    "words", [("history",), ("person", "show"), ("roster", "--unit"), ("audit", "replay"), ("show",)]
)
def test_sql_in_a_question_is_a_name_that_nobody_bears(turned_away, words):
    turned_away(*words, INJECTED)


def test_sql_in_what_is_recorded_stays_a_text(county, turned_away):
    turned_away("appoint", INJECTED, "--to", "CLERK", *DECIDED, said="is no identifier")
    turned_away("order", "show", "O-1' OR '1'='1")
    assert county("find", "' OR 1=1 --").code == 0
    assert county("audit", "log", "--actor", "' OR 1=1 --", "-o", "json").json() == []
    assert county(*NAMED, "Robert'); DROP TABLE vault;--").code == 0
    assert county("person", "show", "NEW", "-o", "json").json()["name"] == "Robert'); DROP TABLE vault;--"
    assert county("store", "verify").code == 0


@pytest.mark.parametrize(
    "name",
    [
        "买买提·吐尔逊",
        "𠮷野",
        "O'Brien",
        "Müller-Lüdenscheidt",
        "阿卜杜拉·麦合木提",
        "José Ñandú",
        "李　明",
        "名 'x' \"y\"",
    ],
)
def test_a_name_that_people_bear_passes_unchanged(county, name):
    assert county(*NAMED, name).code == 0
    assert county("person", "show", "NEW", "-o", "json").json()["name"] == name
    assert name in county("person", "list").out


def test_a_name_is_kept_in_one_normal_form(county):
    assert county(*NAMED, "Mu\u0308ller").code == 0
    assert county("person", "show", "NEW", "-o", "json").json()["name"] == "Müller"


def test_an_argument_that_is_no_text_is_turned_away(installed, county):
    ended = installed("person", "register", os.fsdecode(b"\xff"), "--name", "A")
    assert (ended.code, ended.err) == (2, "Error: The command line is not valid UTF-8; nothing was done.\n")
