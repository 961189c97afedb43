"""The vault: personal values stand there and nowhere else; events hold salted commitments to them."""

import hmac
import json
from hashlib import sha256

import pytest
from hypothesis import given as given_values
from hypothesis import strategies as st

from domain.canonical import canonical
from lifecycle.vault import SALT_BYTES, Sealed, commitment, seal

SECRETS = {
    "name": "Ouyang Qingfeng",
    "born": "1970-03-08",
    "joined_party": "1992-07-13",
    "started_work": "1991-09-17",
    "native_place": "Wangdu",
    "number": "11010119700308123X",
    "sex": "intersex",
    "education": "doctorate",
}


def stored_texts(desk):
    rows = desk.engine.database.query("SELECT originator_id, originator_version, state FROM stored_events")
    return {f"{row[0]}@{row[1]}": bytes(row[2]).decode() for row in rows}


def vault_of(desk, event):
    rows = desk.engine.database.query("SELECT path, salt, value FROM vault WHERE event = ? ORDER BY path", (event,))
    return {path: (bytes(salt), value) for path, salt, value in rows}


def test_a_commitment_is_the_documented_keyed_hash():
    salt = bytes(range(32))
    message = b"cadre-field/v1\0number\0" + b'"11010119700308123X"'

    expected = hmac.new(salt, message, sha256).hexdigest()
    assert commitment("number", salt, "11010119700308123X") == expected
    assert expected == "2f5f67c3dc79d9bedf1f59c3700a7b9a250e3e598a08f7fce53912f1b075ad77"


def test_every_value_has_a_salt_of_its_own_and_of_32_bytes():
    drawn = iter(range(1, 9))

    sealed = seal({"name": "Li", "born": "1970-03-08"}, lambda count: bytes([next(drawn)]) * count)

    assert sealed == (Sealed("born", b"\1" * SALT_BYTES, "1970-03-08"), Sealed("name", b"\2" * SALT_BYTES, "Li"))
    assert SALT_BYTES == 32


@given_values(st.text(max_size=9), st.text(max_size=9), st.binary(min_size=32, max_size=32))
def test_another_value_path_or_salt_makes_another_commitment(value, other, salt):
    made = {commitment("name", salt, value), commitment("name", salt, other), commitment("number", salt, value)}
    made.add(commitment("name", bytes([salt[0] ^ 1]) + salt[1:], value))

    assert len(made) == (3 if value == other else 4)


def test_an_event_holds_the_commitment_and_the_vault_the_value(desk):
    desk.record({"act": "person-register", "cadre": "ZHAO", **SECRETS})

    body = json.loads(stored_texts(desk)["cadre:ZHAO@1"])["body"]
    vault = vault_of(desk, "cadre:ZHAO@1")
    assert {path: value for path, (_, value) in vault.items()} == SECRETS
    assert body["personal"] == {path: commitment(path, *kept) for path, kept in vault.items()}
    assert len({salt for salt, _ in vault.values()}) == len(SECRETS)


@pytest.mark.parametrize(
    "lines",
    [
        [{"act": "person-register", "cadre": "ZHAO", **SECRETS}],
        [{"act": "person-amend", "cadre": "LI", **SECRETS, "effective": "2010-01-01"}],
        [{"act": "person-kin", "cadre": "LI", "relation": SECRETS["native_place"], "name": SECRETS["name"]}],
        [{"act": "correct", "event": "cadre:LI@1", "set": SECRETS, "basis": "Doc", "reason": "Error"}],
    ],
)
def test_no_personal_value_stands_in_any_stored_byte(desk, lines):
    desk.record(*lines, key="K", title="Persons")

    texts = "".join(stored_texts(desk).values())
    assert [value for value in SECRETS.values() if value in texts] == []
    assert vault_of(desk, "order:O-2@1")["content"][1] == ""


def test_a_refused_order_leaves_no_personal_value_either(desk):
    line = {"act": "person-register", "cadre": "LI", **SECRETS}

    desk.when(line, "confirm LI P1 2010-01-01").then_conflict("id-taken", "not-held")

    texts = "".join(stored_texts(desk).values())
    assert [value for value in SECRETS.values() if value in texts] == []


@pytest.mark.parametrize(
    "line",
    [
        {"act": "person-register", "cadre": "ZHAO", "name": "X", "number": "11010119700308123X"},
        {"act": "correct", "event": "cadre:LI@1", "set": {"number": "1"}, "basis": "Doc", "reason": "Error"},
        {"act": "person-kin", "cadre": "LI", "relation": "son", "name": "A"},
    ],
)
def test_the_fingerprint_of_an_order_on_personal_values_cannot_be_guessed_from_them(desk, line):
    from lifecycle.lines import read_lines

    desk.record(line, key="K")

    commands = read_lines([line])[0].values()
    plain = sha256(canonical([each.model_dump(mode="json", exclude_none=True) for each in commands]).encode())
    content = json.loads(stored_texts(desk)["order:O-2@1"])["body"]["content"]
    assert content != plain.hexdigest()
    assert desk.record(line, key="K").outcome == "already-recorded"
    desk.when(
        {**line, "cadre": "WANG"} if "cadre" in line else {**line, "event": "cadre:WANG@1"}, key="K"
    ).then_conflict("key-taken")


def test_who_is_the_relative_is_a_personal_value_too(desk):
    desk.record("person-kin LI relation=son kin=ZHANG")

    assert "ZHANG" not in stored_texts(desk)["cadre:LI@2"]
    assert vault_of(desk, "cadre:LI@2")["kin.cadre"][1] == "ZHANG"


def test_a_refusal_does_not_tell_who_is_the_relative(desk):
    desk.when("person-kin LI relation=son kin=ZHANG", if_version=7).then_conflict("version-lost")

    texts = "".join(text for event, text in stored_texts(desk).items() if event.startswith("refusal:"))
    assert '"subjects":["cadre:LI"]' in texts
    assert "ZHANG" not in texts


def test_an_erased_value_is_no_longer_shown_and_the_rest_stays(desk):
    desk.record({"act": "person-register", "cadre": "ZHAO", **SECRETS})

    desk.engine.database.execute("DELETE FROM vault WHERE subject = ? AND path = 'number'", ("cadre:ZHAO",))

    person = desk.engine.person("ZHAO")
    assert (person["number"], person["name"]) == (None, SECRETS["name"])
    desk.engine.rebuild()
    assert desk.engine.person("ZHAO") == person
