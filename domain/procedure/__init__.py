"""Procedures: how a decision is made lawfully, step by step, as data; and one case of it as two pure functions."""

from typing import Final

ACTS: Final = (
    "calendar-publish",
    "procedure-publish",
    "case-open",
    "case-staff",
    "case-tick",
    "case-withdraw",
    "case-annul",
    "case-reopen",
    "case-migrate",
    "task-claim",
    "task-release",
    "task-complete",
    "task-return",
    "publicity-open",
    "publicity-object",
    "publicity-resolve",
    "meeting-convene",
    "meeting-attend",
    "meeting-vote",
    "meeting-close",
)
"""The words of its acts."""
TOPICS: Final = (
    "calendar-published",
    "procedure-published",
    "case-opened",
    "case-step-entered",
    "case-task-claimed",
    "case-task-released",
    "case-step-finished",
    "case-task-returned",
    "case-ballot-counted",
    "case-ballot-reconsidered",
    "case-publicity-opened",
    "case-objection-raised",
    "case-objection-resolved",
    "case-term-suspended",
    "case-term-resumed",
    "case-term-moved",
    "case-term-elapsed",
    "case-task-escalated",
    "case-incident-raised",
    "case-staffed",
    "case-migrated",
    "case-ended",
    "case-reopened",
    "case-reopening",
    "meeting-convened",
    "meeting-attended",
    "meeting-voted",
    "meeting-closed",
)
"""Its topics, without the numbers of their forms."""
STREAMS: Final = ("calendar", "procedure", "case", "meeting")
"""The kinds of its streams."""
