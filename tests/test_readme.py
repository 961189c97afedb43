"""What the README shows is true: its sessions are played, its first commands are the ones the gate runs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_sessions_of_the_readme_are_true(untrue_in_page):
    assert "```console" in README
    assert untrue_in_page(README) == []


def test_the_first_screen_holds_the_two_commands_for_a_fresh_machine():
    first, second, *_ = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)

    assert first.count("\n") == second.count("\n") == 1
    assert first.startswith("python3 -m venv ")
    assert second == "bash .ci/run\n"
    assert README[: README.index(second)].count("\n") < 24


def test_every_page_that_the_readme_leads_to_exists():
    targets = re.findall(r"\]\(([^):]+)\)", README)

    assert [target for target in targets if not (ROOT / target).exists()] == []
    assert "docs/changelog.md" in targets


@pytest.mark.parametrize(
    ("page", "untrue"),
    [
        ("```console\n$ echo one\none\n```\n", 0),
        ("```console\n$ echo one\ntwo\n```\n", 1),
        ("```console\n$ echo one\n```\n", 1),
        ("```console\n$ printf 'a\\nb\\nc\\n'\na\n...\nc\n```\n", 0),
        ("```console\n$ printf 'a\\nb\\nd\\n'\na\n...\nc\n```\n", 1),
        ("```console\n$ (exit 3)\n$ echo exit $?\nexit 3\n```\n", 0),
        ("```console\n$ echo one \\\n>   two\none two\n```\n", 0),
        ("```console\n$ exit 0\n$ echo never\nnever\n```\n", 2),
        ("```console\n$ echo kept > f\n```\nand then\n```console\n$ cat f\nkept\n```\n", 0),
        ("```console\n$ export A=kept\n```\nand then\n```console\n$ echo $A\nkept\n```\n", 0),
    ],
)
def test_a_session_is_true_when_every_command_prints_what_is_shown(untrue_in_page, page, untrue):
    assert len(untrue_in_page(page)) == untrue
