"""`store verify` names what is wrong with a store, and finds nothing where nothing is."""

import pytest

from domain.errors import Conflict, StoreUnreachable
from lifecycle.digest import digest
from lifecycle.engine import Engine

SOUND = {"intact": True, "first_bad": None, "stream": None, "reason": None, "problems": []}


def test_a_sound_store_is_intact(founded):
    found = founded.verify()
    assert found == SOUND | {"events": founded.head.position, "digest": digest(founded.database)}


def test_a_store_with_refusals_in_its_log_is_intact(founded):
    again = {"act": "unit-open", "unit": "BUREAU", "name": "Grain Bureau", "effective": "1990-01-01"}
    with pytest.raises(Conflict):
        founded.submit([again], actor="li")

    assert founded.audit_log()[-1]["stream"] == "refusal:li"
    assert founded.verify()["intact"]


def test_an_empty_store_is_intact(engine):
    assert engine.verify()["intact"]


RECORD_FAULTS = {
    "an unknown topic": (
        "UPDATE stored_events SET topic = 'antigravity:fly' WHERE originator_id || originator_version = 'cadre:LI2'",
        "cadre:LI@2",
        "event cadre:LI@2: its topic 'antigravity:fly' is unknown to this program; nothing was read or imported for it",
    ),
    "a state that is no JSON": (
        "UPDATE stored_events SET state = (SELECT MAX(salt) FROM vault) WHERE originator_id = 'post:P3'",
        "post:P3@1",
        "event post:P3@1 cannot be read",
    ),
    "a hole": (
        "DELETE FROM stored_events WHERE originator_id = 'cadre:WANG' AND originator_version = 1",
        "cadre:WANG@1",
        "was recorded at position 9 and is missing from the store",
    ),
    "the last event cut off": (
        "DELETE FROM stored_events WHERE position = (SELECT MAX(position) FROM stored_events)",
        "order:O-2@1",
        "was recorded at position 16 and is missing from the store",
    ),
    "the last order cut off": (
        "DELETE FROM stored_events WHERE position >= (SELECT MAX(position) - 1 FROM stored_events)",
        "cadre:LI@3",
        "was recorded at position 15 and is missing from the store",
    ),
    "a position moved": (
        "UPDATE stored_events SET position = 1000 WHERE originator_id = 'cadre:LI' AND originator_version = 3",
        "cadre:LI@3",
        "was recorded at position 15 and stands at position 1000 now",
    ),
    "a stream renamed": (
        "UPDATE stored_events SET originator_id = 'post:P9' WHERE originator_id = 'post:P3'",
        "post:P3@1",
        "was recorded at position 6, where now post:P9@1 stands and does not match the log",
    ),
    "another name in the vault": (
        "UPDATE vault SET value = '李鬼' WHERE event = 'cadre:LI@1' AND path = 'name'",
        "cadre:LI@1",
        "the vault holds another name than the one that was recorded",
    ),
    "a birth date lost": (
        "DELETE FROM vault WHERE event = 'cadre:WANG@1' AND path = 'born'",
        "cadre:WANG@1",
        "the vault has lost the born that was recorded",
    ),
    "a value slipped in": (
        (
            "INSERT INTO vault SELECT event, 'joined_party', subject, salt, '1949-10-01' FROM vault"
            " WHERE event = 'cadre:WANG@1' AND path = 'name'"
        ),
        "cadre:WANG@1",
        "the vault holds another joined_party than the one that was recorded",
    ),
    "a value of no event": (
        (
            "INSERT INTO vault SELECT 'cadre:NOBODY@1', path, subject, salt, value FROM vault"
            " WHERE event = 'cadre:WANG@1' AND path = 'name'"
        ),
        "vault",
        "holds 1 personal values that no event has recorded",
    ),
    "the head set back": ("UPDATE store_head SET orders = 1", "store", "the head counts 16 events and 1 orders"),
}


@pytest.mark.parametrize("fault", RECORD_FAULTS)
def test_a_fault_in_the_record_is_named(founded, fault):
    sql, place, sentence = RECORD_FAULTS[fault]
    founded.database.execute(sql)
    found = founded.verify()
    assert (found["intact"], found["first_bad"]) == (False, place)
    assert found["reason"].startswith(sentence)
    assert found["stream"] == (place.rpartition("@")[0] or None)
    assert found["problems"][0] == {"place": place, "problem": found["reason"]}


MODEL_FAULTS = {
    "another holder": ("UPDATE holding_row SET cadre = 'WANG' WHERE cadre = 'LI' AND post = 'P4'", "holding_row"),
    "a holder forgotten": ("DELETE FROM holding_row WHERE cadre = 'TURSUN'", "holding_row"),
    "a seat made": ("UPDATE post_row SET seats = 2 WHERE post = 'P1'", "post_row"),
    "a level raised": ("UPDATE standing_row SET level = 'national' WHERE cadre = 'LI'", "standing_row"),
    "an entry gone from the trail": ("DELETE FROM trail WHERE position = 3", "trail"),
    "a tag moved": ("UPDATE event_tag SET tag = 'cadre:X' WHERE tag = 'cadre:LI' AND position = 8", "event_tag"),
    "an order under another actor": ("UPDATE order_row SET actor = 'nobody' WHERE order_id = 'O-2'", "order_row"),
    "a row too many": ("INSERT INTO recording_day VALUES ('1999-01-01', 1)", "recording_day"),
}


@pytest.mark.parametrize("fault", MODEL_FAULTS)
def test_a_read_model_that_says_other_than_the_events_is_named_and_made_again(founded, fault):
    before = founded.verify()["digest"]
    sql, table = MODEL_FAULTS[fault]
    founded.database.execute(sql)
    found = founded.verify()
    assert (found["intact"], found["first_bad"], found["stream"]) == (False, table, None)
    assert found["reason"].endswith("make the read models again with: cadre store rebuild")
    assert found["digest"] != before
    founded.rebuild()
    assert founded.verify()["intact"]
    assert digest(founded.database) == before


def test_verifying_writes_nothing(founded, tmp_path):
    changes = "SELECT position, orders FROM store_head"
    before = founded.database.query(changes), digest(founded.database)
    with Engine.open(founded.store, writing=False) as reader:
        reader.verify()
    assert (founded.database.query(changes), digest(founded.database)) == before


def test_a_database_without_a_store_cannot_be_verified(store_url, tmp_path):
    (tmp_path / "store.db").touch()
    with Engine.open(store_url, writing=False) as nothing, pytest.raises(StoreUnreachable, match="no store of cadre"):
        nothing.verify()
