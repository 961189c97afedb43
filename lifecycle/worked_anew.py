"""What is worked out from marks, after a correction of them: rankings are corrected, grades follow their cycle.

Nothing that was done is undone. What rested on a place that is another now is named, so that it is marked.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.events import ActCorrected
from domain.facts import Facts
from lifecycle.draft import Recording, take
from lifecycle.resting import naming, subjects_of

TOUCHING = ("assessment", "cycle")
"""The kinds of streams from whose facts rankings are worked out."""


class Anew(NamedTuple):
    """What was worked out anew: the rankings looked at, and by event and subject which places follow no more."""

    looked_at: frozenset[str] = frozenset()
    shifted: frozenset[tuple[str, str]] = frozenset()


def work_out_anew(recording: Recording) -> Anew:
    """Record the corrections that follow from those of the order, and say what they shift."""
    lines = {
        event.originator_id: event.line
        for event in recording.events
        if isinstance(event.body, ActCorrected) and event.originator_id.partition(":")[0] in TOUCHING
    }
    if not lines:
        return Anew()
    from domain.assessment.anew import follow_up  # a store without assessments loads nothing of them

    line = max(lines.values())
    found = follow_up(list(lines), recording.stage)
    recording.findings.extend(each._replace(line=line) for each in found.findings)
    for proposed in found.events:
        take(proposed, recording.commands[line], line, recording)
    return Anew(found.looked_at, found.shifted)


def shifted_acts(anew: Anew, recording: Recording) -> Iterator[str]:
    """The acts that rest on a place of a ranking which is another now."""
    database, stage = recording.register.database, recording.stage
    for event, subject in sorted(anew.shifted):
        for act in naming(event, database, stage):
            if subject in _concerned(subjects_of(act, database), stage):
                yield act


def _concerned(subjects: Iterable[str], facts: Facts) -> set[str]:
    """The subjects of an act; of one that names no unit, the units too in which its cadres have held a post."""
    found = set(subjects)
    if not any(each.startswith("unit:") for each in found):
        for each in [each.partition(":")[2] for each in found if each.startswith("cadre:")]:
            posts = {holding.post for holding in facts.cadre(each).career.holdings}
            found |= {f"unit:{term.unit}" for post in posts for term in facts.post(post).terms}
    return found
