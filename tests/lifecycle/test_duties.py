"""Acts on duties in a store of each kind: recorded, read at two times, counted in every copy."""

from datetime import UTC, datetime

import pytest

from domain.errors import BadInput, Refused

DUTY = "three-band/BAND-STAY/LI/P1/2010-01-01"


@pytest.fixture
def owing(desk_of_each_kind):
    """A store in which somebody must have left a post on 2018-01-01."""
    engine = desk_of_each_kind.engine
    engine.adopt("three-band", from_day="2009-01-01", actor="me", now=datetime(2009, 1, 1, tzinfo=UTC))
    line = {"act": "appoint", "cadre": "LI", "post": "P1", "effective": "2010-01-01", "basis": "D"}
    engine.submit([line], actor="me", now=datetime(2010, 1, 1, tzinfo=UTC))
    return engine


def act(engine, name, year=2018, **fields):
    line = {"act": name, "duty": DUTY, "effective": f"{year}-02-01", "basis": "D", **fields}
    return engine.submit([line], actor="me", now=datetime(year, 2, 1, tzinfo=UTC)).events[0]


def states(engine, *days, **asked):
    return [row["state"] for day in days for row in engine.duties(today=day, who="LI", **asked) if row["duty"] == DUTY]


def test_put_off_then_carried_out_as_known_on_two_days(owing):
    put_off = act(owing, "duty-defer", until="2019-01-01", approved_by="ABOVE", reason="illness")
    done = act(owing, "duty-execute", year=2019)

    assert states(owing, "2017-12-31", "2018-01-01", "2018-02-01", "2018-12-31", "2019-01-31", "2019-02-01") == [
        "open",
        "overdue",
        "deferred",
        "deferred",
        "overdue",
        "done",
    ]
    assert states(owing, "2019-02-01", known_on="2018-12-31") == ["overdue"]
    assert [row["event"] for row in owing.duties(today="2018-06-01", who="LI")] == [put_off]
    with pytest.raises(Refused, match="recorded by me on 2019-02-01"):
        act(owing, "duty-execute", year=2020)
    cancelled = {"act": "cancel", "event": done, "basis": "D", "reason": "another"}
    owing.submit([cancelled], actor="me", now=datetime(2021, 1, 1, tzinfo=UTC))
    assert states(owing, "2019-02-01") == ["overdue"]


def test_an_unknown_duty_is_told_with_the_nearest(owing):
    with pytest.raises(BadInput, match=DUTY):
        act(owing, "duty-execute", duty=DUTY.replace("LI", "L1"))


def test_a_rebuild_gives_the_same_rows(owing):
    act(owing, "duty-defer", until="2019-01-01", approved_by="ABOVE", reason="illness")
    before = owing.verify()

    owing.rebuild()

    assert before["intact"]
    assert owing.verify()["digest"] == before["digest"]
