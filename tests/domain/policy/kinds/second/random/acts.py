"""Acts made of chance, on file in a register: on careers, on bodies, on money, and what closes a post."""

from datetime import date, timedelta

from tests.domain.policy.kinds.second.random.chance import (
    ACTS,
    CADRES,
    FOREVER,
    KINDS,
    LENGTHS,
    LEVELS,
    POSTS,
    near,
)

BODY_ACTS = {
    "body-constituted": "body-constitute",
    "body-member-joined": "body-member",
    "body-member-left": "body-leave",
    "body-renewed": "body-renew",
}
DECISIONS = (None, "minutes 1", "D1", "D2", "D3", "D4")
REASONS = (
    None,
    "special-need: now",
    "Health: ill",
    "other",
    "minority-area: there",
    "exceptional: he is",
    "Exceptional",
)


def plain(chance, name, who, day, **more):
    """An act that does nothing to a career, with everything that an act may state."""
    others = [each for each in CADRES if each != who]
    persons = (*others, "officer", None)
    told = {
        "act": name,
        "cadre": who,
        "day": day,
        "recorded_on": day + timedelta(days=chance.choice((-5, 0, 1, 29, 30, 31, 60, 61))),
        "post": None,
        "kind": "substantive",
        "left": (),
        "level": None,
        "decided_on": chance.choice((None, *(day - timedelta(days=days) for days in (1, 20, 200)))),
        "actor": chance.choice(("officer", "officer", *others)),
        "authority": chance.choice(persons),
        "approved_by": chance.choice(persons),
        "decision": chance.choice(DECISIONS),
        "basis": chance.choice((None, "No. 1")),
        "reason": chance.choice(REASONS),
        "partners": (),
        "event": None,
        "confirms": None,
        "body": None,
        "amount": None,
    }
    return {**told, **more}


def closing(told, post):
    return max(row["until"] for row in told["posts"] if row["post"] == post)


def hold(told, who, post, start, until, kind, **more):
    event = more.pop("event", f"cadre:{who}@{len(told['holdings']) + 1}")
    until = min(until, closing(told, post))
    row = {"cadre": who, "post": post, "kind": kind, "from": start, "until": until, "event": event}
    row |= {"ended_by": None if until == FOREVER else f"{event}-end", "planned_end": None, "since_known": True}
    if start < until:
        told["holdings"].append({**row, "since": start, **more})


def draw_act(chance, told):
    """An act on a career: what it leaves is ended by it, what it takes up is held from its day on."""
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
    kind = chance.choice(KINDS) if name != "depart" else chance.choice(("retire", "resign", "dismiss"))
    level = chance.choice(LEVELS) if name in {"promote", "demote"} else None
    partners = tuple(chance.sample([each for each in CADRES if each != who], 1)) if name == "exchange" else ()
    carry_out(chance, told, (who, day, event, kind), post, left)
    if level or name == "depart":
        stand(told, who, day, level, kind if name == "depart" else None)
    more = {"post": post, "kind": kind, "left": tuple(left), "level": level, "partners": partners}
    return plain(chance, name, who, day, event=event, confirms=confirms, **more)


def carry_out(chance, told, doing, post, left):
    """End what is left, and let what is taken up be held."""
    who, day, event, kind = doing
    for row in told["holdings"]:
        if row["cadre"] == who and row["post"] in left and row["from"] < day <= row["until"]:
            row.update(until=day, ended_by=event)
    if post:
        kept = [row for row in told["holdings"] if (row["cadre"], row["post"]) != (who, post) or row["until"] <= day]
        told["holdings"] = kept
        until = FOREVER if chance.random() < 0.8 else day + timedelta(days=chance.choice(LENGTHS))
        hold(told, who, post, day, until, kind, event=event)


def stand(told, who, day, level, departure):
    """From the day on the cadre stands at a level, or has left the service."""
    before = [each for each in told["stands"].get(who, [(date.min, None, None)]) if each[0] < day]
    after = [] if departure else [each for each in told["stands"].get(who, ()) if each[0] > day]
    told["stands"][who] = [*before, (day, level or before[-1][1], departure), *after]


def draw_acts(chance, told):
    """Acts beside careers: on a body, on money, a sanction, a reward."""
    acts = {"spend": spend(chance), "reward": plain(chance, "reward", chance.choice(CADRES), near(chance, -300, 200))}
    bodies = [each for each in told["noted"] if each["topic"] in BODY_ACTS]
    row = chance.choice(bodies)
    name, who = BODY_ACTS[row["topic"]], row.get("cadre") or ""
    acts["body"] = plain(chance, name, who, row["from"], body=row["body"], event=row["event"])
    sanctions = [each for each in told["noted"] if each["topic"] == "sanction-imposed"]
    if sanctions:
        row = chance.choice([each for each in sanctions if each["until"] < FOREVER] or sanctions)
        acts["sanction"] = plain(chance, "sanction", row["cadre"], row["from"], kind=row["kind"], event=row["event"])
    return acts


def spend(chance):
    amount = chance.choice(("4999.99", "5000", "5000.01", "10000", "10000.01"))
    return plain(chance, "fund-spend", "", near(chance, -300, 200), amount=amount, event="funds:F@1")
