"""Packs from the command line: checked, tried, adopted, listed, shown; and the law of a day."""

import subprocess
import sys

import pytest

from cli.schema import schema_of
from cli.table import fold
from domain.policy.catalogue import BY_NAME

PACK = """
[pack]
id = "county"
version = "1"
title = "County measures"
from = 2000-01-01

[articles."art. 6"]
wording = "Nobody stays longer than five years in one post."
wording_zh = "同一岗位任职不得超过五年。"
source = "Gazette 2000"
verified = true

[articles."art. 9"]
wording = "Leaders shall set an example."
not_modelled = "a duty of conduct"

[[rule]]
id = "TEN-1"
kind = "tenure-max"
article = "art. 6"
effect = "BLOCK"
years = [{ from = 2000-01-01, value = 5 }]
waiver = { by = "superior", max_months = 24 }

[[case]]
name = "Five years are enough"
given = ["2010-01-01 appoint LI to HEAD", "2015-01-01 relieve LI from HEAD"]
when = "2015-01-01 appoint LI to HEAD"
expect = ["TEN-1"]
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with a pack of one rule and one case."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "pack.toml").write_text(PACK, encoding="utf-8")
    return tmp_path / "measures"


def test_a_pack_without_mistakes_is_described(here, folder, fits):
    ended = here("policy", "check", folder, "-o", "json")

    assert (ended.code, ended.json()["rules"], ended.json()["not_modelled"]) == (0, 1, 1)
    assert fits(ended.json(), schema_of("policy-check")) == []
    assert here("policy", "check", "measures/pack.toml").code == 0


def test_every_mistake_of_a_pack_is_named_with_its_line(here, folder):
    broken = PACK.replace("tenure-max", "tenure-mox").replace("BLOCK", "BLOCKS")
    (folder / "pack.toml").write_text(broken, encoding="utf-8")

    ended = here("policy", "check", "measures")
    assert (ended.code, ended.out) == (2, "")
    kind, effect = ended.err.splitlines()
    assert kind.startswith(
        "Error: pack.toml, line 20: rule TEN-1, kind: 'tenure-mox' is not known here; did you mean 'ten"
    )
    assert effect == "Error: pack.toml, line 22: rule TEN-1, effect: 'BLOCKS' is not known here; did you mean 'BLOCK'?"
    (first, _) = here("policy", "check", "measures", "-o", "json").json()["findings"]
    assert first["figures"] == {"file": "pack.toml", "line": 20, "key": "rule TEN-1, kind"}


@pytest.mark.parametrize("word", ["nowhere", "sed"])
def test_there_is_no_such_pack(here, word):
    ended = here("policy", "check", word)

    assert ended.code == 2
    assert f"there is no pack {word}" in ended.err


def test_a_folder_without_a_pack_is_none(here, tmp_path):
    (tmp_path / "empty").mkdir()

    assert "holds no pack.toml" in here("policy", "check", "empty").err


def test_a_file_that_is_not_utf8_is_named(here, folder):
    (folder / "wording.toml").write_bytes(b"# one\n# \xff\n")

    assert "wording.toml, line 2: this is not UTF-8" in here("policy", "check", "measures").err


def test_cases_are_tried_one_by_one(here, folder, fits):
    ended = here("policy", "test", "measures", "-o", "json")

    assert (ended.code, [row["result"] for row in ended.json()]) == (0, ["pass"])
    assert fits(ended.json(), schema_of("pack-cases")) == []
    assert "1 of 1 cases pass." in ended.err


def test_a_case_that_fails_is_found(here, folder):
    (folder / "pack.toml").write_text(PACK.replace("2015", "2014"), encoding="utf-8")

    ended = here("policy", "test", "measures")
    assert ended.code == 7
    assert "expected TEN-1" in " ".join(ended.out.split())
    assert "0 of 1 cases pass." in ended.err


def test_a_pack_is_adopted_and_the_same_one_only_once(county, folder):
    words = ("policy", "adopt", "measures", "--from", "2016-01-01", "--basis", "Order 5")

    assert "pack county 1 is in force from 2016-01-01 (policy:county@1)" in county(*words).out
    assert county(*words, "-o", "json").json()["outcome"] == "already-recorded"


def test_an_adoption_that_is_only_tried_records_nothing(county, folder):
    ended = county("policy", "adopt", "measures", "--from", "2016-01-01", "--dry-run", "-o", "json")

    assert (ended.code, ended.json()["outcome"]) == (0, "would-record")
    assert county("policy", "list", "-o", "json").json()[0]["state"] == "not-adopted"


def test_an_adoption_needs_its_day(county, folder):
    ended = county("policy", "adopt", "measures")

    assert ended.code == 2
    assert "--from" in ended.err


def test_another_content_under_the_same_version_is_a_conflict(county, folder):
    county("policy", "adopt", "measures", "--from", "2016-01-01")
    (folder / "pack.toml").write_text(PACK.replace("value = 5", "value = 6"), encoding="utf-8")

    ended = county("policy", "adopt", "measures", "--from", "2017-01-01")
    assert ended.code == 4
    assert "another content" in ended.err


def test_packs_are_listed_and_shown_in_their_published_form(county, folder, fits):
    county("policy", "adopt", "measures", "--from", "2016-01-01")

    listed = county("policy", "list", "-o", "json").json()
    assert fits(listed, schema_of("policies")) == []
    assert {"county": "in-force", "seed": "not-adopted"}.items() <= {
        row["pack"]: row["state"] for row in listed
    }.items()
    for name in ("county", "seed", "measures"):
        assert fits(county("policy", "show", name, "-o", "json").json(), schema_of("policy")) == []
    assert "a duty of conduct" in " ".join(county("policy", "show", "county").out.split())
    assert "did you mean county" in county("policy", "show", "conty").err


def test_the_law_is_told_in_its_published_form(county, folder, fits):
    county("policy", "adopt", "measures", "--from", "2016-01-01")

    law = county("law", "TEN-1", "--on", "2017-01-01", "-o", "json").json()
    assert fits(law, schema_of("law")) == []
    assert (law["on"], law["numbers"][0]["value"], law["waiver_max_months"]) == ("2017-01-01", 5, 24)


def test_the_law_is_told_as_people_read_it(county, folder):
    county("policy", "adopt", "measures", "--from", "2016-01-01")
    kind = "\n".join(fold(f"Carried out by the kind tenure-max: {BY_NAME['tenure-max'].meaning}", 80))

    assert county("law", "TEN-1", "--on", "2017-01-01").out == (
        "TEN-1, a rule of county 1 (in force from 2016-01-01)\n"
        "\n"
        "  Nobody stays longer than five years in one post.\n"
        "  同一岗位任职不得超过五年。\n"
        "  art. 6; Gazette 2000; read in the text itself\n"
        "\n"
        f"{kind}\n"
        "Effect BLOCK; clock same-post; effective-day chooses the number.\n"
        "It concerns every post.\n"
        "Time counts as: substantive, acting, successor posts, trial.\n"
        "\n"
        "  figure  from        value  article  state\n"
        "  ------  ----------  -----  -------  --------\n"
        "  years   2000-01-01  5      art. 6   in force\n"
        "\n"
        "It may be waived by superior for at most 24 months, with reason, basis, until.\n"
    )
    assert "不得豁免" not in county("law", "TEN-1", "--on", "2017-01-01", "--lang", "zh_CN").out
    assert county("law", "TEN-1", "--on", "2017-01-01", "--fields", "rule,effect", "-o", "csv").out == (
        "rule,effect\nTEN-1,BLOCK\n"
    )


def test_an_unknown_rule_is_answered_with_the_nearest(county, folder):
    county("policy", "adopt", "measures", "--from", "2016-01-01")

    ended = county("law", "TEN-2", "--on", "2017-01-01")
    assert (ended.code, ended.out) == (2, "")
    assert "there is no rule TEN-2; did you mean TEN-1?" in ended.err


def test_a_new_store_adopts_the_packs_that_are_named(here, folder):
    assert here("init", "--pack", "measures", "--pack", "seed").code == 0

    states = {row["pack"]: row["state"] for row in here("policy", "list", "-o", "json").json()}
    assert (states["county"], states["seed"]) == ("in-force", "in-force")
    assert {pack["id"] for pack in here("store", "info", "-o", "json").json()["packs"]} == {"county", "seed"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pack", "sed"], "did you mean seed"),
        (["--pack", "none", "--pack", "seed"], "stands alone"),
    ],
)
def test_no_store_is_made_of_packs_that_cannot_be_adopted(here, words, said):
    ended = here("init", *words)

    assert ended.code == 2
    assert said in ended.err
    assert here("store", "info").code == 8


def test_the_rules_of_a_new_store_refuse_from_the_start(here, folder):
    here("init", "--pack", "measures")
    for line in (
        "unit open U --name U --effective 2001-01-01",
        "post open HEAD --unit U --name Head --track party --effective 2001-01-01",
        "person register LI --name Li",
        "appoint LI --to HEAD --effective 2001-01-01 --basis D",
        "relieve LI --from HEAD --effective 2006-01-01 --basis D",
    ):
        assert here(*line.split()).code == 0

    ended = here("appoint", "LI", "--to", "HEAD", "--effective", "2006-01-01", "--basis", "D")
    assert ended.code == 3
    assert "art. 6 [TEN-1, county@1]" in ended.err


@pytest.mark.parametrize("words", [["law", "TEN-1"], ["policy", "list"], ["policy", "show", "county"]])
def test_a_question_about_the_law_loads_neither_pydantic_nor_eventsourcing(county, folder, tmp_path, words):
    county("policy", "adopt", "measures", "--from", "2016-01-01")
    probe = (
        "import sys\nfrom cli.main import main\n"
        "try:\n    main()\nfinally:\n    print({'pydantic', 'eventsourcing'} & set(sys.modules), file=sys.stderr)"
    )

    ended = subprocess.run(
        [sys.executable, "-c", probe, *words, "--store", tmp_path / "store.db"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr.splitlines()[-1] == "set()"
