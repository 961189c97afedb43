"""The earliest lawful day of every kind against brute force: every day after the act is tried, on random registers."""

from datetime import date, timedelta
from random import Random

import pytest

from domain.days import ALWAYS
from domain.policy.catalogue import KINDS
from domain.policy.judge import judge, verdict_on
from domain.policy.postponed import world_on

MIDDLE = date(2020, 1, 1)
OBJECTIONS = {"breach", "undetermined"}
DAYS = 800
POSTS = [f"P{number}" for number in range(6)]
KINDS_HELD = ("substantive", "substantive", "acting", "trial", "concurrent", "secondment")
ON_RISES = {"training-before-promotion", "exceptional-promotion"}
CASES = {
    "probation": 150,
    "terms-max": 150,
    "cooling-off": 120,
    "training-before-promotion": 100,
    "exceptional-promotion": 150,
}
"""How many are drawn of kinds that seldom object; 25 of the others."""
NEVER_OBJECTS = {"separation-of-duties", "composition", "member-eligibility"}
"""Here all acts are recorded by nobody, and there are no bodies."""


def near(chance, first=-900, last=500):
    return MIDDLE + timedelta(days=chance.randint(first, last))


def fill(register, chance):
    """Units, posts that are redefined and succeeded, holdings that never overlap in one post, persons."""
    register.unit("C", kind="county")
    for unit, kind in (("U", "bureau"), ("V", "township"), ("W", None)):
        register.unit(unit, parent="C", kind=kind, was=["U"] if unit == "W" and chance.random() < 0.5 else [])
    for number, post in enumerate(POSTS):
        told = {
            "track": chance.choice(["party", "admin"]),
            "level": chance.choice(["clerk", "section-deputy", "section"]),
        }
        told |= {"seats": chance.choice([1, 1, 2]), "unit": chance.choice("UVW")}
        after = [POSTS[chance.randrange(number)]] if number and chance.random() < 0.2 else []
        turn = near(chance) if chance.random() < 0.3 else None
        register.post_at(post, end=turn, succeeds=after, **told)
        if turn:
            register.post_at(post, start=turn, **{**told, "level": "section", "unit": chance.choice("UVW")})
    for who in "ABCD":
        for post in POSTS:
            if chance.random() < 0.6:
                hold(register, chance, who, post)
        register.person(
            who, started_work=str(near(chance, -1200, 0)), born=str(near(chance, -9000, -5000)), education="college"
        )
        rise = near(chance)
        for day, level in ((ALWAYS, None), (rise, "section-deputy"), (rise + timedelta(days=300), "section")):
            register.stand(who, day, level)
    register.kin_of("A", "spouse", "B")
    for who in "ABCD":
        trouble(register, chance, who)
    if chance.random() < 0.2:
        register.waive("R-1", "A", near(chance, 0, 300), near(chance, 301, 400))


def trouble(register, chance, who):
    """Sanctions, some of one day, some lifted; an investigation."""
    for _ in range(chance.randint(0, 4)):
        event = register.sanction(who, near(chance, -400, 400), chance.choice(["warning", "demerit"]))
        if chance.random() < 0.2:
            register.note("sanction-lifted", who, register.noted[-1].start + timedelta(days=40), sanction=event)
    if chance.random() < 0.6:
        start = near(chance, -300, 300)
        register.investigate(who, start, start + timedelta(days=90) if chance.random() < 0.8 else None)


def hold(register, chance, who, post):
    start = near(chance)
    for _ in range(chance.randint(1, 3)):
        end = start + timedelta(days=chance.choice([1, 30, 31, 59, 200, 365, 400])) if chance.random() < 0.8 else None
        event = f"cadre:{who}@{len(register.holdings) + 1}"
        over = {"ended_by": f"{event}-end", "since_known": chance.random() < 0.9}
        register.hold(who, post, start, end, kind=chance.choice(KINDS_HELD), event=event, **(over if end else {}))
        if chance.random() < 0.3:
            register.reasons[f"{event}-end"] = "special-need: it is"
        if end is None:
            return
        start = end + timedelta(days=chance.choice([0, 0, 1, 29, 31, 100]))


def dated(chance, *values):
    value = chance.choice(values)
    return (
        value if chance.random() < 0.7 else [("0001-01-01", value), (str(near(chance, 0, 400)), chance.choice(values))]
    )


def parameters(kind, chance):
    """Numbers and options of a kind, drawn so that there is something to object to."""
    months = dated(chance, 1, 2, 6, 12, 13, 24)
    conditions = [
        {"metric": "service-years", "at_least": chance.randint(1, 4)},
        {
            "metric": "years-at-lower-level",
            "at_least_months": chance.choice([3, 12]),
            "or_higher": chance.random() < 0.5,
        },
        {"metric": "posts-at-lower-level", "at_least": chance.randint(1, 3)},
        {"metric": "years-in-unit", "at_least_months": chance.choice([2, 13])},
        {"metric": "years-since-move", "at_least_months": 3},
        {"metric": "years-since-promotion", "at_least_months": 6},
    ]
    return {
        "tenure-max": {"months": months},
        "tenure-min": {"months": months, "acts": ("transfer", "promote", "relieve")},
        "cooling-off": {"months": months},
        "probation": {"months": months},
        "early-removal": {"months": months, "reasons": ("special-need",), "special_need_per_term": 1},
        "terms-max": {"terms": dated(chance, 1, 2), "term_years": 1, "consecutive": chance.random() < 0.7},
        "exchange-crosses": {"between": chance.choice(["track", "unit"]), "acts": ("transfer",)},
        "movement-share": {
            "share": dated(chance, "1/3", "1/2", "0.2"),
            "window_months": dated(chance, 1, 3, 12),
            "movement": chance.choice(["departures", "arrivals", "both"]),
        },
        "backbone-min": {
            "share": dated(chance, "1/3", "0.6"),
            "months_in_unit": months,
            "of": chance.choice(["before", "after"]),
            **({"min_people": dated(chance, 1, 2, 3)} if chance.random() < 0.5 else {}),
        },
        "pair-not-together": {"roles": ("P[02]", "P[135]"), "window_days": dated(chance, 30, 200)},
        "eligibility": {"criteria": tuple(chance.sample(conditions, 2)), "promotion_only": chance.random() < 0.2},
        "concurrent-max": {"posts": dated(chance, 1, 2, 3)},
        "incompatible-duties": {"sets": (("P0", "P[12]", "P3"),)},
        "age-limit": {"table": ({"years": chance.randint(14, 25)},)},
        "freeze": {
            "while": chance.choice(["sanction", "sanction", "investigation"]),
            "stack": chance.choice(["longest", "remaining-plus-new"]),
            "equal": chance.choice(["one", "sum"]),
            "promotion_only": chance.random() < 0.4,
            "warning": chance.choice([1, 6]),
            "demerit": chance.choice([2, 12]),
            "cap_months": 14,
        },
        "backdating": {"days": dated(chance, 1, 30, 60)},
        "training-before-promotion": {
            "days": dated(chance, 3, 5, 8),
            "months_before": dated(chance, 3, 12),
            "within_months": 6,
        },
        "exceptional-promotion": {
            "exceptional_steps": dated(chance, 1, 2),
            "most_steps": dated(chance, 1, 2),
            "months_since": dated(chance, 1, 6, 12),
            **({"bars": (chance.choice(["trial", "previous-exceptional"]),)} if chance.random() < 0.5 else {}),
        },
    }.get(kind, {})


def drawn_rule(make, kind, chance):
    counts = {name: chance.random() < 0.5 for name in ("acting", "trial", "concurrent", "secondment")}
    counts |= {"successor_posts": chance.random() < 0.7, "reorganisation_resets": chance.random() < 0.3}
    clock = chance.choice(
        ["same-post", "same-unit", "same-level", "role-class", "since-last-move", "since-last-promotion"]
    )
    told = {"clock": clock, "gap_months": chance.choice([0, 0, 1, 3]), "counts": counts}
    if chance.random() < 0.2:
        told["select"] = {"track": ("party",)}
    if chance.random() < 0.3:
        told["waiver"] = {"by": "boss"}
    return make(kind, **told, **parameters(kind, chance))


def recorded_act(register, make, kind, chance):
    """An act on file: what it leaves is ended by it, what it takes up is held from its day on."""
    who, day = chance.choice("ABCD"), near(chance, -300, 200)
    if kind == "probation":
        return make("confirm", who, day, confirms=chance.choice(POSTS))
    name = chance.choice(["appoint", "transfer", "transfer", "relieve", "promote"])
    held = [each.post for each in register.stretches(who) if each.start < day <= each.end]
    left = chance.sample(held, min(len(held), 1)) if name != "appoint" else []
    post, event = (None if name == "relieve" else chance.choice(POSTS)), f"cadre:{who}@act"
    for row in register.holdings:
        if row["cadre"] == who and row["post"] in left and row["start"] < day <= row["end"]:
            row.update(end=day, ended_by=event)
    if post:
        register.holdings = [
            row for row in register.holdings if (row["cadre"], row["post"]) != (who, post) or row["end"] <= day
        ]
        register.hold(who, post, day, event=event)
    level = {"level": chance.choice(["section", "section-deputy"])} if name == "promote" else {}
    recorded = day + timedelta(days=chance.randint(0, 90))
    return make(name, who, day, post, left=tuple(left), event=event, recorded_on=recorded, **level)


def rise(register, chance, asked):
    """What rules on rises ask besides: the level that a promotion gives, training, and what is exceptional."""
    if asked.level:
        others = [each for each in register.stands[asked.cadre] if each[0] != asked.day]
        register.stands[asked.cadre] = sorted([*others, (asked.day, asked.level, None)], key=lambda each: each[0])
    for number in range(chance.randint(0, 6)):
        start = near(chance, -600, 600)
        told = {"days": chance.choice(["1", "2.5", "4"]), "hours": None, "missed_hours": None, "collective": True}
        told |= {"kind": "practical", "scope": "in-county", "form": "course", "session": f"S{number}"}
        register.note("training-recorded", asked.cadre, start, start + timedelta(days=5), **told)
    for row in register.holdings:
        if chance.random() < 0.3:
            register.reasons[row["event"]] = "exceptional: needed"
    return asked._replace(reason=chance.choice([None, "exceptional: it is", "exceptional: it is"]))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS if kind.check])
def test_the_earliest_day_is_the_first_without_objection(kind, register, rule, act):
    tried = 0
    for seed in range(CASES.get(kind, 25)):
        chance, world = Random(f"{kind}{seed}"), type(register)()
        fill(world, chance)
        limit, asked = drawn_rule(rule, kind, chance), recorded_act(world, act, kind, chance)
        asked = rise(world, chance, asked) if kind in ON_RISES else asked
        world.freeze()
        found = next(iter(judge([limit], asked, world)), None)
        if found is None or found.outcome not in OBJECTIONS:
            continue
        tried += 1
        days = (asked.day + timedelta(days=number) for number in range(1, DAYS))
        first = next((day for day in days if lawful(limit, asked, day, world)), None)
        told = found.earliest if found.earliest and found.earliest < asked.day + timedelta(days=DAYS) else None
        assert told == first, (seed, found.sentence)
    assert tried or kind in NEVER_OBJECTS


def lawful(limit, asked, day, world):
    found = verdict_on(limit, asked._replace(day=day), world_on(world, asked, day))
    return found is None or found.outcome not in OBJECTIONS
