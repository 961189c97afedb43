"""What rules work out once and for many: the answer is the same as when everything is read anew for each question."""

from datetime import date

import pytest

from domain.policy.asked import Asked
from domain.policy.asking import answer, with_own_post
from domain.policy.hypothesis import Hypothesis
from domain.policy.judge import SATISFIED, judge, judging, objecting
from domain.policy.pack import read_pack, rules_on
from domain.policy.sparing import Sparing
from lifecycle import pack_folder
from lifecycle.candidates import Filling, answers, law_row
from lifecycle.demo import make_demo
from lifecycle.engine import Engine

DAYS = (date(2016, 3, 1), date(2023, 6, 1))
ASKED_ABOUT = 101
"""Every so manieth pair of a cadre and a post is asked about."""
GROWING = "years = [{ from = 1990-01-01, value = 2 }, { from = 2020-01-01, value = 6 }]"
STRICT = """
[pack]
id = "strict"
version = "1"
title = "Strict measures"
from = 1990-01-01
[articles."art. 1"]
wording = "So it is."
""" + "".join(
    f"""
[[rule]]
id = "STRICT-{number}"
article = "art. 1"
effect = "WARN"
{rule}
"""
    for number, rule in enumerate(
        (
            'kind = "movement-share"\nshare = "1/4"\nwindow_months = 24\nmovement = "both"',
            'kind = "movement-share"\nshare = "1/5"\nwindow_months = 36\nmovement = "arrivals"\nmin_posts = 3',
            'kind = "movement-share"\nshare = "1/5"\nwindow_months = 12\ncounts = { successor_posts = false }',
            'kind = "backbone-min"\nshare = "0.7"\nmonths_in_unit = 60',
            'kind = "backbone-min"\ncount = 3\nof = "before"',
            'kind = "tenure-min"\nyears = 12',
            'kind = "concurrent-max"\nposts = 1',
            'kind = "terms-max"\nterms = 1\nterm_years = 3',
            'kind = "tenure-max"\nyears = 4\nclock = "same-unit"',
            'kind = "tenure-max"\nyears = 6\nclock = "same-level"\npick = "holding-start"',
            'kind = "tenure-max"\nyears = 9\nclock = "role-class"\ngap_months = 6',
            'kind = "tenure-min"\nyears = 5\nclock = "same-unit"',
            'kind = "tenure-min"\npick = "holding-start"\n' + GROWING,
            'kind = "incompatible-duties"\nsets = [["*head*", "*deputy*"]]',
            'kind = "pair-not-together"\nroles = ["*head*", "*secretary*"]\nwindow_days = 400',
            'kind = "backbone-min"\nshare = "0.5"\nmonths_in_unit = 24\nof = "before"\nmin_people = 3',
            'kind = "eligibility"\npromotion_only = true\ncriteria = [{ metric = "years-in-track", at_least = 4 }]',
            'kind = "age-limit"\ntable = [{ years = 50, sex = "female" }, { years = 54, sex = "male" }]',
            'kind = "early-removal"\nyears = 5\nreasons = ["health"]',
            'kind = "cooling-off"\nyears = 6\nclock = "same-unit"',
        )
    )
)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("strict")
    (folder / "pack.toml").write_text(STRICT, encoding="utf-8")
    store = str(folder / "county.db")
    make_demo(store, size=120)
    with Engine.open(store) as engine:
        seed, strict = (read_pack(pack_folder.load(name).content) for name in ("seed", str(folder)))
        yield engine, (seed, strict)


def questions(engine, day):
    """Acts that are only asked about: every so manieth cadre for every so manieth post."""
    facts = fresh(engine, day)
    posts = [row[0] for row in engine.database.query("SELECT DISTINCT post FROM post_row ORDER BY post")]
    pairs = [(cadre, post) for cadre in facts.cadres for post in posts]
    for cadre, post in pairs[::ASKED_ABOUT]:
        asked = Asked("appoint", cadre, day, day, post=post)
        yield with_own_post(asked, facts)


def fresh(engine, day):
    facts = engine.counsel.facts(engine.counsel.moment(day.isoformat(), None))
    facts.preload()
    return facts


def told(verdicts):
    return [each._replace(rule=each.rule.id) for each in verdicts if each.outcome not in SATISFIED]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_verdict_does_not_depend_on_who_was_asked_about_before(county, day):
    engine, packs = county
    shared, rules = fresh(engine, day), rules_on(packs, day)
    found = 0
    for number, asked in enumerate(questions(engine, day)):
        world = Hypothesis(shared, asked)
        together = judge(rules, world.asked, world)
        if number % 5 == 0:
            alone = Hypothesis(fresh(engine, day), asked)
            assert together == judge(rules, alone.asked, alone)
            found += len(together)
    assert found > 100


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_asked_for_objections_only_rules_object_to_the_same_with_the_same_words(county, day):
    engine, packs = county
    facts, rules = fresh(engine, day), rules_on(packs, day)
    objected = set()
    for asked in questions(engine, day):
        world = Hypothesis(facts, asked)
        against = objecting(judging(packs, asked.act, day), world.asked, world)
        assert told(against) == told(judge(rules, world.asked, world))
        objected.update(each.rule.id for each in against)
    assert len(objected) >= 8


def test_who_held_a_post_or_served_in_a_unit_is_read_alike_alone_and_for_everybody(county):
    engine, _ = county
    at_once, one_by_one = fresh(engine, DAYS[1]), engine.counsel.facts(engine.counsel.moment(DAYS[1].isoformat(), None))
    posts = [row[0] for row in engine.database.query("SELECT DISTINCT post FROM post_row")]
    units = [row[0] for row in engine.database.query("SELECT DISTINCT unit FROM unit_row")]
    for post in posts:
        assert at_once.held(post) == one_by_one.held(post)
        assert at_once.post_days(post) == one_by_one.post_days(post)
    for unit in units:
        assert at_once.ever_in_unit(unit) == one_by_one.ever_in_unit(unit)
        assert at_once.ever_in_area(unit) == one_by_one.ever_in_area(unit)
        assert at_once.unit_days(unit) == one_by_one.unit_days(unit)
        assert at_once.posts_of(unit, DAYS[1]) == one_by_one.posts_of(unit, DAYS[1])


def test_two_halves_at_once_say_of_every_candidate_what_one_after_another_says(county):
    engine, packs = county
    asking = list(questions(engine, DAYS[1]))

    alone, first = fresh(engine, DAYS[1]), {asking[7].cadre: 0}
    one_by_one = [law_row(answer(asked, packs, alone)) for asked in asking]

    for many in (len(asking) + 1, len(asking)):
        found = answers(engine.database, asking, Filling(packs, fresh(engine, DAYS[1]), first), many)
        assert sorted(found, key=str) == sorted(one_by_one, key=str)
        order = [(not each["lawful"], each["earliest"] or "9999", first.get(each["cadre"], 1)) for each in found]
        assert order == sorted(order)
    assert any(row["findings"] for row in one_by_one[: len(asking) // 2])
    assert any(row["findings"] for row in one_by_one[len(asking) // 2 :])


@pytest.mark.parametrize("kind", ["substantive", "acting", "concurrent"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_everybody_asked_about_for_a_post_is_told_what_a_question_about_them_alone_tells(county, day, kind):
    engine, packs = county
    packs = (*packs, read_pack(pack_folder.load("cn-2019").content))
    together, alone = fresh(engine, day), fresh(engine, day)
    sparing, spared = Sparing(packs, together, often=1), 0
    posts = [row[0] for row in engine.database.query("SELECT DISTINCT post FROM post_row ORDER BY post")]
    pairs = [(cadre, post) for post in posts for cadre in together.cadres]
    for cadre, post in pairs[:: 2 * ASKED_ABOUT]:
        asked = Asked("appoint", cadre, day, day, post=post, kind=kind)
        assert answer(asked, packs, together, sparing) == answer(asked, packs, alone)
        asked = with_own_post(asked, together)
        spared += len(judging(packs, asked.act, day)) - len(sparing.judging(asked))
    assert spared > 1000
