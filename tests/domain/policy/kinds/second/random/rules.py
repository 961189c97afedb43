"""Rules made of chance, of every kind."""

import json

from domain.policy.pack import read_pack, write_pack
from tests.domain.policy.kinds.second.random import dossier_rules
from tests.domain.policy.kinds.second.random.chance import LEVELS, near, rows, some

CLOCKS = (
    *("same-post", "same-post-cumulative", "same-unit", "same-level", "same-area-level"),
    *("role-class", "since-last-move", "since-last-promotion"),
)


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
        "pick": chance.choice(("effective-day", "effective-day", "decision-day", "decision-day", "holding-start")),
        "clock": chance.choice(CLOCKS),
        "warn_days": chance.choice((0, 30, 180)),
        "gap_months": chance.choice((0, 0, 0, 1, 1, 3)),
        "select": select(chance) if kind != "quota" else {"track": ["party"]},
        "counts": counts,
        "waiver": {"by": "boss", "needs": ["reason"]} if chance.random() < 0.5 else None,
        "exceptions": [{"code": "minority-area", "needs": chance.choice(("approval", "basis", "reason"))}]
        * (chance.random() < 0.4),
        "unknown": "block",
        "numbers": numbers,
        "options": options,
    }
    rule["from"] = max((rows[0]["from"] for rows in numbers.values()), default="1900-01-01")
    if chance.random() < 0.2:
        rule |= {"unknown": "warn", "unknown_until": str(near(chance, -200, 200))}
    until = str(near(chance, 0, 300))
    if chance.random() < 0.1 and until > rule["from"]:
        rule["until"] = until
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


def parameters(chance, kind):
    """Numbers and options of a rule of the kind."""
    beside = dossier_rules.numbers(chance, kind), dossier_rules.options(chance, kind)
    return {**numbers_of(chance, kind), **beside[0]}, {**options_of(chance, kind), **beside[1]}


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
        {"metric": "no-grade-below", "years": chance.choice((1, 3)), "grade": "competent"},
        {"metric": "years-with-grade", "years": 3, "at_least": chance.choice((1, 2, 3)), "grade": "competent"},
        {"metric": "years-with-rank", "years": 3, "at_least": chance.choice((1, 2)), "rank": chance.choice((1, 2))},
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
