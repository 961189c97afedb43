"""The kinds of result that tell of personal values: their classes, restrictions, erasures, copies."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

PRIVACY_KINDS: Final[Mapping[str, Kind]] = {
    "privacy-fields": Kind(
        "The classes of fields, where each is kept, and whether the duty of retention covers it.",
        "field",
        fields("field class:public|personal|restricted kept_in:vault|events|nowhere retained:flag says"),
    ),
    "privacy": Kind(
        "A restriction that was recorded or lifted.",
        "event",
        fields("outcome:restricted|lifted cadre event"),
        single=True,
    ),
    "erasure": Kind(
        "What was erased, which copies still hold it, and which free texts do.",
        "event",
        fields(
            "outcome:erased cadre event fields:texts events:texts copies:texts free_texts:texts "
            "scrubbed:flag remains:text?"
        ),
        single=True,
    ),
    "scrub": Kind(
        "Whether the files were written anew.", "scrubbed", fields("scrubbed:flag remains:text?"), single=True
    ),
    "privacy-log": Kind(
        "Restrictions and erasures of personal values, and readings of restricted files.",
        "event",
        fields(
            "event act:restricted|lifted|read|erased cadre fields:texts ground:text? actor approved_by:texts "
            "basis:text? reason:text? recorded:instant"
        ),
        ("event", "act", "cadre", "fields", "ground", "actor", "approved_by", "recorded"),
    ),
    "copies": Kind(
        "Copies that hold personal values, and the cadres of whom they hold what was erased since.",
        "copy",
        fields(
            "copy form:backup|bundle place through:count paths:texts actor recorded:instant destroyed:text? "
            "holds_erased:texts"
        ),
    ),
}

PRIVACY_HEADINGS: Final[Mapping[str, str]] = {
    "class": "类别",
    "copies": "副本",
    "copy": "副本",
    "destroyed": "已销毁",
    "erased": "已删除",
    "field": "字段",
    "form": "形式",
    "free_texts": "自由文本",
    "ground": "理由",
    "holds_erased": "含已删除者",
    "kept_in": "存放处",
    "paths": "字段",
    "place": "位置",
    "remains": "未清除",
    "restricted": "限制处理",
    "retained": "须保存",
    "scrubbed": "已清理",
    "through": "至序位",
}
"""The Chinese headings of their columns."""
