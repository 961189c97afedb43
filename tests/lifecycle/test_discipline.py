"""Talks, notices, rewards and support: who they are about, what is refused, and when they end."""

import pytest

from domain.dossiers import DOSSIERS
from domain.errors import BadInput, Refused
from projections.discipline import TOPICS

STAFF = [
    {"act": "unit-open", "unit": "FINANCE", "name": "Finance", "effective": "2000-01-01"},
    {
        "act": "post-open",
        "post": "HEAD",
        "unit": "FINANCE",
        "name": "Head",
        "track": "admin",
        "effective": "2000-01-01",
    },
    {"act": "person-register", "cadre": "LI", "name": "Li"},
    {"act": "person-register", "cadre": "WANG", "name": "Wang"},
    {"act": "appoint", "cadre": "LI", "post": "HEAD", "effective": "2018-03-01", "basis": "Order 1"},
]
TALK = {"act": "talk", "cadre": "LI", "held_by": "ZHOU", "effective": "2024-07-01", "basis": "Minutes 1"}
NOTICE = {"act": "notice", "channels": "tv;news", "effective": "2024-07-10", "basis": "Notice 1"}
REWARD = {"act": "reward", "cadre": "WANG", "kind": "merit", "effective": "2024-07-15", "basis": "Order 2"}
REVOKE = {"act": "reward-revoke", "reward": "reward:WANG@1", "reason": "false", "basis": "Order 3"}


@pytest.fixture
def office(engine):
    """A register with LI as head of FINANCE, and WANG without a post."""
    engine.submit(STAFF, actor="zhou")
    return engine


def record(office, **line):
    confirmed = line.pop("confirmed", False)
    return office.submit([line], actor="zhou", confirmed=confirmed)


def test_the_list_of_facts_is_that_of_the_dossier():
    assert next(each.topics for each in DOSSIERS if each.name == "discipline") == TOPICS


def test_a_talk_with_both_heads_is_one_fact_about_both_and_about_their_unit(office):
    told = record(office, **TALK, together="WANG;LI", unit="FINANCE", kind="admonishing")

    [row] = office.discipline.facts_told(unit="FINANCE")
    assert row["subjects"] == ["cadre:LI", "cadre:WANG", "unit:FINANCE"]
    assert [each.rule for each in told.warnings] == ["not-of-the-unit"], "WANG holds no post there"
    assert [each["event"] for each in office.history("WANG")] == ["cadre:WANG@1", "talk:LI@1"]


@pytest.mark.parametrize("extra", [{"held_by": "LI"}, {"held_by": "ZHOU;WANG", "together": "WANG"}])
def test_nobody_holds_a_talk_with_oneself(office, extra):
    with pytest.raises(Refused, match="cannot hold the talk"):
        record(office, **{**TALK, **extra})


@pytest.mark.parametrize("extra", [{}, {"cadre": "LI", "unit": "FINANCE"}, {"cadre": "NOBODY"}, {"unit": "NOWHERE"}])
@pytest.mark.parametrize("act", [NOTICE, {**REWARD, "cadre": None}], ids=["notice", "reward"])
def test_a_notice_or_reward_is_about_one_known_cadre_or_unit(office, act, extra):
    with pytest.raises(BadInput, match=r"either the cadre or the unit|there is no"):
        record(office, **{**act, **extra})


def test_a_notice_needs_its_channels(office):
    with pytest.raises(BadInput, match="channels"):
        record(office, **{**NOTICE, "channels": None, "unit": "FINANCE"})


def test_a_revoked_reward_was_held_until_that_day_and_stays_listed(office):
    record(office, **REWARD)
    record(office, **REVOKE, effective="2024-09-01")

    def held(day):
        return {each["event"]: (each["until"], each["in_force"]) for each in office.discipline.facts_told(as_of=day)}

    assert held("2024-08-31") == {"reward:WANG@1": ("2024-09-01", True)}
    assert held("2024-09-01")["reward:WANG@1"] == ("2024-09-01", False)


def test_a_reward_is_revoked_once_not_before_it_was_granted_and_only_its_owners(office):
    record(office, **REWARD)
    with pytest.raises(BadInput, match="granted on 2024-07-15"):
        record(office, **REVOKE, effective="2024-07-14")
    with pytest.raises(BadInput, match="that of WANG, not of LI"):
        record(office, **REVOKE, effective="2024-09-01", cadre="LI")
    record(office, **REVOKE, effective="2024-09-01")
    with pytest.raises(Refused, match="revoked on 2024-09-01 already"):
        record(office, **REVOKE, effective="2024-10-01")
    with pytest.raises(BadInput, match="no reward-granted in force"):
        record(office, **{**REVOKE, "reward": "cadre:WANG@1"}, effective="2024-10-01")


def test_cancelling_a_revocation_gives_the_reward_back(office):
    record(office, **REWARD)
    record(office, **REVOKE, effective="2024-09-01")
    record(office, act="cancel", event="reward:WANG@2", reason="mistaken", basis="Order 4")

    [row] = office.discipline.facts_told()
    assert (row["event"], row["until"], row["in_force"]) == ("reward:WANG@1", None, True)


def test_cancelling_a_reward_leaves_its_revocation_without_a_basis(office):
    record(office, **REWARD)
    record(office, **REVOKE, effective="2024-09-01")
    with pytest.raises(Refused, match="no longer stand"):
        record(office, act="cancel", event="reward:WANG@1", reason="never decided", basis="Order 4")

    record(office, act="cancel", event="reward:WANG@1", reason="never decided", basis="Order 4", confirmed=True)
    assert [each["status"] for each in office.history("WANG")] == ["in-force", "cancelled", "basis-lost", "in-force"]


def test_which_reward_a_revocation_names_is_not_corrected(office):
    record(office, **REWARD)
    record(office, **REVOKE, effective="2024-09-01")
    with pytest.raises(BadInput, match=r"reward of event reward:WANG@2 is not corrected.*cadre cancel reward:WANG@2"):
        record(office, act="correct", event="reward:WANG@2", set={"reward": "x"}, reason="typo", basis="Order 4")


def test_a_corrected_talk_is_about_known_cadres(office):
    record(office, **TALK)
    with pytest.raises(BadInput, match="there is no cadre NOBODY"):
        record(office, act="correct", event="talk:LI@1", set={"together": "NOBODY"}, reason="typo", basis="Order 4")


def test_support_is_a_fact_about_the_cadre(office):
    record(office, act="support", cadre="LI", given_by="ZHOU", effective="2024-08-01", basis="Minutes 2")

    [row] = office.discipline.facts_told(fact=["support-given"], who="LI")
    assert (row["kind"], row["fields"]["given_by"]) == ("setback", ["ZHOU"])
    assert office.discipline.facts_told(who="WANG") == []


def test_an_unknown_fact_is_told_with_the_nearest(office):
    with pytest.raises(BadInput, match="did you mean talk-held"):
        office.discipline.facts_told(fact=["talk"])
