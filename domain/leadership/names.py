"""The words of the dossier: its acts, its topics without their numbers, the kinds of its streams."""

from typing import Final

ACTS: Final = (
    *("responsibility-assign", "heads-designate", "fund-commit", "fund-spend", "dues-collect"),
    *("work-rules-issue", "joint-plan-make", "move-request"),
)
TOPICS: Final = (
    *("responsibility-assigned", "heads-designated", "funds-committed", "funds-spent", "dues-collected"),
    *("work-rules-issued", "joint-plan-made", "move-requested"),
)
STREAMS: Final = ("leadership", "funds", "work-rules", "joint-plan", "move-request")
