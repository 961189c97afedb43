"""Rows on how much of a unit may change at a time."""

POSTS = tuple(f"P{number}" for number in range(1, 7))
ELSEWHERE = tuple(f"Q{number}" for number in range(1, 4))
TEAM = (
    "unit open TEAM --name Team --kind bureau --parent COUNTY --effective 2000-01-01",
    *(f"post open {post} --unit TEAM --name {post} --track admin --effective 2000-01-01" for post in POSTS),
    *(f"post open {post} --unit SCHOOL --name {post} --track admin --effective 2000-01-01" for post in ELSEWHERE),
    *(f"person register C-{post} --name C-{post}" for post in POSTS),
    *(f"appoint C-{post} --to {post} --effective 2010-01-01 --basis D1" for post in POSTS),
)


def moved(post, to, day):
    return f"transfer C-{post} --to {to} --effective {day} --basis D2"


def test_row_1_13_a_unit_is_changed_gradually_and_keeps_a_backbone(office):
    """SEED-MOVE-THIRD and SEED-STAY-60 refuse moves beyond the share; a waiver by the superior lets one pass."""
    slow, fast = office(*TEAM, pack="seed"), office(*TEAM, pack="seed")
    third = moved("P3", "Q3", "2015-11-01")
    for history, first in ((slow, "2014-03-01"), (fast, "2015-03-01")):
        history.do(moved("P1", "Q1", first))
        history.do(moved("P2", "Q2", "2015-09-01"))

    slow.do(third)
    assert fast.refused(third) == ["SEED-MOVE-THIRD"]
    fast.do(
        "waive SEED-MOVE-THIRD P3 --until 2016-01-01 --effective 2015-10-01 --reason 'school year' --basis W1 "
        "--approved-by PREFECTURE"
    )
    assert fast.tried(third)[0] == 0

    few, many = office(*TEAM, pack="seed"), office(*TEAM, pack="seed")
    few.do(order(few, 2))
    assert set(many.refused(order(many, 3))) == {"SEED-MOVE-THIRD", "SEED-STAY-60"}


def order(history, count):
    """An order that takes so many of the team elsewhere on one day."""
    path = history.store.with_suffix(".csv")
    lines = [f"transfer,C-P{number},Q{number},2016-03-01,D3" for number in range(1, count + 1)]
    path.write_text("\n".join(["act,cadre,post,effective,basis", *lines]), encoding="utf-8")
    return f"order submit {path}"
