"""Personal values are restricted and erased: nothing of them is left in any file, and every proof stays valid."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from domain.errors import BadInput, NotAuthorised, Refused
from domain.events import CopyMade
from domain.integrity.receipt import read_receipt
from lifecycle.digest import digest
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.heads import index_heads
from lifecycle.ports import wall_clock
from lifecycle.privacy.approval import Request
from lifecycle.privacy.copies import note_copy, note_destroyed
from lifecycle.privacy.erasing import erase
from lifecycle.privacy.restricting import approve_reading, lift, restrict

SECRETS = {"name": "欧阳清风", "born": "1957-11-23", "number": "110101195711230017", "native_place": "Xuanwei"}
KIN = "Ouyang Xiaofeng"


def asked(act="privacy", *approvers, actor="registrar", reason="Request 5"):
    return Request(act, actor, approvers, "Law, art. 47", reason, "c-1", wall_clock())


@pytest.fixture
def filed(founded):
    """The small register with somebody who has a full file and never held a post, and whose kin is on the books."""
    founded.submit([{"act": "person-register", "cadre": "OUYANG", **SECRETS}], actor="registrar", key="K-1")
    founded.submit([{"act": "person-amend", "cadre": "OUYANG", "number": "110101195711230025"}], actor="registrar")
    kin = {"act": "person-kin", "relation": "daughter"}
    founded.submit([{**kin, "cadre": "OUYANG", "name": KIN}], actor="registrar")
    founded.submit([{**kin, "cadre": "LI", "kin": "OUYANG"}], actor="registrar")
    return founded


def erased(engine, *fields, who="OUYANG", ground="not-selected"):
    return erase(engine.database, who, fields, ground, asked("privacy-erase", "SUP", "SEC"))


def plain_text_in(folder):
    """The files below a folder in which a personal value stands."""
    secrets = [each.encode() for each in (*SECRETS.values(), "110101195711230025", KIN)]
    files = [each for each in Path(folder).rglob("*") if each.is_file()]
    return sorted(each.name for each in files if any(secret in each.read_bytes() for secret in secrets))


def verified(made, folder):
    with zipfile.ZipFile(io.BytesIO(made.content)) as bundle:
        bundle.extractall(folder)
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_after_an_erasure_no_file_holds_the_values_and_every_earlier_proof_holds(filed, store_url, tmp_path):
    auditing = Auditing(filed.database)
    index_heads(filed.database, actor="auditor", now=wall_clock(), entropy=bytes)
    before = auditing.checkpoint()
    proofs = auditing.prove("OUYANG")
    bundle = auditing.pack("OUYANG", disclose=["name", "born"])
    on_file = "://" not in store_url
    if on_file:
        assert plain_text_in(tmp_path) != []

    done = erased(filed)

    assert done["fields"] == ["born", "kin.cadre", "kin.name", "kin.relation", "name", "native_place", "number"]
    assert done["scrubbed"] is on_file
    rows = filed.database.query("SELECT event FROM vault ORDER BY event, path")
    assert [row for row in rows if "OUYANG" in row[0]] == []
    if on_file:
        assert plain_text_in(tmp_path) == []
    for each in proofs:
        assert read_receipt(each["proof"]).proves(bytes.fromhex(each["leaf"]))
    found = auditing.verify(before)
    assert (found["intact"], found["reason"]) == (True, None)
    assert verified(bundle, tmp_path / "earlier").returncode == 0
    ended = verified(auditing.pack("OUYANG", disclose=["name", "born"]), tmp_path / "later")
    assert ended.returncode == 0
    assert "PROVED: name of cadre:OUYANG@1 was erased, by privacy:OUYANG@1; its proof stays." in ended.stdout
    assert "was recorded with" not in ended.stdout


def test_views_say_erased_and_a_rebuild_makes_the_same_rows(filed):
    erased(filed)

    person = filed.person("OUYANG")
    assert (person["name"], person["born"], person["number"]) == ("[erased]", None, None)
    assert {"name", "born", "number"} <= set(person["erased"])
    assert {row["cadre"]: row["name"] for row in filed.persons()}["OUYANG"] == "[erased]"
    assert filed.find("欧阳") == []
    [kin] = filed.person("LI")["kin"]
    assert (kin["relation"], kin["cadre"]) == ("daughter", None)  # of LI; who OUYANG is has gone
    before = digest(filed.database)
    filed.rebuild()
    assert digest(filed.database) == before
    assert filed.verify()["intact"]
    assert [row["event"] for row in filed.audit_replay("OUYANG")][:2] == ["cadre:OUYANG@1", "cadre:OUYANG@2"]


def test_only_the_named_fields_are_erased(filed):
    done = erased(filed, "number", "kin", ground="relative")

    assert done["events"] == ["cadre:OUYANG@1", "cadre:OUYANG@2", "cadre:OUYANG@3"]
    person = filed.person("OUYANG")
    assert (person["name"], person["number"], person["native_place"]) == ("欧阳清风", None, "Xuanwei")
    assert [each for kin in person["kin"] for each in (kin["name"], kin["relation"])] == [None, None]


@pytest.mark.parametrize("ground", ["relative", "consent-withdrawn"])
def test_what_must_be_kept_of_who_held_posts_is_not_erased(filed, ground):
    with pytest.raises(Refused, match="name, born of LI, who has held posts, must be kept"):
        erased(filed, "name", "born", who="LI", ground=ground)

    assert filed.person("LI")["name"] == "李明"
    refusal = filed.audit_log()[-1]
    assert (refusal["stream"], refusal["outcome"], refusal["subject"]) == ("refusal:registrar", "refused", "LI")
    assert erased(filed, "name", who="LI", ground="retention-ended")["fields"] == ["name"]
    assert [row["name"] for row in filed.roster(as_of="2020-01-01") if row["cadre"] == "LI"] == ["[erased]"]


@pytest.mark.parametrize(("approvers", "error"), [(("SUP", "sup"), Refused), (("registrar", "SUP"), Refused)])
def test_who_asks_and_the_two_who_approve_are_three(filed, approvers, error):
    with pytest.raises(error, match="approved by two others, all different"):
        erase(filed.database, "OUYANG", [], "not-selected", asked("privacy-erase", *approvers))
    assert filed.person("OUYANG")["erased"] == []


def test_one_approval_is_too_few_and_what_is_not_there_cannot_be_erased(filed):
    with pytest.raises(BadInput, match="two persons approve it"):
        erase(filed.database, "OUYANG", [], "not-selected", asked("privacy-erase", "SUP"))
    with pytest.raises(BadInput, match="holds none of"):
        erased(filed, "number", who="LI", ground="relative")
    with pytest.raises(BadInput, match="salary is no personal field"):
        erased(filed, "salary")
    with pytest.raises(BadInput, match="whim is no ground"):
        erased(filed, ground="whim")


def test_a_repeated_order_whose_values_were_erased_is_not_recorded_again(filed):
    erased(filed)
    with pytest.raises(Exception, match="K-1") as told:
        filed.submit([{"act": "person-register", "cadre": "OUYANG", **SECRETS}], actor="registrar", key="K-1")
    assert type(told.value).__name__ == "Conflict"


def test_a_value_that_is_back_after_its_erasure_is_noticed(filed):
    kept = filed.database.query("SELECT * FROM vault WHERE event = 'cadre:OUYANG@1' AND path = 'born'")
    erased(filed)
    filed.database.executemany("INSERT INTO vault VALUES (?, ?, ?, ?, ?)", kept)

    found = filed.verify()

    assert (found["intact"], found["first_bad"]) == (False, "cadre:OUYANG@1")
    assert found["reason"] == "the vault holds the born that was erased by privacy:OUYANG@1; erase it again"


def test_free_texts_that_name_the_erased_are_told(filed):
    line = {"act": "promote", "cadre": "WANG", "level": "division", "effective": "2021-01-01", "basis": "D"}
    filed.submit([{**line, "reason": "in the place of 欧阳清风"}], actor="registrar")
    assert erased(filed)["free_texts"] == ["cadre:WANG@3", f"order:O-{filed.head.orders}@1"]


def test_copies_that_hold_what_was_erased_are_named_until_they_are_destroyed(filed):
    def copied(form, place, paths=(), through=None):
        body = CopyMade(form=form, place=place, through=through or filed.head.position, paths=paths)
        return note_copy(filed.database, body, asked("copy-made"))

    early = copied("backup", "/early.db", through=5)
    backup, bundle = copied("backup", "/b.db"), copied("bundle", "/b.zip", ("name",))
    other, gone = copied("bundle", "/o.zip", ("sex",)), copied("backup", "/gone.db")
    note_destroyed(filed.database, gone, asked("copy-destroyed"))

    assert erased(filed)["copies"] == [backup, bundle]

    listed = {each["copy"]: each for each in filed.protection.copies()}
    assert [listed[each]["holds_erased"] for each in (backup, bundle, other)] == [["OUYANG"], ["OUYANG"], []]
    assert listed[gone]["destroyed"] == "store:copies@6"
    assert early in listed
    with pytest.raises(BadInput, match="was destroyed already"):
        note_destroyed(filed.database, gone, asked("copy-destroyed"))
    with pytest.raises(BadInput, match="there is no copy"):
        note_destroyed(filed.database, "store:copies@99", asked("copy-destroyed"))


def disclosed(engine):
    questions = engine.supervision
    questions.approved = engine.approved
    return questions.disclosure("LI", scope="superior")


READS = {
    "person": lambda engine: engine.person("LI"),
    "show": lambda engine: engine.show("LI"),
    "history": lambda engine: engine.history("LI"),
    "career": lambda engine: engine.career("LI"),
    "replay": lambda engine: engine.audit_replay("LI"),
    "diff": lambda engine: engine.diff("LI", known_from="1999-01-01", known_to="2099-01-01"),
    "disclosure": disclosed,
    "pack": lambda engine: engine.auditing.pack("LI", disclose=["name"]),
}


def test_a_restricted_file_is_read_with_approval_only_and_that_is_recorded_first(filed):
    database = filed.database
    restrict(database, "LI", "disputed", asked("privacy-restrict", "SUP"))

    for read in READS.values():
        with pytest.raises(NotAuthorised, match="The file of LI is restricted since privacy:LI@1"):
            read(filed)
    assert {row["cadre"]: row["name"] for row in filed.roster(as_of="2020-01-01")}["LI"] == "[restricted]"
    assert {row["cadre"]: row["name"] for row in filed.persons()}["LI"] == "[restricted]"
    assert filed.find("李明") == []
    assert b"\xe6\x9d\x8e\xe6\x98\x8e" not in filed.auditing.pack(disclose=["name"]).content

    approve_reading(database, "LI", asked("read-restricted", "SUP", reason="Case 4"))
    filed.approved = "LI"
    for read in READS.values():
        read(filed)
    assert filed.person("LI")["name"] == "李明"
    assert [(each["act"], each["approved_by"], each["reason"]) for each in filed.protection.log("LI")] == [
        ("restricted", ["SUP"], "Request 5"),
        ("read", ["SUP"], "Case 4"),
    ]

    filed.approved = None
    lift(database, "LI", asked("privacy-lift", "SUP"))
    assert filed.person("LI")["restricted"] is False
    assert filed.verify()["intact"]


def test_nobody_approves_what_they_ask_for_themselves(filed):
    for act in (
        lambda request: restrict(filed.database, "LI", "disputed", request),
        lambda request: approve_reading(filed.database, "LI", request),
    ):
        with pytest.raises(Refused, match="all different"):
            act(asked("privacy", "Registrar"))
    with pytest.raises(BadInput, match="are not restricted"):
        lift(filed.database, "LI", asked("privacy-lift", "SUP"))
