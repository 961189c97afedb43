"""The page on writing packs is true: its pack has no mistake, its cases pass, its words are those of the program."""

import re
from pathlib import Path

import pytest

from domain.policy.case_words import line_of
from domain.policy.cases import EXPECTED
from domain.policy.forms import ArticleForm, PackForm
from domain.policy.loading import load_pack
from domain.policy.parameters import COMMON
from domain.policy.reading import keys_of
from domain.policy.rule import CLOCKS, EFFECTS, PICKS
from lifecycle.pack_cases import try_pack

PAGE = (Path(__file__).parent.parent / "docs" / "policy.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`measures/(\w+\.toml)`:\n\n```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
LINES = re.search(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[1].splitlines()


def test_the_pack_of_the_page_has_no_mistake_and_its_cases_pass(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [each.detail for each in try_pack(str(tmp_path))] == ["", "", ""]


def test_numbers_in_a_file_of_their_own_belong_to_the_rule():
    (numbers,) = re.findall(r"^```toml\n(\[numbers.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

    assert load_pack({**FILES, "numbers.toml": numbers}).compiled["rules"][0]["warn_days"] == 90


@pytest.mark.parametrize("line", LINES)
def test_the_acts_of_the_page_are_acts(line):
    assert line_of(line)["act"]


@pytest.mark.parametrize(
    "words",
    [keys_of(PackForm), keys_of(ArticleForm), COMMON, CLOCKS, PICKS, EFFECTS, EXPECTED],
    ids=["pack", "article", "rule", "clocks", "picks", "effects", "expected"],
)
def test_every_word_of_the_form_stands_on_the_page(words):
    assert [word for word in words if f"`{word}`" not in PAGE and f"{word} = " not in PAGE] == []
