"""A mapping file that only a clerk wrote: what it may say, and the sentence for each thing it may not."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from domain.errors import BadInput
from lifecycle.career_days import DAY_FORMS
from lifecycle.career_order import career_order
from lifecycle.mapping import load_mapping, shipped
from lifecycle.mapping_check import mistakes
from lifecycle.mapping_keys import CELL_KEYS, FIELDS, OPTIONS, TABLE_KEYS, TOP_KEYS

WHOLE = """
format = 1
title = "An office"
basis = "Card index"

[units]
rows = [{ id = "U", name = "Bureau", start = 1990-01-01 }]

[posts]
file = "careers.csv"
id = "post"
name = "post"
unit = { value = "U" }
track = { value = "admin" }

[persons]
file = "careers.csv"
id = "person"
name = "name"

[appointments]
file = "careers.csv"
person = "person"
post = "post"
start = "start"
end = "end"
"""


def found(text):
    return list(mistakes(tomllib.loads(text)))


def test_a_whole_mapping_has_no_mistakes():
    assert found(WHOLE) == []


@pytest.mark.parametrize("name", ["ministers.toml", "executive.toml"])
def test_shipped_mappings_are_found_by_bare_name(name):
    assert name in shipped()
    assert load_mapping(name).name == name


def test_a_file_of_the_same_name_comes_before_the_shipped_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ministers.toml").write_text(WHOLE, encoding="utf-8")

    assert load_mapping("ministers.toml").title == "An office"


def test_an_unknown_mapping_names_the_nearest_shipped_one():
    with pytest.raises(BadInput, match=r"did you mean ministers\.toml"):
        load_mapping("minister.toml")


@pytest.mark.parametrize(
    ("instead_of", "written", "sentence"),
    [
        ("title", "titel", "titel: is not known here; did you mean 'title'?"),
        ('title = "An office"', "", "title: is missing"),
        ("format = 1", "format = 2", "format: write format = 1, the version of the mapping format"),
        ('basis = "Card index"', "basis = 7", "basis: must be a text in quotation marks"),
        ("[persons]", "[person]", "person: is not known here; did you mean 'persons'?"),
        (
            "[persons]",
            "[person]",
            "[persons]: is missing; an import needs units, posts, persons, appointments",
        ),
        ('person = "person"', 'persn = "person"', "[appointments] persn: is not known here; did you mean 'person'?"),
        (
            'person = "person"',
            "",
            '[appointments] person: is missing; name its column, or write { value = "..." }',
        ),
        (
            'start = "start"',
            "start = 5",
            "[appointments] start: must be the name of a column in quotation marks, or { value = ... }",
        ),
        (
            'start = "start"',
            'start = { colum = "start" }',
            "[appointments] start: colum: is not known here; did you mean 'column'?",
        ),
        (
            'start = "start"',
            'start = { column = "a", value = "b" }',
            "[appointments] start: must have exactly one of column, columns and value",
        ),
        (
            'end = "end"',
            'end = "end"\nend_is = "last_day"',
            "[appointments] end_is: 'last_day' is not known; did you mean 'last-day'?",
        ),
        (
            'track = { value = "admin" }',
            'track = { value = "admn" }',
            "[posts] track.value: 'admn' is not known; did you mean 'admin'?",
        ),
        (
            'track = { value = "admin" }',
            'track = { column = "t", map = { A = "party", B = "busines" } }',
            "[posts] track.map.B: 'busines' is not known; did you mean 'business'?",
        ),
        (
            'file = "careers.csv"\nperson',
            'file = "../careers.csv"\nperson',
            "[appointments] file: must be the name of a file in the folder, without a path",
        ),
        (
            'file = "careers.csv"\nperson',
            'encoding = "utf8"\nfile = "careers.csv"\nperson',
            "[appointments] encoding: 'utf8' is not known; did you mean 'utf-8'?",
        ),
        (
            'file = "careers.csv"\nperson',
            'dates = ["YYYY-MM-DDD"]\nfile = "careers.csv"\nperson',
            "[appointments] dates: 'YYYY-MM-DDD' is not known; did you mean 'YYYY-MM-DD'?",
        ),
        ('name = "Bureau"', 'nam = "Bureau"', "[units] rows, row 1: nam: is not known here; did you mean 'name'?"),
        ('name = "Bureau"', 'kind = "x"', "[units] rows, row 1: name: is missing"),
        (
            "rows = [{",
            "rows = 3 #",
            "[units] rows: must be a list of tables, rows = [{ id = ..., name = ... }]",
        ),
    ],
)
def test_every_mistake_is_named_with_the_nearest_known_word(instead_of, written, sentence):
    assert instead_of in WHOLE

    assert sentence in found(WHOLE.replace(instead_of, written, 1))


def test_all_mistakes_are_named_at_once_with_the_file(tmp_path):
    path = tmp_path / "office.toml"
    path.write_text(WHOLE.replace("title", "titel").replace('"admin"', '"admn"'), encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        load_mapping(str(path))

    assert [problem.split(":")[:2] for problem in refused.value.problems] == [
        ["office.toml", " titel"],
        ["office.toml", " title"],
        ["office.toml", " [posts] track.value"],
    ]


def test_characteristics_need_an_id_of_the_appointment():
    text = WHOLE + '[characteristics]\nfile = "c.csv"\nappointment = "a"\n'

    assert found(text) == ["[appointments] id: is missing; [characteristics] names appointments by it"]


def test_one_file_is_read_in_one_way():
    text = WHOLE.replace('id = "person"', 'encoding = "gbk"\nid = "person"')

    assert (
        found(text)
        == [
            "[persons] encoding, delimiter: differ from [posts], and both read 'careers.csv'",
            "[appointments] encoding, delimiter: differ from [persons], and both read 'careers.csv'",
        ][:1]
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title = ", "is not TOML"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b"[" * 5000, "is not TOML"),
        (b"#" * (1024 * 1024 + 1), "is larger than 1048576 bytes"),
        (b"x = \x00", "is not TOML"),
    ],
)
def test_what_is_no_mapping_is_refused_in_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "office.toml"
    path.write_bytes(content)

    with pytest.raises(BadInput, match=sentence):
        load_mapping(str(path))


@pytest.fixture
def page():
    return (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_does_what_the_page_says(page, tmp_path):
    for name, content in re.findall(r"^`([\w.]+)`:\n\n```\w+\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")

    order = career_order(load_mapping(str(tmp_path / "office.toml")), tmp_path, date(2026, 12, 31))

    assert [(each.line, each.field, each.value) for each in order.findings] == [(5, "end", "2019-12-31")]
    assert [line["act"] for line in order.lines].count("appoint") == 3
    assert {line["post"] for line in order.lines if "post" in line} == {"Head-of-Office", "Director"}


def test_the_page_for_clerks_names_every_word_of_a_mapping(page):
    words = {
        *TOP_KEYS,
        *TABLE_KEYS,
        *CELL_KEYS,
        *DAY_FORMS,
        *FIELDS,
        *(name for each in OPTIONS.values() for name in each),
    }

    assert sorted(word for word in words if word not in page) == []


def test_the_page_for_clerks_names_every_field(page):
    assert [name for fields in FIELDS.values() for name in fields if f"`{name}`" not in page] == []
