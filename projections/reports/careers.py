"""Long service in party posts, young cadres from the mass organisations, nominations and their quotas."""

from collections import defaultdict

from domain.policy.facts import EntryView, Stretch
from domain.policy.kinds.long_service import service
from domain.policy.kinds.quota import concerns, quota_of
from domain.policy.rises import rises
from projections.reports.people import in_reserve
from projections.reports.question import OWN, Question, ratio
from projections.unit import Answer

MASS_ORGANISATIONS = ("mass-organisation", "trade-union", "youth-league", "womens-federation")
"""The kinds of units that are mass organisations."""
LEADING = ("business", "admin")


def long_service(asked: Question) -> list[Answer]:
    """Who has served long in the posts of a rule on long service, the longest first; those who are near it too."""
    rows = []
    for rule in asked.of_kind("long-service"):
        for cadre in asked.facts.cadres:
            told = service(rule, cadre, asked.day, asked.facts)
            if told.days and any(each.on(asked.day) and asked.means(each) for each in told.held):
                risen = [each.day for each in rises(cadre, asked.facts) if each.day <= asked.day]
                rows.append(
                    {
                        "cadre": cadre,
                        "rule": rule.id,
                        "days": told.days,
                        "long": told.long_since is not None,
                        "long_since": told.long_since.isoformat() if told.long_since else None,
                        "posts": list(dict.fromkeys(each.post for each in told.held)),
                        "last_promoted": risen[-1].isoformat() if risen else None,
                    }
                )
    return asked.named(sorted(rows, key=lambda row: (-row["days"], row["cadre"])))


def pipeline(asked: Question) -> list[Answer]:
    """Who is or was in a mass organisation: in the reserve since when, and in a leading post elsewhere since when."""
    rows = []
    for cadre in asked.facts.cadres:
        begun = [each for each in asked.facts.stretches(cadre) if each.start <= asked.day and each.kind in OWN]
        mass = [each for each in begun if each.unit_kind in MASS_ORGANISATIONS]
        if mass and any(asked.has_unit(each.unit) for each in mass):
            rows.append(_stage(asked, cadre, mass, begun))
    return asked.named(sorted(rows, key=lambda row: (row["stage"], row["cadre"])))


def _stage(asked: Question, cadre: str, mass: list[Stretch], begun: list[Stretch]) -> Answer:
    after = [each for each in begun if each.start > mass[0].start and each.unit_kind not in MASS_ORGANISATIONS]
    leading = next((each for each in after if each.track in LEADING and each.level), None)
    reserve = in_reserve(asked, cadre)
    inside = any(each.on(asked.day) for each in mass)
    return {
        "cadre": cadre,
        "unit": mass[-1].unit,
        "post": mass[-1].post,
        "from": mass[0].start.isoformat(),
        "age": asked.age(cadre, asked.day),
        "in_reserve_since": reserve.isoformat() if reserve else None,
        "leading_post": leading.post if leading else None,
        "leading_since": leading.start.isoformat() if leading else None,
        "stage": "leading" if leading else "reserve" if reserve else "base" if inside else "left",
    }


def quotas(asked: Question) -> list[Answer]:
    """By honour and year: how many were nominated, which share holds posts of the track, and what the rule asks."""
    told: dict[tuple[str, int], list[EntryView]] = defaultdict(list)
    for each in asked.about("cadre-nominated"):
        if asked.has_unit(each.fields["unit"]):
            told[each.fields["honour"], each.fields["year"]].append(each)
    rows = []
    for (honour, year), nominated in sorted(told.items()):
        rules = [rule for rule in asked.of_kind("quota") if concerns(rule, honour)]
        for rule in rules:
            found = quota_of(rule, asked.day, (each.fields["tracks"] for each in nominated))
            rows.append(
                _share(honour, year, found.nominees, found.within)
                | {"rule": rule.id, "quota": found.share, "met": found.met}
            )
        if not rules:
            party = sum(1 for each in nominated if "party" in each.fields["tracks"])
            rows.append(_share(honour, year, len(nominated), party) | {"rule": None, "quota": None, "met": None})
    return rows


def _share(honour: str, year: int, nominees: int, within: int) -> Answer:
    return {
        "honour": honour,
        "year": year,
        "nominees": nominees,
        "party": within,
        "share": ratio(within, nominees),
    }
