"""Registers, acts and rules made of chance: plausible ones, with everything on which the rules could part."""

import itertools
import json
from datetime import date, timedelta

import pytest

from domain.levels import DEFAULT_LEVELS
from domain.policy.pack import read_pack, write_pack

FOREVER, ALWAYS = date.max, date.min
MIDDLE = date(2020, 2, 29)
CADRES, POSTS, UNITS = "ABCD", [f"P{number}" for number in range(7)], "UVWXY"
LEVELS = ("clerk", "section-deputy", "section", "division-deputy")
KINDS = ("substantive", "substantive", "substantive", "acting", "trial", "concurrent", "secondment", "assistant")
ACTS = ("appoint", "transfer", "transfer", "exchange", "rotate", "promote", "demote", "relieve", "depart")
LENGTHS = (1, 2, 27, 28, 29, 30, 31, 59, 90, 181, 200, 365, 366, 400, 731)
CLOCKS = (
    *("same-post", "same-post-cumulative", "same-unit", "same-level", "same-area-level"),
    *("role-class", "since-last-move", "since-last-promotion"),
)


@pytest.fixture(scope="session")
def drawn():
    """A function from chance to the tables of a register and an act on file in it."""
    return draw


@pytest.fixture(scope="session")
def drawn_rule():
    """A function from chance and a kind to a rule of a pack as it is stored, and the same rule read back."""
    return draw_rule


@pytest.fixture(scope="session")
def on_paper():
    """A function that tells an empty register on paper what stands in the tables."""
    return write_down


def near(chance, first=-700, last=400):
    """A day; often the end of a month, and the last days of February before all."""
    day = MIDDLE + timedelta(days=chance.randint(first, last))
    if chance.random() < 0.4:
        day = day.replace(day=1) - timedelta(days=chance.choice((0, 1, 1, 2)))
    return day


def draw(chance):
    told = {"units": draw_units(chance), "posts": [], "holdings": [], "levels": list(DEFAULT_LEVELS), "reasons": {}}
    told["people"] = {who: person(chance) for who in CADRES}
    told["stands"] = {who: stands(chance) for who in CADRES if chance.random() < 0.8}
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
    return told, draw_act(chance, told)


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


def closing(told, post):
    return max(row["until"] for row in told["posts"] if row["post"] == post)


def hold(told, who, post, start, until, kind, **more):
    event = more.pop("event", f"cadre:{who}@{len(told['holdings']) + 1}")
    until = min(until, closing(told, post))
    row = {"cadre": who, "post": post, "kind": kind, "from": start, "until": until, "event": event}
    row |= {"ended_by": None if until == FOREVER else f"{event}-end", "planned_end": None, "since_known": True}
    if start < until:
        told["holdings"].append({**row, "since": start, **more})


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
            reasons[f"cadre:{who}@{len(told['holdings'])}"] = chance.choice(("by-election: for another", "Elected"))
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


def draw_act(chance, told):
    """An act on file: what it leaves is ended by it, what it takes up is held from its day on."""
    who, day = chance.choice(CADRES), near(chance, -300, 200)
    trials = [row for row in told["holdings"] if row["kind"] == "trial" and row["from"] < day]
    name = chance.choice(ACTS) if chance.random() < 0.85 or not trials else "confirm"
    event, post, left, confirms = f"cadre:{who}@act", None, [], None
    if name == "confirm":
        trial = chance.choice(trials)
        who, confirms = trial["cadre"], trial["post"]
    elif name not in {"relieve", "depart"} and (name != "promote" or chance.random() < 0.7):
        post = chance.choice([each for each in POSTS if any(row["post"] == each for row in told["posts"])])
    held = sorted(
        {row["post"] for row in told["holdings"] if row["cadre"] == who and row["from"] < day <= row["until"]}
    )
    if name not in {"appoint", "confirm"} and held:
        left = chance.sample(held, min(len(held), chance.choice((1, 1, 1, 2))))
    for row in told["holdings"]:
        if row["cadre"] == who and row["post"] in left and row["from"] < day <= row["until"]:
            row.update(until=day, ended_by=event)
    kind = chance.choice(KINDS)
    if post:
        kept = [row for row in told["holdings"] if (row["cadre"], row["post"]) != (who, post) or row["until"] <= day]
        told["holdings"] = kept
        until = FOREVER if chance.random() < 0.8 else day + timedelta(days=chance.choice(LENGTHS))
        hold(told, who, post, day, until, kind, event=event)
    others = [each for each in CADRES if each != who]
    persons = (*others, "officer", None)
    return {
        "act": name,
        "cadre": who,
        "day": day,
        "recorded_on": day + timedelta(days=chance.choice((-5, 0, 1, 29, 30, 31, 60, 61))),
        "post": post,
        "kind": kind,
        "left": tuple(left),
        "level": chance.choice(LEVELS) if name in {"promote", "demote"} else None,
        "decided_on": chance.choice((None, day - timedelta(days=chance.choice((1, 20, 200))))),
        "actor": chance.choice(("officer", "officer", *others)),
        "authority": chance.choice(persons),
        "approved_by": chance.choice(persons),
        "decision": chance.choice((None, "minutes 1")),
        "basis": chance.choice((None, "No. 1")),
        "reason": chance.choice((None, "special-need: now", "Health: ill", "other", "minority-area: there")),
        "partners": tuple(chance.sample(others, 1)) if name == "exchange" else (),
        "event": event,
        "confirms": confirms,
    }


# --- rules ----------------------------------------------------------------------------------------


def draw_rule(chance, kind):
    """A rule as a pack stores it, and as it is judged."""
    counts = {name: chance.random() < 0.6 for name in ("acting", "trial", "concurrent", "secondment", "assistant")}
    counts |= {"successor_posts": chance.random() < 0.7, "reorganisation_resets": chance.random() < 0.3}
    numbers, options = parameters(chance, kind)
    rule = {
        "id": "R-1",
        "kind": kind,
        "article": "art. 1",
        "effect": chance.choice(("BLOCK", "BLOCK", "WARN", "RECORD")),
        "pick": chance.choice(("effective-day", "effective-day", "decision-day", "holding-start")),
        "clock": chance.choice(CLOCKS),
        "warn_days": chance.choice((0, 30, 180)),
        "gap_months": chance.choice((0, 0, 0, 1, 1, 3)),
        "select": select(chance),
        "counts": counts,
        "waiver": {"by": "boss", "needs": ["reason"]} if chance.random() < 0.4 else None,
        "exceptions": [{"code": "minority-area", "needs": chance.choice(("approval", "basis", "reason"))}]
        * (chance.random() < 0.4),
        "unknown": "block",
        "numbers": numbers,
        "options": options,
    }
    rule["from"] = max((rows[0]["from"] for rows in numbers.values()), default="1900-01-01")
    if chance.random() < 0.2:
        rule |= {"unknown": "warn", "unknown_until": str(near(chance, -200, 200))}
    if chance.random() < 0.1:
        rule["until"] = str(near(chance, 0, 300))
    content = {"pack": {"id": "p", "version": "1", "title": "P", "parent": "", "from": "1900-01-01"}}
    content |= {"articles": {"art. 1": {"wording": "So it is."}}, "rules": [rule]}
    written = write_pack(content)
    return json.loads(written)["rules"][0], read_pack(written).rules[0]


def select(chance):
    if chance.random() < 0.6:
        return {}
    wanted = {
        "track": chance.sample(("party", "admin", "business"), 2),
        "level": chance.sample(LEVELS[:3], 2),
        "unit_kind": ["bureau", "township"],
        "post_kind": chance.choice((["*head"], ["P?", "x"], ["P1", "clerk*"])),
        "key_post": chance.random() < 0.5,
        "part_time": chance.random() < 0.2,
    }
    return {key: wanted[key] for key in chance.sample(list(wanted), 1)}


def rows(chance, *values):
    """A dated number: always the same, or one that changes, or one that begins later."""
    bounds = ["1900-01-01"] if chance.random() < 0.9 else [str(near(chance, -500, 0))]
    while chance.random() < 0.3:
        bounds.append(str(max(near(chance, -300, 300), date.fromisoformat(bounds[-1]) + timedelta(days=1))))
    return [{"from": bound, "value": chance.choice(values)} for bound in bounds]


def some(chance, **options):
    """A part of the options."""
    return {name: value for name, value in options.items() if chance.random() < 0.4}


def parameters(chance, kind):
    """Numbers and options of a rule of the kind."""
    return numbers_of(chance, kind), options_of(chance, kind)


def numbers_of(chance, kind):
    match kind:
        case "tenure-max":
            return lasting(chance) | some(chance, may=rows(chance, 1, 2)) | some(chance, should=rows(chance, 2, 5))
        case "tenure-min" | "cooling-off" | "vacancy-alarm":
            return lasting(chance)
        case "terms-max":
            terms = {"terms": rows(chance, 1, 2), "term_years": rows(chance, 1, 1, 2)}
            return terms | some(chance, partial_term_counts_from_months=rows(chance, 1, 6))
        case "movement-share":
            window = {"share": rows(chance, "1/3", "1/2", "0.2", "0"), "window_months": rows(chance, 1, 2, 6)}
            return window | some(chance, min_posts=rows(chance, 2, 3))
        case "backbone-min":
            enough = {"share": rows(chance, "1/3", "0.60", "1", "1/2")}
            if chance.random() < 0.2:
                enough = {"count": rows(chance, 1, 2)}
            extent = some(chance, months_in_unit=rows(chance, 1, 6, 12))
            return enough | extent | some(chance, min_people=rows(chance, 1, 2, 3))
        case "pair-not-together":
            return {"window_days": rows(chance, 1, 30, 100)}
        case "publicity-required":
            return {"working_days": rows(chance, 5, 7)}
        case "concurrent-max":
            return {"posts": rows(chance, 1, 2, 3)}
        case "early-removal":
            return lasting(chance) | some(chance, special_need_per_term=rows(chance, 1, 2))
        case "probation":
            return lasting(chance) | some(chance, confirm_within_days=rows(chance, 30, 90))
        case "backdating":
            return {"days": rows(chance, 1, 30, 60)}
    return {}


def lasting(chance):
    if chance.random() < 0.3:
        return {"years": rows(chance, 1, 2)}
    return {"months": rows(chance, 1, 2, 6, 11, 12, 13, 24)}


def options_of(chance, kind):
    match kind:
        case "terms-max":
            return some(chance, consecutive=chance.random() < 0.5, partial_reasons=["by-election"])
        case "tenure-min":
            return {"acts": ["transfer", "exchange", "rotate", "promote", "relieve"]}
        case "movement-share":
            movement = {"movement": chance.choice(("departures", "arrivals", "both"))}
            return movement | some(chance, track=["party", "admin"], backbone_only=True)
        case "backbone-min":
            return some(chance, of=chance.choice(("before", "after")), unit_kind=["bureau"])
        case "pair-not-together":
            return {"roles": [["head", "P1"], "deputy*", "clerk*"]} | some(chance, within="unit")
        case "exchange-crosses":
            between = chance.choice(("track", "unit", "area", ["track", "unit"]))
            return {"between": between, "acts": ["exchange", "transfer", "rotate"]}
        case "kin-avoidance":
            who = some(chance, relations=["spouse"], duties=["*head", "account*"])
            return who | some(chance, levels=list(LEVELS[:2]), within="area")
        case "native-place-avoidance":
            return some(chance, duties=["*head"], levels=list(LEVELS[:2]))
        case "eligibility":
            scale = chance.choice(([], ["school", "college", "University"]))
            wanted = {"criteria": conditions(chance), "education_scale": scale}
            return wanted | some(chance, promotion_only=True)
        case "concurrent-max":
            return some(chance, kinds=["substantive", "concurrent", "trial"])
        case "incompatible-duties":
            sets = {"sets": [["head", ["deputy*", "P5"]], ["P1", "P2", "account*"]]}
            return sets | some(chance, kinds=["substantive", "concurrent"])
        case "age-limit":
            return {"table": ages(chance)}
        case "early-removal":
            return {"reasons": ["health", "special-need"]}
        case "probation":
            return some(chance, kinds=["trial", "acting"])
        case "backdating":
            return some(chance, needs=["basis", "decision"])
        case "separation-of-duties":
            return some(chance, roles=chance.sample(("proposer", "approver", "decider", "subject", "kin"), 3))
        case "vacancy-alarm":
            return some(chance, filled_by=["substantive", "acting"])
    return {}


def conditions(chance):
    how_long = chance.choice(({"at_least": 1}, {"at_least_months": 3}, {"at_least_months": 11}, {"at_least": 2}))
    levels = some(chance, or_higher=False)
    every = [
        {"metric": "service-years", **how_long},
        {"metric": "party-years", **how_long},
        {"metric": "age", **(some(chance, at_least=28, at_most=31) or {"at_least": 30})},
        {"metric": "education", "at_least": "college"},
        {"metric": "years-at-level", **how_long, **levels, **some(chance, at_level="section")},
        {"metric": "years-at-lower-level", **how_long, **levels},
        {"metric": "posts-at-level", "at_least": chance.choice((1, 2)), **levels},
        {"metric": "posts-at-lower-level", "at_least": chance.choice((1, 2)), **levels},
        {"metric": "years-in-post", **how_long},
        {"metric": "years-in-post-kind", **how_long, "post_kind": ["*head", "P2"]},
        {"metric": "years-in-unit", **how_long},
        {"metric": "years-in-unit-kind", **how_long, "unit_kind": ["township", "bureau"]},
        {"metric": "years-in-track", **how_long, **some(chance, track="party")},
        {"metric": "years-since-move", **how_long},
        {"metric": "years-since-promotion", **how_long},
        {"metric": "post-requires"},
    ]
    return chance.sample(every, 2)


def ages(chance):
    """A table of ages, the first row that fits decides."""
    row = {"years": chance.choice((28, 29, 30)), "months": chance.choice((0, 3))}
    first = {**row, **some(chance, sex=["m"], track=["party"], level=list(LEVELS[:2]), post_kind=["*head"])}
    first |= some(chance, born_from="1990-01", born_until="1992-06")
    if chance.random() < 0.4:
        first |= {"delay_from": "2019-05", "delay_every": chance.choice((2, 4)), "delay_most": chance.choice((3, 36))}
    return [first, {"years": 31}] if chance.random() < 0.8 else [first]


# --- the register on paper ------------------------------------------------------------------------


def write_down(register, told):
    """Tell an empty register on paper what stands in the tables."""
    register.units.update(
        {name: {"name": unit["name"], "kind": unit["kind"], "parent": unit["parent"], "was": tuple(unit["was"])}
         for name, unit in told["units"].items()}
    )  # fmt: skip
    for row in told["posts"]:
        more = {key: value for key, value in row.items() if key not in {"post", "from", "until", "succeeds", "unit"}}
        register.post_at(row["post"], row["unit"], row["from"], row["until"], row["succeeds"], **more)
    for row in told["holdings"]:
        more = {key: value for key, value in row.items() if key not in {"cadre", "post", "from", "until"}}
        register.hold(row["cadre"], row["post"], row["from"], row["until"], **more)
    register.people.update(told["people"])
    register.stands.update(told["stands"])
    register.relatives.extend(told["kin"])
    register.reasons.update(told["reasons"])
    for waived in told["waivers"]:
        register.waive(*waived)
    register.freeze()
    return register
