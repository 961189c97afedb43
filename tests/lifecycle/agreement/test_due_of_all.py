"""The due list of everybody at once says what it says of each cadre alone, whatever was recorded.

Asked of one cadre every rule is judged with its full explanation; asked of everybody it is asked once for all whose
clock shows the same, or told from the clock segments that the store keeps, which are made anew now and then only, and
then of those who were touched. DUE_EXAMPLES says how many registers made of chance are tried.
"""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from domain.errors import CadreError
from domain.policy.pack import write_pack
from lifecycle.clock_keeping import catch_up
from lifecycle.demo import make_demo
from lifecycle.due_of_all import Question, due_of_all
from lifecycle.engine import Engine
from lifecycle.pack_folder import load
from projections.clock_segments import kept
from projections.database import transaction
from projections.due import Chosen
from projections.levels import level_scale
from projections.moment import Moment

EXAMPLES = int(os.environ.get("DUE_EXAMPLES", "15"))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
BEGIN = datetime(2000, 1, 1, 8, tzinfo=UTC)
FIRST = "1990-01-01"
WAIVER = {"by": "above", "max_months": 24, "needs": ["reason"]}
RULES = {
    "POST": {"clock": "same-post", "months": 2, "waiver": WAIVER},
    "POST-GAP": {"clock": "same-post", "months": 3, "gap_months": 1, "bands": (1, 2), "counts": {"acting": False}},
    "OWN": {"clock": "same-post", "months": 2, "counts": {"successor_posts": False, "reorganisation_resets": True}},
    "SUM": {"clock": "same-post-cumulative", "months": 1, "counts": {"concurrent": True, "secondment": True}},
    "UNIT": {"clock": "same-unit", "months": 2, "select": {"track": ["admin"]}, "waiver": WAIVER},
    "LEVEL": {"clock": "same-level", "months": 4, "pick": "holding-start", "later": 1},
    "AREA": {"clock": "same-area-level", "months": 2, "counts": {"reorganisation_resets": True}},
    "CLASS": {"clock": "role-class", "months": 2, "select": {"post_kind": ["P[123]", "X"]}, "gap_months": 2},
    "MOVE": {"clock": "since-last-move", "months": 2},
    "ROSE": {"clock": "since-last-promotion", "months": 2},
    "TRIAL": {"kind": "probation", "months": 2},
    "AGE": {"kind": "age-limit", "options": {"table": [{"years": 30}]}},
}


def rule(name, told):
    numbers = {"months": [{"from": FIRST, "value": told["months"]}]} if "months" in told else {}
    if "later" in told:
        numbers["months"].append({"from": "2000-01-10", "value": told["later"]})
    numbers |= {
        band: [{"from": FIRST, "value": value}]
        for band, value in zip(("may", "should"), told.get("bands", ()), strict=False)
    }
    shown = {name: told[name] for name in ("clock", "gap_months", "select", "counts", "waiver", "pick") if name in told}
    plain = {"article": "art. 1", "effect": "DUE", "pick": "effective-day", "clock": "same-post", "warn_days": 20}
    more = {"gap_months": 0, "select": {}, "counts": {}, "waiver": None, "exceptions": [], "unknown": "warn"}
    kind = {"id": name, "kind": told.get("kind", "tenure-max"), "numbers": numbers, "options": told.get("options", {})}
    return {**plain, **more, **kind, **shown}


def pack():
    head = {"id": "all", "version": "1", "title": "All clocks", "parent": "", "from": FIRST}
    articles = {"art. 1": {"wording": "So it is.", "since": FIRST}}
    return write_pack({"pack": head, "articles": articles, "rules": [rule(*each) for each in RULES.items()]})


def adopt(engine):
    line = {"act": "policy-adopt", "pack": "all", "version": "1", "title": "All clocks", "basis": "No. 1"}
    engine.submit([{**line, "content": pack(), "effective": FIRST}], actor="chance", now=BEGIN)


def work(officer, orders):
    """So many orders, and now and then a waiver; as often the clock segments are brought up to date."""
    adopt(officer.engine)
    for _ in range(orders):
        officer.submit_something()
        if officer.one_in(3):
            bring_up_to_date(officer.engine)
        if officer.one_in(3):
            day, until = officer.day(), (officer.now.date() + timedelta(days=60)).isoformat()
            waived = {"rule": officer.any(("POST", "UNIT")), "subject": officer.any(("A", "B", "C", "D", "P1", "P2"))}
            line = {"act": "waive", **waived, "until": until, "effective": day, "reason": "need", "basis": "Doc"}
            with suppress(CadreError):
                officer.engine.submit([line | {"approved_by": "ABOVE"}], actor="chance", now=officer.now)


def bring_up_to_date(engine):
    with transaction(engine.database, writing=True):
        catch_up(engine.database, engine.head.position, kept(engine.database))


def segments(engine):
    return sorted(engine.database.query("SELECT * FROM clock_segment"), key=repr)


def assert_all_as_each(engine, days, known_on):
    for day in days:
        asked = {"today": day.isoformat(), "known_on": known_on}
        everybody = engine.due(**asked)
        alone = [row for who in engine.persons(known_on=known_on) for row in engine.due(**asked, who=who["cadre"])]
        event(f"{len(everybody) // 10 * 10} rows or more")
        event(", ".join(sorted({row["state"] for row in everybody})) or "nothing")
        assert everybody == sorted(alone, key=lambda row: (row["due_on"], row["cadre"], row["post"], row["rule"]))


@given(data=st.data())
@settings(max_examples=EXAMPLES, phases=PHASES)
def test_everybody_at_once_owes_what_each_owes_alone(officer_with, data):
    with Engine.create(":memory:", simulated=True, now=BEGIN) as engine:
        officer = officer_with(lambda number: data.draw(st.integers(0, number - 1)), engine)
        work(officer, data.draw(st.integers(1, 14)))
        now = officer.now.date()
        days = [now + timedelta(days=far) for far in data.draw(st.lists(st.integers(-60, 130), min_size=3, max_size=5))]
        assert_all_as_each(engine, days, data.draw(st.sampled_from((None, now.isoformat(), "2000-01-03"))))
        bring_up_to_date(engine)
        event(f"{len(segments(engine)) // 10 * 10} segments or more")
        assert_all_as_each(engine, days, None)
        brought = segments(engine)
        engine.rebuild()
        assert segments(engine) == brought


def test_two_parts_of_everybody_are_the_whole(store_url):
    make_demo(store_url, size=60, packs=[load("seed"), load("cn-2019")])
    with Engine.open(store_url, writing=False) as engine:
        counsel, now = engine.counsel, engine.head.position
        rules = counsel.rules_at(Moment("2024-02-29", now))
        asked = Question(Moment("2024-02-29", now), rules, Chosen(), level_scale(engine.database))
        with engine.reading():
            parts, whole = due_of_all(engine.database, asked, 1), due_of_all(engine.database, asked, 10**6)

        assert parts == whole == engine.due(today="2024-02-29")
        assert {row["rule"] for row in whole} >= {"SEED-POST-10", "CN-RETIRE"}
        assert len({row["cadre"] for row in whole}) > 10


BESIDE = """
import os
from projections.beside import beside
with beside(lambda: [os.getpid(), "李"]) as other:
    found = other()
print(found[1], (found[0] != os.getpid()) == (len(os.sched_getaffinity(0)) > 1))
try:
    with beside(lambda: 1 // 0) as other:
        other()
except ZeroDivisionError:
    print("raised")
with beside(lambda: "x" * 10**7):
    print("not asked for")
"""


def test_work_beside_gives_its_result_and_its_error_and_may_be_left():
    words = [sys.executable, "-X", "utf8", "-c", BESIDE]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=True, timeout=60)

    assert (ran.stdout, ran.stderr) == ("李 True\nraised\nnot asked for\n", "")
