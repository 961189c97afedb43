"""movement-share: not too many posts of a unit change holder within a time."""

import pytest

from domain.errors import Refused

THIRD = {"share": "1/3", "window_months": 12}


@pytest.fixture
def six(register):
    for number in range(1, 7):
        register.post_at(f"P{number}")
    return register


def leaves(register, number, when, **told):
    register.hold(f"C{number}", f"P{number}", "2000-01-01", when, ended_by=f"cadre:C{number}@gone", **told)


def test_the_third_of_six_is_one_too_many(six, rule, act, verdict):
    for number, when in enumerate(("2020-01-10", "2020-05-01"), 1):
        leaves(six, number, when)
    second = verdict(rule("movement-share", **THIRD), act("relieve", "C2", "2020-05-01", left="P2"))
    leaves(six, 3, "2020-09-01")
    third = verdict(rule("movement-share", **THIRD), act("relieve", "C3", "2020-09-01", left="P3"))

    assert (second.outcome, second.figures["share"]) == ("ok", "2/6")
    assert third.outcome == "breach"
    assert third.sentence == (
        "In the 1 year up to 2020-09-01 3 of the 6 posts of U change holder "
        "(P1 on 2020-01-10, P2 on 2020-05-01, P3 on 2020-09-01); at most 1/3 of them may."
    )
    assert third.facts == ("cadre:C1@gone", "cadre:C2@gone", "cadre:C3@gone")
    assert (third.figures["share"], third.figures["limit"]) == ("3/6", "1/3")
    assert (third.figures["after"], third.figures["until"]) == ("2019-09-01", "2020-09-01")


@pytest.mark.parametrize(
    ("first", "free", "months"),
    [
        ("2020-03-15", "2021-03-15", 12),
        ("2020-02-29", "2021-03-01", 12),  # the window (28 Feb 2020, 28 Feb 2021] still takes the leap day in
        ("2021-01-31", "2021-03-01", 1),  # so does the one up to 28 February with the end of January
        ("2021-02-28", "2021-03-28", 1),
    ],
)
def test_a_change_falls_out_of_the_window(six, rule, act, outcome, verdict, around, first, free, months):
    leaves(six, 1, first)
    leaves(six, 2, first)
    limit = rule("movement-share", share="1/3", window_months=months)

    found = []
    for when in around(free):
        six.holdings = six.holdings[:2]
        leaves(six, 3, when)
        found.append(outcome(limit, act("relieve", "C3", when, left="P3")))
    assert found == ["breach", "ok", "ok"]

    six.holdings = six.holdings[:2]
    leaves(six, 3, first)
    asked = act("relieve", "C3", first, left="P3", event="cadre:C3@gone")
    assert verdict(limit, asked).earliest.isoformat() == free


def test_exactly_the_share_is_allowed_and_fractions_are_exact(register, rule, act, outcome):
    for number in range(1, 4):
        register.post_at(f"P{number}")
    leaves(register, 1, "2020-01-01")
    gone = act("relieve", "C1", "2020-01-01", left="P1")

    assert outcome(rule("movement-share", share="1/3", window_months=12), gone) == "ok"
    assert outcome(rule("movement-share", share="0.333333333", window_months=12), gone) == "breach"


def test_one_post_that_changes_twice_is_one_post(six, rule, act, outcome):
    leaves(six, 1, "2020-01-01")
    six.hold("D1", "P1", "2020-01-01", "2020-03-01")
    six.hold("E1", "P1", "2020-03-01")
    leaves(six, 2, "2020-06-01")

    assert outcome(rule("movement-share", **THIRD), act("relieve", "C2", "2020-06-01", left="P2")) == "ok"


def test_a_post_with_seats_counts_as_many_posts(register, rule, act, verdict):
    register.post_at("P", seats=4)
    for number in (1, 2):
        register.hold(f"C{number}", "P", "2000-01-01", "2020-01-01")
        register.hold(f"D{number}", "P", "2020-01-01")

    found = verdict(rule("movement-share", share="1/2", window_months=12), act("relieve", "C1", "2020-01-01", left="P"))
    assert (found.outcome, found.figures["share"]) == ("ok", "2/4")
    both = rule("movement-share", share="1/2", window_months=12, movement="both")
    assert verdict(both, act("relieve", "C1", "2020-01-01", left="P")).figures["share"] == "2/4"


def test_who_only_goes_on_does_not_move(register, rule, act, verdict):
    register.post_at("OLD", end="2020-03-01")
    register.post_at("NEW", start="2020-03-01", succeeds=["OLD"])
    register.post_at("P2")
    register.hold("C1", "OLD", "2000-01-01", "2020-03-01")
    register.hold("C1", "NEW", "2020-03-01", since="2000-01-01")
    leaves(register, 2, "2020-06-01")

    assert (
        verdict(rule("movement-share", **THIRD), act("relieve", "C2", "2020-06-01", left="P2")).figures["changed"] == 1
    )


def test_a_later_change_already_on_file_counts_with_an_earlier_one(six, rule, act, verdict):
    leaves(six, 1, "2020-06-01")
    leaves(six, 2, "2020-07-01")
    leaves(six, 3, "2020-01-01")

    found = verdict(rule("movement-share", **THIRD), act("relieve", "C3", "2020-01-01", left="P3"))

    assert (found.outcome, found.figures["until"]) == ("breach", "2020-07-01")


def test_small_units_tracks_and_backbone(six, rule, act, outcome):
    six.post_at("S", track="party", backbone=True)
    six.hold("C", "S", "2000-01-01", "2020-01-01")
    gone = act("relieve", "C", "2020-01-01", left="S")

    assert outcome(rule("movement-share", **THIRD), gone) == "ok"
    assert outcome(rule("movement-share", **THIRD, min_posts=8), gone) is None
    assert outcome(rule("movement-share", **THIRD, track=("party",)), gone) == "breach"
    assert outcome(rule("movement-share", **THIRD, backbone_only=True), gone) == "breach"
    assert outcome(rule("movement-share", **THIRD, backbone_only=True, min_posts=2), gone) is None


def test_arrivals_count_where_the_rule_says_so(six, rule, act, outcome):
    for number in (1, 2, 3):
        six.hold(f"N{number}", f"P{number}", "2020-01-01")
    new = act("appoint", "N3", "2020-01-01", "P3")

    assert outcome(rule("movement-share", **THIRD), new) is None
    assert outcome(rule("movement-share", **THIRD, movement="arrivals"), new) == "breach"


@pytest.mark.parametrize(("closes", "said"), [("2020-02-29", "breach"), ("2020-03-01", "ok"), ("2020-03-02", "ok")])
def test_posts_that_are_given_up_later_count_no_more(register, rule, act, outcome, closes, said):
    for number in range(1, 7):
        register.post_at(f"P{number}", end=closes if number > 3 else None)
    leaves(register, 1, "2020-02-01")
    leaves(register, 2, "2020-02-01")
    limit = rule("movement-share", share="1/3", window_months=1)

    assert outcome(limit, act("relieve", "C2", "2020-02-01", left="P2")) == said


def test_a_window_with_too_few_posts_does_not_hide_another(register, rule, act, verdict):
    for number in range(1, 7):
        register.post_at(f"P{number}", end="2020-06-01" if number > 2 else None)
    for number in (1, 2, 3):
        leaves(register, number, "2020-02-01")
    limit = rule("movement-share", **THIRD, min_posts=3)

    found = verdict(limit, act("relieve", "C2", "2020-02-01", left="P2"))

    assert (found.outcome, found.figures["share"]) == ("breach", "3/6")


# --- end to end -----------------------------------------------------------------------------------


@pytest.fixture
def full(office):
    office.adopt("movement-share", **THIRD)
    office.unit("V")
    office.posts("P1", "P2", "P3")
    office.posts("Q1", "Q2", "Q3", unit="V")
    office.people("A", "B", "C", "D", "E", "F")
    for who, post in zip("ABCDEF", ("P1", "P2", "P3", "Q1", "Q2", "Q3"), strict=True):
        office.submit({"act": "appoint", "cadre": who, "post": post, "effective": "2010-01-01"})
    return office


def test_two_of_three_are_refused_and_so_is_the_whole_exchange(full):
    legs = [
        {"act": "exchange", "cadre": who, "post": post, "effective": "2012-01-01"}
        for who, post in (("A", "Q1"), ("D", "P1"), ("B", "Q2"), ("E", "P2"))
    ]

    with pytest.raises(Refused) as refused:
        full.submit(*legs)

    assert [each.figures["unit"] for each in refused.value.findings] == ["U", "V"]
    assert full.submit(*legs[:2]).outcome == "recorded"


def test_the_refused_departure_is_lawful_on_the_day_that_is_named(full):
    full.submit({"act": "relieve", "cadre": "A", "post": "P1", "effective": "2012-02-29"})
    gone = {"act": "relieve", "cadre": "B", "post": "P2"}

    with pytest.raises(Refused) as refused:
        full.submit({**gone, "effective": "2012-06-01"})

    [finding] = refused.value.findings
    assert finding.earliest == "2013-03-01"
    with pytest.raises(Refused):
        full.submit({**gone, "effective": "2013-02-28"})
    assert full.submit({**gone, "effective": finding.earliest}).outcome == "recorded"


def test_a_second_line_of_the_order_may_keep_the_unit_lawful(full):
    full.submit({"act": "relieve", "cadre": "A", "post": "P1", "effective": "2012-01-01"})
    gone = {"act": "relieve", "cadre": "B", "post": "P2", "effective": "2012-06-01"}
    more = [
        {
            "act": "post-open",
            "post": f"N{number}",
            "unit": "U",
            "name": "New",
            "track": "admin",
            "effective": "2012-06-01",
        }
        for number in range(3)
    ]

    with pytest.raises(Refused):
        full.submit(gone)
    assert full.submit(gone, *more).outcome == "recorded"
