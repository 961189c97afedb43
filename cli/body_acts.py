"""What the acts of bodies say, in English and in Chinese."""

from collections.abc import Mapping
from typing import Final

BODY_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "body-constitute": ("{body} is constituted in {unit}", "在 {unit} 设立组织 {body}"),
    "body-renew": ("{body} is elected anew", "{body} 换届"),
    "body-member": ("{cadre} joins {body}", "{cadre} 任 {body} 委员"),
    "body-leave": ("{cadre} leaves {body}", "{cadre} 退出 {body}"),
    "body-dissolve": ("{body} is dissolved", "撤销组织 {body}"),
    "body-keep": ("what {body} does is on file", "{body} 的活动开始登记"),
    "body-affiliate": ("{cadre} belongs to {body}", "{cadre} 编入 {body}"),
    "body-session": ("{body} held a session ({kind})", "{body} 开展活动（{kind}）"),
    "participation-grant": ("the holder of {post} may {rights} in {body}", "{post} 在 {body} 可 {rights}"),
    "decision-notice": ("{body} gave notice of {number}", "{body} 事先通报 {number}"),
    "collective-decision": ("{body} decided on {number}", "{body} 集体决定 {number}"),
    "decision-sign": ("{signed_by} signed {number} for {body}", "{signed_by} 代表 {body} 签署 {number}"),
    "decision-disclose": ("{number} is disclosed ({scope})", "公开 {number}（{scope}）"),
}
