"""The kinds of result that tell of discipline, and the Chinese headings of their columns."""

from collections.abc import Mapping
from typing import Final

from cli.kind import Kind, fields

DISCIPLINE_KINDS: Final[Mapping[str, Kind]] = {
    "discipline": Kind(
        "Talks, notices, rewards, sanctions and the like, by day of effect.",
        "event",
        fields(
            "event fact docket subjects:texts kind:text? since:day until:day? in_force:flag about:texts reason:text? "
            "order fields:object"
        ),
        ("event", "fact", "subjects", "kind", "since", "until", "about"),
    ),
}
DISCIPLINE_HEADINGS: Final[Mapping[str, str]] = {
    "docket": "案卷",
    "fact": "事项",
    "in_force": "有效",
}
