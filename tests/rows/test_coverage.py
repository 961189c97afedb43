"""The coverage page is what the tests prove now."""

import runpy
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
COVERAGE = runpy.run_path(str(ROOT / ".ci" / "coverage_page.py"))


def test_the_page_is_fresh():
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == COVERAGE["page"](), "python -P .ci/coverage_page.py > docs/coverage.md"


def test_every_proof_is_of_a_row_that_is_asked_for_and_says_what_does_it():
    rows = {row["id"] for row in tomllib.loads((ROOT / "tests/rows/requirements.toml").read_text("utf-8"))["row"]}
    proofs = COVERAGE["proofs_in"](ROOT / "tests" / "rows")

    assert set(proofs) <= rows
    assert [proof.place for found in proofs.values() for proof in found if not proof.says] == []
