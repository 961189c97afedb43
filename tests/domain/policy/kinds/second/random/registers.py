"""Registers made of chance: plausible ones, with everything on which the rules could part."""

import itertools
from datetime import timedelta

from domain.levels import DEFAULT_LEVELS
from tests.domain.policy.kinds.second.random.acts import draw_act, draw_acts, hold
from tests.domain.policy.kinds.second.random.chance import (
    ALWAYS,
    CADRES,
    FOREVER,
    KINDS,
    LENGTHS,
    LEVELS,
    POSTS,
    UNITS,
    near,
)
from tests.domain.policy.kinds.second.random.files import draw_files

BEGUN = ("by-election: for another", "Elected", "Exceptional: so")


def draw(chance):
    told = {"units": draw_units(chance), "posts": [], "holdings": [], "levels": list(DEFAULT_LEVELS), "reasons": {}}
    told["people"] = {who: person(chance) for who in CADRES}
    told["stands"] = {who: stands(chance) for who in CADRES if chance.random() < 0.8}
    for who, stood in told["stands"].items():
        begun = [start for start, _, _ in stood[1:] if chance.random() < 0.2]
        told["reasons"] |= {f"cadre:{who}@level-{start}": "exceptional: so it is" for start in begun}
    pairs = [(one, other) for one in CADRES for other in CADRES if one != other]
    told["kin"] = [(one, chance.choice(("spouse", "Child")), other) for one, other in chance.sample(pairs, 2)]
    told["waivers"] = [
        ("R-1", chance.choice([*CADRES, *POSTS]), near(chance, -100, 0), near(chance, 1, 300))
        for _ in range(chance.choice((0, 0, 1, 2)))
    ]
    for post in POSTS:
        draw_post(chance, told, post)
    for who in CADRES:
        for post in POSTS:
            if chance.random() < 0.4:
                draw_holdings(chance, told, who, post)
    succeed(chance, told)
    draw_files(chance, told)
    act = draw_act(chance, told)
    chance.day = act["day"]
    told["acts"] = {"career": act, **draw_acts(chance, told)}
    for each in told["acts"].values():
        told["waivers"] += waivers(chance, each)
    return told, act


def waivers(chance, act):
    """Often a waiver for somebody or something that the act is about, beginning or ending about its day."""
    subjects = [each for each in (act["cadre"], act["post"], *act["left"], act["body"]) if each]
    start = act["day"] + timedelta(days=chance.choice((-30, -30, -1, 0, 1)))
    end = max(start, act["day"]) + timedelta(days=chance.choice((0, 1, 2, 60)))
    return [("R-1", chance.choice(subjects), start, end)] if subjects and start < end and chance.random() < 0.5 else []


def draw_units(chance):
    units = {name: {"name": name, "kind": "county", "parent": None, "was": []} for name in ("J", "K")}
    if chance.random() < 0.3:
        units["K"]["was"] = ["J"]
    kinds = {"U": "bureau", "V": "township", "W": None, "X": "bureau", "Y": "committee"}
    for unit in UNITS:
        parent = chance.choice("JJK") if unit != "Y" else "U"
        units[unit] = {"name": f"{unit}-land", "kind": kinds[unit], "parent": parent, "was": []}
    if chance.random() < 0.5:
        units["W"]["was"] = ["U"]
    if chance.random() < 0.3:
        units["X"]["was"] = ["W", "Y"]
    return units


def person(chance):
    values = {
        "started_work": str(near(chance, -1500, 0)),
        "joined_party": str(near(chance, -1200, 300)),
        "born": str(near(chance, -12000, -9000)),
        "sex": chance.choice("mf"),
        "education": chance.choice(("school", "college", "University", "college, law")),
        "native_place": chance.choice(("J", "somewhere, k", "far away")),
    }
    return {name: value for name, value in values.items() if chance.random() < 0.85}


def stands(chance):
    found = [(ALWAYS, chance.choice((None, "clerk", "section-deputy")), None)]
    days = sorted({near(chance, -600, 300) for _ in range(chance.randint(0, 3))})
    return found + [(day, chance.choice(LEVELS), None) for day in days]


def definition(chance):
    return {
        "unit": chance.choice(UNITS),
        "name": chance.choice(("head", "deputy head", "clerk of the office", "accountant")),
        "track": chance.choice(("party", "admin", "business")),
        "level": chance.choice((*LEVELS[:3], None)),
        "seats": chance.choice((1, 1, 1, 2, 3)),
        "key_post": chance.random() < 0.3,
        "backbone": chance.random() < 0.5,
        "part_time": chance.random() < 0.2,
        "requires": chance.choice(((), (), ("party-member",), ("college", "law"))),
    }


def draw_post(chance, told, post):
    begin, end = near(chance, -1100, -900), FOREVER if chance.random() < 0.8 else near(chance, 50, 500)
    turns = sorted({near(chance, -600, 400) for _ in range(chance.choice((0, 0, 0, 1, 2)))})
    bounds = [begin, *(day for day in turns if begin < day < end), end]
    drawn = definition(chance)
    for start, until in itertools.pairwise(bounds):
        told["posts"].append({"post": post, "from": start, "until": until, "succeeds": [], **drawn})
        drawn = {**drawn, **{key: definition(chance)[key] for key in chance.sample(list(drawn), 3)}}


def draw_holdings(chance, told, who, post):
    start = near(chance)
    for _ in range(chance.randint(1, 3)):
        until = start + timedelta(days=chance.choice(LENGTHS)) if chance.random() < 0.75 else FOREVER
        over = {"since_known": chance.random() < 0.92}
        if chance.random() < 0.2:
            over["planned_end"] = near(chance, 0, 600)
        hold(told, who, post, start, until, chance.choice(KINDS), **over)
        reasons = told["reasons"]
        if chance.random() < 0.3:
            reasons[f"cadre:{who}@{len(told['holdings'])}-end"] = "special-need: it is"
        if chance.random() < 0.3:
            reasons[f"cadre:{who}@{len(told['holdings'])}"] = chance.choice(
                ("by-election: for another", "Elected", "Exceptional: so")
            )
        if until == FOREVER:
            return
        start = until + timedelta(days=chance.choice((0, 0, 0, 1, 2, 28, 29, 30, 31, 92)))


def succeed(chance, told):
    """Sometimes a post ends and another goes on in its place; who holds it is carried over."""
    if chance.random() < 0.5:
        return
    old, new = chance.sample(POSTS, 2)
    day = near(chance, -300, 200)
    for row in [row for row in told["posts"] if row["post"] == old]:
        row["until"] = min(row["until"], day)
    told["posts"] = [row for row in told["posts"] if row["from"] < row["until"] and row["post"] != new]
    if not any(row["post"] == old for row in told["posts"]):
        return
    told["posts"].append({"post": new, "from": day, "until": FOREVER, "succeeds": [old], **definition(chance)})
    carried = {row["cadre"] for row in told["holdings"] if row["post"] == old}
    told["holdings"] = [
        row for row in told["holdings"] if row["post"] != new or (row["from"] >= day and row["cadre"] not in carried)
    ]
    for row in [row for row in told["holdings"] if row["post"] == old]:
        if row["from"] >= day:
            told["holdings"].remove(row)
        elif row["until"] > day:
            event = f"{row['event']}-on"
            told["holdings"].append({**row, "post": new, "from": day, "event": event})
            row.update(until=day, ended_by=event)
