"""Exchanges: n cadres change posts on one day, as legs of one order."""

from datetime import date

import pytest

from domain.events import CadreExchanged

SEATED = ("appoint LI P1 2010-01-01", "appoint WANG P2 2010-01-01", "appoint ZHANG P3 2010-01-01")


def leg(post, from_post, *partners, planned_end=None):
    return CadreExchanged(post=post, from_post=from_post, partners=partners, planned_end=planned_end)


def holders(desk, day):
    return {row["post"]: row["cadre"] for row in desk.engine.roster(as_of=day, filled=True)}


def test_two_swap_their_posts(given):
    desk = given(*SEATED)

    desk.when("exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-01 with=LI").then(
        leg("P2", "P1", "WANG"), leg("P1", "P2", "LI")
    )

    assert holders(desk, "2011-12-31") == {"P1": "LI", "P2": "WANG", "P3": "ZHANG"}
    assert holders(desk, "2012-01-01") == {"P1": "WANG", "P2": "LI", "P3": "ZHANG"}


def test_the_legs_share_one_order(given):
    outcome = given(*SEATED).when("exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-01 with=LI").got

    assert {event.order for event in outcome.recorded} == {outcome.order}


def test_three_form_a_cycle(given):
    desk = given(*SEATED)

    desk.when(
        "exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-01 with=ZHANG", "exchange ZHANG 2012-01-01 with=LI"
    ).then(leg("P2", "P1", "WANG", "ZHANG"), leg("P3", "P2", "LI", "ZHANG"), leg("P1", "P3", "LI", "WANG"))

    assert holders(desk, "2012-01-01") == {"P1": "ZHANG", "P2": "LI", "P3": "WANG"}


def test_five_form_a_cycle(given):
    names = ("A", "B", "C", "E", "F")
    desk = given(
        tuple(f"person-register {name}" for name in names),
        tuple(f"post-open Q{name} U2 2000-01-01" for name in names),
        tuple(f"appoint {name} Q{name} 2010-01-01" for name in names),
    )

    desk.when(*(f"exchange {who} 2012-01-01 with={other}" for who, other in zip(names, "BCEFA", strict=True))).then_in(
        *(f"cadre:{name}" for name in names)
    )

    assert holders(desk, "2012-01-01") == {"QA": "F", "QB": "A", "QC": "B", "QE": "C", "QF": "E"}


def test_the_legs_may_name_their_posts_in_any_order(given):
    given(*SEATED).when("exchange WANG P1 2012-01-01", "exchange LI P2 2012-01-01 from=P1").then(
        leg("P1", "P2", "LI"), leg("P2", "P1", "WANG")
    )


def test_a_chain_ends_in_a_vacant_post_and_leaves_the_first_one_vacant(given):
    desk = given(*SEATED, "relieve ZHANG P3 2012-01-01")

    desk.when("exchange LI P2 2012-01-01", "exchange WANG P3 2012-01-01").then(
        leg("P2", "P1", "WANG"), leg("P3", "P2", "LI")
    )

    assert holders(desk, "2012-01-01") == {"P2": "LI", "P3": "WANG"}


def test_two_pairs_in_one_order_are_partners_pairwise(given):
    desk = given(*SEATED, "person-register ZHAO", "appoint ZHAO D 2010-01-01")

    desk.when(
        "exchange LI 2012-01-01 with=WANG",
        "exchange ZHANG 2012-01-01 with=ZHAO",
        "exchange WANG 2012-01-01 with=LI",
        "exchange ZHAO 2012-01-01 with=ZHANG",
    ).then(leg("P2", "P1", "WANG"), leg("D", "P3", "ZHAO"), leg("P1", "P2", "LI"), leg("P3", "D", "ZHANG"))


def test_legs_of_different_days_are_no_exchange(given):
    given(*SEATED).when("exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-02 with=LI").then_refused(
        "not-an-exchange", "not-an-exchange"
    )


def test_one_leg_alone_is_no_exchange(given):
    error = given("appoint LI P1 2010-01-01").when("exchange LI P2 2012-01-01").then_refused("not-an-exchange")

    assert str(error) == (
        "LI would leave P1 for P2, but nobody else of this order takes or leaves either post; "
        "that is a transfer, not an exchange."
    )


def test_a_leg_onto_the_seat_of_somebody_who_stays_is_a_conflict(given):
    given(*SEATED).when("exchange LI P2 2012-01-01", "exchange WANG P3 2012-01-01").then_conflict("seat-taken")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("exchange LI P2 2012-01-01 with=WANG", "name for LI either the post to take or the cadre whose post is taken"),
        ("exchange LI 2012-01-01", "name for LI either the post to take or the cadre whose post is taken"),
    ],
)
def test_a_leg_names_a_post_or_a_partner_and_not_both(given, words, sentence):
    given(*SEATED).when(words).then_bad_input(sentence)


def test_whoever_holds_no_post_cannot_exchange_it(given):
    given("appoint LI P1 2010-01-01").when("exchange LI P2 2012-01-01", "exchange WANG P1 2012-01-01").then_bad_input(
        "WANG holds no substantive post on 2012-01-01; name the posts as WANG=POST"
    )


def test_of_several_own_posts_the_one_to_leave_is_named(given):
    desk = given(*SEATED, "appoint LI D 2010-01-01")

    desk.when("exchange LI 2012-01-01 with=WANG", "exchange WANG P1 2012-01-01").then_bad_input(
        "LI holds P1 and D on 2012-01-01; name the post to leave with --from, or as WHO=POST legs"
    )
    desk.when("exchange LI 2012-01-01 with=WANG from=P1", "exchange WANG P1 2012-01-01").then_in(
        "cadre:LI", "cadre:WANG"
    )


@pytest.mark.parametrize(("day", "held"), [("2009-12-31", False), ("2010-01-01", True), ("2010-01-02", True)])
def test_the_posts_are_those_held_on_the_day_of_the_exchange(given, day, held):
    asked = given(*SEATED).when(f"exchange LI {day} with=WANG", f"exchange WANG {day} with=LI")

    if held:
        asked.then_in("cadre:LI", "cadre:WANG")
    else:
        asked.then_bad_input(
            "LI holds no substantive post on 2009-12-31; name the posts as LI=POST",
            "WANG holds no substantive post on 2009-12-31; name the posts as WANG=POST",
        )


def test_who_departs_on_that_day_takes_no_part(given):
    desk = given(*SEATED, "depart LI retire 2012-01-01")

    desk.when("exchange LI P2 2012-01-01 from=P1", "exchange WANG P1 2012-01-01").then_refused("departed")


def test_a_post_held_beside_is_not_taken_in_exchange(given):
    desk = given("appoint LI P1 2010-01-01", "appoint LI D 2010-01-01 kind=acting", "appoint WANG D 2010-01-01")

    desk.when("exchange LI D 2012-01-01", "exchange WANG P1 2012-01-01").then_conflict("already-held", "seat-taken")


def test_a_planned_end_may_differ_from_leg_to_leg(given):
    given(*SEATED).when("exchange LI 2012-01-01 with=WANG until=2015-01-01", "exchange WANG 2012-01-01 with=LI").then(
        leg("P2", "P1", "WANG", planned_end=date(2015, 1, 1)), leg("P1", "P2", "LI")
    )


def test_clocks_restart_for_all_who_take_part(given):
    desk = given(*SEATED).given(("exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-01 with=LI"))

    assert [row["since"] for row in desk.engine.roster(as_of="2013-01-01", filled=True)] == [
        "2012-01-01",
        "2012-01-01",
        "2010-01-01",
    ]


def test_one_leg_is_not_cancelled_without_the_other(given):
    desk = given(*SEATED).given(("exchange LI 2012-01-01 with=WANG", "exchange WANG 2012-01-01 with=LI"))

    desk.when("cancel cadre:LI@3").then_conflict("seat-taken")
    desk.when("cancel O-5").then_in("cadre:WANG", "cadre:LI")
    assert holders(desk, "2012-01-01") == {"P1": "LI", "P2": "WANG", "P3": "ZHANG"}
