"""What the texts leave open about consequences: units or cadres, last or first, measures that people choose from."""

import pytest

from domain.policy.loading import load_pack

MEMBERS = tuple(f"M{number}" for number in range(1, 7))
PACK = """
[pack]
id = "county"
version = "1"
title = "Measures of a county"
from = 2000-01-01
[articles."Measures"]
wording = "The last are talked with, the first are used."
[[rule]]
id = "SCORE"
kind = "score"
article = "Measures"
effect = "BLOCK"
raters = 5
places = 2
[[rule]]
id = "RANK"
kind = "ranking"
article = "Measures"
effect = "BLOCK"
field = 5
ties = "include"
[[rule]]
id = "BAND"
kind = "consequence-steps"
article = "Measures"
effect = "DUE"
band = "{band}"
subject = "{subject}"
width = {width}
steps = [{{ running = 1, measure = "{measure}", days = 30, reaches = "{reaches}" }}]
"""


def submit(engine, *lines, day):
    told = [{"effective": day, "basis": "B", **line} for line in lines]
    for line in told:
        if line["act"] == "person-register":
            del line["basis"], line["effective"]
    return engine.submit(told, actor="zhou", confirmed=True)


@pytest.fixture
def ranked(engine):
    """A function that ranks six units or cadres of 2020 under a rule of these options; M6 is last."""

    def made(subject, **options):
        told = {"band": "bottom", "width": 2, "measure": "talk", "reaches": subject} | options
        engine.adopt(load_pack({"pack.toml": PACK.format(subject=subject, **told)}), actor="zhou")
        unit = {"act": "unit-open", "kind": "bureau"}
        new = [
            unit | {"unit": each, "name": each}
            if subject == "unit"
            else {"act": "person-register", "cadre": each, "name": each}
            for each in MEMBERS
        ]
        submit(engine, unit | {"unit": "OFFICE", "name": "Office"}, *new, day="2010-01-01")
        indicator = {"id": "work", "aspect": "style", "part": "joint", "weight": "1"}
        parts = {"party": "0.5", "business": "0.5"}
        made_set = {
            "act": "assess-set",
            "set": "S",
            "version": "1",
            "assesses": subject,
            "parts": parts,
            "indicators": [indicator],
        }
        opened = {"act": "assess-open", "cycle": "C", "year": 2020, "period": "year-end", "sets": ["S"]}
        submit(engine, made_set, opened, day="2020-12-01")
        score = {"act": "assess-score", "cycle": "C"}
        marks = [score | {"subject": each, "marks": {"work": str(90 - place)}} for place, each in enumerate(MEMBERS)]
        submit(engine, *marks, day="2020-12-05")
        submit(engine, {"act": "assess-rank", "cycle": "C", "ranks": subject}, day="2020-12-20")
        return engine

    return made


def owed(engine, today="2021-06-01"):
    found = engine.assessment.consequences(year=2020, today=today)
    return [(each["unit"], each["cadre"], each["measure"], each["duty_state"]) for each in found]


def test_the_last_may_be_cadres(ranked):
    engine = ranked("cadre")

    assert owed(engine) == [(None, each, "talk", "overdue") for each in ("M5", "M6")]
    talk = {"act": "talk", "cadre": "M6", "kind": "admonishing", "held_by": "BOSS", "evidence": "ranking:C@1"}
    submit(engine, talk, day="2021-01-05")
    assert owed(engine) == [(None, "M5", "talk", "overdue"), (None, "M6", "talk", "done")]


def test_the_first_may_be_units(ranked):
    engine = ranked("unit", band="top", width=1, measure="key-post-or-reward")

    assert owed(engine) == [("M1", None, "key-post-or-reward", "overdue")]
    submit(engine, {"act": "reward", "unit": "M1", "kind": "honour", "evidence": "ranking:C@1"}, day="2021-01-05")
    assert owed(engine) == [("M1", None, "key-post-or-reward", "done")]


@pytest.mark.parametrize("chosen", ["reward", "appoint"])
def test_of_a_key_post_and_a_reward_people_choose_and_either_will_do(ranked, chosen):
    engine = ranked("cadre", band="top", width=1, measure="key-post-or-reward")
    post = {"act": "post-open", "post": "KEY", "unit": "OFFICE", "name": "Key post", "track": "party", "key_post": True}
    submit(engine, post, day="2010-01-01")
    act = {"reward": {"kind": "honour"}, "appoint": {"post": "KEY"}}[chosen]

    assert owed(engine) == [(None, "M1", "key-post-or-reward", "overdue")]
    submit(engine, {"act": chosen, "cadre": "M1", "evidence": "ranking:C@1", **act}, day="2021-01-05")
    assert owed(engine) == [(None, "M1", "key-post-or-reward", "done")]


@pytest.mark.parametrize("least", [5, 6, 10])
def test_a_group_below_the_minimum_of_the_rule_is_in_no_figure(engine, least):
    """Six marks were recorded under a rule that asked for five; under one that asks for ten nothing of them is told."""
    pack = PACK.format(band="bottom", subject="unit", width=1, measure="talk", reaches="unit")
    engine.adopt(load_pack({"pack.toml": pack}), actor="zhou")
    submit(engine, {"act": "unit-open", "unit": "U", "name": "U", "kind": "bureau"}, day="2010-01-01")
    indicator = {"id": "work", "aspect": "style", "part": "joint", "weight": "1"}
    told = {"parts": {"party": "0.5", "business": "0.5"}, "ratings": "0.5", "groups": {"masses": "0.5", "peer": "0.5"}}
    made_set = {"act": "assess-set", "set": "S", "version": "1", "assesses": "unit", "indicators": [indicator], **told}
    opened = {"act": "assess-open", "cycle": "C", "period": "special", "sets": ["S"]}
    submit(engine, made_set, opened, day="2020-12-01")
    ratings = {"masses": "6:333", "peer": "20:1600"}
    score = {"act": "assess-score", "cycle": "C", "subject": "U", "marks": {"work": "80"}, "ratings": ratings}
    submit(engine, score, day="2020-12-05")
    other = pack.replace("raters = 5", f"raters = {least}").replace('version = "1"', 'version = "2"')
    if least > 5:
        engine.adopt(load_pack({"pack.toml": other}), from_day="2020-01-01", actor="zhou")

    [row] = engine.assessment.assessments("C", "U")
    shown = {each["relation"] for each in row["groups"]}
    assert shown == ({"masses", "peer"} if least <= 6 else {"peer"})
    assert row["score"] == (None if least > 6 else "73.88")
    assert row["rating"] == ("80.00" if least > 6 else "67.75")
