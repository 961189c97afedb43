"""What a county under the rules of `seed` lives through besides its careers, month by month: each subject its annal.

An annal is asked at the end of every month, when the county stands as it does after that month's decisions. What it
then tells is recorded after office hours on days of that month, and disturbs no career: whom it ties, it notes.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from lifecycle.county.assessing import Assessing
from lifecycle.county.cases import Cases
from lifecycle.county.decision import Decision
from lifecycle.county.life import County

Annal: TypeAlias = Callable[[int], Iterator[Decision]]
"""Given a month (0 is the first of the demo): what was decided of one subject."""
AnnalOf: TypeAlias = Callable[[County, int], Annal]
"""Given the county and the seed: its annal."""

ANNALS: Final[tuple[AnnalOf, ...]] = (Assessing, Cases)
