"""A refusal as an officer reads it: every finding with its rule, citation and earliest day, and then the way on."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from cli.explanation import law_in
from cli.language import said
from cli.show import Printer, print_json
from cli.talk import talk
from domain.errors import BadInput, Conflict, NotAuthorised, Refused
from domain.finding import Finding

BESIDE: Final = {"WARN": "warning", "DUE": "warning", "RECORD": "noted"}
"""Effect of a finding that stands in nobody's way -> how it is introduced beside those that do."""
SUPPLYING: Final = {
    "the birth date of": "--born DAY",
    "the sex of": "--sex TEXT",
    "the native place of": "--native-place TEXT",
    "the education of": "--education TEXT",
    "the day of joining the party of": "--joined-party DAY",
    "the day of starting work of": "--started-work DAY",
}
"""How a fact of a person that the register lacks is named in a finding -> how it is put on file."""
Objection: TypeAlias = BadInput | Conflict | Refused | NotAuthorised


def show_refusal(printer: Printer, refusal: Objection, ways_on: Sequence[str]) -> None:
    """Print a refusal: the published object on standard output, or sentences on standard error."""
    if printer.output in {"json", "jsonl"}:
        found = {"outcome": "refused", "findings": [each.as_dict() for each in refusal.findings]}
        return print_json([found], by_line=printer.output == "jsonl")
    opening = opening_of(refusal)
    numbered = printer.settings.given.get("acts") != 1
    read_out = set[object]()
    for each in refusal.findings:
        word = BESIDE.get(each.effect, opening) if isinstance(refusal, Refused) else opening
        talk(
            wording(printer.language, each, numbered=numbered),
            said(printer.language, word),
            given=printer.settings.given,
        )
        law = each.figures.get("law")
        for detail in (
            () if isinstance(refusal, BadInput) else details(printer.language, each, read=law not in read_out)
        ):
            talk(f"  {detail}")
        read_out.add(law)
    for command in ways_on:
        talk(said(printer.language, "next", command=command))
    return None


def opening_of(refusal: Objection) -> str:
    """Return the name of the word with which the refusal opens."""
    match refusal:
        case BadInput():
            return "error"
        case Conflict():
            return "conflict"
        case NotAuthorised():
            return "not-authorised"
        case _:
            return "refused"


def wording(language: str, finding: Finding, *, numbered: bool) -> str:
    """Return the finding's sentence; in an order of several lines with the line that it is about."""
    line = said(language, "line", line=finding.line) if numbered and finding.line is not None else ""
    return line + finding.wording


def details(language: str, finding: Finding, *, read: bool = True) -> Iterator[str]:
    """Return the lines below a finding: citation and rule, its text, the facts, the earliest day, who may waive it.

    Without `read` the text of the rule is left out, as it was read out above.
    """
    yield f"{finding.citation} [{finding.rule}, {finding.pack}@{finding.version}]"
    if read and (law := law_in(language, finding.figures)):
        yield f"“{law}”"
    if finding.facts:
        yield ", ".join(finding.facts)
    if options := supplying(finding):
        yield said(language, "supplied", who=finding.figures.get("cadre"), options=" ".join(options))
    if finding.earliest:
        yield said(language, "earliest", day=finding.earliest)
    if finding.waivable_by:
        yield said(language, "waivable", by=finding.waivable_by)


def supplying(finding: Finding) -> list[str]:
    """Return the options with which the personal facts are put on file that a finding names as missing."""
    missing = str(finding.figures.get("missing") or "") if finding.figures.get("cadre") else ""
    return [option for words, option in SUPPLYING.items() if words in missing]
