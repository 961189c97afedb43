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
    "command": "命令",
    "keys": "公钥",
    "may": "可办事项",
    "may_not": "不可办事项",
    "principal": "主体",
    "purpose": "用途",
    "read": "查阅序号",
    "role": "角色",
    "roles": "角色",
    "same_person": "同一人",
    "what": "事项",
    "why": "理由",
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
