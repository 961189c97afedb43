"""Changes the interpreter in one place at a time and asks whether a test notices.

    python tests/procedures/mutants.py                  every change, on two processes
    python tests/procedures/mutants.py --module term    those of one module
    python tests/procedures/mutants.py --part 0/7       every seventh of them, beginning with the first

Prints how many changes the tests noticed and, one a line, those they did not. A change that cannot be noticed, since
the program does the same, stands with its reason in survivors.toml beside this file and is counted apart. Ends with 1
where fewer than 95 of 100 are noticed.
"""

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import io
import os
import resource
import sys
import tomllib
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MODULES = ("interpreter", "flow", "timers", "term", "notice", "tally", "migration", "case")
LEAST_NOTICED = 0.95
LONGEST_SECONDS = 30
"""Of CPU time, so that a busy machine changes nothing; the tests take some seven."""
# The quickest first: most changes are noticed by the first of them.
ASKED = (
    "interpreter",
    "taken_up_again",
    "transition",
    "validity",
    "histories",
    "oracle",
    "replay",
    "refusals",
    "properties",
)
COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}
TURNED = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One change: where it is made, what stands there, and what stands there instead."""

    module: str
    line: int
    was: str
    becomes: str
    source: str

    def __str__(self) -> str:
        return f"domain/procedure/{self.module}.py:{self.line}: {self.was}  ->  {self.becomes}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a piece of code."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in COMPARED:
            changed = copy.deepcopy(node)
            changed.ops = [COMPARED[type(operator)]()]
            yield changed
        case ast.BoolOp(op=operator):
            changed = copy.deepcopy(node)
            changed.op = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield changed
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(op=operator) if type(operator) in COUNTED:
            changed = copy.deepcopy(node)
            changed.op = COUNTED[type(operator)]()
            yield changed
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in TURNED:
            changed = copy.deepcopy(node)
            changed.func = ast.Name(TURNED[name], ast.Load())
            yield changed
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.AugAssign():
            yield ast.Pass()
        case ast.If(test=test):
            changed = copy.deepcopy(node)
            changed.test = ast.UnaryOp(ast.Not(), test)
            yield changed


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Every piece of code with its parent's field; what only tells a reader something is left out."""
    for parent in ast.walk(tree):
        if isinstance(parent, ast.JoinedStr | ast.AnnAssign | ast.ImportFrom | ast.arguments):
            continue
        for field, value in ast.iter_fields(parent):
            if field in {"annotation", "returns", "decorator_list"}:
                continue
            for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
                if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                    yield parent, field, index


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of a module, in the order of its lines."""
    text = (ROOT / "domain" / "procedure" / f"{module}.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    told = {id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for node in ast.walk(node)}
    found = []
    for parent, field, index in list(places(tree)):
        held = getattr(parent, field)
        child = held[index] if index is not None else held
        if id(child) in told or id(parent) in told:
            continue
        for changed in changes(child):
            put(parent, field, index, ast.copy_location(changed, child))
            source = ast.unparse(ast.fix_missing_locations(tree))
            was, becomes = (ast.unparse(each).partition("\n")[0] for each in (child, changed))
            found.append(Mutant(module, child.lineno, was, becomes, source))
            put(parent, field, index, child)
    yield from sorted(found, key=lambda each: each.line)


def put(parent: ast.AST, field: str, index: int | None, child: ast.AST) -> None:
    """The child stands in that place of its parent."""
    if index is None:
        setattr(parent, field, child)
    else:
        getattr(parent, field)[index] = child


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed source."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.source = f"domain.procedure.{mutant.module}", mutant.source

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module):
        exec(compile(self.source, self.name, "exec"), module.__dict__)


def noticed(mutant: Mutant, answer) -> None:
    """Puts 1 into the answer if a test fails under the change. Runs in a process of its own."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_SECONDS, LONGEST_SECONDS))
    sys.meta_path.insert(0, Changed(mutant))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import pytest

        words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header"]
        answer.value = int(pytest.main([*words, *(str(HERE / f"test_{name}.py") for name in ASKED)]) != 0)


def asked(mutant: Mutant) -> bool:
    """Whether the tests notice the change; one under which they never end counts as noticed."""
    context = get_context("fork")
    answer = context.Value("i", 1)
    process = context.Process(target=noticed, args=(mutant, answer))
    process.start()
    process.join()
    return bool(answer.value) or process.exitcode != 0


def say(line: str) -> None:
    """One line of the answer, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def explained() -> dict[str, str]:
    """Change -> why no test can notice it. The line is left out: it moves."""
    told = tomllib.loads((HERE / "survivors.toml").read_text(encoding="utf-8"))
    return {f"{each['module']}: {each['was']}  ->  {each['becomes']}": each["why"] for each in told["survivor"]}


def main() -> int:
    """Asks about every wanted change and prints what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", choices=MODULES, action="append")
    parser.add_argument("--part", default="0/1")
    told = parser.parse_args()
    first, step = map(int, told.part.split("/"))
    wanted = [each for module in told.module or MODULES for each in mutants(module)][first::step]
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    if asked(Mutant("term", 0, "", "", (ROOT / "domain" / "procedure" / "term.py").read_text(encoding="utf-8"))):
        sys.exit("the tests fail without any change; nothing can be said")
    reasons = explained()
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        survivors, same = [], 0
        for each, seen in zip(wanted, pool.map(asked, wanted), strict=True):
            if not seen:
                why = reasons.get(f"{each.module}: {each.was}  ->  {each.becomes}")
                say(f"{'explained' if why else 'UNNOTICED'} {each}")
                survivors.append(each)
                same += bool(why)
    counted = len(wanted) - same
    share = (len(wanted) - len(survivors)) / counted if counted else 1.0
    say(f"{len(wanted)} changes, {same} of them without effect; noticed {share:.1%} of the others")
    return int(share < LEAST_NOTICED)


if __name__ == "__main__":
    sys.exit(main())
