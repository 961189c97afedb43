"""The kinds of result that tell of leadership, their Chinese headings, and what the acts say."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

HEADS: Final = (
    "unit party_post party_head:text? admin_post admin_head:text? mode:one-person|cross-serving|separate|vacant event"
)
LEADERSHIP_KINDS: Final[Mapping[str, Kind]] = {
    "chain": Kind(
        "Who answers for party work in a unit and in each above it, the lowest first.",
        "part",
        fields(
            "unit part:first-responsible|overall|leads|in-charge|division-of-work|carries-out body:text? cadre:text? "
            "matters:texts event:text?"
        ),
        ("unit", "part", "body", "cadre", "matters"),
    ),
    "heads": Kind("The two heads of units on a day, and how they serve.", "unit", fields(HEADS)),
    "modes": Kind("From which day on the heads of a unit served in which way.", "unit", fields(f"from:day {HEADS}")),
    "resources": Kind(
        "What units committed and spent in a year, and the dues they kept; sums are decimals as text.",
        "unit",
        fields("unit purpose committed spent left staff:count material:texts collected retained share:text?"),
    ),
    "documents": Kind(
        "The documents of rules in force on a day.",
        "document",
        fields("document edition:count unit title treats:texts since:day event"),
    ),
    "joint-plans": Kind(
        "The plans that several bodies made together.",
        "joint_plan",
        fields("joint_plan bodies:texts goals:texts since:day until:day? event"),
    ),
    "move-requests": Kind(
        "Who asked to leave which unit.", "cadre", fields("on:day unit cadre wish:transfer|resign reason event")
    ),
}
LEADERSHIP_HEADINGS: Final[Mapping[str, str]] = {
    "admin_head": "行政负责人",
    "admin_post": "行政负责岗位",
    "bodies": "参与组织",
    "collected": "收缴党费",
    "committed": "已安排",
    "document": "制度编号",
    "edition": "版次",
    "goals": "目标",
    "joint_plan": "联合计划",
    "material": "物力",
    "matters": "负责事项",
    "mode": "任职方式",
    "part": "责任环节",
    "party_head": "党组织负责人",
    "party_post": "党组织负责岗位",
    "purpose": "用途",
    "retained": "留存党费",
    "share": "比例",
    "staff": "人力",
    "treats": "规定内容",
    "wish": "意愿",
}
LEADERSHIP_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "responsibility-assign": ("{cadre} answers for {unit} ({charge})", "{cadre} 对 {unit} 负责（{charge}）"),
    "heads-designate": (
        "the heads of {unit} hold {party_post} and {admin_post}",
        "{unit} 负责人岗位：{party_post}、{admin_post}",
    ),
    "fund-commit": ("{unit} commits {purpose} for {year}", "{unit} 安排 {year} 年 {purpose}"),
    "fund-spend": ("{unit} spends {amount} on {purpose}", "{unit} 支出 {purpose} {amount}"),
    "dues-collect": ("{body} collected dues for {year}", "{body} 收缴 {year} 年党费"),
    "work-rules-issue": ("{document} is issued", "印发 {document}"),
    "joint-plan-make": ("{bodies} plan together", "{bodies} 联合计划"),
    "move-request": ("{cadre} asks to leave {unit} ({wish})", "{cadre} 申请离开 {unit}（{wish}）"),
}
