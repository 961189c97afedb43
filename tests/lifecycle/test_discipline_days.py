"""The days and the persons of discipline fit each other: nothing is earlier than its case, or about somebody else."""

import pytest

from domain.errors import BadInput, Refused

BASIS = {"basis": "Paper 1"}
OPENED = {"act": "complaint-open", "complaint": "K1", "cadre": "LI", "effective": "2024-01-10"}
HANDLED = {"act": "complaint-handle", "complaint": "K1", "handled_by": "DISC", "effective": "2024-01-20"}
CLOSED = {"act": "complaint-close", "complaint": "K1", "conclusion": "partly", "effective": "2024-02-10", **BASIS}
DISCLOSED = {"act": "disclose", "cadre": "LI", "concerns": "complaint:K1", "channels": "news", **BASIS}
CLEARED = {
    "act": "notice",
    "cadre": "LI",
    "kind": "clarification",
    "concerns": "complaint:K1",
    "channels": "tv",
    **BASIS,
}
INVESTIGATED = {"act": "investigate", "cadre": "LI", "investigation": "I1", "led_by": "DISC", **BASIS}
SANCTION = {"act": "sanction", "cadre": "LI", "kind": "demerit", "effective": "2024-03-01", **BASIS}


@pytest.fixture
def office(engine):
    """A register with LI and WANG."""
    engine.submit([{"act": "person-register", "cadre": each, "name": each} for each in ("LI", "WANG")], actor="zhou")
    return engine


def record(office, line, **more):
    confirmed = more.pop("confirmed", False)
    return office.submit([line | more], actor="zhou", confirmed=confirmed)


@pytest.mark.parametrize(("day", "fits"), [("2024-02-09", False), ("2024-02-10", True), ("2024-02-11", True)])
def test_what_was_found_is_put_right_once_the_complaint_is_closed(office, day, fits):
    for line in (OPENED, HANDLED, CLOSED):
        record(office, line)
    step = HANDLED | {"step": "rectified", "effective": day}
    if fits:
        record(office, step)
        return
    with pytest.raises(BadInput, match="was closed on 2024-02-10"):
        record(office, step)


@pytest.mark.parametrize(("by", "fits"), [("2024-02-09", False), ("2024-02-10", True)])
def test_the_day_by_which_it_is_put_right_does_not_lie_before_the_closing(office, by, fits):
    record(office, OPENED)
    record(office, HANDLED)
    if fits:
        record(office, CLOSED, rectify_by=by)
        return
    with pytest.raises(BadInput, match="lies before 2024-02-10"):
        record(office, CLOSED, rectify_by=by)


@pytest.mark.parametrize("line", [DISCLOSED, CLEARED, INVESTIGATED | {"concerns": "complaint:K1"}])
def test_what_concerns_a_case_is_not_earlier(office, line):
    record(office, OPENED)
    with pytest.raises(BadInput, match=r"complaint:K1 is of 2024-01-10, after 2024-01-09"):
        record(office, line, effective="2024-01-09")
    record(office, line, effective="2024-01-10")


@pytest.mark.parametrize("line", [DISCLOSED, CLEARED])
def test_a_case_is_disclosed_and_cleared_up_of_whom_it_is_about(office, line):
    record(office, OPENED)
    with pytest.raises(BadInput, match="complaint:K1 is about LI, not about WANG"):
        record(office, line, cadre="WANG", effective="2024-03-01")


@pytest.mark.parametrize(("kind", "warned"), [("warning", []), ("demotion", ["heavier-on-appeal"])])
def test_an_officer_is_warned_of_an_appeal_that_makes_a_sanction_heavier(office, kind, warned):
    record(office, SANCTION)
    record(office, {"act": "appeal-lodge", "against": "sanction:LI@1", "effective": "2024-03-10"})
    decided = {"act": "appeal-decide", "against": "sanction:LI@1", "outcome": "amended", "set": {"kind": kind}}
    outcome = record(office, decided | BASIS, reason="why", effective="2024-03-20")

    assert [each.rule for each in outcome.warnings] == warned


@pytest.mark.parametrize(
    ("event", "changes", "said"),
    [
        ("sanction:LI@1", {"kind": "expulsion"}, "there is no administrative expulsion"),
        ("sanction:LI@1", {"line": "party"}, "there is no party demerit"),
        ("sanction:LI@1", {"until": "2024-02-01"}, "does not lie after the effective day"),
        ("sanction:LI@1", {"effective": "2024-06-02"}, "before sanction:LI@1 on 2024-06-02, which it follows"),
        ("sanction:LI@2", {"sanction": "sanction:LI@9"}, "sanction of event sanction:LI@2 is not corrected"),
        ("sanction:LI@2", {"effective": "2024-02-28"}, "before sanction:LI@1 on 2024-03-01, which it follows"),
        ("complaint:K1@1", {"effective": "2024-01-21"}, "before complaint:K1@1 on 2024-01-21, which it follows"),
        ("complaint:K1@2", {"effective": "2024-01-09"}, "before complaint:K1@1 on 2024-01-10, which it follows"),
        ("complaint:K1@1", {"cadre": "WANG"}, "cadre of event complaint:K1@1 is not corrected"),
        ("investigation:I1@1", {"cadre": "WANG"}, "cadre of event investigation:I1@1 is not corrected"),
        ("investigation:I1@2", {"effective": "2024-01-01"}, "which it follows"),
        (
            "appeal:sanction.LI.1@1",
            {"against": "talk:LI@1"},
            "against of event appeal:sanction.LI.1@1 is not corrected",
        ),
        ("talk:LI@1", {"kind": "chat"}, "kind: Input should be 'routine'"),
        ("reward:LI@1", {"cadre": "NOBODY"}, "there is no cadre NOBODY"),
    ],
)
def test_a_correction_keeps_the_limits_of_the_act(office, event, changes, said):
    everything(office)
    with pytest.raises(BadInput) as refused:
        record(office, {"act": "correct", "event": event, "set": changes, "reason": "typo", **BASIS})
    assert said in str(refused.value)


def everything(office):
    lines = (
        *(OPENED, HANDLED, CLOSED, SANCTION),
        {"act": "sanction-lift", "sanction": "sanction:LI@1", "kind": "early", "effective": "2024-06-01", **BASIS},
        INVESTIGATED | {"effective": "2024-01-15"},
        {"act": "investigation-close", "cadre": "LI", "outcome": "minor", "effective": "2024-02-01", **BASIS},
        {"act": "appeal-lodge", "against": "sanction:LI@1", "effective": "2024-03-10"},
        {"act": "talk", "cadre": "LI", "held_by": "BOSS", "effective": "2024-03-12", **BASIS},
        {"act": "reward", "cadre": "LI", "kind": "merit", "effective": "2024-07-12", **BASIS},
    )
    for line in lines:
        record(office, line)


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        ("talk:LI@1", {"held_by": "LI"}),
        ("investigation:I1@1", {"led_by": "DISC;LI"}),
        ("complaint:K1@2", {"handled_by": "LI"}),
    ],
)
def test_no_correction_makes_somebody_act_in_the_own_case(office, event, changes):
    everything(office)
    with pytest.raises(Refused, match=f"LI would act in a matter about LI by this correction of {event}"):
        record(office, {"act": "correct", "event": event, "set": changes, "reason": "typo", **BASIS}, confirmed=True)


@pytest.mark.parametrize(
    ("event", "changes"),
    [
        ("talk:LI@1", {"kind": "reminder", "held_by": "CHIEF"}),
        ("sanction:LI@1", {"kind": "warning"}),
        ("sanction:LI@2", {"kind": "expired"}),
        ("investigation:I1@2", {"outcome": "cleared"}),
        ("complaint:K1@1", {"severity": "minor"}),
        ("complaint:K1@3", {"conclusion": "unsubstantiated"}),
        ("appeal:sanction.LI.1@1", {"stage": "appeal"}),
        ("reward:LI@1", {"cadre": "WANG"}),
    ],
)
def test_what_was_decided_is_corrected_and_stays_in_view(office, event, changes):
    everything(office)
    record(office, {"act": "correct", "event": event, "set": changes, "reason": "typo", **BASIS}, confirmed=True)

    rows = {each["event"]: each for each in office.history(event.partition("@")[0])}
    assert rows[event]["status"] == "corrected"
    [told] = [each for each in office.discipline.facts_told() if each["event"] == event]
    for name, value in changes.items():
        assert told["fields"][name] in (value, value.split(";"))
