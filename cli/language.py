"""What people read, in English and in Chinese; what programs read is the same in every language."""

from collections.abc import Mapping
from typing import Final

from cli.access_kinds import ACCESS_HEADINGS
from cli.acts import ACTS
from cli.assessment_kinds import ASSESSMENT_HEADINGS
from cli.body_headings import BODY_HEADINGS
from cli.discipline_kinds import DISCIPLINE_HEADINGS
from cli.integrity_kinds import INTEGRITY_HEADINGS
from cli.leadership_kinds import LEADERSHIP_HEADINGS
from cli.privacy_kinds import PRIVACY_HEADINGS
from cli.procedure_words import PROCEDURE_HEADINGS
from cli.report_kinds import REPORT_HEADINGS
from cli.rule_headings import RULE_HEADINGS
from cli.training_kinds import TRAINING_HEADINGS

ENGLISH: Final = "en"
CHINESE: Final = "zh_CN"

HEADINGS: Final[Mapping[str, str]] = {
    "access_control": "权限控制",
    "act": "行为",
    "actor": "经办人",
    "acts": "事项数",
    "adopted_from": "施行日",
    "article": "条文",
    "articles": "条文",
    "as_of": "截至日",
    "authority": "决定机关",
    "backbone": "骨干岗位",
    "basis": "依据",
    "born": "出生日期",
    "cadre": "干部编号",
    "cadres": "干部数",
    "case": "案例",
    "cases": "案例",
    "change": "变动",
    "check": "检查项",
    "citation": "条款",
    "clock": "计时",
    "counts": "计入",
    "days": "天数",
    "decided_on": "决定日",
    "decision": "集体决定",
    "departure": "离开方式",
    "detail": "详情",
    "digest": "摘要值",
    "earliest": "最早合规日",
    "education": "学历",
    "effect": "效果",
    "effective": "生效日",
    "ended_by": "终止事件",
    "event": "事件",
    "events": "事件数",
    "exceptions": "例外",
    "facts": "事实",
    "field": "项目",
    "fields": "内容",
    "figure": "数值项",
    "figures": "数据",
    "file": "文件",
    "findings": "审查意见",
    "first_bad": "首个异常",
    "from": "起日",
    "gap_months": "间隔月数",
    "handled": "已处理",
    "hash": "内容摘要",
    "id": "编号",
    "imported": "导入",
    "in_force": "现行",
    "in_force_from": "规则施行日",
    "in_force_until": "规则止日",
    "in_service": "在职",
    "in_use": "使用中",
    "intact": "完好",
    "joined_party": "入党日期",
    "kept": "保留行",
    "kept_by_kind": "保留行分类",
    "key": "幂等键",
    "key_post": "重点岗位",
    "kin": "亲属",
    "kind": "类别",
    "known_on": "知悉日",
    "lang": "语言",
    "last_holder": "前任",
    "last_recorded": "最近记录",
    "left_out": "剔除行",
    "level": "职级",
    "line": "行",
    "lines": "各行",
    "mapping": "对应表",
    "meaning": "含义",
    "name": "姓名",
    "names": "所指事件",
    "native_place": "籍贯",
    "not_modelled": "未纳入规则",
    "number": "证件号",
    "numbers": "数值",
    "on": "查询日",
    "open": "存续",
    "options": "其他参数",
    "order": "令号",
    "orders": "令数",
    "origin": "来源",
    "outcome": "结果",
    "output": "输出",
    "pack": "规则包",
    "packs": "规则包",
    "parent": "上级单位",
    "part_time": "兼职",
    "pick": "取数依据",
    "place": "位置",
    "planned_end": "预定止日",
    "post": "岗位",
    "post_name": "岗位名称",
    "posts": "岗位数",
    "predecessor": "前身",
    "predecessor_name": "前身名称",
    "problem": "问题",
    "problems": "问题",
    "profile": "配置",
    "reason": "理由",
    "recorded": "记录时间",
    "recorded_by": "记录人",
    "recorded_on": "记录日",
    "register": "登记簿",
    "relation": "关系",
    "replaced_from": "被取代日",
    "requires": "任职条件",
    "result": "结论",
    "rows": "行数",
    "rule": "规则",
    "rules": "规则",
    "says": "说明",
    "schema": "模式",
    "seat": "席位",
    "seats": "席位数",
    "select": "适用范围",
    "sentence": "说明",
    "setting": "设置",
    "sex": "性别",
    "shipped": "随附",
    "simulated_clock": "模拟时钟",
    "since": "任职日",
    "since_precision": "任职日精度",
    "source": "出处",
    "standing_since": "现状起日",
    "started_work": "参加工作日期",
    "state": "状态",
    "status": "效力",
    "store": "库",
    "stream": "卷宗",
    "subject": "对象",
    "successions": "承接",
    "successor": "后继",
    "successor_name": "后继名称",
    "terms": "沿革",
    "title": "标题",
    "topic": "事件类型",
    "track": "序列",
    "unit": "单位",
    "units": "单位数",
    "unknown": "事实缺失时",
    "unknown_until": "缺失宽限止日",
    "unread_files": "未读文件",
    "until": "止日",
    "unused_columns": "未用列",
    "vacant": "空缺数",
    "vacant_since": "空缺起日",
    "value": "值",
    "verified": "已核原文",
    "version": "版本",
    "waivable_by": "可豁免机关",
    "waiver_max_months": "豁免最长月数",
    "waiver_needs": "豁免须载明",
    "warn_days": "预警天数",
    "warnings": "注意事项",
    "where": "出处",
    "wording": "内容",
    "wording_zh": "中文条文",
    "zone": "时区",
    **BODY_HEADINGS,
    **LEADERSHIP_HEADINGS,
    **RULE_HEADINGS,
    **PROCEDURE_HEADINGS,
    **INTEGRITY_HEADINGS,
    **ACCESS_HEADINGS,
    **PRIVACY_HEADINGS,
    **DISCIPLINE_HEADINGS,
    **TRAINING_HEADINGS,
    **ASSESSMENT_HEADINGS,
    **REPORT_HEADINGS,
}

SECTIONS: Final[Mapping[str, str]] = {
    "Look after": "维护",
    "Registers": "登记簿",
    "Decide": "任免",
    "Look things up": "查询",
    "Training and assessment": "培训与考核",
    "Rules": "规则",
    "Procedures": "程序",
    "Supervise": "监督",
    "Exchange data": "数据交换",
    "Commands": "命令",
    "Options": "选项",
    "Asking": "查询条件",
    "Recording": "记录",
    "Everywhere": "通用",
    "Example": "示例",
    "Examples": "示例",
}

SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "nothing-recorded": ("Nothing had to be recorded: {acts}.", "无需记录：{acts}。"),
    "recorded": ("Recorded {order}: {acts} ({events}).", "已记录 {order}：{acts}（{events}）。"),
    "already-recorded": (
        "Already recorded as {order}: {acts} ({events}).",
        "此前已记录为 {order}：{acts}（{events}）。",
    ),
    "would-record": ("Would be recorded: {acts}. Nothing was recorded.", "可以记录：{acts}。未作任何记录。"),
    "many": ("{count} acts", "{count} 项"),
    "events": ("{count} events", "{count} 个事件"),
    "refused": ("Refused:", "不予记录："),
    "conflict": ("Conflict:", "冲突："),
    "not-authorised": ("Not authorised:", "无权办理："),
    "warning": ("Warning:", "注意："),
    "noted": ("Noted:", "备注："),
    "error": ("Error:", "错误："),
    "line": ("line {line}: ", "第{line}行："),
    "earliest": ("The earliest lawful day is {day}.", "最早可于 {day} 办理。"),
    "turns": (
        "On {day} the pack says something else; what changes then is asked with --today {day}",
        "该规则包自 {day} 起另有规定；届时的变动可用 --today {day} 查询",
    ),
    "supplied": (
        "What is missing is supplied by who keeps the file: cadre person amend {who} {options}",
        "所缺信息由管档部门补录：cadre person amend {who} {options}",
    ),
    "waivable": ("{by} may waive this.", "{by} 可予豁免。"),
    "next": ("Next: {command}", "下一步：{command}"),
    "nothing": ("Nothing found.", "没有结果。"),
    "from": (" from {effective}", "，自 {effective} 起"),
}


def heading(language: str, field: str) -> str:
    """Return the heading of a column."""
    return HEADINGS.get(field, field) if language == CHINESE else field


def section(language: str, name: str) -> str:
    """Return the heading of a section of help."""
    return SECTIONS.get(name, name) if language == CHINESE else name


def said(language: str, name: str, /, **values: object) -> str:
    """Return the named sentence with its values."""
    return SENTENCES[name][language == CHINESE].format_map(values)


def told(language: str, line: Mapping[str, object]) -> str:
    """Return one line of an order as a clause: who does what, and from which day."""
    act = str(line.get("act"))
    if act == "exchange" and line.get("with"):
        act = "exchange-with"
    if act not in ACTS:
        return act
    clause = ACTS[act][language == CHINESE].format_map(Words(line))
    if line.get("kind") and line.get("post"):
        clause += f" ({line['kind']})"
    return clause + (said(language, "from", **line) if line.get("effective") else "")


class Words(dict[str, object]):
    """The values of a line as words; what is absent is a dash, a list is joined."""

    def __init__(self, line: Mapping[str, object]) -> None:
        super().__init__({name: spelled(value) for name, value in line.items()})
        self.setdefault("subject", self.get("cadre", self.get("unit", "-")))

    def __missing__(self, name: str) -> str:
        return "-"


def spelled(value: object) -> str:
    """Return a value as words."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple | dict) else str(value)
