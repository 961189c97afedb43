"""Who heads a unit: the party head and the administrative head, by patterns on posts, or the highest posts."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.selecting import bears

TRACKS = ("party", "admin")
HEADING = ("substantive", "trial", "acting", "concurrent")
"""The kinds of holding in which a unit is headed."""


def head_posts(unit: str, day: date, patterns: Sequence[str], facts: PolicyFacts) -> set[str]:
    """The posts that head the unit on the day; without patterns the highest party and administrative posts."""
    posts = [each for each in facts.posts_of(unit, day) if each.track in TRACKS]
    if patterns:
        return {each.post for each in posts if bears(patterns, each)}
    return {each.post for track in TRACKS for each in _highest([one for one in posts if one.track == track], facts)}


def _highest(posts: Sequence[PostView], facts: PolicyFacts) -> Iterable[PostView]:
    scale = list(facts.levels())

    def height(each: PostView) -> tuple[int, bool]:
        return (scale.index(each.level) if each.level in scale else -1, each.key_post)

    top = max((height(each) for each in posts), default=None)
    return [each for each in posts if height(each) == top]


def heads(unit: str, day: date, patterns: Sequence[str], facts: PolicyFacts) -> tuple[str, ...]:
    """The cadres who head the unit on the day, party heads first, each once."""
    posts = head_posts(unit, day, patterns, facts)
    held = [each for each in facts.in_unit(unit, day) if each.post in posts and each.kind in HEADING]
    ordered = sorted(held, key=lambda each: (TRACKS.index(each.track), each.post, each.cadre))
    return tuple(dict.fromkeys(each.cadre for each in ordered))


def headed_days(cadre: str, unit: str, year: int, patterns: Sequence[str], facts: PolicyFacts) -> int:
    """On how many days of the year the cadre headed the unit."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    days: set[date] = set()
    for each in facts.stretches(cadre):
        if each.unit == unit and each.kind in HEADING and _heads(each, patterns, facts):
            start, stop = max(each.start, first), min(each.end, end)
            days.update(start + timedelta(days=number) for number in range((stop - start).days))
    return len(days)


def _heads(each: Stretch, patterns: Sequence[str], facts: PolicyFacts) -> bool:
    return each.post in head_posts(each.unit, each.start, patterns, facts)
