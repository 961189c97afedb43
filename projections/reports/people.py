"""The people of a team: age, what they came from, what they have learnt, whether they fit their posts."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.days import FOREVER
from domain.policy.facts import Stretch
from domain.policy.matching import requirement_met
from domain.policy.rises import level_on, rises
from projections.reports.movement import movements
from projections.reports.question import OWN, Question
from projections.unit import Answer

BANDS = (("under_35", 0, 35), ("from_35", 35, 45), ("from_45", 45, 55), ("from_55", 55, 200))


def age_structure(asked: Question) -> list[Answer]:
    """By line of posts and in all: how many are how old, and how many of the young are in reserve."""
    held = {(each.cadre, each.track) for each in asked.held() if each.kind in OWN}
    tracks = sorted({track for _, track in held})
    rows = [_ages(asked, track, sorted(cadre for cadre, line in held if line == track)) for track in tracks]
    return [*rows, _ages(asked, None, sorted({cadre for cadre, _ in held}))]


def _ages(asked: Question, track: str | None, cadres: Sequence[str]) -> Answer:
    ages = [age for cadre in cadres if (age := asked.age(cadre, asked.day)) is not None]
    young = [cadre for cadre in cadres if (asked.age(cadre, asked.day) or FOREVER.year) < BANDS[0][2]]
    mean = (20 * sum(ages) + len(ages)) // (2 * len(ages)) if ages else None
    return {
        "track": track,
        "people": len(cadres),
        **{name: sum(1 for age in ages if low <= age < high) for name, low, high in BANDS},
        "unknown": len(cadres) - len(ages),
        "average": None if mean is None else f"{mean // 10}.{mean % 10}",
        "in_reserve": sum(1 for cadre in young if in_reserve(asked, cadre) is not None),
    }


def in_reserve(asked: Question, cadre: str) -> date | None:
    """Since when the cadre is in the reserve on the day; None where not."""
    told = [*asked.facts.entries("reserve-entered", f"cadre:{cadre}")]
    left = [each.start for each in asked.facts.entries("reserve-left", f"cadre:{cadre}")]
    inside = [each for each in told if each.start <= asked.day < each.end]
    open_ones = [each for each in inside if not any(each.start <= day <= asked.day for day in left)]
    return open_ones[-1].start if open_ones else None


def resting_places(asked: Question) -> list[Answer]:
    """Who holds a party post (or one of the track asked for): how old at appointment, and what they were before."""
    track = asked.track or "party"
    held = (each for each in asked.held() if each.track == track and each.kind in OWN)
    rows = [_origin(asked, each) for each in held]
    return asked.named(sorted(rows, key=lambda row: (-(row["age_at_appointment"] or 0), row["cadre"])))


def _origin(asked: Question, held: Stretch) -> Answer:
    own = [each for each in asked.facts.stretches(held.cadre) if each.kind in OWN and each.start < held.since]
    before = own[-1] if own else None
    stood = level_on(held.cadre, date.fromordinal(held.since.toordinal() - 1), asked.facts)[0]
    scale = asked.facts.levels()
    rises_by_it = stood in scale and held.level in scale and scale.index(str(held.level)) > scale.index(stood)
    promoted = [each for each in rises(held.cadre, asked.facts) if held.since < each.day <= asked.day]
    return {
        "cadre": held.cadre,
        "post": held.post,
        "unit": held.unit,
        "since": held.since.isoformat(),
        "age_at_appointment": asked.age(held.cadre, held.since),
        "previous_level": stood or None,
        "level": held.level,
        "previous_post": before.post if before else None,
        "previous_track": before.track if before else None,
        "was_promotion": rises_by_it,
        "promotions_since": len(promoted),
        "event": held.event,
    }


def match(asked: Question) -> list[Answer]:
    """Every holder against what the post requires: what is met, what is not, and what the register does not tell."""
    scale = next((rule.options["education_scale"] for rule in asked.rules if "education_scale" in rule.options), ())
    rows = [_fit(asked, each, scale) for each in asked.held()]
    return asked.named(sorted(rows, key=lambda row: (row["fits"] is not False, row["post"], row["cadre"])))


def _fit(asked: Question, held: Stretch, scale: Iterable[str]) -> Answer:
    place = asked.facts.post(held.post, asked.day)
    found = {
        each: requirement_met(each, held.cadre, asked.day, asked.facts, tuple(scale))
        for each in (place.requires if place else ())
    }
    unmet = [each for each, met in found.items() if met is False]
    unknown = [each for each, met in found.items() if met is None]
    return {
        "cadre": held.cadre,
        "post": held.post,
        "unit": held.unit,
        "requires": list(found),
        "met": [each for each, met in found.items() if met],
        "unmet": unmet,
        "unknown": unknown,
        "fits": False if unmet else None if unknown else True,
        "definition": place.event if place else None,
    }


def profile(asked: Question) -> list[Answer]:
    """Everybody's mix: time in party and business posts, moves, the last move and the last training."""
    moved: dict[str, list[date]] = {}
    for each in movements(asked._replace(since=date.min)):
        moved.setdefault(each.came.cadre, []).append(each.came.start)
    cadres = dict.fromkeys(each.cadre for each in asked.held())
    return asked.named(_mix(asked, cadre, moved.get(cadre, [])) for cadre in cadres)


def _mix(asked: Question, cadre: str, moves: Sequence[date]) -> Answer:
    trained = [each for each in asked.facts.entries("training-recorded", f"cadre:{cadre}") if each.start <= asked.day]
    return {
        "cadre": cadre,
        "education": asked.facts.personal(cadre, "education", asked.day).value,
        "months_party": months_in(asked, cadre, "party"),
        "months_admin": months_in(asked, cadre, "admin"),
        "months_business": months_in(asked, cadre, "business"),
        "single": sum(months_in(asked, cadre, track) > 0 for track in ("party", "admin", "business")) <= 1,
        "moves": len(moves),
        "last_moved": moves[-1].isoformat() if moves else None,
        "last_trained": max((each.start.isoformat() for each in trained), default=None),
        "trainings": len(trained),
    }


def months_in(asked: Question, cadre: str, track: str) -> int:
    """Full months of thirty days in posts of a line up to the day; time held twice counts once."""
    days, reached = 0, date.min
    for each in asked.facts.stretches(cadre):
        if each.track == track and each.start <= asked.day:
            end = min(each.end, asked.day)
            days += max(0, (end - max(each.start, reached)).days)
            reached = max(reached, end)
    return days // 30
