"""Rows on responsibility, the two heads of a unit, and what party work has to work with."""

COMMITTEE = (
    "body constitute FC --unit FINANCE --name 'Party committee' --kind committee --effective 2010-01-01 --basis D1",
    "body member FC LI --role secretary --effective 2010-01-01 --basis D1",
)
HEADS = (
    "leadership designate FINANCE --party-post FIN-SEC --admin-post FIN-HEAD --effective 2010-01-01 --basis D1",
    "appoint LI --to FIN-SEC --effective 2010-01-01 --basis D1",
    "appoint WANG --to FIN-HEAD --effective 2010-01-01 --basis D1",
)


def parts(history, unit, day):
    """Who stands in which part of the chain of a unit: (unit, part) -> body or cadre."""
    rows = history.ask(f"leadership chain {unit} --as-of {day}")
    return {(each["unit"], each["part"]): each["cadre"] or each["body"] for each in rows}


def test_row_0_6_the_two_heads_serve_apart_or_across_as_of_a_day(office):
    """`cadre leadership heads` and `modes`: separate, cross-serving, one person, with the day of every change."""
    across = "appoint LI --to FIN-DEP --kind concurrent --effective 2015-01-01 --basis D2"
    post = "post open FIN-DEP --unit FINANCE --name Deputy --track admin --effective 2000-01-01"
    apart, crossing = office(*HEADS), office(*HEADS, post, across)
    asked = "leadership heads --unit FINANCE --as-of {}"

    assert [each["mode"] for each in apart.ask(asked.format("2016-01-01"))] == ["separate"]
    assert [each["mode"] for each in crossing.ask(asked.format("2014-12-31"))] == ["separate"]
    assert [each["mode"] for each in crossing.ask(asked.format("2015-01-01"))] == ["cross-serving"]
    crossing.do("relieve WANG --from FIN-HEAD --effective 2018-01-01 --basis D3")
    changes = [(each["from"], each["mode"]) for each in crossing.ask("leadership modes FINANCE")]
    assert changes == [("2010-01-01", "separate"), ("2015-01-01", "cross-serving"), ("2018-01-01", "vacant")]
    crossing.do("appoint LI --to FIN-HEAD --kind concurrent --effective 2018-02-01 --basis D4")
    assert crossing.ask("leadership modes FINANCE")[-1]["mode"] == "one-person"


def test_row_0_17_the_first_responsible_person_of_a_unit_is_known_as_of_a_day(office):
    """`cadre leadership assign` and `chain`: who is named, else the secretary of the unit's committee."""
    named = (
        "leadership assign FINANCE WANG --charge first-responsible --until 2016-01-01 --effective 2015-01-01 --basis D"
    )
    secretary, assigned = office(*COMMITTEE), office(*COMMITTEE, named)
    first = ("FINANCE", "first-responsible")

    assert parts(secretary, "FINANCE", "2015-06-01")[first] == "LI"
    assert parts(assigned, "FINANCE", "2015-06-01")[first] == "WANG"
    assert parts(assigned, "FINANCE", "2014-12-31")[first] == "LI"
    assert parts(assigned, "FINANCE", "2016-01-01")[first] == "LI"


def test_row_3_6_each_level_grasps_the_next_committee_secretary_leader_in_charge_working_committee(office):
    """`cadre leadership chain`: overall, leads, in charge, carries out, for the unit and for each above it."""
    county = (
        "body constitute CC --unit COUNTY --name County --kind committee --effective 2010-01-01 --basis D1",
        "body member CC ZHAO --role secretary --effective 2010-01-01 --basis D1",
        "body constitute WC --unit COUNTY --name Work --kind working-committee --effective 2010-01-01 --basis D1",
    )
    charge = (
        "leadership assign COUNTY CHEN --charge in-charge --matter 'party building' --effective 2010-01-01 --basis D1"
    )
    whole, without = office(*COMMITTEE, *county, charge), office(*COMMITTEE, *county)

    found = parts(whole, "FINANCE", "2015-01-01")
    assert found[("FINANCE", "overall")] == "FC"
    assert found[("FINANCE", "leads")] == "LI"
    assert (found[("COUNTY", "overall")], found[("COUNTY", "leads")]) == ("CC", "ZHAO")
    assert (found[("COUNTY", "in-charge")], found[("COUNTY", "carries-out")]) == ("CHEN", "WC")
    assert ("COUNTY", "in-charge") not in parts(without, "FINANCE", "2015-01-01")
    assert not [each for each in parts(whole, "FINANCE", "2009-12-31").values() if each]


def test_row_3_8_department_heads_are_first_responsible_and_members_answer_within_their_division_of_work(office):
    """`body member --portfolio` and `leadership assign`: the chain tells the head and each division of work."""
    work = "body member FC WANG --portfolio business --portfolio 'party building' --effective 2010-01-01 --basis D1"
    head = "leadership assign FINANCE WANG --charge first-responsible --effective 2010-01-01 --basis D1"
    rows = office(*COMMITTEE, work, head).ask("leadership chain FINANCE --as-of 2015-01-01")

    told = {(each["part"], each["cadre"]): each["matters"] for each in rows if each["unit"] == "FINANCE"}
    assert told[("division-of-work", "WANG")] == ["business", "party building"]
    assert ("first-responsible", "WANG") in told


def test_row_0_7_people_material_and_money_of_a_year_are_on_file(office):
    """`cadre leadership commit`, `spend` and `resources`: what a unit commits in a year, and what is left."""
    commit = "leadership commit FINANCE --year 2024 --purpose activities --amount 5000.50 --staff 2 --material 'a room'"
    history = office(f"{commit} --effective 2024-01-05 --basis B")
    history.do("leadership spend FINANCE --purpose activities --amount 1200.25 --effective 2024-05-01 --basis B")

    [row] = history.ask("leadership resources --year 2024")
    assert (row["committed"], row["spent"], row["left"]) == ("5000.50", "1200.25", "3800.25")
    assert (row["staff"], row["material"]) == (2, ["a room"])
    history.do("leadership spend FINANCE --purpose activities --amount 0.05 --effective 2024-06-01 --basis B")
    history.do("leadership spend FINANCE --purpose activities --amount 0.2 --effective 2024-06-02 --basis B")
    [row] = history.ask("leadership resources --year 2024")
    assert (row["spent"], row["left"]) == ("1200.50", "3800")
    assert history.ask("leadership resources --year 2023") == []


def test_row_3_14_education_funds_are_in_the_budget_and_a_share_of_the_dues_is_kept(office):
    """`cadre leadership dues` and `resources`: dues collected and kept, as an exact share."""
    fund = "leadership commit FINANCE --year 2024 --purpose education --amount 9000 --effective 2024-01-05 --basis B"
    kept = "leadership dues FC --year 2024 --collected 12000 --retained {} --effective 2024-12-31"
    some, none = (office(*COMMITTEE, fund, kept.format(sum_)) for sum_ in ("3000", "0"))

    asked = "leadership resources --year 2024"
    assert [(each["purpose"], each["share"]) for each in some.ask(asked)] == [
        ("dues", "3000/12000"),
        ("education", None),
    ]
    assert none.ask(asked)[0]["share"] == "0/12000"
    code, _, err = some.tried(kept.format("12000.01"))
    assert (code, "cannot be kept" in err) == (2, True)


def test_row_4_9_a_large_amount_rests_on_a_decision_of_its_class(office):
    """SEED-FUNDS: `cadre leadership spend` above the limit cites a decision on large funds that lets it be spent."""
    decided = "body decision D --body FC --class {} --entitled 1 --present 1 --for 1 --amount 80000 --on 2024-03-01"
    spend = "leadership spend FINANCE --purpose roof --amount 60000 --effective 2024-05-01 --basis B --decision D"
    large, other = (office(*COMMITTEE, decided.format(kind), pack="seed") for kind in ("large-funds", "major-decision"))

    assert [each["rule"] for each in large.ask(spend)["warnings"] if each["effect"] == "WARN"] == []
    assert [each["rule"] for each in other.ask(spend)["warnings"] if each["effect"] == "WARN"] == ["SEED-FUNDS"]


def test_row_0_18_rules_of_procedure_have_versions_and_opinions_are_collected(office):
    """`cadre leadership issue` and `documents` (the version of the day), `body session --kind opinion`."""
    issue = "leadership issue RULES --unit FINANCE --title {} --treats procedure --effective {} --basis B"
    history = office(*COMMITTEE, issue.format("First", "2020-01-01"), issue.format("Second", "2022-01-01"))
    history.do("body session FC --kind opinion --with masses --about canteen --result answered --effective 2022-03-01")

    version = {
        day: history.ask(f"leadership documents --as-of {day}") for day in ("2019-12-31", "2021-01-01", "2022-01-01")
    }
    assert [[each["edition"] for each in rows] for rows in version.values()] == [[], [1], [2]]
    [opinion] = history.ask("body sessions --year 2022 --kind opinion")
    assert (opinion["partner"], opinion["result"]) == ("masses", "answered")
    assert history.refused(
        "leadership issue RULES --unit FINANCE --title T --edition 2 --effective 2023-01-01 --basis B"
    ) == ["version-issued"]


def test_row_1_26_role_status_and_treatment_stand_in_a_document(office):
    """`cadre leadership issue --treats role;status;treatment`: units with such a document, as of a day."""
    history = office()
    history.do(
        "leadership issue CADRES --unit SCHOOL --title 'Party cadres' --treats role --treats status --treats treatment "
        "--effective 2022-01-01 --basis B"
    )
    [row] = history.ask("leadership documents --unit SCHOOL --as-of 2022-01-01")
    assert row["treats"] == ["role", "status", "treatment"]
    assert history.ask("leadership documents --unit FINANCE --as-of 2022-01-01") == []


def test_row_0_16_mass_organisations_plan_together(office):
    """`cadre body constitute --kind mass-organisation` and `leadership plan`: who plans with whom, up to which day."""
    body = "body constitute {0} --unit COUNTY --name {0} --kind mass-organisation --effective 2010-01-01 --basis D1"
    plan = "leadership plan P --body UNION --body LEAGUE --goal 'sports day' --until 2025-01-01 --effective 2024-01-01"
    history = office(body.format("UNION"), body.format("LEAGUE"), plan)

    assert [each["bodies"] for each in history.ask("leadership plans --as-of 2024-12-31")] == [["UNION", "LEAGUE"]]
    assert history.ask("leadership plans --as-of 2025-01-01") == []


def test_row_1_2_who_wants_to_leave_is_seen_by_unit(office):
    """`cadre leadership request` and `requests`: requests for transfer or resignation of a year, by unit."""
    history = office()
    history.do("leadership request WANG --unit FINANCE --wish transfer --reason 'No prospects' --effective 2024-03-01")

    [row] = history.ask("leadership requests --year 2024 --unit FINANCE")
    assert (row["cadre"], row["wish"], row["reason"]) == ("WANG", "transfer", "No prospects")
    assert history.ask("leadership requests --year 2024 --unit SCHOOL") == []


def test_row_1_5_whether_leaders_ask_and_give_funds_is_on_file(office):
    """`cadre body report-heard` and `leadership commit`: how often leaders heard reports, and the funds."""
    heard = "body report-heard FC --led-by WANG --from LI --about 'party building' --effective 2024-0{}-01"
    history = office(*COMMITTEE, heard.format(3), heard.format(9))

    assert [each["led_by"] for each in history.ask("body sessions --year 2024 --kind report-heard")] == ["WANG", "WANG"]
    assert history.ask("leadership resources --year 2024 --unit FINANCE") == []


def test_row_1_10_the_number_one_project_has_somebody_responsible_and_a_budget(office):
    """`cadre leadership assign` with `--matter`, and `leadership commit` for the same year."""
    history = office(
        "leadership assign SCHOOL WANG --charge first-responsible --matter 'number one project' "
        "--effective 2024-01-01 --basis B",
        "leadership commit SCHOOL --year 2024 --purpose 'project' --amount 20000 --effective 2024-01-01 --basis B",
    )
    [first] = [
        each
        for each in history.ask("leadership chain SCHOOL --as-of 2024-02-01")
        if each["part"] == "first-responsible" and each["unit"] == "SCHOOL"
    ]
    assert (first["cadre"], first["matters"]) == ("WANG", ["number one project"])
    assert [each["committed"] for each in history.ask("leadership resources --year 2024")] == ["20000"]
