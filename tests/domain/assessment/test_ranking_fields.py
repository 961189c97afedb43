"""ranking: in a field too small for anybody to be last, equal scores stand in nobody's way."""

from datetime import date
from random import Random

import pytest

from domain.assessment.commands import Rank
from domain.assessment.results import rank
from tests.domain.policy.kinds.second.random.assessing import UNITS, PaperOffice, draw_set
from tests.domain.policy.kinds.second.random.assessing_rules import fixed, made

STEP = {"running": 1, "measure": "talk", "days": 30, "reaches": "unit"}
SCORES = dict(zip(UNITS, ("90", "80", "80", "70", "70"), strict=True))
"""Three units of one kind with a tie for the last place among them, and two of another kind with equal scores."""
KINDS = dict(zip(UNITS, ("bureau", "bureau", "bureau", "town", "town"), strict=True))


def office(field):
    rules = [
        {"id": "SCORE", "kind": "score", "numbers": {"raters": fixed(1), "places": fixed(0)}, "options": {}},
        {"id": "RANK", "kind": "ranking", "numbers": {"field": fixed(field)}, "options": {"group_by": "kind"}},
        {
            "id": "LAST",
            "kind": "consequence-steps",
            "numbers": {"width": fixed(1)},
            "options": {"band": "bottom", "subject": "unit", "steps": [STEP]},
        },
    ]
    stored, pack = made(rules)
    works = ({"id": "work", "aspect": "style", "part": "joint", "weight": "1"},)
    plain = {"ceilings": {}, "ratings": "0", "groups": {}, "knowledge": {}, "indicators": works, "weak_links": ()}
    cycle = {"cycle": "2020H2", "year": 2020, "period": "year-end", "day": date(2020, 12, 1)}
    told = {
        "score": stored[0],
        "set": {**draw_set(Random(1)), **plain},
        "cycles": [cycle],
        "grades": [],
        "groups": KINDS,
    }
    told["scored"] = [("2020H2", f"unit:{unit}", {"work": mark}, {}) for unit, mark in SCORES.items()]
    return PaperOffice(told, (pack,))


@pytest.mark.parametrize(("field", "tied"), [(2, ["U2", "U3", "U4", "U5"]), (3, ["U2", "U3"]), (4, None)])
def test_a_tie_is_in_the_way_where_the_field_is_large_enough(field, tied):
    command = Rank(act="assess-rank", cycle="2020H2", ranks="unit", effective=date(2020, 12, 20), basis="R")
    decided = rank(command, office(field))

    assert [finding.figures.get("tied") for finding in decided.findings] == ([tied] if tied else [])
    small = {2: [], 3: [2], 4: [3, 2]}
    assert [warning.figures["field"] for warning in decided.warnings] == small[field]
