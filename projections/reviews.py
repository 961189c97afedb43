"""Basis lost: decisions that rest on what is no longer held to be true. Nothing is undone; they are listed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from projections.database import Database
from projections.decisions import Bench, PastAct, past_acts
from projections.stored import stored_state
from projections.unit import Answer

AMENDMENTS = {"act-corrected/1": "corrected", "act-cancelled/1": "cancelled"}


class Amendment(NamedTuple):
    """A correction or cancellation: what became of which act, by which event, when and why."""

    root: str
    became: str
    event: str
    position: int
    recorded_on: str
    reason: str | None


def reviews(database: Database) -> list[Answer]:
    """The decisions to be looked at again, in the order in which they lost their ground.

    One row for each act that an order left without basis, and for each act a rule judged on a fact amended since.
    """
    amendments = list(_amendments(database))
    gone = {each.root for each in amendments if each.became == "cancelled"}
    found = [*_left_without_basis(database), *_on_amended_facts(database, amendments)]
    kept = [(position, row) for position, row in found if row["event"] not in gone]
    return [row for _, row in sorted(kept, key=lambda pair: (pair[0], pair[1]["event"]))]


def _amendments(database: Database) -> Iterator[Amendment]:
    sql = (
        "SELECT t.event, t.topic, t.position, t.recorded_on, s.state FROM trail t"
        " JOIN stored_events s ON s.position = t.position"
        " WHERE t.topic IN ('act-corrected/1', 'act-cancelled/1') ORDER BY t.position"
    )
    roots: dict[str, str] = {}
    for event, topic, position, day, stored in database.query(sql):
        state = stored_state(event, stored)
        named = state["body"]["names"]
        roots[event] = roots.get(named, named)
        became = "corrected" if named in roots else AMENDMENTS[topic]  # a cancelled correction is one more correction
        yield Amendment(roots[event], became, event, position, day, state["reason"])


def _left_without_basis(database: Database) -> Iterator[tuple[int, Answer]]:
    sql = (
        "SELECT b.event, b.order_id, b.position, t.order_id, t.act, t.stream, t.effective, o.recorded_on, s.state"
        " FROM basis_lost b JOIN trail t ON t.event = b.event JOIN order_row o ON o.order_id = b.order_id"
        " JOIN stored_events s ON s.position = b.position ORDER BY b.position, b.event"
    )
    for event, by, position, *told, stored in database.query(sql):
        lost = {"lost": None, "became": "basis-lost", "by": by, "rule": None}
        why = {"reason": stored_state(f"order:{by}@1", stored)["reason"], "since": told[4]}
        yield position, {**_of(event, told), **lost, **why}


def _on_amended_facts(database: Database, amendments: list[Amendment]) -> Iterator[tuple[int, Answer]]:
    """The acts whose verdicts, on law and facts of then, read an act that was amended later."""
    if not amendments:
        return
    bench, last = Bench(database), amendments[-1].position
    for act in past_acts(database):
        if act.settled < last:
            yield from _lost_by(act, bench, amendments)


def _lost_by(act: PastAct, bench: Bench, amendments: list[Amendment]) -> Iterator[tuple[int, Answer]]:
    rules: dict[str, list[str]] = {}
    for verdict in bench.verdicts(act):
        for fact in verdict.facts:
            rules.setdefault(fact, []).append(verdict.rule.id)
    for each in amendments:
        if each.position > act.settled and each.root != act.event and each.root in rules:
            told = [act.order, act.state["act"], act.event.rpartition("@")[0], act.state["effective"]]
            lost = {"lost": each.root, "became": each.became, "by": each.event}
            rule = ", ".join(dict.fromkeys(rules[each.root]))
            why = {"rule": rule, "reason": each.reason, "since": each.recorded_on}
            yield each.position, {**_of(act.event, told), **lost, **why}


def _of(event: str, told: list[Any]) -> Answer:
    order, act, subject, effective = told[:4]
    return {"event": event, "order": order, "act": act, "subject": subject, "effective": effective}
