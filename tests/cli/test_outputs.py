"""Results have the published fields, in every form."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cli import kinds
from cli.kinds import KINDS
from cli.schema import schema_of

READS = {
    "roster": "roster --as-of 2020-01-01",
    "vacancies": "post vacancies --as-of 2020-01-01",
    "history": "history LI",
    "career": "career LI",
    "calendar": "post calendar HEAD",
    "person": "person show LI",
    "persons": "person list",
    "post": "post show HEAD",
    "posts": "post list",
    "unit": "unit show FINANCE",
    "units": "unit list",
    "lineage": "unit lineage FINANCE",
    "find": "find i",
    "diff": "diff LI --known-on 2000-01-01..2100-01-01",
    "orders": "order list",
    "order": "order show O-9",
    "info": "store info",
    "audit-log": "audit log",
    "audit-replay": "audit replay LI",
    "verification": "store verify",
    "config": "config show",
    "config-origin": "config show --origin",
    "profiles": "profile list",
    "schemas": "schema list",
    "doctor": "doctor",
}


@pytest.mark.parametrize("kind", READS)
def test_json_is_what_its_published_schema_says(county, fits, kind):
    ended = county(*READS[kind].split(), "-o", "json")

    assert ended.code == 0, ended.err
    assert fits(ended.json(), json.loads(county("schema", kind).out)) == []
    assert bool(ended.json()) or kind in {"lineage", "profiles"}


def test_every_kind_has_a_schema_and_known_types():
    assert all(schema_of(name)["title"] == name for name in KINDS)


def test_no_two_kinds_have_one_name():
    sources = [path.read_text(encoding="utf-8") for path in Path(kinds.__file__).parent.glob("*kinds.py")]
    named = [name for source in sources for name in re.findall(r'^    "([\w-]+)": Kind\(', source, re.MULTILINE)]

    assert sorted(named) == sorted(KINDS)


def test_the_roster_has_one_row_per_seat(county):
    rows = county("roster", "--as-of", "2020-01-01", "-o", "json").json()

    assert [(row["post"], row["seat"], row["cadre"]) for row in rows] == [
        ("CLERK", 1, None),
        ("CLERK", 2, None),
        ("DEPUTY", 1, "WANG"),
        ("HEAD", 1, "LI"),
    ]


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        ("name", "DEPUTY\nHEAD\n"),
        ("csv", "post,cadre\nDEPUTY,WANG\nHEAD,LI\n"),
        ("tsv", "post\tcadre\nDEPUTY\tWANG\nHEAD\tLI\n"),
        ("md", "| post | cadre |\n| --- | --- |\n| DEPUTY | WANG |\n| HEAD | LI |\n"),
        ("jsonl", '{"post": "DEPUTY", "cadre": "WANG"}\n{"post": "HEAD", "cadre": "LI"}\n'),
        ("json", '[\n{"post": "DEPUTY", "cadre": "WANG"},\n{"post": "HEAD", "cadre": "LI"}\n]\n'),
        ("table", "post    cadre\n------  -----\nDEPUTY  WANG\nHEAD    LI\n"),
    ],
)
def test_every_form_has_the_same_fields(county, output, shown):
    ended = county("roster", "--filled", "--as-of", "2020-01-01", "-o", output, "--fields", "post,cadre")

    assert ended.out == shown
    assert ended.err == ""


@pytest.mark.parametrize(
    ("output", "shown"), [("json", "[]\n"), ("jsonl", ""), ("csv", "post,cadre\n"), ("name", ""), ("table", "")]
)
def test_nothing_found_is_an_empty_result(county, output, shown):
    ended = county("roster", "--as-of", "2000-01-01", "-o", output, "--fields", "post,cadre")

    assert (ended.code, ended.out) == (0, shown)
    assert ("Nothing found." in ended.err) == (output not in {"json", "jsonl"})


def test_an_unknown_field_is_named_with_the_nearest(county):
    ended = county("roster", "--fields", "post,cader")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "Error: There is no field 'cader'; did you mean cadre?\n"


def test_the_language_changes_what_people_read_and_nothing_else(county):
    english, chinese = (county("roster", "--lang", lang) for lang in ("en", "zh_CN"))

    assert english.out.startswith("post ")
    assert chinese.out.startswith("岗位 ")
    assert county("roster", "-o", "json").out == county("roster", "-o", "json", "--lang", "zh_CN").out


def test_a_name_that_is_a_formula_is_harmless_in_a_spreadsheet(county):
    assert county("person", "register", "EVIL", "--name", "=1+1").code == 0

    rows = list(csv.DictReader(io.StringIO(county("person", "list", "-o", "csv").out)))
    assert [row["name"] for row in rows if row["cadre"] == "EVIL"] == ["'=1+1"]
    assert {"cadre": "EVIL", "name": "=1+1"} in county(
        *["person", "list", "-o", "json", "--fields", "cadre,name"]
    ).json()


def test_markdown_cells_stay_in_their_place(county):
    assert county("person", "register", "EVIL", "--name", "a|b<c>`d`\\").code == 0

    shown = county("person", "list", "-o", "md", "--fields", "cadre,name").out
    assert "| EVIL | a\\|b&lt;c>\\`d\\`\\\\ |" in shown
