"""Rows on the balance of a team: exchange, vacancies, load, establishment, ages, exits, fit."""

import pytest

HELD = "appoint LI --to FIN-SEC --effective 2015-01-01 --basis D1"
CHIEF = "appoint WANG --to FIN-CLERK --effective 2015-01-01 --basis D1"
MORE = "post open FIN-SEC2 --unit FINANCE --name Deputy --track party --level division --effective 2000-01-01"


def one(rows, **told):
    """The one row with these values."""
    [row] = [each for each in rows if all(each[name] == value for name, value in told.items())]
    return row


def test_row_0_8_promotion_and_exchange_by_line_of_posts(office):
    """`cadre report tracks`: promotions, moves and their rates of the party line beside the administrative one."""
    held = (
        HELD,
        "appoint WANG --to FIN-HEAD --effective 2015-01-01 --basis D",
        "promote WANG --to bureau {}".format("--effective 2016-03-01 --basis D"),
    )
    none, both = office(*held[:2], held[2]), office(*held, "promote LI --to bureau --effective 2016-04-01 --basis D")
    asked = "report tracks --since 2016-01-01 --as-of 2016-12-31"

    def rates(history):
        rows = history.ask(asked)
        return {row["track"]: (row["people"], row["promotions"], row["promotion_rate"]) for row in rows[:2]}

    assert rates(none) == {"party": (1, 0, "0.000"), "admin": (1, 1, "1.000")}
    assert rates(both) == {"party": (1, 1, "1.000"), "admin": (1, 1, "1.000")}
    moved = office(*held[:2], "transfer LI --to SCH-SEC --effective 2016-05-01 --basis D")
    assert [row["exchange_rate"] for row in moved.ask(asked)[:2]] == ["1.000", "0.000"]


def test_row_0_9_half_a_year_without_a_candidate_sounds_the_alarm(office):
    """`cadre report vacancies` with SEED-VACANT-6 and `search log`: how long, what was looked for, what came of it."""
    left = (HELD, "relieve LI --from FIN-SEC --effective 2016-01-01 --basis D")
    log = "search log FIN-SEC --tag young --tag 'writes well' --looked-at 12 --considered CHEN --found nobody"
    searched = office(*left, f"{log} --effective 2016-03-01", pack="seed")
    not_so = office(*left, pack="seed")

    def told(history, day):
        row = one(history.ask(f"report vacancies --as-of {day}"), post="FIN-SEC")
        return row["vacant_since"], row["alarm_on"], row["alarm"], row["searches"], row["tags"], row["found"]

    since, alarm_on = "2016-01-01", "2016-07-01"
    found = (1, ["young", "writes well"], "nobody")
    assert told(searched, "2016-06-30") == (since, alarm_on, False, *found)
    assert told(searched, "2016-07-01") == (since, alarm_on, True, *found)
    assert told(not_so, "2016-07-01") == (since, alarm_on, True, 0, [], None)
    kept = office(HELD, pack="seed").ask("report vacancies --as-of 2016-07-01")
    assert [row for row in kept if row["post"] == "FIN-SEC"] == []


def test_row_0_10_several_posts_and_duties_on_one_person(office):
    """`cadre report load` with SEED-POSTS-2 and SEED-DUTIES: who holds how many posts, and which do not go together."""
    posts = (
        "post open DISC --unit COUNTY --name 'Discipline Inspection' --track party --effective 2000-01-01",
        "post open ORG --unit COUNTY --name Organisation --track party --effective 2000-01-01",
    )
    also = "appoint LI --to {} --kind concurrent --effective 2016-01-01 --basis D --yes"
    two = office(HELD, *posts, also.format("ORG"), pack="seed")
    three = office(HELD, *posts, also.format("ORG"), also.format("DISC"), pack="seed")
    asked = "report load --as-of 2016-06-01"

    [light], [heavy] = two.ask(asked), three.ask(asked)
    assert (light["count"], light["over"], light["incompatible"]) == (2, [], [])
    assert (heavy["count"], heavy["over"], heavy["incompatible"]) == (3, ["SEED-POSTS-2"], ["DISC+ORG"])


def test_row_0_11_part_timers_miss_party_work(office):
    """`cadre report attendance`: of the sessions called to, those attended; full-time and part-time holders apart."""
    side = "appoint WANG --to SCH-SEC --kind concurrent --effective 2015-01-01 --basis D"
    called = [f"train enrol LI WANG --session S{n} --kind political-theory --effective 2016-0{n}-01" for n in (1, 2)]
    came = [
        f"train record {who} --session S{n} --days 1 --effective 2016-0{n}-01 --basis R"
        for who, n in (("LI", 1), ("LI", 2), ("WANG", 1))
    ]
    missed, full = (
        office(HELD, side, *called, *came),
        office(HELD, side, *called, *came, "train record WANG --session S2 --days 1 --effective 2016-02-01 --basis R"),
    )

    def rates(history):
        rows = history.ask("report attendance --since 2016-01-01 --as-of 2016-12-31")
        return {(row["cadre"], row["full_time"], row["rate"]) for row in rows}

    assert rates(missed) == {("LI", True, "1.000"), ("WANG", False, "0.500")}
    assert rates(full) == {("LI", True, "1.000"), ("WANG", False, "1.000")}


def test_row_1_3_who_knows_one_thing_only(office):
    """`cadre report profile`: time in each line of posts, moves, the last training."""
    single, mixed = (
        office(HELD),
        office(
            HELD,
            "transfer LI --to FIN-CLERK --effective 2017-01-01 --basis D",
            "train record LI --session S1 --kind on-the-job --days 1 --effective 2017-05-01 --basis R",
        ),
    )

    def told(history):
        row = one(history.ask("report profile --as-of 2018-01-01"), cadre="LI")
        return row["single"], row["moves"], row["last_trained"]

    assert (told(single), told(mixed)) == ((True, 0, None), (False, 1, "2017-05-01"))


def test_row_1_6_full_time_posts_as_the_regulations_say(office):
    """`cadre establishment set` and `report establishment`; SEED-ABOLITION: a party post is not closed just so."""
    required = "establishment set FINANCE --full-time {} --effective 2015-01-01 --basis R3"
    enough, short = office(HELD, required.format(1), pack="seed"), office(HELD, required.format(2), pack="seed")
    asked = "report establishment --as-of 2016-01-01"

    def told(history):
        [row] = history.ask(asked)
        return row["required"], row["open"], row["filled"], row["posts_short"], row["people_short"]

    assert (told(enough), told(short)) == ((1, 1, 1, 0, 0), (2, 1, 1, 1, 1))
    close = "post close SCH-SEC --effective 2016-01-01 --basis D"
    assert enough.refused(close) == ["SEED-ABOLITION"]
    enough.do(f"{close} --decision D-2016-1")


def test_row_1_9_party_posts_are_no_resting_places(office):
    """`cadre report resting-places`: age at appointment and the level before, by party post."""
    old, young = (office(f"appoint {who} --to FIN-SEC --effective 2024-06-01 --basis D") for who in ("ZHAO", "CHEN"))
    asked = "report resting-places --as-of 2025-01-01"

    def told(history):
        [row] = history.ask(asked)
        return row["age_at_appointment"], row["previous_level"], row["level"], row["was_promotion"]

    assert told(old) == (55, "section", "division", True)
    assert told(young) == (36, "section", "division", True)


@pytest.mark.parametrize(
    ("to", "way"), [("FIN-SEC2", "internal"), ("FIN-CLERK", "party_to_business"), ("SCH-HEAD", "party_to_admin")]
)
def test_row_1_14_internal_exchange_is_told_from_others(office, to, way):
    """`cadre report exchange-balance`: moves within the party posts stand apart from those to other lines."""
    moved, stayed = office(MORE, HELD, f"transfer LI --to {to} --effective 2016-05-01 --basis D"), office(MORE, HELD)
    asked = "report exchange-balance --since 2016-01-01 --as-of 2016-12-31"

    assert one(moved.ask(asked), unit="FINANCE")[way] == 1
    assert stayed.ask(asked) == []


def test_row_1_15_two_way_exchange_with_business_cadres_is_balanced(office):
    """`cadre report exchange-balance`: both directions between party and business posts, and what is gained by unit."""
    pair = office(HELD, CHIEF, "exchange LI WANG --effective 2016-05-01 --basis D")
    out = office(HELD, "transfer LI --to FIN-CLERK --effective 2016-05-01 --basis D")
    asked = "report exchange-balance --since 2016-01-01 --as-of 2016-12-31"

    def told(history):
        row = one(history.ask(asked), unit=None)
        return row["party_to_business"], row["business_to_party"], row["balance"], row["two_way"], row["exchanges"]

    assert (told(pair), told(out)) == ((1, 1, 0, True, 2), (1, 0, -1, False, 0))


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("relieve LI --from FIN-SEC --reason 'not-re-elected: 3 of 9 votes'", "not-re-elected"),
        ("rotate LI --to SCH-SEC", "rotation"),
        ("depart LI --kind dismiss", "dismiss"),
        ("depart LI --kind retire", "retire"),
    ],
)
def test_row_1_16_the_ways_out_stand_open(office, line, way):
    """`cadre report exits`: by rotation, not re-elected, dismissed or otherwise."""
    left, stayed = office(HELD, f"{line} --effective 2016-05-01 --basis D"), office(HELD)
    asked = "report exits --since 2016-01-01 --as-of 2016-12-31"

    assert [(row["cadre"], row["post"], row["way"]) for row in left.ask(asked)] == [("LI", "FIN-SEC", way)]
    assert stayed.ask(asked) == []


def test_row_1_24_posts_say_what_they_need_and_holders_are_matched(office):
    """`cadre report match`: what a post requires, by its definition in force, against what the holder brings."""
    post = "post open ACC --unit FINANCE --name Accountant --track business --effective 2000-01-01 --requires {}"
    held = "appoint WANG --to ACC --effective 2015-01-01 --basis D"
    fit, unfit = office(post.format("'age<=35'"), held), office(post.format("'age<=33'"), held)
    asked = "report match --as-of 2015-06-01"

    assert [(row["met"], row["fits"]) for row in fit.ask(asked)] == [(["age<=35"], True)]
    assert [(row["unmet"], row["fits"]) for row in unfit.ask(asked)] == [(["age<=33"], False)]


def test_row_4_8_stationed_in_a_village_the_own_post_goes_on(office):
    """`cadre appoint --kind secondment`: who is stationed elsewhere keeps the own post, and its clock runs on."""
    post = "post open VILLAGE --unit COUNTY --name 'Stationed' --track party --effective 2000-01-01"
    sent = office(HELD, post, "appoint LI --to VILLAGE --kind secondment --effective 2018-01-01 --basis D", pack="seed")
    moved = office(HELD, post, "transfer LI --to VILLAGE --effective 2018-01-01 --basis D", pack="seed")
    asked = "due --today 2020-01-01 --who LI"

    def clocks(history):
        return {(row["post"], row["since"]) for row in history.ask(asked) if row["rule"] == "SEED-POST-10"}

    assert clocks(sent) == {("FIN-SEC", "2015-01-01")}
    assert clocks(moved) == {("VILLAGE", "2018-01-01")}


def test_row_4_14_assistants_and_temporary_training(office):
    """`cadre appoint --kind assistant|secondment`: beside the own post, and not counted as time in post."""
    line = "appoint LI --to SCH-SEC --kind {} --until 2017-01-01 --effective 2016-01-01 --basis D"
    assistant, seconded, acting = (
        office(HELD, line.format(kind), pack="seed") for kind in ("assistant", "secondment", "acting")
    )

    def told(history):
        seats = {row["post"]: row["kind"] for row in history.ask("roster --as-of 2016-06-01 --filled")}
        clocks = {row["post"] for row in history.ask("due --today 2016-06-01 --who LI")}
        return seats["FIN-SEC"], seats["SCH-SEC"], clocks

    assert told(assistant) == ("substantive", "assistant", {"FIN-SEC"})
    assert told(seconded) == ("substantive", "secondment", {"FIN-SEC"})
    assert told(acting) == ("substantive", "acting", {"FIN-SEC", "SCH-SEC"})


def test_the_forecast_tells_who_reaches_a_limit_or_a_planned_end(office):
    """`cadre forecast` names each day ahead on which a limit is reached or a planned end comes, and no other."""
    acting = "appoint WANG --to SCH-SEC --kind acting --until 2024-09-01 --effective 2024-03-01 --basis D"
    history = office(HELD, acting, pack="seed")

    told = [
        (row["on"], row["cadre"], row["what"], row["rule"])
        for row in history.ask("forecast --today 2024-06-01 --until 2025-01-02")
    ]
    assert told == [
        ("2024-09-01", "WANG", "planned-end", None),
        ("2025-01-01", "LI", "tenure-max", "SEED-POST-10"),
    ]
    assert history.ask("forecast --today 2024-06-01 --until 2024-09-01") == []
