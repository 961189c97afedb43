"""eligibility: whoever takes up a post fulfils what it takes."""

import pytest

from domain.days import ALWAYS, FOREVER, parse_day
from domain.errors import Refused
from domain.policy.facts import EntryView

SCALE = ("secondary", "college", "bachelor", "master")


@pytest.fixture
def ask(register, rule, act, verdict):
    """A function from conditions, a day and more to the verdict on appointing LI to HEAD."""
    register.unit("U", kind="bureau")
    register.post_at("HEAD", level="section", track="party")

    def asked(criterion, when, name="appoint", **told):
        options = {
            key: told.pop(key) for key in ("education_scale", "promotion_only", "counts", "select") if key in told
        }
        criteria = (criterion,) if isinstance(criterion, dict) else criterion
        return verdict(
            rule("eligibility", criteria=criteria, **options), act(name, "LI", when, told.pop("post", "HEAD"), **told)
        )

    return asked


@pytest.mark.parametrize(
    ("field", "metric", "since", "free"),
    [
        ("started_work", "service-years", "2015-03-01", "2020-03-01"),
        ("started_work", "service-years", "2016-02-29", "2021-02-28"),
        ("joined_party", "party-years", "2015-12-31", "2020-12-31"),
    ],
)
def test_five_years_are_full_on_the_day(register, ask, around, field, metric, since, free):
    register.person("LI", **{field: since})

    found = [ask({"metric": metric, "at_least": 5}, each) for each in around(free)]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == free
    assert found[0].facts == ("cadre:LI@1",)
    assert found[0].figures["conditions"][0]["from"] == free


def test_every_unmet_condition_is_told_and_the_latest_day_frees(register, ask):
    register.person("LI", started_work="2018-01-01", joined_party="2019-06-01", born="1990-05-05")

    found = ask(
        (
            {"metric": "service-years", "at_least": 5},
            {"metric": "party-years", "at_least_months": 42},
            {"metric": "age", "at_least": 25, "at_most": 40},
        ),
        "2020-01-01",
    )

    assert found.sentence == (
        "LI for HEAD on 2020-01-01: "
        "service-years: of service since 2018-01-01, 5 years of service needed, fulfilled from 2023-01-01; "
        "party-years: in the party since 2019-06-01, 3 years and 6 months in the party needed, "
        "fulfilled from 2022-12-01."
    )
    assert [each["met"] for each in found.figures["conditions"]] == [False, False, True]
    assert found.earliest.isoformat() == "2023-01-01"


@pytest.mark.parametrize(
    ("born", "day", "turns"),
    [
        ("1990-05-05", "2031-05-05", ["ok", "breach", "breach"]),
        ("1992-02-29", "2033-02-28", ["ok", "breach", "breach"]),
    ],
)
def test_forty_is_the_whole_year_up_to_the_41st_birthday(register, ask, around, born, day, turns):
    register.person("LI", born=born)

    found = [ask({"metric": "age", "at_most": 40}, each) for each in around(day)]

    assert [each.outcome for each in found] == turns
    assert found[1].earliest is None


def test_a_fact_that_the_register_lacks_is_named(register, ask):
    found = ask(({"metric": "age", "at_least": 25}, {"metric": "education", "at_least": "bachelor"}), "2020-01-01")

    assert found.outcome == "undetermined"
    assert found.missing == "the birth date of LI; the education of LI"


@pytest.mark.parametrize(
    ("has", "expected"),
    [
        ("bachelor", "ok"),
        ("Master", "ok"),
        ("college", "breach"),
        ("on the job", "undetermined"),
        (None, "undetermined"),
    ],
)
def test_education_on_the_scale_of_the_rule(register, ask, has, expected):
    register.person("LI", education=has)

    assert ask({"metric": "education", "at_least": "bachelor"}, "2020-01-01", education_scale=SCALE).outcome == expected


def test_education_without_a_scale_is_just_this_one(register, ask):
    register.person("LI", education="master")

    assert ask({"metric": "education", "at_least": "master"}, "2020-01-01").outcome == "ok"
    assert ask({"metric": "education", "at_least": "bachelor"}, "2020-01-01").outcome == "breach"


# --- levels ---------------------------------------------------------------------------------------


@pytest.fixture
def deputy(register):
    register.post_at("D1", level="section-deputy")
    register.post_at("D2", level="section-deputy", unit="V")
    register.hold("LI", "D1", "2015-01-01", "2016-07-01")
    register.hold("LI", "D2", "2017-01-01")
    return register


def test_time_at_the_level_below_adds_up_and_stops_in_between(deputy, ask, around):
    lower = {"metric": "years-at-lower-level", "at_least": 3}

    found = [ask(lower, each) for each in around("2018-07-04")]  # 547 days, a gap, and what makes three years of it

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].earliest.isoformat() == "2018-07-04"
    assert [each.days for each in found[0].ledger] == [547, 548]
    assert found[0].facts == ("cadre:LI@1", "cadre:LI@2")


def test_time_that_an_act_ends_would_have_gone_on(deputy, ask):
    deputy.holdings[1].update(end=deputy.holdings[1]["start"].replace(year=2018), ended_by="cadre:LI@moved")

    found = ask(
        {"metric": "years-at-lower-level", "at_least": 3}, "2018-01-01", "transfer", left="D2", event="cadre:LI@moved"
    )

    assert found.earliest.isoformat() == "2018-07-04"


def test_a_higher_level_counts_unless_the_rule_says_otherwise(register, ask):
    register.post_at("X", level="division")
    register.hold("LI", "X", "2010-01-01")
    lower = {"metric": "years-at-lower-level", "at_least": 3}

    assert ask(lower, "2020-01-01").outcome == "ok"
    assert ask(lower | {"or_higher": False}, "2020-01-01").outcome == "breach"
    assert ask({"metric": "years-at-level", "at_level": "division", "at_least": 10}, "2020-01-01").outcome == "ok"


def test_standing_at_a_level_counts_from_the_day_that_is_known(register, ask):
    register.stand("LI", ALWAYS, "clerk")
    register.stand("LI", "2018-01-01", "section-deputy")
    lower = {"metric": "years-at-lower-level", "at_least": 2}

    assert [ask(lower, each).outcome for each in ("2019-12-31", "2020-01-01")] == ["breach", "ok"]
    assert ask(lower, "2020-01-01").facts == ("cadre:LI@level-2018-01-01",)


def test_a_level_that_was_always_on_file_leaves_it_open(register, ask):
    register.stand("LI", ALWAYS, "section-deputy")

    found = ask({"metric": "years-at-lower-level", "at_least": 2}, "2020-01-01")

    assert (found.outcome, found.missing) == ("undetermined", "since when LI has stood at section-deputy")


def test_acting_time_counts_as_the_rule_says(register, ask):
    register.post_at("D1", level="section-deputy")
    register.hold("LI", "D1", "2010-01-01", kind="acting")
    lower = {"metric": "years-at-lower-level", "at_least": 3}

    assert ask(lower, "2020-01-01").outcome == "ok"
    assert ask(lower, "2020-01-01", counts={"acting": False}).outcome == "breach"


def test_two_different_posts_at_the_level_below(deputy, ask):
    two, three = ({"metric": "posts-at-lower-level", "at_least": count} for count in (2, 3))

    assert [ask(two, each).outcome for each in ("2017-01-01", "2017-01-02")] == ["breach", "ok"]
    assert ask(two, "2016-01-01").earliest.isoformat() == "2017-01-02"
    assert ask(three, "2020-01-01").outcome == "breach"


def test_a_post_and_its_successor_are_one_post(register, ask):
    register.post_at("D1", level="section-deputy", end="2015-01-01")
    register.post_at("D2", level="section-deputy", start="2015-01-01", succeeds=["D1"])
    register.hold("LI", "D1", "2010-01-01", "2015-01-01")
    register.hold("LI", "D2", "2015-01-01", since="2010-01-01")

    assert ask({"metric": "posts-at-lower-level", "at_least": 2}, "2020-01-01").outcome == "breach"


def test_only_promotions_are_judged_where_the_rule_says_so(register, ask):
    register.post_at("S", level="section")
    register.hold("LI", "S", "2010-01-01", "2020-01-01", ended_by="x")
    years = {"metric": "party-years", "at_least": 3}

    assert ask(years, "2020-01-01", "transfer", left="S", promotion_only=True) is None
    assert ask(years, "2020-01-01", "transfer", left="S").outcome == "undetermined"
    register.stand("LI", ALWAYS, "clerk")
    assert ask(years, "2020-01-01", "transfer", left="S", promotion_only=True).outcome == "undetermined"


def test_a_mere_promotion_has_a_level_and_no_post(register, rule, act, verdict):
    register.post_at("D1", level="section-deputy")
    register.hold("LI", "D1", "2015-01-01")
    two = {"criteria": ({"metric": "years-at-lower-level", "at_least": 2},)}
    rises = [act("promote", "LI", each, level="section") for each in ("2016-12-31", "2017-01-01")]

    assert [verdict(rule("eligibility", **two), each).outcome for each in rises] == ["breach", "ok"]
    assert verdict(rule("eligibility", **two, select={"level": ("division",)}), rises[0]) is None
    assert verdict(rule("eligibility", **two, select={"level": ("section",)}), rises[0]).outcome == "breach"
    assert verdict(rule("eligibility", **two, select={"track": ("party",)}), rises[0]) is None


# --- where somebody has served --------------------------------------------------------------------


@pytest.mark.parametrize(
    "criterion",
    [
        {"metric": "years-in-unit"},
        {"metric": "years-in-track"},
        {"metric": "years-in-track", "track": "party"},
        {"metric": "years-in-unit-kind", "unit_kind": ("township", "bureau")},
        {"metric": "years-in-post-kind", "post_kind": "*clerk"},
    ],
)
def test_time_in_the_unit_the_track_and_the_kinds(register, ask, around, criterion):
    register.unit("W", kind="village")
    register.post_at("party clerk", track="party")
    register.post_at("other", unit="W")
    register.hold("LI", "other", "2000-01-01", "2016-02-29")
    register.hold("LI", "party clerk", "2016-02-29")

    found = [ask(criterion | {"at_least": 2}, each) for each in around("2018-02-28")]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert found[0].facts == ("cadre:LI@2",)


def test_time_since_the_last_move_and_the_last_promotion(register, ask, around):
    register.stand("LI", ALWAYS, "clerk")
    register.stand("LI", "2018-05-01", "section-deputy")
    register.stand("LI", "2019-05-01", "clerk")
    register.hold("LI", "A", "2010-01-01", "2018-03-31")
    register.hold("LI", "B", "2018-03-31", "2018-12-01", kind="trial")
    register.hold("LI", "B", "2018-12-01")  # goes on in the same post
    register.hold("LI", "C", "2019-01-01", kind="secondment")

    def judged(metric, free):
        return [ask({"metric": metric, "at_least": 2}, each).outcome for each in around(free)]

    assert judged("years-since-move", "2020-03-31") == ["breach", "ok", "ok"]
    assert judged("years-since-promotion", "2020-05-01") == ["breach", "ok", "ok"]
    assert ask({"metric": "years-since-promotion", "at_least": 2}, "2018-04-01").outcome == "ok"


def test_the_unit_goes_on_under_another_name_unless_the_rule_says_otherwise(register, ask):
    register.unit("U", was=["OLD"])
    register.post_at("P", unit="OLD")
    register.hold("LI", "P", "2010-01-01", "2015-01-01")
    five = {"metric": "years-in-unit", "at_least": 5}

    assert ask(five, "2020-01-01").outcome == "ok"
    assert ask(five, "2020-01-01", counts={"reorganisation_resets": True}).outcome == "breach"


@pytest.mark.parametrize(
    ("requires", "person", "expected"),
    [
        ((), {}, "ok"),
        (("party-member",), {"joined_party": "2019-12-31"}, "ok"),
        (("party-member",), {"joined_party": "2020-01-02"}, "breach"),
        (("party-member",), {}, "undetermined"),
        (("bachelor",), {"education": "master"}, "ok"),
        (("bachelor",), {"education": "college"}, "breach"),
        (("law",), {"education": "Bachelor of Law"}, "ok"),
        (("law",), {"education": "bachelor"}, "undetermined"),
    ],
)
def test_what_the_post_itself_requires(register, ask, requires, person, expected):
    register.post_at("LEGAL", requires=requires)
    register.person("LI", **person)

    found = ask({"metric": "post-requires"}, "2020-01-01", post="LEGAL", education_scale=SCALE)

    assert found.outcome == expected


# --- end to end -----------------------------------------------------------------------------------


def test_a_refusal_names_conditions_events_and_the_day(office):
    criteria = [
        {"metric": "service-years", "at_least": 5},
        {"metric": "years-at-lower-level", "at_least": 2},
        {"metric": "years-in-unit", "at_least": 1},
    ]
    office.adopt("eligibility", criteria=criteria, promotion_only=True, select={"level": ["section"]})
    office.posts("DEPUTY", level="section-deputy")
    office.posts("HEAD", level="section")
    office.people("LI", started_work="2008-08-31", level="clerk")
    office.submit({"act": "appoint", "cadre": "LI", "post": "DEPUTY", "effective": "2012-02-29"})
    rise = {"act": "promote", "cadre": "LI", "post": "HEAD", "level": "section"}

    with pytest.raises(Refused) as refused:
        office.submit({**rise, "effective": "2013-01-01"})

    [finding] = refused.value.findings
    assert [each["met"] for each in finding.figures["conditions"]] == [False, False, False]
    assert finding.facts == ("cadre:LI@1", "cadre:LI@2")
    assert finding.earliest == "2014-02-28"
    with pytest.raises(Refused):
        office.submit({**rise, "effective": "2014-02-27"})
    assert office.submit({**rise, "effective": "2014-02-28"}).outcome == "recorded"


def test_promotions_are_read_from_the_register(office):
    office.adopt("eligibility", criteria=[{"metric": "years-since-promotion", "at_least": 2}])
    office.people("LI", level="clerk")
    office.submit({"act": "promote", "cadre": "LI", "level": "section-deputy", "effective": "2012-02-29"})
    again = {"act": "promote", "cadre": "LI", "level": "section"}

    with pytest.raises(Refused) as refused:
        office.submit({**again, "effective": "2013-06-01"})

    assert (refused.value.findings[0].earliest, refused.value.findings[0].facts) == ("2014-02-28", ("cadre:LI@2",))
    assert office.submit({**again, "effective": "2014-02-28"}).outcome == "recorded"


def test_two_grades_or_ranks_of_one_year_are_one_year(register, rule, act, outcome):
    places = [{"id": "LI", "group": "", "score": "90", "rank": "1"}]
    for cycle, day in (("2018H2", "2019-01-05"), ("2018U", "2019-01-06"), ("2019H2", "2020-01-05")):
        told = {"cycle": cycle, "year": int(cycle[:4]), "period": "year-end"}
        register.note("grade-given", "LI", day, grade="excellent", **told)
        place = ("ranking-made", f"ranking:{cycle}", f"year:{cycle[:4]}", parse_day(day), FOREVER)
        register.noted.append(EntryView(*place, {**told, "ranks": "cadre", "places": places}, None, f"{cycle}@1"))
    register.post_at("HEAD")
    common = {"years": 3, "at_least": 2}
    for criterion in ({"metric": "years-with-grade", "grade": "excellent"}, {"metric": "years-with-rank", "rank": 1}):
        law = rule("eligibility", criteria=[{**criterion, **common}])
        asked = [outcome(law, act("appoint", "LI", when, "HEAD")) for when in ("2020-01-04", "2020-01-05")]
        assert asked == ["breach", "ok"]
