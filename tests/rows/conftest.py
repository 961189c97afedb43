"""Histories told through the program: two of them differ in one fact, and something else comes of it."""

import itertools
import json
import os
import shlex
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import pytest

SETTING = (
    "unit open COUNTY --name Linghe --kind county --effective 2000-01-01",
    "unit open FINANCE --name Finance --kind bureau --parent COUNTY --effective 2000-01-01",
    "unit open SCHOOL --name School --kind school --parent COUNTY --effective 2000-01-01",
    "post open FIN-HEAD --unit FINANCE --name Head --track admin --level division --key-post --effective 2000-01-01",
    "post open FIN-SEC --unit FINANCE --name Secretary --track party --level division --effective 2000-01-01",
    "post open FIN-CLERK --unit FINANCE --name Clerk --track business --seats 3 --effective 2000-01-01",
    "post open SCH-HEAD --unit SCHOOL --name Principal --track admin --level division --effective 2000-01-01",
    "post open SCH-SEC --unit SCHOOL --name Secretary --track party --level division --effective 2000-01-01",
    "person register LI --name 李明 --born 1975-03-08 --joined-party 1996-07-01 --level division-deputy",
    "person register WANG --name 王芳 --born 1980-10-02 --joined-party 2001-07-01 --level division-deputy",
    "person register ZHAO --name 赵强 --born 1969-01-20 --level section",
    "person register CHEN --name 陈静 --born 1988-05-30 --joined-party 2010-07-01 --level section",
)
"""A small county; what a row needs besides it tells itself."""


class History:
    """One store, and what is done in it by command lines; the clock stands where the last `--now` put it."""

    def __init__(self, store, run):
        self.store = store
        self._run = run

    def tried(self, line):
        """The exit code and what was printed: JSON where there is any, else the text; errors as text."""
        words = shlex.split(line)
        return self._run([*words, "--store", str(self.store)])

    def do(self, line):
        """What the command answers; it must end well."""
        code, out, err = self.tried(line)
        assert code == 0, f"cadre {line}\n{code}: {out}{err}"
        return out

    def ask(self, line):
        """The same as JSON."""
        return json.loads(self.do(f"{line} -o json"))

    def refused(self, line):
        """The rules for which the command is refused (exit 3)."""
        code, out, err = self.tried(f"{line} -o json")
        assert code == 3, f"cadre {line}\n{code}: {out}{err}"
        return [each["rule"] for each in json.loads(out)["findings"]]


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A function that makes a history: `office(*lines, pack="none", setting=SETTING)`; call it for each of the two."""
    from cli.main import program

    for name in [each for each in os.environ if each.startswith("CADRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CADRE_ACTOR", "zhou")
    monkeypatch.setenv("CADRE_CONFIG", str(tmp_path / "config.toml"))
    numbers = itertools.count(1)

    def run(words):
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err, pytest.raises(SystemExit) as ended:
            program.main([*words, "--no-input"])
        return ended.value.code, out.getvalue(), err.getvalue()

    def made(*lines, pack="none", setting=SETTING):
        history = History(tmp_path / f"history-{next(numbers)}.db", run)
        for line in (f"init --simulated-clock --pack {pack}", *setting, *lines):
            history.do(line)
        return history

    return made
