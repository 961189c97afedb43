"""An office that runs cases: a register, a calendar, published procedures, and short words for the acts in a case."""

from datetime import UTC, datetime

import pytest

from domain.procedure.loading import load_procedure
from lifecycle.procedure_files import procedure_text
from lifecycle.publishing import calendar_lines, procedure_line

BODY = ("A", "B", "C", "D", "E")
REPORTS = {"inspection-report": "9f86d081", "integrity-opinion": "60303ae2"}
COUNTS = {"issued": "20", "valid": "19", "for": "15"}


class Office:
    """One engine at a simulated day; every act is recorded on the day on which it is done."""

    def __init__(self, engine):
        self.engine = engine
        self.day = "2024-01-02"
        self.meetings = 0

    def do(self, act, day=None, actor="zhou", **told):
        self.day = day or self.day
        return self.submit([{"act": act, "effective": self.day, **told}], actor=actor)

    def submit(self, lines, actor="zhou", **recording):
        self.engine.now = datetime.fromisoformat(f"{self.day}T08:00:00+00:00").astimezone(UTC)
        return self.engine.submit(lines, actor=actor, now=self.engine.now, **recording)

    def found(self):
        """A unit with two posts, three cadres, the calendar up to the notice for 2026."""
        self.submit(
            [
                {"act": "unit-open", "unit": "FINANCE", "name": "Finance", "effective": "2000-01-01"},
                *(
                    {
                        "act": "post-open",
                        "post": post,
                        "unit": "FINANCE",
                        "name": post,
                        "track": "admin",
                        "level": "section",
                        "seats": 1,
                        "effective": "2000-01-01",
                    }
                    for post in ("HEAD", "DEPUTY")
                ),
                *({"act": "person-register", "cadre": who, "name": who} for who in ("LI", "WANG", "ZHAO")),
            ]
        )
        self.submit(calendar_lines("cn-state-council", set()))

    def publish(self, name="appointment", from_day=None):
        return self.submit([procedure_line(name, from_day)])

    def publish_changed(self, *changes, version="3", from_day="2024-06-01", transitional='"pin"'):
        """Another version of the appointment: its text with something replaced."""
        head = f'version = "{version}"\ntransitional = {transitional}'
        text = procedure_text("appointment").replace('version = "2"', head, 1)
        for was, becomes in changes:
            assert was in text
            text = text.replace(was, becomes)
        read = load_procedure(text, "changed", _part)
        line = {"act": "procedure-publish", "procedure": read.id, "version": read.version, "content": read.content}
        return self.submit([{**line, "effective": from_day}])

    def open(self, case="C1", cadre="LI", post="HEAD", **told):
        given = {"given": {"post": post}}
        return self.do("case-open", procedure="appointment", case=case, cadre=cadre, **{**given, **told})

    def to_inspection(self, case="C1"):
        self.do("task-complete", case=case, outcome="accept", person="M")
        self.do("task-complete", case=case, outcome="done", person="R", counts=COUNTS)

    def to_ballot(self, case="C1"):
        self.to_inspection(case)
        self.do("task-complete", case=case, outcome="fit", person="I;J", documents=REPORTS)

    def vote(self, *cases, **told):
        self.meetings += 1
        meeting = f"M{self.meetings}"
        self.do("meeting-convene", meeting=meeting, body="committee", person=list(BODY), case=list(cases))
        self.do("meeting-attend", meeting=meeting, person=list(BODY[:4]))
        for case in cases:
            self.do("meeting-vote", meeting=meeting, case=case, **(told or {"ayes": 4}))
        self.do("meeting-close", meeting=meeting)

    def to_issue(self, case="C1"):
        self.to_ballot(case)
        self.vote(case)
        self.do("publicity-open", case=case, where="hall")

    def holder(self, post, day):
        rows = self.engine.roster(as_of=day)
        return next((each["cadre"], each["kind"]) for each in rows if each["post"] == post)


def _part(name):
    from lifecycle.procedure_files import _part as part

    return part(name)


@pytest.fixture
def office(engine):
    """An office of each kind of store in which the appointment is published."""
    opened = Office(engine)
    opened.found()
    opened.publish()
    return opened
