"""Stores are made, described, copied, rebuilt and checked from the command line."""

import pytest


def test_a_new_store_says_where_it_is(here, tmp_path):
    ended = here("init", "--zone", "Asia/Shanghai", "--pack", "none", "-o", "json")

    assert ended.code == 0
    assert f"Made the store {tmp_path / 'store.db'}." in ended.err
    assert (ended.json()["zone"], ended.json()["simulated_clock"]) == ("Asia/Shanghai", False)
    assert ended.json()["access_control"] is False


def test_a_new_store_is_under_the_seed_pack_unless_another_is_named(here, tmp_path):
    assert "under the rules of seed 1." in here("init").err
    assert [each["id"] for each in here("store", "info", "-o", "json").json()["packs"]] == ["seed"]
    assert here("init", "--pack", "three-band", store=tmp_path / "other.db").code == 0
    packs = here("store", "info", "-o", "json", store=tmp_path / "other.db").json()["packs"]
    assert [each["id"] for each in packs] == ["three-band"]


def test_the_default_store_is_made_with_its_folder(here, tmp_path):
    assert here("init", CADRE_STORE="").code == 0
    assert here("store", "info", "-o", "json", CADRE_STORE="").code == 0
    assert list(tmp_path.glob("**/cadre.db"))


def test_a_second_store_in_the_same_place_is_a_conflict(here):
    assert here("init").code == 0

    ended = here("init")
    assert ended.code == 4
    assert "There is a store here already" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--zone", "Nowhere/Land"], "Nowhere/Land"),
        (["--size", "100"], "--size and --seed belong to --demo."),
        (["--demo", "--zone", "UTC"], "leave --zone out"),
        (["--demo", "--size", "1"], "not 1"),
    ],
)
def test_what_no_store_can_be_made_of_is_refused(here, tmp_path, words, said):
    ended = here("init", *words)

    assert ended.code == 2
    assert said in ended.err
    assert here("roster").code == 8


def test_a_demo_is_made_with_progress_told(here):
    ended = here("init", "--demo", "--size", "50", "--seed", "7")

    assert ended.code == 0, ended.err
    assert "100 percent: " in ended.err
    assert len(here("person", "list", "-o", "name").out.split()) >= 50


def test_a_backup_is_a_store_and_is_restored_as_one(county, tmp_path):
    assert county("store", "backup", "kept.db").code == 0
    assert county("store", "restore", "kept.db", store=tmp_path / "again.db").code == 0

    again = county("roster", "--as-of", "2020-01-01", "-o", "json", store=tmp_path / "again.db")
    assert again.out == county("roster", "--as-of", "2020-01-01", "-o", "json").out
    assert county("store", "restore", "kept.db", store=tmp_path / "again.db").code == 4


def test_what_was_recorded_step_by_step_is_what_a_rebuild_makes(county):
    assert county("store", "verify", "-o", "json").json()["intact"] is True
    before = county("roster", "--as-of", "2020-01-01", "-o", "json").out
    assert county("store", "rebuild").code == 0
    assert county("roster", "--as-of", "2020-01-01", "-o", "json").out == before
    assert county("store", "verify").code == 0


def test_the_doctor_finds_a_store_that_is_not_there(here):
    ended = here("doctor", "-o", "json")

    assert ended.code == 8
    assert [row["state"] for row in ended.json() if row["check"] == "store"] == ["fault"]


def test_the_doctor_does_not_mind_a_fresh_machine(here):
    ended = here("doctor", "-o", "json", CADRE_STORE="")

    assert ended.code == 0
    assert "cadre init" in next(row["detail"] for row in ended.json() if row["check"] == "store")
