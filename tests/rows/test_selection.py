"""Rows on open selection, the reserve, mass organisations, long service and nominations."""

OPEN = (
    "selection open S1 --post SCH-SEC --notice N5 --apply-until 2024-02-01 --criterion 'knows party affairs' "
    "--shortlist-size 2 --publicity-days 5 --effective 2024-01-10 --basis M2"
)
APPLY = "selection apply S1 {} --effective 2024-01-15"
EXAM = "selection exam S1 {} --part {} --score {} --effective 2024-02-10 --basis R1"
SHORTLIST = "selection shortlist S1 {} --effective 2024-02-20 --basis M4"
HELD = "appoint LI --to FIN-SEC --effective 2020-01-01 --basis D1"
PUBLICISE = "selection publicise S1 --until 2024-02-26 --effective 2024-02-21 --basis N9"


def test_row_1_12_posts_are_filled_by_open_selection(office):
    """`cadre selection open/apply/exam/shortlist/publicise/decide`: nobody is chosen who was not seen through."""
    examined = [
        OPEN,
        *(APPLY.format(who) for who in ("WANG", "CHEN")),
        EXAM.format("WANG", "written", "80"),
        EXAM.format("CHEN", "written", "80.5"),
    ]
    best = office(*examined, SHORTLIST.format("CHEN"), PUBLICISE)
    other = office(*examined)

    unseen = office(*examined, SHORTLIST.format("CHEN"))
    assert unseen.refused("selection decide S1 CHEN --effective 2024-02-26 --basis M6") == ["selection-not-publicised"]
    assert best.refused("selection decide S1 CHEN --effective 2024-02-25 --basis M6") == ["selection-publicity-runs"]
    assert best.refused("selection decide S1 WANG --effective 2024-02-26 --basis M6") == ["selection-not-publicised"]
    best.do("selection decide S1 CHEN --effective 2024-02-26 --basis M6")
    assert [row["chosen"] for row in best.ask("selection list --as-of 2024-03-01")] == ["CHEN"]
    assert other.refused(SHORTLIST.format("WANG")) == ["selection-passed-over"]
    assert other.refused(APPLY.format("LI").replace("2024-01-15", "2024-02-01")) == ["selection-too-late"]
    assert other.refused(EXAM.format("LI", "written", "99")) == ["selection-no-applicant"]
    ranks = [(row["cadre"], row["rank"], row["stage"]) for row in best.ask("selection show S1 --as-of 2024-03-01")]
    assert ranks == [("CHEN", 1, "chosen"), ("WANG", 2, "examined")]


def test_row_1_11_entry_is_open_and_recognised_by_the_masses(office):
    """`cadre selection exam --part recognition`: the rating of the masses is part of the sum that ranks."""
    told = [OPEN, *(APPLY.format(who) for who in ("WANG", "CHEN"))]
    told += [EXAM.format("WANG", "written", "80"), EXAM.format("CHEN", "written", "75")]
    rated, unrated = (office(*told, *more) for more in ([EXAM.format("CHEN", "recognition", "90")], []))
    asked = "selection show S1 --as-of 2024-02-15"

    assert [row["cadre"] for row in rated.ask(asked)] == ["CHEN", "WANG"]
    assert [row["cadre"] for row in unrated.ask(asked)] == ["WANG", "CHEN"]


def test_row_3_12_a_reserve_cares_for_growth(office):
    """`cadre reserve add/list/remove`: who is held ready for which level, and who comes first."""
    add = "reserve add {} --for-level division --effective 2024-01-01 --basis L1"
    both, one = office(add.format("LI"), add.format("WANG")), office(add.format("LI"))
    both.do("reserve remove LI --effective 2024-06-01 --basis L2")

    assert {row["cadre"] for row in both.ask("reserve list --as-of 2024-05-31")} == {"LI", "WANG"}
    assert [row["cadre"] for row in both.ask("reserve list --as-of 2024-06-01")] == ["WANG"]
    assert [row["cadre"] for row in one.ask("reserve list --as-of 2024-06-01")] == ["LI"]
    assert one.refused(add.format("LI")) == ["reserve-twice"]


def test_row_0_24_young_cadres_in_reserve_and_the_ages_of_the_team(office):
    """`cadre report age-structure`: how old the holders are by line of posts, and how many are ready."""
    held = ("appoint CHEN --to SCH-SEC --effective 2020-01-01 --basis D", HELD)
    ready = "reserve add CHEN --for-level division --source young-cadre --effective 2020-01-01 --basis L1"
    with_reserve, without = office(*held, ready), office(*held)
    asked = "report age-structure --as-of 2022-06-01"

    def party(history):
        [row] = [each for each in history.ask(asked) if each["track"] == "party"]
        return row["people"], row["under_35"], row["from_45"], row["average"], row["in_reserve"]

    assert (party(with_reserve), party(without)) == ((2, 1, 1, "40.5", 1), (2, 1, 1, "40.5", 0))


def test_row_1_19_long_service_in_party_affairs_is_listed(office):
    """`cadre report long-service` with SEED-LONG-10: who has served ten years in party posts."""
    long, short = (
        office(f"appoint LI --to FIN-SEC --effective {day} --basis D", pack="seed")
        for day in ("2012-06-01", "2012-06-02")
    )
    asked = "report long-service --as-of 2022-06-01"

    assert [(row["cadre"], row["long"], row["long_since"]) for row in long.ask(asked)] == [("LI", True, "2022-06-01")]
    assert [(row["cadre"], row["long"]) for row in short.ask(asked)] == [("LI", False)]


def test_row_1_20_a_share_of_honours_goes_to_party_cadres(office):
    """`cadre nominate` and `report quotas` with SEED-QUOTA: one in five of those nominated holds a party post."""
    held = (HELD, "appoint WANG --to SCH-HEAD --effective 2020-01-01 --basis D")
    nominate = "nominate {} --for model-worker --effective 2024-04-01 --basis L3"
    others = [nominate.format(who) for who in ("WANG", "ZHAO", "CHEN")]
    fair, unfair = office(*held, *others, nominate.format("LI"), pack="seed"), office(*held, *others, pack="seed")
    asked = "report quotas --as-of 2024-12-31"

    def told(history):
        [row] = history.ask(asked)
        return row["nominees"], row["party"], row["share"], row["met"]

    assert (told(fair), told(unfair)) == ((4, 1, "0.250", True), (3, 0, "0.000", False))


def test_row_2_8_mass_organisations_are_a_base_for_business_leaders(office):
    """`cadre report pipeline`: from a mass organisation over the reserve into a leading post elsewhere."""
    setting = (
        "unit open LEAGUE --name League --kind youth-league --parent COUNTY --effective 2000-01-01",
        "post open LEAGUE-SEC --unit LEAGUE --name Secretary --track party --effective 2000-01-01",
        "appoint CHEN --to LEAGUE-SEC --effective 2015-01-01 --basis D",
        "reserve add CHEN --for-level division --source mass-organisation --effective 2018-01-01 --basis L1",
    )
    stayed, risen = office(*setting), office(*setting, "transfer CHEN --to SCH-HEAD --effective 2020-01-01 --basis D")

    def stage(history, day):
        [row] = history.ask(f"report pipeline --as-of {day}")
        return row["stage"], row["leading_post"]

    assert (stage(stayed, "2017-01-01"), stage(stayed, "2021-01-01")) == (("base", None), ("reserve", None))
    assert stage(risen, "2021-01-01") == ("leading", "SCH-HEAD")
