"""The examples in the help are true: run in the order of the reference, each does what it says."""

import shlex

import pytest

from cli.command import Task
from cli.main import program
from cli.reference import every_command

ORDER_FILE = "act,cadre,post,effective\nappoint,CHEN,FIN-CLERK,2024-06-01\nrelieve,ZHAO,FIN-CLERK,2024-06-01\n"
INDICATORS = """set = "BUREAUS"
version = "2026"
assesses = "unit"
parts = { party = 0.5, business = 0.5 }
ratings = 0.2
groups = { masses = 1 }
[[indicator]]
id = "theory"
aspect = "ideology"
part = "party"
weight = 1
evidence = true
[[indicator]]
id = "works"
aspect = "style"
part = "business"
weight = 1
"""
TERMS = """person,name,post,start,end,how
A1,John Adams,vice-president,1789-04-21,1797-03-04,election
A1,John Adams,president,1797-03-04,1801-03-04,election
"""
EXAMPLES = [each for _, command in every_command() if isinstance(command, Task) for each in command.examples]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A folder in which the examples are at home."""
    for name, value in {"STORE": "county.db", "ACTOR": "tester", "CONFIG": "config.toml"}.items():
        monkeypatch.setenv(f"CADRE_{name}", value)
    for name in ("OUTPUT", "LANG", "PROFILE", "BASIS", "AUTHORITY", "NOW"):
        monkeypatch.delenv(f"CADRE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "order.csv").write_text(ORDER_FILE, encoding="utf-8")
    (tmp_path / "bureaus.toml").write_text(INDICATORS, encoding="utf-8")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "executive.csv").write_text(TERMS, encoding="utf-8")


def test_every_example_ends_well_in_the_order_of_the_reference(office, capsys):
    failed = []
    for example in EXAMPLES:
        words = shlex.split(example.partition(" > ")[0])
        with pytest.raises(SystemExit) as ended:
            program.main(words[1:])
        if ended.value.code:
            failed.append(f"{example}\n{ended.value.code}: {capsys.readouterr().err}")

    assert failed == []
