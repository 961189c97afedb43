"""Questions about assessments, to one open store. Nothing here imports pydantic or eventsourcing."""

from collections.abc import Sequence
from datetime import date

from domain.errors import BadInput
from domain.text import nearest
from lifecycle.counsel import Counsel
from projections.assessment import Book, Cycle
from projections.assessment_rows import assessment_rows, cycle_rows
from projections.consequence_rows import consequence_rows, ranking_rows
from projections.duty import Docket
from projections.pool import pool_rows
from projections.unit import Answer, subtree


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

    def ranking(  # noqa: PLR0913 - the filters of the command
        self,
        *,
        year: int | None = None,
        cycle: str | None = None,
        ranks: str | None = None,
        unit: str | None = None,
        today: str | None = None,
        known_on: str | None = None,
    ) -> list[Answer]:
        """Every place of the rankings made by the day, with its band and what follows; by year, cycle and rank."""
        with self.reading():
            self.known("unit", unit)
            docket = self.docket(today, known_on)
            rows = [*ranking_rows(docket)]
            below = set(subtree(self.database, unit, docket.moment)) if unit else None
        kept = [row for row in rows if year in {None, row["year"]} and cycle in {None, row["cycle"]}]
        kept = [row for row in kept if ranks is None or row[ranks] is not None]
        kept = [row for row in kept if below is None or row["unit"] in below]
        return sorted(
            kept, key=lambda row: (row["year"], row["cycle"], row["unit"] is None, row["group"] or "", row["rank"])
        )

    def consequences(
        self,
        *,
        year: int | None = None,
        state: Sequence[str] = (),
        unit: str | None = None,
        today: str | None = None,
        known_on: str | None = None,
    ) -> list[Answer]:
        """The steps that rankings, grades and marks have led to by the day, each with its duty; by year and unit."""
        with self.reading():
            self.known("unit", unit)
            docket = self.docket(today, known_on)
            rows = [*consequence_rows(docket)]
            below = set(subtree(self.database, unit, docket.moment)) if unit else None
        kept = [row for row in rows if year in {None, row["year"]} and (not state or row["duty_state"] in state)]
        kept = [row for row in kept if below is None or row["unit"] in below]
        return sorted(
            kept, key=lambda row: (row["year"], row["cycle"], row["unit"] or "", row["cadre"] or "", row["measure"])
        )

    def pool(
        self,
        *,
        grade: str = "excellent",
        unit_kind: str | None = None,
        born_after: str | None = None,
        today: str | None = None,
        known_on: str | None = None,
    ) -> list[Answer]:
        """Who is in the selection scope on the day: graded so or higher in the last year with grades; the best first.

        `unit_kind` keeps those who serve in such units, `born_after` the young.
        """
        with self.reading():
            docket = self.docket(today, known_on)
            return [*pool_rows(docket, grade, unit_kind, born_after)]

    def docket(self, today: str | None, known_on: str | None) -> Docket:
        """The register as a source of duties sees it."""
        moment = self.moment(today, known_on)
        facts = self.facts(moment)
        return Docket(
            self.database, moment, date.fromisoformat(moment.day), facts, self.packs(moment.position), None, {}, {}
        )


def named_cycle(book: Book, name: str) -> Cycle:
    """The cycle of this id. Raises BadInput with the nearest ids."""
    if name in book.cycles:
        return book.cycles[name]
    near = nearest(name, book.cycles)
    hint = f"did you mean {', '.join(near)}?" if near else "list them with: cadre assess show"
    raise BadInput(f"there is no assessment cycle {name}; {hint}")
