"""The questions that belong to one dossier, each asked of an object of its own that is loaded when it is needed."""

from typing import TYPE_CHECKING

from lifecycle.inquiry import Inquiry

if TYPE_CHECKING:
    from lifecycle.discipline import Discipline


class Offices(Inquiry):
    """One open store, with what is asked of its dossiers."""

    @property
    def discipline(self) -> "Discipline":
        """Talks, notices, rewards, sanctions, complaints and the like."""
        from lifecycle.discipline import Discipline

        office = Discipline(self.database)
        office.now = self.now
        return office
