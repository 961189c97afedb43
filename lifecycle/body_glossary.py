"""What the stored fields of bodies and their decisions mean."""

from collections.abc import Mapping
from typing import Final

from lifecycle.entry import Entry

BODY_FIELDS: Final[Mapping[str, Entry]] = {
    "body": Entry("id of the body", "FIN-COMMITTEE"),
    "body-constituted/1.unit": Entry("id of the unit in which it is constituted", "FINANCE"),
    "body-constituted/1.kind": Entry("what the body is", "committee"),
    "under": Entry("id of the body that guides it", "COUNTY-COMMITTEE"),
    "term_months": Entry("how long its term is, in months; absent: not told, or as before", 60),
    "reelected": Entry("ids of the members who stay", ["LI"]),
    "not_reelected": Entry("ids of the members who leave", ["ZHAO"]),
    "role": Entry("in which role the cadre belongs to the body", "secretary"),
    "full_time": Entry("whether it is the main work; absent: not told", example=True),
    "portfolio": Entry("what the member answers for, in the office's words", ["discipline"]),
    "body-member-joined/1.until": Entry("first day on which the membership no longer holds", "2021-01-01"),
    "why": Entry("how the membership ended", "resigned"),
    "successor": Entry("id of the body that takes over its tasks", "FIN-COMMITTEE"),
    "mobile": Entry("whether the member is away from home", example=True),
    "introduced_by": Entry("ids of the members who vouch for the member", ["LI"]),
    "member-affiliated/1.until": Entry("first day on which the member no longer belongs to the branch", "2021-01-01"),
    "body-session-held/1.unit": Entry("id of the unit of the body", "FINANCE"),
    "body-session-held/1.kind": Entry("what the body did", "report-heard"),
    "led_by": Entry("id of the cadre who led the session or heard the report", "LI"),
    "attended": Entry("ids of the cadres who were there", ["LI", "WANG"]),
    "absent": Entry("ids of the cadres who were missing", ["ZHAO"]),
    "partner": Entry("who else had a part in it, in the office's words: who reported, to whom, who supervised", "Zhou"),
    "result": Entry("what came of it, in the office's words", "two matters to be put right"),
    "matter": Entry("the class of the matter", "major-appointment"),
    "rights": Entry("what the holder of the post may do", ["propose", "attend"]),
    "participation-granted/1.until": Entry("first day on which the rights no longer hold", "2021-01-01"),
    "number": Entry("id of the collective decision", "CC-2016-4"),
    "told": Entry("who was told, in the office's words", ["all members"]),
    "matter_text": Entry("what is going to be decided, in the office's words", "sale of the old school"),
    "collective-decision-taken/1.unit": Entry("id of the unit of the body", "FINANCE"),
    "collective-decision-taken/1.title": Entry(
        "what was decided, in the office's words", "Appointment of the treasurer"
    ),
    "entitled": Entry("how many have a vote in the body", 9),
    "present": Entry("how many of them were there", 7),
    "votes_for": Entry("votes for it", 6),
    "votes_against": Entry("votes against it", 1),
    "abstained": Entry("abstentions", 0),
    "recused": Entry("ids of the members who withdrew from the vote", ["ZHAO"]),
    "postponed": Entry("whether it was put off", example=False),
    "follows": Entry("id of the decision of the stage before", "OM-2016-4"),
    "proposed_by": Entry("id of the cadre who proposed it", "LI"),
    "cadres": Entry("ids of the cadres whom it concerns", ["WANG"]),
    "posts": Entry("ids of the posts that it concerns", ["FIN-DEPUTY"]),
    "amount": Entry("a sum of money, digits with at most two after the point", "500000.00"),
    "signed_by": Entry("id of the cadre who signed for the body", "LI"),
    "decision-disclosed/1.scope": Entry("the circle to which it was disclosed", "public"),
    "channel": Entry("by which way, in the office's words", "notice board"),
    "withheld": Entry("what was left out, in the office's words", ["names"]),
}
