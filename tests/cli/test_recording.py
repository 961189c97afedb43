"""Acts are recorded, refused, repeated and tried out, and say so to people and to programs."""

import json

import pytest

APPOINT = ["appoint", "ZHAO", "--to", "CLERK", "--effective", "2020-01-01", "--basis", "D2"]
TAKEN = ["appoint", "ZHAO", "--to", "HEAD", "--effective", "2020-01-01", "--basis", "D2"]


def test_a_recorded_act_is_told_in_one_sentence(county):
    ended = county(*APPOINT)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Recorded O-11: ZHAO takes up post CLERK from 2020-01-01 (cadre:ZHAO@2).\n"


def test_a_recorded_act_is_told_to_programs(county, fits):
    ended = county(*APPOINT, "-o", "json")

    assert ended.json() == {"outcome": "recorded", "order": "O-11", "events": ["cadre:ZHAO@2"], "warnings": []}
    assert fits(ended.json(), json.loads(county("schema", "outcome").out)) == []


def test_a_dry_run_records_nothing(county):
    ended = county(*APPOINT, "--dry-run", "-o", "json")

    assert ended.json() == {"outcome": "would-record", "order": None, "events": [], "warnings": []}
    assert len(county("history", "ZHAO", "-o", "json").json()) == 1


def test_a_repeated_key_is_recorded_once(county):
    first, again = (county(*APPOINT, "--key", "K1", "-o", "json").json() for _ in range(2))

    assert (first["outcome"], again["outcome"]) == ("recorded", "already-recorded")
    assert (first["order"], first["events"]) == (again["order"], again["events"])


def test_a_key_with_other_content_is_a_conflict(county):
    county(*APPOINT, "--key", "K1")
    ended = county(*[each.replace("2020", "2021") for each in APPOINT], "--key", "K1")

    assert ended.code == 4
    assert ended.err.startswith("Conflict: The key K1 belongs to order O-11")


def test_a_refusal_is_told_with_rule_citation_and_the_way_on(county):
    ended = county(*TAKEN)

    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith("Conflict: ZHAO cannot hold HEAD on 2020-01-01: it has 1 seat, and LI holds it")
    assert "\n  structural rule of the register [seat-taken, register@1]\n" in ended.err
    assert ended.err.splitlines()[-1].startswith("Next: cadre ")


def test_a_refusal_is_told_to_programs(county, fits):
    ended = county(*TAKEN, "-o", "json")

    assert (ended.code, ended.err) == (4, "")
    assert fits(ended.json(), json.loads(county("schema", "refusal").out)) == []
    assert [each["rule"] for each in ended.json()["findings"]] == ["seat-taken"]


def test_the_way_on_after_dependents_is_the_same_command_confirmed(county):
    ended = county("cancel", "cadre:LI@1", "--reason", "it was none", "--basis", "D9")
    if ended.code == 3:
        assert ended.err.splitlines()[-1] == "Next: cadre cancel cadre:LI@1 --reason 'it was none' --basis D9 --yes"


def test_an_unknown_id_is_answered_with_the_nearest(county):
    ended = county(*["appoint", "ZHAO", "--to", "HEDA", "--effective", "2020-01-01", "--basis", "D2"])

    assert ended.code == 2
    assert ended.err == "Error: there is no post HEDA; did you mean HEAD?\n"


def test_a_lost_version_is_a_conflict(county):
    assert county(*APPOINT, "--if-version", "7").code == 4
    assert county(*APPOINT, "--if-version", "1").code == 0


@pytest.mark.parametrize("words", [["-o", "json"], ["-o", "csv"], ["-o", "name"]])
def test_every_form_of_output_names_the_order(county, words):
    assert "O-11" in county(*APPOINT, *words).out


def test_outcomes_are_told_in_chinese(county):
    assert county(*APPOINT, "--lang", "zh_CN").out == "已记录 O-11：ZHAO 任 CLERK，自 2020-01-01 起（cadre:ZHAO@2）。\n"


def test_an_exchange_is_one_order(county):
    ended = county(*["exchange", "LI", "WANG", "--effective", "2020-01-01", "--basis", "D3", "-o", "json"])

    assert ended.json()["events"] == ["cadre:LI@3", "cadre:WANG@3"]
    held = county(*["roster", "--filled", "--as-of", "2020-01-01", "-o", "json", "--fields", "post,cadre"]).json()
    assert held == [{"post": "DEPUTY", "cadre": "LI"}, {"post": "HEAD", "cadre": "WANG"}]


def test_an_order_file_is_recorded_whole(county, tmp_path):
    lines = "act,cadre,post,effective\nappoint,ZHAO,CLERK,2020-01-01\nrelieve,LI,HEAD,2020.1.1\n"
    (tmp_path / "order.csv").write_text(lines, encoding="utf-8")

    ended = county("order", "submit", "order.csv", "--basis", "D4", "-o", "json")

    assert ended.json()["events"] == ["cadre:ZHAO@2", "cadre:LI@3"]


def test_an_order_file_with_a_bad_line_names_its_line_and_records_nothing(county, tmp_path):
    lines = "act,cadre,post,effective\nappoint,ZHAO,CLERK,2020-01-01\nappoint,LI,HEDA,2020-01-01\n"
    (tmp_path / "order.csv").write_text(lines, encoding="utf-8")

    ended = county("order", "submit", "order.csv", "--basis", "D4")

    assert ended.code == 2
    assert ended.err == "Error: line 2: there is no post HEDA; did you mean HEAD?\n"
    found = county("order", "submit", "order.csv", "--basis", "D4", "-o", "json").json()
    assert [each["line"] for each in found["findings"]] == [2]
    assert len(county("history", "ZHAO", "-o", "json").json()) == 1


def test_an_order_is_printed_as_a_document(county):
    shown = county("order", "print", "O-9").out.splitlines()

    assert (shown[0], shown[2], shown[-1]) == (
        "Order O-9",
        "Basis: D1",
        "1. LI takes up post HEAD (substantive) from 2015-01-01",
    )
    chinese = county("order", "print", "O-9", "--lang", "zh_CN").out.splitlines()
    assert chinese[-1] == "1. LI 任 HEAD (substantive)，自 2015-01-01 起"
    assert county("order", "print", "O-9", "-o", "json").out == county("order", "show", "O-9", "-o", "json").out


@pytest.mark.parametrize("line", ["1,2,3,4,5", "appoint,ZHAO,CLERK,someday", "dance,ZHAO,CLERK,2020-01-01", ",,,"])
def test_an_order_file_that_makes_no_sense_is_refused_with_a_sentence(county, tmp_path, line):
    (tmp_path / "order.csv").write_text(f"act,cadre,post,effective\n{line}\n", encoding="utf-8")

    ended = county("order", "submit", "order.csv", "--basis", "D4")

    assert ended.code == 2
    assert ended.err.startswith("Error: ")
    assert "Traceback" not in ended.err
