"""The Chinese headings of the columns in results about bodies."""

from collections.abc import Mapping
from typing import Final

BODY_HEADINGS: Final[Mapping[str, str]] = {
    "absent": "缺席",
    "abstained": "弃权",
    "amount": "金额",
    "attended": "出席",
    "body": "组织",
    "count": "次数",
    "disclosed": "公开情况",
    "entitled": "应到",
    "follows": "前一环节",
    "full_time": "专职",
    "kept_from": "登记起日",
    "led_by": "主持人",
    "matter": "事项类别",
    "members": "委员数",
    "membership": "委员",
    "noticed_on": "事先通报日",
    "partner": "参与方",
    "portfolio": "分工",
    "postponed": "缓议",
    "present": "实到",
    "proposed_by": "提议人",
    "recused": "回避",
    "rights": "权利",
    "role": "职务",
    "secretary": "书记",
    "signed_by": "签署",
    "term_due": "届满日",
    "term_since": "本届起日",
    "under": "上级组织",
    "votes_against": "反对",
    "votes_for": "赞成",
}
