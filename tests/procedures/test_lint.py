"""The linter: shipped procedures are clean, and every planted flaw is found."""

import pytest

from domain.errors import BadInput
from domain.procedure.lint import lint, overlapping
from domain.procedure.loading import load_procedure
from domain.procedure.picture import edges, mermaid, svg
from lifecycle.procedure_files import load_definition, shipped_procedures

HEAD = """
[procedure]
id = "p"
version = "1"
title = "P"
calendar = "c"
start = "a"
needs = ["post"]
basis = [{ text = "A law" }]
[roles.clerk]
title = "Clerk"
[roles.board]
title = "Board"
body = true
"""
TASK = '[[step]]\nid = "a"\nkind = "task"\ntitle = "A"\nrole = "clerk"\noutcomes = { done = "end:done" }\n'
BALLOT = """
[[step]]
id = "b"
kind = "ballot"
title = "B"
role = "board"
outcomes = { carried = "end:done", lost = "end:lost" }
ballot = { quorum = { of = "entitled", at_least = "1/2" }, majority = { of = "present", more_than = "1/2" } }
"""
TO_B = TASK.replace("end:done", "b")


def read(text):
    return load_procedure(text, "p.toml", lambda _name: "")


@pytest.mark.parametrize("name", shipped_procedures())
def test_a_shipped_procedure_has_no_flaw_and_can_be_drawn(name):
    procedure = load_definition(name)

    assert lint(procedure) == ()
    assert all(procedure.basis)
    assert procedure.title_zh
    drawn = mermaid(procedure, visited=[procedure.start], chinese=True)
    assert drawn.count("-->") == len(list(edges(procedure)))
    assert svg(procedure, visited=[procedure.start]).count("<rect") >= len(procedure.steps)


@pytest.mark.parametrize(
    ("text", "step", "code"),
    [
        (TASK.replace("end:done", "nowhere"), "a", "missing-target"),
        (TASK.replace("clerk", "cook"), "a", "unknown-role"),
        (TASK.replace("clerk", "board"), "a", "unknown-role"),
        (TASK.replace("end:done", "a"), "a", "dead"),
        (TASK + BALLOT, "b", "unreachable"),
        (TO_B + BALLOT.replace('at_least = "1/2"', 'at_least = "3/2"'), "b", "impossible-fraction"),
        (TO_B + BALLOT.replace('more_than = "1/2"', 'more_than = "1"'), "b", "impossible-fraction"),
        (TO_B + BALLOT.replace('at_least = "1/2"', 'at_least = "0"'), "b", "impossible-fraction"),
        (TO_B + BALLOT.replace('of = "entitled"', 'of = "present"'), "b", "impossible-fraction"),
        (TO_B + BALLOT.replace(', lost = "end:lost"', ""), "b", "missing-outcome"),
        (TASK + 'effects = { done = [{ act = "appoint" }] }', "a", "no-compensation"),
        (TASK + 'irreversible = true\neffects = { gone = [{ act = "appoint" }] }', "a", "missing-outcome"),
        (TASK.replace('kind = "task"', 'kind = "wait"').replace("done =", "elapsed ="), "a", "missing-term"),
        (TASK + 'anchor = "z"', "a", "missing-target"),
        (TASK + '[[duty]]\nkind = "distinct"\nsteps = ["a", "z"]', "procedure", "missing-target"),
        (
            TO_B + TASK.replace('id = "a"', 'id = "b"') + '[[duty]]\nkind = "distinct"\nsteps = ["a", "b"]\n'
            '[[duty]]\nkind = "same"\nsteps = ["b", "a"]',
            "a",
            "impossible-duty",
        ),
        (
            TO_B
            + TASK.replace('id = "a"', 'id = "b"').replace("end:done", "c")
            + TASK.replace('id = "a"', 'id = "c"')
            + '[[duty]]\nkind = "same"\nsteps = ["a", "b"]\n[[duty]]\nkind = "same"\nsteps = ["b", "c"]\n'
            '[[duty]]\nkind = "distinct"\nsteps = ["a", "c"]',
            "a",
            "impossible-duty",
        ),
        (
            TO_B + TASK.replace('id = "a"', 'id = "b"\npeople = 2') + '[[duty]]\nkind = "same"\nsteps = ["a", "b"]',
            "a",
            "impossible-duty",
        ),
        ('[[step]]\nid = "a"\nkind = "gateway"\ntitle = "A"\nchoice = []', "a", "open-gateway"),
        (
            '[[step]]\nid = "a"\nkind = "gateway"\ntitle = "A"\nchoice = [{ name = "x", to = "a" }]',
            "a",
            "endless",
        ),
        (
            (
                '[[step]]\nid = "a"\nkind = "gateway"\ntitle = "A"\n'
                'choice = [{ name = "x", to = "end:x", when = { moon = ["full"] } }, { name = "y", to = "end:y" }]'
            ),
            "a",
            "unknown-fact",
        ),
        (
            '[[step]]\nid = "a"\nkind = "parallel"\ntitle = "A"\nbranches = ["b"]\noutcomes = { joined = "end:x" }\n'
            + TASK.replace('id = "a"', 'id = "b"').replace("end:done", "join:a"),
            "a",
            "missing-target",
        ),
    ],
)
def test_a_planted_flaw_is_found(text, step, code):
    assert (step, code) in {(each.step, each.code) for each in lint(read(HEAD + text))}


def test_a_procedure_without_flaw_passes():
    assert lint(read(HEAD + TO_B + BALLOT)) == ()


def test_versions_that_are_in_force_together_are_found():
    first = read(HEAD + TASK)
    second = read(HEAD.replace('version = "1"', 'version = "2"\nfrom = 2025-01-01') + TASK)

    assert [each.code for each in overlapping([first, second])] == ["overlap"]
    ended = read(HEAD.replace('version = "1"', 'version = "1"\nuntil = 2025-01-01') + TASK)
    assert overlapping([ended, second]) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x", "not TOML"),
        (HEAD, "step: is missing"),
        (HEAD + TASK + "colour = 'red'", "colour"),
        (HEAD + TASK + "term = '5h'", "not a term"),
        (HEAD + BALLOT.replace('"1/2"', '"half"'), "not a fraction"),
        (HEAD + BALLOT.replace('at_least = "1/2"', 'at_least = "1/2", more_than = "1/2"'), "one of them"),
    ],
)
def test_a_mistake_of_form_is_told(text, sentence):
    with pytest.raises(BadInput, match=sentence):
        read(text)


def test_the_same_text_has_the_same_hash_and_another_one_another():
    assert read(HEAD + TASK).hash == read("# a remark\n" + HEAD + TASK).hash
    assert read(HEAD + TASK).hash != read(HEAD.replace('"P"', '"Q"') + TASK).hash
