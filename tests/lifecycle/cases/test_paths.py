"""Every shipped procedure through the engine: the happy way, an objection, a rejection and rework, with its effects."""

import pytest

from lifecycle.procedure_files import load_definition, shipped_procedures

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
    "training-enrolment": ["train-enrol", "train-record"],
    "year-end-assessment": [],
}
WITH_NOTICE = [name for name in EFFECTS if "publicise" in " ".join(load_definition(name).steps)]


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
    "training-enrolment": {"enrol": ["other"], "attend": ["missed"], "excuse": ["made-up"], "credit": ["incomplete"]},
    "year-end-assessment": {"score": ["incomplete"], "grade": ["lost", "deferred"], "publicise": ["annulled"]},
}


@pytest.mark.parametrize("name", REWORK)
def test_rework_leads_round_and_to_the_same_end(office, clerk, name):
    assert clerk(name, **{step: [*ways] for step, ways in REWORK[name].items()}).run() == clerk(name).run()
