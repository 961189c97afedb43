"""What if: exactly what a store without the acts, or under the other packs, would say; and nothing is written."""

import pytest

from domain.errors import BadInput
from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from lifecycle.pack_folder import load
from projections.schema import READ_MODELS

DAYS = ("2017-06-01", "2020-06-01", "2024-06-01")


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """The path of a small county under the seed pack."""
    path = tmp_path_factory.mktemp("what-if") / "county.db"
    make_demo(str(path), size=40, seed=4, packs=[load("seed")])
    return path


@pytest.fixture
def opened(county):
    with Engine.open(str(county), writing=False) as engine:
        yield engine


def held(engine, day):
    return {(row["post"], row["cadre"], row["kind"], row["since"]) for row in engine.roster(as_of=day, filled=True)}


def owed(engine, day):
    return {
        (row["post"], row["cadre"], row["pack"], row["rule"], row["due_on"], row["state"])
        for row in engine.due(today=day)
    }


def told(rows, what, side):
    return [row for row in rows if row["what"] == what and row[side]]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("event", ["cadre:LI@4", "cadre:GUO@2", "cadre:WU@5", "waiver:SEED-POST-10.GUO@1"])
def test_without_an_act_it_is_as_in_a_copy_in_which_that_was_cancelled(county, tmp_path, opened, event, day):
    Engine.restore(str(county), str(tmp_path / "copy.db"))
    with Engine.open(str(tmp_path / "copy.db")) as copy:
        line = {"act": "cancel", "event": event, "basis": "D", "reason": "what if"}
        copy.submit([line], actor="me", imported=True, confirmed=True)
        seats, dues = held(copy, day), owed(copy, day)

    rows = opened.what_if(without=[event], as_of=day, today=day)

    gone, come = held(opened, day) - seats, seats - held(opened, day)
    assert {(row["post"], row["cadre"]) for row in told(rows, "seat", "before")} >= {each[:2] for each in gone}
    assert {(row["post"], row["cadre"]) for row in rows if row["what"] == "seat"} == {each[:2] for each in gone | come}
    changed = owed(opened, day) ^ dues
    assert {(row["post"], row["cadre"], row["pack"], row["rule"]) for row in rows if row["what"] == "due"} == {
        each[:4] for each in changed
    }
    new = [row for row in rows if row["what"] == "due" and row["state_after"]]
    assert {
        (row["post"], row["cadre"], row["pack"], row["rule"], row["due_after"], row["state_after"]) for row in new
    } == {each for each in dues if each[:4] in {one[:4] for one in changed}}


@pytest.mark.parametrize("day", DAYS)
def test_under_another_pack_the_due_list_is_the_one_of_a_store_with_that_pack(county, tmp_path, opened, day):
    Engine.restore(str(county), str(tmp_path / "copy.db"))
    with Engine.open(str(tmp_path / "copy.db")) as copy:
        copy.adopt(load("three-band"), actor="me")
        expected = {each for each in owed(copy, day) if each[2] == "three-band"}

    rows = opened.what_if(packs=["three-band"], today=day)

    new = [row for row in rows if row["what"] == "due" and row["state_after"]]
    found = {(row["post"], row["cadre"], row["pack"], row["rule"], row["due_after"], row["state_after"]) for row in new}
    assert {each for each in found if each[2] == "three-band"} == expected != set()
    assert [row for row in rows if row["what"] == "seat"] == []


def test_under_the_packs_that_are_in_force_nothing_differs(opened):
    assert opened.what_if(packs=["seed"], today="2020-06-01") == []


def test_of_an_overlay_the_parent_may_be_adopted(opened, tmp_path):
    folder = tmp_path / "ours"
    folder.mkdir()
    rule = '[[rule]]\nid = "SEED-LEVEL-15"\nkind = "tenure-max"\narticle = "a"\neffect = "WARN"\nclock = "same-level"\n'
    number = "years = [{ from = 1980-01-01, value = 5 }]\n"
    head = '[pack]\nid = "ours"\nversion = "1"\ntitle = "Ours"\nparent = "PARENT"\nfrom = 1980-01-01\n'
    article = '[articles.a]\nwording = "Nobody stays too long."\n'
    (folder / "pack.toml").write_text(head.replace("PARENT", "seed") + article + rule + number, encoding="utf-8")

    rows = opened.what_if(packs=[str(folder)], today="2024-06-01")

    assert {row["rule"] for row in rows} == {"SEED-LEVEL-15"}
    (folder / "pack.toml").write_text(head.replace("PARENT", "cn-2019") + article + rule + number, encoding="utf-8")
    with pytest.raises(BadInput, match="--pack cn-2019"):
        opened.what_if(packs=[str(folder)], today="2024-06-01")


def test_an_order_is_left_out_with_all_its_acts(opened):
    [order] = {
        each["order"] for each in opened.history("CHEN") if each["act"] == "exchange" and each["effective"] < "2018"
    }
    rows = opened.what_if(without=[order], as_of="2017-10-01", today="2017-10-01")

    seats = {(row["cadre"], row["post"]) for row in told(rows, "seat", "before")}
    assert seats == {("ZHAO", "mazhu-secretary"), ("CHEN", "organisation-executive"), ("LIU", "audit-head")}


def test_what_then_finds_nothing_to_act_on_is_told(opened):
    rows = opened.what_if(without=["cadre:LI@2"], as_of="2020-06-01", today="2020-06-01")

    orphans = [row for row in rows if row["what"] == "orphan"]
    assert orphans
    assert all(row["event"].startswith("cadre:LI@") and row["cadre"] == "LI" for row in orphans)


def test_of_a_unit_only_what_is_in_it(opened):
    rows = opened.what_if(without=["cadre:LI@4"], as_of="2017-06-01", today="2017-06-01", unit="mazhu")

    assert {row["post"] for row in rows if row["what"] == "seat"} == {"mazhu-mayor"}


@pytest.mark.parametrize("name", ["cadre:LI@99", "cadre:NOBODY@1", "O-99999", "order:O-3@1", "nonsense"])
def test_what_there_is_not_cannot_be_left_out(opened, name):
    with pytest.raises(BadInput):
        opened.what_if(without=[name])


def test_something_must_be_otherwise(opened):
    with pytest.raises(BadInput, match="--pack"):
        opened.what_if()


def everything(engine):
    tables = ("stored_events", "vault", "store_head", *READ_MODELS)
    return {table: sorted(map(repr, engine.database.query(f"SELECT * FROM {table}"))) for table in tables}


def test_nothing_is_written_to_a_store_of_either_kind(store_url):
    make_demo(store_url, size=40, seed=4, packs=[load("seed")])
    with Engine.open(store_url, writing=False) as engine:
        before, digest = everything(engine), engine.verify()["digest"]
        rows = engine.what_if(packs=["three-band"], without=["cadre:LI@4"], as_of="2017-06-01", today="2017-06-01")

        assert rows
        assert (everything(engine), engine.verify()["digest"]) == (before, digest)


def test_not_a_byte_of_the_file_changes_and_no_file_comes(county, tmp_path, monkeypatch):
    copy = tmp_path / "store" / "county.db"
    copy.parent.mkdir()
    copy.write_bytes(county.read_bytes())
    monkeypatch.chdir(copy.parent)
    with Engine.open(str(copy), writing=False) as engine:
        engine.what_if(without=["cadre:LI@4"])

    assert copy.read_bytes() == county.read_bytes()
    assert sorted(each.name for each in copy.parent.iterdir()) == ["county.db"]
