"""What an import of careers did, row by row: what was left out, what was kept although it looks wrong, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.errors import BadInput
from domain.finding import Finding

LEFT_OUT: Final = "left-out"
KEPT: Final = "kept"
COLUMNS: Final = ("file", "line", "field", "value", "reason", "outcome", "kind")
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True, order=True)
class RowFinding:
    """What is wrong or odd about one row. `line` counts from 1, the header included; `kind` groups findings."""

    file: str
    line: int
    field: str
    value: str
    reason: str
    kind: str
    outcome: str = KEPT

    def as_dict(self) -> dict[str, object]:
        """The finding as one row of the report; a long value is shortened."""
        shown = self.value if len(self.value) <= _SHOWN else self.value[:_SHOWN] + "…"
        return {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "value": shown,
            "reason": self.reason,
            "outcome": self.outcome,
            "kind": self.kind,
        }

    def sentence(self) -> str:
        """The finding as one sentence for the officer."""
        row = self.as_dict()
        return f"{self.file}, line {self.line}, {self.field} {row['value']!r}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was in the files: data rows of each file, columns nobody asked for, files nobody read and why."""

    rows: Mapping[str, int] = field(default_factory=dict)
    unused_columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unread_files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. `outcome` is that of the order, or `refused` where bad rows stood in the way.

    `acts` counts the acts of the order, `handled` what needed more than copying.
    """

    mapping: str
    title: str
    outcome: str
    order: str | None
    findings: tuple[RowFinding, ...]
    reading: Reading
    acts: Mapping[str, int]
    handled: Mapping[str, int]
    warnings: tuple[Finding, ...] = ()

    @property
    def left_out(self) -> tuple[RowFinding, ...]:
        """The findings on rows that were not recorded."""
        return tuple(each for each in self.findings if each.outcome == LEFT_OUT)

    @property
    def kept(self) -> tuple[RowFinding, ...]:
        """The findings on rows that were recorded all the same."""
        return tuple(each for each in self.findings if each.outcome == KEPT)

    @property
    def exit_code(self) -> int:
        """0, or 7 when rows were left out."""
        return 7 if self.left_out else 0

    def rows(self) -> list[dict[str, object]]:
        """The findings as rows of `COLUMNS`, left-out rows first."""
        return [each.as_dict() for each in (*self.left_out, *self.kept)]

    def as_dict(self) -> dict[str, object]:
        """The whole report as one object for JSON."""
        return {
            "outcome": self.outcome,
            "order": self.order,
            "mapping": self.mapping,
            "title": self.title,
            "rows": dict(self.reading.rows),
            "acts": dict(self.acts),
            "handled": dict(self.handled),
            "left_out": [each.as_dict() for each in self.left_out],
            "kept": [each.as_dict() for each in self.kept],
            "kept_by_kind": dict(sorted(Counter(each.kind for each in self.kept).items())),
            "unused_columns": {file: list(columns) for file, columns in self.reading.unused_columns.items()},
            "unread_files": dict(self.reading.unread_files),
            "warnings": [each.as_dict() for each in self.warnings],
        }


class BadRows(BadInput):
    """Rows cannot be imported and leaving them out was not asked for; nothing was recorded. `report` has them all."""

    def __init__(self, report: Report) -> None:
        super().__init__(*(each.sentence() for each in report.left_out))
        self.report = report
