"""Full-time posts that a unit must have, those it has, and those that are filled."""

from domain.policy.facts import EntryView, PostView
from projections.reports.question import OWN, Question
from projections.unit import Answer

TOPIC = "establishment-set"


def establishment(asked: Question) -> list[Answer]:
    """By unit and track: full-time seats required, open and filled, and what lacks of each."""
    rows = []
    for unit, _ in asked.units():
        latest: dict[str, EntryView] = {}
        for each in asked.facts.entries(TOPIC, f"unit:{unit}"):
            if each.start <= asked.day:
                latest[each.fields["track"]] = each
        rows += [_row(asked, unit, latest[track]) for track in sorted(latest) if asked.track in {None, track}]
    return rows


def _row(asked: Question, unit: str, told: EntryView) -> Answer:
    track, required = told.fields["track"], int(told.fields["full_time"])
    posts = [each for each in asked.facts.posts_of(unit, asked.day) if each.track == track and not each.part_time]
    seats, filled = sum(each.seats for each in posts), sum(_filled(asked, each) for each in posts)
    return {
        "unit": unit,
        "track": track,
        "required": required,
        "open": seats,
        "filled": filled,
        "posts_short": max(0, required - seats),
        "people_short": max(0, required - filled),
        "since": told.start.isoformat(),
        "event": told.event,
    }


def _filled(asked: Question, place: PostView) -> int:
    """How many hold the post as their own."""
    return len({each.cadre for each in asked.facts.held(place.post) if each.on(asked.day) and each.kind in OWN})
