"""What every stored field means, with its unit, and a value such as stands in it: the words of the event catalogue.

A field that means different things in different events has an entry `topic.field` besides or instead.
"""

from collections.abc import Mapping
from typing import Final

from lifecycle.body_glossary import BODY_FIELDS
from lifecycle.entry import Entry
from lifecycle.leadership_glossary import LEADERSHIP_FIELDS
from lifecycle.procedure_glossary import procedure_fields

COMMITMENT: Final = "9f2c" * 16

FIELDS: Final[Mapping[str, Entry]] = {
    "zone": Entry("IANA time zone in which the store's civil days are counted", "Asia/Shanghai"),
    "simulated_clock": Entry("whether the store accepts `--now`; a real one never does", example=False),
    "levels": Entry("the grade scale, lowest first", ["clerk", "section-deputy", "section"]),
    "signs": Entry("id of the order that is signed", "O-17"),
    "public_key": Entry("the officer's public key: name, id and key", "wang+1a2b3c4d+AbCd"),
    "signature": Entry("Ed25519 signature, base64", "c2ln"),
    "streams": Entry("how many streams the store has", 5120),
    "root": Entry("root of a hash tree (RFC 6962), hexadecimal", "5d" * 32),
    "through": Entry("position of the last event that was counted", 60211),
    "store-restored/1.position": Entry("position of the last event that the backup held", 60211),
    "lost": Entry("how many events more are known to have been recorded; 0 if that is not known", 3),
    "incarnation": Entry("how often the store has begun anew: 2 after the first restore", 2),
    "title": Entry("what the order is about, in the officer's words", "Staff on 1 January 2016"),
    "key": Entry("idempotency key; the same key with the same lines is the same order", "OFFICE-2016-3"),
    "content": Entry(
        "fingerprint of the order's lines: SHA-256, keyed with a salt where they hold personal values", "ab" * 32
    ),
    "imported": Entry("whether the order brought in history as it was", example=False),
    "events": Entry("ids of the acts that the order recorded", ["cadre:WANG@2"]),
    "basis_lost": Entry("ids of earlier events that stand on nothing any more since this order", []),
    "name": Entry("the name; of units and posts, never of persons", "Finance Bureau"),
    "post-opened/1.name": Entry("the name of the post", "Head of Finance"),
    "post-revised/1.name": Entry("the name of the post from then on", "Head of Finance and Tax"),
    "kind": Entry("how the post is held", "trial"),
    "unit-opened/1.kind": Entry("what the unit is, free text", "bureau"),
    "unit-succeeded/1.kind": Entry("what happened", "transfer"),
    "cadre-departed/1.kind": Entry("how the service was left", "retire"),
    "parent": Entry("id of the unit above", "COUNTY"),
    "into": Entry("id of the unit that absorbs this one", "REVENUE"),
    "unit-split/1.into": Entry("ids of the units among which this one is divided", ["TAX", "BUDGET"]),
    "keeps": Entry("whether the divided unit goes on", example=False),
    "by": Entry("id of the successor", "REVENUE"),
    "post-succeeded/1.by": Entry("id of the post that continues this one", "REV-HEAD"),
    "unit": Entry("id of the unit to which the post belongs", "FINANCE"),
    "track": Entry("line of posts", "admin"),
    "level": Entry("code of the grade scale", "section"),
    "seats": Entry("how many may hold the post on one day", 1),
    "part_time": Entry("whether it is held beside another post", example=False),
    "key_post": Entry("whether it counts as a key post", example=True),
    "backbone": Entry("whether it counts as a backbone post", example=False),
    "requires": Entry("what a holder must bring, in the office's words", ["accountant"]),
    "personal": Entry("personal field -> commitment to its value; the value lies in the vault", {"name": COMMITMENT}),
    "kin-recorded/1.personal": Entry(
        "personal field -> commitment to its value", {"kin.name": COMMITMENT, "kin.relation": COMMITMENT}
    ),
    "act-corrected/1.personal": Entry("personal field -> commitment to its corrected value", {}),
    "post": Entry("id of the post", "FIN-DEPUTY"),
    "from_post": Entry("id of the post that is left", "TAX-DEPUTY"),
    "planned_end": Entry("first day on which the post is expected to be free; ends nothing by itself", "2017-03-01"),
    "precision": Entry(
        "how exactly the effective day is known; `month` and `year` stand on the first day of it", "day"
    ),
    "partners": Entry("ids of the cadres who change posts in the same exchange", ["ZHAO"]),
    "names": Entry("id of the event that is meant", "cadre:WANG@2"),
    "changes": Entry("field -> the value with which the named event is to be read", {"effective": "2016-03-15"}),
    "version": Entry("version of the policy pack", "1.0.0"),
    "policy-adopted/1.title": Entry("title of the policy pack", "Seed pack"),
    "hash": Entry("SHA-256 of the pack's canonical text, 64 hexadecimal digits", "cd" * 32),
    "policy-adopted/1.content": Entry("the pack's whole canonical text", "{...}"),
    "rule": Entry("id of the rule", "seed/tenure-same-post"),
    "subject": Entry("stream of the cadre or post for which the rule is waived", "cadre:WANG"),
    "until": Entry("first day on which the waiver no longer holds", "2021-01-01"),
    "duty-executed/1.rule": Entry("id of the rule that raised the duty", "SEED-POST-10"),
    "duty-deferred/1.rule": Entry("id of the rule that raised the duty", "SEED-POST-10"),
    "duty-executed/1.cadre": Entry("id of the cadre that owes the duty, if it is one", "WANG"),
    "duty-deferred/1.cadre": Entry("id of the cadre that owes the duty, if it is one", "WANG"),
    "due_on": Entry("the day on which the duty was due when this was recorded", "2026-03-01"),
    "duty-deferred/1.until": Entry("first day on which the duty is no longer put off", "2026-09-01"),
    "approved_by": Entry("id of the authority that approved it", "PROVINCE"),
    "cadre": Entry("id of the cadre", "WANG"),
    "talk-held/1.kind": Entry("what the talk was for", "admonishing"),
    "held_by": Entry("ids of those who held the talk", ["ZHOU"]),
    "together": Entry("ids of the cadres with whom the same talk was held", ["ZHAO"]),
    "talk-held/1.unit": Entry("id of the unit about whose work it was, if it was", "FINANCE"),
    "notice-issued/1.kind": Entry("what the notice was for", "criticism"),
    "channels": Entry("through what it was circulated or made public, in the office's words", ["tv", "news"]),
    "concerns": Entry("the docket or event that it is about, if it is about one", "complaint:K1"),
    "notice-issued/1.unit": Entry("id of the unit that it is about", "FINANCE"),
    "reward-granted/1.kind": Entry("what kind of reward", "merit"),
    "reward-granted/1.title": Entry("what the reward is called", "Merit, third class"),
    "reward-granted/1.unit": Entry("id of the rewarded unit", "FINANCE"),
    "reward-revoked/1.unit": Entry("id of the unit whose reward it was", "FINANCE"),
    "reward": Entry("id of the event that granted the reward", "reward:WANG@1"),
    "support-given/1.kind": Entry("in what the cadre was supported", "setback"),
    "line": Entry("under which body of rules it was imposed", "administrative"),
    "sanction-imposed/1.kind": Entry("what kind of sanction", "demerit"),
    "sanction-imposed/1.until": Entry(
        "first day after its effect, where the decision says it; else the policies do", "2025-03-01"
    ),
    "sanction": Entry("id of the event that imposed the sanction", "sanction:WANG@1"),
    "sanction-lifted/1.kind": Entry("whether the effect ended by itself or before", "expired"),
    "investigation-opened/1.led_by": Entry("ids of those who investigate", ["DISCIPLINE"]),
    "investigation-closed/1.outcome": Entry("what was found", "cleared"),
    "given_by": Entry("ids of those who gave the support", ["ZHOU"]),
    "about": Entry("what it was about, in the office's words", ["work", "life"]),
    "plan": Entry("id of the training plan", "T2024"),
    "term": Entry("whether the plan is for one year or for several", "annual"),
    "training-planned/1.unit": Entry("id of the unit whose plan it is", "FINANCE"),
    "training-planned/1.level": Entry("for which level it is meant", "section"),
    "training-planned/1.until": Entry("first day after the plan", "2025-01-01"),
    "objective": Entry("what the training is to achieve", "Party affairs at the grass roots"),
    "training-planned/1.content": Entry("what is taught", "Organisation law"),
    "forms": Entry("how it is taught", ["class", "study-tour"]),
    "audience": Entry("for whom it is meant, in the office's words", "Heads of section"),
    "priority": Entry("what or who comes first", "Young cadres"),
    "scopes": Entry("where sessions are to be held", ["outside-province"]),
    "budget": Entry("the funds of the plan, a decimal as text", "12000"),
    "review_on": Entry("day on which the course is to be looked at anew", "2024-10-01"),
    "session": Entry("id of the session; everybody who attends it has the same", "S1"),
    "training-enrolled/1.kind": Entry("what training it is", "political-theory"),
    "training-enrolled/1.unit": Entry("id of the unit in which the cadre then held a post", "FINANCE"),
    "training-enrolled/1.until": Entry("first day after the session", "2024-03-07"),
    "collective": Entry("whether it is collective education", example=True),
    "training-recorded/1.kind": Entry("what training it was", "political-theory"),
    "training-recorded/1.unit": Entry("id of the unit in which the cadre then held a post", "FINANCE"),
    "training-recorded/1.until": Entry("first day after the session", "2024-03-07"),
    "form": Entry("the form it took", "seminar"),
    "training-recorded/1.days": Entry("days attended, to the half day, a decimal as text", "2.5"),
    "training-recorded/1.hours": Entry("class-hours of the session, to the tenth, a decimal as text", "18.5"),
    "missed_hours": Entry("class-hours of it that were missed", "1.5"),
    "scope": Entry("where it was held", "outside-province"),
    "cost": Entry("what it cost for this cadre, a decimal as text", "800"),
    "assignment": Entry("the event or task by which practical training was done", "Flood control of 2024"),
    "accepted_by": Entry("the committee that accepted the work", "party-working-committee"),
    "work_from": Entry("first day of the work that is accepted", "2024-01-01"),
    "work_until": Entry("first day after that work", "2024-07-01"),
    "set": Entry("id of the indicator set; in a mark with its version", "BUREAUS@2026"),
    "indicator-set-published/1.set": Entry("id of the indicator set", "BUREAUS"),
    "indicator-set-published/1.version": Entry("version of the indicator set", "2026"),
    "indicator-set-published/1.title": Entry("what the set is called", "Bureaus of the county"),
    "assesses": Entry("whether the set is for units or for cadres", "unit"),
    "unit_kinds": Entry("kinds of unit for which the set is meant; none: any", ["bureau"]),
    "post_kinds": Entry("patterns on posts for whose holders the set is meant; none: any", ["*Head*"]),
    "parts": Entry("part of the work -> its weight, a decimal; they sum to 1", {"party": "0.4", "business": "0.6"}),
    "ceilings": Entry("kind of work -> the most points of 100 it can bring in a part", {"ad-hoc": "10"}),
    "indicator-set-published/1.ratings": Entry("share of the evaluators' marks in the whole, a decimal", "0.3"),
    "assessment-scored/1.ratings": Entry(
        "evaluators by group: how many, the weighted sum of their marks, the sum of their weights; never who",
        [{"relation": "masses", "raters": "12", "points": "1030", "weight": "12"}],
    ),
    "indicator-set-published/1.groups": Entry("group of evaluators -> its weight; they sum to 1", {"masses": "1"}),
    "knowledge": Entry("how well an evaluator knows the assessed -> what a mark counts", {"close": "1"}),
    "indicators": Entry(
        "the indicators: id, aspect, part, kind of work, weight in the part, highest mark, evidence",
        [{"id": "theory", "aspect": "ideology", "part": "party", "work": "regular", "weight": "1"}],
    ),
    "weak_links": Entry(
        "periods in which an indicator weighs more: indicator, from, until (excluded), times",
        [{"indicator": "theory", "from": "2026-01-01", "until": "2027-01-01", "times": "1.5"}],
    ),
    "cycle": Entry("id of the cycle of assessment", "2026H2"),
    "year": Entry("the year that is assessed", 2026),
    "period": Entry("the part of the year, or the occasion", "year-end"),
    "cycle-opened/1.title": Entry("what the cycle is called", "Annual assessment 2026"),
    "cycle-opened/1.unit": Entry("id of the unit that is assessed with those below it, if not everybody", "COUNTY"),
    "sets": Entry("the indicator sets in use, each with its version", ["BUREAUS@2026"]),
    "assessment-scored/1.unit": Entry("id of the assessed, if it is a unit", "TRADE"),
    "assessment-scored/1.cadre": Entry("id of the assessed, if it is a cadre", "WANG"),
    "indicator-observed/1.unit": Entry("id of the assessed, if it is a unit", "TRADE"),
    "indicator-observed/1.cadre": Entry("id of the assessed, if it is a cadre", "WANG"),
    "problem-rectified/1.unit": Entry("id of the assessed, if it is a unit", "TRADE"),
    "problem-rectified/1.cadre": Entry("id of the assessed, if it is a cadre", "WANG"),
    "grade-given/1.unit": Entry("id of the assessed, if it is a unit", "TRADE"),
    "grade-given/1.cadre": Entry("id of the assessed, if it is a cadre", "WANG"),
    "marks": Entry("indicator -> mark, a decimal", {"theory": "80.5"}),
    "proofs": Entry("indicator -> the document that proves its mark", {"theory": "Minutes 12"}),
    "indicator": Entry("id of the indicator", "theory"),
    "mark": Entry("the mark it would have now, a decimal", "75"),
    "note": Entry("what was seen, in the office's words", "two sessions held"),
    "problem": Entry("what is to be put right, in the office's words", "no study since May"),
    "problem-rectified/1.problem": Entry("id of the event that found the problem", "assessment:2026H2.TRADE@2"),
    "indicator-observed/1.due_on": Entry("the day by which the problem is to be put right", "2027-01-15"),
    "verified_by": Entry("id of who saw that it was put right", "ZHOU"),
    "ranks": Entry("whether units or cadres are ranked", "unit"),
    "figure": Entry(
        "which figure is ranked: of the cycle, or of the year by its end, the mean or weighted", "year-end"
    ),
    "places": Entry(
        "the places: id, what is ranked together, score, rank",
        [{"id": "TRADE", "group": "", "score": "87.50", "rank": "1"}],
    ),
    "grade": Entry("the grade", "competent"),
    "results-published/1.scope": Entry("who was told", "public"),
    "told": Entry("ids of those who were told in person", ["WANG"]),
    **BODY_FIELDS,
    **LEADERSHIP_FIELDS,
    "acts": Entry("the acts that were asked for", ["appoint"]),
    "subjects": Entry("the streams they would have touched", ["cadre:ZHAO", "post:FIN-DEPUTY"]),
    "outcome": Entry("whether a rule or somebody else's act stood in the way", "conflict"),
    "findings": Entry(
        "what stood in the way: rule, pack, version, effect, citation, earliest day, line", [{"rule": "seat-taken"}]
    ),
    **{name: Entry(*word) for name, word in procedure_fields()},
}

EXAMPLES: Final[Mapping[str, Mapping[str, object]]] = {"post-revised/1": {"unit": "REVENUE"}}
"""Whole facts where not every field would be filled."""

SURROUNDINGS: Final[Mapping[str, Entry]] = {
    "effective": Entry("from which day the act holds; absent: from always", "2016-03-01"),
    "sequence": Entry("place among the acts of one day", 1),
    "order": Entry("id of the order; empty for a refusal", "O-6"),
    "line": Entry("line of the order, from 1; 0 for the order itself", 1),
    "act": Entry("the act, as in the column `act` of an order file", "appoint"),
    "actor": Entry("who recorded it", "zhou"),
    "authority": Entry("id of the body that decided", "COUNTY-COMMITTEE"),
    "decision": Entry("a recorded collective decision", None),
    "decided_on": Entry("day of the decision", "2016-02-20"),
    "basis": Entry("the document", "Order 3 of 2016"),
    "reason": Entry("why, in the officer's words", None),
    "evidence": Entry("ids of events that bear on it", []),
    "unit": Entry("id of the unit in which the act took place", "FINANCE"),
    "command": Entry("id of the request, 32 hexadecimal digits: a repeat is recognised by it", "5a" * 16),
    "correlation": Entry("id shared by requests that belong together", "5a" * 16),
    "packs": Entry("policy packs under which it was judged: id, version, hash", []),
    "recorded_at": Entry("instant of recording, RFC 3339 in UTC, microseconds", "2016-02-25T01:00:00.000000Z"),
    "recorded_on": Entry("civil day of recording in the store's zone", "2016-02-25"),
}
"""What stands around every fact, in the order in which it is told."""


def entry(topic: str, field: str) -> Entry:
    """The entry of a field of an event. Raises LookupError saying where to add it."""
    found = FIELDS.get(f"{topic}.{field}") or FIELDS.get(field)
    if found is None:
        raise LookupError(f"say what {field} of {topic} means: FIELDS in lifecycle/glossary.py")
    return found
