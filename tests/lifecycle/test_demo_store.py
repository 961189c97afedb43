"""The demo store: every order of the county is recorded, and the same seed makes the same bytes."""

import sqlite3

import pytest

from domain.errors import Conflict
from lifecycle.county.orders import county_orders
from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from lifecycle.pack_folder import load


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The path of the demo store that the walkthrough shows."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    make_demo(str(path))
    return path


def stored(path):
    with sqlite3.connect(path) as database:
        return database.execute("SELECT * FROM stored_events ORDER BY rowid").fetchall()


def test_every_order_is_recorded_without_a_warning(store_url, monkeypatch):
    outcomes = []
    submit = Engine.submit

    def noted(engine, *lines, **options):
        outcomes.append(submit(engine, *lines, **options))
        return outcomes[-1]

    monkeypatch.setattr(Engine, "submit", noted)

    made = make_demo(store_url, size=40, seed=4)

    orders = list(county_orders(40, 4))
    assert made.orders == len(orders) == len(outcomes)
    assert made.lines == sum(len(order.lines) for order in orders)
    assert {outcome.outcome for outcome in outcomes} == {"recorded"}
    assert [outcome.warnings for outcome in outcomes if outcome.warnings] == []


@pytest.fixture(scope="module")
def ruled(tmp_path_factory):
    """A county under the seed pack, opened for questions."""
    path = tmp_path_factory.mktemp("ruled") / "demo.db"
    make_demo(str(path), packs=[load("seed")])
    with Engine.open(str(path), writing=False) as engine:
        yield engine


FREEZES = {"SEED-INVESTIGATED", "SEED-SANCTIONED", "SEED-PARTY-SANCTIONED", "SEED-ADMONISHED"}
"""What refuses the attempts that the cases of discipline tell of; these are never waived."""


def test_under_the_rules_few_orders_are_refused_and_those_for_a_rule(ruled):
    told = [rule for each in ruled.supervision.refusals() for rule in each["rules"]]
    refused = [each for each in ruled.supervision.refusals() if not FREEZES & {*each["rules"]}]

    assert 2 <= len(refused) <= 20
    assert {rule for rule in told if not rule.startswith("SEED-")} == {"training-twice"}
    assert {"SEED-MOVE-THIRD", "SEED-STAY-60"} <= set(told)


def test_what_was_refused_is_recorded_once_it_is_waived_but_for_the_three_who_stay(ruled):
    found = ruled.supervision.refusals()
    moves = [each for each in found if not {"post-close", "train-record"} & {*each["acts"]}]
    attempts = [set(each["subjects"]) for each in moves if not FREEZES & {*each["rules"]}]
    waived = {each["subject"] for each in ruled.supervision.waivers()}
    [stayed] = [each for each in attempts if "cadre:WANG" in each and "cadre:SUN" in each]

    assert [each for each in attempts if each != stayed and not {name[6:] for name in each} & waived] == []
    assert ruled.career("WANG", as_of="2015-12-31")[-1]["post"] == "finance-head"


def test_a_visitor_finds_a_waived_and_an_overdue_holder_and_a_deferred_duty(ruled):
    duties = ruled.supervision.duties

    assert {row["state"] for row in ruled.counsel.due(today="2018-06-01", who="GUO")} >= {"waived"}
    assert [row["state"] for row in duties(today="2019-01-15", who="ZHOU") if row["rule"] == "SEED-POST-10"] == [
        "deferred"
    ]
    assert {row["state"] for row in duties(today="2024-12-31")} == {"open", "done", "overdue"}
    assert {row["state"] for row in ruled.counsel.due(today="2024-12-31")} >= {"ok", "warning", "breach"}


def test_every_act_of_a_ruled_county_notes_the_pack_and_holds_together(ruled):
    noted = {pack["id"] for each in ruled.audit_log(act="transfer") for pack in each["packs"]}

    assert noted == {"seed"}
    assert ruled.verify()["intact"]


def test_a_large_demo_adopts_its_packs_when_it_is_made(tmp_path):
    path = tmp_path / "large.db"
    make_demo(str(path), size=1_001, seed=3, packs=[load("seed")])

    with Engine.open(str(path), writing=False) as engine:
        assert [each["id"] for each in engine.info()["packs"]] == ["seed"]
        assert engine.supervision.refusals() == []


def test_the_same_seed_stores_the_same_bytes_in_any_time_zone(tmp_path, monkeypatch):
    paths = [tmp_path / "one.db", tmp_path / "two.db"]

    for path, zone in zip(paths, ("UTC", "Asia/Shanghai"), strict=True):
        monkeypatch.setenv("TZ", zone)
        make_demo(str(path), size=40)

    one, two = map(stored, paths)
    assert one == two
    assert len(one) > 800


def test_another_seed_stores_other_bytes(tmp_path):
    make_demo(str(tmp_path / "one.db"), size=40, seed=1)
    make_demo(str(tmp_path / "two.db"), size=40, seed=2)

    assert stored(tmp_path / "one.db") != stored(tmp_path / "two.db")


def test_orders_of_many_lines_are_recorded_too(tmp_path):
    made = make_demo(str(tmp_path / "large.db"), size=1_001, seed=3)

    assert made.lines > 5_000
    assert made.orders < 250


def test_the_demo_is_a_county_of_about_120_posts_and_300_cadres(demo):
    with Engine.open(str(demo)) as engine:
        assert len(engine.persons()) == 300
        assert 110 <= len(engine.posts()) <= 140


def test_the_roster_of_every_year_is_mostly_filled(demo):
    with Engine.open(str(demo)) as engine:
        for year in range(2015, 2025):
            seats = engine.roster(as_of=f"{year}-07-01")
            filled = sum(seat["cadre"] is not None for seat in seats)
            assert 0.8 < filled / len(seats) < 1, year


def test_the_first_one_of_the_cast_can_be_followed_from_appointment_to_departure(demo):
    with Engine.open(str(demo)) as engine:
        history = engine.history("LI")

    assert [(each["act"], each["effective"]) for each in history if each["act"] != "person-kin"] == [
        ("person-register", None),
        ("appoint", "2012-03-01"),
        ("transfer", "2016-04-01"),
        ("appoint", "2018-06-01"),
        ("exchange", "2019-03-15"),
        ("relieve", "2020-01-01"),
        ("promote", "2021-07-01"),
        ("depart", "2024-06-01"),
    ]


def test_corrected_cancelled_and_basis_lost_acts_are_all_there(demo):
    with Engine.open(str(demo)) as engine:
        statuses = {each["status"] for who in ("LI", "XU", "MAI") for each in engine.history(who)}

    assert statuses == {"in-force", "corrected", "cancelled", "basis-lost"}


def test_a_transfer_discovered_late_moves_the_start_of_the_later_one(demo):
    with Engine.open(str(demo)) as engine:
        before = engine.roster(as_of="2020-01-01", known_on="2021-05-09", unit="party-school", filled=True)
        after = engine.roster(as_of="2020-01-01", known_on="2021-05-10", unit="party-school", filled=True)

    assert "TANG" in {seat["cadre"] for seat in before}
    assert "TANG" not in {seat["cadre"] for seat in after}


def test_progress_is_told_from_the_first_month_to_the_end(tmp_path):
    told = []

    make_demo(str(tmp_path / "demo.db"), size=40, progress=lambda done, total: told.append((done, total)))

    months = [done for done, _ in told]
    assert months == sorted(months)
    assert (told[0], told[-1]) == ((0, 120), (120, 120))


def test_a_store_that_is_there_is_kept(demo):
    before = stored(demo)

    with pytest.raises(Conflict):
        make_demo(str(demo))

    assert stored(demo) == before
