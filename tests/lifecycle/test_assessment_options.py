"""Options of assessment rules: missing groups, who is ranked together, quotas, and grades that a post asks for."""

import pytest

from domain.errors import Refused
from domain.policy.loading import load_pack

PACK = """
[pack]
id = "options"
version = "1"
title = "Options"
from = 2000-01-01
[articles."Measures"]
wording = "Who is assessed how."
[[rule]]
id = "SCORE"
kind = "score"
article = "Measures"
effect = "BLOCK"
raters = 5
places = 2
missing = "{missing}"
rounding = "{rounding}"
[[rule]]
id = "RANK"
kind = "ranking"
article = "Measures"
effect = "BLOCK"
field = 1
group_by = "{group_by}"
[[rule]]
id = "FIFTH"
kind = "grade-quota"
article = "Measures"
effect = "BLOCK"
grade = "excellent"
share = "0.2"
[[rule]]
id = "GOOD"
kind = "eligibility"
article = "Measures"
effect = "BLOCK"
criteria = [{criterion}]
"""
SET = {
    "act": "assess-set",
    "version": "1",
    "assesses": "cadre",
    "parts": {"party": "0.5", "business": "0.5"},
    "indicators": [{"id": "work", "aspect": "style", "part": "joint", "weight": "1"}],
}
GROUPS = {"ratings": "0.5", "groups": {"superior": "0.6", "masses": "0.4"}}
PEOPLE = tuple(f"C{number}" for number in range(1, 6))
NONE_LOW = '{ metric = "no-grade-below", years = 2, grade = "competent" }'


@pytest.fixture
def office(engine):
    """A function that opens an office of five cadres and a post under a pack with these options."""

    def made(*, missing="refuse", group_by="all", criterion=NONE_LOW, rounding="half-up"):
        told = PACK.format(missing=missing, group_by=group_by, criterion=criterion, rounding=rounding)
        engine.adopt(load_pack({"pack.toml": told}), from_day="2000-01-01", decided={"basis": "B"}, actor="zhou")
        levels = ("clerk", "clerk", "section", "section", "section")
        people = [
            {"act": "person-register", "cadre": who, "name": who, "level": level}
            for who, level in zip(PEOPLE, levels, strict=True)
        ]
        engine.submit(people, actor="zhou")
        opened = {"act": "unit-open", "unit": "U", "name": "U", "kind": "bureau"}
        post = {"act": "post-open", "post": "P", "unit": "U", "name": "P", "track": "party"}
        submit(engine, "2010-01-01", opened, post, {**SET, "set": "S"}, {**SET, "set": "R", **GROUPS})
        return engine

    return made


def submit(engine, day, *lines):
    return engine.submit([{"basis": "B", "effective": day, **line} for line in lines], actor="zhou")


def opened(engine, year, made="S"):
    submit(engine, f"{year}-12-01", {"act": "assess-open", "cycle": f"Y{year}", "period": "year-end", "sets": made})


def marked(engine, year, who, mark, **told):
    line = {"act": "assess-score", "cycle": f"Y{year}", "subject": who, "marks": {"work": str(mark)}, **told}
    submit(engine, f"{year}-12-05", line)


def graded(engine, year, who, grade):
    submit(engine, f"{year}-12-28", {"act": "assess-grade", "cycle": f"Y{year}", "subject": who, "grade": grade})


@pytest.mark.parametrize(("missing", "score"), [("refuse", None), ("renormalise", "75.00")])
def test_a_missing_group_stops_the_score_or_leaves_its_weight_to_the_others(office, missing, score):
    engine = office(missing=missing)
    opened(engine, 2020, "R")
    marked(engine, 2020, "C1", 80, ratings={"superior": "5:350"})

    [row] = engine.assessment.assessments("Y2020", "C1")
    assert (row["score"], row["lacking"]) == (score, [] if score else ["marks of masses"])


@pytest.mark.parametrize(("rounding", "score"), [("half-up", "70.13"), ("half-even", "70.12"), ("down", "70.12")])
def test_the_last_place_is_rounded_as_the_rule_says(office, rounding, score):
    engine = office(rounding=rounding)
    opened(engine, 2020)
    marked(engine, 2020, "C1", "70.125")

    assert engine.assessment.assessments("Y2020", "C1")[0]["score"] == score


@pytest.mark.parametrize(("group_by", "ranks"), [("all", [1, 2, 3, 4, 5]), ("kind", [1, 2, 1, 2, 3])])
def test_cadres_are_ranked_all_together_or_by_level(office, group_by, ranks):
    engine = office(group_by=group_by)
    opened(engine, 2020)
    for place, who in enumerate(PEOPLE):
        marked(engine, 2020, who, 90 - place)
    submit(engine, "2020-12-20", {"act": "assess-rank", "cycle": "Y2020", "ranks": "cadre"})

    found = {each["cadre"]: each["rank"] for each in engine.assessment.ranking(year=2020, today="2021-01-01")}
    assert [found[who] for who in PEOPLE] == ranks


def test_a_fifth_of_five_is_one_and_of_four_none(office):
    engine = office()
    opened(engine, 2020)
    for who in PEOPLE[:4]:
        marked(engine, 2020, who, 80)
    with pytest.raises(Refused, match="one more exceeds the share"):
        graded(engine, 2020, "C1", "excellent")
    marked(engine, 2020, "C5", 80)
    graded(engine, 2020, "C1", "excellent")
    with pytest.raises(Refused, match="1 of 5 assessed"):
        graded(engine, 2020, "C2", "excellent")


CRITERIA = {
    "low": (NONE_LOW, "2022-12-31", False),
    "low, later": (NONE_LOW, "2023-01-01", True),
    "twice": ('{ metric = "years-with-grade", at_least = 2, years = 3, grade = "competent" }', "2023-01-01", True),
    "thrice": ('{ metric = "years-with-grade", at_least = 3, years = 3, grade = "competent" }', "2023-01-01", False),
    "long ago": ('{ metric = "years-with-grade", at_least = 2, years = 1, grade = "competent" }', "2023-01-01", False),
    "first": ('{ metric = "years-with-rank", at_least = 1, years = 3, rank = 1 }', "2023-01-01", True),
    "first twice": ('{ metric = "years-with-rank", at_least = 2, years = 3, rank = 1 }', "2023-01-01", False),
    "second twice": ('{ metric = "years-with-rank", at_least = 2, years = 3, rank = 2 }', "2023-01-01", True),
}


@pytest.mark.parametrize("name", CRITERIA)
def test_a_post_may_ask_for_grades_and_ranks_of_the_last_years(office, name):
    """C1 was basically competent in 2020, competent in 2021 and 2022; first in 2021, second in 2022."""
    criterion, day, lawful = CRITERIA[name]
    engine = office(criterion=criterion)
    for year, mark, grade in ((2020, 50, "basically-competent"), (2021, 90, "competent"), (2022, 85, "competent")):
        opened(engine, year)
        marked(engine, year, "C1", mark)
        marked(engine, year, "C2", 88)
        graded(engine, year, "C1", grade)
        submit(engine, f"{year}-12-20", {"act": "assess-rank", "cycle": f"Y{year}", "ranks": "cadre"})

    told = engine.when("C1", post="P", as_of=day)
    assert told["lawful"] is lawful
    if name == "low":
        assert told["earliest"] == "2023-01-01"
