"""The page on security names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMED = sorted(set(re.findall(r"`(tests/[\w./:]+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))))


def test_the_threats_name_their_tests():
    assert len(NAMED) > 15


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_the_page_names_is_there(named):
    path, _, function = named.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert function in names if function else any(name.startswith("test_") for name in names)
