"""An explanation as people read it: what was decided, then each rule with its figures and how the days were counted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cli.language import CHINESE, heading
from cli.law_text import folded_lines
from cli.show import cell, width
from cli.table import table

MARGIN: Final = "  "
HEAD: Final = (
    *("act", "subjects", "effective", "asked_for", "as_of", "order", "actor", "authority", "decided_on", "basis"),
    *("reason", "outcome"),
)
CANDIDACY: Final = ("on", "lawful", "earliest")
LEDGER: Final = ("from", "until", "days", "post", "event", "why")
DAYS: Final = (
    *("since", "counted_days", "may_from", "should_from", "warn_on", "last_lawful_on", "due_on", "band"),
    *("waiver_until", "days_over", "line", "earliest"),
)
COUNTED: Final = ("counted", "计入")
FIGURES: Final = ("law", "law_zh", "ledger", "outcome")
"""Figures that are said in a place of their own."""


def explanation(language: str, told: Mapping[str, Any]) -> str:
    """Return the explanation as a text of paragraphs, folded to the width of the terminal."""
    return "\n\n".join("\n".join(each) for each in paragraphs(language, told))


def candidacy(language: str, told: Mapping[str, Any]) -> str:
    """Return as a text whether and from when a post could be taken up, and what stands in the way before."""
    facts = (f"{heading(language, name)}: {cell(told[name])}" for name in CANDIDACY if told[name] is not None)
    head = [f"{told['cadre']} {told['post']}", *(MARGIN + each for each in facts)]
    findings = (list(said(language, finding)) for finding in told["findings"])
    return "\n\n".join("\n".join(each) for each in (head, *findings))


def paragraphs(language: str, told: Mapping[str, Any]) -> Iterator[list[str]]:
    """Return the lines of each paragraph: the subject, then a paragraph for each finding or decision in it."""
    facts = [f"{heading(language, name)}: {cell(told[name])}" for name in HEAD if told.get(name)]
    packs = [f"{pack['id']} {pack['version']}" for pack in told.get("packs", ())]
    facts += [f"{heading(language, 'packs')}: {', '.join(packs)}"] if packs else []
    yield [told["about"], *(line for each in facts for line in folded_lines(MARGIN + each))]
    for finding in told.get("findings", ()):
        yield list(said(language, finding))
    for seat in told.get("seats", ()):
        shown = ("seat", "cadre", "name", "kind", "since", "event")
        yield [MARGIN + "  ".join(f"{heading(language, name)} {cell(seat[name])}" for name in shown if seat[name])]
    if told.get("says"):
        yield list(folded_lines(MARGIN + told["says"]))
    for decision in (*told.get("decisions", ()), *told.get("vacancy", ())):
        yield from paragraphs(language, decision)


def law_in(language: str, told: Mapping[str, Any]) -> str | None:
    """Return the wording of the rule in the language, else as it stands."""
    return (told.get("law_zh") if language == CHINESE else None) or told.get("law")


def said(language: str, finding: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of a finding: rule and state, sentence, citation with wording, figures, ledger."""
    figures = finding.get("figures") or {}
    state = finding.get("outcome") or finding.get("state") or finding.get("effect")
    yield f"{finding['rule']} ({finding.get('pack')}): {state}"
    law = law_in(language, finding) or law_in(language, figures)
    texts = [finding.get("wording"), ": ".join(filter(None, (finding.get("citation"), law)))]
    texts += [f"{heading(language, name)}: {cell(finding[name])}" for name in DAYS if finding.get(name) is not None]
    texts += [text for name, value in figures.items() if name not in FIGURES for text in figure(language, name, value)]
    if finding.get("facts"):
        texts.append(f"{heading(language, 'facts')}: {', '.join(finding['facts'])}")
    for text in filter(None, texts):
        yield from folded_lines(MARGIN + text)
    ledger = finding.get("ledger") or figures.get("ledger")
    if ledger:
        yield from ledger_table(language, ledger)


def figure(language: str, name: str, value: Any) -> Iterator[str]:
    """Return a figure as a line; a list of things with fields as one line for each of them."""
    if isinstance(value, list | tuple) and value and all(isinstance(each, Mapping) for each in value):
        for each in value:
            told = (f"{heading(language, key)} {cell(said)}" for key, said in each.items() if said is not None)
            yield f"{heading(language, name)}: {', '.join(told)}"
    else:
        yield f"{heading(language, name)}: {cell(value)}"


def ledger_table(language: str, ledger: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Return the lines of the ledger: each period, and whether it counted or why not."""
    yes = COUNTED[language == CHINESE]
    rows = [
        [cell(each[name]) for name in LEDGER[:-1]] + [yes if each["counted"] else str(each["why"])] for each in ledger
    ]
    for line in table([heading(language, name) for name in LEDGER], rows, width() - len(MARGIN)):
        yield MARGIN + line
