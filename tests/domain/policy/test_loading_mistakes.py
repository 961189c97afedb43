"""Broken packs: each kind of mistake is told once, with file, line, key and, where a word is meant, the nearest."""

import pytest

from domain.errors import BadInput
from domain.policy.loading import load_pack

PACK = """\
[pack]
id = "county"
version = "1"
title = "County measures"
from = 2010-01-01

[articles."Measures, art. 6"]
wording = "Nobody holds one post for more than five years running."
since = 2010-01-01

[articles."Measures, art. 7"]
wording = "In a year at most a third of the posts of a unit change hands."

[articles."Measures, art. 9"]
wording = "Leaders shall set an example."
not_modelled = "a duty of conduct, no fact of the register decides it"

[[rule]]
id = "TEN-1"
kind = "tenure-max"
article = "Measures, art. 6"
effect = "BLOCK"
clock = "same-post"
pick = "effective-day"
years = [{ from = 2010-01-01, value = 5 }, { from = 2023-01-01, value = 4 }]
warn_days = 90
select = { track = ["party"], level = ["division"], key_post = true }
counts = { acting = false }
waiver = { by = "superior", max_months = 24, needs = ["reason", "until"] }
exceptions = [{ code = "minority-area", needs = "approval" }]

[[rule]]
id = "MOVE-1"
kind = "movement-share"
article = "Measures, art. 7"
effect = "WARN"
share = [{ from = 2010-01-01, value = "1/3" }]
window_months = 12
movement = "departures"
backbone_only = false
acts = ["relieve", "transfer"]
"""
CASE = """\
[[case]]
name = "Five years are enough"
given = ["2010-01-01 appoint LI to HEAD"]
when = "2015-01-01 appoint LI to HEAD"
expect = ["TEN-1"]
"""
ROWS = "years = [{ from = 2010-01-01, value = 5 }, { from = 2023-01-01, value = 4 }]"
COUNTS = "counts = { acting = false }"


def rows(*days):
    return "years = [" + ", ".join("{ " + day + " }" for day in days) + "]"


# what is broken: (in the file, what stands there, what is written instead) -> line, key and sentence of the mistake
BROKEN = {
    "a first day beyond every calendar": (
        "pack",
        "from = 2010-01-01\n\n",
        "from = 9999-12-31\n\n",
        5,
        "pack, from",
        "lies outside the years 1700 to 2199",
    ),
    "a day that TOML has not": (
        "pack",
        "from = 2010-01-01\n\n",
        "from = 2023-02-29\n\n",
        5,
        "",
        "invalid date or datetime: from = 2023-02-29",
    ),
    "an overlay on itself": (
        "pack",
        'version = "1"\n',
        'version = "1"\nparent = "county"\n',
        4,
        "pack, parent",
        "no overlay on itself",
    ),
    "a level twice": (
        "pack",
        'version = "1"\n',
        'version = "1"\nlevels = ["division", "bureau", "division"]\n',
        4,
        "pack, levels, row 3",
        "division stands twice on the scale",
    ),
    "an exception that needs nothing there is": (
        "pack",
        'needs = "approval"',
        'needs = "approvl"',
        30,
        "rule TEN-1, exceptions, row 1, needs",
        "did you mean 'approval'",
    ),
    "more days than a career has": ("pack", "warn_days = 90", "warn_days = 99999", 26, "warn_days", "36525 or less"),
    "bands in the wrong order": (
        "pack",
        ROWS,
        f"{ROWS}\nmay = 50\nshould = 30",
        26,
        "may",
        "after 50 months on 2010-01-01, no earlier than should, after 30 months",
    ),
    "an id without end": ("pack", '"TEN-1"', f'"{"T" * 5000}"', 19, f"rule {'T' * 59}…, id", "has 5000 characters"),
    "no table pack": ("pack", PACK, "", 1, "", "a pack begins with the table [pack]"),
    "not TOML": ("pack", 'id = "county"', "id = county", 2, "", "this is not TOML"),
    "a key twice": ("pack", "warn_days = 90", "warn_days = 90\nwarn_days = 91", 27, "", "this is not TOML: cannot ove"),
    "no id": ("pack", 'id = "county"\n', "", 1, "pack, id", "is missing"),
    "an id that is none": ("pack", '"county"', '"our county"', 2, "pack, id", "is no identifier"),
    "a version that is a number": ("pack", '"1"\n', "1\n", 3, "pack, version", "must be a text in quotation marks"),
    "no first day": ("pack", "from = 2010-01-01\n\n", "\n", 1, "pack, from", "is missing"),
    "a day that is none": ("pack", "from = 2010-01-01\n\n", 'from = "soon"\n\n', 5, "pack, from", "is not a day"),
    "a day with a time": (
        "pack",
        "from = 2010-01-01\n\n",
        "from = 2010-01-01T00:00:00\n\n",
        5,
        "pack, from",
        "civil d",
    ),
    "an unknown key of pack": ("pack", "title =", "titel =", 4, "pack, titel", "did you mean 'title'"),
    "an unknown table": ("pack", '[[rule]]\nid = "MOVE', '[[rules]]\nid = "MOVE', 32, "rules", "did you mean 'rule'"),
    "a rule as one table": (
        "pack",
        PACK[PACK.index("[[rule]]") :],
        '[rule]\nid = "X"',
        18,
        "rule",
        "written as [[rule]]",
    ),
    "an article without wording": (
        "pack",
        'wording = "Leaders shall set an example."\n',
        "",
        14,
        "wording",
        "is missing",
    ),
    "an article with empty wording": (
        "pack",
        '"Leaders shall set an example."',
        '" "',
        15,
        "wording",
        "the text is empty",
    ),
    "an unknown key of an article": ("pack", "not_modelled", "not_modeled", 16, "not_modeled", "mean 'not_modelled'"),
    "a text without rule": (
        "pack",
        '"a duty of conduct, no fact of the register decides it"',
        '""',
        14,
        "art. 9",
        "no rule",
    ),
    "a text with rule and reason": (
        "pack",
        "since = 2010-01-01\n",
        'not_modelled = "no"\n',
        9,
        "not_modelled",
        "so it is modelled",
    ),
    "an article that ends first": (
        "pack",
        "since = 2010-01-01\n",
        "since = 2010-01-01\nuntil = 2009-01-01\n",
        10,
        "until",
        "not after",
    ),
    "a rule without id": ("pack", 'id = "MOVE-1"\n', "", 32, "rule 2, id", "is missing"),
    "two rules of one id": ("pack", '"MOVE-1"', '"TEN-1"', 33, "id", "another rule too, in pack.toml, line 19"),
    "no kind": ("pack", 'kind = "tenure-max"\n', "", 18, "rule TEN-1, kind", "is missing"),
    "an unknown kind": ("pack", '"tenure-max"', '"tenure-maks"', 20, "rule TEN-1, kind", "did you mean 'tenure-max'"),
    "an unknown article": (
        "pack",
        'article = "Measures, art. 6"',
        'article = "Measure, art. 6"',
        21,
        "rule TEN-1, article",
        "mean 'Measures, art. 6'",
    ),
    "an unknown effect": ("pack", '"BLOCK"', '"BLOK"', 22, "rule TEN-1, effect", "did you mean 'BLOCK'"),
    "an unknown clock": ("pack", '"same-post"', '"same-pots"', 23, "rule TEN-1, clock", "did you mean 'same-post'"),
    "an unknown pick": (
        "pack",
        '"effective-day"',
        '"effect-day"',
        24,
        "rule TEN-1, pick",
        "did you mean 'effective-day'",
    ),
    "an unknown key of a rule": (
        "pack",
        "warn_days",
        "warn_dys",
        26,
        "rule TEN-1, warn_dys",
        "did you mean 'warn_days'",
    ),
    "a parameter of another kind": (
        "pack",
        "warn_days = 90",
        "window_months = 9",
        26,
        "window_months",
        "belongs to movement-share",
    ),
    "a key without use": (
        "pack",
        "window_months = 12",
        "window_months = 12\nwarn_days = 9",
        39,
        "warn_days",
        "is not used: a rule of kind movement",
    ),
    "a clock for a kind that runs none": (
        "pack",
        "window_months = 12",
        'window_months = 12\nclock = "same-unit"',
        39,
        "clock",
        "is not used: a rule of kind movement-share runs no clock (it belongs to tenure-max",
    ),
    "a pick that chooses nothing": (
        "pack",
        "window_months = 12",
        'window_months = 12\npick = "holding-start"',
        39,
        "pick",
        "holding-start is not used by kind movement-share; it takes effective-day or decision-day",
    ),
    "a gap for a clock that adds up": (
        "pack",
        'clock = "same-post"',
        'clock = "same-level"\ngap_months = 3',
        24,
        "gap_months",
        "is not used",
    ),
    "no number": ("pack", ROWS + "\n", "", 18, "rule TEN-1, years", "needs years or months"),
    "two numbers for one": ("pack", ROWS, ROWS + "\nmonths = 60", 26, "months", "stands beside years"),
    "a number as text": ("pack", "value = 4", 'value = "4"', 25, "years, row 2, value", "without quotation marks"),
    "a number as a word": ("pack", "value = 4", 'value = "four"', 25, "years, row 2, value", "must be a whole number"),
    "a float": ("pack", "value = 4", "value = 4.5", 25, "years, row 2, value", "4.5 is a float"),
    "a number beyond reason": ("pack", "value = 4", "value = 4000", 25, "years, row 2, value", "between 1 and 150"),
    "nothing for a number": ("pack", "value = 4", "value = 0", 25, "years, row 2, value", "between 1 and 150"),
    "yes for a number": ("pack", "value = 4", "value = true", 25, "years, row 2, value", "must be a whole number"),
    "a row without value": ("pack", ", value = 4", "", 25, "years, row 2, value", "is missing"),
    "a row without day": ("pack", "from = 2023-01-01, ", "", 25, "years, row 2, from", "is missing"),
    "an unknown key of a row": (
        "pack",
        "value = 4",
        "value = 4, artcle = ''",
        25,
        "row 2, artcle",
        "did you mean 'article'",
    ),
    "a slip in the article of a row": (
        "pack",
        "value = 4",
        "value = 4, article = 'Measures, art. 66'",
        25,
        "row 2, article",
        "mean 'Measures, art. 6'",
    ),
    "no row": ("pack", ROWS, "years = []", 25, "rule TEN-1, years", "needs a row"),
    "a row instead of rows": (
        "pack",
        ROWS,
        "years = { from = 2010-01-01, value = 5 }",
        25,
        "rule TEN-1, years",
        "must be a list of rows",
    ),
    "rows of one day": (
        "pack",
        ROWS,
        rows("from = 2010-01-01, value = 5", "from = 2010-01-01, value = 4"),
        25,
        "row 2",
        "overlaps the row before",
    ),
    "rows out of order": (
        "pack",
        ROWS,
        rows("from = 2010-01-01, value = 5", "from = 2009-01-01, value = 4"),
        25,
        "row 2",
        "in the order of days",
    ),
    "rows that overlap": (
        "pack",
        ROWS,
        rows("from = 2010-01-01, until = 2012-01-01, value = 5", "from = 2011-01-01, value = 4"),
        25,
        "row 2",
        "overlaps",
    ),
    "a gap between rows": (
        "pack",
        ROWS,
        rows("from = 2010-01-01, until = 2011-01-01, value = 5", "from = 2012-01-01, value = 4"),
        25,
        "row 2",
        "leaves a gap",
    ),
    "a gap after the last row": (
        "pack",
        ROWS,
        rows("from = 2010-01-01, until = 2012-01-01, value = 5"),
        25,
        "row 1",
        "and the rule goes on",
    ),
    "a rule older than its number": (
        "pack",
        ROWS,
        rows("from = 2011-01-01, value = 5"),
        25,
        "row 1",
        "its first number only from 2011-01-01",
    ),
    "a row after the end of the rule": ("pack", ROWS, ROWS + "\nuntil = 2020-01-01", 25, "row 2", "is never used"),
    "a rule that ends first": ("pack", "warn_days = 90", "until = 2009-01-01", 26, "until", "not after its first day"),
    "a share as a float": ("pack", '"1/3"', "0.33", 37, "share, row 1, value", "0.33 is a float"),
    "a share in percent": ("pack", '"1/3"', '"33 %"', 37, "share, row 1, value", "must be a share written as text"),
    "a share of the whole and more": ("pack", '"1/3"', '"4/3"', 37, "share, row 1, value", "more than the whole"),
    "a share of nothing": ("pack", '"1/3"', '"1/0"', 37, "share, row 1, value", "divides by nothing"),
    "an unknown word of an option": (
        "pack",
        '"departures"',
        '"departure"',
        39,
        "movement",
        "did you mean 'departures'",
    ),
    "an unknown word in a list": ("pack", '"transfer"]', '"transfers"]', 41, "acts, row 2", "did you mean 'transfer'"),
    "a word for a list": ("pack", 'acts = ["relieve", "transfer"]', 'acts = "relieve"', 41, "acts", "must be a list"),
    "a word for yes or no": (
        "pack",
        "backbone_only = false",
        'backbone_only = "no"',
        40,
        "backbone_only",
        "true or false",
    ),
    "an unknown key of select": ("pack", "{ track", "{ tracks", 27, "select, tracks", "did you mean 'track'"),
    "an unknown track": ("pack", '["party"]', '["prty"]', 27, "select, track, row 1", "did you mean 'party'"),
    "an unknown level": ("pack", '["division"]', '["divison"]', 27, "select, level, row 1", "did you mean 'division'"),
    "neither yes nor no nor any": (
        "pack",
        "key_post = true",
        'key_post = "yes"',
        27,
        "select, key_post",
        "neither true nor false",
    ),
    "an unknown key of counts": ("pack", "{ acting", "{ actng", 28, "counts, actng", "did you mean 'acting'"),
    "counts with a word": ("pack", "acting = false", 'acting = "no"', 28, "counts, acting", "must be true or false"),
    "counts that are no table": ("pack", COUNTS, 'counts = "acting"', 28, "counts", "must be a table"),
    "a waiver without by": ("pack", 'by = "superior", ', "", 29, "waiver, by", "is missing"),
    "a waiver for no months": (
        "pack",
        "max_months = 24",
        "max_months = 0",
        29,
        "waiver, max_months",
        "must be 1 or more",
    ),
    "a waiver that needs what there is not": (
        "pack",
        '"reason", "until"',
        '"reasons"',
        29,
        "waiver, needs, row 1",
        "mean 'reason'",
    ),
    "an exception without code": ("pack", 'code = "minority-area", ', "", 30, "exceptions, row 1, code", "is missing"),
    "exceptions that are no list": (
        "pack",
        'exceptions = [{ code = "minority-area", needs = "approval" }]',
        'exceptions = { code = "x" }',
        30,
        "exceptions",
        "must be a list",
    ),
    "unknown without a day": ("pack", "warn_days = 90", 'unknown = "warn"', 18, "unknown_until", "is missing"),
    "a day for nothing": ("pack", "warn_days = 90", "unknown_until = 2030-01-01", 26, "unknown_until", "is not used"),
    "unknown that is neither": ("pack", "warn_days = 90", 'unknown = "wrn"', 26, "unknown", "did you mean 'warn'"),
    "negative days": ("pack", "warn_days = 90", "warn_days = -1", 26, "warn_days", "must be 0 or more"),
    "a hidden character": ("pack", '"County measures"', '"County\\u200bmeasures"', 4, "pack, title", "cannot be seen"),
    "numbers of an unknown rule": (
        "extra",
        "",
        "[numbers.TEN-2]\nyears = 5\n",
        1,
        "numbers.TEN-2",
        "did you mean 'TEN-1'",
    ),
    "numbers told twice": (
        "extra",
        "",
        "[numbers.TEN-1]\nyears = 5\n",
        2,
        "years",
        "stands already in pack.toml, line 25",
    ),
    "an article told twice": (
        "extra",
        "",
        '[articles."Measures, art. 9"]\nwording = "x"\n',
        2,
        "wording",
        "already in pack.toml, line 15",
    ),
    "a case without expectation": ("cases", 'expect = ["TEN-1"]\n', "", 1, "expect", "is missing"),
    "a case with an unknown act": (
        "cases",
        '01 appoint LI to HEAD"\nexpect',
        '01 apoint LI to HEAD"\nexpect',
        4,
        "when",
        "mean 'appoint'",
    ),
    "a case with an unknown word": ("cases", 'LI to HEAD"]', 'LI too HEAD"]', 3, "given, row 1", "did you mean 'to'"),
    "a case that expects an unknown rule": (
        "cases",
        '["TEN-1"]',
        '["TEN-2"]',
        5,
        "expect, row 1",
        "did you mean 'TEN-1'",
    ),
    "a case that expects what no finding has": (
        "cases",
        '["TEN-1"]',
        '{ rule = "TEN-1", du_on = 2015-01-01 }',
        5,
        "du_on",
        "mean 'due_on'",
    ),
    "two cases of one name": (
        "cases",
        CASE,
        CASE + CASE,
        7,
        "name",
        "another case has this name, in cases.toml, line 1",
    ),
}


def broken(file, there, instead):
    texts = {"pack": PACK, "cases": CASE, "extra": ""}
    assert there in texts[file]
    texts[file] = texts[file].replace(there, instead, 1) if there else instead
    return {f"{name}.toml": text for name, text in texts.items()}


def test_the_pack_before_it_is_broken_has_no_mistake():
    assert load_pack(broken("pack", "", PACK)).id == "county"


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_with_its_place(name):
    file, there, instead, line, key, said = BROKEN[name]
    with pytest.raises(BadInput) as refused:
        load_pack(broken(file, there, instead))

    told = [each for each in refused.value.problems if each.startswith(f"{file}.toml, line {line}: ")]
    assert any(key in each.split(": ")[1] and said in each for each in told), refused.value.problems


def test_there_are_more_than_fifty_kinds_of_broken_pack():
    assert len(BROKEN) > 50


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_leads_to_few_others(name):
    with pytest.raises(BadInput) as refused:
        load_pack(broken(*BROKEN[name][:3]))

    assert len(refused.value.problems) <= 3, refused.value.problems


def test_all_mistakes_are_told_at_once_in_the_order_of_files_and_lines():
    texts = broken("pack", '"tenure-max"', '"tenure-maks"')
    texts["pack.toml"] = texts["pack.toml"].replace('"WARN"', '"WARM"')
    texts["cases.toml"] = CASE.replace('appoint LI to HEAD"]', 'appoint LI" ]').replace("TEN-1", "TEN-9")

    with pytest.raises(BadInput) as refused:
        load_pack(texts)

    places = [each.split(": ")[0] for each in refused.value.problems]
    assert places == ["pack.toml, line 20", "pack.toml, line 36", "cases.toml, line 5"]


def test_a_mistake_is_a_finding_with_its_place_as_figures():
    with pytest.raises(BadInput) as refused:
        load_pack(broken("pack", '"BLOCK"', '"BLOK"'))

    (finding,) = refused.value.findings
    assert finding.figures == {"file": "pack.toml", "line": 22, "key": "rule TEN-1, effect"}
    assert finding.wording == str(refused.value)
