"""Corrections of assessments: the old event stays, what is worked out from it is corrected, nothing is undone."""

import pytest

from domain.errors import BadInput, Conflict, Refused

UNITS = tuple(f"U{number}" for number in range(1, 11))
SET = {
    "act": "assess-set",
    "set": "S",
    "version": "1",
    "assesses": "unit",
    "parts": {"party": "0.5", "business": "0.5"},
    "ratings": "0.5",
    "groups": {"masses": "1"},
    "knowledge": {"close": "1", "some": "0.5"},
    "indicators": [{"id": "work", "aspect": "style", "part": "joint", "weight": "1"}],
}


def submit(engine, *lines, day=None, **options):
    told = [{"basis": "B", **({"effective": day} if day else {}), **line} for line in lines]
    return engine.submit(told, actor="zhou", **({"confirmed": True} | options))


def correct(engine, event, confirmed=True, **changes):
    line = {"act": "correct", "event": event, "set": changes, "reason": "misread", "basis": "B"}
    return engine.submit([line], actor="zhou", confirmed=confirmed)


@pytest.fixture
def county(engine):
    """Ten units with a head each, ranked in 2019 and 2020: U1, U2, U3 last each time; the last one lowest."""
    engine.adopt("seed", actor="zhou")
    lines = [{"act": "unit-open", "unit": each, "name": each, "kind": "bureau"} for each in UNITS]
    people = [{"act": "person-register", "cadre": f"H{unit}", "name": unit} for unit in UNITS]
    lines += [{"act": "post-open", "post": f"P-{unit}", "name": unit, "unit": unit, "track": "admin"} for unit in UNITS]
    submit(engine, *lines, SET, day="2010-01-01")
    engine.submit(people, actor="zhou")
    submit(engine, *({"act": "appoint", "cadre": f"H{u}", "post": f"P-{u}"} for u in UNITS), day="2010-01-01")
    for year in (2019, 2020):
        ranked(engine, year)
    return engine


def ranked(engine, year):
    opened = {"act": "assess-open", "cycle": f"C{year}", "year": year, "period": "year-end", "sets": ["S"]}
    submit(engine, opened, day=f"{year}-12-01")
    marks = [
        {
            "act": "assess-score",
            "cycle": f"C{year}",
            "subject": unit,
            "marks": {"work": str(70 + place)},
            "ratings": {"masses/close": "10:800"},
        }
        for place, unit in enumerate(UNITS)
    ]
    submit(engine, *marks, day=f"{year}-12-05")
    submit(engine, {"act": "assess-rank", "cycle": f"C{year}", "ranks": "unit"}, day=f"{year}-12-20")


def talk(engine, who, year, **keys):
    line = {"act": "talk", "cadre": who, "kind": "admonishing", "held_by": "BOSS", "evidence": f"ranking:C{year}@1"}
    submit(engine, line | keys, day=f"{year + 1}-01-10")


def notice(engine, unit, year):
    line = {"act": "notice", "unit": unit, "channels": "tv", "evidence": f"ranking:C{year}@1"}
    submit(engine, line, day=f"{year + 1}-01-10")


def last(engine, year, **asked):
    rows = engine.assessment.ranking(year=year, today="2030-01-01", **asked)
    return [each["unit"] for each in rows if each["band"] == "bottom"]


def status(engine, stream):
    return {each["event"]: each["status"] for each in engine.history(stream)}


def test_a_corrected_mark_corrects_the_ranking_and_marks_only_what_follows_no_more(county):
    talk(county, "HU1", 2019)
    talk(county, "HU2", 2019, unit="U2")
    notice(county, "U1", 2020)
    notice(county, "U2", 2020)
    outcome = correct(county, "assessment:C2019.U1@1", marks="work=99")

    assert outcome.events == ("assessment:C2019.U1@2", "ranking:C2019@2")
    assert last(county, 2019) == ["U4", "U3", "U2"]
    assert status(county, "ranking:C2019") == {"ranking:C2019@1": "corrected", "ranking:C2019@2": "in-force"}
    assert status(county, "HU1")["talk:HU1@1"] == "basis-lost"
    assert status(county, "HU2")["talk:HU2@1"] == "in-force"
    assert status(county, "U1")["notice:U1@1"] == "basis-lost"
    assert status(county, "U2")["notice:U2@1"] == "in-force"
    rows = county.assessment.consequences(today="2030-01-01")
    assert {each["event"] for each in rows if each["duty_state"] == "basis-lost"} == {"talk:HU1@1", "notice:U1@1"}
    assert {each["event"] for each in rows if each["duty_state"] == "done"} == {"talk:HU2@1", "notice:U2@1"}


def test_what_was_known_before_the_correction_is_still_told(county):
    known = county.info()["last_recorded"][:10]
    correct(county, "assessment:C2019.U1@1", marks={"work": "99"})

    assert last(county, 2019) == ["U4", "U3", "U2"]
    assert last(county, 2019, known_on="1999-01-01") == []
    assert known
    county.rebuild()
    assert last(county, 2019) == ["U4", "U3", "U2"]
    assert county.verify()["intact"]


def test_a_correction_that_is_cancelled_leaves_the_ranking_as_it_was_made_anew(county):
    correct(county, "assessment:C2019.U1@1", marks="work=99")
    line = {"act": "cancel", "event": "assessment:C2019.U1@2", "reason": "it was right", "basis": "B"}
    county.submit([line], actor="zhou", confirmed=True)
    submit(county, {"act": "assess-rank", "cycle": "C2019", "ranks": "unit"}, day="2019-12-20")

    assert last(county, 2019) == ["U3", "U2", "U1"]
    assert status(county, "ranking:C2019")["ranking:C2019@1"] == "corrected"


def test_results_that_were_told_and_are_others_now_are_marked(county):
    submit(
        county,
        {"act": "assess-publish", "cycle": "C2019"},
        {"act": "assess-publish", "cycle": "C2020"},
        day="2021-01-05",
    )
    correct(county, "assessment:C2019.U1@1", marks="work=99")

    assert status(county, "cycle:C2019")["cycle:C2019@2"] == "basis-lost"
    assert status(county, "cycle:C2020")["cycle:C2020@2"] == "in-force"


def test_a_cycle_that_opens_later_leaves_the_marks_before_it_without_a_basis(county):
    correct(county, "cycle:C2019@1", title="Year 2019", confirmed=False)
    with pytest.raises(Refused, match="would no longer stand on anything: assessment:C2019"):
        correct(county, "cycle:C2019@1", effective="2019-12-06", confirmed=False)


def test_an_officer_who_has_not_confirmed_hears_what_would_lose_its_basis(county):
    talk(county, "HU1", 2019)
    with pytest.raises(Refused, match=r"1 recorded act would no longer stand on anything: talk:HU1@1"):
        correct(county, "assessment:C2019.U1@1", confirmed=False, marks="work=99")
    correct(county, "assessment:C2019.U1@1", confirmed=False, marks="work=69")
    assert last(county, 2019) == ["U3", "U2", "U1"]


def test_a_document_corrected_changes_no_place_and_takes_no_basis(county):
    talk(county, "HU1", 2019)
    outcome = correct(county, "assessment:C2019.U1@1", confirmed=False, proofs="work=Minutes 5", basis="Tally 2")

    assert outcome.events == ("assessment:C2019.U1@2",)
    assert status(county, "HU1")["talk:HU1@1"] == "in-force"
    assert status(county, "ranking:C2019") == {"ranking:C2019@1": "in-force"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"marks": "work=101"}, "work: 101 is more than its highest mark 100"),
        ({"marks": "work=-1"}, "'-1' is not a decimal"),
        ({"marks": "work=NaN"}, "'NaN' is not a decimal"),
        ({"marks": "play=9"}, "has no indicator play"),
        ({"marks": "work"}, "'work' is not of the form NAME=VALUE"),
        ({"ratings": "masses/close=4:100"}, "4 marks came from masses, fewer than 5"),
        ({"ratings": "masses/close=10:1001"}, "10 marks of at most 100 cannot sum to 1001"),
        ({"set": "T@1"}, "set of event assessment:C2019.U1@1 is not corrected"),
        ({"cadre": "LI"}, "cadre of event assessment:C2019.U1@1 is not corrected"),
    ],
)
def test_a_corrected_mark_has_the_limits_of_a_new_one(county, changes, said):
    with pytest.raises(BadInput) as refused:
        correct(county, "assessment:C2019.U1@1", **changes)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("ratings", "allowed"),
    [
        ("masses/close=11:880", False),
        ("masses/close=14:900", False),
        ("masses/close=9:720;masses/some=1:90", False),
        ("masses/close=10:810", True),
        ("masses/close=15:1200", True),
    ],
)
def test_no_correction_tells_the_marks_of_a_few_by_its_difference(county, ratings, allowed):
    if allowed:
        correct(county, "assessment:C2019.U1@1", ratings=ratings)
        [row] = county.assessment.assessments("C2019", "U1")
        assert row["groups"][0]["raters"] == int(ratings.partition("=")[2].partition(":")[0])
        return
    with pytest.raises(Refused, match="the difference would tell"):
        correct(county, "assessment:C2019.U1@1", ratings=ratings)


def test_a_ranking_is_not_written_by_hand(county):
    with pytest.raises(BadInput, match="A ranking is worked out from the marks"):
        correct(county, "ranking:C2019@1", places="U1")


def test_a_cycle_in_the_wrong_year_takes_its_ranking_and_grades_along(county):
    grade = {"act": "assess-grade", "cycle": "C2020", "subject": "U1", "grade": "poor"}
    submit(county, grade, day="2020-12-22")
    notice(county, "U1", 2020)
    correct(county, "cycle:C2020@1", year="2021")

    assert {row["year"] for row in county.assessment.ranking(cycle="C2020")} == {2021}
    assert {row["measure"] for row in county.assessment.consequences(year=2021, today="2021-01-01") if row["duty"]} == {
        "talk"
    }
    assert status(county, "U1")["notice:U1@1"] == "basis-lost"
    assert status(county, "assessment:C2020.U1")["assessment:C2020.U1@1"] == "in-force"
    fields = next(each["fields"] for each in county.history("assessment:C2020.U1") if each["act"] == "correct")
    assert fields["changes"] == {"year": 2021, "period": "year-end"}


@pytest.mark.parametrize("sets", ["T@1", "S"])
def test_a_cycle_keeps_the_sets_by_which_somebody_was_marked(county, sets):
    submit(county, {**SET, "set": "T"}, day="2010-01-01")
    with pytest.raises(BadInput, match="sets: "):
        correct(county, "cycle:C2019@1", sets=sets)
    correct(county, "cycle:C2019@1", sets="S@1;T@1")


def test_an_observation_a_grade_and_a_publication_are_corrected(county):
    seen = {"act": "assess-observe", "cycle": "C2020", "subject": "U1", "indicator": "work", "mark": "50"}
    grade = {"act": "assess-grade", "cycle": "C2020", "subject": "U1", "grade": "poor"}
    told = {"act": "assess-publish", "cycle": "C2020", "scope": "public"}
    submit(county, seen, grade, told, day="2020-12-22")

    correct(county, "assessment:C2020.U1@2", mark="90", problem="no plan", due="2021-02-01")
    correct(county, "assessment:C2020.U1@3", grade="average")
    correct(county, "cycle:C2020@2", scope="members")
    [row] = county.assessment.assessments("C2020", "U1")
    assert (row["running"], row["grade"]) == ("90.00", "average")
    assert [each["due_on"] for each in row["problems"]] == ["2021-02-01"]
    assert county.assessment.assessments("C2020", scope="public") == []


@pytest.mark.parametrize(
    ("event", "changes", "said"),
    [
        ("assessment:C2020.U1@2", {"mark": "101"}, "more than its highest mark"),
        ("assessment:C2020.U1@2", {"indicator": "play"}, "has no indicator play"),
        ("assessment:C2020.U1@2", {"problem": "x"}, "correct problem and due together"),
        ("assessment:C2020.U1@2", {"problem": "x", "due": "2020-12-21"}, "lies before the day"),
        ("assessment:C2020.U1@3", {"grade": "competent"}, "the grades of a unit are"),
        ("assessment:C2020.U1@3", {"year": "2021"}, "whose opening may be corrected"),
        ("indicators:S@1", {"parts": "party=1"}, "publish another version of the set"),
    ],
)
def test_what_fits_no_set_is_no_correction(county, event, changes, said):
    seen = {"act": "assess-observe", "cycle": "C2020", "subject": "U1", "indicator": "work", "mark": "50"}
    submit(
        county,
        seen,
        {"act": "assess-grade", "cycle": "C2020", "subject": "U1", "grade": "poor"},
        day="2020-12-22",
    )
    with pytest.raises(BadInput) as refused:
        correct(county, event, **changes)
    assert said in str(refused.value)


def test_a_repeated_order_is_compared_by_what_it_recorded(county):
    """The fingerprint has no sums of marks: those of a group of too few could be tried out."""
    opened = {"act": "assess-open", "cycle": "C", "period": "special", "sets": ["S"]}
    submit(county, opened, day="2021-01-01")
    line = {"act": "assess-score", "cycle": "C", "subject": "U1", "marks": {"work": "80"}}
    few, many = {"masses/close": "4:300"}, {"masses/close": "4:320", "masses/some": "1:90"}
    submit(county, line | {"ratings": few}, day="2021-01-02", key="K1")
    submit(county, line | {"subject": "U2", "ratings": many}, day="2021-01-02", key="K2")

    assert submit(county, line | {"ratings": few}, day="2021-01-02", key="K1").outcome == "already-recorded"
    assert submit(county, line | {"ratings": {"masses/close": "4:301"}}, day="2021-01-02", key="K1").outcome == (
        "already-recorded"
    )
    again = {"subject": "U2", "ratings": many}
    assert submit(county, line | again, day="2021-01-02", key="K2").outcome == "already-recorded"
    for other in ({"masses/close": "4:321", "masses/some": "1:90"}, {"masses/close": "5:400"}):
        with pytest.raises(Conflict, match="K2 belongs to order"):
            submit(county, line | {"subject": "U2", "ratings": other}, day="2021-01-02", key="K2")


def test_ranking_again_what_stands_changes_nothing(county):
    with pytest.raises(Refused, match="ranked so by ranking:C2019@1 already"):
        submit(county, {"act": "assess-rank", "cycle": "C2019", "ranks": "unit"}, day="2019-12-20")
