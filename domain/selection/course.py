"""How far an open selection has come: what stands in its docket up to a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from domain.amounts import hundredths
from domain.ledger import Act
from domain.selection.events import (
    CandidateApplied,
    CandidateExamined,
    CandidatesPublicised,
    CandidatesShortlisted,
    SelectionDecided,
    SelectionOpened,
)


class Course(NamedTuple):
    """The acts of a selection up to a day, by what they are; `opened` is None where there is none of this id."""

    opened: Act | None
    applied: Mapping[str, Act]
    scores: Mapping[str, Mapping[str, Act]]
    shortlist: Act | None
    publicised: Act | None
    decided: Act | None

    def notice(self) -> SelectionOpened:
        """What was announced."""
        return cast(SelectionOpened, self.opened.body if self.opened else None)

    def total(self, cadre: str) -> int:
        """The sum of a candidate's scores, in hundredths."""
        return sum(hundredths(act.body.__dict__["score"]) for act in self.scores.get(cadre, {}).values())

    def listed(self) -> tuple[str, ...]:
        """Who is shortlisted."""
        return tuple(self.shortlist.body.__dict__["cadres"]) if self.shortlist else ()


def course_of(acts: Sequence[Act], day: date) -> Course:
    """How far the selection has come by the day."""
    begun = [act for act in acts if act.effective <= day]
    scores: dict[str, dict[str, Act]] = {}
    for act in begun:
        if isinstance(act.body, CandidateExamined):
            scores.setdefault(act.body.cadre, {})[act.body.part] = act
    return Course(
        opened=next((act for act in acts if isinstance(act.body, SelectionOpened)), None),
        applied={act.body.cadre: act for act in begun if isinstance(act.body, CandidateApplied)},
        scores=scores,
        shortlist=next((act for act in reversed(begun) if isinstance(act.body, CandidatesShortlisted)), None),
        publicised=next((act for act in reversed(begun) if isinstance(act.body, CandidatesPublicised)), None),
        decided=next((act for act in reversed(acts) if isinstance(act.body, SelectionDecided)), None),
    )
