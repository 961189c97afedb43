"""An office that runs cases: a register, a calendar, published procedures, and short words for the acts in a case."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.procedure.definition import is_end
from domain.procedure.loading import load_procedure
from lifecycle.engine import Engine
from lifecycle.procedure_files import load_definition, procedure_text
from lifecycle.publishing import calendar_lines, procedure_line

BODY = ("A", "B", "C", "D", "E")
REPORTS = {"inspection-report": "9f86d081", "integrity-opinion": "60303ae2"}
COUNTS = {"issued": "20", "valid": "19", "for": "15"}

GIVEN = {
    "post": "NEW",
    "from_post": "HEAD",
    "level": "division",
    "measure": "promote",
    "ground": "resignation",
    "held_by": "ZHOU",
    "channels": "board",
    "session": "S-2024-1",
    "kind": "political-theory",
    "begins": "2024-01-15",
    "until": "2024-01-20",
    "hours": "30",
}
OTHER = {
    "adjust-or-demote": {"measure": "demote", "level": "section-deputy"},
    "removal-or-resignation": {"post": "HEAD"},
}


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

    def publish_changed(self, *changes, name="appointment", version="3", from_day="2024-06-01", transitional='"pin"'):
        """Another version of a shipped procedure: its text with something replaced."""
        head = f'version = "{version}"\ntransitional = {transitional}'
        text = re.sub(r'version = "\d+"', head, procedure_text(name), count=1)
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


def office_at(engine):
    """An office in a new store, in which the appointment is published."""
    opened = Office(engine)
    opened.found()
    opened.publish()
    return opened


@pytest.fixture
def office(engine):
    """An office of each kind of store in which the appointment is published."""
    return office_at(engine)


@pytest.fixture
def twin(tmp_path):
    """Another office, begun alike in a store of its own."""
    with Engine.create(str(tmp_path / "twin.db"), simulated=True, now=datetime(2000, 1, 1, tzinfo=UTC)) as opened:
        yield office_at(opened)


class Clerk:
    """Works through one case in a store: ends each open step as a plan says, else so that the case goes on."""

    def __init__(self, office, procedure, case, **plan):
        self.office, self.procedure, self.case, self.plan = office, procedure, case, plan
        self.hand = 0
        self.seen = set()

    def run(self):
        for _ in range(60):
            told = self.office.engine.cases.case(self.case)
            if told["state"] != "running":
                return told["state"]
            self.step_on()
        raise AssertionError(told)

    def step_on(self):
        """One open step ends."""
        told = self.office.engine.cases.case(self.case)
        self.seen.update(told["open"])
        self.end_step(next(each for each in told["steps"] if each["kind"] != "parallel"))

    def wanted(self, step):
        """The outcome that the plan names for the step (each once), else the one that leads on and not round."""
        plan = self.plan.get(step, [])
        if plan:
            self.seen.clear()  # what comes again after rework leads on again
            return plan.pop(0)
        ways = self.procedure.steps[step].outcomes
        bad = ("end:rejected", "end:annulled")
        return min(ways, key=lambda way: (ways[way] in bad, ways[way] in self.seen, is_end(ways[way]), way))

    def end_step(self, open_step):
        name, step = open_step["step"], self.procedure.steps[open_step["step"]]
        outcome = self.wanted(name)
        match step.kind:
            case "ballot":
                counts = {"carried": {"ayes": 5}, "lost": {"nays": 5}, "deferred": {"deferred": True}}[outcome]
                self.office.meetings += 1
                meeting = f"M{self.office.meetings}"
                self.office.do("meeting-convene", meeting=meeting, body="body", person=list(BODY), case=[self.case])
                self.office.do("meeting-attend", meeting=meeting, person=list(BODY))
                self.office.do("meeting-vote", meeting=meeting, case=self.case, **counts)
            case "publicity":
                self.office.do("publicity-open", case=self.case, where="hall")
                result = "upheld" if outcome == "annulled" else "dismissed"
                self.office.do("publicity-object", case=self.case, grounds="a debt")
                objection = self.office.engine.cases.case(self.case)["steps"][0]["objections"][0]
                told = {"objection": objection, "result": result, "reason": "looked into"}
                self.office.do("publicity-resolve", case=self.case, **told)
                if outcome == "clear":
                    self.wait()
            case "wait":
                self.wait()
            case _:
                documents, counts = dict.fromkeys(step.evidence, "9f86d081"), dict.fromkeys(step.counts, "1")
                told = {"outcome": outcome, "person": self.hands(name, step), "documents": documents, "counts": counts}
                self.office.do("task-complete", case=self.case, step=name, basis="Order 7", **told)

    def hands(self, name, step):
        done = self.office.engine.cases.case(self.case)["done"]
        for duty in self.procedure.duties:
            if duty.kind == "same" and name in duty.steps:
                before = [each["persons"] for each in done if each["step"] in duty.steps and each["step"] != name]
                if before:
                    return before[-1]
        self.hand += 1
        return [f"H{self.hand}-{each}" for each in range(step.people)]

    def wait(self):
        """Time goes on to the day after the term, and somebody looks."""
        [due] = [each["due"] for each in self.office.engine.cases.case(self.case)["steps"] if each["due"]]
        day = date.fromisoformat(due) + timedelta(days=1)
        self.office.do("case-tick", day.isoformat(), case=self.case)


@pytest.fixture
def clerk(office):
    """A function from a procedure and a plan to a clerk at a new case of it; the post of the case is new each time."""
    return clerks_of(office)


@pytest.fixture
def twin_clerk(twin):
    """The same in the other office."""
    return clerks_of(twin)


def clerks_of(office):
    numbers = iter(range(1, 99))

    def begin(name, **plan):
        number, procedure = next(numbers), load_definition(name)
        who, other, post = f"L{number}", f"W{number}", f"NEW{number}"
        if number == 1 and name != "appointment":
            office.publish(name, "2024-01-02")
        office.submit(
            [
                *({"act": "person-register", "cadre": each, "name": each, "level": "section"} for each in (who, other)),
                *(
                    {
                        "act": "post-open",
                        "post": each,
                        "unit": "FINANCE",
                        "name": each,
                        "track": "admin",
                        "level": "section",
                        "seats": 1,
                        "effective": "2000-01-01",
                    }
                    for each in (post, f"HEAD{number}", f"DEPUTY{number}")
                ),
            ]
        )
        held = {"probation-confirmation": [(who, post, "trial")], "appointment": [], "open-selection": []}
        for cadre, its, kind in held.get(
            name, [(who, f"HEAD{number}", "substantive"), (other, f"DEPUTY{number}", "substantive")]
        ):
            office.do("appoint", cadre=cadre, post=its, kind=kind, basis="Order 1")
        given = {each: (GIVEN | OTHER.get(name, {}))[each] for each in procedure.needs}
        given |= {each: f"{given[each]}{number}" for each in ("post", "from_post") if each in given}
        subjects = [who, other][: procedure.subjects]
        case = f"C{number}"
        office.do("case-open", procedure=name, case=case, cadre=subjects, given=given)
        return Clerk(office, procedure, case, **plan)

    return begin
