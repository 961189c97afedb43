"""What the stored fields of access mean."""

from collections.abc import Mapping
from typing import Final

from lifecycle.entry import Entry

ACCESS_FIELDS: Final[Mapping[str, Entry]] = {
    "administrators": Entry("ids of the first security administrators", ["ADA", "BO"]),
    "required": Entry("whether every order must be signed", example=True),
    "principal": Entry("id of the principal, as it is named by `--actor`", "ZHOU"),
    "principal-enrolled/1.cadre": Entry("id of the cadre that the principal is, if it is one", "ZHOU"),
    "role-given/1.role": Entry("the role", "officer"),
    "role-given/1.until": Entry("first day without the role", "2031-01-01"),
    "authority-granted/1.body": Entry("id of the body whose decisions it covers; absent: of any", "COUNTY-COMMITTEE"),
    "authority-granted/1.unit": Entry("id of the unit with whose subtree it covers; absent: all units", "FINANCE"),
    "authority-granted/1.track": Entry("line of posts that it covers; absent: all", "admin"),
    "key_posts": Entry("whether it covers key posts only", example=False),
    "lowest": Entry("lowest level that it covers; absent: no bound", None),
    "highest": Entry("highest level that it covers; absent: no bound", "division"),
    "joint": Entry("whether it only allows opinions, as the side that does not decide", example=False),
    "authority-granted/1.until": Entry("first day without the authority", "2031-01-01"),
    "grant": Entry("id of the event that gave what is withdrawn", "principal:ZHOU@2"),
    "after": Entry("position of the last event that may be signed with the key; absent: that of the revocation", None),
    "rows": Entry("how many rows the read log had", 214),
    "reads-sealed/1.hash": Entry("hash of the last of them, hexadecimal", "7e" * 32),
    "act-refused/2.effective": Entry("the days on which it was to take effect", ["2016-03-01"]),
    "act-denied/1.outcome": Entry("that the actor was not authorised", "not-authorised"),
    "act-denied/1.acts": Entry("the acts that were asked for; of a look the words of the command", ["history"]),
    **{
        f"{topic}.approved_by": Entry("id of the second security administrator; absent: of the first ones", "BO")
        for topic in (
            *("access-disabled/1", "keys-required/1", "principal-enrolled/1", "role-given/1"),
            *("authority-granted/1", "grant-withdrawn/1", "key-enrolled/1", "key-revoked/1"),
        )
    },
}
