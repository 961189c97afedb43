"""A refusal is kept for ever: nothing of it may tell a personal value, nor a day from which one can be read."""

from datetime import UTC, datetime

import pytest

from domain.errors import Refused

PACK = """
[pack]
id = "harbour"
version = "1"
title = "Harbour rules"
from = 2000-01-01
[articles."art. 1"]
wording = "Whoever heads a unit is thirty years old, and has been two years in a post."
[[rule]]
id = "THIRTY"
kind = "eligibility"
article = "art. 1"
effect = "BLOCK"
criteria = [{ metric = "age", at_least = 30 }]
[[rule]]
id = "COOL"
kind = "cooling-off"
article = "art. 1"
effect = "BLOCK"
years = 2
"""
NOW = {"actor": "zoe", "now": datetime(2019, 1, 1, tzinfo=UTC)}


def test_the_day_on_which_somebody_is_old_enough_is_told_and_not_kept(engine, tmp_path):
    (tmp_path / "pack.toml").write_text(PACK, encoding="utf-8")
    engine.adopt(str(tmp_path), from_day="2000-01-01", decided={"basis": "D0"}, **NOW)
    lines = [{"act": "unit-open", "unit": "U", "name": "U", "effective": "2000-01-01"}]
    lines += [{"act": "post-open", "post": "P", "unit": "U", "name": "P", "track": "admin", "effective": "2000-01-01"}]
    lines += [{"act": "person-register", "cadre": who, "name": who, "born": born} for who, born in BORN]
    taken = {"act": "appoint", "post": "P", "basis": "D1"}
    lines += [taken | {"cadre": "OLD", "effective": "2010-01-01"}]
    lines += [{"act": "relieve", "cadre": "OLD", "post": "P", "effective": "2018-03-01", "basis": "D2"}]
    engine.submit(lines, **NOW)

    told = {}
    for who in ("YOUNG", "OLD"):
        with pytest.raises(Refused) as refused:
            engine.submit([taken | {"cadre": who, "effective": "2019-02-01"}], **NOW)
        told |= {each.rule: each.earliest for each in refused.value.findings}
    assert told == {"THIRTY": "2020-02-28", "COOL": "2020-03-01"}

    kept = [engine.explain(f"refusal:zoe@{number}")["findings"] for number in (1, 2)]
    assert [{each["rule"]: each["earliest"] for each in found} for found in kept] == [
        {"THIRTY": None},
        {"COOL": "2020-03-01"},
    ]


BORN = (("YOUNG", "1990-02-28"), ("OLD", "1960-01-01"))
