"""The walkthrough is true: every command is typed and every answer compared; few flags, and every way on works."""

import re
import shlex
from pathlib import Path

import pytest

from cli.command import Task
from cli.reference import every_command

PAGE = (Path(__file__).parent.parent / "docs" / "walkthrough.md").read_text(encoding="utf-8")
MOST_FLAGS = 4
ACTS = {
    tuple(path.split()): [flag for option in command.params for flag in option.opts if flag.startswith("-")]
    for path, command in every_command()
    if isinstance(command, Task) and "effective" in command.takes
}
"""The words that call each command which records an act -> the flags it takes."""
TRIED = r"""\g<0>
$ before=$?; cp "$(cadre config show -o tsv | sed -n 's/^store\t//p')" trial.db
$ \1 --store trial.db > trial.txt 2>&1 || cat trial.txt; (exit $before)"""
"""After a line that proposes a command: that command, on a copy of the store. `$?` stays what it was.

The copy is made past the program: a backup would be recorded in the store.
"""


def with_every_way_on(page):
    """The page with each proposed command typed after it, and how many there are."""
    return re.subn(r"^Next: (cadre .*)$", TRIED, page, flags=re.MULTILINE)


def acts_typed():
    """The commands of the page that record an act, each with its words."""
    for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        for command in re.findall(r"^\$ (cadre .*)$", block, re.MULTILINE):
            words = shlex.split(command)
            if any(tuple(words[: len(act)]) == act for act in ACTS):
                yield command, words


def test_every_command_of_the_walkthrough_answers_as_shown_and_every_way_on_works(untrue_in_page):
    tried, ways_on = with_every_way_on(PAGE)

    assert ways_on >= PAGE.count("\nRefused: ") + PAGE.count("\nConflict: ") > 0
    assert untrue_in_page(tried) == []


def test_a_way_on_that_does_not_work_is_found(untrue_in_page):
    page = "```console\n$ cadre init -q --store s.db\n$ export CADRE_STORE=s.db\n$ echo '{0}'\n{0}\n```\n"

    assert untrue_in_page(with_every_way_on(page.format("Next: cadre unit list"))[0]) == []
    assert untrue_in_page(with_every_way_on(page.format("Next: cadre unit show NONE"))[0]) != []


@pytest.mark.parametrize(("command", "words"), [pytest.param(*typed, id=typed[0][:60]) for typed in acts_typed()])
def test_an_act_of_the_walkthrough_takes_few_flags(command, words):
    assert sum(word.startswith("-") for word in words) <= MOST_FLAGS


def test_the_walkthrough_shows_the_acts_of_a_career():
    shown = {words[1] for _, words in acts_typed()}
    assert shown >= {
        *("unit", "post", "person", "order", "appoint", "confirm", "promote", "transfer", "exchange", "relieve"),
        *("depart", "correct", "cancel"),
    }


def test_the_chapters_are_numbered_and_listed_at_the_top():
    listed = re.findall(r"^(\d+)\. \[(.*?)\]\(#(.*?)\)$", PAGE, re.MULTILINE)
    chapters = re.findall(r"^## (\d+)\. (.*)$", PAGE, re.MULTILINE)

    assert [(number, title) for number, title, _ in listed] == chapters
    assert [int(number) for number, _ in chapters] == [*range(1, len(chapters) + 1)]
    anchors = [re.sub(r"[^\w\- ]", "", f"{number}. {title}".lower()).replace(" ", "-") for number, title in chapters]
    assert [anchor for _, _, anchor in listed] == anchors
