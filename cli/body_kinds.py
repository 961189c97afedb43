"""The kinds of result that tell of bodies, their members, their decisions and their work."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

BODY: Final = (
    "body name kind unit under:text? since:day until:day? open:flag secretary:text? members:count full_time:count "
    "part_time:count term_since:day? term_due:day? kept_from:day event"
)

BODY_KINDS: Final[Mapping[str, Kind]] = {
    "body": Kind(
        "A body on a day, with its members then.", "body", fields(f"{BODY} membership:*membership"), single=True
    ),
    "bodies": Kind(
        "The bodies that exist on a day.",
        "body",
        fields(BODY),
        ("body", "name", "kind", "unit", "secretary", "members", "term_due"),
    ),
    "membership": Kind(
        "Who belonged to a body when, and how it ended.",
        "cadre",
        fields(
            "body cadre role full_time:flag? portfolio:texts from:day until:day? why:text? event ended_by:text? "
            "in_service:flag"
        ),
        ("cadre", "role", "full_time", "from", "until", "why"),
    ),
    "resolutions": Kind(
        "The collective decisions, as a circle may see them; what is kept from it is null.",
        "number",
        fields(
            "number body unit matter title:text? entitled:count present:count votes_for:count? votes_against:count? "
            "abstained:count? recused:texts? postponed:flag follows:text? proposed_by:text? on:day cadres:texts? "
            "posts:texts amount:text? noticed_on:texts signed_by:texts disclosed:objects event "
            "outcome:adopted|rejected|no-quorum|postponed|unjudged"
        ),
        ("number", "body", "matter", "on", "votes_for", "entitled", "outcome"),
    ),
    "lacking": Kind(
        "Acts whose collective decision is missing or does not stand.",
        "event",
        fields(
            "event act cadre post:text? unit:text? effective:day decision:text? state:none|unverified|recorded "
            "rule:text? says"
        ),
        ("event", "act", "cadre", "post", "effective", "decision", "state", "rule"),
    ),
    "participants": Kind(
        "Who may take part in what on a day: the holders of the posts.",
        "cadre",
        fields("body matter post cadre:text? rights:texts since:day event"),
    ),
    "sessions": Kind(
        "What bodies held.",
        "event",
        fields(
            "on:day body unit kind about:texts led_by:text? attended:texts absent:texts partner:text? result:text? "
            "event"
        ),
        ("on", "body", "kind", "about", "led_by"),
    ),
    "body-year": Kind(
        "What each period of a year asked of a body, and what it held.",
        "body",
        fields("unit body rule what from:day until:day count:count required:count fulfilled:flag"),
    ),
    "attendance": Kind(
        "How often each member was there; the rate is an exact fraction.",
        "cadre",
        fields("body cadre full_time:flag? attended:count absent:count rate"),
    ),
}
