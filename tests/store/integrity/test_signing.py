"""Checkpoints signed by the log, cosigned by witnesses, orders signed by officers; and what is not signed."""

import sqlite3
import subprocess
import sys
import zipfile

import pytest

from domain.errors import BadInput, Damaged
from domain.integrity.keys import read_key
from domain.integrity.note import read_checkpoint
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.autographs import sign_order, signatures
from lifecycle.integrity.signing import Signer, new_key, read_public, signature_holds
from lifecycle.integrity.verifier.verify import signed
from lifecycle.integrity.witnessing import cosign
from lifecycle.ports import wall_clock
from projections.database import transaction


@pytest.fixture
def keys(tmp_path):
    """The private key files of a log and of a witness."""
    files = {"log": str(tmp_path / "log.key"), "witness": str(tmp_path / "witness.key")}
    for name, path in files.items():
        new_key(path, name, witness=name == "witness")
    return files


def checkpoint(engine, keys=None):
    made = Auditing(engine.database).checkpoint()
    return Signer(keys["log"]).on_checkpoint(made, wall_clock()) if keys else made


def written(made, path):
    path.write_text(made.text, encoding="utf-8")
    return str(path)


def test_the_signature_test_vectors_of_rfc_8032():
    vectors = [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ]
    for key, message, signature in vectors:
        raw = bytes.fromhex(signature)
        assert signed(bytes.fromhex(key), bytes.fromhex(message), raw)
        assert not signed(bytes.fromhex(key), b"other", raw)
        for place in (0, 31, 32, 63):
            assert not signed(bytes.fromhex(key), bytes.fromhex(message), raw[:place] + b"\x01" + raw[place + 1 :])


def test_a_signed_checkpoint_holds_for_its_key_only(founded, keys, tmp_path):
    made = checkpoint(founded, keys)
    assert read_checkpoint(made.text) == made
    assert made.extensions == ()
    log = read_public(f"{keys['log']}.pub")
    assert signature_holds(made, log)
    assert not signature_holds(made._replace(size=made.size + 1), log)
    other = new_key(str(tmp_path / "other.key"), "log", witness=False)
    assert not signature_holds(made, other)
    assert Auditing(founded.database).verify(made)["intact"]


def test_a_key_is_its_owners_and_never_written_over(keys):
    from pathlib import Path

    assert Path(keys["log"]).stat().st_mode & 0o077 == 0
    with pytest.raises(BadInput, match="already; a key is never written over another"):
        new_key(keys["log"], "log", witness=False)
    Path(keys["log"]).chmod(0o644)
    with pytest.raises(BadInput, match="others may read the private key"):
        Signer(keys["log"])


@pytest.mark.parametrize("line", ["", "log+00000000+AAAA", "log", "a b+1+2"])
def test_what_is_no_key_is_refused(line):
    with pytest.raises(ValueError, match="is no public key"):
        read_key(line)


def test_a_witness_signs_what_continues_and_nothing_else(attacker, keys, tmp_path):
    def ask(made, name="request"):
        path = written(made, tmp_path / name)
        state, log = str(tmp_path / "seen"), read_public(f"{keys['log']}.pub")
        return cosign(path, key=keys["witness"], state=state, now=wall_clock(), log_key=log)

    engine, auditing = attacker.engine, Auditing(attacker.database)
    first = ask(checkpoint(engine, keys))
    assert [each.name for each in first.signatures] == ["log", "witness"]
    assert all(signature_holds(first, read_public(f"{path}.pub")) for path in keys.values())
    engine.submit([{"act": "person-register", "cadre": "LATE", "name": "迟"}], actor="registrar")
    with pytest.raises(Damaged, match="proves how the log went on from 0 events, and 57 were seen last"):
        ask(checkpoint(engine, keys))
    second = ask(auditing.request(first, checkpoint(engine, keys)))
    with pytest.raises(Damaged, match="it counts 57 events, and 59 were seen before: the log was cut back"):
        ask(first)
    attacker.edit("cadre:LI@2", b'"basis":"Order 1 of 1990"', b'"basis":"Order 7 of 1989"')
    attacker.repair_tree()
    engine.submit([{"act": "person-register", "cadre": "LATER", "name": "迟"}], actor="registrar")
    with pytest.raises(Damaged, match="its first 59 events are not those seen before: the log was rewritten"):
        ask(auditing.request(second, checkpoint(engine, keys)))
    with pytest.raises(Damaged, match="does not bear a true signature of log"):
        ask(checkpoint(engine))


def test_a_signed_and_cosigned_bundle_says_so_offline(cadre, tmp_path):
    assert cadre("init", "--pack", "none").code == 0
    assert cadre("key", "new", "log.key", "--name", "county-log").code == 0
    assert cadre("key", "new", "w.key", "--name", "supervision", "--witness").code == 0
    assert cadre("person", "register", "A", "--name", "甲").code == 0
    assert cadre("audit", "index").code == 0
    assert cadre("audit", "checkpoint", "--sign", "log.key", "--out", "c").code == 0
    assert cadre("witness", "cosign", "c", "--key", "w.key", "--state", "s", "--out", "cc").code == 0
    packed = cadre(
        "audit", "pack", "A", "--out", "a.zip", "--checkpoint", "cc", "--keys", "log.key.pub", "--keys", "w.key.pub"
    )
    assert packed.code == 0, packed.err
    with zipfile.ZipFile(tmp_path / "a.zip") as bundle:
        bundle.extractall(tmp_path / "bundle")
    (tmp_path / "held.txt").write_text("".join((tmp_path / f"{each}.key.pub").read_text() for each in ("log", "w")))

    def verdict(*words):
        line = [sys.executable, "-I", "-S", "verify.py", *words]
        return subprocess.run(line, cwd=tmp_path / "bundle", capture_output=True, text=True, check=False)

    alone, held = verdict(), verdict(str(tmp_path / "held.txt"))
    assert (alone.returncode, held.returncode) == (0, 0)
    assert "PROVED: the checkpoint is signed by county-log." in alone.stdout
    assert "PROVED: the checkpoint is signed by supervision at 1" in alone.stdout
    assert "NOT PROVED: whose keys these are" in alone.stdout
    assert "NOT PROVED: whose keys these are" not in held.stdout
    (tmp_path / "held.txt").write_text((tmp_path / "w.key.pub").read_text())
    assert "a signature of county-log, whose key is not here" in verdict(str(tmp_path / "held.txt")).stdout
    note = tmp_path / "bundle" / "checkpoint.txt"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("— county-log ", "— county-lag "), encoding="utf-8")
    assert verdict().returncode == 1


def test_an_order_is_signed_by_its_officer_and_the_signature_stands_in_the_log(cadre, tmp_path):
    assert cadre("init", "--pack", "none").code == 0
    assert cadre("key", "new", "me.key", "--name", "tester").code == 0
    assert cadre("person", "register", "A", "--name", "甲", "--sign", "me.key").code == 0
    assert cadre("person", "register", "B", "--name", "乙", CADRE_SIGN="me.key").code == 0
    assert cadre("person", "register", "C", "--name", "丙").code == 0
    listed = cadre("audit", "signatures", "-o", "json").json()
    assert [(each["order"], each["actor"], each["signature"]) for each in listed] == [
        ("O-1", "tester", "true"),
        ("O-2", "tester", "true"),
    ]
    assert listed[0]["public_key"] == (tmp_path / "me.key.pub").read_text(encoding="utf-8").strip()
    assert cadre("audit", "verify").code == 0
    missing = cadre("person", "register", "D", "--name", "丁", "--sign", "none.key")
    assert missing.code == 2
    assert cadre("show", "D").code == 2
    with sqlite3.connect(tmp_path / "store.db") as database:
        database.execute("UPDATE stored_events SET leaf = zeroblob(32) WHERE originator_id = 'order:O-1'")
    database.close()
    assert cadre("audit", "signatures", "-o", "json").json()[0]["signature"] == "false"


def test_signatures_are_listed_on_every_kind_of_store(founded, keys):
    with transaction(founded.database, writing=True):
        sign_order(founded.database, "O-1", Signer(keys["log"]), "li", "0" * 32, wall_clock())
    assert [(each["event"], each["signature"]) for each in signatures(founded.database)] == [("signature:li@1", "true")]
    assert founded.verify()["intact"]


def test_nothing_but_signing_imports_cryptography():
    line = "import sys, cli.main, cli.integrity, lifecycle.integrity.signing; print('cryptography' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
