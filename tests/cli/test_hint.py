"""The way on after a refusal: for every act a command that there is, about what the act is about."""

import shlex

import pytest

from cli.hint import ASKING_ABOUT, LISTING, about, next_command
from cli.main import program
from cli.refusal import SUPPLYING, details
from domain.commands import Command
from domain.finding import Finding
from lifecycle.lines import ACTS, command_kind

SURROUNDING = set(Command.model_fields)
FIELDS = {field for field, _ in (*ASKING_ABOUT, *LISTING)}


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_act_leads_to_more_than_the_list_of_orders(act):
    fields = {*command_kind(act).model_fields} - SURROUNDING

    assert FIELDS & fields, fields
    assert about(dict.fromkeys(fields, "X")) != "cadre order list"


@pytest.mark.parametrize("command", sorted({command for _, command in (*ASKING_ABOUT, *LISTING)}))
def test_every_command_is_one_of_the_program(command):
    found = program
    for word in command.split()[1:]:
        found = found.get_command(None, word)
        assert found is not None, command


def test_the_most_telling_subject_of_a_line_is_shown():
    assert about({"cadre": "LI", "body": "PARTY"}) == "cadre history LI"
    assert about({"body": "the party's"}) == shlex.join(["cadre", "body", "show", "the party's"])
    assert about({"complaint": "C-1"}) == "cadre complaint list"
    assert about({}) == "cadre order list"


def test_the_text_of_a_rule_is_read_out_once_in_a_refusal():
    law = Finding("R", "A is too early.", pack="p", citation="art. 1", figures={"law": "Nobody is early."})

    assert list(details("en", law)) == ["art. 1 [R, p@1]", "“Nobody is early.”"]
    assert list(details("en", law, read=False)) == ["art. 1 [R, p@1]"]
    both = law._replace(figures={"law": "Nobody is early.", "law_zh": "不得提前。"})
    assert [list(details(language, both))[1] for language in ("en", "zh_CN")] == ["“Nobody is early.”", "“不得提前。”"]


def test_a_refusal_for_want_of_a_personal_fact_says_how_it_is_put_on_file():
    lacking = Finding("R", "Not known.", figures={"cadre": "LI", "missing": "the birth date of LI; the sex of LI"})

    [_, told] = details("en", lacking)
    assert told.endswith("who keeps the file: cadre person amend LI --born DAY --sex TEXT")
    other = Finding("R", "Not known.", figures={"cadre": "LI", "missing": "a number of the pack"})
    assert len(list(details("en", other))) == 1


def test_every_personal_fact_that_a_finding_can_lack_is_one_of_the_command():
    from domain.policy.metrics import WORDS

    amend = program.get_command(None, "person").get_command(None, "amend")
    options = {option for each in amend.params for option in each.opts}
    assert {each.split()[0] for each in SUPPLYING.values()} <= options
    assert {f"{word} of" for word in WORDS.values()} <= set(SUPPLYING)


def test_the_way_on_waits_for_what_bars_the_act_and_not_for_what_only_warns():
    barring = Finding("R", "Too early.", earliest="2022-01-15")
    warning = Finding("W", "Early.", effect="WARN", earliest="2024-12-01")
    typed = ["relieve", "LI", "--effective", "2021-08-01"]

    assert next_command([barring, warning], [], typed) == "cadre relieve LI --effective 2022-01-15"
    assert next_command([Finding("dependents", "x"), warning], [], typed) == f"cadre {' '.join(typed)} --yes"
