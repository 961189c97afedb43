"""The kinds of result that tell of procedures: calendars, definitions, cases, what is to be done."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

CASE: Final = "case procedure version cadres:texts posts:texts opened:day state open:texts last_on:day"
MEETING: Final = "meeting body on:day entitled:texts present:texts cases:texts undecided:texts state:open|closed"
URGENCY: Final = "overdue|today|soon|later|untimed|provisional|suspended"

PROCEDURE_KINDS: Final[Mapping[str, Kind]] = {
    "procedures": Kind(
        "The published versions of procedures, and the shipped procedures that are not published.",
        "procedure",
        fields("procedure version title since:day? until:day? steps:count hash:text? state:in-force|published|shipped"),
        ("procedure", "version", "title", "since", "steps", "state"),
    ),
    "procedure-steps": Kind(
        "The steps of a procedure.",
        "step",
        fields("step kind title title_zh role:text? term:text? outcomes:texts effects:texts irreversible:flag"),
        ("step", "kind", "title", "role", "term", "outcomes"),
    ),
    "procedure-flaws": Kind(
        "What cannot be meant in a procedure.", "step", fields("procedure step code says"), ("step", "code", "says")
    ),
    "procedure-diff": Kind("What is otherwise in a second definition.", "place", fields("place was:text? is:text?")),
    "migration": Kind(
        "What becomes of the running cases under another version.",
        "case",
        fields("case from to open:texts terms:texts outcome order:text? why:text?"),
    ),
    "calendar-years": Kind(
        "The years of a calendar, with their notices and working days.",
        "year",
        fields("calendar year:count notices:texts off:count worked:count working_days:count"),
    ),
    "calendar-notices": Kind(
        "The published notices of working calendars.",
        "notice",
        fields("calendar year:count notice issued:day revises:flag off:texts worked:texts event working_days:count"),
        ("calendar", "year", "notice", "issued", "revises", "working_days"),
    ),
    "cases": Kind(
        "Cases of procedures as they stand on a day.",
        "case",
        fields(CASE),
        ("case", "procedure", "cadres", "posts", "opened", "state", "open"),
    ),
    "case": Kind(
        "A case: what is open, what was done, and what keeps it.",
        "case",
        fields(
            f"{CASE} given:object staff:object steps:*case-steps done:*case-done incidents:texts lapses_on:day? "
            "reopens:text? reopened_as:text?"
        ),
        single=True,
    ),
    "case-steps": Kind(
        "The steps of a case that are open.",
        "step",
        fields(
            "step title kind role:text? since:day due:day? remaining:count? provisional:flag suspended:flag "
            "hands:texts objections:texts"
        ),
        ("step", "role", "hands", "since", "due", "remaining", "objections"),
    ),
    "case-done": Kind("The steps of a case that have ended.", "step", fields("step outcome on:day persons:texts")),
    "case-history": Kind(
        "Everything that happened in a case.",
        "event",
        fields("event effective:day topic step:text? order reason:text? says"),
        ("event", "effective", "topic", "step", "says"),
    ),
    "case-replay": Kind(
        "A case event by event, with the state after each.",
        "event",
        fields("event recorded:instant effective:day? sentence state:object"),
        ("event", "effective", "sentence"),
    ),
    "meetings": Kind(
        "Meetings that decide cases.",
        "meeting",
        fields(MEETING),
        ("meeting", "body", "on", "present", "cases", "undecided", "state"),
    ),
    "meeting": Kind(
        "A meeting, with what became of each case of its agenda.",
        "meeting",
        fields(f"{MEETING} agenda:*meeting-agenda"),
        single=True,
    ),
    "meeting-agenda": Kind(
        "The votes of a meeting, and the cases of its agenda that were not voted on.",
        "case",
        fields(
            "case step:text? vote:decide|reconsider? on:day? ayes:count? nays:count? abstentions:count? recused:texts? "
            "secret:flag? outcome:text?"
        ),
        ("case", "step", "vote", "ayes", "nays", "abstentions", "recused", "outcome"),
    ),
    "worklist": Kind(
        "What is to be done on a day, the most urgent first.",
        "case",
        fields(
            "case procedure cadres:texts step title kind role:text? person:text? why:text? hands:texts since:day "
            f"due:day? remaining:count? state:{URGENCY} lapses_on:day? incident:text? blocked_by:text?"
        ),
        ("case", "cadres", "step", "why", "hands", "due", "remaining", "state", "blocked_by"),
    ),
}
