"""Who comes, rises and leaves in Linqiao Town, by which decision of which body, and what is spent and honoured."""

from collections.abc import Iterator
from typing import Final

from lifecycle.county.cast_lines import act, decided, named
from lifecycle.county.decision import Decision, EventOf, Line
from lifecycle.county.linqiao import TOWN, body, line, member, post


def minutes(number: str, day: str, name: str, matter: str, votes: tuple[int, int, int], **keys: object) -> Line:
    """A decision of a body of the town; votes are (entitled, present, for)."""
    entitled, present, agreed = votes
    counted = {"entitled": entitled, "present": present, "for": agreed, "against": present - agreed}
    return body("collective-decision", day, name, number=number, matter=matter, **counted, **keys)


def signed(number: str, day: str, name: str, who: str) -> Line:
    """A body of the town signs a decision."""
    return body("decision-sign", day, name, number=number, signed_by=who)


def _spent(day: str, amount: str, **keys: object) -> Line:
    return line("fund-spend", day, unit=TOWN, purpose="roads", amount=amount, **keys)


_APPOINTMENT: Final = "major-appointment"
_UNTIL_2018: Final = (
    decided("2015-03-02T02:30", "Working committee: one more, and one to outweigh",
            member("2015-03-02", "work", "LIN", full_time=False),
            member("2015-03-02", "work", "FENG", full_time=True)),
    decided("2016-02-15T03:10", "A party post is closed without a decision",
            line("post-close", "2016-03-01", post=post("propaganda")), refused=True),
    decided("2016-02-29T03:10", "Decision on the establishment",
            minutes("LQ-2016-1", "2016-02-25", "town-committee", "major-decision", (5, 5, 4))),
    decided("2016-02-29T03:20", "A party post is closed",
            line("post-close", "2016-03-01", post=post("propaganda"), decision="LQ-2016-1")),
    decided("2016-03-15T02:00", "Branch of the members away from home",
            body("body-constitute", "2016-03-15", "migrant-branch", unit=TOWN, name="Migrant Branch",
                 kind="mobile-branch", under=f"{TOWN}-town-committee"),
            body("body-affiliate", "2016-03-15", "migrant-branch", cadre="HAN", mobile=True, introduced_by=["MA"]),
            member("2016-03-15", "migrant-branch", "MA", "liaison")),
    decided("2016-03-16T02:00", "Its secretary", member("2016-03-16", "migrant-branch", "HAN", "secretary")),
    decided("2016-05-04T02:00", "Working committee: too many part-time members",
            member("2016-05-04", "work", "MA", full_time=False),
            member("2016-05-04", "work", "DENG", full_time=False)),
    decided("2016-06-06T02:00", "Two duties on one person",
            act("appoint", "2016-06-06", "XIE", post=post("discipline"), kind="concurrent")),
    decided("2016-09-12T02:00", "Working committee: waived for a year and a half",
            line("waive", "2016-09-12", rule="SEED-FULL-TIME", subject=f"{TOWN}-work", until="2018-03-01",
                 approved_by="prefecture-committee", reason="until a full-time member is found")),
    decided("2017-01-09T02:00", "Working committee under the waiver",
            member("2017-01-09", "work", "HAN", full_time=False)),
    decided("2017-03-06T02:00", "Notice of the village", body("decision-notice", "2017-03-06", "village",
            number="XQ-2017-1", told=["all members"], matter_text="an accountant")),
    decided("2017-03-20T02:00", "Decision of the village, signed by both committees",
            minutes("XQ-2017-1", "2017-03-20", "village", _APPOINTMENT, (3, 3, 3), cadres=["DENG"]),
            signed("XQ-2017-1", "2017-03-21", "village", "FENG"),
            signed("XQ-2017-1", "2017-03-21", "village-branch", "HAN")),
    decided("2017-03-27T02:00", "Accountant of the village",
            act("appoint", "2017-04-01", "DENG", post=post("village-accountant"), kind="concurrent",
                decision="XQ-2017-1")),
    decided("2017-06-05T02:00", "Duties parted",
            act("relieve", "2017-06-05", "XIE", post=post("discipline")),
            act("appoint", "2017-06-05", "MA", post=post("discipline"), kind="concurrent")),
    decided("2017-05-22T03:00", "General election of the branch, in time",
            body("body-renew", "2017-05-20", "branch", reelected=["MA"])),
    decided("2017-10-09T02:00", "Large sum, decided",
            minutes("LQ-2017-2", "2017-10-09", "town-committee", "large-funds", (5, 4, 4), amount="80000"),
            _spent("2017-10-16", "80000", decision="LQ-2017-2")),
)  # fmt: skip
_UNTIL_2020: Final = (
    decided("2018-05-15T02:00", "Who is to be mayor: office meeting, then committee",
            minutes("LQ-2018-1", "2018-05-10", "office-meeting", _APPOINTMENT, (3, 3, 3), cadres=["XIE"]),
            minutes("LQ-2018-2", "2018-05-15", "town-committee", _APPOINTMENT, (5, 5, 4), cadres=["XIE"],
                    follows="LQ-2018-1", proposed_by="GAO", recused=["XIE"]) | {"against": 0}),
    decided("2018-05-28T02:00", "A new mayor",
            act("depart", "2018-06-01", "LIN", kind="transfer-out", reason="transfer to the prefecture"),
            act("promote", "2018-06-01", "XIE", level="section", post=post("mayor"), decision="LQ-2018-2")),
    decided("2018-05-30T02:00", "Branch of the members away from home: a secretary from outside",
            member("2018-05-30", "migrant-branch", "FENG", "secretary")),
    decided("2018-07-09T02:00", "Open selection",
            line("selection-open", "2018-07-09", selection="LQ-ORG", post=post("organiser"), notice="Notice 3",
                 criteria=["party affairs"], apply_until="2018-08-01", shortlist_size=1, publicity_days=7),
            *(line("selection-apply", "2018-07-16", selection="LQ-ORG", cadre=who) for who in ("FENG", "HAN")),
            line("selection-exam", "2018-08-20", selection="LQ-ORG", cadre="FENG", score="84.5"),
            line("selection-exam", "2018-08-20", selection="LQ-ORG", cadre="HAN", score="79"),
            line("selection-shortlist", "2018-09-03", selection="LQ-ORG", cadres=["FENG"]),
            line("selection-publicise", "2018-09-04", selection="LQ-ORG", until="2018-09-11"),
            line("selection-decide", "2018-09-12", selection="LQ-ORG", cadre="FENG")),
    decided("2018-10-08T02:00", "An organiser, by one stage only",
            minutes("LQ-2018-3", "2018-10-08", "town-committee", _APPOINTMENT, (5, 4, 3), cadres=["FENG"]),
            act("promote", "2018-10-15", "FENG", level="section-deputy", post=post("organiser"),
                decision="LQ-2018-3"),
            act("appoint", "2018-10-15", "MA", post=post("branch-secretary"), kind="concurrent")),
    decided("2018-10-22T02:00", "The members came home", body("body-dissolve", "2018-11-01", "migrant-branch")),
    decided("2019-01-04T02:00", "Branch secretary", act("relieve", "2019-01-07", "MA", post=post("branch-secretary")),
            act("transfer", "2019-01-07", "HAN", post=post("branch-secretary"))),
    decided("2019-02-18T02:00", "More full-time posts are asked for",
            line("establishment-set", "2019-03-01", unit=TOWN, track="party", full_time=8)),
    decided("2019-05-20T02:00", "A project, put off and taken up again",
            minutes("LQ-2019-1", "2019-05-20", "town-committee", "major-project", (5, 5, 0), postponed=True)
            | {"against": 0},
            minutes("LQ-2019-2", "2019-06-03", "town-committee", "major-project", (5, 5, 5), follows="LQ-2019-1")),
    decided("2019-07-01T02:00", "Who joins in the middle of the year",
            act("appoint", "2019-07-01", "DU", post=post("branch-member"))),
    decided("2019-09-09T02:00", "General election of the committee, four months late",
            body("body-renew", "2019-10-16", "town-committee", reelected=["GAO", "MA", "XIE", "PAN"]),
            member("2019-10-16", "town-committee", "FENG")),
    decided("2019-11-11T02:00", "Large sum, not decided", _spent("2019-11-11", "60000")),
)  # fmt: skip
_AFTER: Final = (
    decided("2020-04-20T02:00", "Decision of the village without the second signature",
            minutes("XQ-2020-1", "2020-04-20", "village", _APPOINTMENT, (3, 3, 2)),
            signed("XQ-2020-1", "2020-04-21", "village", "FENG"),
            act("relieve", "2020-05-01", "DENG", post=post("village-accountant"), decision="XQ-2020-1")),
    decided("2020-08-17T02:00", "General election of the branch, two months late",
            body("body-renew", "2020-08-10", "branch", reelected=["MA"])),
    decided("2021-01-18T02:00", "Too few came to decide on a new secretary",
            minutes("LQ-2021-1", "2021-01-18", "town-committee", _APPOINTMENT, (5, 3, 3), cadres=["MA"])),
    decided("2021-01-25T02:00", "A new secretary all the same",
            act("depart", "2021-02-01", "GAO", kind="retire", reason="age limit"),
            act("promote", "2021-02-01", "MA", level="section", post=post("secretary"), decision="LQ-2021-1"),
            member("2021-02-01", "town-committee", "MA", "secretary")),
    decided("2021-10-25T02:00", "A deputy secretary after nine months, by no decision",
            act("appoint", "2021-11-01", "QIN", post=post("deputy-secretary"))),
    decided("2022-05-09T02:00", "Branch of the village: a secretary of middle rank",
            member("2022-05-09", "village-branch", "FENG", "secretary")),
    decided("2023-03-27T02:00", "Accountant leaves", act("depart", "2023-04-01", "DENG", kind="resign")),
    decided("2023-08-07T02:00", "General election of the branch, in time",
            body("body-renew", "2023-08-01", "branch", reelected=["MA"])),
    decided("2023-10-30T02:00", "Promoted after training",
            act("promote", "2023-11-06", "HAN", level="section-deputy")),
    decided("2023-11-27T02:00", "Promoted without it", act("promote", "2023-12-04", "QIN", level="section")),
    decided("2024-02-26T02:00", "Promoted without it, and trained within the year",
            act("promote", "2024-03-04", "DU", level="section-deputy")),
)  # fmt: skip

_HONOURED: Final = {
    2015: ("GAO", "LIN", "DENG"), 2016: ("LIN", "DENG"), 2017: ("MA", "LIN", "DENG"), 2018: ("HAN", "DENG"),
    2019: ("FENG", "XIE"), 2020: ("XIE", "DENG"), 2021: ("PAN", "XIE", "DENG"), 2022: ("XIE", "DENG"),
    2023: ("DU", "XIE"), 2024: ("HAN", "QIN", "XIE"),
}  # fmt: skip
"""Year -> who is nominated; in three years nobody of the party line."""


def _nominated(year: int) -> Decision:
    honour = "model-worker" if year % 2 else "peoples-congress-deputy"
    day = f"{year}-04-09"
    lines = (line("nominate", day, honour=honour, cadre=who) for who in _HONOURED[year])
    return decided(f"{day}T07:00", "Nominations", *lines)


def _funded(year: int) -> Decision:
    day = f"{year}-01-12"
    funds = line("fund-commit", day, unit=TOWN, year=year, purpose="education", amount="9000")
    dues = body(
        "dues-collect", day, "town-committee",
        year=year - 1, collected=f"{11_000 + 10 * (year - 2015)}", retained="2750",
    )  # fmt: skip
    return decided(f"{day}T07:00", "Funds of the year, dues of the last", funds, dues)


def _amended() -> Iterator[Decision]:
    yield decided(
        "2016-12-12T03:00", "A report that was never heard",
        named("cancel", EventOf("cast-linqiao-report"), reason="the meeting was called off"),
    )  # fmt: skip
    yield decided(
        "2017-12-11T03:00", "Half a day less",
        named("correct", EventOf("cast-linqiao-class"), set={"days": "4.5"}, reason="the last afternoon was free"),
    )  # fmt: skip


LIFE: Final[tuple[Decision, ...]] = (
    *_UNTIL_2018, *_UNTIL_2020, *_AFTER, *_amended(),
    *(_nominated(year) for year in _HONOURED), *(_funded(year) for year in _HONOURED),
)  # fmt: skip
"""By subject; the county sorts by the minute."""
