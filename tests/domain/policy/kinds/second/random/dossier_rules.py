"""Numbers and options of rules about what is noted in dossiers, made of chance."""

from tests.domain.policy.kinds.second.random.chance import LEVELS, rows, some

MATTERS = (
    *("complaint", "investigation", "appeal", "disclosure", "clarification", "rectification", "sanction-execution"),
)
GRAVITY = {
    "complaint": {"severity": ["serious", "ordinary"]},
    "disclosure": {"severity": "serious"},
    "appeal": {"stage": "appeal"},
}
WORTH = {"political-theory", "study-tour", "practical"}


def numbers(chance, kind):
    match kind:
        case "training-min":
            least = some(chance, or_hours=rows(chance, 20, 40))
            return (
                {"days": rows(chance, 2, 5, 12), **least} if chance.random() < 0.7 else {"hours": rows(chance, 15, 40)}
            )
        case "training-before-promotion":
            least = {"days": rows(chance, 1, 3)} | some(chance, or_hours=rows(chance, 8, 20))
            least = least if chance.random() < 0.8 else {"hours": rows(chance, 7, 20)}
            return {**least, "months_before": rows(chance, 6, 12, 36), "within_months": rows(chance, 1, 12)}
        case "training-outside":
            return {"sessions": rows(chance, 1, 1, 2)}
        case "composition":
            counts = some(chance, at_least=rows(chance, 1, 2, 3)) | some(chance, at_most=rows(chance, 1, 2, 3))
            return counts | some(chance, share=rows(chance, "1/3", "0.5", "2/3"))
        case "yearly-count":
            return {"at_least": rows(chance, 1, 1, 2)}
        case "body-term":
            return {"term_share": rows(chance, "1", "1/2", "0.4")} | some(chance, months=rows(chance, 7, 12))
        case "decision-required":
            told = some(chance, quorum=rows(chance, "2/3", "1/2")) | some(chance, majority=rows(chance, "1/2", "2/3"))
            return told | some(chance, notice_days=rows(chance, 5)) | some(chance, above=rows(chance, 5000, 10000))
        case "freeze":
            months = {"warning": rows(chance, 1, 2), "demerit": rows(chance, 3, 4), "removal": rows(chance, 6, 12)}
            return months | some(chance, cap_months=rows(chance, 5, 8)) | some(chance, end_days=rows(chance, 15, 30))
        case "handling-limit":
            return {"days": rows(chance, 30, 60)} if chance.random() < 0.6 else {"months": rows(chance, 1, 2)}
        case "exceptional-promotion":
            steps = {"exceptional_steps": rows(chance, 2, 2, 3), "most_steps": rows(chance, 1, 2)}
            return {**steps, "months_since": rows(chance, 6, 12)}
        case "long-service":
            return {"months": rows(chance, 1, 6, 12)} if chance.random() < 0.7 else {"years": rows(chance, 1)}
        case "quota":
            return {"share": rows(chance, "1/3", "1/2", "0.4")}
    return {}


def options(chance, kind):
    match kind:
        case "training-min":
            span = {"per": "5-years", **some(chance, period_start=2016)} if chance.random() < 0.3 else {}
            who = some(chance, whose="members") | some(chance, where_kept=True)
            return sessions(chance) | span | who | some(chance, prorata=chance.choice(("days", "months", "none")))
        case "training-before-promotion":
            return sessions(chance)
        case "training-outside":
            return {"scope": ["outside-county", "outside-city"], **some(chance, training_kind=sorted(WORTH)[:2])}
        case "workload-credit":
            return workload(chance)
        case "composition":
            return composition(chance)
        case "yearly-count":
            told = {"what": chance.choice(("discussed", "report-heard"))} | some(chance, about=["discipline"])
            return told | some(chance, per=chance.choice(("half-year", "quarter", "month"))) | kinds(chance)
        case "body-term":
            return {"what": chance.choice(("renewal", "mid-term-inspection", "report-heard")), **kinds(chance)}
        case "member-eligibility":
            told = some(chance, affiliated=True) | some(chance, party_member=True) | some(chance, at_level=LEVELS[1])
            return told | some(chance, role=["secretary", "deputy", "member"]) | kinds(chance)
        case "decision-required":
            return decisions(chance)
        case "freeze":
            return freeze(chance)
        case "handling-limit":
            return handling(chance)
        case "exceptional-promotion":
            return some(chance, bars=[chance.choice(("trial", "previous-exceptional"))])
        case "publicity-required":
            return some(chance, procedures=["appointment"])
        case "post-abolition":
            return some(chance, keep_establishment=chance.random() < 0.5)
        case "quota":
            return {"of": ["model-worker"]}
    return {}


def kinds(chance):
    return some(chance, body_kind=["committee", "branch"])


def sessions(chance):
    which = some(chance, training_kind=["political-theory", "practical"]) | some(chance, forms_left_out=["network"])
    which |= some(chance, collective=True) | some(chance, hours_per_day=chance.choice(("7.5", "8")))
    return (
        which
        | some(chance, scope=["in-county", "outside-city"])
        | some(chance, missed_most=chance.choice(("1/7", "0.2")))
    )


def workload(chance):
    for_a_time = some(chance, **{"from": "2019-06-01", "until": "2020-03-01"})
    head = {"role": "head", "rate": "4", "post_kind": ["*head", "P1"]}
    clerk = {"role": "clerk", "rate": chance.choice(("0.5", "4")), "post_kind": "clerk*"}
    other = {"role": "other", "rate": "1.25", "post_kind": ["P*"], **for_a_time}
    who = some(chance, acceptances=[chance.choice(("party-working-committee", "school-party-committee"))])
    who |= some(chance, overlap=chance.choice(("highest", "sum")))
    return {"rates": [head, clerk, other][: chance.choice((1, 2, 3, 3))], **who}


def composition(chance):
    told = some(chance, who=chance.choice(("full-time", "secretary", "member"))) | some(chance, role="secretary")
    if chance.random() < 0.4:
        told |= {"more": "full-time", "than": "part-time"}
    return told | some(chance, kin_apart=True) | kinds(chance)


def decisions(chance):
    told = some(chance, classes=["major-appointment"]) | some(chance, base=chance.choice(("entitled", "present")))
    told |= some(chance, recused_in_base=False) | some(chance, only_cited=True)
    if chance.random() < 0.3:
        told |= {"chain": chance.choice((["office-meeting", "committee"], ["committee"], ["branch", "branch"]))}
    if chance.random() < 0.3:
        told |= chance.choice(({"signed_by": ["committee"]}, {"of_bodies": ["committee", "branch"]}))
    return told | {"acts": ["appoint", "relieve", "transfer", "exchange", "rotate", "promote", "demote", "fund-spend"]}


def freeze(chance):
    acts = ["appoint", "transfer", "exchange", "rotate", "promote", "relieve", "depart", "reward"]
    told = some(chance, acts=acts) | some(chance, departures=["resign", "retire"]) | some(chance, promotion_only=True)
    if chance.random() < 0.25:
        return {"while": "investigation", **told}
    told |= some(chance, stack="remaining-plus-new") | some(chance, equal="one") | some(chance, line="administrative")
    return {"while": "sanction", **told}


def handling(chance):
    of = chance.choice(MATTERS)
    return {"of": of, **some(chance, **GRAVITY.get(of, {}))}
