"""Rules on assessment made of chance."""

import json

from domain.policy.pack import read_pack, write_pack
from tests.domain.policy.kinds.second.random.chance import rows, some

MEASURES = ("talk", "notice", "adjust-or-demote")


def made(told):
    """Rules as a pack stores them, and the pack they make."""
    content = {"pack": {"id": "p", "version": "1", "title": "P", "parent": "", "from": "1900-01-01"}}
    usual = {"article": "art. 1", "effect": "BLOCK", "pick": "effective-day", "clock": "same-post", "warn_days": 180}
    usual |= {"gap_months": 0, "select": {}, "counts": {}, "waiver": None, "exceptions": [], "unknown": "block"}
    content |= {
        "articles": {"art. 1": {"wording": "So it is."}},
        "rules": [{**usual, **begun(each), **each} for each in told],
    }
    written = write_pack(content)
    return json.loads(written)["rules"], read_pack(written)


def begun(rule):
    return {"from": max((rows[0]["from"] for rows in rule["numbers"].values()), default="1900-01-01")}


def draw_rules(chance):
    """One rule on scores, one on rankings, and some of each other kind."""
    one = [
        {"id": "SCORE", "kind": "score", **score(chance)},
        {"id": "RANK", "kind": "ranking", **ranking(chance)},
        {"id": "QUOTA", "kind": "grade-quota", **quota(chance)},
        {"id": "CYCLE", "kind": "assessment-cycle", **cycle(chance)},
        {"id": "MID", "kind": "mid-term-inspection", **midterm(chance)},
    ]
    return made(one + [{"id": f"STEP-{number}", "kind": "consequence-steps", **steps(chance)} for number in range(4)])


def fixed(value):
    return [{"from": "1900-01-01", "value": value}]


def score(chance):
    options = some(chance, missing=chance.choice(("refuse", "renormalise"))) | some(
        chance, rounding=chance.choice(("half-up", "half-even", "down"))
    )
    year = chance.choice(({}, {}, {"year_by": "mean"}, {"year_by": "weighted", "half_year": ["0.4", "0.6"]}))
    return {
        "numbers": {"raters": fixed(chance.choice((1, 5))), "places": fixed(chance.choice((0, 1, 2)))},
        "options": {**options, **year},
    }


def ranking(chance):
    options = some(chance, ties=chance.choice(("include", "exclude", "refuse"))) | some(chance, group_by="kind")
    return {"numbers": {"field": fixed(chance.choice((1, 3, 4)))}, "options": options}


def quota(chance):
    return {
        "numbers": {"share": rows(chance, "0.2", "1/3", "0.5")},
        "options": {"grade": "excellent", **some(chance, of=["unit", "cadre"])},
    }


def cycle(chance):
    return {
        "numbers": {"months": rows(chance, 1, 3)},
        "options": {"periods": chance.choice(("year-end", ["mid-year", "year-end"]))},
    }


def midterm(chance):
    options = some(chance, relations=["masses"]) | some(chance, heads=["secretary*"])
    return {
        "numbers": {"term_years": fixed(chance.choice((2, 3, 5))), "months": fixed(chance.choice((1, 6)))},
        "options": options,
    }


def steps(chance):
    band = chance.choice(("bottom", "top", "bottom", "grade", "recognition"))
    subject = chance.choice(("unit", "unit", "cadre"))
    numbers = {"width": fixed(chance.choice((1, 2, 3)))} if band in {"bottom", "top"} else {}
    options = {"band": band, "subject": subject}
    if band == "grade":
        options["grade"] = "excellent"
    if band == "recognition":
        numbers["least"], options["relations"] = fixed(chance.choice((80, 85, 90))), ["masses"]
    if chance.random() < 0.5:
        numbers["leader_months"] = fixed(6)
    listed = [
        {"running": running, "measure": measure, "days": 30 * running, "reaches": chance.choice(("heads", subject))}
        for running, measure in enumerate(MEASURES[: chance.choice((1, 2, 3))], chance.choice((1, 1, 2)))
    ]
    options |= some(chance, cycle=chance.choice(("half-year", "each"))) | some(
        chance, skip_breaks=chance.random() < 0.5
    )
    if subject == "unit":
        options |= some(chance, streak_follows="leader") | some(chance, heads=["secretary*", "head*"])
    return {"numbers": numbers, "options": {**options, "steps": listed}}
