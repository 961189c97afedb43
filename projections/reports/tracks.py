"""Promotion and exchange by line of posts: how the party line fares beside the administrative one."""

from collections.abc import Sequence
from datetime import date

from domain.policy.rises import rises
from projections.reports.movement import movements
from projections.reports.question import OWN, Question, ratio
from projections.unit import Answer

TRACKS = ("party", "admin", "business")


def tracks(asked: Question) -> list[Answer]:
    """By line: people, promotions and moves in the time asked about, their rates, and the median time at the level."""
    moved = [each for each in movements(asked) if asked.has_unit(each.left.unit)]
    rows = []
    for track in TRACKS:
        people = _people(asked, track)
        risen = [each for cadre in _ever(asked, track) for each in rises(cadre, asked.facts)]
        promoted = [each for each in risen if asked.within(each.day)]
        exchanges = [each for each in moved if each.left.track == track]
        rows.append(_row(track, people, len(promoted), len(exchanges), _months(asked, people)))
    return rows


def _people(asked: Question, track: str) -> list[str]:
    held = {each.cadre for each in asked.held() if each.track == track and each.kind in OWN}
    return sorted(held)


def _ever(asked: Question, track: str) -> list[str]:
    """Whose own post was one of the line just before they rose, or has been since: those counted as its promotions."""
    return [
        cadre
        for cadre in asked.facts.cadres
        if any(
            _line_at(asked, cadre, each.day) == track for each in rises(cadre, asked.facts) if asked.within(each.day)
        )
    ]


def _line_at(asked: Question, cadre: str, day: date) -> str | None:
    """The line of the own post held just before the day; of the one taken up on it where there was none."""
    own = [each for each in asked.facts.stretches(cadre) if each.kind in OWN and asked.has_unit(each.unit)]
    before = [each for each in own if each.start < day <= each.end]
    after = [each for each in own if each.on(day)]
    return (before or after)[-1].track if before or after else None


def _months(asked: Question, people: Sequence[str]) -> list[int]:
    """For each cadre the full months since the last rise, or since the first post."""
    found = []
    for cadre in people:
        days = [each.day for each in rises(cadre, asked.facts) if each.day <= asked.day]
        since = days[-1] if days else min(each.start for each in asked.facts.stretches(cadre))
        months = (asked.day.year - since.year) * 12 + asked.day.month - since.month - (asked.day.day < since.day)
        found.append(months)
    return sorted(found)


def _row(track: str, people: Sequence[str], promoted: int, moved: int, months: Sequence[int]) -> Answer:
    return {
        "track": track,
        "people": len(people),
        "promotions": promoted,
        "promotion_rate": ratio(promoted, len(people)),
        "exchanges": moved,
        "exchange_rate": ratio(moved, len(people)),
        "median_months_at_level": months[(len(months) - 1) // 2] if months else None,
    }
