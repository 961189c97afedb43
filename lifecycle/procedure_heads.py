"""What the shipped procedures are, from their first lines; needs no pydantic."""

import tomllib
from typing import Any

from lifecycle.procedure_files import procedure_text, shipped_procedures


def shipped_heads() -> list[dict[str, Any]]:
    """One row for each shipped procedure."""
    rows: list[dict[str, Any]] = []
    for name in shipped_procedures():
        told = tomllib.loads(procedure_text(name))
        head = told["procedure"]
        since = head.get("from")
        row = {"procedure": head["id"], "version": head["version"], "title": head["title"]}
        rows.append({**row, "since": since and str(since), "until": None, "steps": len(told["step"]), "hash": None})
    return rows
