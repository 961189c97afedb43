"""Packs as they are read: split over files, with bare values, days as text; and what their compiled form holds."""

from datetime import date

import pytest

from domain.policy.catalogue import BY_NAME, KINDS
from domain.policy.compiled import checked_pack
from domain.policy.forms import CountsForm, RuleForm, SelectForm, WaiverForm
from domain.policy.loading import load_pack
from domain.policy.options import WORDS
from domain.policy.pack import read_pack
from domain.policy.parameters import groups_of
from domain.policy.rule import Counts, Rule, Selector, WaiverTerms

HEAD = """
[pack]
id = "county"
version = "1"
title = "County measures"
from = 2010-01-01
"""
ARTICLE = """
[articles."art. 6"]
wording = "Nobody stays longer than five years."
"""
RULE = """
[[rule]]
id = "TEN-1"
kind = "tenure-max"
article = "art. 6"
effect = "BLOCK"
"""
YEARS = "years = [{ from = 2010-01-01, value = 5 }]\n"


def loaded(*texts):
    names = ("pack.toml", "numbers.toml", "wording.toml")
    return load_pack(dict(zip(names, texts, strict=False)))


def only_rule(*texts):
    return read_pack(loaded(*texts).content).rules[0]


def test_only_id_kind_article_effect_and_the_numbers_are_needed():
    rule = only_rule(HEAD + ARTICLE + RULE + YEARS)

    assert (rule.pick, rule.clock, rule.warn_days, rule.unknown) == ("effective-day", "same-post", 180, "block")
    assert (rule.select, rule.counts, rule.waiver, rule.exceptions) == (Selector(), Counts(), None, ())
    assert rule.since == date(2010, 1, 1)


def test_numbers_and_wording_may_stand_in_files_of_their_own():
    whole = loaded(HEAD + ARTICLE + RULE + YEARS)
    split = loaded(HEAD + RULE, "[numbers.TEN-1]\n" + YEARS, ARTICLE)

    assert split.content == whole.content


def test_the_chinese_of_an_article_may_stand_in_another_file_than_its_english():
    chinese = '[articles."art. 6"]\nwording_zh = "任职不得超过五年。"\n'

    article = read_pack(loaded(HEAD + ARTICLE + RULE + YEARS, "", chinese).content).articles["art. 6"]

    assert (article.wording, article.wording_zh) == ("Nobody stays longer than five years.", "任职不得超过五年。")


def test_a_bare_value_is_one_row_that_begins_with_its_rule():
    bare = loaded(HEAD + ARTICLE + RULE + "years = 5\nfrom = 2012-03-01\n")
    row = loaded(HEAD + ARTICLE + RULE + "years = [{ from = 2012-03-01, value = 5 }]\nfrom = 2012-03-01\n")

    assert bare.content == row.content


def test_a_row_may_say_its_end_as_long_as_no_gap_is_left():
    ended = loaded(
        HEAD + ARTICLE + RULE + "years = [{ from = 2010-01-01, until = 2015-01-01, value = 5 },"
        "{ from = 2015-01-01, value = 4 }]\n"
    )
    plain = loaded(
        HEAD + ARTICLE + RULE + "years = [{ from = 2010-01-01, value = 5 }, { from = 2015-01-01, value = 4 }]\n"
    )

    assert ended.content == plain.content


def test_days_may_be_written_as_text():
    assert loaded(HEAD.replace("2010-01-01", '"2010年1月1日"') + ARTICLE + RULE + YEARS).since == date(2010, 1, 1)


def test_any_means_that_nothing_is_selected():
    every = only_rule(HEAD + ARTICLE + RULE + YEARS + 'select = { track = [], key_post = "any", part_time = "any" }\n')

    assert every.select == Selector()


def test_a_wording_over_several_lines_is_one_passage():
    broken = ARTICLE.replace(
        '"Nobody stays longer than five years."', '"""\nNobody stays\n  longer than five years.\n"""'
    )

    assert loaded(HEAD + broken + RULE + YEARS).content == loaded(HEAD + ARTICLE + RULE + YEARS).content


def test_chinese_over_several_lines_is_joined_without_blanks():
    article = ARTICLE + 'wording_zh = """\n任职\n不得超过\n五年。\n"""\n'

    assert (
        read_pack(loaded(HEAD + article + RULE + YEARS).content).articles["art. 6"].wording_zh == "任职不得超过五年。"
    )


def test_a_row_may_cite_an_amendment_that_the_pack_does_not_quote():
    years = 'years = [{ from = 2010-01-01, value = 5, article = "Amendment of 2023, sec. 1" }]\n'

    assert only_rule(HEAD + ARTICLE + RULE + years).numbers["years"][0].article == "Amendment of 2023, sec. 1"


def test_an_article_cited_by_a_row_alone_is_carried_out():
    amended = ARTICLE + '[articles."Amendment, sec. 1"]\nwording = "Four years."\n'
    years = (
        'years = [{ from = 2010-01-01, value = 5 }, { from = 2012-01-01, value = 4, article = "Amendment, sec. 1" }]\n'
    )

    assert only_rule(HEAD + amended + RULE + years).numbers["years"][1].article == "Amendment, sec. 1"


def test_a_pack_may_hold_nothing_but_articles_that_are_not_modelled():
    assert loaded(HEAD + ARTICLE + 'not_modelled = "a duty of conduct"\n').compiled["rules"] == []


def test_the_order_of_the_files_and_of_their_keys_changes_nothing():
    turned = HEAD + ARTICLE + "[[rule]]\n" + YEARS + "".join(reversed(RULE.splitlines(keepends=True)[2:]))

    assert loaded(turned).content == loaded(HEAD + ARTICLE + RULE + YEARS).content


def test_what_is_compiled_is_accepted_as_it_is():
    content = loaded(HEAD + ARTICLE + RULE + YEARS + 'waiver = { by = "superior" }\n').content

    assert checked_pack(content) == read_pack(content)


def test_a_grade_scale_of_its_own_names_the_levels_of_its_rules():
    scale = HEAD + 'levels = ["junior", "senior"]\n'

    assert loaded(scale + ARTICLE + RULE + YEARS + 'select = { level = ["senior"] }\n').levels == ("junior", "senior")


@pytest.mark.parametrize(
    ("form", "value"),
    [(CountsForm, Counts), (SelectForm, Selector), (WaiverForm, WaiverTerms)],
)
def test_a_table_of_a_pack_has_the_fields_of_what_it_becomes(form, value):
    assert set(form.model_fields) == set(value.__dataclass_fields__)


def test_what_is_not_said_is_what_a_rule_has_by_itself():
    rule = Rule.__dataclass_fields__
    for name in ("pick", "clock", "warn_days", "gap_months", "unknown"):
        assert RuleForm.model_fields[name].default == rule[name].default, name
    assert CountsForm().model_dump() == {name: field.default for name, field in Counts.__dataclass_fields__.items()}
    assert WaiverForm(by="x").needs == list(WaiverTerms.__dataclass_fields__["needs"].default)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_describes_what_it_takes(kind):
    names = [name for group, _ in groups_of(kind) for name in group]
    forms = [description.partition(":")[0] for description in kind.options.values()]
    lists = [form.removeprefix("list of ") for form in forms if form.startswith("list of ")]

    assert len({*names, *kind.options}) == len(names) + len(kind.options)
    assert set(kind.needs) <= set(kind.options)
    assert not {name for name in (*names, *kind.options) if name in RuleForm.model_fields}
    assert all(word in WORDS or " " in word or word.endswith("s") for word in lists)
    assert BY_NAME[kind.name] is kind
