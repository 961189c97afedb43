"""What supervision sees: duties that were not kept apart, what was tried again, and what each circle may see."""

from datetime import datetime

import pytest

from domain.errors import BadInput, NotAuthorised
from lifecycle.access.countersigning import countersign
from lifecycle.integrity.autographs import signatures
from lifecycle.integrity.signing import Signer, new_key

RELIEVE = {"act": "relieve", "cadre": "LI", "post": "FIN-HEAD", "effective": "2024-03-01", "basis": "Order 2"}
FOREIGN = {"act": "relieve", "cadre": "HE", "post": "TAX-HEAD", "effective": "2024-03-01", "basis": "Order 2"}
CLERK = {"act": "relieve", "post": "FIN-CLERK", "effective": "2024-03-01", "basis": "Order 2"}


def noon(day):
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


def breaches(house, **asked):
    return [(row["event"], row["actor"], row["rule"]) for row in house.engine.supervision.separation(**asked)]


def past_the_gate(house, actor, *lines, **options):
    """Record with the read model of access taken away, as somebody does who may write into the database."""
    house.database.execute("DELETE FROM dossier_row WHERE subject = 'access:register'")
    house.record(actor, *lines, **options)
    house.engine.rebuild()


def test_duties_were_kept_apart_as_long_as_everybody_goes_through_the_gate(house):
    house.record("ZHOU", RELIEVE)
    house.record("SUN", FOREIGN)

    assert breaches(house) == []


def test_acts_on_the_own_file_and_on_those_of_relatives_are_found_whenever_they_were_recorded(open_house):
    open_house.record("SUN", {**CLERK, "cadre": "SUN"})
    open_house.record("SUN", {**CLERK, "cadre": "WANG"}, on="2024-01-11")

    found = [("cadre:SUN@3", "SUN", "own-file"), ("cadre:WANG@4", "SUN", "kin-file")]
    assert breaches(open_house) == found
    assert breaches(open_house, since="2024-01-11") == found[1:]
    assert breaches(open_house, until="2024-01-11") == found[:1]
    assert breaches(open_house, actor="ZHOU") == []


def test_an_act_outside_of_the_authority_of_its_day_is_found_though_it_got_past_the_gate(each_house):
    past_the_gate(each_house, "ZHOU", FOREIGN)
    past_the_gate(each_house, "WU", RELIEVE)

    assert breaches(each_house) == [("cadre:HE@3", "ZHOU", "out-of-scope"), ("cadre:LI@3", "WU", "role-missing")]


@pytest.mark.parametrize(("until", "found"), [("2024-02-01", True), ("2024-02-02", False)])
def test_authority_counts_as_it_was_known_when_the_act_was_recorded(house, until, found):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"})
    house.administer({"act": "access-grant", "principal": "MO", "unit": "TAX", "until": until})
    past_the_gate(house, "MO", FOREIGN, on="2024-02-01")
    house.administer({"act": "access-grant", "principal": "MO", "effective": "2024-01-01"}, on="2024-02-05")

    assert bool(breaches(house)) is found


def test_one_person_under_two_names_is_found_approving_the_own_act(house):
    house.administer({"act": "access-enrol", "principal": "SUN-2", "cadre": "SUN", "roles": "approver"})
    house.administer({"act": "access-grant", "principal": "SUN-2"})
    until = {"until": "2024-12-31", "effective": "2024-02-01", "reason": "R", "basis": "D"}
    house.record("SUN", {"act": "unit-rename", "unit": "TAX", "name": "Taxes", "effective": "2024-02-01"})
    house.engine.adopt("seed", from_day="2024-01-10", actor="SUN", now=None)
    waiver = {"act": "waive", "rule": "SEED-POST-10", "subject": "LI", "approved_by": "SUN-2", **until}
    past_the_gate(house, "SUN", waiver, on="2027-01-01")

    assert ("waiver:SEED-POST-10.LI@1", "SUN", "self-approved") in breaches(house)


def test_roles_of_one_person_that_stand_apart_are_found(house):
    past_the_gate(
        house,
        "ADA",
        {"act": "access-enable", "administrators": "ADA;WU", "effective": "2024-01-10"},
    )

    assert ("principal:WU@4", "WU", "roles-apart") in breaches(house)


def test_an_order_signed_with_a_key_of_somebody_else_is_found(house, tmp_path):
    key = str(tmp_path / "zhou")
    public = new_key(key, "zhou", witness=False).text
    house.administer({"act": "access-enrol", "principal": "ZHOU", "public_key": public})
    house.record("ZHOU", RELIEVE, signer=Signer(key))
    past_the_gate(house, "SUN", FOREIGN, signer=Signer(key))
    house.administer({"act": "access-revoke", "principal": "ZHOU", "key_id": public, "reason": "Lost"})

    assert breaches(house) == [("signature:SUN@1", "SUN", "foreign-key")]


def test_what_was_signed_after_a_key_was_lost_is_found_once_that_is_known(house, tmp_path):
    key = str(tmp_path / "zhou")
    public = new_key(key, "zhou", witness=False).text
    house.administer({"act": "access-enrol", "principal": "ZHOU", "public_key": public})
    lost = house.engine.head.position
    house.record("ZHOU", RELIEVE, signer=Signer(key))
    revoke = {"act": "access-revoke", "principal": "ZHOU", "key_id": public, "reason": "Lost"}
    house.administer({**revoke, "after": lost})

    assert breaches(house) == [("signature:ZHOU@1", "ZHOU", "foreign-key")]


@pytest.fixture
def approved(house, tmp_path):
    """A waiver that PAN is said to have approved, where orders must be signed; and PAN's private key."""
    files = {who: str(tmp_path / who) for who in ("ADA", "BO", "ZHOU", "PAN")}
    for who, file in files.items():
        public = new_key(file, who.lower(), witness=False).text
        house.administer({"act": "access-enrol", "principal": who, "public_key": public})
    house.engine.adopt("seed", from_day="2024-01-10", actor="SUN", now=noon("2024-01-10"))
    house.administer({"act": "access-require", "keys": "yes"})
    until = {"until": "2024-12-31", "effective": "2024-02-01", "reason": "R", "basis": "D"}
    line = {"act": "waive", "rule": "SEED-POST-10", "subject": "LI", "approved_by": "PAN", **until}
    order = house.record("ZHOU", line, signer=Signer(files["ZHOU"])).order
    return house, order, files


def test_an_approval_that_only_who_recorded_it_vouches_for_is_told_until_the_approver_signs(approved):
    house, order, files = approved
    assert breaches(house) == [("waiver:SEED-POST-10.LI@1", "ZHOU", "approval-unsigned")]

    countersign(house.database, order, Signer(files["PAN"]), "PAN", "0" * 32, noon("2024-01-11"))
    assert breaches(house) == []
    signed = {(row["order"], row["actor"], row["key_of"], row["signature"]) for row in signatures(house.database)}
    assert {(order, "ZHOU", "ZHOU", "true"), (order, "PAN", "PAN", "true")} <= signed


def test_nobody_signs_an_approval_of_somebody_else_or_with_the_key_of_somebody_else(approved):
    house, order, files = approved
    with pytest.raises(NotAuthorised, match="not named as having approved"):
        countersign(house.database, order, Signer(files["BO"]), "BO", "0" * 32, noon("2024-01-11"))
    with pytest.raises(NotAuthorised, match="none of PAN"):
        countersign(house.database, order, Signer(files["BO"]), "PAN", "0" * 32, noon("2024-01-11"))
    with pytest.raises(BadInput, match="no order or event O-99"):
        countersign(house.database, "O-99", Signer(files["PAN"]), "PAN", "0" * 32, noon("2024-01-11"))


# --- attempts -----------------------------------------------------------------------------------------


def taken(day):
    return {"act": "appoint", "cadre": "QIAN", "post": "FIN-HEAD", "effective": day, "basis": "Order 2"}


def test_the_same_act_that_is_recorded_with_another_date_after_refusals_is_told(house):
    assert house.becomes("ZHOU", taken("2024-02-01")) == 4
    assert house.becomes("ZHOU", taken("2024-02-20"), on="2024-01-11") == 4
    house.record("ZHOU", {**RELIEVE, "effective": "2024-03-01"})
    assert house.becomes("ZHOU", taken("2024-03-01")) == 0

    [told] = house.engine.supervision.attempts()
    assert (told["actor"], told["attempts"], told["days"]) == ("ZHOU", 2, ["2024-02-01", "2024-02-20"])
    assert (told["then"], told["then_effective"], told["changed_dates"]) == ("cadre:QIAN@3", "2024-03-01", True)


def test_an_attempt_that_stood_alone_is_told_when_it_is_asked_for(house):
    assert house.becomes("ZHOU", taken("2024-02-01")) == 4

    assert house.engine.supervision.attempts() == []
    [told] = house.engine.supervision.attempts(least=1, actor="ZHOU")
    assert (told["then"], told["changed_dates"]) == (None, False)
    assert house.engine.supervision.attempts(least=1, until="2024-01-10") == []


# --- disclosure -----------------------------------------------------------------------------------------


@pytest.fixture
def file_of_li(open_house):
    """A talk, a sanction, and a reward of LI; the sanction disclosed later."""
    day = {"effective": "2024-01-10", "basis": "Minutes 1"}
    open_house.record("zhou", {"act": "talk", "cadre": "LI", "held_by": "PAN", **day})
    open_house.record("zhou", {"act": "sanction", "cadre": "LI", "kind": "demerit", **day})
    open_house.record("zhou", {"act": "reward", "cadre": "LI", "kind": "merit", **day})
    return open_house


def acts(house, scope):
    return [row["act"] for row in house.engine.supervision.disclosure("LI", scope=scope)]


def test_a_superior_sees_all_and_nothing_is_withheld(file_of_li):
    rows = file_of_li.engine.supervision.disclosure("LI", scope="superior")

    assert [row["act"] for row in rows] == ["person-register", "appoint", "talk", "sanction", "reward"]
    assert all(row["withheld"] == [] for row in rows)


@pytest.mark.parametrize(
    ("scope", "channels", "seeing"),
    [
        (None, "", ()),
        ("unit", "meeting", ("members",)),
        ("public", "news", ("members", "public", "media")),
    ],
)
def test_each_circle_sees_of_a_case_what_was_disclosed_to_it(file_of_li, scope, channels, seeing):
    if scope:
        day = {"effective": "2024-01-12", "basis": "D"}
        line = {"act": "disclose", "cadre": "LI", "scope": scope, "channels": channels, "concerns": "sanction:LI@1"}
        file_of_li.record("zhou", {**line, **day})

    for circle in ("members", "public", "media"):
        assert ("sanction" in acts(file_of_li, circle)) is (circle in seeing), circle
        assert "talk" not in acts(file_of_li, circle)
        assert "appoint" in acts(file_of_li, circle)


def test_what_is_left_out_of_a_row_is_named_and_what_was_cancelled_is_not_for_the_public(file_of_li):
    public = file_of_li.engine.supervision.disclosure("LI", scope="public")
    assert {(row["basis"], tuple(row["withheld"])) for row in public} == {(None, ("basis", "recorded_by", "fields"))}

    file_of_li.record("zhou", {"act": "cancel", "event": "reward:LI@1", "basis": "D", "reason": "Error"})
    assert "reward" not in acts(file_of_li, "public")
    assert "reward" in acts(file_of_li, "superior")
