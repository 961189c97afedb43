"""The words of the dossier: its acts, its topics without their numbers, the kinds of its streams."""

from typing import Final

ACTS: Final = (
    *("body-constitute", "body-renew", "body-member", "body-leave", "body-dissolve", "body-affiliate"),
    *("body-session", "participation-grant", "body-keep"),
    *("decision-notice", "collective-decision", "decision-sign", "decision-disclose"),
)
TOPICS: Final = (
    *("body-constituted", "body-renewed", "body-member-joined", "body-member-left", "body-dissolved"),
    *("member-affiliated", "body-session-held", "participation-granted", "decision-noticed"),
    *("collective-decision-taken", "decision-signed", "decision-disclosed", "body-kept"),
)
STREAMS: Final = ("body", "participation", "decision")
