"""The kinds of result that tell of training, and the Chinese headings of their columns."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

SCOPE: Final = "in-county|outside-county|outside-city|outside-province"
TRAINING_KINDS: Final[Mapping[str, Kind]] = {
    "training-ledger": Kind(
        "Training required, done and lacking by cadre and rule, in days or class-hours as decimals.",
        "cadre",
        fields(
            "cadre name:text? rule:text? from:day until:day unit:text? counted_from:day counted_until:day required "
            "done shortfall required_hours done_hours shortfall_hours fulfilled:flag owed:flag sessions:texts"
        ),
        ("cadre", "name", "rule", "from", "required", "done", "shortfall", "owed"),
    ),
    "training-credit": Kind(
        "The class-hours that party work earns by cadre and role; `missing` are the committees that have not accepted.",
        "cadre",
        fields(
            "cadre name:text? year:count rule roles:texts rate weeks:count credit accepted:flag missing:texts "
            "events:texts"
        ),
        ("cadre", "name", "roles", "rate", "weeks", "credit", "missing"),
    ),
    "training-plans": Kind(
        "The training plans of a year against what was done, with their funds.",
        "plan",
        fields(
            "plan unit term:long-term|annual from:day until:day objective level:text? audience:text? priority:text? "
            "forms:texts scopes:texts scopes_done:texts scopes_open:texts sessions:count outside:count people:count "
            "budget:text? spent left:text? funds:none|within|over review_on:day? event"
        ),
        ("plan", "unit", "term", "sessions", "outside", "people", "budget", "spent", "funds"),
    ),
}
TRAINING_HEADINGS: Final[Mapping[str, str]] = {
    "accepted": "已认定",
    "audience": "培训对象",
    "budget": "经费预算",
    "counted_from": "计起日",
    "counted_until": "计止日",
    "credit": "折算学时",
    "done": "已完成天数",
    "done_hours": "已完成学时",
    "forms": "形式",
    "fulfilled": "达标",
    "funds": "经费情况",
    "left": "结余",
    "missing": "未认定机关",
    "objective": "培训目标",
    "outside": "外出期次",
    "owed": "计入应办",
    "people": "人数",
    "plan": "培训计划",
    "priority": "优先",
    "rate": "周学时",
    "required": "应完成天数",
    "required_hours": "应完成学时",
    "review_on": "课程复核日",
    "roles": "角色",
    "scopes": "计划范围",
    "scopes_done": "已去范围",
    "scopes_open": "未去范围",
    "sessions": "期次",
    "shortfall": "欠天数",
    "shortfall_hours": "欠学时",
    "spent": "已支出",
    "term": "期限",
    "weeks": "周数",
    "year": "年度",
}
TRAINING_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "train-plan": ("training {plan} of {unit} is planned", "制定 {unit} 培训计划 {plan}"),
    "train-enrol": ("{cadre} is enrolled for session {session}", "{cadre} 报名培训 {session}"),
    "train-record": ("{cadre} attended session {session}", "{cadre} 参加培训 {session}"),
    "train-accept": (
        "the party work of {cadre} is accepted by {accepted_by}",
        "{accepted_by} 认定 {cadre} 的党务工作量",
    ),
}
