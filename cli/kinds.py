"""Every kind of result: its fields and their types, the columns of its table, and the field that names a row.

The published schemas, the columns of an empty CSV file and the check of --fields all come from this one table.
"""

from collections.abc import Mapping
from typing import Final

from cli.access_kinds import ACCESS_KINDS
from cli.assessment_kinds import ASSESSMENT_KINDS
from cli.body_kinds import BODY_KINDS
from cli.discipline_kinds import DISCIPLINE_KINDS
from cli.integrity_kinds import INTEGRITY_KINDS
from cli.kind import Kind, fields
from cli.leadership_kinds import LEADERSHIP_KINDS
from cli.privacy_kinds import PRIVACY_KINDS
from cli.procedure_kinds import PROCEDURE_KINDS
from cli.report_kinds import REPORT_KINDS
from cli.rule_kinds import RULE_KINDS
from cli.training_kinds import TRAINING_KINDS

POST: Final = (
    "post unit:text? name:text? track:party|admin|business? level:text? seats:count? part_time:flag? key_post:flag? "
    "backbone:flag? requires:texts since:day? until:day? event:text?"
)
UNIT: Final = "unit name:text? kind:text? parent:text? since:day? until:day? event:text?"
ORDER: Final = "order title:text? basis:text? actor acts:count imported:flag recorded:instant recorded_on:day key:text?"


KINDS: Final[Mapping[str, Kind]] = {
    "roster": Kind(
        "One row per seat of every open post; cadre is null where the seat is vacant.",
        "post",
        fields(
            "post post_name unit track:party|admin|business level:text? seat:count cadre:text? name:text? kind:text? "
            "since:day? since_precision:day|month|year? until:day? planned_end:day? order:text? event:text?"
        ),
        ("post", "post_name", "unit", "cadre", "name", "kind", "since"),
    ),
    "vacancies": Kind(
        "The posts with a vacant seat, and for how many days.",
        "post",
        fields(
            "post post_name unit track:party|admin|business level:text? seats:count vacant:count vacant_since:day? "
            "days:count last_holder:text?"
        ),
        ("post", "post_name", "unit", "vacant", "vacant_since", "days"),
    ),
    "history": Kind(
        "Every recorded act on a cadre, post or unit, in the order of recording.",
        "event",
        fields(
            "event order line:count act effective:day? recorded:instant recorded_by authority:text? decision:text? "
            "decided_on:day? basis:text? reason:text? post:text? unit:text? "
            "status:in-force|corrected|cancelled|basis-lost names:text? packs:objects fields:object"
        ),
        ("event", "act", "post", "effective", "recorded", "status"),
    ),
    "career": Kind(
        "The stretches of a cadre's holdings, in the order of time.",
        "post",
        fields(
            "cadre post post_name:text? unit:text? kind since:day? since_precision:day|month|year from:day until:day? "
            "planned_end:day? event order ended_by:text?"
        ),
        ("post", "post_name", "unit", "kind", "from", "until"),
    ),
    "calendar": Kind(
        "Who sat on a post from when to when; cadre is null in a gap.",
        "cadre",
        fields("post from:day until:day? cadre:text? name:text? kind:text? since:day? event:text? order:text?"),
        ("from", "until", "cadre", "name", "kind"),
    ),
    "person": Kind(
        "All that is known of a cadre on a day.",
        "cadre",
        fields(
            "cadre name:text? born:day? joined_party:day? started_work:day? native_place:text? number:text? sex:text? "
            "education:text? level:text? in_service:flag departure:text? standing_since:day? posts:texts kin:*kin "
            "restricted:flag erased:texts"
        ),
        single=True,
    ),
    "persons": Kind(
        "The cadres with level and service on a day.",
        "cadre",
        fields("cadre name:text? level:text? in_service:flag departure:text?"),
    ),
    "post": Kind(
        "A post: what it is on the day, what it was, what it succeeded.",
        "post",
        fields(f"{POST} open:flag terms:*posts successions:*successions"),
        single=True,
    ),
    "posts": Kind(
        "The posts that are open on a day.", "post", fields(POST), ("post", "name", "unit", "track", "level", "seats")
    ),
    "unit": Kind(
        "A unit: what it is on the day, and what it was.",
        "unit",
        fields(f"{UNIT} open:flag terms:*units"),
        single=True,
    ),
    "units": Kind("The units that exist on a day.", "unit", fields(UNIT), ("unit", "name", "kind", "parent", "since")),
    "successions": Kind(
        "Posts that continued others.",
        "event",
        fields("effective:day predecessor successor event"),
    ),
    "kin": Kind("The relatives of a cadre.", "event", fields("relation:text? name:text? cadre:text? event")),
    "lineage": Kind(
        "What a unit came from and went into.",
        "event",
        fields("effective:day kind predecessor predecessor_name:text? successor successor_name:text? event"),
        ("effective", "kind", "predecessor", "predecessor_name", "successor", "successor_name"),
    ),
    "find": Kind("What has the text in its id or name.", "id", fields("register:cadre|post|unit id name:text?")),
    "show": Kind(
        "Whatever an identifier names; its other fields are those of the register.", "register", {}, single=True
    ),
    "diff": Kind(
        "What was learnt between two days.",
        "event",
        fields(
            "change:added|removed cadre:text? post:text? seat:count? kind:text? level:text? since:day? from:day? "
            "until:day? planned_end:day? in_service:flag? event:text?"
        ),
        ("change", "cadre", "post", "kind", "level", "from", "until"),
    ),
    "orders": Kind(
        "The orders, in the order of recording.",
        "order",
        fields(ORDER),
        ("order", "title", "basis", "actor", "acts", "recorded_on"),
    ),
    "order": Kind("An order and what it recorded.", "order", fields(f"{ORDER} lines:*audit-log"), single=True),
    "info": Kind(
        "What the store is and how much it holds.",
        "zone",
        fields(
            "events:count orders:count cadres:count posts:count units:count zone simulated_clock:flag "
            "last_recorded:instant? access_control:flag packs:objects"
        ),
        single=True,
    ),
    "outcome": Kind(
        "What came of an order.",
        "order",
        fields("outcome:recorded|already-recorded|would-record order:text? events:texts warnings:*finding"),
        single=True,
    ),
    "refusal": Kind("Why an order was refused.", "outcome", fields("outcome:refused findings:*finding"), single=True),
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
        ("event", "act", "actor", "effective", "recorded", "outcome"),
    ),
    "audit-replay": Kind(
        "A history event by event, with the state after each.",
        "event",
        fields("event recorded:instant effective:day? sentence state:object"),
        ("event", "effective", "sentence"),
    ),
    "verification": Kind(
        "Whether the store holds together.",
        "events",
        fields("events:count intact:flag first_bad:text? stream:text? reason:text? digest problems:*problems"),
        single=True,
    ),
    "problems": Kind("What does not hold together.", "place", fields("place problem")),
    "policies": Kind(
        "The packs that are adopted, and those that come with the program.",
        "pack",
        fields(
            "pack version title parent:text? hash:text? from:day adopted_from:day? replaced_from:day? "
            "state:in-force|later|replaced|not-adopted shipped:flag rules:count articles:count not_modelled:count "
            "event:text? order:text?"
        ),
        ("pack", "version", "title", "adopted_from", "state", "rules"),
    ),
    "policy": Kind(
        "A pack with its rules and articles.",
        "pack",
        fields(
            "pack version title parent:text? hash:text? from:day adopted_from:day? replaced_from:day? "
            "state:in-force|later|replaced|not-adopted shipped:flag event:text? order:text? rules:*law "
            "articles:*articles"
        ),
        single=True,
    ),
    "law": Kind(
        "What a rule says on a day.",
        "rule",
        fields(
            "rule pack version hash on:day kind meaning effect:BLOCK|DUE|WARN|RECORD article wording wording_zh:text? "
            "source:text? verified:flag since:day? until:day? numbers:*law-numbers options:object clock pick "
            "warn_days:count gap_months:count select:object counts:object exceptions:objects unknown:block|warn "
            "unknown_until:day? waivable_by:text? waiver_max_months:count? waiver_needs:texts in_force_from:day "
            "in_force_until:day?"
        ),
        ("rule", "kind", "effect", "article", "wording"),
        single=True,
    ),
    "law-numbers": Kind(
        "The numbers of a rule through time.",
        "figure",
        fields("figure from:day value:figure article verified:flag in_force:flag"),
    ),
    "articles": Kind(
        "The articles of a pack, and which rules carry them out.",
        "article",
        fields(
            "article wording wording_zh:text? source:text? verified:flag since:day? until:day? not_modelled:text? "
            "rules:texts"
        ),
        ("article", "wording", "verified", "rules", "not_modelled"),
    ),
    "policy-check": Kind(
        "A pack without mistakes.",
        "pack",
        fields(
            "pack version title parent:text? from:day hash rules:count articles:count verified:count "
            "not_modelled:count cases:count"
        ),
        single=True,
    ),
    "pack-cases": Kind(
        "The cases of a pack, and what came of each.",
        "case",
        fields("case result:pass|fail detail:text? place"),
        ("result", "case", "detail"),
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
    "import-report": Kind(
        "What an import did.",
        "order",
        fields(
            "outcome:recorded|already-recorded|would-record|refused order:text? mapping title rows:object acts:object "
            "handled:object left_out:*import-rows kept:*import-rows kept_by_kind:object unused_columns:object "
            "unread_files:object warnings:*finding"
        ),
        single=True,
    ),
    **BODY_KINDS,
    **LEADERSHIP_KINDS,
    **RULE_KINDS,
    **INTEGRITY_KINDS,
    **ACCESS_KINDS,
    **PRIVACY_KINDS,
    **DISCIPLINE_KINDS,
    **TRAINING_KINDS,
    **PROCEDURE_KINDS,
    **ASSESSMENT_KINDS,
    **REPORT_KINDS,
}
