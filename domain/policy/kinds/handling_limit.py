"""handling-limit: what comes in is dealt with in time: complaints, investigations, appeals, disclosure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

from domain.days import add_months
from domain.policy.concern import listed
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kind import Kind, Owed
from domain.policy.rule import Rule

FOUND: Final = ("substantiated", "partly")


class Matter(NamedTuple):
    """What must be dealt with: the fact that raised it, and the one by which it was; `by` is a day of its own."""

    raised: EntryView
    done: EntryView | None
    by: date | None = None


Matters: TypeAlias = Callable[[Rule, str, PolicyFacts], Iterable[Matter]]


def owed_by_cadre(rule: Rule, cadre: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """What of this is to be dealt with about the cadre, done or not."""
    return _owed(rule, "cadre", cadre, today, facts)


def owed_by_unit(rule: Rule, unit: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    """What of this is to be dealt with about the unit, done or not."""
    return _owed(rule, "unit", unit, today, facts)


def _owed(rule: Rule, register: str, name: str, today: date, facts: PolicyFacts) -> Iterator[Owed]:
    for raised, done, by in MATTERS[rule.options["of"]](rule, f"{register}:{name}", facts):
        if raised.start > today or not rule.on(raised.start):
            continue
        limit = _due_on(rule, raised.start)
        due_on = min(by, limit) if by else limit
        settled = done.event if done and done.start <= today else None
        unit = name if register == "unit" else None
        yield Owed(name, raised.event, raised.start, due_on, raised.event, settled, unit=unit)


def _due_on(rule: Rule, day: date) -> date:
    if "months" in rule.numbers:
        return add_months(day, rule.number("months", day, start=day))
    return day + timedelta(days=rule.number("days", day, start=day))


def _closed(opening: str, closing: str) -> Matters:
    """Dockets that one fact opens and another closes; a docket may be opened and closed several times."""

    def found(rule: Rule, subject: str, facts: PolicyFacts) -> Iterator[Matter]:
        closings: dict[str, list[EntryView]] = {}
        for each in facts.entries(closing, subject):
            closings.setdefault(each.docket, []).append(each)
        for each in facts.entries(opening, subject):
            waiting = closings.get(each.docket, [])
            closed = waiting.pop(0) if waiting else None
            if _grave(rule, each):
                yield Matter(each, closed)

    return found


def _grave(rule: Rule, each: EntryView) -> bool:
    """Whether the rule concerns a matter so grave, or at this stage."""
    wanted = {name: listed(rule.options.get(name)) for name in ("severity", "stage")}
    return all(not words or each.fields.get(name) in words for name, words in wanted.items())


def _disclosures(rule: Rule, subject: str, facts: PolicyFacts) -> Iterator[Matter]:
    """Complaints of this severity that were found to be true, until the case is disclosed."""
    for each in facts.entries("complaint-closed", subject):
        if each.fields["conclusion"] in FOUND and _grave(rule, each):
            yield Matter(each, _answering(each, facts.entries("disclosure-made", subject)))


def _clarifications(_rule: Rule, subject: str, facts: PolicyFacts) -> Iterator[Matter]:
    """Complaints that were found to be false accusations, until a notice clears whom they were against."""
    notices = [each for each in facts.entries("notice-issued", subject) if each.fields["kind"] == "clarification"]
    for each in facts.entries("complaint-closed", subject):
        if each.fields["conclusion"] == "false-accusation":
            yield Matter(each, _answering(each, notices))


def _rectifications(_rule: Rule, subject: str, facts: PolicyFacts) -> Iterator[Matter]:
    """What a closed complaint left to be put right by a day, until that is recorded."""
    steps = [each for each in facts.entries("complaint-handled", subject) if each.fields["step"] == "rectified"]
    for each in facts.entries("complaint-closed", subject):
        if each.fields["rectify_by"]:
            done = next((step for step in steps if step.docket == each.docket and step.start >= each.start), None)
            yield Matter(each, done, date.fromisoformat(each.fields["rectify_by"]))


def _executions(_rule: Rule, subject: str, facts: PolicyFacts) -> Iterator[Matter]:
    """Sanctions whose consequences for post and pay must be carried out, which is recorded on the duty itself."""
    return (Matter(each, None) for each in facts.entries("sanction-imposed", subject))


def _answering(closed: EntryView, answers: Iterable[EntryView]) -> EntryView | None:
    """The first answer that names the docket or its closing."""
    return next((each for each in answers if each.fields["concerns"] in {closed.docket, closed.event}), None)


MATTERS: Final[Mapping[str, Matters]] = {
    "complaint": _closed("complaint-received", "complaint-closed"),
    "investigation": _closed("investigation-opened", "investigation-closed"),
    "appeal": _closed("appeal-lodged", "appeal-decided"),
    "disclosure": _disclosures,
    "clarification": _clarifications,
    "rectification": _rectifications,
    "sanction-execution": _executions,
}
KIND = Kind(
    "handling-limit",
    "What comes in is dealt with within so many days or months: a complaint or an investigation is closed, an appeal "
    "decided, a grave case disclosed, a false accusation cleared up; what was found is put right by its own day, "
    "at the latest by then.",
    numbers=("days|months",),
    options={
        "of": f"one of {', '.join(MATTERS)}: what must be dealt with",
        "severity": "one or a list of minor, ordinary, serious: only complaints of this severity (all unless said)",
        "stage": "one or a list of review, appeal: only appeals at this stage (all unless said)",
    },
    owed=owed_by_cadre,
    owed_by_unit=owed_by_unit,
    needs=("of",),
)
