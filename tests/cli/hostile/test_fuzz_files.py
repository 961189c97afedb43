"""Whatever bytes lie in a table, a definition, a pack, a proof or a key: a sentence, and nothing half brought in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

fuzzed = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
ENDS = {0, 2, 3, 4, 5, 7}
"""5: a proof may be read and not fit the store; 7: rows may be left out, and definitions found wanting."""
CALENDAR = 'id = "cn"\nversion = "1"\n[[year]]\nyear = 2024\nnotice = "No. 7"\noff = ["2024-01-01"]\nworked = []\n'
PACK = 'id = "x"\nversion = "1"\ntitle = "X"\nsince = 2000-01-01\n[[rule]]\nid = "R"\nkind = "tenure-max"\n'
PROCEDURE = 'id = "p"\nversion = "1"\nsince = 2000-01-01\nbasis = "Art. 1"\n[[step]]\nid = "s"\nkind = "task"\n'
MAPPING = 'title = "T"\n[[table]]\nfile = "executive.csv"\nperson = "person"\nname = "name"\n'
CAREERS = "person,name,post,start,end,how\nA1,John Adams,president,1797-03-04,1801-03-04,election\n"
CHECKPOINT = f"cadre-lifecycle/log/{'0' * 32}\n12\n{'A' * 43}=\nunsigned\n"
PROOF = f"c2sp.org/tlog-proof@v1\nindex 3\n{'A' * 43}=\n\n{CHECKPOINT}"
REQUEST = f"old 3\n{'A' * 43}=\n\n{CHECKPOINT}"
KEY = "log+1a2b3c4d+AbCd\n"


@st.composite
def like(draw, *texts):
    """The bytes of one of the texts with lines left out, doubled and moved, and bytes overwritten or put in."""
    lines = draw(st.sampled_from(texts)).encode().splitlines(keepends=True)
    chosen = draw(st.lists(st.sampled_from(lines), max_size=2 * len(lines))) if draw(st.booleans()) else lines
    content = bytearray(b"".join(chosen))
    for place, piece in draw(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=3)), max_size=3)):
        start = place % (len(content) + 1)
        content[start : start + draw(st.integers(0, 2))] = piece
    return bytes(content)


@pytest.fixture
def ends_well(county, hidden, tmp_path, events_in):
    """A function that runs a command and asserts that it ends as the contract says, and brought nothing in."""

    def run(*words):
        before = events_in(tmp_path / "store.db")
        ended = county(*words)
        assert ended.code in ENDS, (words, ended)
        assert "The program failed" not in ended.err
        assert hidden(ended.out + ended.err) == []
        recorded = events_in(tmp_path / "store.db") - before
        assert recorded == 0 or ended.code in {0, 7}
        return ended

    return run


@fuzzed
@given(table=like(CAREERS), mapping=like(MAPPING) | st.none())
def test_any_bytes_in_a_table_of_careers_end_in_a_sentence(ends_well, tmp_path, table, mapping):
    (tmp_path / "tables").mkdir(exist_ok=True)
    (tmp_path / "tables" / "executive.csv").write_bytes(table)
    (tmp_path / "own.toml").write_bytes(mapping or b"")
    ends_well("import", "careers", "tables", "--mapping", "own.toml" if mapping else "executive.toml", "--dry-run")


@fuzzed
@given(content=like(PACK, CALENDAR, PROCEDURE))
def test_any_bytes_in_a_pack_a_calendar_or_a_procedure_end_in_a_sentence(ends_well, tmp_path, content):
    (tmp_path / "pack").mkdir(exist_ok=True)
    for file in ("pack/pack.toml", "any.toml"):
        (tmp_path / file).write_bytes(content)
    ends_well("policy", "check", "pack")
    ends_well("policy", "adopt", "pack", "--basis", "D")
    ends_well("calendar", "check", "any.toml")
    ends_well("procedure", "lint", "any.toml")


@fuzzed
@given(content=like(CHECKPOINT, PROOF, REQUEST, KEY))
def test_any_bytes_in_a_proof_or_a_key_end_in_a_sentence(ends_well, tmp_path, content):
    (tmp_path / "any.txt").write_bytes(content)
    (tmp_path / "any.txt").chmod(0o600)
    ends_well("audit", "verify", "--checkpoint", "any.txt")
    ends_well("audit", "checkpoint", "--since", "any.txt", "--out", "out.txt")
    ends_well("audit", "checkpoint", "--sign", "any.txt")
    ends_well("audit", "pack", "--out", "out.zip", "--keys", "any.txt", "--checkpoint", "any.txt")
    ends_well("witness", "cosign", "any.txt", "--key", "any.txt", "--state", "any.txt", "--out", "out.txt")
