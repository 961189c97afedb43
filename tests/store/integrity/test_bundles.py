"""A bundle proves what it holds to somebody who has nothing else, and no change of it goes unnoticed."""

import importlib.util
import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from domain.errors import BadInput, Damaged
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.heads import index_heads, newest_index
from lifecycle.integrity.key_change import change_key
from lifecycle.integrity.notices import Said
from lifecycle.integrity.signing import Signer, new_key
from lifecycle.ports import wall_clock


@pytest.fixture(scope="module")
def bundles():
    """The script that changes bundles, as a module."""
    found = importlib.util.spec_from_file_location("bundles", Path(__file__).with_name("bundles.py"))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def lawful(founded):
    """The small register under a pack of rules, with an act decided under it."""
    founded.adopt("three-band", actor="registrar", decided={"basis": "D"}, from_day="1990-01-01")
    line = {"act": "relieve", "cadre": "TURSUN", "post": "P3", "effective": "2020-01-01", "basis": "Order 5"}
    founded.submit([line], actor="registrar")
    return founded


def index(engine):
    index_heads(engine.database, actor="auditor", now=wall_clock(), entropy=bytes)


def unpacked(made, folder):
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(made.content)) as bundle:
        bundle.extractall(folder)
    return folder


def run(folder, *words):
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_cadres_bundle_is_proved_offline_and_complete(lawful, tmp_path, bundles):
    index(lawful)
    made = Auditing(lawful.database).pack("TURSUN", disclose=["name"])
    folder = unpacked(made, tmp_path / "bundle")

    ended = run(folder)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "PROVED: cadre:TURSUN@1 was recorded with name = 买买提·吐尔逊." in ended.stdout
    assert f"nothing is left out up to event {made.through} of the log" in ended.stdout
    assert made.through == lawful.head.position - 1
    assert "policy:three-band" in ended.stdout
    assert "NOT PROVED: who vouches for the root; the checkpoint is unsigned" in ended.stdout
    assert sorted(each.name for each in folder.iterdir()) == sorted((*bundles.DATA, "verify.py"))
    assert "李明" not in "".join((folder / name).read_text(encoding="utf-8") for name in bundles.DATA)


def test_without_an_index_of_streams_the_bundle_says_that_it_may_not_be_complete(lawful, tmp_path):
    folder = unpacked(Auditing(lawful.database).pack("LI"), tmp_path / "bundle")
    ended = run(folder)
    assert ended.returncode == 0
    assert "NOT PROVED: that nothing was recorded later than that in cadre:LI" in ended.stdout
    assert "nothing is left out" not in ended.stdout


def test_the_whole_store_needs_no_index_and_is_complete(lawful, tmp_path):
    made = Auditing(lawful.database).pack()
    ended = run(unpacked(made, tmp_path / "bundle"))
    assert ended.returncode == 0
    assert "PROVED: these are all events of the log up to then" in ended.stdout
    assert made.events == made.through == lawful.head.position


def test_a_units_bundle_holds_its_posts_and_all_who_served_there(lawful, tmp_path):
    index(lawful)
    made = Auditing(lawful.database).pack(unit="BUREAU")
    folder = unpacked(made, tmp_path / "bundle")
    assert run(folder).returncode == 0
    streams = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))["streams"]
    assert {
        "cadre:LI": 3,
        "cadre:WANG": 2,
        "policy:three-band": 1,
        "post:P1": 1,
        "unit:BUREAU": 1,
    }.items() <= streams.items()


def test_events_after_the_index_are_proved_but_not_complete(lawful, tmp_path):
    index(lawful)
    lawful.submit(
        [{"act": "promote", "cadre": "LI", "level": "division", "effective": "2021-01-01", "basis": "D"}], actor="r"
    )
    ended = run(unpacked(Auditing(lawful.database).pack("LI"), tmp_path / "bundle"))
    assert ended.returncode == 0
    assert "NOT PROVED: that nothing was recorded later than that in cadre:LI." in ended.stdout


def test_the_same_store_gives_the_same_bundle(lawful):
    index(lawful)
    index(lawful)  # nothing was recorded since: no second one
    assert newest_index(lawful.database).event == "store:heads@1"
    assert Auditing(lawful.database).pack("LI") == Auditing(lawful.database).pack("LI")
    assert lawful.verify()["intact"]


def test_an_event_left_out_with_everything_else_made_to_fit_is_noticed(lawful, tmp_path, bundles):
    """The last event of a stream taken out by somebody who can make every proof but the index of streams."""
    index(lawful)
    auditing = Auditing(lawful.database)
    made = auditing.pack("LI")
    lawful.database.execute("DELETE FROM stored_events WHERE originator_id = 'cadre:LI' AND originator_version = 3")
    with pytest.raises(Damaged):
        auditing.pack("LI")
    folder = unpacked(made, tmp_path / "bundle")
    lines = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "events.jsonl").write_text(
        "".join(line for line in lines if '"cadre:LI",3,' not in line), encoding="utf-8"
    )
    assert bundles.verifier_in(folder).verdict(folder) == ["NOT VERIFIED: the proof has hashes too many."] or (
        not bundles.accepted(bundles.verifier_in(folder), folder)
    )


@pytest.mark.parametrize("about", ["TURSUN", None])
def test_no_change_of_a_bundle_goes_unnoticed(lawful, tmp_path, bundles, about):
    index(lawful)
    made = Auditing(lawful.database).pack(about, disclose=["name", "born"])
    folder = unpacked(made, tmp_path / "bundle")
    assert list(bundles.unnoticed(folder, 400, random.Random(7))) == []


def test_no_change_of_a_signed_bundle_goes_unnoticed(lawful, tmp_path, bundles):
    signers = []
    for file in ("old", "new"):
        new_key(str(tmp_path / file), f"log-{file}", witness=False)
        signers.append(Signer(str(tmp_path / file)))
    said = Said("rotate-key", "registrar", "c-1", "Minutes 9", "Yearly")
    change_key(lawful.database, signers[1], signers[0], said=said, now=wall_clock())
    index(lawful)
    auditing = Auditing(lawful.database)
    state = signers[1].on_checkpoint(auditing.checkpoint(), wall_clock())
    made = auditing.pack("TURSUN", disclose=["name"], state=state, keys=[signers[1].public.text])
    folder = unpacked(made, tmp_path / "bundle")
    assert list(bundles.unnoticed(folder, 400, random.Random(2))) == []


def test_a_damaged_event_is_not_packed(lawful):
    lawful.database.execute("UPDATE stored_events SET topic = 'cadre-relieved/1' WHERE originator_id = 'cadre:LI'")
    with pytest.raises(Damaged, match="cadre:LI@1 is not what was recorded"):
        Auditing(lawful.database).pack("LI")


def test_what_a_bundle_is_about_is_named_once(lawful):
    with pytest.raises(BadInput, match="not both"):
        Auditing(lawful.database).pack("LI", unit="BUREAU")
    with pytest.raises(BadInput, match="there is no unit NOWHERE"):
        Auditing(lawful.database).pack(unit="NOWHERE")


def test_the_verifier_imports_the_standard_library_only(bundles):
    import ast

    from lifecycle.integrity.packing import VERIFIER

    tree = ast.parse(VERIFIER.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
