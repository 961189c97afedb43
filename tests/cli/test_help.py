"""Every command says what it does and how it is used, the same wherever it is said."""

import click
import pytest

from cli.command import Task
from cli.kinds import KINDS
from cli.language import HEADINGS
from cli.main import COMMANDS, ENTRIES, program
from cli.reference import every_command
from cli.topic import Topic

TASKS = {path: command for path, command in every_command() if isinstance(command, Task)}


@pytest.mark.parametrize("path", TASKS)
def test_every_command_has_a_sentence_of_help_and_an_example_of_itself(path):
    command = TASKS[path]

    assert command.help.splitlines()[0].endswith(".")
    assert any(each.startswith(f"{path} ") or each == path for each in command.examples)


@pytest.mark.parametrize("path", TASKS)
def test_every_parameter_says_what_it_is(path):
    assert [each.name for each in TASKS[path].params if not each.help] == []


@pytest.mark.parametrize("name", ENTRIES)
def test_the_table_of_commands_says_what_the_command_says(name):
    command = program.get_command(click.Context(program), name)

    assert command.name == name
    assert command.help.splitlines()[0] == ENTRIES[name].says


def test_the_help_of_the_program_stands_in_sections(cadre):
    shown = cadre("-h").out

    places = [shown.index(f"\n{section}:\n") for section in COMMANDS]
    assert places == sorted(places)
    assert all(f"\n  {name} " in shown for name in ENTRIES)


def test_help_is_there_for_groups_and_commands_alike(cadre):
    assert "Example:\n  cadre unit open COUNTY" in cadre("unit", "--help").out
    assert "Recording:\n  --effective DAY" in cadre("appoint", "-h").out


def test_short_and_long_option_names_are_unique_within_a_command():
    for path, command in every_command():
        spelled = [each for option in command.params if isinstance(option, click.Option) for each in option.opts]
        assert len(spelled) == len(set(spelled)), path


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["aptoint"], "Did you mean 'appoint'"),
        (["unit", "opne"], "Did you mean 'open'"),
        (["appoint", "LI", "--effectve", "2026-01-01"], "'--effective'"),
        (["zzzz"], "There is no command 'zzzz'."),
    ],
)
def test_a_mistyped_word_is_answered_with_the_nearest(cadre, words, meant):
    ended = cadre(*words)

    assert ended.code == 2
    assert ended.out == ""
    assert meant in ended.err


def test_topics_hold_nothing_but_commands():
    assert all(isinstance(command, Task | Topic) for _, command in every_command())


def test_the_sections_of_the_help_are_translated(here):
    assert "\n任免:\n" in here("--lang", "zh_CN", "--help").out
    assert "\n示例:\n" in here("appoint", "-h", CADRE_LANG="zh_CN").out


def test_every_column_heading_has_a_translation():
    fields = {field for kind in KINDS.values() for field in kind.fields}

    assert fields - set(HEADINGS) == set()
