"""Rows on bodies, collective decisions and responsibility."""

import json

import pytest

COMMITTEE = (
    "body constitute FC --unit FINANCE --name 'Party committee' --kind committee --effective 2010-01-01 --basis D1",
    "body member FC LI --role secretary --full-time --effective 2010-01-01 --basis D1",
)
VOTE = "--entitled 9 --present 7 --for {} --on 2020-03-01 --cadre WANG"
TAKEN = f"body decision {{}} --body FC --class major-appointment {VOTE}"
APPOINT = "appoint WANG --to FIN-HEAD --effective 2020-03-10 --basis D2"


def warned(history, line):
    """The rules of which a recorded act is warned."""
    return {each["rule"] for each in history.ask(line)["warnings"] if each["effect"] == "WARN"}


@pytest.fixture
def overlay(tmp_path):
    """A function that writes an overlay on the seed pack with these lines, and returns its folder."""

    def written(name, *lines):
        folder = tmp_path / name
        folder.mkdir()
        head = ("[pack]", f'id = "{name}"', 'version = "1"', 'title = "County measures"', 'parent = "seed"')
        article = ('[articles."County measures, art. 1"]', 'wording = "The county decides by its own measure."')
        text = "\n".join([*head, "from = 1980-01-01", *article, *lines])
        (folder / "pack.toml").write_text(text, encoding="utf-8")
        return folder

    return written


def test_row_0_1_who_may_propose_a_matter_is_on_file_as_of_a_day(office):
    """`cadre body grant` and `body participants`: which post may propose, attend or vote on which class of matters."""
    grant = "body grant {} --body FC --class large-funds --right propose --effective 2015-01-01 --basis D1"
    vote = "--entitled 1 --present 1 --for 1 --on 2016-01-01"
    decide = f"body decision D --body FC --class large-funds {vote} --proposed-by WANG"
    held = "appoint WANG --to FIN-HEAD --effective 2012-01-01 --basis D1"
    with_right, without = (office(*COMMITTEE, held, grant.format(post)) for post in ("FIN-HEAD", "SCH-HEAD"))

    assert warned(with_right, decide) == set()
    assert warned(without, decide) == {"not-entitled-to-propose"}
    [told] = with_right.ask("body participants --as-of 2016-01-01")
    assert (told["post"], told["cadre"], told["rights"]) == ("FIN-HEAD", "WANG", ["propose"])
    assert with_right.ask("body participants --as-of 2014-12-31") == []


def test_row_0_2_a_branch_that_nobody_leads_is_listed_under_the_committee_that_guides_it(office):
    """`cadre body list --unled`: committees and branches without a secretary, each with the body that guides it."""
    branch = (
        "body constitute B1 --unit FINANCE --name 'Branch' --kind branch --under FC --effective 2011-01-01 --basis D1"
    )
    led = "body member B1 WANG --role {} --effective 2011-01-01 --basis D1"
    secretary, member = (office(*COMMITTEE, branch, led.format(role)) for role in ("secretary", "member"))
    asked = "body list --unled --as-of 2015-01-01"

    assert secretary.ask(asked) == []
    assert [(each["body"], each["under"]) for each in member.ask(asked)] == [("B1", "FC")]
    secretary.do("depart WANG --kind retire --effective 2014-01-01 --basis D2")
    assert [each["body"] for each in secretary.ask(asked)] == ["B1"]


def test_row_0_3_an_appointment_to_a_key_post_cites_a_decision_that_was_carried(office):
    """`--decision` with SEED-DECISION, and `cadre body lacking`: an appointment without a decision that stands."""
    carried, lost, none = (
        office(*COMMITTEE, *lines, pack="seed") for lines in ((TAKEN.format("D9", 5),), (TAKEN.format("D9", 4),), ())
    )

    assert "SEED-DECISION" not in warned(carried, f"{APPOINT} --decision D9")
    assert "SEED-DECISION" in warned(lost, f"{APPOINT} --decision D9")
    assert "SEED-DECISION" in warned(none, APPOINT)
    assert [each["state"] for each in lost.ask("body lacking")] == ["recorded"]
    assert [each["state"] for each in none.ask("body lacking")] == ["none"]
    assert carried.ask("body lacking") == []
    assert [each["outcome"] for each in carried.ask("body decisions")] == ["adopted"]
    assert [each["outcome"] for each in lost.ask("body decisions")] == ["rejected"]


def test_row_0_3_a_label_without_minutes_is_told_as_unverified_and_nothing_is_refused(office):
    """`cadre body lacking` tells a cited decision of which no minutes are on record."""
    history = office(*COMMITTEE, f"{APPOINT} --decision D-77")

    assert [(each["decision"], each["state"]) for each in history.ask("body lacking")] == [("D-77", "unverified")]
    history.do(TAKEN.format("D-77", 9 - 2))
    assert history.ask("body lacking") == []


def test_row_0_3_an_act_is_read_as_it_was_corrected(office):
    """`cadre body lacking` judges an act by its corrected day and decision, as known on the day asked about."""
    history = office(*COMMITTEE, TAKEN.format("D9", 5), f"{APPOINT} --now 2030-01-01", pack="seed")
    amend = "correct cadre:WANG@2 --set {} --reason Forgotten --basis D3 --now {}"
    history.do(amend.format("decision=D9", "2030-02-01"))
    history.do(amend.format("effective=2020-02-28", "2030-03-01"))

    def lacking(day):
        return [(each["state"], each["effective"]) for each in history.ask(f"body lacking --known-on {day}")]

    assert lacking("2030-01-31") == [("none", "2020-03-10")]
    assert lacking("2030-02-28") == []
    assert lacking("2030-03-01") == [("recorded", "2020-02-28")]  # the decision of 1 March came after that day


def test_row_1_28_each_circle_sees_of_a_decision_what_it_may(office):
    """`cadre body decisions --scope`: superiors see all, members no proposer, the public what was told."""
    taken = (*COMMITTEE, f"{TAKEN.format('D9', 5)} --proposed-by LI --title Treasurer")
    kept, told = office(*taken), office(*taken, "body disclose D9 --scope public --withheld title --on 2020-03-02")

    assert kept.ask("body decisions --scope public") == []
    [seen] = told.ask("body decisions --scope public")
    assert [seen[name] for name in ("number", "title", "cadres", "votes_for")] == ["D9", None, None, None]
    assert told.ask("body decisions --scope media") == []
    [member] = told.ask("body decisions --scope members")
    assert (member["proposed_by"], member["votes_for"]) == (None, 5)
    [superior] = told.ask("body decisions")
    assert (superior["proposed_by"], superior["title"]) == ("LI", "Treasurer")


def test_row_3_13_full_time_members_are_more_than_part_time_ones(office, tmp_path):
    """SEED-FULL-TIME judges a working committee after the whole order; a waiver for the body sets it aside."""
    made = (
        "body constitute W --unit COUNTY --name Work --kind working-committee --effective 2010-01-01 --basis D1",
        "body member W LI --role secretary --full-time --effective 2010-01-01 --basis D1",
    )
    first, second = office(*made, pack="seed"), office(*made, pack="seed")
    part = "body member W WANG --part-time --effective 2011-01-01 --basis D2"
    assert warned(first, part) == {"SEED-FULL-TIME"}

    lines = ("body-member,W,WANG,no", "body-member,W,CHEN,yes")
    order = tmp_path / "two.csv"
    order.write_text("\n".join(["act,body,cadre,full_time", *lines]), encoding="utf-8")
    assert warned(second, f"order submit {order} --effective 2011-01-01 --basis D2") == set()
    assert second.ask("body show W --as-of 2011-01-01")["full_time"] == 2

    first.do("waive SEED-FULL-TIME W --until 2013-01-01 --reason R --basis D --approved-by boss --effective 2011-06-01")
    more = "body member W ZHAO --part-time --effective {} --basis D3"
    assert warned(first, more.format("2012-01-01")) == set()
    assert warned(first, "body leave W ZHAO --effective 2013-01-01 --basis D4") == {"SEED-FULL-TIME"}


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_row_3_13_an_order_that_leaves_a_committee_unlawful_is_refused_as_a_whole(office, overlay, tmp_path, form):
    """Where a county's measure refuses, a second line of the order keeps the committee lawful, or breaks it."""
    rule = ("[[rule]]", 'id = "SEED-FULL-TIME"', 'kind = "composition"', 'effect = "BLOCK"')
    what = ('article = "County measures, art. 1"', 'body_kind = ["working-committee"]')
    folder = overlay("strict", *rule, *what, 'more = "full-time"', 'than = "part-time"')
    history = office(
        "body constitute W --unit COUNTY --name Work --kind working-committee --effective 2010-01-01 --basis D1",
        "body member W LI --role secretary --full-time --effective 2010-01-01 --basis D1",
        pack="seed",
    )
    history.do(f"policy adopt {folder} --from 2005-01-01 --basis D1")

    def order(name, *members):
        lines = [{"act": "body-member", "body": "W", "cadre": who, "full_time": full} for who, full in members]
        rows = ["act,body,cadre,full_time", *(",".join(line.values()) for line in lines)]
        file = tmp_path / f"{name}.{form}"
        file.write_text("\n".join(rows if form == "csv" else map(json.dumps, lines)), encoding="utf-8")
        return f"order submit {file} --effective 2011-01-01 --basis D2"

    alone, broken = order("alone", ("WANG", "no")), order("broken", ("CHEN", "yes"), ("WANG", "no"), ("ZHAO", "no"))
    kept = order("kept", ("WANG", "no"), ("CHEN", "yes"))
    assert history.refused(alone) == ["SEED-FULL-TIME"]
    assert set(history.refused(broken)) == {"SEED-FULL-TIME"}
    assert [each["cadre"] for each in history.ask("body members W")] == ["LI"]
    assert json.loads(history.do(f"{kept} --dry-run -o json"))["outcome"] == "would-record"
    history.do(kept)
    assert history.refused("body leave W CHEN --effective 2012-01-01 --basis D3") == ["SEED-FULL-TIME"]
    together = tmp_path / "leave.csv"
    together.write_text("act,body,cadre\nbody-leave,W,CHEN\nbody-leave,W,WANG\n", encoding="utf-8")
    history.do(f"order submit {together} --effective 2012-01-01 --basis D3")
    assert [each["cadre"] for each in history.ask("body members W --as-of 2012-01-01")] == ["LI"]


def test_row_3_17_a_county_replaces_a_rule_by_its_own_measure(office, overlay):
    """A pack with `parent` replaces a rule by its id: what the seed pack warns of, the county's measure refuses."""
    measure = ("[[rule]]", 'id = "SEED-DECISION"', 'kind = "decision-required"', 'effect = "BLOCK"')
    where = ('article = "County measures, art. 1"', "select = { key_post = true }")
    folder = overlay("measures", *measure, *where)
    seed, county = (office(*COMMITTEE, pack="seed") for _ in range(2))
    county.do(f"policy adopt {folder} --from 2015-01-01 --basis D1")

    assert "SEED-DECISION" in warned(seed, APPOINT)
    assert county.refused(APPOINT) == ["SEED-DECISION"]
    assert warned(county, f"{APPOINT.replace('2020', '2014')}") == {"SEED-DECISION"}


def test_row_4_6_the_office_meeting_discusses_and_the_committee_approves(office):
    """SEED-TWO-STAGE with `--follows`: in a township both stages are on record before the appointment."""
    town = (
        "unit open TOWN --name Town --kind township --parent COUNTY --effective 2000-01-01",
        "post open MAYOR --unit TOWN --name Mayor --track admin --effective 2000-01-01",
        "body constitute OM --unit TOWN --name Office --kind office-meeting --effective 2010-01-01 --basis D1",
        "body constitute TC --unit TOWN --name Committee --kind committee --effective 2010-01-01 --basis D1",
        "body decision A --body OM --class major-appointment --entitled 3 --present 3 --for 3 --on 2020-02-20",
    )
    approve = "body decision B --body TC --class major-appointment --entitled 9 --present 9 --for 9 --on 2020-03-01{}"
    both, one = (office(*town, approve.format(each), pack="seed") for each in (" --follows A", ""))
    line = "appoint WANG --to MAYOR --effective 2020-03-10 --basis D2 --decision B"

    assert "SEED-TWO-STAGE" not in warned(both, line)
    assert "SEED-TWO-STAGE" in warned(one, line)
    vote = "--entitled 3 --present 3 --for 3 --on 2020-02-01"
    early = f"body decision C --body OM --class major-appointment {vote} --follows B"
    assert both.refused(early) == ["stage-too-early"]


def test_row_4_10_both_village_committees_sign_and_the_members_are_told_before(office):
    """SEED-SIGNATURES with `body notice` and `body sign`: joint signature and notice before a village's decision."""
    village = (
        "body constitute VC --unit SCHOOL --name Village --kind village-committee --effective 2010-01-01 --basis D1",
        "body constitute VB --unit SCHOOL --name Branch --kind branch --effective 2010-01-01 --basis D1",
        "body notice D --body VC --told 'all members' --on {}",
        "body decision D --body VC --class major-appointment --entitled 5 --present 5 --for 5 --on 2020-03-01",
        "body sign D --body VC --signed-by LI --on 2020-03-02",
        "body sign D --body VB --signed-by WANG --on 2020-03-02",
    )
    told, late = (office(*(each.format(day) for each in village), pack="seed") for day in ("2020-02-25", "2020-02-26"))
    line = "appoint CHEN --to FIN-CLERK --effective 2020-03-10 --basis D2 --decision D"

    assert warned(told, line) == set()
    assert warned(late, line) == {"SEED-SIGNATURES"}


def owed(history, today, rule):
    """The duties of a rule on a day: what they are about, the day, the state."""
    duties = (each for each in history.ask(f"duty list --today {today}") if each["rule"] == rule)
    return [(each["duty"].rpartition("/")[2], each["due_on"], each["state"]) for each in duties]


BODY = "body constitute {} --unit COUNTY --name N --kind {} --effective 2022-06-15 --basis D1"


def test_row_3_7_the_standing_committee_discusses_once_and_leaders_hear_two_reports_a_year(office):
    """SEED-STUDIED-YEARLY and SEED-REPORTS-2 raise duties, `cadre body year` counts what each body held."""
    made = (BODY.format("ST", "standing"), BODY.format("WC", "working-committee"))
    heard = "body report-heard WC --led-by LI --effective {}"
    done = ("body discussed ST --about 'party building' --effective 2023-04-01",)
    full = office(*made, *done, *(heard.format(day) for day in ("2023-03-01", "2023-09-01")), pack="seed")
    short = office(*made, heard.format("2023-03-01"), pack="seed")

    year = ("2023-01-01", "2024-01-01", "overdue")
    assert owed(short, "2024-01-01", "SEED-REPORTS-2")[:1] == [year]
    assert owed(short, "2024-01-01", "SEED-STUDIED-YEARLY")[:1] == [year]
    assert {each[2] for each in owed(full, "2024-01-01", "SEED-REPORTS-2") if each[0] < "2024"} <= {"done"}
    rules = {"SEED-REPORTS-2", "SEED-STUDIED-YEARLY"}
    rows = [each for each in full.ask("body year --year 2023") if each["rule"] in rules]
    counted = {each["body"]: (each["count"], each["required"], each["fulfilled"]) for each in rows}
    assert counted == {"ST": (1, 1, True), "WC": (2, 2, True)}
    told = [each["fulfilled"] for each in short.ask("body year --year 2023") if each["rule"] == "SEED-REPORTS-2"]
    assert told == [False]
    assert short.ask("body year --year 2022") == []


def test_row_3_7_a_duty_of_a_body_is_carried_out_and_put_off_like_any_other(office):
    """`cadre duty execute` on a duty that a body raised for its unit."""
    history = office(BODY.format("ST", "standing"), pack="seed")
    overdue = history.ask("duty list --today 2024-01-01 --state overdue")
    [duty] = [each for each in overdue if each["rule"] == "SEED-STUDIED-YEARLY"]
    history.do(f"duty execute {duty['duty']} --effective 2024-02-01 --basis 'Minutes 2'")

    states = [each["state"] for each in history.ask("duty list --today 2024-02-01") if each["duty"] == duty["duty"]]
    assert states == ["done"]


def test_row_3_7_a_report_is_on_file_once_and_two_of_one_day_are_told(office):
    """`cadre body report-heard` refuses just the same report again, and warns of another one on that day."""
    heard = "body report-heard WC --led-by LI --about 'party building' --effective 2023-03-01"
    once = office(BODY.format("WC", "working-committee"), heard, pack="seed")
    other = office(BODY.format("WC", "working-committee"), heard.replace("03-01", "03-02"), pack="seed")

    assert once.refused(heard) == ["session-twice"]
    assert warned(other, heard) == set()
    assert warned(once, heard.replace("party building", "funds")) == {"session-alike"}
    assert [each["count"] for each in once.ask("body year --year 2023") if each["rule"] == "SEED-REPORTS-2"] == [2]


def test_row_3_7_of_the_time_before_what_a_body_does_is_on_file_nothing_is_owed(office):
    """`cadre body keep`, or `constitute --kept-from`: a body taken over from the archive does not owe its past."""
    old = "body constitute {} --unit COUNTY --name N --kind {} --term-months 60 --effective 2010-01-01 --basis D1"
    made = (old.format("WC", "working-committee"), old.format("ST", "standing") + " --kept-from 2022-06-15")
    whole = office(*made, pack="seed")
    kept = office(*made, "body keep WC --effective 2022-06-15 --basis D2", pack="seed")
    rules = ("SEED-REPORTS-2", "SEED-STUDIED-YEARLY", "SEED-UPWARD-REPORT", "SEED-ELECTION")

    def years(history):
        return {rule: {each[1][:4] for each in owed(history, "2025-06-01", rule)} for rule in rules}

    since = {"2024", "2025"}
    assert years(kept) == {
        "SEED-REPORTS-2": since, "SEED-STUDIED-YEARLY": since, "SEED-UPWARD-REPORT": since,
        "SEED-ELECTION": {"2015"},  # that is over until the last election is recorded
    }  # fmt: skip
    assert years(whole)["SEED-REPORTS-2"] == {str(year) for year in range(2011, 2026)}
    assert years(whole)["SEED-ELECTION"] == {"2015"}
    assert kept.ask("body show WC --as-of 2024-01-01")["kept_from"] == "2022-06-15"
    assert kept.refused("body keep WC --effective 2009-12-31 --basis D2") == ["body-not-open"]
    kept.do("body renew WC --effective 2020-01-01 --basis D2")
    assert years(kept)["SEED-ELECTION"] == {"2015", "2025"}
    kept.do("cancel body:WC@2 --reason Error --basis D3")
    assert years(kept)["SEED-REPORTS-2"] == years(whole)["SEED-REPORTS-2"]


def test_row_4_1_the_centre_group_meets_in_every_month(office):
    """SEED-CENTRE-GROUP: a month without a session of the centre group is a duty of the unit."""
    session = "body session CG --kind centre-group --about theory --effective {}"
    full, short = (
        office(
            BODY.format("CG", "centre-group"), *(session.format(f"2022-{month}-10") for month in months), pack="seed"
        )
        for months in (("07", "08", "09"), ("07", "09"))
    )

    assert [each for each in owed(full, "2022-10-01", "SEED-CENTRE-GROUP") if each[2] == "overdue"] == []
    assert [each for each in owed(short, "2022-10-01", "SEED-CENTRE-GROUP") if each[2] == "overdue"] == [
        ("2022-08-01", "2022-09-01", "overdue")
    ]


def test_row_3_3_who_is_missing_from_the_centre_group_is_seen(office):
    """`cadre body attendance`: sessions attended of those held in a year, for each member."""
    made = (BODY.format("CG", "centre-group"), "body member CG LI --role secretary --effective 2022-06-15 --basis D1")
    session = "body session CG --kind centre-group --{} LI --effective 2023-0{}-10"
    there, away = (
        office(*made, session.format("attended", 1), session.format(word, 2)) for word in ("attended", "absent")
    )

    assert [each["rate"] for each in there.ask("body attendance --year 2023")] == ["2/2"]
    assert [each["rate"] for each in away.ask("body attendance --year 2023")] == ["1/2"]


def test_row_3_10_the_democratic_life_meeting_is_held_with_discipline_commission_and_organisation_department(office):
    """`cadre body session --kind democratic-life --with`, and the duty of SEED-DEMOCRATIC-LIFE where it is missing."""
    held = (
        "body session PG --kind democratic-life --with 'discipline commission;organisation department' --effective {}"
    )
    done, not_done = (
        office(BODY.format("PG", "party-group"), *lines, pack="seed") for lines in ((held.format("2023-11-01"),), ())
    )

    assert owed(done, "2024-01-01", "SEED-DEMOCRATIC-LIFE")[0][2] == "done"
    assert owed(not_done, "2024-01-01", "SEED-DEMOCRATIC-LIFE")[0][2] == "overdue"
    [told] = done.ask("body sessions --year 2023")
    assert told["partner"] == "discipline commission;organisation department"


def test_row_3_16_the_working_committee_reports_upward(office):
    """`cadre body session --kind upward-report` answers the yearly duty of SEED-UPWARD-REPORT."""
    report = "body session WC --kind upward-report --with 'city working committee' --effective 2023-12-01"
    told, silent = (office(BODY.format("WC", "working-committee"), *lines, pack="seed") for lines in ((report,), ()))

    assert owed(told, "2024-01-01", "SEED-UPWARD-REPORT")[0][2] == "done"
    assert owed(silent, "2024-01-01", "SEED-UPWARD-REPORT")[0][2] == "overdue"


def test_row_4_11_a_branch_is_inspected_half_way_through_its_term(office):
    """SEED-MID-TERM: at half of the term of a branch an inspection is due; `cadre body session` records it."""
    branch = "body constitute B --unit SCHOOL --name N --kind branch --term-months 36 --effective 2022-01-01 --basis D1"
    inspected = "body session B --kind mid-term-inspection --result good --effective 2023-06-30"
    done, not_done = (office(branch, *lines, pack="seed") for lines in ((inspected,), ()))

    assert owed(not_done, "2023-07-01", "SEED-MID-TERM") == [("2022-01-01", "2023-07-01", "overdue")]
    assert owed(not_done, "2023-06-30", "SEED-MID-TERM") == [("2022-01-01", "2023-07-01", "open")]
    assert owed(done, "2023-07-01", "SEED-MID-TERM") == [("2022-01-01", "2023-07-01", "done")]


def test_row_1_16_an_overdue_election_is_listed_and_who_is_not_reelected_leaves(office):
    """SEED-ELECTION: a body whose term is over owes an election; `cadre body renew` ends who is not re-elected."""
    committee = (
        "body constitute FC --unit FINANCE --name N --kind committee --term-months 60 --effective 2015-01-01 --basis D",
        "body member FC LI --role secretary --effective 2015-01-01 --basis D1",
        "body member FC WANG --effective 2015-01-01 --basis D1",
    )
    elected = "body renew FC --reelected LI --effective 2019-12-20 --basis D2"
    renewed, overdue = (office(*committee, *lines, pack="seed") for lines in ((elected,), ()))

    assert owed(overdue, "2020-01-01", "SEED-ELECTION") == [("2015-01-01", "2020-01-01", "overdue")]
    assert owed(renewed, "2020-01-01", "SEED-ELECTION")[0] == ("2015-01-01", "2020-01-01", "done")
    why = {each["cadre"]: each["why"] for each in renewed.ask("body members FC")}
    assert why == {"LI": None, "WANG": "not-reelected"}
    assert [each["act"] for each in renewed.ask("history WANG")][-1] == "body-renew"
    asked = "report exits --since 2019-01-01 --as-of 2020-12-31"
    told = [(each["cadre"], each["body"], each["on"], each["way"]) for each in renewed.ask(asked)]
    assert told == [("WANG", "FC", "2019-12-20", "not-re-elected")]
    assert overdue.ask(asked) == []


def test_row_4_4_the_secretary_of_a_mobile_branch_is_one_of_its_members_and_contact_is_monthly(office):
    """SEED-MOBILE-SECRETARY, `body affiliate --mobile`, role liaison, SEED-MOBILE-STUDY and SEED-MOBILE-CONTACT."""
    mobile = BODY.format("MB", "mobile-branch")
    own, other = (
        office(mobile, f"body affiliate MB {who} --mobile --introduced-by LI --effective 2022-06-15", pack="seed")
        for who in ("WANG", "CHEN")
    )
    lead = "body member MB WANG --role secretary --effective 2022-07-01 --basis D2"

    assert warned(own, lead) == set()
    assert warned(other, lead) == {"SEED-MOBILE-SECRETARY"}
    own.do("body member MB LI --role liaison --effective 2022-07-01 --basis D2")
    own.do("body session MB --kind contact --led-by LI --effective 2022-07-20")
    assert owed(own, "2022-08-01", "SEED-MOBILE-CONTACT")[0] == ("2022-07-01", "2022-08-01", "done")
    assert owed(own, "2022-08-01", "SEED-MOBILE-STUDY")[0] == ("2022-07-01", "2022-08-01", "overdue")
    assert own.ask("body show MB --as-of 2022-08-01")["members"] == 1


def test_row_4_2_a_branch_leader_comes_from_middle_management(office):
    """SEED-BRANCH-LEADER: a secretary of a branch is a party member at or above a level of the pack."""
    lead = "body member B {} --role secretary --effective 2022-07-01 --basis D2"
    history = office(
        BODY.format("B", "branch"),
        "person register CLERK --name C --joined-party 2010-07-01 --level clerk",
        pack="seed",
    )

    assert warned(history, lead.format("CLERK")) == {"SEED-BRANCH-LEADER"}
    assert warned(history, lead.format("LI")) == set()
