"""Who of those called to collective education, or expected at sessions of a body, came; full-time or part-time."""

from datetime import date

from domain.policy.facts import EntryView
from projections.reports.question import OWN, Question, ratio
from projections.unit import Answer

SAT = "body-session-held"


def attendance(asked: Question) -> list[Answer]:
    """By cadre: sessions called to and attended in the time asked about, and whether the party post is full-time."""
    rows = []
    for cadre in asked.facts.cadres:
        called = [each for each in asked.facts.entries("training-enrolled", f"cadre:{cadre}") if _over(each, asked)]
        sat = [each for each in asked.facts.entries(SAT, f"cadre:{cadre}") if _expected(each, cadre, asked)]
        held = [
            each for each in asked.facts.stretches(cadre) if each.on(asked.day) and each.kind in (*OWN, "concurrent")
        ]
        meant = [each for each in held if asked.means(each)]
        if not (called or sat) or not meant:
            continue
        seen = {each.fields["session"] for each in asked.facts.entries("training-recorded", f"cadre:{cadre}")}
        came = sum(1 for each in called if each.fields["session"] in seen)
        came += sum(1 for each in sat if cadre in each.fields["attended"])
        rows.append(
            {
                "cadre": cadre,
                "post": meant[0].post,
                "unit": meant[0].unit,
                "full_time": _full_time(cadre, asked.day, asked),
                "called": len(called) + len(sat),
                "attended": came,
                "rate": ratio(came, len(called) + len(sat)),
            }
        )
    return asked.named(sorted(rows, key=lambda row: (row["rate"], row["cadre"])))


def _over(called: EntryView, asked: Question) -> bool:
    """Whether the session lies in the time asked about and is over."""
    return asked.within(called.start) and called.end <= date.fromordinal(asked.day.toordinal() + 1)


def _expected(session: EntryView, cadre: str, asked: Question) -> bool:
    """Whether the session lies in the time asked about, and the cadre was there or is told to have been absent."""
    return asked.within(session.start) and cadre in (*session.fields["attended"], *session.fields["absent"])


def _full_time(cadre: str, day: date, asked: Question) -> bool:
    """Whether a party post is held that is neither part-time nor beside another own post."""
    party = [each for each in asked.facts.stretches(cadre) if each.on(day) and each.track == "party"]
    return any(not each.part_time and each.kind in OWN for each in party)
