"""The limits of marks: what fits a set, what needs a document, and what would lead to who gave a mark."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction

from domain.assessment.events import AssessmentScored
from domain.assessment.exact import exact, plain
from domain.assessment.file import Subject
from domain.assessment.indicators import WHOLE, Indicator, IndicatorSet
from domain.facts import Facts
from domain.finding import Finding
from domain.ledger import Ledger, reread


def marks_amiss(marks: Mapping[str, str], made: IndicatorSet) -> Iterator[str]:
    """What is wrong with marks by indicator, a sentence each."""
    for name, text in marks.items():
        indicator = made.indicator(name)
        if indicator is None:
            yield no_indicator(name, made)
        else:
            yield from mark_amiss(text, indicator)


def mark_amiss(text: str, indicator: Indicator) -> Iterator[str]:
    """What is wrong with one mark."""
    try:
        mark = exact(text)
    except ValueError as error:
        yield f"{indicator.id}: {error}"
    else:
        if mark > indicator.most:
            yield f"{indicator.id}: {text} is more than its highest mark {plain(indicator.most)}"


def no_indicator(name: str, made: IndicatorSet) -> str:
    """That the set has no such indicator, and which it has."""
    return f"the set {made.key} has no indicator {name}; it has {', '.join(each.id for each in made.indicators)}"


def ratings_amiss(ratings: Mapping[str, str], made: IndicatorSet) -> Iterator[str]:
    """What is wrong with evaluators' marks written as GROUP/KNOWLEDGE -> COUNT:SUM, a sentence each."""
    for name, text in ratings.items():
        relation, _, knowledge = name.partition("/")
        if relation not in made.groups:
            yield f"the set {made.key} has no evaluators {relation!r}; it has {', '.join(made.groups) or 'none'}"
        if made.knowledge and knowledge not in made.knowledge:
            known = ", ".join(f"{relation}/{each}" for each in made.knowledge)
            yield f"{name}: say how well they know the assessed: {known}"
        if knowledge and not made.knowledge:
            yield f"{name}: the set {made.key} does not tell evaluators apart by what they know; write {relation}"
        yield from _counted_amiss(name, text)


def _counted_amiss(name: str, text: str) -> Iterator[str]:
    count, sign, total = text.partition(":")
    try:
        raters, points = exact(count), exact(total)
    except ValueError:
        yield f"{name}: {text!r} is not COUNT:SUM, such as 12:1030"
        return
    if not sign or raters.denominator != 1 or raters < 1:
        yield f"{name}: {count} is no number of evaluators"
    elif points > raters * WHOLE:
        yield f"{name}: {count} marks of at most {plain(WHOLE)} cannot sum to {total}"


def grouped(ratings: Mapping[str, str], made: IndicatorSet, least: int) -> tuple[list[dict[str, str]], dict[str, int]]:
    """The groups as they are recorded, and those of too few with their count."""
    found: dict[str, tuple[int, Fraction, Fraction]] = {}
    for name, text in ratings.items():
        relation, _, knowledge = name.partition("/")
        factor = made.knowledge[knowledge] if knowledge else Fraction(1)
        count, _, total = text.partition(":")
        raters, points, weight = found.get(relation, (0, Fraction(0), Fraction(0)))
        found[relation] = (raters + int(count), points + factor * exact(total), weight + factor * int(count))
    kept = [
        {"relation": relation, "raters": str(raters), "points": plain(points), "weight": plain(weight)}
        for relation, (raters, points, weight) in sorted(found.items())
        if raters >= least and weight
    ]
    return kept, {relation: raters for relation, (raters, _, _) in found.items() if raters < least}


def too_few(relation: str, count: int, least: int) -> Finding:
    """That a group of so few is not recorded."""
    wording = (
        f"{count} marks came from {relation}, fewer than {least}: they would lead to who gave them, so that they are "
        "not recorded and the group counts as missing."
    )
    return Finding("few-raters", wording, effect="WARN", figures={"relation": relation, "raters": count})


def by_oneself(subject: Subject, facts: Facts) -> Iterator[Finding]:
    """The objection that cadres enter marks of their own."""
    if subject.register == "cadre" and facts.actor() == subject.id:
        wording = f"{subject.id} cannot enter marks of {subject.id}; somebody else enters them."
        yield Finding("marks-of-oneself", wording, figures={"cadre": subject.id})


def unproved(marks: Iterable[str], proofs: Collection[str], made: IndicatorSet) -> Iterator[Finding]:
    """The marks that need a document and name none."""
    named = set(marks)
    for each in made.indicators:
        if each.evidence and each.id in named and each.id not in proofs:
            wording = (
                f"The indicator {each.id} of {made.key} needs a document; name it with --proof {each.id}=DOCUMENT."
            )
            yield Finding("proof-missing", wording, citation=made.key, facts=(made.event,))


def nearly_the_same(ratings: Iterable[dict[str, str]], least: int, ledger: Ledger) -> Iterator[Finding]:
    """Two counts of one group that differ by a few evaluators would tell their marks by subtraction.

    Equal counts that weigh differently would too: somebody then counts as knowing the assessed more, or less.
    """
    for now in ratings:
        for event, before in _ever_recorded(ledger):
            between = abs(int(now["raters"]) - int(before["raters"]))
            moved = not between and now["weight"] != before["weight"]
            if now["relation"] == before["relation"] and (0 < between < least or moved):
                told = "marks by what those count for" if moved else f"marks of {between}"
                wording = (
                    f"{event} has {before['raters']} marks of {now['relation']}, these are {now['raters']}: the "
                    f"difference would tell the {told}; a new poll needs at least {least} more."
                )
                yield Finding("few-raters", wording, facts=(event,))


def _ever_recorded(ledger: Ledger) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every sum over a group that stands in the docket, in an act or in a correction, cancelled or not."""
    for act in ledger.recorded:
        if isinstance(act.body, AssessmentScored):
            yield from ((act.id, each) for each in act.body.ratings)
            for correction in ledger.corrections:
                if correction.root == act.id and "ratings" in correction.body.changes:
                    read = reread(act.body, {"ratings": correction.body.changes["ratings"]})
                    yield from ((correction.id, each) for each in read.__dict__["ratings"])
