"""The kinds of result that tell of rules: duties, candidates, waivers, refusals, past decisions."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

VERDICT: Final = "lawful|warned|waived|undetermined|refused"
DUE: Final = (
    "cadre name:text? post unit rule pack since:day counted_days:count planned_end:day? until:day? warn_on:day "
    "last_lawful_on:day due_on:day band:text? may_from:day? should_from:day? state:ok|warning|breach|waived "
    "waiver_until:day? days_over:count duty_state:open|done|deferred|overdue? duty_event:text?"
)
CANDIDATE: Final = "cadre post on:day lawful:flag earliest:day? findings:*finding"

RULE_KINDS: Final[Mapping[str, Kind]] = {
    "due": Kind(
        "What each open holding owes under each tenure rule, by due day.",
        "cadre",
        fields(DUE),
        ("cadre", "name", "post", "rule", "due_on", "state", "days_over"),
    ),
    "when": Kind(
        "Whether a cadre could lawfully take up a post, else from when, and what stands before.",
        "cadre",
        fields(CANDIDATE),
        single=True,
    ),
    "who": Kind(
        "The candidates for a post, the lawful first.",
        "cadre",
        fields(CANDIDATE),
        ("cadre", "lawful", "earliest", "findings"),
    ),
    "explain": Kind("Why something is as it is; its fields depend on what is asked about.", "about", {}, single=True),
    "duties": Kind(
        "Every duty raised by the day, with its state on it.",
        "duty",
        fields(
            "duty kind subject post:text? unit:text? rule pack raised_on:day due_on:day "
            "state:open|done|deferred|overdue deferred_until:day? event:text? goes_on:flag"
        ),
        ("subject", "post", "rule", "raised_on", "due_on", "state"),
    ),
    "waivers": Kind(
        "The waivers, in force and expired, by end day.",
        "event",
        fields(
            "event order rule subject from:day until:day days:count state:to-come|in-force|expired approved_by "
            "approval:unverified|by-authority actor basis:text? reason authority:text? recorded_on:day chained:flag "
            "follows:text?"
        ),
        ("rule", "subject", "from", "until", "state", "approved_by", "reason", "chained"),
    ),
    "refusals": Kind(
        "The attempts that were refused, and how often each was made.",
        "event",
        fields(
            "event actor outcome:refused|conflict recorded:instant acts:texts subjects:texts rules:texts times:count"
        ),
        ("recorded", "actor", "acts", "subjects", "rules", "times"),
    ),
    "decisions": Kind(
        "Every decision, recorded and refused, with the packs it was made under.",
        "event",
        fields(
            "event order:text? act subjects:texts actor authority:text? basis:text? effective:day? recorded:instant "
            "outcome rules:texts packs:objects"
        ),
        ("event", "act", "effective", "recorded", "outcome", "rules"),
    ),
    "backdating": Kind(
        "The acts recorded after they took effect, the longest first.",
        "event",
        fields("event order act subject actor effective:day recorded_on:day days:count basis:text? reason:text?"),
        ("event", "act", "effective", "recorded_on", "days", "reason"),
    ),
    "reviews": Kind(
        "Decisions that rest on what is no longer held to be true.",
        "event",
        fields(
            "event order act subject effective:day? lost:text? became:corrected|cancelled|basis-lost by rule:text? "
            "reason:text? since:day"
        ),
        ("event", "act", "lost", "became", "by", "reason"),
    ),
    "retro": Kind(
        "Past decisions judged again, by the law and the facts of then and of now.",
        "event",
        fields(
            f"event order cadre act effective:day law_then_facts_then:{VERDICT} law_then_facts_now:{VERDICT} "
            f"law_now_facts_then:{VERDICT} law_now_facts_now:{VERDICT} rules:texts"
        ),
        (
            *("event", "effective", "law_then_facts_then", "law_then_facts_now", "law_now_facts_then"),
            *("law_now_facts_now", "rules"),
        ),
    ),
    "retro-one": Kind(
        "Past decisions judged again, by one choice of law and facts.",
        "event",
        fields(
            f"event order cadre act effective:day law:then|now facts:then|now outcome:{VERDICT} recorded_as:{VERDICT} "
            "rules:texts"
        ),
    ),
    "impact": Kind(
        "The holdings whose state or due day changes with a pack.",
        "cadre",
        fields(
            "cadre:text? name:text? post unit rule since:day due_before:day? state_before:text? due_after:day? "
            "state_after:text? due_grandfathered:day? state_grandfathered:text?"
        ),
        ("cadre", "post", "rule", "due_before", "state_before", "due_after", "state_after", "due_grandfathered"),
    ),
    "what-if": Kind(
        "The seats and due rows that would differ, and the acts that would find nothing to act on.",
        "post",
        fields(
            "what:seat|due|orphan cadre:text? name:text? post:text? unit:text? rule:text? pack:text? event:text? "
            "before:text? after:text? due_before:day? state_before:text? due_after:day? state_after:text?"
        ),
        ("what", "cadre", "name", "post", "rule", "event", "before", "after"),
    ),
    "watches": Kind(
        "The saved questions, and what was last seen of each in this store.",
        "watch",
        fields("watch query last_day:day? last_position:count? rows:count?"),
    ),
    "watch-news": Kind(
        "What has changed in the answer to a saved question, and why.",
        "key",
        fields("change:new|gone|changed key differs:texts why:first|fact|correction|policy|time by:texts row:object"),
        ("change", "key", "differs", "why", "by"),
    ),
    "watch": Kind(
        "What looks like a way around a rule, to be looked into.",
        "subject",
        fields("pattern subject post:text? unit:text? from:day until:day? facts:texts says"),
        ("pattern", "subject", "post", "from", "until", "says"),
    ),
}
