"""Consequences: every option of the rules, a county of ten years against a second computation, corrections."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.errors import BadInput, Refused
from domain.policy.loading import load_pack

UNITS = tuple(f"U{number}" for number in range(1, 11))
RULES = """
[pack]
id = "county"
version = "1"
title = "Measures of a county"
from = 2000-01-01
[articles."Measures"]
wording = "The last are talked with, noticed, adjusted."
[[rule]]
id = "SCORE"
kind = "score"
article = "Measures"
effect = "BLOCK"
raters = 5
places = 2
{score}
[[rule]]
id = "RANK"
kind = "ranking"
article = "Measures"
effect = "BLOCK"
field = {field}
ties = "{ties}"
[[rule]]
id = "LAST"
kind = "consequence-steps"
article = "Measures"
effect = "DUE"
band = "bottom"
subject = "unit"
width = 3
{last}
steps = [
  {{ running = 1, measure = "talk", days = 30, reaches = "heads" }},
  {{ running = 2, measure = "notice", days = 30, reaches = "unit" }},
  {{ running = 3, measure = "adjust-or-demote", days = 90, reaches = "heads" }},
]
"""
SET = {
    "act": "assess-set",
    "set": "S",
    "version": "1",
    "assesses": "unit",
    "parts": {"party": "0.5", "business": "0.5"},
    "indicators": [{"id": "work", "aspect": "style", "part": "joint", "weight": "1"}],
}


def rules(*, score="", field=5, ties="include", last=""):
    return load_pack({"pack.toml": RULES.format(score=score, field=field, ties=ties, last=last)})


def submit(engine, *lines, day=None, **options):
    told = [{"basis": "B", **({"effective": day} if day else {}), **line} for line in lines]
    for line in told:
        if line["act"] == "person-register":
            line.pop("basis")
            line.pop("effective", None)
    return engine.submit(told, actor="zhou", confirmed=True, **options)


def opening(engine, pack):
    """Ten units, each with a secretary P and a head H in their posts since 2010."""
    engine.adopt(pack, from_day="2000-01-01", decided={"basis": "B"}, actor="zhou")
    lines = [{"act": "unit-open", "unit": each, "name": each, "kind": "bureau"} for each in UNITS]
    for unit in UNITS:
        for letter, track in (("P", "party"), ("H", "admin")):
            post, who = f"{letter}-{unit}", f"{letter}{unit}"
            lines.append({"act": "post-open", "post": post, "name": post, "unit": unit, "track": track})
            lines += [
                {"act": "person-register", "cadre": who, "name": who},
                {"act": "appoint", "cadre": who, "post": post},
            ]
    submit(engine, *lines, SET, day="2010-01-01")


@pytest.fixture
def county(engine):
    """A function that opens the county under a pack with these options."""

    def made(**options):
        opening(engine, rules(**options))
        return engine

    return made


def year(engine, number, scores, *, period="year-end", rank=True):
    """A cycle of a year: unit -> mark; returns the events of the marks and of the ranking."""
    name = f"{number}-{period}"
    opened = {"act": "assess-open", "cycle": name, "year": number, "period": period, "sets": ["S"]}
    month = 12 if period == "year-end" else 6
    submit(engine, opened, day=f"{number}-{month:02}-01")
    marks = [
        {"act": "assess-score", "cycle": name, "subject": who, "marks": {"work": str(mark)}}
        for who, mark in scores.items()
    ]
    submit(engine, *marks, day=f"{number}-{month:02}-05")
    if rank:
        submit(engine, {"act": "assess-rank", "cycle": name, "ranks": "unit"}, day=f"{number}-{month:02}-20")
    return name


def scores(*last, **told):
    """The marks of the ten units: these last, the last one lowest; `told` are others."""
    order = [*(each for each in UNITS if each not in last), *last]
    return {who: 90 - 2 * place for place, who in enumerate(order)} | told


def owed(engine, number, today="2040-01-01"):
    """What follows from a year: unit -> measure."""
    return {each["unit"]: each["measure"] for each in engine.assessment.consequences(year=number, today=today)}


LAST = ("U1", "U2", "U3")


def test_units_are_ranked_and_both_heads_are_reached(county):
    engine = county()
    year(engine, 2020, scores(*LAST))

    told = engine.assessment.consequences(year=2020, today="2021-01-01")
    assert [(each["unit"], each["cadre"]) for each in told] == [(u, f"{letter}{u}") for u in LAST for letter in "HP"]


@pytest.mark.parametrize(
    ("said", "ranked"),
    [
        ("", {"U1": "60.00", "U2": "70.00"}),
        ('year_by = "mean"', {"U1": "75.00", "U2": "65.50"}),
        ('year_by = "weighted"\nhalf_year = ["0.4", "0.6"]', {"U1": "72.00", "U2": "66.40"}),
    ],
    ids=["year-end", "mean", "weighted"],
)
def test_which_figure_decides_the_year(county, said, ranked):
    engine = county(score=said)
    year(engine, 2020, {"U1": 90, "U2": 61}, period="mid-year", rank=False)
    year(engine, 2020, {"U1": 60, "U2": 70})

    found = {each["unit"]: each["score"] for each in engine.assessment.ranking(year=2020, today="2021-01-01")}
    assert found == ranked


def test_the_mean_of_a_year_without_its_first_half_is_not_made_up(county):
    engine = county(score='year_by = "mean"')
    with pytest.raises(Refused, match="the score of the mid-year cycle lacking"):
        year(engine, 2020, {"U1": 60})


@pytest.mark.parametrize(
    ("ties", "inside"), [("include", {"U1", "U2", "U3", "U4"}), ("exclude", {"U1", "U2"}), ("refuse", None)]
)
def test_equals_at_the_third_last_place(county, ties, inside):
    engine = county(ties=ties)
    told = scores("U4", "U3", "U2", "U1") | {"U4": 76, "U3": 76}
    if inside is None:
        with pytest.raises(Refused, match="U3, U4 have the same score"):
            year(engine, 2020, told)
        return
    year(engine, 2020, told)

    assert set(owed(engine, 2020)) == inside


@pytest.mark.parametrize(("count", "found"), [(5, 3), (4, 0)])
def test_in_too_small_a_field_nobody_is_last(county, count, found):
    engine = county(field=5)
    year(engine, 2020, {each: 90 - place for place, each in enumerate(UNITS[:count])})

    assert len(owed(engine, 2020)) == found


@pytest.mark.parametrize(("breaks", "measure"), [("true", "talk"), ("false", "notice")])
def test_a_skipped_year_breaks_what_runs_or_not(county, breaks, measure):
    engine = county(last=f"skip_breaks = {breaks}")
    year(engine, 2020, scores(*LAST))
    year(engine, 2022, scores(*LAST))

    assert owed(engine, 2022)["U1"] == measure


@pytest.mark.parametrize(
    ("follows", "first_of_july", "measures"),
    [("unit", True, {"notice"}), ("leader", True, {"talk", "notice"}), ("leader", False, {"notice"})],
)
def test_what_runs_belongs_to_the_unit_or_to_the_leader(county, follows, first_of_july, measures):
    """HU1 is replaced in 2021: with six months in the post the new head's own year counts, with less it does not."""
    engine = county(last=f'streak_follows = "{follows}"\nleader_months = 6')
    year(engine, 2020, scores(*LAST))
    day = "2021-07-01" if first_of_july else "2021-07-10"
    new = [{"act": "person-register", "cadre": "NEW", "name": "N"}, {"act": "relieve", "cadre": "HU1", "post": "H-U1"}]
    submit(engine, *new, {"act": "appoint", "cadre": "NEW", "post": "H-U1"}, day=day)
    year(engine, 2021, scores(*LAST))

    told = engine.assessment.consequences(year=2021, today="2022-01-01")
    assert {each["measure"] for each in told if each["unit"] == "U1"} == measures


@pytest.mark.parametrize(("cycle", "measure"), [("annual", "talk"), ("half-year", "notice")])
def test_years_or_half_years_are_counted(county, cycle, measure):
    engine = county(last=f'cycle = "{cycle}"')
    year(engine, 2020, scores(*LAST), period="mid-year")
    year(engine, 2020, scores(*LAST))

    found = engine.assessment.consequences(year=2020, today="2021-01-01")
    assert {each["measure"] for each in found if each["cycle"] == "2020-year-end" and each["unit"] == "U1"} == {measure}


def test_adjust_or_demote_is_decided_and_either_carries_the_duty_out(county):
    engine = county()
    for number in (2020, 2021, 2022):
        year(engine, number, scores(*LAST))
    ranking = "ranking:2022-year-end@1"
    submit(engine, {"act": "demote", "cadre": "PU1", "level": "clerk", "evidence": [ranking]}, day="2023-02-01")
    submit(engine, {"act": "relieve", "cadre": "HU1", "post": "H-U1", "evidence": [ranking]}, day="2023-02-01")
    submit(engine, {"act": "relieve", "cadre": "HU2", "post": "H-U2"}, day="2023-02-01")

    told = engine.assessment.consequences(year=2022, today="2023-06-01")
    states = {(each["cadre"], each["duty_state"]) for each in told}
    assert {("PU1", "done"), ("HU1", "done"), ("HU2", "overdue"), ("PU2", "overdue")} <= states


def test_a_duty_is_executed_deferred_or_overdue_in_view(county):
    engine = county()
    year(engine, 2020, scores(*LAST))
    told = engine.assessment.consequences(year=2020, today="2021-01-10")
    first, second, *_ = [each["duty"] for each in told]
    now = {"basis": "B", "effective": "2021-01-10"}
    put_off = {"until": "2021-06-01", "approved_by": "PREFECTURE", "reason": "ill"}
    engine.submit([{"act": "duty-execute", "duty": first, **now}], actor="zhou")
    engine.submit([{"act": "duty-defer", "duty": second, **put_off, **now}], actor="zhou")

    found = [engine.assessment.consequences(year=2020, today=day) for day in ("2021-01-18", "2021-01-19", "2021-06-01")]
    assert [[each["duty_state"] for each in rows] for rows in found] == [
        ["done", "deferred", "open", "open", "open", "open"],
        ["done", "deferred", "overdue", "overdue", "overdue", "overdue"],
        ["done", "overdue", "overdue", "overdue", "overdue", "overdue"],
    ]


def test_a_corrected_ranking_undoes_nothing_and_both_are_in_view(county):
    """U1 was last by a wrong mark; the talk with its head stays, marked; U4 follows anew, and the notice is no more."""
    engine = county()
    year(engine, 2020, scores(*LAST))
    year(engine, 2021, scores(*LAST))
    talk = {
        "act": "talk",
        "cadre": "HU1",
        "kind": "admonishing",
        "held_by": "ZHOU",
        "evidence": "ranking:2020-year-end@1",
    }
    submit(engine, talk, day="2021-01-10")
    assert owed(engine, 2021)["U1"] == "notice"

    wrong = "assessment:2020-year-end.U1@1"
    engine.submit([{"act": "cancel", "event": wrong, "reason": "misread", "basis": "B"}], actor="zhou", confirmed=True)
    status = {each["event"]: each["status"] for each in engine.history("HU1")}
    assert status["talk:HU1@1"] == "basis-lost"
    assert {row["status"] for row in engine.assessment.ranking(year=2020)} == {"basis-lost"}

    mark = {"act": "assess-score", "cycle": "2020-year-end", "subject": "U1", "marks": {"work": "89"}}
    submit(engine, mark, day="2020-12-05")
    submit(engine, {"act": "assess-rank", "cycle": "2020-year-end", "ranks": "unit"}, day="2020-12-20")
    told = engine.assessment.consequences(year=2020, today="2040-01-01")

    assert {each["unit"] for each in told if each["duty"]} == {"U2", "U3", "U10"}
    assert [(each["cadre"], each["duty_state"], each["event"]) for each in told if not each["duty"]] == [
        ("HU1", "basis-lost", "talk:HU1@1")
    ]
    assert owed(engine, 2021)["U1"] == "talk"
    before = engine.database.query("SELECT COUNT(*) FROM stored_events WHERE originator_id = 'ranking:2020-year-end'")
    assert before[0][0] == 2


# --- a county of ten years --------------------------------------------------------------------------


def test_ten_years_of_a_county_are_what_a_second_computation_finds(county):
    """Marks, gaps, replaced heads, talks and moves by chance; every step, day and state computed once more."""
    chance = random.Random(20)
    engine, told, done = county(last="skip_breaks = true"), {}, set()
    for number in (*range(2015, 2019), *range(2020, 2026)):
        found = {each: chance.randint(60, 68) for each in UNITS if chance.random() < 0.95}
        name = year(engine, number, found)
        told[number] = {who: Decimal(mark) for who, mark in found.items()}
        for unit, measure in second(told, number).items():
            if chance.random() < 0.5:
                done.add((number, unit, act_on(engine, name, number, unit, measure)))

    expected = {row for number in told for row in rows_of(told, number, done)}
    rows = engine.assessment.consequences(today="2026-03-01")
    assert {
        (each["year"], each["unit"], each["cadre"], each["measure"], each["streak"], each["due_on"], each["duty_state"])
        for each in rows
    } == expected
    assert {row[3] for row in expected} == {"talk", "notice", "adjust-or-demote"}
    assert {row[6] for row in expected} == {"done", "open", "overdue"} - ({"open"} if not recent(expected) else set())
    duties = {(each["duty"], each["state"]) for each in engine.duties(today="2026-03-01") if each["rule"] == "LAST"}
    assert duties == {(each["duty"], each["duty_state"]) for each in rows}


def recent(expected):
    return {row for row in expected if row[5] > "2026-03-01"}


def second(told, number):
    """Unit -> measure of a year, by counting."""
    return {unit: measure for unit, (measure, _) in steps(told, number).items()}


def steps(told, number):
    found = {}
    for unit in lowest(told[number]):
        times = 0
        while number - times in told and unit in lowest(told[number - times]):
            times += 1
        found[unit] = (("talk", "notice", "adjust-or-demote")[min(times, 3) - 1], times)
    return found


def lowest(marks):
    """The units among the last three, equals at the cut among them."""
    third = sorted(marks.values())[2]
    return {unit for unit, mark in marks.items() if mark <= third}


def act_on(engine, name, number, unit, measure):
    """Carry a measure out with regard to one head (or the unit); returns for whom."""
    ranking, day = f"ranking:{name}@1", f"{number + 1}-01-05"
    if measure == "talk":
        line = {"act": "talk", "cadre": f"H{unit}", "kind": "admonishing", "held_by": "ZHOU", "evidence": [ranking]}
    elif measure == "notice":
        line = {"act": "notice", "unit": unit, "kind": "criticism", "channels": ["tv"], "evidence": [ranking]}
    else:
        line = {"act": "demote", "cadre": f"P{unit}", "level": "clerk", "evidence": [ranking]}
    submit(engine, line, day=day)
    return line.get("cadre")


def rows_of(told, number, done):
    """The rows of a year as they must be on 1 March 2026."""
    for unit, (measure, times) in steps(told, number).items():
        due = date(number, 12, 20) + timedelta(days=90 if measure == "adjust-or-demote" else 30)
        for cadre in (None,) if measure == "notice" else (f"H{unit}", f"P{unit}"):
            state = "overdue" if due <= date(2026, 3, 1) else "open"
            state = "done" if (number, unit, cadre) in done else state
            yield number, unit, cadre, measure, times, due.isoformat(), state


# --- who gave a mark --------------------------------------------------------------------------------

GROUPS = {"ratings": "0.5", "groups": {"masses": "1"}}
MARKS = (71, 73, 79, 83, 89)


def test_no_mark_of_an_evaluator_is_in_any_table(county, tmp_path):
    """Marks are read from a file, summed and forgotten: the tables hold the sum and the count, nothing else of it."""
    from lifecycle.indicator_files import read_marks

    engine = county()
    path = tmp_path / "marks.csv"
    path.write_text("group,mark\n" + "".join(f"masses,{mark}.125\n" for mark in MARKS), encoding="utf-8")
    read = read_marks(str(path))
    submit(
        engine,
        {**SET, "set": "R", **GROUPS},
        {"act": "assess-open", "cycle": "C", "period": "special", "sets": "R"},
        day="2020-01-01",
    )
    score = {"act": "assess-score", "cycle": "C", "subject": "U1", "marks": {"work": "80"}, "ratings": read}
    submit(engine, score, day="2020-01-02")

    stored = everything(engine.database)
    assert read == {"masses": "5:395.625"}
    assert "395.625" in stored
    assert not [mark for mark in MARKS if f"{mark}.125" in stored]
    [row] = engine.assessment.assessments("C", "U1")
    assert row["groups"] == [{"relation": "masses", "raters": 5, "mean": "79.13"}]


def everything(database):
    """The text of every table."""
    from projections.schema import READ_MODELS

    tables = ("stored_events", "vault", *READ_MODELS)
    rows = (row for table in tables for row in database.query(f"SELECT * FROM {table}"))
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for row in rows
        for value in map(plain, row)
    )


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize(("count", "kept"), [(5, True), (4, False)])
def test_a_group_of_too_few_is_neither_recorded_nor_shown(county, count, kept):
    engine = county()
    submit(
        engine,
        {**SET, "set": "R", **GROUPS},
        {"act": "assess-open", "cycle": "C", "period": "special", "sets": "R"},
        day="2020-01-01",
    )
    told = {
        "act": "assess-score",
        "cycle": "C",
        "subject": "U1",
        "marks": {"work": "80"},
        "ratings": {"masses": f"{count}:300.5"},
    }
    outcome = submit(engine, told, day="2020-01-02")

    assert [each.rule for each in outcome.warnings] == ([] if kept else ["few-raters"])
    assert ("300.5" in everything(engine.database)) is kept


def test_two_counts_that_differ_by_one_would_tell_a_mark(county):
    engine = county()
    submit(
        engine,
        {**SET, "set": "R", **GROUPS},
        {"act": "assess-open", "cycle": "C", "period": "special", "sets": "R"},
        day="2020-01-01",
    )
    told = {"act": "assess-score", "cycle": "C", "subject": "U1", "ratings": {"masses": "5:300"}}
    submit(engine, told, day="2020-01-02")
    engine.submit([{"act": "cancel", "event": "assessment:C.U1@1", "reason": "late mark", "basis": "B"}], actor="zhou")
    with pytest.raises(Refused, match="would tell the marks of 1"):
        submit(engine, told | {"ratings": {"masses": "6:390"}}, day="2020-01-02")
    submit(engine, told | {"ratings": {"masses": "10:700"}}, day="2020-01-02")


def test_a_file_that_names_evaluators_is_not_read(tmp_path):
    from lifecycle.indicator_files import read_marks

    path = tmp_path / "marks.csv"
    path.write_text("group,name,mark\nmasses,Li,90\n", encoding="utf-8")
    with pytest.raises(BadInput, match="leave out the column name"):
        read_marks(str(path))


def test_nobody_enters_their_own_marks(county):
    engine = county()
    submit(
        engine,
        {**SET, "set": "C", "assesses": "cadre"},
        {"act": "assess-open", "cycle": "C", "period": "special", "sets": "C"},
        day="2020-01-01",
    )
    mark = {"act": "assess-score", "cycle": "C", "subject": "HU1", "marks": {"work": "100"}, "basis": "B"}
    with pytest.raises(Refused, match="cannot enter marks of HU1"):
        engine.submit([mark | {"effective": "2020-01-02"}], actor="HU1")


def test_tables_are_made_again_and_known_as_they_were(county):
    engine = county()
    year(engine, 2020, scores(*LAST))
    before = engine.assessment.consequences(year=2020, today="2021-06-01")
    engine.rebuild()

    assert engine.assessment.consequences(year=2020, today="2021-06-01") == before
    assert engine.assessment.consequences(year=2020, today="2020-12-19") == []
    assert engine.assessment.consequences(year=2020, today="2021-06-01", known_on="1999-01-01") == []
