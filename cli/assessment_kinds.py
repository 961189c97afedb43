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
}

ASSESSMENT_HEADINGS: Final[Mapping[str, str]] = {
    "ad_hoc": "专项工作",
    "anti_corruption": "反腐倡廉",
    "assessed": "考核数",
    "business": "业务",
    "channels": "渠道",
    "cycle": "考核周期",
    "grade": "等次",
    "graded": "定等数",
    "groups": "测评主体",
    "ideology": "思想",
    "lacking": "缺项",
    "marks": "分项得分",
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
    "style": "作风",
    "system_construction": "制度建设",
    "year": "年度",
}
"""Column -> its Chinese heading."""
