"""Every act of training, bodies, leadership, selection and the establishment under the rules of the register.

One table of acts; each rule of the register (two times, correction, cancellation, orders, keys, hostile input) is asked
of all of them at once, on both kinds of store. What does not hold is listed by act.
"""

import csv
import json
from datetime import UTC, datetime

import pytest

from domain.dossiers import DOSSIERS, commands_of
from domain.errors import BadInput, CadreError, Conflict, Refused
from lifecycle.lines import field_names
from lifecycle.orders import read_order_file
from projections.dossier import entries
from projections.moment import EVERYTHING

HERE = ("training", "body", "leadership", "selection", "establishment")
TOPICS = tuple(topic for each in DOSSIERS if each.name in HERE for topic in each.topics)
DAY, DOC = "2010-03-01", {"basis": "Doc", "effective": "2010-03-01"}
BEFORE = {"basis": "Doc", "effective": "2005-01-01"}


def on(act, **told):
    return {"act": act, **DOC, **told}


def before(act, **told):
    return {"act": act, **BEFORE, **told}


SETTING = (
    before("unit-open", unit="U", name="Unit", kind="bureau"),
    *(before("post-open", post=post, unit="U", name=post, track="party") for post in ("P", "Q", "R")),
    *({"act": "person-register", "cadre": who, "name": who, "level": "section"} for who in ("LI", "WANG", "ZHAO")),
    before("appoint", cadre="LI", post="P"),
    *(
        before("body-constitute", body=body, unit="U", name=body, kind="committee", term_months=60)
        for body in ("B", "C", "D", "E")
    ),
    before("body-member", body="B", cadre="LI", role="secretary"),
    before("body-member", body="C", cadre="LI"),
    before("body-member", body="D", cadre="LI"),
    before("collective-decision", body="B", number="D1", matter="major-decision", entitled=1, present=1, **{"for": 1}),
    before("train-plan", plan="T0", unit="U", until="2020-01-01", objective="Aim"),
    *(
        before("selection-open", selection=name, post="R", notice="N", apply_until="2006-01-01", publicity_days=5)
        for name in ("S1", "S2", "S3", "S4")
    ),
    before("selection-open", selection="S0", post="R", notice="N", apply_until="2011-01-01"),
    *(before("selection-apply", selection=name, cadre="LI") for name in ("S1", "S2", "S3", "S4")),
    *(
        {**before("selection-exam", selection=name, cadre="LI", score="80"), "effective": "2006-02-01"}
        for name in ("S2", "S3", "S4")
    ),
    *(
        {**before("selection-shortlist", selection=name, cadres="LI"), "effective": "2006-03-01"}
        for name in ("S3", "S4")
    ),
    {**before("selection-publicise", selection="S4", until="2006-05-01"), "effective": "2006-04-01"},
    before("reserve-add", cadre="WANG", for_level="division"),
)
"""What each of the acts finds, so that none of them needs another one."""

ACTS = (
    (on("train-plan", plan="T1", unit="U", until="2011-01-01", objective="Aim", scopes=["outside-city"],
        budget="90.50"), {"objective": "Other"}),
    (on("train-enrol", cadre="LI", session="X1", kind="practical", until="2010-03-04"), {"collective": "yes"}),
    (on("train-record", cadre="LI", session="X2", kind="political-theory", until="2010-03-04", days="2.5", hours="9.1"),
     {"days": "1.5"}),
    (on("train-accept", cadre="LI", accepted_by="party-working-committee", work_from="2009-01-01",
        work_until="2010-01-01"), {"work_until": "2009-12-01"}),
    (on("body-constitute", body="N", unit="U", name="New", kind="branch", under="B"), {"name": "Other"}),
    (on("body-member", body="B", cadre="WANG", role="deputy", portfolio=["law", "roads"]), {"role": "member"}),
    (on("body-renew", body="C", reelected=["LI"]), {"term_months": "36"}),
    (on("body-leave", body="D", cadre="LI", why="resigned"), {"why": "removed"}),
    (on("body-keep", body="B"), {"effective": "2010-03-02"}),
    (on("body-dissolve", body="E", successor="B"), {"successor": "C"}),
    (on("body-affiliate", body="B", cadre="WANG", introduced_by=["LI"]), {"mobile": "yes"}),
    (on("body-session", body="B", kind="discussed", about=["party building"], attended=["LI"], absent=["WANG"]),
     {"absent": "ZHAO"}),
    (on("participation-grant", post="P", body="B", matter="large-funds", rights=["propose", "vote"]),
     {"matter": "major-project"}),
    (on("decision-notice", number="D2", body="B", told=["members"]), {"told": "everybody"}),
    (on("collective-decision", number="D3", body="B", matter="large-funds", entitled=1, present=1, amount="80.25",
        cadres=["LI"], **{"for": 1}), {"matter": "major-project"}),
    (on("decision-sign", number="D1", body="B", signed_by="LI"), {"signed_by": "WANG"}),
    (on("decision-disclose", number="D1", scope="public", withheld=["title"]), {"scope": "media"}),
    (on("responsibility-assign", unit="U", cadre="LI", charge="in-charge", matters=["law"]), {"matters": "law;roads"}),
    (on("heads-designate", unit="U", party_post="P", admin_post="Q"), {"admin_post": "R"}),
    (on("fund-commit", unit="U", year=2010, purpose="roads", amount="500.50"), {"amount": "400"}),
    (on("fund-spend", unit="U", purpose="roads", amount="20.05"), {"amount": "20"}),
    (on("dues-collect", body="B", year=2009, collected="100", retained="25.50"), {"retained": "30"}),
    (on("work-rules-issue", document="W", unit="U", title="Rules", treats=["procedure"]), {"title": "Other"}),
    (on("joint-plan-make", joint_plan="J", bodies=["B", "C"], goals=["sports"]), {"goals": "songs"}),
    (on("move-request", cadre="LI", unit="U", wish="transfer", reason="No prospects"), {"wish": "resign"}),
    (on("selection-open", selection="S9", post="Q", notice="N2", apply_until="2010-04-01", pass_score="60"),
     {"pass_score": "59.5"}),
    (on("selection-apply", selection="S0", cadre="WANG"), {"effective": "2010-03-02"}),
    (on("selection-exam", selection="S1", cadre="LI", score="80.5"), {"score": "81"}),
    (on("selection-shortlist", selection="S2", cadres=["LI"]), {"basis": "Other"}),
    (on("selection-publicise", selection="S3", until="2010-03-15"), {"until": "2010-03-16"}),
    (on("selection-decide", selection="S4", cadre="LI"), {"basis": "Other"}),
    (on("reserve-add", cadre="LI", for_level="division", source="young-cadre"), {"source": "recommendation"}),
    (on("reserve-remove", cadre="WANG"), {"effective": "2010-03-02"}),
    (on("nominate", cadre="LI", honour="model-worker"), {"honour": "advanced-worker"}),
    (on("establishment-set", unit="U", track="party", full_time=3), {"full_time": "4"}),
    (on("search-log", post="Q", tags=["young"], looked_at=3, considered=["LI"]), {"found": "nobody"}),
)  # fmt: skip
"""An act that is lawful in the setting, and a correction of it."""
LINES = tuple(line for line, _ in ACTS)
UNITS, CADRES, POSTS = ("unit",), ("cadre", "led_by", "signed_by", "proposed_by"), ("post", "for_post", "party_post")
KNOWN = (*UNITS, *CADRES, *POSTS, "body", "under", "successor", "follows")
LISTS = ("attended", "absent", "recused", "cadres", "posts", "introduced_by", "reelected", "considered", "bodies")
DAYS = ("effective", "until", "apply_until", "work_from", "work_until", "review_on", "decided_on")
AMOUNTS = ("days", "hours", "missed_hours", "cost", "budget", "amount", "collected", "retained", "score", "pass_score")
COUNTS = ("entitled", "present", "for", "against", "abstain", "year", "full_time", "looked_at", "term_months", "staff")
COUNTS += ("shortlist_size", "publicity_days", "edition", "sequence")
NO_DAY = ("2010-02-30", "2010-13-01", "tomorrow", "0000-01-01", "01.02.2010", 20100301)
NO_AMOUNT = ("-1", "NaN", "Infinity", "1e3", "1.234", "１２", "0x10", "", "1,5", 1.5, "9" * 40)
NO_COUNT = ("-1", "NaN", "1.5", "1e3", "９", -1, 1.0, "9" * 40)
NO_TEXT = ("a\x00b", "a\x1b[2Jb", "a\u202eb", "\ud800", "x" * 5000)


@pytest.fixture
def office(engine):
    """A register in which each of the acts may be done."""
    engine.submit([*SETTING], actor="zhou", now=at("2009-06-01"))
    return engine


def at(day):
    return datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)


def record(office, *lines, day="2010-03-05", **options):
    return office.submit([*lines], actor="zhou", now=at(day), **options)


def tried(office, *lines, **options):
    """What became of an order: the outcome, or the error."""
    try:
        return record(office, *lines, **options)
    except CadreError as error:
        return error


def facts(office, position=EVERYTHING, **asked):
    """What the dossiers say: event -> fields, day and end; without what has been there in the setting."""
    rows = entries(office.database, position, TOPICS, **asked)
    found = {}
    for row in rows:
        told = {name: value for name, value in row.items() if name not in {"subject", "order", "event", "docket"}}
        found[row["event"]] = told
    return found


def new(office, outcome):
    """The one event of an act."""
    [event] = [each for each in outcome.events if not each.startswith("order:")]
    return event


def test_the_table_has_every_act_of_these_dossiers():
    acts = {act for each in DOSSIERS if each.name in HERE for act in commands_of(each)}

    assert sorted(line["act"] for line in LINES) == sorted(acts)


def test_a_dry_run_says_what_it_would_and_records_nothing(office):
    before_it = office.head
    told = {line["act"]: record(office, line, dry_run=True).outcome for line in LINES}

    assert set(told.values()) == {"would-record"}
    assert office.head == before_it


def test_a_key_stands_for_one_content(office):
    wrong = {}
    for line in LINES:
        first = record(office, line, key=line["act"])
        again = record(office, line, key=line["act"])
        other = tried(office, {**line, "basis": "Another"}, key=line["act"])
        if (again.outcome, again.order) != ("already-recorded", first.order) or not isinstance(other, Conflict):
            wrong[line["act"]] = (again, other)

    assert wrong == {}


def test_an_act_is_known_from_its_recording_and_holds_from_its_day(office):
    wrong = {}
    for line in LINES:
        position = office.head.position
        event = new(office, record(office, line))
        seen = (
            event in facts(office, position),
            event in facts(office, on="2010-02-28"),
            event in facts(office, on=DAY),
            event in facts(office),
        )
        if seen != (False, False, True, True):
            wrong[line["act"]] = seen

    assert wrong == {}


def test_a_correction_is_read_from_its_recording_on_and_the_act_before_it(office):
    wrong = {}
    for line, change in ACTS:
        event = new(office, record(office, line))
        told, position = facts(office)[event], office.head.position
        amended = record(office, {"act": "correct", "event": event, "set": change, "basis": "B", "reason": "Error"})
        now = facts(office)[event]
        kept = facts(office, position)[event] == told
        if not kept or (now == told and set(change) != {"basis"}) or len(amended.events) != 1:
            wrong[line["act"]] = (told, now)

    assert wrong == {}
    assert office.verify()["intact"]


def test_a_cancelled_act_is_as_if_it_had_not_been_and_was_known_before(office):
    wrong = {}
    for line in LINES:
        before_it = facts(office)
        event = new(office, record(office, line))
        position = office.head.position
        record(office, {"act": "cancel", "event": event, "basis": "B", "reason": "Error"}, confirmed=True)
        again = tried(office, {"act": "cancel", "event": event, "basis": "B", "reason": "Error"}, confirmed=True)
        if facts(office) != before_it or event not in facts(office, position) or not isinstance(again, Refused):
            wrong[line["act"]] = again
        else:
            record(office, line)  # what was cancelled may be recorded anew

    assert wrong == {}


def test_a_wrong_version_is_a_conflict(office):
    wrong = {}
    for line in LINES:
        outcome = tried(office, line, if_version=77)
        if not isinstance(outcome, Conflict):
            wrong[line["act"]] = outcome

    assert wrong == {}


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_an_order_file_is_recorded_whole_or_not_at_all_and_says_the_same_as_single_acts(office, tmp_path, suffix):
    good, bad = (written(tmp_path / f"{name}.{suffix}", lines) for name, lines in orders())
    before_it = office.head
    answer = tried(office, *read_order_file(str(bad)))

    assert isinstance(answer, BadInput)
    assert sorted(each.line for each in answer.findings) == [1, len(LINES) + 2]
    assert office.head == before_it
    whole = record(office, *read_order_file(str(good)))
    assert len(whole.events) == len(LINES)
    told = list(facts(office).values())
    record(office, {"act": "cancel", "order": whole.order, "basis": "B", "reason": "Error"}, confirmed=True)
    for line in LINES:
        record(office, line)
    assert list(facts(office).values()) == told


def orders():
    wrong = on("train-plan", plan="T7", unit="NOWHERE", until="2011-01-01", objective="Aim")
    return (("good", LINES), ("bad", (wrong, *LINES, on("establishment-set", unit="U", full_time="-1"))))


def written(path, lines):
    if path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        return path
    columns = list(dict.fromkeys(name for line in lines for name in line))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for line in lines:
            cells = {name: ";".join(value) if isinstance(value, list) else value for name, value in line.items()}
            writer.writerow(cells)
    return path


def test_of_two_lines_that_collide_the_later_is_named(office):
    pairs = {
        "train-plan": "training-plan-there", "train-enrol": "training-enrolled-twice", "train-record": "training-twice",
        "body-constitute": "body-exists", "collective-decision": "decision-exists", "selection-open": "selection-there",
        "selection-apply": "selection-applied-twice", "selection-exam": "selection-examined-twice",
        "body-member": "member-already", "reserve-add": "reserve-twice", "nominate": "nominated-twice",
        "body-leave": "not-a-member", "body-session": "session-twice",
        "body-dissolve": "body-not-open", "selection-decide": "selection-ended", "reserve-remove": "reserve-not-in",
    }  # fmt: skip
    told = {}
    for line in LINES:
        if line["act"] in pairs:
            answer = tried(office, line, line)
            assert isinstance(answer, Refused), (line["act"], answer)
            told[line["act"]] = [(each.rule, each.line) for each in answer.findings]

    assert told == {act: [(rule, 2)] for act, rule in pairs.items()}


def test_a_later_line_may_rest_on_an_earlier_one_of_the_same_order(office):
    lines = (
        on("body-constitute", body="N", unit="U", name="New", kind="committee"),
        on("body-member", body="N", cadre="WANG", role="secretary"),
        on("collective-decision", number="D9", body="N", matter="major-project", entitled=1, present=1, **{"for": 1}),
        on("decision-sign", number="D9", body="N", signed_by="WANG"),
        on("train-plan", plan="T9", unit="U", until="2011-01-01", objective="Aim"),
        on("train-record", cadre="LI", session="X", kind="practical", days="1", plan="T9"),
    )

    assert isinstance(tried(office, *reversed(lines)), BadInput)
    assert len(record(office, *lines).events) == len(lines)


def hostile():
    """(place of the act, field, value) of what no act may take; an empty cell says nothing."""
    for number, line in enumerate(LINES):
        kind = next(commands_of(each)[line["act"]] for each in DOSSIERS if line["act"] in each.acts)
        for name in field_names(kind):
            values = {
                **dict.fromkeys(KNOWN, ("NOBODY",)),
                **dict.fromkeys(LISTS, ("NOBODY", "LI;NOBODY")),
                **dict.fromkeys(DAYS, NO_DAY),
                **dict.fromkeys(AMOUNTS, NO_AMOUNT),
                **dict.fromkeys(COUNTS, NO_COUNT),
            }.get(name, ())
            for value in (*values, *NO_TEXT, {"a": 1}, [["a"]], b"a"):
                if value and (line["act"], name) != ("body-constitute", "body"):  # a new body has a new id
                    yield number, name, value


def accepted(office, lines):
    """The lines of one order against which nothing was said, and those that were turned away otherwise than as bad."""
    answer = tried(office, *lines, dry_run=True, confirmed=True)
    assert isinstance(answer, BadInput)
    assert all(each.wording for each in answer.findings)
    told = {each.line for each in answer.findings}
    return [line for number, line in enumerate(lines, 1) if number not in told]


def test_what_is_no_day_no_amount_and_nobody_is_turned_away_in_a_sentence_and_nothing_is_recorded(office):
    before_it = office.head
    lines = [{**LINES[number], name: value} for number, name, value in hostile()]

    assert len(lines) > 3000
    assert accepted(office, lines) == []
    assert office.head == before_it


def test_a_correction_may_say_nothing_that_the_act_could_not_have_said(office):
    events = [new(office, record(office, line)) for line in LINES]
    words = {"for": "votes_for", "against": "votes_against", "abstain": "abstained"}
    before_it, amend = office.head, {"act": "correct", "basis": "B", "reason": "Error"}
    lines = [
        {**amend, "event": events[number], "set": {words.get(name, name): value}} for number, name, value in hostile()
    ]

    assert accepted(office, lines) == []
    assert office.head == before_it


@pytest.mark.parametrize(
    ("act", "change", "said"),
    [
        ("train-record", {"days": "3.5"}, "3.5 days of it cannot have been attended"),
        ("train-record", {"until": "2010-03-02"}, "2.5 days of it cannot have been attended"),
        ("train-record", {"effective": "2010-03-03"}, "2.5 days of it cannot have been attended"),
        ("train-record", {"missed_hours": "9.2"}, "more hours were missed than it had"),
        ("train-record", {"form": "burden"}, "is no form of it"),
        ("train-accept", {"work_until": "2010-03-02"}, "it is not done yet"),
        ("train-accept", {"work_until": "2009-01-01"}, "does not lie after"),
        ("train-plan", {"until": "2010-03-01"}, "does not lie after"),
        ("body-session", {"absent": "LI"}, "cannot be present and absent at once"),
        ("body-session", {"effective": "2004-12-31"}, "exists from 2005-01-01, not on 2004-12-31"),
        ("collective-decision", {"votes_for": "2"}, "of 1 who were present"),
        ("collective-decision", {"present": "2"}, "of 1 who are entitled"),
        ("collective-decision", {"follows": "D3"}, "cannot follow itself"),
        ("collective-decision", {"number": "D4"}, "it makes the fact what it is"),
        ("heads-designate", {"admin_post": "P"}, "cannot be the post of both heads"),
        ("dues-collect", {"retained": "100.01"}, "cannot be kept"),
        ("fund-commit", {"amount": ""}, "say what is committed"),
        ("selection-open", {"apply_until": "2010-03-01"}, "does not lie after"),
        ("reserve-add", {"for_level": ""}, "say for what LI is in the reserve"),
    ],
)
def test_what_does_not_go_together_is_not_corrected_so(office, act, change, said):
    [line] = [each for each in LINES if each["act"] == act]
    event = new(office, record(office, line))
    answer = tried(office, {"act": "correct", "event": event, "set": change, "basis": "B", "reason": "Error"})

    assert isinstance(answer, BadInput | Refused)
    assert said in str(answer)


def test_a_corrected_session_does_not_count_the_days_of_another_one_again(office):
    first = on("train-record", cadre="LI", session="A", kind="practical", until="2010-03-03", days="2")
    record(office, first)
    later = {**first, "session": "B", "effective": "2010-03-08", "until": "2010-03-10"}
    event = new(office, record(office, later))
    amend = {"act": "correct", "event": event, "basis": "B", "reason": "Error"}
    overlap = tried(office, {**amend, "set": {"effective": "2010-03-02"}})
    same = tried(office, {**amend, "set": {"session": "A"}})

    assert [each.rule for each in overlap.findings] == ["training-overlap"]
    assert [each.rule for each in same.findings] == ["training-twice"]
    assert record(office, {**amend, "set": {"effective": "2010-03-07"}}).outcome == "recorded"


TAKING_PART = (
    *("train-enrol", "train-record", "body-member", "body-affiliate", "responsibility-assign", "move-request"),
    *("selection-apply", "reserve-add", "nominate"),
)
AFTERWARDS = ("train-accept", "body-leave", "selection-exam", "selection-decide", "reserve-remove")
"""What may be recorded of somebody who has departed: what was done before, and the end of it."""


def test_every_act_on_a_cadre_says_whether_it_needs_somebody_in_service():
    assert {line["act"] for line in LINES if "cadre" in line} == {*TAKING_PART, *AFTERWARDS}


@pytest.mark.parametrize("act", TAKING_PART)
def test_nobody_takes_part_who_has_departed(act, office):
    [line] = [each for each in LINES if each["act"] == act]
    record(office, before("depart", cadre=line["cadre"], kind="resign") | {"effective": DAY})
    answer = tried(office, line)
    earlier = {"until": "2010-03-01", "days": "1"} if act == "train-record" else {}
    eve = tried(office, {**line, "effective": "2010-02-28"} | earlier)

    assert [each.rule for each in answer.findings] == ["departed"]
    assert eve.outcome == "recorded"
