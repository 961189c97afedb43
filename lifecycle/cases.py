"""Questions about procedures: what is published, how cases stand on a day, and what somebody has to do."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from domain.calendar import WorkCalendar, count_working_days
from domain.errors import BadInput, Damaged
from domain.procedure.case import Case
from domain.procedure.definition import Procedure
from domain.procedure.flow import Around
from domain.procedure.interpreter import brought_up
from domain.procedure.library import version_on
from domain.text import nearest
from lifecycle.case_rows import happened, lapsing, open_row, summary
from lifecycle.meeting_rows import COUNTED, MEETING, agenda, meeting_row
from lifecycle.reader import Reader, iso_day
from projections import procedure as reading
from projections.moment import Moment
from projections.unit import Answer


class Library:
    """What is published in a store as known at a position, read once for all cases."""

    def __init__(self, reader: Reader, position: int) -> None:
        self._database, self._position = reader.database, position

    @cached_property
    def procedures(self) -> Mapping[str, tuple[Procedure, ...]]:
        """The versions of every procedure."""
        return reading.procedures(self._database, self._position)

    @cached_property
    def calendars(self) -> Mapping[str, tuple[tuple[date, WorkCalendar], ...]]:
        """The editions of every calendar."""
        return reading.calendars(self._database, self._position)

    def around(self, case: Case, kin: frozenset[str] = frozenset()) -> Around:
        """What a case is looked at with: the version it runs under and its calendar."""
        procedure = next(each for each in self.procedures[case.procedure] if each.hash == case.hash)
        versions = self.procedures[case.procedure]
        return Around(procedure, self.calendars.get(procedure.calendar, ()), kin, versions)


class Cases(Reader):
    """The questions about procedures, calendars and cases."""

    def procedures(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every published version, which is in force on the day, and the shipped ones that are not published."""
        from lifecycle.procedure_heads import shipped_heads

        with self.reading():
            moment = self.moment(as_of, known_on)
            published = reading.procedures(self.database, moment.position)
        day = date.fromisoformat(moment.day)
        rows = [
            {**_head(each), "state": "in-force" if each == version_on(versions, day) else "published"}
            for versions in published.values()
            for each in versions
        ]
        return rows + [{**each, "state": "shipped"} for each in shipped_heads() if each["procedure"] not in published]

    def procedure(self, name: str, *, version: str | None = None, known_on: str | None = None) -> Procedure:
        """A published version, the latest unless named. Raises BadInput for an unknown one."""
        with self.reading():
            found = reading.procedures(self.database, self.moment(None, known_on).position).get(name, ())
        chosen = [each for each in found if version in {None, each.version}]
        if not chosen:
            said = f"no version {version} of {name} is published" if found else f"no procedure {name} is published"
            raise BadInput(f"{said}; see: cadre procedure list")
        return chosen[-1]

    def calendar(self, name: str | None = None, *, known_on: str | None = None) -> list[Answer]:
        """The published notices of a calendar, or of all, with the working days of each year as then known."""
        with self.reading():
            position = self.moment(None, known_on).position
            rows, published = reading.notices(self.database, position, name), reading.calendars(self.database, position)
        if name and not rows:
            raise BadInput(f"no calendar {name} is published; publish it with: cadre calendar publish {name}")
        return [_notice(each, published[each["calendar"]][-1][1]) for each in rows]

    def calendar_if_any(self, name: str) -> list[Answer]:
        """The published notices of a calendar; none where it is not published."""
        with self.reading():
            return reading.notices(self.database, self.head.position, name)

    def cases(
        self,
        *,
        as_of: str | None = None,
        known_on: str | None = None,
        running: bool = False,
        procedure: str | None = None,
    ) -> list[Answer]:
        """Every case as it stands on a day."""
        found = self._standing(as_of, known_on, running=running)
        rows = [summary(case, where.procedure) for case, where in found]
        wanted = (procedure, None if not running else "running")
        return [each for each in rows if _fits(each, *wanted)]

    def case(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """A case as it stands on a day: what is open, what was done, what keeps it. Raises BadInput for none."""
        found = self._standing(as_of, known_on, name)
        if not found:
            raise self._unknown(name)
        case, where = found[0]
        day = date.fromisoformat(self.moment(as_of, known_on).day)
        done = [
            {"step": each.step, "outcome": each.outcome, "on": each.day.isoformat(), "persons": list(each.persons)}
            for each in case.done
        ]
        waiting = [open_row(case, where, each, day) for each in case.open]
        return {
            **summary(case, where.procedure),
            "given": dict(case.given),
            "staff": {role: list(persons) for role, persons in case.staff.items()},
            "steps": waiting,
            "done": done,
            "incidents": [each.says for each in case.incidents],
            "lapses_on": lapsing(case, where, day),
            "reopens": case.reopens or None,
            "reopened_as": case.reopened or None,
        }

    def case_history(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Everything that happened in a case by the day, in its order. Raises BadInput for an unknown case."""
        with self.reading():
            rows = reading.case_rows(self.database, self.moment(as_of, known_on), name)
        if not rows:
            raise self._unknown(name)
        return [happened(each) for each in rows]

    def case_replay(self, name: str, *, until: str | None = None) -> list[Answer]:
        """A case event by event with the state after each, from the stored events. Raises BadInput for an unknown case.

        Raises Damaged where the whole replay does not end in the case as the read models have it.
        """
        from lifecycle.case_replay import case_state, replay_case

        with self.reading():
            moment = Moment("9999-12-30", self.head.position)
            found = reading.cases(reading.case_rows(self.database, moment, name))
            rows = replay_case(self.database, name, until) if found else []
        if not rows:
            raise self._unknown(name)
        if until is None and rows[-1]["state"] != case_state(found[name]):
            raise Damaged(f"the events of the case {name} do not lead to what is read of it: cadre store verify")
        return rows

    def worklist(
        self,
        person: str | None = None,
        *,
        on: str | None = None,
        known_on: str | None = None,
        soon: int = 3,
        only: Sequence[str] = (),
    ) -> list[Answer]:
        """What is to be done on a day, the most urgent first; for a person only what this one may do.

        `soon` is how many working days ahead of its last day a task counts as soon due; `only` keeps the rows in these
        states, those of cases with a result that will lapse (`lapsing`), or those with nobody to do them (`incident`).
        """
        from lifecycle.worklist import worklist

        day = iso_day(on) or self.today
        kin = self._kin(known_on) if person else {}
        return worklist(
            self._standing(day, known_on, kin=kin, running=True), date.fromisoformat(day), person, soon, only
        )

    def meetings(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every meeting called together by the day, by day."""
        with self.reading():
            found = reading.dockets(self.database, self.moment(as_of, known_on), MEETING)
        return sorted(map(meeting_row, found.values()), key=lambda row: (row["on"], row["meeting"]))

    def meeting(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """A meeting with what became of each case of its agenda. Raises BadInput for an unknown one."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            facts = reading.dockets(self.database, moment, MEETING, f"meeting:{name}").get(f"meeting:{name}", [])
            cases = facts[0]["cases"] if facts else ()
            ballots = [reading.dockets(self.database, moment, COUNTED, f"case:{each}") for each in cases]
        if not facts:
            near = nearest(name, [each["meeting"] for each in self.meetings()])
            hint = f"did you mean {' or '.join(near)}?" if near else "list them with: cadre meeting list"
            raise BadInput(f"there is no meeting {name}; {hint}")
        counted = [told for each in ballots for ballot in each.values() for told in ballot]
        return {**meeting_row(facts), "agenda": agenda(facts, counted)}

    def due(self, day: str) -> list[str]:
        """The running cases in which something was due by a day that is not recorded yet, by id."""
        with self.reading():
            moment = self.moment(day, None)
            recorded = reading.cases(reading.case_rows(self.database, moment, running=True))
        return [case.id for case, _ in self._standing(day, None, running=True) if case != recorded[case.id]]

    def standing_case(self, name: str, day: str) -> tuple[Case, Around]:
        """A case brought up to a day, and what it is looked at with. Raises BadInput for an unknown case."""
        if found := self._standing(day, None, name):
            return found[0]
        raise self._unknown(name)

    def path(self, name: str) -> tuple[Procedure, list[str]]:
        """The definition of a case and the steps it has been at. Raises BadInput for an unknown case."""
        found = self._standing(None, None, name)
        if not found:
            raise self._unknown(name)
        case, where = found[0]
        return where.procedure, [*(each.step for each in case.done), *(each.step for each in case.open)]

    def _standing(
        self,
        as_of: str | None,
        known_on: str | None,
        name: str | None = None,
        *,
        kin: Mapping[str, frozenset[str]] | None = None,
        running: bool = False,
    ) -> list[tuple[Case, Around]]:
        """The cases brought up to the day, with what they are looked at with."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            library = Library(self, moment.position)
            found = reading.cases(reading.case_rows(self.database, moment, name, running=running))
            day, known = date.fromisoformat(moment.day), kin or {}
            rows: list[tuple[Case, Around]] = []
            for case in found.values():
                relatives = frozenset(other for each in case.subjects for other in known.get(each, ()))
                where = library.around(case, relatives)
                rows.append((case if case.ended else brought_up(case, where, day), where))
        return rows

    def _kin(self, known_on: str | None) -> dict[str, frozenset[str]]:
        from projections.person_facts import relatives_of_all

        with self.reading():
            return relatives_of_all(self.database, self.moment(None, known_on).position)

    def _unknown(self, name: str) -> BadInput:
        with self.reading():
            known = reading.cases(reading.case_rows(self.database, Moment("9999-12-30", self.head.position)))
        near = nearest(name, known)
        hint = f"did you mean {' or '.join(near)}?" if near else "list them with: cadre case list"
        return BadInput(f"there is no case {name}; {hint}")


def _fits(row: Answer, procedure: str | None, state: str | None) -> bool:
    return procedure in {None, row["procedure"]} and state in {None, row["state"]}


def _head(procedure: Procedure) -> Answer:
    return {
        "procedure": procedure.id,
        "version": procedure.version,
        "title": procedure.title,
        "since": procedure.since.isoformat(),
        "until": None if procedure.until == date.max else procedure.until.isoformat(),
        "steps": len(procedure.steps),
        "hash": procedure.hash,
    }


def _notice(told: Answer, calendar: WorkCalendar) -> Answer:
    first, last = date(told["year"] - 1, 12, 31), date(told["year"], 12, 31)
    keys = ("calendar", "year", "notice", "issued", "revises", "off", "worked", "event")
    return {**{key: told[key] for key in keys}, "working_days": count_working_days(calendar, first, last)}
