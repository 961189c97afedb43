"""Past decisions, read from the log so that they can be judged again: under which law, on which facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.policy.asked import Asked
from domain.policy.judge import judge
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.verdict import Verdict
from projections.asked import JUDGED, UNJUDGED, asked_of
from projections.database import Database
from projections.levels import level_scale
from projections.moment import EVERYTHING, Moment, marks
from projections.packs import adopted_packs
from projections.policy_facts import StoredFacts
from projections.stored import stored_state

THEN, NOW = "then", "now"


@dataclass(frozen=True, slots=True)
class PastAct:
    """A recorded act on a cadre: its stored state, its place, and the last position of its order."""

    event: str
    order: str
    state: Mapping[str, Any]
    settled: int
    """The position at which the whole order was known."""

    @property
    def cadre(self) -> str:
        """The cadre on whom it was decided; empty where it was on none."""
        stream = self.event.rpartition("@")[0]
        return stream.removeprefix("cadre:") if stream.startswith("cadre:") else self.state["body"].get("cadre") or ""

    @property
    def day(self) -> date:
        """The effective day as recorded."""
        return date.fromisoformat(self.state["effective"])


def past_acts(database: Database, *, event: str | None = None, since: str | None = None) -> Iterator[PastAct]:
    """The recorded acts that rules judge, in the order of recording; one of them, or those recorded since a day."""
    sql = (
        "SELECT t.event, t.order_id, s.state, o.position FROM trail t"
        " JOIN stored_events s ON s.position = t.position"
        " JOIN order_row o ON o.order_id = t.order_id"
        f" WHERE (t.stream LIKE 'cadre:%' AND t.act NOT IN ({marks(len(UNJUDGED))})"
        f" OR t.act IN ({marks(len(JUDGED))})) AND t.effective IS NOT NULL"
    )
    values: list[Any] = [*UNJUDGED, *JUDGED]
    for clause, value in ((" AND t.event = ?", event), (" AND t.recorded_on >= ?", since)):
        if value is not None:
            sql += clause
            values.append(value)
    for row in database.query(f"{sql} ORDER BY t.position", values):
        yield PastAct(row[0], row[1], stored_state(row[0], row[2]), row[3])


class Bench:
    """Judges past acts again; facts and packs of a position are read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._levels: Sequence[str] = level_scale(database)
        self._facts: dict[int, StoredFacts] = {}
        self._packs: dict[int, tuple[Pack, ...]] = {}

    def asked(self, act: PastAct, facts: str = THEN) -> Asked:
        """The act as rules ask about it: as known when it was recorded, or as known now."""
        return asked_of(act.event, act.day, act.state, act.state["body"], self.facts(act, facts))

    def facts(self, act: PastAct, known: str) -> StoredFacts:
        """The register as known when the act was recorded, or now."""
        position = act.settled if known == THEN else EVERYTHING
        if position not in self._facts:
            if len(self._facts) > 1:
                self._facts = {key: kept for key, kept in self._facts.items() if key == EVERYTHING}
            self._facts[position] = StoredFacts(self._database, Moment("9999-12-30", position), self._levels)
        return self._facts[position]

    def packs(self, act: PastAct, law: str) -> tuple[Pack, ...]:
        """The packs under which the act was decided, or those in force for its day as adopted by now."""
        if EVERYTHING not in self._packs:
            self._packs[EVERYTHING] = adopted_packs(self._database)
        every = self._packs[EVERYTHING]
        if law == NOW:
            return in_force(every, act.day)
        noted = {(pack["id"], pack["hash"]) for pack in act.state["packs"]}
        return tuple({pack.id: pack for pack in every if (pack.id.id, pack.id.hash) in noted}.values())

    def verdicts(self, act: PastAct, law: str = THEN, facts: str = THEN) -> list[Verdict]:
        """Every verdict on the act under that law and on those facts."""
        return judge(rules_of(self.packs(act, law)), self.asked(act, facts), self.facts(act, facts))


def outcome_of(verdicts: Sequence[Verdict]) -> str:
    """The gravest outcome: refused, undetermined, waived, warned or lawful."""
    if any(verdict.outcome == "breach" and verdict.blocks for verdict in verdicts):
        return "refused"
    words = {verdict.outcome for verdict in verdicts}
    order = (("undetermined", "undetermined"), ("waived", "waived"), ("breach", "warned"))
    return next((word for outcome, word in order if outcome in words), "lawful")
