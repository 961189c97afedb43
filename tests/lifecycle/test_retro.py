"""Past decisions judged again: by the law of then and of today, on what was known then and what is known now."""

from datetime import UTC, date, datetime

import pytest

from projections.decisions import JUDGEMENTS, MANY, Bench, past_acts

PACK = """
[pack]
id = "harbour"
version = "{version}"
title = "Harbour rules"
from = 2000-01-01
[articles."art. 1"]
wording = "Nobody is transferred before the time."
[[rule]]
id = "SERVE"
kind = "tenure-min"
article = "art. 1"
effect = "{effect}"
years = [{numbers}]
acts = ["transfer"]
{more}
"""
WAIVABLE = 'waiver = { by = "superior", max_months = 12 }'
THREE, TWO = "{ from = 2000-01-01, value = 3 }", "{ from = 2000-01-01, value = 2 }"


def at(day):
    return {"actor": "zoe", "now": datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)}


def adopt(engine, folder, version, *, numbers, effect="BLOCK", more="", on="2022-01-01", since="2000-01-01"):
    text = PACK.format(version=version, numbers=numbers, effect=effect, more=more)
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    engine.adopt(str(folder), from_day=since, decided={"basis": "D0"}, **at(on))


def transferred(engine, *, start, waived=False):
    """Somebody in QUAY from a day on, and transferred to DOCK on 2022-06-15."""
    for unit in ("QUAY", "DOCK"):
        post = {"act": "post-open", "post": unit, "unit": unit, "name": unit, "track": "admin"}
        opened = [{"act": "unit-open", "unit": unit, "name": unit}, post]
        engine.submit([each | {"effective": "2000-01-01"} for each in opened], **at("2022-01-01"))
    engine.submit([{"act": "person-register", "cadre": "ANA", "name": "Ana"}], **at("2022-01-01"))
    engine.submit([acted("appoint", start, post="QUAY")], **at("2022-01-01"))
    if waived:
        waive(engine)
    engine.submit([acted("transfer", "2022-06-15", post="DOCK")], **at("2022-06-01"))


def acted(act, day, **more):
    return {"act": act, "cadre": "ANA", "effective": day, "basis": "D1", **more}


def waive(engine):
    line = {"act": "waive", "rule": "SERVE", "subject": "ANA", "effective": "2022-06-01", "until": "2022-09-01"}
    engine.submit([line | {"reason": "need", "basis": "D2", "approved_by": "PORT"}], **at("2022-05-01"))


def judged(engine, today):
    row = next(each for each in engine.retro(today=today) if each["act"] == "transfer")
    return [row[f"law_{law}_facts_{facts}"] for law in ("then", "now") for facts in ("then", "now")]


def test_the_four_judgements_of_one_decision_may_all_differ(engine, tmp_path):
    adopt(engine, tmp_path, 1, numbers=THREE, more=WAIVABLE)
    transferred(engine, start="2020-08-01", waived=True)
    adopt(engine, tmp_path, 2, numbers=TWO, effect="WARN", on="2023-01-01", since="2023-01-01")
    told = {"basis": "D3", "reason": "misread"}
    fixed = {"act": "correct", "event": "cadre:ANA@2", "set": {"effective": "2020-01-01"}, **told}
    engine.submit([fixed], **at("2023-02-01"))
    engine.submit([{"act": "cancel", "event": "waiver:SERVE.ANA@1", **told}], **at("2023-02-01"))

    assert judged(engine, "2023-02-01") == ["waived", "refused", "warned", "lawful"]
    [row] = [each for each in engine.retro(today="2023-02-01") if each["act"] == "transfer"]
    assert list(row["rules"].values()) == [["SERVE"], ["SERVE"], ["SERVE"], []]
    for law, facts in JUDGEMENTS:
        [alone] = [
            each for each in engine.retro(today="2023-02-01", judged=((law, facts),)) if each["act"] == "transfer"
        ]
        assert alone[f"law_{law}_facts_{facts}"] == row[f"law_{law}_facts_{facts}"]
        assert len(alone["rules"]) == 1


def test_many_decisions_are_judged_as_each_is_alone(engine, tmp_path):
    adopt(engine, tmp_path, 1, numbers=THREE, effect="WARN")
    transferred(engine, start="2020-08-01")
    told = {"basis": "D3", "reason": "misread"}
    fixed = {"act": "correct", "event": "cadre:ANA@2", "set": {"effective": "2019-01-01"}, **told}
    engine.submit([fixed], **at("2023-02-01"))

    with engine.counsel.reading():
        acts = list(past_acts(engine.database))
        few, many = (Bench(engine.database, date(2023, 2, 1), acts * times) for times in (1, MANY))
        told = [[bench.held_against(act, JUDGEMENTS) for act in acts] for bench in (few, many)]
    assert told[0] == told[1]
    assert [bool(found) for found in told[0][-1].values()] == [True, False, True, False]


@pytest.mark.parametrize(("today", "now"), [("2022-12-31", "lawful"), ("2023-01-01", "refused")])
def test_the_law_of_now_is_the_version_that_is_in_force_today(engine, tmp_path, today, now):
    adopt(engine, tmp_path, 1, numbers=TWO)
    transferred(engine, start="2020-01-01")
    adopt(engine, tmp_path, 2, numbers=THREE, on="2022-12-01", since="2023-01-01")

    assert judged(engine, today) == ["lawful", "lawful", now, now]


@pytest.mark.parametrize(("today", "now"), [("2022-12-31", "lawful"), ("2023-01-01", "refused")])
def test_the_law_of_now_takes_the_numbers_of_today(engine, tmp_path, today, now):
    adopt(engine, tmp_path, 1, numbers=f"{TWO}, {{ from = 2023-01-01, value = 3 }}")
    transferred(engine, start="2020-01-01")

    assert judged(engine, today) == ["lawful", "lawful", now, now]


@pytest.mark.parametrize(("today", "now"), [("2022-12-31", "refused"), ("2023-01-01", "lawful")])
def test_a_rule_that_has_ended_is_not_the_law_of_now(engine, tmp_path, today, now):
    adopt(engine, tmp_path, 1, numbers=THREE, more=WAIVABLE + "\nuntil = 2023-01-01")
    transferred(engine, start="2020-01-01", waived=True)
    cancel = {"act": "cancel", "event": "waiver:SERVE.ANA@1", "basis": "D3", "reason": "void"}
    engine.submit([cancel], **at("2022-07-01"))

    assert judged(engine, today)[3] == now


SHARE = """
[pack]
id = "share"
version = "1"
title = "Movement"
from = 2000-01-01
[articles."art. 2"]
wording = "At most half of the posts of a unit change holder in a year."
[[rule]]
id = "HALF"
kind = "movement-share"
article = "art. 2"
effect = "BLOCK"
share = "1/2"
window_months = 12
waiver = { by = "superior", max_months = 12 }
"""


def left(cadre, post, day):
    return {"act": "relieve", "cadre": cadre, "post": post, "effective": day, "basis": "D"}


@pytest.fixture
def unit(engine, tmp_path):
    """A unit of two posts, in which ANA is relieved on 2022-03-01, as the rule allows."""
    (tmp_path / "pack.toml").write_text(SHARE, encoding="utf-8")
    engine.adopt(str(tmp_path), from_day="2000-01-01", decided={"basis": "D0"}, **at("2022-01-01"))
    lines = [{"act": "unit-open", "unit": "U", "name": "U"}]
    lines += [{"act": "post-open", "post": post, "unit": "U", "name": post, "track": "admin"} for post in "PQ"]
    lines = [each | {"effective": "2000-01-01"} for each in lines]
    lines += [{"act": "person-register", "cadre": who, "name": who} for who in ("ANA", "BOB")]
    taken = {"act": "appoint", "basis": "D", "effective": "2015-01-01"}
    lines += [taken | {"cadre": "ANA", "post": "P"}, taken | {"cadre": "BOB", "post": "Q"}]
    engine.submit(lines, **at("2022-01-01"))
    for day in ("2022-02-01", "2022-06-01"):
        waiver = {"act": "waive", "rule": "HALF", "subject": "BOB", "effective": day, "until": "2022-12-01"}
        if day == "2022-02-01":
            engine.submit([left("ANA", "P", "2022-03-01")], **at("2022-02-20"))
            engine.submit([waiver | {"reason": "r", "basis": "D", "approved_by": "PORT"}], **at("2022-02-21"))
    return engine


@pytest.mark.parametrize(
    ("day", "now"),
    [("2022-02-28", "refused"), ("2022-03-01", "refused"), ("2022-03-02", "lawful"), ("2022-06-01", "lawful")],
    ids=["discovered the day before", "of the same day", "of the day after", "months later"],
)
def test_what_was_done_after_a_decision_is_not_held_against_it_but_what_was_discovered_is(unit, day, now):
    unit.submit([left("BOB", "Q", day)], **at("2022-07-01"))

    row = next(each for each in unit.retro() if (each["act"], each["cadre"]) == ("relieve", "ANA"))
    assert [row[name] for name in ("law_then_facts_then", "law_then_facts_now")] == ["lawful", now]


STAY = """
[pack]
id = "stay"
version = "1"
title = "Stay"
from = 2000-01-01
[articles."art. 3"]
wording = "Nobody stays longer than ten years."
[[rule]]
id = "TEN"
kind = "tenure-max"
article = "art. 3"
effect = "BLOCK"
years = 10
"""


@pytest.mark.parametrize(("joined", "now"), [("2022-03-01", "refused"), ("2022-03-02", "lawful")])
def test_posts_that_were_joined_after_a_decision_make_no_longer_tenure_of_it(engine, tmp_path, joined, now):
    (tmp_path / "pack.toml").write_text(STAY, encoding="utf-8")
    engine.adopt(str(tmp_path), from_day="2000-01-01", decided={"basis": "D0"}, **at("2022-01-01"))
    lines = [{"act": "unit-open", "unit": "U", "name": "U"}]
    lines += [{"act": "post-open", "post": post, "unit": "U", "name": post, "track": "admin"} for post in "PQ"]
    lines = [each | {"effective": "2000-01-01"} for each in lines] + [
        {"act": "person-register", "cadre": "ANA", "name": "Ana"}
    ]
    engine.submit(lines, **at("2022-01-01"))
    for line in (acted("appoint", "2010-01-01", post="P"), acted("transfer", "2022-03-01", post="Q")):
        engine.submit([line], **at("2022-02-01"))
    succeeded = {"act": "post-succeed", "post": "P", "by": "Q", "effective": joined, "basis": "D"}
    engine.submit([succeeded], **at("2022-06-01"))

    assert judged(engine, "2022-06-01")[1] == now
