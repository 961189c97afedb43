"""Open selections and the reserve: how far they have come, who stands where, and who comes first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from domain.amounts import hundredths, plain
from projections.database import Database
from projections.dossier import entries
from projections.unit import Answer

TOPICS: Final = (
    *("selection-opened", "candidate-applied", "candidate-examined", "candidates-shortlisted"),
    *("candidates-publicised", "selection-decided"),
)
PARTS: Final = ("written", "interview", "recognition", "inspection")


def dockets(database: Database, position: int, day: str) -> dict[str, dict[str, list[Answer]]]:
    """Selection -> topic -> what of it had taken effect by the day, each once."""
    found: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    seen = set()
    for each in entries(database, position, TOPICS):
        if each["since"] <= day and each["event"] not in seen:
            seen.add(each["event"])
            found[each["selection"]][each["topic"]].append(each)
    return found


def selections(database: Database, position: int, day: str) -> list[Answer]:
    """Every selection announced by the day, with the stage it has reached."""
    rows = []
    for name, acts in sorted(dockets(database, position, day).items()):
        for opened in acts["selection-opened"][-1:]:
            decided = acts["selection-decided"][-1] if acts["selection-decided"] else None
            rows.append(
                {
                    "selection": name,
                    "post": opened["post"],
                    "opened_on": opened["since"],
                    "apply_until": opened["apply_until"],
                    "criteria": opened["criteria"],
                    "applicants": len(acts["candidate-applied"]),
                    "stage": _stage(acts, day),
                    "chosen": decided["cadre"] if decided else None,
                    "event": opened["event"],
                }
            )
    return rows


def _stage(acts: Mapping[str, Sequence[Answer]], day: str) -> str:
    if acts["selection-decided"]:
        return "decided"
    if shown := acts["candidates-publicised"]:
        return "publicity-over" if (shown[-1]["until"] or "9999") <= day else "publicised"
    for topic, stage in (("candidates-shortlisted", "shortlisted"), ("candidate-examined", "examined")):
        if acts[topic]:
            return stage
    return "open" if day < acts["selection-opened"][-1]["apply_until"] else "closed"


def applicants(database: Database, position: int, day: str, selection: str) -> list[Answer]:
    """The applicants of a selection by rank: their scores, and how far each has come."""
    acts = dockets(database, position, day)[selection]
    scores: dict[str, dict[str, str]] = defaultdict(dict)
    for each in acts["candidate-examined"]:
        scores[each["cadre"]][each["part"]] = each["score"]
    totals = {cadre: sum(hundredths(score) for score in parts.values()) for cadre, parts in scores.items()}
    listed = {cadre for each in acts["candidates-shortlisted"][-1:] for cadre in each["cadres"]}
    shown = {cadre for each in acts["candidates-publicised"][-1:] for cadre in each["cadres"]}
    chosen = {each["cadre"] for each in acts["selection-decided"]}
    rows = [
        {
            "selection": selection,
            "cadre": each["cadre"],
            "applied_on": each["since"],
            **{part: scores[each["cadre"]].get(part) for part in PARTS},
            "total": plain(totals[each["cadre"]]) if each["cadre"] in totals else None,
            "rank": _rank(each["cadre"], totals),
            "stage": _reached(each["cadre"], chosen, shown, listed, totals),
            "event": each["event"],
        }
        for each in acts["candidate-applied"]
    ]
    return sorted(rows, key=lambda row: (row["rank"] or len(rows) + 1, row["cadre"]))


def _rank(cadre: str, totals: Mapping[str, int]) -> int | None:
    """The place by the sum of scores; who has as much as another has the same place."""
    return 1 + sum(1 for each in totals.values() if each > totals[cadre]) if cadre in totals else None


def _reached(cadre: str, *stages: Iterable[Any]) -> str:
    names = ("chosen", "publicised", "shortlisted", "examined")
    return next((name for name, reached in zip(names, stages, strict=True) if cadre in reached), "applied")


def post_of(database: Database, position: int, day: str, selection: str) -> str | None:
    """The post of a selection; None where there is none of this id by the day."""
    opened = dockets(database, position, day)[selection]["selection-opened"]
    return opened[-1]["post"] if opened else None
