"""The reference of the command line is generated, and fresh."""

from pathlib import Path

from cli.reference import every_command, reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def test_the_page_is_what_the_program_says_now():
    assert PAGE.read_text(encoding="utf-8") == reference(), "python -P -m cli.reference > docs/cli.md"


def test_every_command_stands_in_it_once():
    page = PAGE.read_text(encoding="utf-8")

    assert all(page.count(f"# {path}\n") == 1 for path, _ in every_command())
