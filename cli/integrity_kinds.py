"""The kinds of result that tell of the integrity of the record: verification, checkpoints, proofs."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

INTEGRITY_KINDS: Final[Mapping[str, Kind]] = {
    "audit-verify": Kind(
        "Whether the record is what was recorded, and the first event that is not.",
        "head",
        fields("events:count head intact:flag first_bad:text? stream:text? reason:text?"),
        single=True,
    ),
    "checkpoint": Kind(
        "The state of the log, for others to keep.",
        "root",
        fields("origin size:count root signed:flag text"),
        ("origin", "size", "root", "signed"),
        single=True,
    ),
    "audit-proof": Kind(
        "The proof that an event stands in the log; root, leaf and path in hexadecimal digits.",
        "event",
        fields("event position:count leaf size:count root path:texts proof"),
        ("event", "position", "size", "leaf"),
    ),
    "key": Kind("A key that was made.", "public_key", fields("name use:sign|witness public_key file"), single=True),
    "signatures": Kind(
        "The orders that were signed by their officers.",
        "event",
        fields("event order actor recorded:instant public_key signature:true|false key_of:text?"),
    ),
    "audit-pack": Kind(
        "A bundle that was written, and the position up to which it is provably complete.",
        "file",
        fields("file as_of:count events:count streams:count complete_through:count? bytes:count signed:flag"),
        single=True,
    ),
}

INTEGRITY_HEADINGS: Final[Mapping[str, str]] = {
    "bytes": "字节数",
    "complete_through": "完整至序位",
    "head": "根哈希",
    "key_of": "公钥主体",
    "leaf": "叶哈希",
    "origin": "日志名称",
    "path": "证明路径",
    "position": "序位",
    "proof": "证明",
    "public_key": "公钥",
    "root": "根哈希",
    "signed": "已签名",
    "streams": "流数",
    "signature": "签名",
    "size": "日志长度",
    "text": "正文",
    "use": "用途",
}
"""The Chinese headings of their columns."""
