"""Every kind of result: its fields and their types, the columns of its table, and the field that names a row.

The published schemas, the columns of an empty CSV file and the check of --fields all come from this one table.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Kind(NamedTuple):
    """One kind of result. A type is a word of `cli.schema`; with `?` the value may be null."""

    says: str
    key: str
    fields: Mapping[str, str]
    brief: tuple[str, ...] = ()
    single: bool = False


def fields(written: str) -> dict[str, str]:
    """Return field -> type of a list such as `post seat:count name:text?`; a bare field is a text."""
    pairs = (each.partition(":") for each in written.split())
    return {name: type_ or "text" for name, _, type_ in pairs}


KINDS: Final[Mapping[str, Kind]] = {
    "roster": Kind(
        "One row per seat of every open post; cadre is null where the seat is vacant.",
        "post",
        fields(
            "post post_name unit track level:text? seat:count cadre:text? name:text? kind:text? since:day? until:day? "
            "planned_end:day? order:text? event:text?"
        ),
        ("post", "post_name", "unit", "cadre", "name", "kind", "since"),
    ),
    "history": Kind(
        "Every recorded act on a cadre, in the order of recording.",
        "event",
        fields(
            "event order line:count act effective:day? recorded:instant recorded_by authority:text? basis:text? "
            "reason:text? post:text? unit:text? status:in-force|corrected|cancelled|basis-lost names:text? packs:objects"
        ),
        ("event", "act", "post", "effective", "recorded", "basis", "status"),
    ),
    "outcome": Kind(
        "What came of an order.",
        "order",
        fields("outcome:recorded|already-recorded|would-record order:text? events:texts warnings:findings"),
        single=True,
    ),
    "refusal": Kind("Why an order was refused.", "outcome", fields("outcome:refused findings:findings"), single=True),
    "finding": Kind(
        "What one rule says of one line of an order.",
        "rule",
        fields(
            "rule pack version effect:BLOCK|DUE|WARN|RECORD wording citation facts:texts figures:object earliest:day? "
            "waivable_by:text? line:count?"
        ),
        single=True,
    ),
    "audit-log": Kind(
        "Everything recorded, in the order of recording.",
        "event",
        fields(
            "event stream topic order act actor authority:text? subject:text? effective:day? recorded:instant outcome "
            "packs:objects"
        ),
        ("event", "act", "actor", "effective", "recorded", "order"),
    ),
    "audit-replay": Kind(
        "A history event by event, with the state after each.",
        "event",
        fields("event recorded:instant effective:day? sentence state:object"),
        ("event", "recorded", "effective", "sentence"),
    ),
    "config": Kind("The settings in effect.", "setting", fields("setting value:text?")),
    "config-origin": Kind(
        "The settings in effect and where each comes from.",
        "setting",
        fields("setting value:text? origin:flag|environment|profile|configuration|default where:text?"),
    ),
    "profiles": Kind(
        "The profiles and their settings.",
        "profile",
        fields("profile in_use:flag store:text? actor:text? authority:text? basis:text? lang:text? output:text?"),
        ("profile", "in_use", "store", "actor", "basis"),
    ),
    "schemas": Kind("The kinds of result that have a schema.", "schema", fields("schema says")),
    "doctor": Kind("What is in order and what is not.", "check", fields("check state:ok|note|fault detail")),
    "import-rows": Kind(
        "Rows that were left out, or kept although something is odd.",
        "line",
        fields("file line:count field value reason outcome:left-out|kept kind"),
        ("file", "line", "field", "value", "reason", "outcome"),
    ),
    "import-report": Kind("What an import did.", "order", {}, single=True),
}
