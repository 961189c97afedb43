"""The figure of a year: that of its end, or both halves put together, as the rule says."""

from fractions import Fraction
from typing import Final

from domain.assessment.scoring import Score, Way

HALF: Final = Fraction(1, 2)


def year_figure(way: Way, end: Score, middle: Score | None) -> tuple[Fraction | None, tuple[str, ...]]:
    """The figure, and what is lacking where there is none; rounded nowhere."""
    if end.total is None:
        return None, end.lacking
    if way.year_by == "year-end":
        return end.total, ()
    if middle is None or middle.total is None:
        lacking = middle.lacking if middle else ("the score",)
        return None, tuple(f"{each} of the mid-year cycle" for each in lacking)
    first, second = (HALF, HALF) if way.year_by == "mean" else way.half_year
    return first * middle.total + second * end.total, ()
