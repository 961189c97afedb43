"""The kinds of result that tell of access, their Chinese headings, and what the acts say."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

PRINCIPAL: Final = "principal cadre:text? same_person:texts roles:texts authority:texts keys:texts"
ACCESS_KINDS: Final[Mapping[str, Kind]] = {
    "principals": Kind(
        "Everybody who is enrolled, with roles, authority and keys on a day.",
        "principal",
        fields(PRINCIPAL),
        ("principal", "cadre", "roles", "authority"),
    ),
    "principal": Kind(
        "A principal: as it stands on a day, and all that it was ever given.",
        "principal",
        fields(f"{PRINCIPAL} given:*access-given"),
        single=True,
    ),
    "access-given": Kind(
        "A role or an authority, and from when to when it holds.",
        "event",
        fields("event from:day until:day? approved_by:text? what:object"),
    ),
    "roles": Kind("The roles, what each may do and what it may not.", "role", fields("role may may_not")),
    "access-check": Kind(
        "Whether somebody may do something, and why not.",
        "principal",
        fields("principal what on:day subjects:texts allowed:flag why:texts"),
        single=True,
    ),
    "attempts": Kind(
        "What an officer tried again and again, and what was recorded of it afterwards.",
        "first",
        fields(
            "actor acts:texts subjects:texts attempts:count outcomes:texts rules:texts days:texts first:instant "
            "last:instant events:texts then:text? then_by:text? then_effective:day? changed_dates:flag"
        ),
        ("actor", "acts", "subjects", "attempts", "rules", "days", "then", "changed_dates"),
    ),
    "separation": Kind(
        "Where duties were not kept apart: by whom, in which act, and what the record shows.",
        "event",
        fields("position:count event order:text? act actor recorded_on:day rule says"),
        ("event", "act", "actor", "recorded_on", "rule", "says"),
    ),
    "disclosure": Kind(
        "The file of a cadre as a circle may see it.",
        "event",
        fields(
            "event act effective:day? post:text? unit:text? authority:text? status basis:text? reason:text? "
            "recorded_by:text? decision:text? fields:object? withheld:texts"
        ),
        ("event", "act", "effective", "post", "status", "withheld"),
    ),
    "reads": Kind(
        "The looks at personal histories: by whom, when, by which command, at what, and what for.",
        "read",
        fields("read:count actor at:instant command subjects:texts purpose:text? hash"),
        ("read", "at", "actor", "command", "subjects", "purpose"),
    ),
}
ACCESS_HEADINGS: Final[Mapping[str, str]] = {
    "allowed": "可否",
    "at": "时间",
    "attempts": "次数",
    "changed_dates": "改期",
    "command": "命令",
    "first": "首次",
    "keys": "公钥",
    "last": "末次",
    "may": "可办事项",
    "may_not": "不可办事项",
    "outcomes": "结果",
    "principal": "主体",
    "purpose": "用途",
    "read": "查阅序号",
    "role": "角色",
    "roles": "角色",
    "same_person": "同一人",
    "says": "说明",
    "then": "其后记录",
    "then_by": "其后经办人",
    "then_effective": "其后生效日",
    "what": "事项",
    "why": "理由",
    "withheld": "未公开项",
}
ACCESS_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "access-enable": (
        "access control is on, looked after by {administrators}",
        "启用权限控制，安全管理员：{administrators}",
    ),
    "access-disable": ("access control is off", "停用权限控制"),
    "access-require": ("orders must be signed: {keys}", "命令须签名：{keys}"),
    "access-enrol": ("{principal} is enrolled", "登记主体 {principal}"),
    "access-grant": ("{principal} is granted a role or authority", "授予 {principal} 角色或权限"),
    "access-withdraw": ("a role or authority of {principal} is withdrawn", "收回 {principal} 的角色或权限"),
    "access-rotate": ("a key of {principal} is replaced", "更换 {principal} 的公钥"),
    "access-revoke": ("what {principal} holds is revoked", "撤销 {principal} 的公钥或权限"),
}
