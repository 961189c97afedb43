"""Questions about assessments, to one open store. Nothing here imports pydantic or eventsourcing."""

from domain.errors import BadInput
from domain.text import nearest
from lifecycle.counsel import Counsel
from projections.assessment import Book, Cycle
from projections.assessment_rows import assessment_rows, cycle_rows
from projections.unit import Answer


class Assessments(Counsel):
    """The questions about cycles, scores, rankings and what follows from them."""

    def book(self, *, as_of: str | None = None, known_on: str | None = None) -> Book:
        """The assessments as known; those that begin after `as_of` are left out."""
        moment = self.moment(as_of, known_on)
        return Book(self.database, moment.position, self.packs(moment.position), moment.day if as_of else None)

    def assessments(
        self,
        cycle: str | None = None,
        who: str | None = None,
        *,
        scope: str = "superior",
        as_of: str | None = None,
        known_on: str | None = None,
    ) -> list[Answer]:
        """Every assessed of a cycle with score and parts, as the scope may see it; without a cycle, every cycle.

        Raises BadInput for an unknown cycle, unit or cadre.
        """
        with self.reading():
            book = self.book(as_of=as_of, known_on=known_on)
            if cycle is None:
                return list(cycle_rows(book))
            subject = self.stream_of(who) if who else None
            return list(assessment_rows(book, named_cycle(book, cycle), subject, scope))


def named_cycle(book: Book, name: str) -> Cycle:
    """The cycle of this id. Raises BadInput with the nearest ids."""
    if name in book.cycles:
        return book.cycles[name]
    near = nearest(name, book.cycles)
    hint = f"did you mean {', '.join(near)}?" if near else "list them with: cadre assess show"
    raise BadInput(f"there is no assessment cycle {name}; {hint}")
