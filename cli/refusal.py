"""A refusal as an officer reads it: every finding with its rule, citation and earliest day, and then the way on."""

from collections.abc import Iterator

from cli.language import said
from cli.show import Printer, print_json
from cli.talk import talk
from domain.errors import Conflict, Refused
from domain.finding import Finding


def show_refusal(printer: Printer, refusal: Refused | Conflict) -> None:
    """Print a refusal: the published object on standard output, or sentences on standard error."""
    if printer.output in {"json", "jsonl"}:
        found = {"outcome": "refused", "findings": [each.as_dict() for each in refusal.findings]}
        return print_json([found], by_line=printer.output == "jsonl")
    language = printer.language
    opening = said(language, "conflict" if isinstance(refusal, Conflict) else "refused") + ":"
    for each in refusal.findings:
        talk(wording(language, each), opening, given=printer.settings.given)
        for detail in details(language, each):
            talk(f"  {detail}")
    for command in getattr(refusal, "__notes__", ()):
        talk(said(language, "next", command=command))
    return None


def wording(language: str, finding: Finding) -> str:
    """Return the finding's sentence, with the line of the order that it is about."""
    line = said(language, "line", line=finding.line) if finding.line is not None else ""
    return line + finding.wording


def details(language: str, finding: Finding) -> Iterator[str]:
    """Return the lines below a finding: citation and rule, the facts, the earliest day, who may waive it."""
    yield f"{finding.citation} [{finding.rule}, {finding.pack}@{finding.version}]"
    if finding.facts:
        yield ", ".join(finding.facts)
    if finding.earliest:
        yield said(language, "earliest", day=finding.earliest)
    if finding.waivable_by:
        yield said(language, "waivable", by=finding.waivable_by)
