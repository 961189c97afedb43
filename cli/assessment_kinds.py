"""The kinds of result that tell of assessments."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

ASSESSMENT_KINDS: Final[Mapping[str, Kind]] = {
    "cycles": Kind(
        "The cycles of assessment, and how many were assessed, ranked and graded in each.",
        "cycle",
        fields(
            "cycle year:count period unit:text? opened_on:day sets:texts assessed:count ranked:count graded:count "
            "published:texts event"
        ),
        ("cycle", "period", "opened_on", "assessed", "ranked", "graded", "published"),
    ),
    "assessments": Kind(
        "Everybody assessed in a cycle: the score and what it is made of, in points of 100; what is lacking.",
        "cycle",
        fields(
            "cycle year:count period unit:text? cadre:text? set:text? score:text? running:text? party:text? "
            "business:text? ideology:text? organisation:text? style:text? anti_corruption:text? "
            "system_construction:text? regular:text? ad_hoc:text? rating:text? rank:count? grade:text? lacking:texts? "
            "marks:objects? groups:objects? problems:objects? events:texts"
        ),
        ("unit", "cadre", "score", "running", "party", "business", "rating", "rank", "grade", "lacking"),
    ),
    "pool": Kind(
        "Who is in the selection scope by the last yearly grade, in the order of priority.",
        "cadre",
        fields("cadre year:count grade rank:count? times:count posts:texts units:texts on:day"),
    ),
    "ranking": Kind(
        "Every place of every ranking, with its band, how often running, and what follows.",
        "cycle",
        fields(
            "year:count cycle unit:text? cadre:text? group:text? score rank:count band:bottom|top? streak:count? "
            "measure:text? duty_state:open|done|deferred|overdue? status:in-force|corrected|basis-lost event"
        ),
        ("year", "cycle", "unit", "cadre", "score", "rank", "band", "streak", "measure", "duty_state"),
    ),
    "consequences": Kind(
        "What follows from rankings, grades and marks, each with its duty; acts whose ranking is no longer so stay.",
        "duty",
        fields(
            "year:count cycle unit:text? cadre:text? score:text? rank:count? band:bottom|top|grade|recognition? "
            "streak:count? measure channels:texts rule:text? duty:text? due_on:day? "
            "duty_state:open|done|deferred|overdue|basis-lost event:text?"
        ),
        ("year", "unit", "cadre", "score", "rank", "streak", "measure", "due_on", "duty_state"),
    ),
}

ASSESSMENT_HEADINGS: Final[Mapping[str, str]] = {
    "ad_hoc": "专项工作",
    "anti_corruption": "反腐倡廉",
    "assessed": "考核数",
    "band": "档",
    "business": "业务",
    "channels": "渠道",
    "cycle": "考核周期",
    "duty_state": "办理状态",
    "grade": "等次",
    "graded": "定等数",
    "group": "排名组",
    "groups": "测评主体",
    "ideology": "思想",
    "lacking": "缺项",
    "marks": "分项得分",
    "measure": "措施",
    "opened_on": "启动日",
    "organisation": "组织",
    "party": "党务",
    "period": "时段",
    "published": "公布范围",
    "rank": "名次",
    "ranked": "排名数",
    "rating": "民主测评",
    "regular": "常规工作",
    "running": "动态得分",
    "score": "得分",
    "set": "指标体系",
    "sets": "指标体系",
    "streak": "连续次数",
    "style": "作风",
    "system_construction": "制度建设",
    "year": "年度",
}
"""Column -> its Chinese heading."""
