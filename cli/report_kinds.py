"""The kinds of result that tell of reports, selections and the reserve, with the Chinese headings of their columns."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

TRACK: Final = "party|admin|business"
REPORT_KINDS: Final[Mapping[str, Kind]] = {
    "reports": Kind("The reports there are.", "report", fields("report says")),
    "report-age-structure": Kind(
        "Holders of own posts by line and age; the row without a line is the whole.",
        "track",
        fields(
            f"track:{TRACK}? people:count under_35:count from_35:count from_45:count from_55:count unknown:count "
            "average:text? in_reserve:count"
        ),
    ),
    "report-attendance": Kind(
        "Collective education and sessions of bodies, called to and attended; the rate is a decimal.",
        "cadre",
        fields("cadre name:text? post unit full_time:flag called:count attended:count rate"),
    ),
    "report-establishment": Kind(
        "Full-time seats required, open and filled, and what lacks.",
        "unit",
        fields(
            f"unit track:{TRACK} required:count open:count filled:count posts_short:count people_short:count since:day "
            "event"
        ),
        ("unit", "track", "required", "open", "filled", "posts_short", "people_short"),
    ),
    "report-exchange-balance": Kind(
        "Moves by unit and direction; the row without a unit has each move once.",
        "unit",
        fields(
            "unit:text? moves:count internal:count party_to_business:count business_to_party:count "
            "party_to_admin:count admin_to_party:count exchanges:count balance:count two_way:flag"
        ),
    ),
    "report-exits": Kind(
        "Own posts that were left, and bodies to which somebody was not re-elected, and in which way.",
        "event",
        fields(f"cadre name:text? post:text? body:text? unit track:{TRACK}? on:day way act reason:text? event"),
        ("on", "cadre", "name", "post", "body", "way", "reason"),
    ),
    "report-load": Kind(
        "Who holds several posts; `over` are the rules that limit it, `incompatible` pairs of posts.",
        "cadre",
        fields("cadre name:text? count:count posts:texts units:texts part_time:count over:texts incompatible:texts"),
        ("cadre", "name", "count", "posts", "over", "incompatible"),
    ),
    "report-long-service": Kind(
        "Time in the posts of a rule on long service; `long` once it suffices.",
        "cadre",
        fields("cadre name:text? rule days:count long:flag long_since:day? posts:texts last_promoted:day?"),
    ),
    "report-match": Kind(
        "Holders against what their posts require.",
        "cadre",
        fields(
            "cadre name:text? post unit requires:texts met:texts unmet:texts unknown:texts fits:flag? definition:text?"
        ),
        ("cadre", "name", "post", "requires", "unmet", "unknown", "fits"),
    ),
    "report-pipeline": Kind(
        "Cadres of mass organisations and how far they have come.",
        "cadre",
        fields(
            "cadre name:text? unit post from:day age:count? in_reserve_since:day? leading_post:text? "
            "leading_since:day? stage:base|reserve|leading|left"
        ),
    ),
    "report-profile": Kind(
        "Time in each line of posts in months of thirty days, moves and training.",
        "cadre",
        fields(
            "cadre name:text? education:text? months_party:count months_admin:count months_business:count single:flag "
            "moves:count last_moved:day? last_trained:day? trainings:count"
        ),
    ),
    "report-quotas": Kind(
        "Nominations by honour and year, and the share of party cadres among them.",
        "honour",
        fields("honour year:count nominees:count party:count share:text? rule:text? quota:text? met:flag?"),
    ),
    "report-resting-places": Kind(
        "Holders of posts of a line: how old at appointment, and what they were before.",
        "cadre",
        fields(
            "cadre name:text? post unit since:day age_at_appointment:count? previous_level:text? level:text? "
            f"previous_post:text? previous_track:{TRACK}? was_promotion:flag promotions_since:count event"
        ),
        ("cadre", "name", "post", "since", "age_at_appointment", "previous_level", "level", "promotions_since"),
    ),
    "report-tracks": Kind(
        "Promotions and moves by line of posts; rates are decimals.",
        "track",
        fields(
            f"track:{TRACK} people:count promotions:count promotion_rate:text? exchanges:count exchange_rate:text? "
            "median_months_at_level:count?"
        ),
    ),
    "report-vacancies": Kind(
        "Vacant posts with their alarm, and the searches since they are vacant.",
        "post",
        fields(
            f"post post_name unit track:{TRACK} vacant:count vacant_since:day? days:count rule:text? alarm_on:day? "
            "alarm:flag searches:count last_search:day? tags:texts looked_at:count considered:texts "
            "found:nobody|going-on|somebody?"
        ),
        ("post", "unit", "vacant_since", "days", "alarm_on", "alarm", "searches", "last_search", "tags"),
    ),
    "forecast": Kind(
        "Who reaches a limit, an age or a planned end, and when.",
        "cadre",
        fields("on:day cadre name:text? post unit what rule:text?"),
    ),
    "selections": Kind(
        "The open selections and how far each has come.",
        "selection",
        fields(
            "selection post opened_on:day apply_until:day criteria:texts applicants:count "
            "stage:open|closed|examined|shortlisted|publicised|publicity-over|decided chosen:text? event"
        ),
        ("selection", "post", "opened_on", "apply_until", "applicants", "stage", "chosen"),
    ),
    "applicants": Kind(
        "The applicants of a selection by rank; scores are decimals.",
        "cadre",
        fields(
            "selection cadre name:text? post applied_on:day written:text? interview:text? recognition:text? "
            "inspection:text? total:text? rank:count? stage:applied|examined|shortlisted|publicised|chosen lawful:flag "
            "findings:*finding event"
        ),
        ("rank", "cadre", "name", "written", "interview", "recognition", "total", "stage", "lawful"),
    ),
    "reserve": Kind(
        "The reserve on a day; who comes first stands first.",
        "cadre",
        fields(
            "place:count cadre name:text? since:day source for_level:text? for_post:text? age:count? lawful:flag? "
            "grade:text? rewards:count months_party:count days_since_promotion:count? event"
        ),
        ("place", "cadre", "name", "source", "for_level", "for_post", "lawful", "grade", "rewards", "months_party"),
    ),
}
REPORT_HEADINGS: Final[Mapping[str, str]] = {
    "admin_to_party": "行政转党务",
    "age": "年龄",
    "age_at_appointment": "任职时年龄",
    "alarm": "告警",
    "alarm_on": "告警日",
    "applicants": "报名人数",
    "applied_on": "报名日",
    "apply_until": "报名止日",
    "attended": "出席",
    "average": "平均年龄",
    "balance": "净流入",
    "business_to_party": "业务转党务",
    "called": "应到",
    "chosen": "拟任人选",
    "considered": "考虑人选",
    "count": "兼岗数",
    "criteria": "条件",
    "days_since_promotion": "距上次晋升天数",
    "definition": "岗位说明",
    "exchange_rate": "交流率",
    "exchanges": "交流数",
    "filled": "已配",
    "fits": "适配",
    "for_level": "拟任职级",
    "for_post": "拟任岗位",
    "found": "寻访结果",
    "from_35": "35至44岁",
    "from_45": "45至54岁",
    "from_55": "55岁以上",
    "full_time": "专职",
    "honour": "荣誉",
    "in_reserve": "后备人数",
    "in_reserve_since": "入库日",
    "incompatible": "不相容岗位",
    "inspection": "考察分",
    "internal": "内部交流",
    "interview": "面试分",
    "last_moved": "最近交流",
    "last_promoted": "最近晋升",
    "last_search": "最近寻访",
    "last_trained": "最近培训",
    "leading_post": "领导岗位",
    "leading_since": "任领导日",
    "long": "长期任职",
    "long_since": "达到日",
    "looked_at": "寻访人数",
    "median_months_at_level": "任级月数中位",
    "met": "符合",
    "months_admin": "行政月数",
    "months_business": "业务月数",
    "months_party": "党务月数",
    "moves": "交流次数",
    "nominees": "提名人数",
    "opened_on": "公告日",
    "over": "超限规则",
    "party": "党务干部",
    "party_to_admin": "党务转行政",
    "party_to_business": "党务转业务",
    "people_short": "缺人数",
    "posts_short": "缺岗数",
    "previous_level": "原职级",
    "previous_post": "原岗位",
    "previous_track": "原序列",
    "promotion_rate": "晋升率",
    "promotions": "晋升数",
    "promotions_since": "此后晋升",
    "quota": "名额比例",
    "rank": "名次",
    "recognition": "认可度",
    "report": "报表",
    "rewards": "奖励数",
    "searches": "寻访次数",
    "selection": "公开选拔",
    "share": "占比",
    "single": "经历单一",
    "stage": "阶段",
    "tags": "所需特征",
    "total": "总分",
    "trainings": "培训次数",
    "two_way": "双向",
    "under_35": "35岁以下",
    "unmet": "不符合",
    "was_promotion": "属晋升",
    "way": "退出方式",
    "what": "事由",
    "written": "笔试分",
}
REPORT_ACTS: Final[Mapping[str, tuple[str, str]]] = {
    "selection-open": ("selection {selection} for {post} is announced", "公告公开选拔 {selection}（{post}）"),
    "selection-apply": ("{cadre} applies in selection {selection}", "{cadre} 报名公开选拔 {selection}"),
    "selection-exam": ("{cadre} scores {score} in selection {selection}", "{cadre} 在 {selection} 中得 {score} 分"),
    "selection-shortlist": ("{cadres} are shortlisted in {selection}", "{selection} 入围：{cadres}"),
    "selection-publicise": ("the shortlist of {selection} is shown up to {until}", "{selection} 公示至 {until} 前"),
    "selection-decide": ("selection {selection} ends with {cadre}", "公开选拔 {selection} 结果：{cadre}"),
    "reserve-add": ("{cadre} enters the reserve", "{cadre} 进入后备库"),
    "reserve-remove": ("{cadre} leaves the reserve", "{cadre} 退出后备库"),
    "nominate": ("{cadre} is nominated ({honour})", "提名 {cadre}（{honour}）"),
    "establishment-set": ("{unit} must have {full_time} full-time posts", "{unit} 应配专职岗位 {full_time} 个"),
    "search-log": ("candidates for {post} were searched", "为 {post} 寻访人选"),
}
