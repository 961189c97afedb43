"""Rows on assessment: cycles, indicators, marks, and what is seen between the dates."""

import pytest

SET = """set = "{name}"
version = "{version}"
assesses = "{assesses}"
unit_kinds = {kinds}
post_kinds = {posts}
parts = {parts}
ceilings = {ceilings}
ratings = {ratings}
groups = {groups}
knowledge = {knowledge}
"""
PLAIN = {
    "name": "S",
    "version": "1",
    "assesses": "unit",
    "kinds": [],
    "posts": [],
    "parts": "{ party = 0.4, business = 0.6 }",
    "ceilings": "{}",
    "ratings": "0",
    "groups": "{}",
    "knowledge": "{}",
}
THEORY = ("theory", "ideology", "party", "regular", "1")
WORKS = ("works", "style", "business", "regular", "1")
DONE = " --effective 2024-12-10 --basis T"
SCORE = "assess score 2024H2 FINANCE"
MARKED = "assess score 2024H2 {} --mark theory={} --mark works={}" + DONE


@pytest.fixture
def indicators(tmp_path):
    """A function that writes a set of indicators and returns its path."""

    def written(*listed, more="", **told):
        path = tmp_path / f"set-{len(list(tmp_path.iterdir()))}.toml"
        text = SET.format(**{**PLAIN, **told}).replace("'", '"')
        for name, aspect, part, work, weight in listed or (THEORY, WORKS):
            text += f'[[indicator]]\nid = "{name}"\naspect = "{aspect}"\npart = "{part}"\n'
            text += f'work = "{work}"\nweight = {weight}\n'
        path.write_text(text + more, encoding="utf-8")
        return path

    return written


@pytest.fixture
def cycle(office):
    """A function that makes a history in which a cycle is open."""

    def made(*sets, lines=(), period="year-end", day="2024-12-01", name="2024H2", pack="seed"):
        named = " ".join(f"--set '{each}'" for each in sets)
        opening = f"assess open {name} --period {period} {named} --effective {day} --basis N1"
        return office(opening, *lines, pack=pack)

    return made


def shown(history, who="FINANCE", asked="2024H2"):
    """What is shown of one assessed."""
    return history.ask(f"assess show {asked} {who}")[0]


def test_row_0_4_both_parts_are_required_and_the_missing_one_is_named(cycle, indicators):
    """`cadre assess show` names the part of the work that is not marked, and `assess rank` refuses until it is."""
    path = indicators()
    whole = cycle(path, lines=[MARKED.format("FINANCE", 80, 90)])
    half = cycle(path, lines=[f"{SCORE} --mark works=90" + DONE])
    rank = "assess rank 2024H2 --effective 2024-12-20 --basis R1"

    assert (shown(whole)["score"], shown(whole)["lacking"]) == ("86.00", [])
    assert (shown(half)["score"], shown(half)["lacking"]) == (None, ["theory"])
    assert half.refused(rank) == ["SEED-RANK"]
    whole.do(rank)


def test_row_0_5_an_indicator_needs_a_document(cycle, indicators):
    """`cadre assess score` refuses a mark whose indicator needs evidence unless --proof names the document."""
    history = cycle(indicators(more="evidence = true\n"))
    mark = "assess score 2024H2 FINANCE --mark works=90 {}" + DONE

    assert history.refused(mark.format("")) == ["proof-missing"]
    history.do(mark.format("--proof works='Report 3'"))


def test_row_0_12_a_finding_of_quality_becomes_something_to_put_right(cycle, indicators):
    """`cadre assess observe --problem` raises a duty of the cadre, told apart by what was found."""
    people = indicators(assesses="cadre")
    seen = (
        "assess observe 2024H2 LI --indicator theory --problem '{}' --due 2025-02-01 --effective 2024-12-05 --basis V"
    )
    found = cycle(people, lines=[seen.format("unfamiliar with the standard: course needed")])

    assert [each["kind"] for each in found.ask("duty list --today 2025-01-01 --who LI")] == ["rectify"]
    assert shown(found, "LI")["problems"][0]["problem"] == "unfamiliar with the standard: course needed"


def test_row_0_13_timeliness_is_an_indicator(cycle, indicators):
    """An indicator may measure timeliness or quality; late work lowers the score by its weight."""
    path = indicators(THEORY, ("on-time", "style", "business", "regular", "0.5"), ("good", *WORKS[1:4], "0.5"))
    line = SCORE + " --mark theory=80 --mark on-time={} --mark good=90" + DONE
    late, prompt = (cycle(path, lines=[line.format(mark)]) for mark in (40, 90))

    assert (shown(late)["score"], shown(prompt)["score"]) == ("71.00", "86.00")


def test_row_0_14_a_joint_indicator_counts_in_both_parts(cycle, indicators):
    """Indicators with part = "joint" are party and business work in one: `assess show` has them in both parts."""
    joint = ("together", "organisation", "joint", "regular", "0.5")
    path = indicators((*THEORY[:4], "0.5"), (*WORKS[:4], "0.5"), joint)
    line = SCORE + " --mark theory=80 --mark works=80 --mark together={}" + DONE
    good, bad = (cycle(path, lines=[line.format(mark)]) for mark in (80, 20))

    assert (shown(good)["party"], shown(good)["business"]) == ("80.00", "80.00")
    assert (shown(bad)["party"], shown(bad)["business"]) == ("50.00", "50.00")


def test_row_0_19_each_part_has_its_share_of_an_exact_score(cycle, office, indicators):
    """`cadre assess open` refuses sets that do not sum to one (2) or lack a part (SEED-SCORE); scores are exact."""
    shares = [indicators(parts=f"{{ party = {party}, business = {business} }}") for party, business in PARTS]
    even, uneven = (cycle(path, lines=[MARKED.format("FINANCE", "80.1", "90.3")]) for path in shares[:2])

    assert (shown(even)["score"], shown(uneven)["score"]) == ("85.20", "87.24")
    bare = office(pack="seed")
    opening = "assess open C --period year-end --set '{}' --effective 2024-12-01 --basis N1"
    code, _, said = bare.tried(opening.format(shares[2]))
    assert code == 2
    assert "sum to 1.1" in said
    assert bare.refused(opening.format(indicators(WORKS, parts="{ business = 1 }"))) == ["SEED-SCORE"]


PARTS = (("0.5", "0.5"), ("0.3", "0.7"), ("0.5", "0.6"))


def test_row_0_20_a_cycle_is_missed_at_mid_year_or_year_end(cycle, indicators):
    """`cadre duty list` has the half year without a cycle (SEED-CYCLES), overdue two months after it."""
    path = indicators()
    middle = f"assess open 2025H1 --period mid-year --set '{path}' --effective 2025-06-20 --basis N2"
    both, one = cycle(path, lines=[middle.replace(str(path), "S@1")]), cycle(path)

    def cycles(history):
        told = history.ask("duty list --today 2025-09-01")
        return [(each["due_on"], each["state"]) for each in told if each["rule"] == "SEED-CYCLES"]

    assert cycles(one) == [("2025-03-01", "done"), ("2025-09-01", "overdue")]
    assert cycles(both) == [("2025-03-01", "done"), ("2025-09-01", "done")]


def test_row_1_25_regular_and_ad_hoc_work_have_ceilings_of_their_own(cycle, indicators):
    """The points of regular and of ad-hoc work are each cut at their ceiling in the set."""
    listed = (THEORY, (*WORKS[:4], "0.5"), ("flood", "style", "business", "ad-hoc", "0.5"))
    line = f"{SCORE} --mark theory=100 --mark works=100 --mark flood=100" + DONE
    free, cut = (cycle(indicators(*listed, ceilings=each), lines=[line]) for each in ("{}", "{ ad-hoc = 20 }"))

    assert (shown(free)["business"], shown(cut)["business"]) == ("100.00", "70.00")


def test_row_1_26_the_head_is_judged_by_what_the_document_says(cycle, indicators):
    """A set for the heads (post_kinds) has an indicator of their own, proved by the document."""
    heads = indicators(THEORY, WORKS, assesses="cadre", posts=["FIN-HEAD"], more="evidence = true\n")
    history = cycle(heads, lines=["appoint LI --to FIN-HEAD --effective 2020-01-01 --basis D1"])
    mark = "assess score 2024H2 {} --mark works=90 --proof works='Document 7'" + DONE

    history.do(mark.format("LI"))
    assert history.tried(mark.format("WANG"))[0] == 2


def test_row_2_2_the_set_is_chosen_by_the_kind_of_unit_and_the_post(cycle, indicators):
    """`cadre assess score` takes the set that is meant for the kind of unit, or for the post of the cadre."""
    sets = [indicators(name=kind.upper(), kinds=[kind]) for kind in ("bureau", "school")]
    sets.append(indicators(name="HEADS", assesses="cadre", posts=["*HEAD"]))
    sets.append(indicators(name="STAFF", assesses="cadre"))
    posts = (
        "appoint LI --to FIN-HEAD --effective 2020-01-01 --basis D",
        "appoint WANG --to FIN-CLERK --effective 2020-01-01 --basis D",
    )
    everyone = ("FINANCE", "SCHOOL", "LI", "WANG")
    history = cycle(*sets, lines=[*posts, *(MARKED.format(who, 80, 90) for who in everyone)])

    assert [shown(history, who)["set"] for who in everyone] == ["BUREAU@1", "SCHOOL@1", "HEADS@1", "STAFF@1"]
    unit = "unit open NEW --name New --kind {} --parent COUNTY --effective 2001-01-01"
    office, class_room = (
        cycle(*sets, lines=[unit.format(kind), MARKED.format("NEW", 80, 90)]) for kind in ("bureau", "school")
    )
    assert (shown(office, "NEW")["set"], shown(class_room, "NEW")["set"]) == ("BUREAU@1", "SCHOOL@1")


HOLDERS = (("LI", "FIN-HEAD"), ("WANG", "FIN-CLERK"))


def test_row_2_3_every_indicator_belongs_to_one_of_five_aspects(cycle, office, indicators):
    """`cadre assess show` totals the points by aspect; an aspect that is none of the five is refused."""
    history = cycle(indicators(), lines=[MARKED.format("FINANCE", 80, 90)])

    assert (shown(history)["ideology"], shown(history)["style"], shown(history)["anti_corruption"]) == (
        "32.00",
        "54.00",
        None,
    )
    moved = cycle(indicators((THEORY[0], "style", *THEORY[2:]), WORKS), lines=[MARKED.format("FINANCE", 80, 90)])
    assert (shown(moved)["ideology"], shown(moved)["style"]) == (None, "86.00")
    strange = indicators(("theory", "weather", *THEORY[2:]), WORKS)
    code, _, said = office(pack="seed").tried(
        f"assess open C --period year-end --set '{strange}' --effective 2024-12-01 --basis N"
    )
    assert code == 2
    assert "is not one of ideology, organisation, style, anti-corruption, system-construction" in said


def test_row_2_4_weak_links_weigh_more_in_their_period(cycle, indicators):
    """[[weak_link]] of a set multiplies the weight of an indicator in a period; the weights sum to one again."""
    listed = (THEORY, (*WORKS[:4], "0.5"), ("petitions", "style", "business", "regular", "0.5"))
    weak = '[[weak_link]]\nindicator = "petitions"\nfrom = {}\nuntil = {}\ntimes = 3\n'
    line = f"{SCORE} --mark theory=80 --mark works=80 --mark petitions=40" + DONE
    inside, outside = (
        cycle(indicators(*listed, more=weak.format(*days)), lines=[line])
        for days in (("2024-12-01", "2024-12-02"), ("2024-11-01", "2024-12-01"))
    )

    assert (shown(inside)["business"], shown(outside)["business"]) == ("50.00", "60.00")


def test_row_2_5_what_is_seen_on_any_day_runs_into_the_score_and_is_put_right(cycle, indicators):
    """`assess observe` on any day runs into the score of `assess show`; a problem is due until `assess rectify`."""
    seen = "assess observe 2024H2 FINANCE --indicator works --mark {} --effective 2024-12-03 --basis V1"
    problem = "assess observe 2024H2 FINANCE --indicator works --problem late --due 2025-01-10" + DONE
    low, high = (cycle(indicators(), lines=[seen.format(mark), problem]) for mark in (30, 70))
    high.do("assess rectify assessment:2024H2.FINANCE@2 --verified-by WANG --effective 2025-01-05 --basis V3")

    assert (shown(low)["running"], shown(high)["running"]) == ("30.00", "70.00")
    asked = "duty list --today 2025-01-10"
    states = [{each["state"] for each in one.ask(asked) if each["kind"] == "rectify"} for one in (low, high)]
    assert states == [{"overdue"}, {"done"}]


GROUPS = {"ratings": "0.5", "groups": "{ superior = 0.6, masses = 0.4 }", "knowledge": "{ close = 1, some = 0.5 }"}
RATED = SCORE + " --mark theory=80 --mark works=80 {}" + DONE


def test_row_2_6_evaluators_weigh_by_relation_and_knowledge(cycle, indicators):
    """`assess score --rate GROUP/KNOWLEDGE=COUNT:SUM`: weights by relation and knowledge; a missing group stops it."""
    path = indicators(**GROUPS)
    near = "--rate superior/close=5:450 --rate masses/close=10:600 --rate masses/some=20:1800"
    far = near.replace("close=10:600", "some=10:600").replace("masses/some=20:1800", "masses/close=20:1800")
    both = [cycle(path, lines=[RATED.format(each)]) for each in (near, far)]
    missing = cycle(path, lines=[RATED.format("--rate superior/close=5:450")])
    few = cycle(path, lines=[RATED.format("--rate superior/close=5:450 --rate masses/close=4:320")])

    assert [shown(each)["rating"] for each in both] == ["84.00", "87.60"]
    assert shown(missing)["lacking"] == shown(few)["lacking"] == ["marks of masses"]
    assert "masses" not in few.do("history FINANCE -o json").replace("unit:", "")


def test_row_2_9_mass_organisations_are_in_the_same_cycle(cycle, indicators):
    """`assess score`: a mass organisation is in the cycle of all the others, by a set of its own where there is one."""
    league = "unit open LEAGUE --name League --kind mass-organisation --parent COUNTY --effective 2001-01-01"
    sets = [indicators(), indicators(name="MASS", kinds=["mass-organisation"])]
    marked = [MARKED.format(who, 80, 90) for who in ("FINANCE", "LEAGUE")]
    own, shared = (cycle(*each, lines=[league, *marked]) for each in (sets, sets[:1]))

    assert [each["unit"] for each in own.ask("assess show 2024H2")] == ["FINANCE", "LEAGUE"]
    assert (shown(own, "LEAGUE")["set"], shown(shared, "LEAGUE")["set"]) == ("MASS@1", "S@1")


def test_row_3_9_a_leadership_team_is_assessed_as_a_group(cycle, office, indicators):
    """`assess score` of the unit itself, not its members; party building is a part of its set (SEED-SCORE)."""
    sets = [indicators(kinds=["bureau"]), indicators(name="P", assesses="cadre")]
    held = "appoint LI --to FIN-HEAD --effective 2020-01-01 --basis D1"
    team, person = (cycle(*sets, lines=[held, MARKED.format(who, 80, 90)]) for who in ("FINANCE", "LI"))
    only_business = indicators(WORKS, parts="{ business = 1 }")

    assert [(each["unit"], each["cadre"]) for each in team.ask("assess show 2024H2")] == [("FINANCE", None)]
    assert [(each["unit"], each["cadre"]) for each in person.ask("assess show 2024H2")] == [(None, "LI")]
    opening = f"assess open C --period year-end --set '{only_business}' --effective 2024-12-01 --basis N"
    assert office(pack="seed").refused(opening) == ["SEED-SCORE"]
