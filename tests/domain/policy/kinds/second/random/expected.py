"""What each kind can say, all of which chance must have brought about."""

ELSEWHERE = ("score", "ranking", "grade-quota", "consequence-steps", "assessment-cycle", "mid-term-inspection")
"""The kinds that are asked about years of assessment."""
NOT, OK, BREACH, WAIVED, UNKNOWN = "not-applicable", "ok", "breach", "waived", "undetermined"
JUDGED = {
    (NOT, OK, BREACH, WAIVED, UNKNOWN): (
        *("tenure-max", "terms-max", "tenure-min", "cooling-off", "movement-share", "backbone-min"),
        *("pair-not-together", "native-place-avoidance", "eligibility", "probation", "concurrent-max", "age-limit"),
        *("early-removal", "backdating", "composition", "member-eligibility", "decision-required"),
        *("exceptional-promotion", "publicity-required"),
    ),
    (NOT, OK, BREACH, WAIVED): (
        "training-before-promotion",
        *("exchange-crosses", "kin-avoidance", "incompatible-duties", "separation-of-duties", "post-abolition"),
        "freeze",
    ),
    (NOT, OK, "warning", BREACH, WAIVED): ("vacancy-alarm",),
    (NOT, "open", "overdue", "done"): (
        *("owed training-min", "owed training-before-promotion", "owed training-outside", "owed yearly-count"),
        *("owed body-term", "owed freeze", "owed handling-limit"),
    ),
    ("short", "fulfilled"): ("account training-min",),
    ("accepted", "missing"): ("workload-credit",),
    ("long", "not long"): ("long-service",),
    ("True", "False"): ("quota",),
}
"""What can be said -> of which kinds; a kind without a number cannot lack one."""
CLOCKS = ("same-post", "same-post-cumulative", "same-unit", "same-level", "same-area-level", "role-class")
DUE = {f"due tenure-max {clock}" for clock in (*CLOCKS, "since-last-move", "since-last-promotion")}
OUTCOMES = {(kind, outcome) for outcomes, kinds in JUDGED.items() for kind in kinds for outcome in outcomes}
OUTCOMES |= {(due, outcome) for due in DUE for outcome in (OK, "warning", BREACH)}
ASSESSED = {
    *(("score", state) for state in ("scored", "lacking")),
    *(("ranking", state) for state in ("ranked", "lacking", "tie")),
    *(("grade-quota", state) for state in ("within", "over", "of others")),
    *(("consequence-steps", f"{number} running") for number in (0, 1, 2, 3)),
    *(("assessment-cycle", state) for state in ("missing", "none missing")),
    *(("mid-term-inspection", state) for state in ("none", "open", "done")),
}
