"""Prints a page with the answers that the commands in its console blocks give now.

    python .ci/played_page.py docs/walkthrough.md > new.md

Read the difference before you keep it: what a page shows is a promise.
"""

import doctest
import os
import re
import runpy
import sys
import tempfile
from itertools import islice
from pathlib import Path

BLOCK = re.compile(r"^```console\n.*?^```$", re.MULTILINE | re.DOTALL)
TESTS = runpy.run_path(str(Path(__file__).parent.parent / "tests" / "conftest.py"))
steps_in, played, program = TESTS["steps_in"], TESTS["played"], TESTS["PROGRAM"]


def played_page(page: str) -> str:
    """The page, each command followed by what it prints; an answer shown with `...` stays where it is true."""
    steps = list(steps_in(page))
    with tempfile.TemporaryDirectory() as folder:
        outputs = played(steps, folder, environment(folder))
    texts = (
        f"$ {step.command}\n".replace("\n", "\n> ", step.command.count("\n")) + answer(step.shown, output)
        for step, output in zip(steps, outputs, strict=True)
    )
    return BLOCK.sub(lambda block: f"```console\n{''.join(islice(texts, sum(1 for _ in steps_in(block[0]))))}```", page)


def answer(shown: str, printed: str) -> str:
    """What is printed, or what is shown if the two agree."""
    return shown if doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS) else printed


def environment(home: str) -> dict[str, str]:
    """An environment without anything that steers the program, in a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CADRE_")}
    path = f"{program.parent}{os.pathsep}{kept.get('PATH', '')}"
    return kept | {"HOME": home, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "TZ": "UTC"}


if __name__ == "__main__":
    sys.stdout.write(played_page(Path(sys.argv[1]).read_text(encoding="utf-8")))
