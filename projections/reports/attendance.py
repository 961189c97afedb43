"""Who of those called to collective education came, full-time and part-time holders apart."""

from datetime import date

from domain.policy.facts import EntryView
from projections.reports.question import OWN, Question, ratio
from projections.unit import Answer


def attendance(asked: Question) -> list[Answer]:
    """By cadre: sessions called to and attended in the time asked about, and whether the party post is full-time."""
    rows = []
    for cadre in asked.facts.cadres:
        called = [each for each in asked.facts.entries("training-enrolled", f"cadre:{cadre}") if _over(each, asked)]
        held = [
            each for each in asked.facts.stretches(cadre) if each.on(asked.day) and each.kind in (*OWN, "concurrent")
        ]
        meant = [each for each in held if asked.means(each)]
        if not called or not meant:
            continue
        seen = {each.fields["session"] for each in asked.facts.entries("training-recorded", f"cadre:{cadre}")}
        came = sum(1 for each in called if each.fields["session"] in seen)
        rows.append(
            {
                "cadre": cadre,
                "post": meant[0].post,
                "unit": meant[0].unit,
                "full_time": _full_time(cadre, asked.day, asked),
                "called": len(called),
                "attended": came,
                "rate": ratio(came, len(called)),
            }
        )
    return asked.named(sorted(rows, key=lambda row: (row["rate"], row["cadre"])))


def _over(called: EntryView, asked: Question) -> bool:
    """Whether the session lies in the time asked about and is over."""
    return asked.within(called.start) and called.end <= date.fromordinal(asked.day.toordinal() + 1)


def _full_time(cadre: str, day: date, asked: Question) -> bool:
    """Whether a party post is held that is neither part-time nor beside another own post."""
    party = [each for each in asked.facts.stretches(cadre) if each.on(day) and each.track == "party"]
    return any(not each.part_time and each.kind in OWN for each in party)
