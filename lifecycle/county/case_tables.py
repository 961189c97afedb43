"""The cases of discipline in the county, as tables: what happened so many months after a case began, on which day."""

from typing import Final, NamedTuple

from lifecycle.county.decision import Line

WHO: Final = "{who}"
ABOVE: Final = "{above}"
"""Stands for the level above that of the cadre."""


class Step(NamedTuple):
    """One act of a case, `after` so many months on a `day`; a refused one is attempted in vain."""

    after: int
    day: int
    line: Line
    refused: bool = False


class Case(NamedTuple):
    """A case: the month in which it begins (0 is January 2015), for how many months it ties the cadre, its steps."""

    title: str
    month: int
    ties: int
    steps: tuple[Step, ...]


def _sanction(after: int, day: int, line: str, kind: str, **keys: object) -> Step:
    return Step(after, day, {"act": "sanction", "cadre": WHO, "line": line, "kind": kind, **keys})


def _reward(after: int, day: int, *, refused: bool = False) -> Step:
    line: Line = {"act": "reward", "cadre": WHO, "kind": "commendation", "title": "Good work on the flood"}
    return Step(after, day, line, refused)


def _promoted(after: int, day: int) -> Step:
    """A promotion that what is pending bars."""
    return Step(after, day, {"act": "promote", "cadre": WHO, "level": ABOVE}, refused=True)


def _complaint(after: int, day: int, severity: str, channel: str = "letter") -> Step:
    keys = {"complaint": "K-{who}", "cadre": WHO, "severity": severity, "channel": channel}
    return Step(after, day, {"act": "complaint-open", **keys})


def _handled(after: int, day: int, step: str, **keys: object) -> Step:
    return Step(
        after,
        day,
        {"act": "complaint-handle", "complaint": "K-{who}", "step": step, "handled_by": "discipline", **keys},
    )


def _complaint_closed(after: int, day: int, conclusion: str, **keys: object) -> Step:
    return Step(after, day, {"act": "complaint-close", "complaint": "K-{who}", "conclusion": conclusion, **keys})


def _investigated(after: int, day: int, **keys: object) -> Step:
    line = {"act": "investigate", "cadre": WHO, "investigation": "I-{who}", "led_by": "discipline", **keys}
    return Step(after, day, line)


def _investigation_closed(after: int, day: int, outcome: str) -> Step:
    return Step(after, day, {"act": "investigation-close", "cadre": WHO, "outcome": outcome})


def _lifted(after: int, day: int, number: int, kind: str) -> Step:
    keys = {"cadre": WHO, "sanction": f"sanction:{WHO}@{number}", "kind": kind}
    return Step(after, day, {"act": "sanction-lift", **keys})


def _lodged(after: int, day: int, stage: str = "review") -> Step:
    return Step(after, day, {"act": "appeal-lodge", "against": f"sanction:{WHO}@1", "stage": stage})


def _appeal_decided(after: int, day: int, outcome: str, **keys: object) -> Step:
    reasons = {"upheld": "the facts are not proved", "amended": "too severe", "rejected": "the facts are proved"}
    line = {"act": "appeal-decide", "against": f"sanction:{WHO}@1", "outcome": outcome, "reason": reasons[outcome]}
    return Step(after, day, {**line, **keys})


CASES: Final = (
    Case(
        "A serious complaint, found true",
        3,
        24,
        (
            _complaint(0, 6, "serious"),
            _handled(0, 16, "examined"),
            _investigated(1, 4, concerns="complaint:K-{who}"),
            _reward(2, 10, refused=True),
            _handled(4, 20, "verified"),
            _investigation_closed(5, 3, "violation"),
            _sanction(5, 10, "administrative", "demerit", evidence="investigation:I-{who}@1"),
            _complaint_closed(5, 24, "substantiated", rectify_by="2015-12-31"),
            Step(6, 8, {"act": "disclose", "cadre": WHO, "concerns": "complaint:K-{who}", "channels": "gazette"}),
            _promoted(7, 15),
            _handled(8, 12, "rectified"),
            _lifted(17, 20, 1, "expired"),
        ),
    ),
    Case(
        "A false accusation",
        7,
        8,
        (
            _complaint(0, 5, "ordinary", "visit"),
            _handled(0, 12, "accepted"),
            _investigated(1, 3),
            _promoted(2, 6),
            _investigation_closed(3, 2, "cleared"),
            _complaint_closed(3, 5, "false-accusation"),
            Step(
                3,
                20,
                {
                    "act": "notice",
                    "cadre": WHO,
                    "kind": "clarification",
                    "channels": "meeting",
                    "concerns": "complaint:K-{who}",
                },
            ),
            Step(3, 22, {"act": "support", "cadre": WHO, "kind": "unfair-treatment", "given_by": "committee"}),
            _reward(4, 10),
        ),
    ),
    Case(
        "Three sanctions, up to the longest that the law allows",
        14,
        66,
        (
            _sanction(0, 7, "administrative", "demotion"),
            _sanction(2, 11, "administrative", "removal"),
            _sanction(4, 19, "administrative", "warning"),
            _promoted(40, 6),
            _reward(49, 15, refused=True),
            _reward(52, 20),
        ),
    ),
    Case(
        "Party discipline, the longest counts",
        20,
        48,
        (
            _sanction(0, 3, "party", "warning"),
            _sanction(3, 9, "party", "serious-warning"),
            _reward(15, 8, refused=True),
            _sanction(22, 14, "party", "probation"),
            _sanction(24, 21, "party", "warning"),
        ),
    ),
    Case(
        "Two equal sanctions of one day",
        26,
        14,
        (
            _sanction(0, 12, "administrative", "warning", about="attendance"),
            _sanction(0, 12, "administrative", "warning", about="funds"),
            _reward(9, 12, refused=True),
        ),
    ),
    Case(
        "Two equal sanctions with an end of their own",
        28,
        20,
        (
            _sanction(0, 15, "administrative", "demerit", until="2018-11-15"),
            _sanction(0, 15, "administrative", "demerit", until="2018-11-15"),
        ),
    ),
    Case(
        "Different sanctions of one day",
        33,
        20,
        (
            _sanction(0, 6, "administrative", "warning"),
            _sanction(0, 6, "administrative", "major-demerit"),
            _promoted(10, 9),
        ),
    ),
    Case(
        "An admonition",
        36,
        8,
        (_sanction(0, 8, "organisational", "admonition"), _reward(3, 3, refused=True), _reward(7, 9)),
    ),
    Case("A suspension", 38, 3, (_sanction(0, 13, "organisational", "suspension"),)),
    Case(
        "Organisational handling, then an ordered resignation",
        40,
        34,
        (
            _sanction(0, 4, "organisational", "post-adjustment"),
            _promoted(6, 4),
            _sanction(8, 18, "organisational", "ordered-resignation"),
        ),
    ),
    Case(
        "Organisational demotion and removal",
        44,
        30,
        (_sanction(0, 10, "organisational", "demotion"), _sanction(2, 10, "organisational", "removal")),
    ),
    Case("Removed from party posts", 48, 25, (_sanction(0, 26, "party", "removal"),)),
    Case(
        "Dismissed and expelled",
        52,
        200,
        (
            _sanction(0, 5, "administrative", "dismissal"),
            _sanction(0, 5, "party", "expulsion"),
            Step(0, 6, {"act": "depart", "cadre": WHO, "kind": "dismiss", "reason": "serious breach of discipline"}),
        ),
    ),
    Case(
        "An appeal that is upheld",
        56,
        8,
        (
            _sanction(0, 9, "administrative", "warning"),
            _reward(1, 4, refused=True),
            _lodged(1, 6),
            _appeal_decided(1, 28, "upheld"),
            _reward(2, 4),
        ),
    ),
    Case(
        "An appeal that changes the sanction",
        60,
        14,
        (
            _sanction(0, 9, "administrative", "major-demerit"),
            _lodged(0, 20, "appeal"),
            _appeal_decided(1, 14, "amended", set={"kind": "demerit"}),
            _reward(13, 3),
        ),
    ),
    Case(
        "An appeal that is rejected",
        66,
        14,
        (_sanction(0, 9, "administrative", "demerit"), _lodged(0, 22), _appeal_decided(1, 20, "rejected")),
    ),
    Case(
        "A sanction lifted early",
        70,
        10,
        (_sanction(0, 16, "administrative", "demerit"), _lifted(8, 3, 1, "early"), _reward(8, 20)),
    ),
    Case(
        "A complaint that nothing bears out",
        74,
        3,
        (_complaint(0, 4, "minor", "online"), _handled(0, 25, "examined"), _complaint_closed(1, 9, "unsubstantiated")),
    ),
    Case(
        "A complaint that nobody closed", 80, 3, (_complaint(0, 11, "ordinary", "call"), _handled(1, 9, "transferred"))
    ),
    Case(
        "A reward that was taken back",
        86,
        6,
        (
            _reward(0, 7),
            Step(
                4,
                7,
                {"act": "reward-revoke", "cadre": WHO, "reward": f"reward:{WHO}@1", "reason": "the figures were false"},
            ),
        ),
    ),
    Case("A demerit whose end nobody recorded", 90, 14, (_sanction(0, 2, "administrative", "demerit"),)),
    Case("An investigation that goes on", 104, 200, (_investigated(0, 14), _reward(6, 4, refused=True))),
    Case("An appeal that waits", 114, 24, (_sanction(0, 8, "administrative", "warning"), _lodged(1, 3))),
    Case("A complaint of late", 118, 24, (_complaint(0, 17, "serious", "media"),)),
    Case(
        "Talks of all kinds",
        62,
        2,
        tuple(
            Step(
                0,
                3 + place,
                {"act": "talk", "cadre": WHO, "kind": kind, "held_by": "county-secretary", "about": "work"},
            )
            for place, kind in enumerate(("routine", "reminder", "pre-appointment", "exit"))
        ),
    ),
)
"""Every kind of sanction, freeze, stacking rule, appeal and outcome occurs; each in its own month."""
