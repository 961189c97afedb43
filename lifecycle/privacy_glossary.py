"""What the fields of events about personal values, the key of the log and the clock mean."""

from collections.abc import Mapping
from typing import Final

from lifecycle.entry import Entry

PRIVACY_FIELDS: Final[Mapping[str, Entry]] = {
    "copy-made/1.form": Entry("what kind of copy", "backup"),
    "copy-made/1.place": Entry("where the copy is", "/media/archive/2027-03.db"),
    "copy-made/1.through": Entry("position of the last event in the copy", 60211),
    "paths": Entry("the personal fields that a bundle discloses; a backup holds all", ["name"]),
    "copy_made": Entry("id of the event by which the copy was noted", "store:copies@1"),
    "ground": Entry("on what ground", "retention-ended"),
    "personal-data-restricted/1.ground": Entry("on what ground", "disputed"),
    "erased": Entry("event -> the personal fields erased of it", {"cadre:WANG@1": ["number"]}),
    **{
        f"{topic}.approved_by": Entry("ids of the persons who approved it", ["SUPERVISION"])
        for topic in ("personal-data-restricted/1", "restriction-lifted/1", "restricted-data-read/1")
    },
    "personal-data-erased/1.approved_by": Entry("ids of the two who approved it", ["SUPERVISION", "SECURITY"]),
    "old_key": Entry("the public key that signed until then", "county-log+1a2b3c4d+AbCd"),
    "new_key": Entry("the public key that signs from then on", "county-log-2+5e6f7a8b+AbCd"),
    "log-key-changed/1.checkpoint": Entry("the checkpoint with the signatures of both keys", "cadre-lifecycle/log/..."),
    "signed_by_old": Entry("whether the old key signed too; it is lost where it did not", example=True),
    "log-key-changed/1.approved_by": Entry("id of the second person, where the old key is lost", None),
    "clock-observed/1.clock": Entry("the instant that the machine's clock showed", "2026-12-01T07:00:00.000000Z"),
    "clock-observed/1.last": Entry("the last recorded instant", "2026-12-01T08:00:00.000000Z"),
}
