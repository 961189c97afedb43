"""The key of the log is rotated: whoever holds the old one goes on trusting, and nobody else makes a key of the log."""

import io
import subprocess
import sys
import zipfile

import pytest

from domain.errors import BadInput, Refused
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.key_change import change_key
from lifecycle.integrity.notices import Said
from lifecycle.integrity.signing import Signer, new_key, signature_holds
from lifecycle.ports import wall_clock

SAID = Said("rotate-key", "registrar", "c-1", "Minutes 9", "Yearly")


@pytest.fixture
def keys(tmp_path):
    """A signer by name; two of them have one name."""
    names = {"old": "county-log", "new": "county-log", "third": "county-log-3"}
    for file, name in names.items():
        new_key(str(tmp_path / file), name, witness=False)
    return {file: Signer(str(tmp_path / file)) for file in names}


def rotated(engine, old, new, **more):
    return change_key(engine.database, new, old, said=SAID, now=wall_clock(), **more)


def told(engine, signer, held, folder):
    """What the verifier says to somebody who holds a public key, of a bundle that the signer has signed."""
    auditing = Auditing(engine.database)
    state = signer.on_checkpoint(auditing.checkpoint(), wall_clock())
    made = auditing.pack("LI", state=state, keys=[signer.public.text])
    with zipfile.ZipFile(io.BytesIO(made.content)) as bundle:
        bundle.extractall(folder)
    (folder.parent / "held").write_text(f"{held.text}\n", encoding="utf-8")
    words = [sys.executable, "-I", "-S", "verify.py", "../held"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_one_checkpoint_bears_both_signatures_and_names_the_next_key(founded, keys):
    before = founded.head.position
    made = rotated(founded, keys["old"], keys["new"])

    assert made.size == before
    assert made.extensions == (f"next-key {keys['new'].public.text}",)
    assert signature_holds(made, keys["old"].public)
    assert signature_holds(made, keys["new"].public)
    assert founded.audit_log()[-1]["event"] == "store:keys@1"
    assert Auditing(founded.database).verify(made)["intact"]


def test_a_bundle_signed_with_the_third_key_is_proved_to_who_holds_the_first(founded, keys, tmp_path):
    rotated(founded, keys["old"], keys["new"])
    rotated(founded, keys["new"], keys["third"])

    ended = told(founded, keys["third"], keys["old"].public, tmp_path / "bundle")

    assert ended.returncode == 0
    assert "PROVED: the checkpoint is signed by county-log-3." in ended.stdout
    assert "PROVED: county-log handed the log over to county-log-3 as of event" in ended.stdout
    assert "NOT PROVED: that county-log" not in ended.stdout


def test_a_lost_key_is_declared_by_two_and_proves_nothing_to_who_holds_the_old_one(founded, keys, tmp_path):
    lost = keys["old"].public
    with pytest.raises(BadInput, match="declared by two people"):
        rotated(founded, lost, keys["new"])
    with pytest.raises(Refused, match="somebody else must"):
        rotated(founded, lost, keys["new"], approved_by="Registrar")
    rotated(founded, lost, keys["new"], approved_by="auditor")

    ended = told(founded, keys["new"], lost, tmp_path / "bundle")

    assert ended.returncode == 0
    assert "PROVED: the checkpoint is signed" not in ended.stdout
    assert "NOT PROVED: that county-log is the key of the same office" in ended.stdout
    assert "a signature of county-log, whose key is not here, was not checked" in ended.stdout


def test_a_key_that_does_not_sign_the_log_hands_nothing_over(founded, keys, tmp_path):
    rotated(founded, keys["old"], keys["new"])
    with pytest.raises(BadInput, match="the log is signed with"):
        rotated(founded, keys["old"], keys["third"])
    with pytest.raises(BadInput, match="the new key is the old one"):
        rotated(founded, keys["new"], keys["new"])
    new_key(str(tmp_path / "witness"), "supervision", witness=True)
    with pytest.raises(BadInput, match="keys of its own"):
        rotated(founded, keys["new"], Signer(str(tmp_path / "witness")))


def test_a_forged_handover_is_not_believed(founded, keys, tmp_path, monkeypatch):
    """Somebody who writes into the store says that the old key signed; only its holder could have."""
    monkeypatch.setattr(keys["old"], "sign", keys["third"].sign)
    rotated(founded, keys["old"], keys["new"])
    ended = told(founded, keys["new"], keys["old"].public, tmp_path / "bundle")
    assert ended.returncode == 1
    assert ended.stdout.startswith("NOT VERIFIED: store:keys@1 hands the log over without the old key")
