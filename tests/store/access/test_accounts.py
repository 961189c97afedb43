"""Principals, roles, authority and keys: given by two, never taken from the last ones, never mixed in one person."""

import pytest

from domain.errors import BadInput, NotAuthorised, Refused
from lifecycle.access.accounts import Accounts
from lifecycle.integrity.signing import Signer, new_key

ENABLE = {"act": "access-enable", "administrators": "ADA;BO", "effective": "2024-01-10"}
RELIEVE = {"act": "relieve", "cadre": "LI", "post": "FIN-HEAD", "effective": "2024-03-01", "basis": "Order 2"}


def test_access_control_is_put_on_by_naming_two_who_look_after_it(open_house):
    with pytest.raises(BadInput, match="at least 2"):
        open_house.record("founder", {**ENABLE, "administrators": "ADA;ADA"})
    with pytest.raises(BadInput, match="cannot wait"):
        open_house.record("founder", {**ENABLE, "effective": "2024-01-11"})
    open_house.record("founder", ENABLE)

    with pytest.raises(NotAuthorised):
        open_house.record("founder", ENABLE)
    with pytest.raises(BadInput, match="on already"):
        open_house.record("ADA", ENABLE)


def test_two_principals_of_one_cadre_are_not_two_who_look_after_access(open_house):
    with pytest.raises(BadInput, match="off in this store"):
        open_house.administer({"act": "access-enrol", "principal": "L2", "cadre": "LI"}, actor="x")
    open_house.record("founder", {**ENABLE, "administrators": "LI;BO"})
    with pytest.raises(Refused) as refused:
        open_house.administer(
            {"act": "access-enrol", "principal": "L2", "cadre": "LI", "roles": "security-administrator"},
            {"act": "access-withdraw", "principal": "BO", "role": "security-administrator"},
            actor="LI",
        )
    assert {finding.rule for finding in refused.value.findings} == {"last-administrators"}


@pytest.mark.parametrize("approver", ["ADA", "ZHOU", "NOBODY"])
def test_an_act_on_access_needs_a_second_person_who_looks_after_it(house, approver):
    line = {"act": "access-enrol", "principal": "MO", "roles": "officer", "approved_by": approver}

    assert house.denied("ADA", {**line, "effective": "2024-01-10"}) == ["approver-missing"]


@pytest.mark.parametrize("actor", ["ZHOU", "WU", "ZHENG", "SYS", "PAN"])
def test_nobody_else_gives_roles(house, actor):
    line = {"act": "access-grant", "principal": actor, "role": "officer", "approved_by": "BO"}

    assert "role-missing" in house.denied(actor, {**line, "effective": "2024-01-10"})


@pytest.mark.parametrize(
    ("who", "role"),
    [
        *(("WU", role) for role in ("officer", "supervisor", "system-administrator", "security-administrator")),
        *(("SYS", role) for role in ("officer", "auditor", "security-administrator")),
        *(("ADA", role) for role in ("officer", "auditor", "system-administrator")),
        *(("ZHENG", role) for role in ("officer", "approver", "auditor")),
    ],
)
def test_roles_that_stand_apart_are_not_given_to_one_person(house, who, role):
    with pytest.raises(Refused) as refused:
        house.administer({"act": "access-grant", "principal": who, "role": role})

    assert [finding.rule for finding in refused.value.findings] == ["roles-apart"]


def test_roles_stand_apart_for_the_person_whatever_the_principal(house):
    with pytest.raises(Refused, match="one person"):
        house.administer({"act": "access-enrol", "principal": "SUN-3", "cadre": "SUN", "roles": "auditor"})


def test_an_officer_may_be_an_approver_too(house):
    house.administer({"act": "access-grant", "principal": "ZHOU", "role": "approver"})

    assert Accounts(house.database).principal("ZHOU")["roles"] == ["approver", "officer"]


@pytest.mark.parametrize("act", ["access-withdraw", "access-revoke"])
def test_nobody_can_be_locked_out(house, act):
    more = {"role": "security-administrator"} if act == "access-withdraw" else {"reason": "Left"}
    with pytest.raises(Refused) as refused:
        house.administer({"act": act, "principal": "BO", **more})
    assert [finding.rule for finding in refused.value.findings] == ["last-administrators"]

    house.administer({"act": "access-enrol", "principal": "CY", "roles": "security-administrator"})
    house.administer({"act": act, "principal": "BO", **more})
    assert house.denied("BO", {**RELIEVE}) == ["role-missing"]


@pytest.mark.parametrize(("day", "roles"), [("2024-01-31", ["officer"]), ("2024-02-01", []), ("2024-02-02", [])])
def test_a_role_ends_with_the_day_that_was_said(house, day, roles):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer", "until": "2024-02-01"})

    assert Accounts(house.database).principal("MO", as_of=day)["roles"] == roles


@pytest.mark.parametrize(("day", "held"), [("2024-02-29", 1), ("2024-03-01", 0), ("2024-03-02", 0)])
def test_withdrawn_authority_ends_with_its_day_and_stays_on_record(house, day, held):
    house.administer(
        {"act": "access-withdraw", "principal": "ZHOU", "grant": "principal:ZHOU@3", "effective": "2024-03-01"}
    )

    told = Accounts(house.database).principal("ZHOU", as_of=day)
    assert len(told["authority"]) == held
    assert told["given"][1]["until"] == "2024-03-01"


def test_what_was_known_before_is_still_told(house):
    house.administer({"act": "access-enrol", "principal": "MO", "roles": "officer"}, on="2024-02-01")

    accounts = Accounts(house.database)
    assert "MO" in [each["principal"] for each in accounts.principals(known_on="2024-02-01")]
    assert "MO" not in [each["principal"] for each in accounts.principals(known_on="2024-01-31")]


def test_access_control_is_put_off_by_two_and_back_on_with_everybody_as_they_were(house):
    line = {"act": "access-disable", "reason": "Trial over", "effective": "2024-01-10"}
    assert house.denied("ADA", {**line, "approved_by": "ADA"}) == ["approver-missing"]
    house.administer(line)

    assert house.becomes("anybody", RELIEVE) == 0
    house.record("anybody", {**ENABLE, "administrators": "ADA;BO"})
    assert house.denied("anybody", RELIEVE) == ["unknown-actor"]
    assert Accounts(house.database).principal("WU")["roles"] == ["auditor"]


@pytest.mark.parametrize(("what", "about", "allowed"), [
    ("appoint", {"cadre": "LI", "post": "FIN-CLERK"}, True),
    ("appoint", {"cadre": "HE", "post": "FIN-CLERK"}, False),
    ("history", {"cadre": "LI"}, True),
    ("history", {"cadre": "HE"}, False),
    ("audit log", {}, False),
    ("policy-adopt", {}, False),
])  # fmt: skip
def test_it_can_be_asked_beforehand_whether_somebody_may(house, what, about, allowed):
    told = Accounts(house.database).check("ZHOU", what, on="2024-01-10", **about)

    assert (told["allowed"], bool(told["why"])) == (allowed, not allowed)


# --- keys -----------------------------------------------------------------------------------------


@pytest.fixture
def keys(tmp_path):
    """Name -> (file of a private key, text of the public one)."""
    return {
        name: (str(tmp_path / name), new_key(str(tmp_path / name), name, witness=False).text)
        for name in ("ada", "bo", "zhou", "zhou-2")
    }


@pytest.fixture
def keyed(house, keys):
    """The house, where orders must be signed."""
    for who in ("ADA", "BO", "ZHOU"):
        house.administer({"act": "access-enrol", "principal": who, "public_key": keys[who.lower()][1]})
    house.administer({"act": "access-require", "keys": "yes"})
    return house


def test_keys_are_not_required_of_those_who_look_after_access_before_they_have_any(house):
    with pytest.raises(Refused) as refused:
        house.administer({"act": "access-require", "keys": "yes"})
    assert [finding.rule for finding in refused.value.findings] == ["key-missing"]


def test_where_keys_are_required_an_order_is_signed_by_its_actor_and_by_nobody_else(keyed, keys):
    from lifecycle.integrity.autographs import signatures

    assert keyed.denied("ZHOU", RELIEVE) == ["key-required"]
    assert keyed.denied("ZHOU", RELIEVE, signer=Signer(keys["ada"][0])) == ["key-required"]
    assert keyed.denied("ZHOU", RELIEVE, signer=Signer(keys["zhou"][0])) == []
    [signed] = signatures(keyed.database)
    assert (signed["actor"], signed["signature"], signed["public_key"]) == ("ZHOU", "true", keys["zhou"][1])


def test_a_replaced_key_signs_nothing_more_and_the_new_one_does(keyed, keys):
    keyed.administer(
        {"act": "access-rotate", "principal": "ZHOU", "public_key": keys["zhou-2"][1]}, signer=Signer(keys["ada"][0])
    )

    assert keyed.denied("ZHOU", RELIEVE, signer=Signer(keys["zhou"][0])) == ["key-required"]
    assert keyed.denied("ZHOU", RELIEVE, signer=Signer(keys["zhou-2"][0])) == []


def test_keys_are_revoked_by_a_supervisor_with_a_second_one(house, keys):
    house.administer({"act": "access-enrol", "principal": "ZHOU", "public_key": keys["zhou"][1]})
    house.administer({"act": "access-enrol", "principal": "ZHENG-2", "roles": "supervisor"})
    line = {"act": "access-revoke", "principal": "ZHOU", "key_id": keys["zhou"][1], "reason": "Stolen"}

    assert house.denied("WU", {**line, "effective": "2024-01-10", "approved_by": "ZHENG"}) == ["role-missing"]
    house.administer({**line, "approved_by": "ZHENG-2"}, actor="ZHENG")
    assert Accounts(house.database).principal("ZHOU")["keys"] == []


def test_a_key_belongs_to_one_principal_once(house, keys):
    house.administer({"act": "access-enrol", "principal": "ZHOU", "public_key": keys["zhou"][1]})
    with pytest.raises(BadInput, match="enrolled already, for ZHOU"):
        house.administer({"act": "access-enrol", "principal": "WU", "public_key": keys["zhou"][1]})


def test_the_key_of_a_witness_is_none_of_a_principal(house, tmp_path):
    witness = new_key(str(tmp_path / "w"), "w", witness=True).text
    with pytest.raises(BadInput, match="key of a witness"):
        house.administer({"act": "access-enrol", "principal": "ZHOU", "public_key": witness})
