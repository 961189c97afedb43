"""The kinds of result that tell of discipline, and the Chinese headings of their columns."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

DISCIPLINE_KINDS: Final[Mapping[str, Kind]] = {
    "discipline": Kind(
        "Talks, notices, rewards, sanctions and the like, by day of effect.",
        "event",
        fields(
            "event fact docket subjects:texts kind:text? since:day until:day? in_force:flag about:texts reason:text? "
            "order fields:object"
        ),
        ("event", "fact", "subjects", "kind", "since", "until", "about"),
    ),
    "sanctions": Kind(
        "The sanctions, until when each has effect, and which acts it bars.",
        "event",
        fields(
            "event cadre line:administrative|party|organisational kind since:day until:day? how:text? "
            "state:running|ended|no-rule rules:texts bars:texts about:texts reason:text?"
        ),
        ("event", "cadre", "kind", "since", "until", "state", "bars"),
    ),
    "investigations": Kind(
        "The investigations, open and closed.",
        "investigation",
        fields(
            "investigation cadre since:day until:day? state:open|closed days:count outcome:text? led_by:texts "
            "about:texts concerns:text? event"
        ),
        ("investigation", "cadre", "since", "until", "state", "days", "outcome"),
    ),
    "complaints": Kind(
        "The complaints: since when each is open, what was done, and how it ended.",
        "complaint",
        fields(
            "complaint cadre:text? unit:text? channel severity since:day state:open|closed days:count steps:texts "
            "closed_on:day? conclusion:text? rectify_by:day? about:texts event"
        ),
        ("complaint", "cadre", "unit", "severity", "since", "state", "days", "conclusion"),
    ),
    "appeals": Kind(
        "The appeals, and how they were decided.",
        "against",
        fields(
            "against cadre stage since:day state:open|decided days:count outcome:text? decided_on:day? about:texts "
            "event"
        ),
        ("against", "cadre", "stage", "since", "state", "days", "outcome"),
    ),
}
DISCIPLINE_HEADINGS: Final[Mapping[str, str]] = {
    "against": "申诉对象",
    "bars": "限制事项",
    "channel": "来源",
    "closed_on": "办结日",
    "complaint": "举报编号",
    "conclusion": "结论",
    "concerns": "所涉案卷",
    "docket": "案卷",
    "fact": "事项",
    "how": "期限依据",
    "in_force": "有效",
    "investigation": "调查编号",
    "led_by": "承办人",
    "rectify_by": "整改期限",
    "severity": "程度",
    "stage": "阶段",
    "steps": "办理情况",
}
