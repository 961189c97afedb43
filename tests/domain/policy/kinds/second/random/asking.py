"""Asking both implementations the same, and putting the answers into the same words."""

from datetime import timedelta
from fractions import Fraction

from domain.policy.asked import Asked
from domain.policy.judge import dues, judge_closing, verdict_on, with_state
from domain.policy.kind import Closing
from domain.policy.kinds import long_service, quota, training_min, workload_credit
from tests.domain.policy.kinds.second.random.chance import CADRES, POSTS, UNITS, near

BANDS = ("may", "should")
ACTS = {
    "composition": ("body", "body", "career"),
    "member-eligibility": ("body",),
    "decision-required": ("career", "career", "spend"),
    "freeze": ("career", "career", "reward", "sanction"),
}
"""Kind -> which acts it is asked about; all others about the act on a career."""


def answers(kind, rules, told, paper, second, chance):
    """(what is asked, what the first says, what the second says), each once for each way of asking the kind."""
    stored, rule = rules
    day = told["acts"]["career"]["day"]
    if kind.check:
        yield from of_act(kind, rules, told, paper, second, chance)
    if kind.due:
        held = [each for each in paper.every() if each.on(day)]
        found = {(each.cadre, each.post): each for each in dues([rule], held, day, paper)}
        for each in held:
            other = second.due(stored, each.cadre, each.post, day)
            yield f"due {kind.name} {stored['clock']}", due_said(found.get((each.cadre, each.post))), other
    if kind.vacancy and rule.on(day):
        yield from of_vacancies(kind, rules, day, paper, second)
    for register, owed in (("cadre", kind.owed), ("unit", kind.owed_by_unit)):
        if owed and rule.on(day):
            yield from of_debts(
                kind, rules, (register, owed), day + timedelta(days=chance.choice((0, 150))), paper, second
            )
    if kind.closing:
        yield of_closing(rules, paper, second, chance)
    if reported := REPORTED.get(kind.name):
        yield from reported(rules, told, paper, second, chance)


def of_act(kind, rules, told, paper, second, chance):
    stored, rule = rules
    act = told["acts"].get(chance.choice(ACTS.get(kind.name, ("career",)))) or told["acts"]["career"]
    yield kind.name, said(verdict_on(rule, Asked(**act), paper)), second.judge(stored, act)


def said(verdict):
    """A verdict in the words of the second implementation."""
    if verdict is None:
        return None
    told = {**verdict.figures, "outcome": verdict.outcome, "effect": verdict.rule.effect}
    if verdict.rule.kind == "kin-avoidance":
        told["met"] = sorted({(each["cadre"], each["post"]) for each in told["relatives"]})
    if verdict.rule.kind == "eligibility" and "conditions" in told:
        told["met"] = [each["met"] for each in told["conditions"]]
    if verdict.rule.kind == "composition" and "members" in told:
        told["members"] = sorted(told["members"])
    return told


def due_said(due):
    """A duty of a post in the words of the second implementation."""
    if due is None:
        return None
    told = {name: getattr(due, name) for name in ("since", "counted_days", "due_on", "state")}
    return told | {name: day for name, day in due.bands if name in BANDS}


def of_vacancies(kind, rules, day, paper, second):
    stored, rule = rules
    for post in sorted({term[2]["post"] for term in paper.terms})[:3]:
        place = paper.post(post, day)
        raised = kind.vacancy(rule, place, day, paper) if place else None
        yield kind.name, due_said(with_state(raised, paper) if raised else None), second.vacancy(stored, post, day)


def of_debts(kind, rules, asked, today, paper, second):
    """Everything that each cadre, or each unit, has owed by the day."""
    (stored, rule), (register, owed) = rules, asked
    ask = getattr(second, "owed_" + kind.name.replace("-", "_"))
    for name in CADRES if register == "cadre" else UNITS:
        subject = f"{register}:{name}" if kind.name == "handling-limit" else name
        first = [owed_said(each, today) for each in owed(rule, name, today, paper)]
        other = [with_debt_state(each, today) for each in ask(stored, subject, today, **stored["options"])]
        yield f"owed {kind.name}", of_all(first), of_all([{**told, **each} for told, each in paired(first, other)])


def paired(first, other):
    """Each of the others with the first of the same; what only the first says may be left out."""
    told = {each["about"]: each for each in first}
    return [(told.get(each["about"], {}), each) for each in other]


def of_all(told):
    """Several things as one answer, in the state of the last of them."""
    told = sorted(told, key=lambda each: each["about"])
    return {"state": told[-1]["state"], "all": told} if told else None


def owed_said(owed, today):
    names = ("about", "raised_on", "due_on", "done_by", "post")
    return with_debt_state({name: getattr(owed, name) for name in names}, today)


def with_debt_state(told, today):
    state = "done" if told["done_by"] else "overdue" if told["due_on"] <= today else "open"
    return {**told, "state": state}


def of_closing(rules, paper, second, chance):
    stored, rule = rules
    post, day, decision = chance.choice(POSTS), near(chance, -500, 300), chance.choice((None, "D1", "D1"))
    closed = Closing(post, day, decision, "post:x@1", None)
    first = next(iter(judge_closing([rule], closed, paper)), None)
    told = first and {**first.figures, "outcome": first.outcome}
    keep = stored["options"].get("keep_establishment", True)
    return "post-abolition", told, second.closing(stored, post, day, decision, keep)


def of_training(rules, told, paper, second, _chance):
    """What is required and done in each period, to the tenth."""
    stored, rule = rules
    today = told["acts"]["career"]["day"]
    for who in CADRES:
        found = training_min.accounts(rule, who, today, paper)
        first = [{"about": each.start, **account_said(each)} for each in found]
        others = second.training_years(stored, who, today, **stored["options"])
        yield (
            "account training-min",
            of_all(first),
            of_all([{"about": each[0], **account_told(each)} for each in others]),
        )


def account_said(account):
    done = [account.days_done, account.hours_done]
    needed = [account.days_required, account.hours_required]
    state = "fulfilled" if account.fulfilled else "short"
    return {
        "state": state,
        "needed": [Fraction(each, 10) for each in needed],
        "done": [Fraction(each, 10) for each in done],
    }


def account_told(told):
    account = told[3]
    days, hours = account["done"][-1][1:] if account["done"] else (0, 0)
    enough = (account["days"] and days >= account["days"]) or (account["hours"] and hours >= account["hours"])
    needed = [account["days"], account["hours"]]
    return {"state": "fulfilled" if enough else "short", "needed": needed, "done": [days, hours]}


def of_workload(rules, told, paper, second, _chance):
    """The days in each role, or in several at once, with who has not accepted them yet."""
    stored, rule = rules
    today = told["acts"]["career"]["day"]
    for who in CADRES:
        found = workload_credit.credits_of(rule, who, today.year, today, paper)
        first = {
            (each.roles, Fraction(each.rate, 100), each.missing, frozenset(each.events)): each.days for each in found
        }
        other = second.class_hours(stored, who, today.year, today, **stored["options"])
        state = "missing" if any(key[2] for key in other) else "accepted"
        yield "workload-credit", first and {"state": state, "days": first}, other and {"state": state, "days": other}


def of_long_service(rules, told, paper, second, _chance):
    stored, rule = rules
    today = told["acts"]["career"]["day"]
    for who in CADRES if rule.on(today) else ():
        found, other = long_service.service(rule, who, today, paper), second.long_service(stored, who, today)
        other["state"] = "long" if other["long_since"] else "not long"
        first = {"days": found.days, "long_since": found.long_since}
        yield "long-service", {**first, "state": "long" if found.long_since else "not long"}, other


def of_quota(rules, told, paper, second, chance):
    stored, rule = rules
    today = told["acts"]["career"]["day"]
    tracks = ([], ["party"], ["admin"], ["party", "business"], ["business"])
    nominees = [chance.choice(tracks) for _ in range(chance.choice((0, 2, 3, 4, 5, 6)))]
    found = quota.quota_of(rule, today, nominees) if rule.on(today) else None
    first = found and {"nominees": found.nominees, "within": found.within, "met": found.met, "state": str(found.met)}
    other = second.quota(stored, today, nominees) if rule.on(today) else None
    yield "quota", first, other and {**other, "state": str(other["met"])}


REPORTED = {
    "training-min": of_training,
    "workload-credit": of_workload,
    "long-service": of_long_service,
    "quota": of_quota,
}
"""Kinds that are asked in a way of their own."""
