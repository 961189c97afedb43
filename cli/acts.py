"""Every act as a clause that people read, in English and in Chinese; the words in braces are keys of its line."""

from collections.abc import Mapping
from typing import Final

from cli.body_acts import BODY_ACTS
from cli.leadership_kinds import LEADERSHIP_ACTS
from cli.procedure_words import PROCEDURE_ACTS
from cli.report_kinds import REPORT_ACTS
from cli.training_kinds import TRAINING_ACTS

ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "unit-open": ("unit {unit} opens", "设立单位 {unit}"),
    "unit-rename": ("unit {unit} is named {name}", "单位 {unit} 更名为 {name}"),
    "unit-move": ("unit {unit} stands under {parent}", "单位 {unit} 划归 {parent}"),
    "unit-merge": ("units {units} merge into {into}", "单位 {units} 并入 {into}"),
    "unit-split": ("unit {unit} splits into {into}", "单位 {unit} 分设为 {into}"),
    "unit-close": ("unit {unit} closes", "撤销单位 {unit}"),
    "unit-succeed": ("unit {by} carries on {unit}", "单位 {by} 承接 {unit}"),
    "post-open": ("post {post} opens in {unit}", "在 {unit} 设立岗位 {post}"),
    "post-revise": ("post {post} is revised", "调整岗位 {post}"),
    "post-close": ("post {post} closes", "撤销岗位 {post}"),
    "post-succeed": ("post {by} continues {post}", "岗位 {by} 承接 {post}"),
    "person-register": ("{cadre} is registered", "登记干部 {cadre}"),
    "person-amend": ("the particulars of {cadre} are amended", "变更 {cadre} 的基本信息"),
    "person-kin": ("a relative of {cadre} is recorded", "登记 {cadre} 的亲属"),
    "appoint": ("{cadre} takes up post {post}", "{cadre} 任 {post}"),
    "opening-position": ("{cadre} is found in post {post}", "{cadre} 在任 {post}（任职日不详）"),
    "relieve": ("{cadre} leaves post {post}", "免去 {cadre} 的 {post}"),
    "transfer": ("{cadre} is transferred to post {post}", "{cadre} 调任 {post}"),
    "exchange": ("{cadre} takes over post {post}", "{cadre} 交流任 {post}"),
    "exchange-with": ("{cadre} takes over the post of {with}", "{cadre} 交流接任 {with} 的岗位"),
    "rotate": ("{cadre} is rotated to post {post}", "{cadre} 轮岗任 {post}"),
    "promote": ("{cadre} rises to {level}", "{cadre} 晋升为 {level}"),
    "demote": ("{cadre} is put down to {level}", "{cadre} 降为 {level}"),
    "confirm": ("{cadre} is confirmed in post {post}", "{cadre} 试用期满，正式任 {post}"),
    "depart": ("{cadre} leaves the service ({kind})", "{cadre} 离开队伍（{kind}）"),
    "reinstate": ("{cadre} is back in the service", "{cadre} 恢复任用资格"),
    **TRAINING_ACTS,
    **BODY_ACTS,
    **LEADERSHIP_ACTS,
    **REPORT_ACTS,
    "waive": ("{rule} is waived for {subject} up to {until}", "豁免 {subject} 适用 {rule}，至 {until} 前"),
    "duty-execute": ("duty {duty} is carried out", "义务 {duty} 已办理"),
    "duty-defer": ("duty {duty} is put off up to {until}", "义务 {duty} 缓办至 {until} 前"),
    "talk": ("a talk ({kind}) with {cadre}", "与 {cadre} 谈话（{kind}）"),
    "notice": ("a notice ({kind}) about {subject}", "就 {subject} 发布通报（{kind}）"),
    "reward": ("{subject} is rewarded ({kind})", "奖励 {subject}（{kind}）"),
    "reward-revoke": ("reward {reward} is revoked", "撤销奖励 {reward}"),
    "support": ("{cadre} is given support ({kind})", "关心帮扶 {cadre}（{kind}）"),
    "sanction": ("{cadre} is sanctioned ({kind})", "给予 {cadre} 处分（{kind}）"),
    "sanction-lift": ("sanction {sanction} is lifted", "解除处分 {sanction}"),
    "investigate": ("an investigation of {cadre} is opened", "对 {cadre} 立案调查"),
    "investigation-close": ("the investigation of {cadre} is closed ({outcome})", "对 {cadre} 的调查结案（{outcome}）"),
    "policy-adopt": ("pack {pack} {version} is in force", "规则包 {pack} {version} 施行"),
    "correct": ("{event} is corrected", "更正 {event}"),
    "cancel": ("{event} is cancelled", "撤销 {event}"),
    **PROCEDURE_ACTS,
    "assess-set": ("the indicator set {set} ({version}) is published", "发布指标体系 {set}（{version}）"),
    "assess-open": ("the cycle {cycle} is opened", "启动考核周期 {cycle}"),
    "assess-score": ("marks of {subject} in {cycle}", "登记 {subject} 在 {cycle} 的得分"),
    "assess-observe": ("{indicator} of {subject} is observed in {cycle}", "登记 {subject} 的 {indicator} 日常情况"),
    "assess-rectify": ("the problem of {problem} is put right", "{problem} 所列问题已整改"),
    "assess-rank": ("the ranking of {cycle}", "{cycle} 排名"),
    "assess-grade": ("{subject} is graded {grade} in {cycle}", "{subject} 在 {cycle} 定为 {grade}"),
    "assess-publish": ("the results of {cycle} are told", "公布 {cycle} 结果"),
}
