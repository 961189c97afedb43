"""The questions that belong to one dossier, each asked of an object of its own that is loaded when it is needed."""

from typing import TYPE_CHECKING, TypeVar

from lifecycle.inquiry import Inquiry
from lifecycle.reader import Reader

if TYPE_CHECKING:
    from lifecycle.assessment import Assessments
    from lifecycle.bodies import Bodies
    from lifecycle.cases import Cases
    from lifecycle.discipline import Discipline
    from lifecycle.integrity.auditing import Auditing
    from lifecycle.leadership import Leadership
    from lifecycle.privacy.protection import Protection
    from lifecycle.reports import Reports
    from lifecycle.selection import Selection
    from lifecycle.training import Training

Questions = TypeVar("Questions", bound=Reader)


class Offices(Inquiry):
    """One open store, with what is asked of its dossiers."""

    @property
    def committees(self) -> "Bodies":
        """Bodies, who belongs to them, and what they hold."""
        from lifecycle.bodies import Bodies

        return self._asking(Bodies)

    @property
    def leadership(self) -> "Leadership":
        """Who leads units, and what they have to work with."""
        from lifecycle.leadership import Leadership

        return self._asking(Leadership)

    @property
    def discipline(self) -> "Discipline":
        """Talks, notices, rewards, sanctions, complaints and the like."""
        from lifecycle.discipline import Discipline

        return self._asking(Discipline)

    @property
    def cases(self) -> "Cases":
        """The questions about procedures, calendars and cases; imported when one is asked."""
        from lifecycle.cases import Cases

        cases = Cases(self.database)
        cases.now = self.now
        return cases

    @property
    def training(self) -> "Training":
        """The questions about training; imported when one is asked."""
        from lifecycle.training import Training

        return self._asking(Training)

    @property
    def selection(self) -> "Selection":
        """Open selections and the reserve."""
        from lifecycle.selection import Selection

        return self._asking(Selection)

    @property
    def reports(self) -> "Reports":
        """Reports on a team, and the forecast."""
        from lifecycle.reports import Reports

        return self._asking(Reports)

    @property
    def assessment(self) -> "Assessments":
        """Cycles, scores, rankings and what follows from them."""
        from lifecycle.assessment import Assessments

        return self._asking(Assessments)

    @property
    def protection(self) -> "Protection":
        """What was restricted, erased and read with approval, and the copies that hold personal values."""
        from lifecycle.privacy.protection import Protection

        return self._asking(Protection)

    @property
    def auditing(self) -> "Auditing":
        """Whether the record is what was recorded, checkpoints of it, proofs and bundles."""
        from lifecycle.integrity.auditing import Auditing

        return self._asking(Auditing)

    def _asking(self, questions: type[Questions]) -> Questions:
        """Further questions to the same store, at the same instant."""
        asking = questions(self.database)
        asking.now, asking.approved = self.now, self.approved
        return asking
