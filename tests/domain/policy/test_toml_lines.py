"""On which line each key of a TOML text stands, whatever surrounds it."""

import tomllib

import pytest

from domain.policy.toml_lines import lines_of
from lifecycle.pack_folder import pack_texts, shipped_packs

TEXTS = {
    "comments and blank lines": ("# [x]\n\n a = 1 # b = 2\n\nb=2", {("a",): 3, ("b",): 5}),
    "a table with a quoted name": ('[a."b. [c]"]\nd = 1', {("a", "b. [c]", "d"): 2}),
    "a dotted key": ("a.b . 'c' = 1", {("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 1}),
    "tables of a list": (
        "[[r]]\nx=1\n[[r]]\nx=2\n[r.s]\ny=1",
        {("r", 0, "x"): 2, ("r", 1, "x"): 4, ("r", 1, "s", "y"): 6},
    ),
    "a list in a list of tables": ("[[r]]\n[[r.t]]\nx=1\n[[r.t]]\nx=2", {("r", 0, "t", 1, "x"): 5}),
    "a list over lines": (
        "a = [ # one\n 1,\n\n [2,\n 3], # ]\n]\nb = 1",
        {("a", 0): 2, ("a", 1): 4, ("a", 1, 1): 5, ("b",): 7},
    ),
    "tables within a line": ("a = [{ b = 1, c.d = '}' },\n { b = 2 }]", {("a", 0, "c", "d"): 1, ("a", 1, "b"): 2}),
    "brackets in texts": ("a = \"[\\\"{\"\nb = '''\n]] '' [['''\nc = 1", {("b",): 2, ("c",): 4}),
    "a text over lines": ('a = """\n\\"""\nb = 1\n"""""\nc = 1', {("a",): 1, ("c",): 5}),
    "lines that end as on Windows": ("a = 1\r\nb = 2\r\n", {("a",): 1, ("b",): 2}),
    "days": ("a = 2010-01-01\nb = [2010-01-01, 2011-01-01]", {("b",): 2, ("b", 1): 2}),
    "an empty list and table": ("a = []\nb = {}\nc = 1", {("c",): 3}),
}


def paths_of(value, path=()):
    """Every path of a parsed document."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from paths_of(each, (*path, key))


@pytest.mark.parametrize("name", TEXTS)
def test_the_lines_of(name):
    text, expected = TEXTS[name]
    found = lines_of(text)

    assert {path: found.get(path) for path in expected} == expected
    assert set(paths_of(tomllib.loads(text))) == set(found)


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_key_of_a_shipped_pack_has_a_line_on_which_it_stands(pack):
    for text in pack_texts(pack).values():
        found, written = lines_of(text), text.splitlines()

        assert set(paths_of(tomllib.loads(text))) == set(found)
        for path, line in found.items():
            if isinstance(path[-1], str):
                assert path[-1] in written[line - 1], (path, line)
