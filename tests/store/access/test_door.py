"""Who may look at what, what of a list is shown, and that every look is noted before anything is seen."""

import sqlite3
from datetime import UTC, datetime

import pytest

from cli.reference import every_command
from cli.topic import Topic
from domain.errors import NotAuthorised, StoreUnreachable
from lifecycle.access.door import Question, enter
from lifecycle.access.rights import RIGHTS
from lifecycle.integrity.auditing import Auditing
from lifecycle.privacy.approval import Request
from lifecycle.privacy.restricting import approve_reading
from lifecycle.publishing import calendar_lines, procedure_line

COMMANDS = sorted(
    path.partition(" ")[2]
    for path, command in every_command()
    if not isinstance(command, Topic) and not command.records
)
READERS = "officer approver auditor supervisor"
ALLOWED = {
    "history": READERS,
    "roster": READERS,
    "due": READERS,
    "audit log": "auditor supervisor",
    "audit reads": "auditor supervisor",
    "audit pack": "auditor supervisor",
    "audit verify": "auditor supervisor system-administrator",
    "store verify": "auditor supervisor system-administrator",
    "store backup": "system-administrator",
    "store rebuild": "system-administrator",
    "access list": "auditor supervisor security-administrator",
    "unit list": f"{READERS} system-administrator security-administrator",
}


def test_every_command_that_records_no_order_has_a_rule_and_there_is_none_for_another():
    assert sorted(RIGHTS) == COMMANDS


@pytest.mark.parametrize("command", sorted(ALLOWED))
def test_a_role_may_do_its_own_and_nothing_else(house, role_holders, command):
    allowed = {role for role, who in role_holders.items() if not house.turned_away(who, command)}

    assert allowed == set(ALLOWED[command].split())


def test_no_command_that_needs_a_right_lets_somebody_in_who_is_not_enrolled(house):
    asked = [command for command in COMMANDS if not RIGHTS[command].needs_none]
    let_in = [command for command in asked if house.turned_away("tester", command) != ["unknown-actor"]]

    assert (len(asked) > 90, let_in) == (True, [])


def test_no_role_reads_files_that_is_not_for_reading_them(house, role_holders):
    proofs = {"audit verify", "audit prove", "audit index", "audit signatures", "store verify"}
    files = [command for command in COMMANDS if RIGHTS[command].logged and command not in proofs]
    for role in ("system-administrator", "security-administrator"):
        assert [each for each in files if house.turned_away(role_holders[role], each) != ["role-missing"]] == [], role


@pytest.mark.parametrize(
    ("actor", "who", "rules"),
    [
        ("ZHOU", "LI", []),
        ("ZHOU", "HE", ["out-of-scope"]),
        ("ZHOU", "cadre:HE@2", ["out-of-scope"]),
        ("ZHOU", "TAX-HEAD", ["out-of-scope"]),
        ("SUN", "HE", []),
        ("SUN", "SUN", ["own-file"]),
        ("SUN", "cadre:SUN", ["own-file"]),
        ("SUN", "cadre:SUN@1", ["own-file"]),
        ("SUN", "WANG", ["kin-file"]),
        ("WU", "HE", []),
        ("ZHENG", "SUN", []),
    ],
)
def test_a_file_is_read_within_authority_and_never_the_own_or_one_of_a_relative(house, actor, who, rules):
    assert house.turned_away(actor, "history", who=who) == rules
    assert house.turned_away(actor, "show", identifier=who) == rules


def test_an_auditor_who_is_a_cadre_is_not_shown_the_own_rows(house):
    house.administer({"act": "access-enrol", "principal": "QIAN", "roles": "auditor"})
    door = house.ask("QIAN", "audit log")

    shown = {row["subject"] for row in door.shown(house.engine.audit_log())}
    assert ("QIAN" in shown, "LI" in shown) == (False, True)
    assert house.turned_away("QIAN", "audit replay", who="QIAN") == ["own-file"]


def test_an_explanation_of_a_due_day_is_about_the_cadre_that_it_names(house):
    assert house.turned_away("ZHOU", "explain", about="due HE TAX-HEAD") == ["out-of-scope"]
    assert house.turned_away("ZHOU", "explain", about="due LI FIN-HEAD") == []
    assert house.turned_away("ZHOU", "explain", about="seed/SEED-POST-10/HE/TAX-HEAD/2024-01-01") == ["out-of-scope"]
    assert house.turned_away("ZHOU", "explain", about="waiver:SEED-POST-10.HE@1") == ["out-of-scope"]


def test_what_others_were_refused_is_for_those_who_read_the_refusals(house):
    for command, field in (("explain", "about"), ("show", "identifier")):
        assert house.turned_away("ZHOU", command, **{field: "refusal:SUN@1"}) == ["role-missing"]
        assert house.turned_away("ZHOU", command, **{field: "refusal:ZHOU@1"}) == []
        assert house.turned_away("WU", command, **{field: "refusal:SUN@1"}) == []
    assert house.turned_away("ZHOU", "explain", about=("SEED-POST-10", "refusal:SUN@1")) == ["role-missing"]


def test_a_case_and_the_meeting_that_decides_it_are_about_whom_the_case_is_about(house):
    day = {"effective": "2024-01-10"}
    house.record("SUN", *calendar_lines("cn-state-council", set()), procedure_line("appointment", None))
    for case, cadre, post in (("C1", "LI", "FIN-CLERK"), ("C2", "HE", "TAX-CLERK")):
        opened = {"act": "case-open", "cadre": cadre, "case": case, "procedure": "appointment", "given": {"post": post}}
        house.record("SUN", {**opened, **day})
    convened = {"act": "meeting-convene", "meeting": "M1", "body": "Committee", "person": "PAN", "case": "C2"}
    house.record("SUN", {**convened, **day})

    assert house.turned_away("ZHOU", "case show", name="C1") == []
    assert house.turned_away("ZHOU", "case show", name="C2") == ["out-of-scope"]
    assert house.turned_away("ZHOU", "meeting show", name="M1") == ["out-of-scope"]
    assert house.denied("ZHOU", {"act": "case-withdraw", "case": "C2", "reason": "R", **day}) == ["out-of-scope"]
    rows = house.engine.cases.cases()
    assert [row["case"] for row in house.ask("ZHOU", "case list").shown(rows)] == ["C1"]


def test_a_list_shows_what_lies_within_authority(house):
    rows = house.engine.roster(as_of="2024-01-10")
    door = house.ask("ZHOU", "roster")

    assert {row["unit"] for row in door.shown(rows)} == {"FINANCE"}
    assert door.withheld(4, 8) == "Left out: 4 of 8 rows, which ZHOU may not see."
    assert house.ask("WU", "roster").shown(rows) == rows


def test_what_counts_over_many_needs_a_unit_within_authority(house):
    assert house.turned_away("ZHOU", "report") == ["out-of-scope"]
    assert house.turned_away("ZHOU", "report", within="TAX") == ["out-of-scope"]
    assert house.turned_away("ZHOU", "report", within="FINANCE") == []
    assert house.turned_away("SUN", "report") == []


def test_a_look_at_a_file_is_noted_with_its_purpose_and_a_look_at_the_roster_is_not(each_house):
    house = each_house
    house.ask("ZHOU", "history", who="LI", purpose="Case 7")
    house.ask("ZHOU", "roster")
    house.ask("ZHENG", "person show", cadre="HE")

    told = [(each["actor"], each["command"], each["subjects"], each["purpose"]) for each in house.reads()]
    assert told == [
        ("ZHOU", "history", ["cadre:LI"], "Case 7"),
        ("ZHENG", "person show", ["cadre:HE"], None),
    ]


def test_who_is_turned_away_stands_in_the_decision_log_and_not_in_the_read_log(house):
    house.turned_away("ZHOU", "history", who="HE")

    assert house.reads() == []
    last = house.refusals()[-1]
    assert (last["actor"], last["acts"], last["subjects"]) == ("ZHOU", ["history"], ["cadre:HE"])


def test_nothing_is_noted_in_a_store_where_access_control_is_off(open_house):
    assert open_house.ask("anybody", "history", who="LI") is None
    assert open_house.reads() == []


@pytest.mark.parametrize(
    ("approver", "rules"), [("WU", []), ("ZHENG", []), ("SYS", ["approver-missing"]), ("PAN", ["approver-missing"])]
)
def test_a_restore_is_declared_by_who_runs_the_store_and_approved_by_who_audits_it(house, approver, rules):
    assert house.turned_away("SYS", "store restored", approved_by=approver) == rules
    assert house.turned_away("ZHOU", "store restored", approved_by=approver) == ["role-missing"]


@pytest.mark.parametrize(
    ("approvers", "rules"),
    [
        (("WU", "ZHENG"), []),
        (("WU", "WU"), ["approver-missing"]),
        (("WU", "PAN"), ["approver-missing"]),
        (("ADA", "WU"), ["approver-missing"]),
        (("WU",), []),
        ((), ["approver-missing"]),
    ],
)
def test_an_erasure_is_asked_for_by_who_looks_after_access_and_approved_by_two_who_audit(house, approvers, rules):
    assert house.turned_away("ADA", "privacy erase", approved_by=approvers) == rules
    assert house.turned_away("ZHOU", "privacy erase", approved_by=approvers) == ["role-missing"]


@pytest.mark.parametrize(
    ("approver", "rules"), [("ZHENG", None), ("WU", ["approver-missing"]), ("PAN", ["approver-missing"])]
)
def test_a_restricted_file_is_opened_by_a_supervisor_only(house, approver, rules):
    request = Request("read-restricted", "ZHOU", (approver,), None, "Case 4", "c-1", datetime(2024, 2, 1, tzinfo=UTC))
    if rules is None:
        approve_reading(house.engine.database, "LI", request)
        return
    with pytest.raises(NotAuthorised) as denied:
        approve_reading(house.engine.database, "LI", request)
    assert [finding.rule for finding in denied.value.findings] == rules


# --- the read log -----------------------------------------------------------------------------------


@pytest.fixture
def looked(each_house):
    """Three looks, and an order after the second of them; in a store of each kind."""
    house = each_house
    house.ask("ZHOU", "history", who="LI")
    house.ask("ZHOU", "history", who="WANG")
    house.record("ZHOU", {"act": "relieve", "cadre": "LI", "post": "FIN-HEAD", "effective": "2024-03-01", "basis": "D"})
    house.ask("ZHENG", "history", who="HE")
    return house


def reason(house):
    return Auditing(house.database).verify()["reason"]


def test_the_read_log_is_verified_with_the_record(looked):
    assert reason(looked) is None


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ("UPDATE read_log SET actor = 'WU' WHERE number = 1", "row 1 is not what was written"),
        ("UPDATE read_log SET purpose = 'x' WHERE number = 3", "row 3 is not what was written"),
        ("DELETE FROM read_log WHERE number = 2", "has lost row 2"),
        ("DELETE FROM read_log WHERE number > 1", "was cut back to 1 rows"),
        ("DELETE FROM read_log", "was cut back to 0 rows"),
        ("DROP TABLE read_log", "is gone"),
    ],
)
def test_a_look_that_is_taken_back_is_seen(looked, attack, said):
    looked.database.execute(attack)

    assert said in reason(looked)


def test_a_read_log_written_anew_is_seen_as_far_as_an_order_was_recorded_after_it(looked):
    from projections.read_log import BEGINNING, chained

    columns = "number, actor, read_at, read_on, command, subjects, purpose, hash"
    rows = looked.database.query(f"SELECT {columns} FROM read_log ORDER BY number")
    before = BEGINNING
    for number, _, *rest in rows:
        row = (number, "WU", *rest[:-1])
        before = chained(before, row)
        looked.database.execute("UPDATE read_log SET actor = ?, hash = ? WHERE number = ?", ("WU", before, number))

    assert "was written anew: its first 2 rows" in reason(looked)


def test_the_tail_after_the_last_order_can_be_cut_off_unseen_and_the_page_says_so(looked):
    looked.database.execute("DELETE FROM read_log WHERE number = 3")

    assert reason(looked) is None


def test_where_a_look_cannot_be_noted_nothing_is_shown(tmp_path, here_county):
    path = here_county
    path.chmod(0o444)
    reading = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    reading.close()
    from projections.database import SQLite

    database = SQLite(str(path), "ro", writing=False)
    with pytest.raises(StoreUnreachable, match="nothing is shown"):
        enter(database, Question("history", {"who": "LI"}, "ZHOU"))
    database.close()


@pytest.fixture
def here_county(tmp_path):
    """A guarded store in a file."""
    from datetime import UTC, datetime

    from lifecycle.engine import Engine

    path = tmp_path / "guarded.db"
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    with Engine.create(str(path), simulated=True, now=begin) as engine:
        engine.submit([{"act": "person-register", "cadre": "LI", "name": "Li"}], actor="x", now=begin)
        day = {"effective": "2024-01-01"}
        engine.submit([{"act": "access-enable", "administrators": "ADA;BO", **day}], actor="x", now=begin)
        lines = [
            {"act": "access-enrol", "principal": "ZHOU", "roles": "officer", "approved_by": "BO", **day},
            {"act": "access-grant", "principal": "ZHOU", "approved_by": "BO", **day},
        ]
        engine.submit(lines, actor="ADA", now=begin)
    return path
