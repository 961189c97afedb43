"""A person who works through cases: makes, for any open step, the move that ends it in a wanted way."""

from datetime import date, timedelta

import pytest

from domain.calendar import calendar_of
from domain.procedure.case import Case, case_of
from domain.procedure.flow import Around
from domain.procedure.interpreter import brought_up, decide
from domain.procedure.moves import Complete, Look, Publicise, Raise, Settle, Start, Tally
from lifecycle.calendar_files import load_calendar
from lifecycle.procedure_files import load_definition

BODY = ("B1", "B2", "B3", "B4", "B5", "B6")
CHINA = calendar_of("cn-state-council", load_calendar("cn-state-council").notices)


class Walker:
    """Walks one case of a procedure; `day` is today, `log` every fact so far."""

    def __init__(self, procedure, day=date(2024, 3, 4), calendars=((date(2000, 1, 1), CHINA),), **around):
        self.around = Around(procedure, tuple(calendars), **around)
        self.day = day
        self.case = Case(id="C1")
        self.log = []
        self.acts = []
        self.hand = 0

    def make(self, move, day=None):
        moved = self.make_once(move, day)
        assert case_of(self.log, "C1") == moved.case
        return moved

    def make_once(self, move, day=None):
        self.day = day or self.day
        moved = decide(move, self.case, self.around, self.day)
        self.log += moved.facts
        self.acts += moved.acts
        self.case = moved.case
        return moved

    def start(self, staff=None, **given):
        procedure = self.around.procedure
        given = {name: name.upper() for name in procedure.needs} | given
        subjects = tuple(f"S{number}" for number in range(1, procedure.subjects + 1))
        return self.make(Start(subjects, given, staff or {}))

    def look(self, day):
        return self.make(Look(), day)

    def waiting(self):
        return [each.step for each in self.case.open if self.step(each.step).kind != "parallel"]

    def step(self, name):
        return self.around.procedure.steps[name]

    def end_step(self, name, outcome):
        """Bring an open step to an outcome, on today or, for what takes time, on the day after its term."""
        step, standing = self.step(name), self.case.standing(name)
        if step.kind == "ballot":
            ayes = {"carried": 6, "lost": 0}.get(outcome, 0)
            self.make(Tally(name, "M1", BODY, BODY, (), ayes, 6 - ayes, 0, deferred=outcome == "deferred"))
        elif step.kind == "publicity":
            self.make(Publicise(name, "hall"))
            if outcome == "annulled":
                self.make(Raise(name, "", "x"))
                self.make(Settle(self.case.objections, "upheld"))
            else:
                self.look(self.case.standing(name).due + timedelta(days=1))
        elif step.kind == "wait":
            self.look(max(self.day, standing.due + timedelta(days=1)))
        else:
            hands = self.hands(step)
            documents, counts = dict.fromkeys(step.evidence, "sha256"), dict.fromkeys(step.counts, 1)
            self.make(Complete(name, outcome, hands, documents, counts))

    def hands(self, step):
        """Persons who may do the step: fresh ones, or those who did a step that the same person must do."""
        for duty in self.around.procedure.duties:
            if duty.kind == "same" and step.id in duty.steps:
                for other in duty.steps:
                    done = self.case.last_done(other)
                    if done and other != step.id:
                        return done.persons
        self.hand += 1
        return tuple(f"H{self.hand}.{each}" for each in range(step.people))

    def to_do(self):
        """The open steps that can be brought to an end now."""
        return [name for name in self.waiting() if self.step(name).kind not in {"gateway", "subcase"}]


@pytest.fixture
def walk():
    """A walker of a shipped procedure, or of a definition."""
    return lambda procedure, *told, **named: Walker(
        load_definition(procedure) if isinstance(procedure, str) else procedure, *told, **named
    )


@pytest.fixture
def on():
    """The case as it stands on a day, nobody having looked."""
    return lambda walker, day: brought_up(walker.case, walker.around, day)
