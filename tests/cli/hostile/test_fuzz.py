"""Whatever bytes lie in a file and whatever text is typed: a sentence, never a failure of the program."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DECIDED = ("--effective", "2016-01-01", "--basis", "D2")
fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
CELLS = st.one_of(
    st.sampled_from(
        ["appoint", "person-register", "cancel", "LI", "ZHAO", "CLERK", "2016-01-01", "", '"', "=1", "O-1"]
    ),
    st.text(max_size=8),
)
HEADERS = st.lists(st.sampled_from(["act", "cadre", "post", "effective", "basis", "name", "set", "x", ""]), max_size=6)


@st.composite
def sheets(draw):
    """The bytes of something like a CSV file, sometimes broken."""
    rows = [draw(HEADERS), *draw(st.lists(st.lists(CELLS, max_size=6), max_size=4))]
    text = draw(st.sampled_from(["\n", "\r\n"])).join(",".join(row) for row in rows)
    return broken(draw, text.encode("utf-8", "surrogatepass"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELLS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELLS, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def json_lines(draw):
    """The bytes of something like JSON Lines, sometimes broken."""
    acts = st.fixed_dictionaries(
        {"act": st.sampled_from(["appoint", "person-register", "correct", "unit-split", "post-open"]) | JSON},
        optional=dict.fromkeys(("cadre", "post", "effective", "basis", "name", "set", "into", "posts"), CELLS | JSON),
    )
    rows = draw(st.lists(acts | JSON, max_size=4))
    return broken(draw, "\n".join(json.dumps(row) for row in rows).encode())


def broken(draw, content):
    """The content, or with a few bytes overwritten."""
    changed = bytearray(content)
    for place, byte in draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=2)):
        if changed:
            changed[place % len(changed)] = byte
    return bytes(changed)


@pytest.fixture
def ends_well(county, hidden):
    """A function that runs a command and asserts that it ends as the contract says, showing nothing hidden."""

    def run(*words):
        ended = county(*words)
        assert ended.code in {0, 2, 3, 4}, (words, ended)
        assert "The program failed" not in ended.err
        assert hidden(ended.out + ended.err) == []

    return run


@fuzzed
@given(content=sheets())
def test_any_bytes_in_a_sheet_end_in_a_sentence(ends_well, tmp_path, content):
    (tmp_path / "any.csv").write_bytes(content)
    ends_well("order", "submit", "any.csv", *DECIDED)


@fuzzed
@given(content=json_lines())
def test_any_bytes_in_json_lines_end_in_a_sentence(ends_well, tmp_path, content):
    (tmp_path / "any.jsonl").write_bytes(content)
    ends_well("order", "submit", "any.jsonl", *DECIDED)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(
    lambda text: not text.startswith("-")
)


@fuzzed
@given(name=WORDS, other=WORDS)
def test_any_text_typed_ends_in_a_sentence(ends_well, name, other):
    ends_well("person", "register", name, "--name", other)
    ends_well("appoint", name, "--to", "CLERK", "--effective", "2016-01-01", "--basis", other)
    ends_well("find", name)
    ends_well("show", other)
    ends_well("roster", "--unit", name, "-o", "csv")
