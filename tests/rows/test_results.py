"""Rows on what results are used for: selection, priority, supervision, rectification, inspection at mid-term."""

import json

import pytest

SET = {
    "act": "assess-set",
    "version": "1",
    "parts": {"party": "0.5", "business": "0.5"},
    "indicators": [{"id": "work", "aspect": "style", "part": "joint", "weight": "1"}],
    "effective": "2020-01-01",
}
CYCLE = "assess open 2024H2 --period year-end --set {} --effective 2024-12-01 --basis N"
SCORE = "assess score 2024H2 {} --mark work={} --effective 2024-12-10 --basis T"
GRADE = "assess grade 2024H2 {} --grade {} --effective 2024-12-28 --basis G"


@pytest.fixture
def assessed(office, tmp_path):
    """A function that makes a history in which units (U@1) and cadres (C@1) can be assessed."""
    path = tmp_path / "sets.jsonl"
    sets = [SET | {"set": name, "assesses": of} for name, of in (("U", "unit"), ("C", "cadre"))]
    asked = {"ratings": "0.2", "groups": {"masses": "1"}}
    sets.append(SET | {"set": "V", "assesses": "unit", **asked})
    path.write_text("".join(json.dumps(each) + "\n" for each in sets), encoding="utf-8")

    def made(*lines, pack="seed"):
        return office(f"order submit '{path}' --basis B", CYCLE.format("U --set C"), *lines, pack=pack)

    return made


def test_row_1_27_who_did_well_is_in_the_scope_and_goes_first(assessed):
    """`cadre assess pool`, and `cadre who` puts the better graded first; who is incompetent is due a talk."""
    good, bad = (assessed(GRADE.format("WANG", grade)) for grade in ("excellent", "incompetent"))
    asked = "who --for FIN-CLERK --on 2025-03-01"

    assert [each["cadre"] for each in good.ask("assess pool --today 2025-03-01")] == ["WANG"]
    assert bad.ask("assess pool --today 2025-03-01") == []
    assert good.ask(asked)[0]["cadre"] == "WANG"
    assert [each["measure"] for each in bad.ask("consequences --today 2025-03-01")] == ["talk"]
    assert good.ask("consequences --today 2025-03-01") == []


def test_row_1_28_supervision_from_above_and_beside_and_by_the_media(assessed):
    """`cadre assess show --scope superior|members|public|media`: each sees what was published for them, and no more."""
    lines = [SCORE.format("FINANCE", 80), SCORE.format("LI", 70), GRADE.format("FINANCE", "good")]
    kept, told = assessed(*lines), assessed(*lines)
    told.do("assess publish 2024H2 --scope public --channel gazette --effective 2025-01-05 --basis P")

    def seen(history, scope):
        rows = history.ask(f"assess show 2024H2 --scope {scope}")
        return [(each["unit"] or each["cadre"], each["score"], each["style"]) for each in rows]

    assert seen(kept, "superior") == seen(told, "superior") == [("FINANCE", "80.00", "80.00"), ("LI", "70.00", "70.00")]
    assert [seen(told, scope) for scope in ("members", "public", "media")] == [
        [("FINANCE", "80.00", None), ("LI", "70.00", None)],
        [("FINANCE", "80.00", None)],
        [],
    ]
    assert [seen(kept, scope) for scope in ("members", "public", "media")] == [[], [], []]


def test_row_2_7_a_decision_names_the_result_it_rests_on(assessed):
    """`promote --evidence`: with the mark cancelled the promotion is marked; results are told and exported."""
    promote = "promote LI --to division --effective 2025-02-01 --basis D2 {}"
    rested, free = (assessed(SCORE.format("LI", 90), promote.format(each)) for each in ("--evidence " + MARK, ""))

    for history in (rested, free):
        history.do(f"cancel {MARK} --reason 'wrong person' --basis C --yes")
    reviewed = [each["act"] for each in rested.ask("audit reviews")]
    assert "promote" in reviewed
    assert free.ask("audit reviews") == []
    assert rested.do("assess show 2024H2 -o csv").startswith("cycle,year,period,unit,cadre")


MARK = "assessment:2024H2.LI@1"


def test_row_2_8_young_cadres_of_mass_organisations_are_found(assessed):
    """`cadre assess pool --unit-kind mass-organisation --born-after DAY`: who did well there, for business posts."""
    league = (
        "unit open LEAGUE --name League --kind mass-organisation --parent COUNTY --effective 2001-01-01",
        "post open L-SEC --unit LEAGUE --name Secretary --track party --effective 2001-01-01",
    )
    post = "appoint {} --to {} --effective 2020-01-01 --basis D"
    grades = [GRADE.format(who, "excellent") for who in ("CHEN", "LI")]
    asked = "assess pool --unit-kind mass-organisation --born-after 1985-01-01 --today 2025-03-01"
    there, elsewhere = (
        assessed(*league, post.format(who, "L-SEC"), *grades, post.format(other, "FIN-HEAD"))
        for who, other in (("CHEN", "LI"), ("LI", "CHEN"))
    )

    assert [each["cadre"] for each in there.ask(asked)] == ["CHEN"]
    assert elsewhere.ask(asked) == []


def test_row_4_11_a_village_is_evaluated_at_half_of_the_term(assessed):
    """`cadre duty list` (SEED-VILLAGE-MID-TERM): half a term after its head began, with the masses asked."""
    lines = (
        "unit open VILLAGE --name Village --kind village --parent COUNTY --effective 2001-01-01",
        "post open B-SEC --unit VILLAGE --name Secretary --track party --effective 2001-01-01",
        "appoint LI --to B-SEC --effective 2022-01-01 --basis D",
        "assess open M --period mid-term --set V --effective 2024-07-10 --basis N",
    )
    score = "assess score M VILLAGE --mark work=80 {} --effective 2024-07-20 --basis T"
    asked, unasked = (assessed(*lines, score.format(each)) for each in ("--rate masses=20:1600", ""))

    def inspections(history, today):
        told = history.ask(f"duty list --today {today}")
        return [
            (each["raised_on"], each["due_on"], each["state"])
            for each in told
            if each["rule"] == "SEED-VILLAGE-MID-TERM"
        ]

    assert inspections(unasked, "2024-06-30") == []
    assert inspections(unasked, "2024-12-31") == [("2024-07-01", "2025-01-01", "open")]
    assert inspections(unasked, "2025-01-01") == [("2024-07-01", "2025-01-01", "overdue")]
    assert inspections(asked, "2025-01-01") == [("2024-07-01", "2025-01-01", "done")]
