"""What the county lives through with the seed pack: a refused order, a waived limit, a duty put off, a vacancy told.

Only a demo under that pack has them. Who is in them is of the cast, so that they happen whatever the seed and size.
"""

from typing import Final

from lifecycle.county.cast_lines import act, decided
from lifecycle.county.decision import Decision, Line

SUPERIOR: Final = "prefecture-committee"
_TOURISM: Final = "seed/SEED-POST-10/ZHOU/tourism-head/2009-01-01"
_WOMEN: Final = "seed/SEED-VACANT-6/women-head/2005-01-01"


def waiver(rule: str, who: str, effective: str, until: str, reason: str) -> Line:
    """The rule is set aside for somebody, by the authority above."""
    return {
        "act": "waive", "rule": rule, "subject": who, "until": until, "approved_by": SUPERIOR,
        "reason": reason, "effective": effective, "authority": "committee",
    }  # fmt: skip


def deferral(duty: str, effective: str, until: str, reason: str) -> Line:
    """A duty is put off, by the authority above."""
    return {
        "act": "duty-defer", "duty": duty, "until": until, "approved_by": SUPERIOR,
        "reason": reason, "effective": effective, "authority": "committee",
    }  # fmt: skip


STORIES: Final[tuple[Decision, ...]] = (
    decided(
        "2015-06-08T02:40",
        "Three leave the Finance Bureau on one day",
        act("rotate", "2015-06-15", "WANG", post="agency-committee-head", reason="training by exchange"),
        act("rotate", "2015-06-15", "SUN", post="women-head", reason="training by exchange"),
        act("rotate", "2015-06-15", "WU", post="culture-head", reason="training by exchange"),
        refused=True,
    ),
    decided(
        "2016-01-11T03:10",
        "Women's Federation",
        deferral(_WOMEN, "2016-01-11", "2016-07-01", "the federation elects in June"),
    ),
    decided(
        "2018-01-15T02:20",
        "Organisation Department",
        waiver("SEED-POST-10", "GUO", "2018-03-01", "2020-01-01", "two years before retirement; the successor learns"),
        waiver("SEED-TERMS-2", "GUO", "2018-03-01", "2020-01-01", "two years before retirement; the successor learns"),
    ),
    decided(
        "2018-12-10T05:30",
        "Tourism Bureau",
        deferral(_TOURISM, "2019-01-01", "2019-04-01", "the bureau is being merged"),
    ),
)
"""In the order of recording."""
