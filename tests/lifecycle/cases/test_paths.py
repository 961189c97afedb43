"""Every shipped procedure through the engine: the happy way, an objection, a rejection and rework, with its effects."""

from datetime import date, timedelta

import pytest

from domain.procedure.definition import is_end
from lifecycle.procedure_files import load_definition, shipped_procedures

GIVEN = {
    "post": "NEW",
    "from_post": "HEAD",
    "level": "division",
    "measure": "promote",
    "ground": "resignation",
    "held_by": "ZHOU",
    "channels": "board",
}
OTHER = {
    "adjust-or-demote": {"measure": "demote", "level": "section-deputy"},
    "removal-or-resignation": {"post": "HEAD"},
}
EFFECTS = {
    "adjust-or-demote": ["demote"],
    "admonishing-talk": ["talk"],
    "appointment": ["appoint", "confirm"],
    "exchange": ["exchange"],
    "half-year-assessment": [],
    "open-selection": ["appoint"],
    "probation-confirmation": ["confirm"],
    "promotion-or-re-use": ["promote"],
    "public-notice": ["notice"],
    "removal-or-resignation": ["relieve"],
    "rotation": ["rotate"],
    "year-end-assessment": [],
}
WITH_NOTICE = [name for name in EFFECTS if "publicise" in " ".join(load_definition(name).steps)]
BODY = ["A", "B", "C", "D", "E"]


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
            self.seen.update(told["open"])
            steps = [each for each in told["steps"] if each["kind"] != "parallel"]
            self.end_step(steps[0])
        raise AssertionError(told)

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
                self.office.do("meeting-convene", meeting=meeting, body="body", person=BODY, case=[self.case])
                self.office.do("meeting-attend", meeting=meeting, person=BODY)
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


def acts_of(office, clerk):
    """The acts that the case had on the register or on talks and notices."""
    sql = "SELECT DISTINCT act FROM trail WHERE order_id IN (SELECT order_id FROM trail WHERE stream = ? AND act <> ?)"
    rows = office.engine.database.query(sql, (f"case:{clerk.case}", "case-open"))
    own = {
        "task-complete",
        "case-tick",
        "meeting-vote",
        "publicity-open",
        "publicity-object",
        "publicity-resolve",
        "order",
    }
    return sorted({row[0] for row in rows} - own)


@pytest.mark.parametrize("name", shipped_procedures())
def test_the_happy_way_has_its_effects_and_no_other_way_has_any(office, clerk, name):
    procedure = load_definition(name)
    happy = clerk(name)
    assert happy.run() not in {"rejected", "annulled"}
    assert acts_of(office, happy) == sorted(EFFECTS[name])

    rejecting = [each for each in procedure.steps.values() if "end:rejected" in each.outcomes.values()]
    assert rejecting or name in {"half-year-assessment", "year-end-assessment", "probation-confirmation"}
    for first in rejecting[:1]:
        outcome = next(way for way, to in first.outcomes.items() if to == "end:rejected")
        rejected = clerk(name, **{first.id: [outcome]})
        assert rejected.run() == "rejected"
        assert acts_of(office, rejected) == []
    assert office.engine.verify()["intact"]


@pytest.mark.parametrize(
    "name", [each for each in shipped_procedures() if "publicise" in str(load_definition(each).steps)]
)
def test_an_upheld_objection_ends_the_notice(office, clerk, name):
    step = next(each for each in load_definition(name).steps.values() if each.kind == "publicity")
    objected = clerk(name, **{step.id: ["annulled"]})
    ended = objected.run()

    upheld = [each for each in office.engine.cases.case_history(objected.case) if "upheld" in each["says"]]
    assert len(upheld) == 1
    assert (ended == "annulled") == (step.outcomes["annulled"] == "end:annulled")


REWORK = {
    "adjust-or-demote": {"hear": ["incomplete"], "decide": ["deferred"]},
    "admonishing-talk": {"approve": ["rework"]},
    "appointment": {"inspect": ["rework"], "settle.decide": ["deferred", "deferred"]},
    "exchange": {"hear": ["objected"]},
    "half-year-assessment": {"score": ["incomplete"], "tell": ["disputed"]},
    "probation-confirmation": {"assess": ["rework"]},
    "promotion-or-re-use": {"inspect": ["rework"]},
    "public-notice": {"decide": ["deferred"]},
    "removal-or-resignation": {"decide": ["deferred"]},
    "rotation": {"decide": ["deferred"]},
    "year-end-assessment": {"score": ["incomplete"], "grade": ["lost", "deferred"], "publicise": ["annulled"]},
}


@pytest.mark.parametrize("name", REWORK)
def test_rework_leads_round_and_to_the_same_end(office, clerk, name):
    assert clerk(name, **{step: [*ways] for step, ways in REWORK[name].items()}).run() == clerk(name).run()
