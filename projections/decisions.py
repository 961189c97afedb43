"""Past decisions, read from the log so that they can be judged again: under which law, on which facts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from domain.policy.as_of_today import law_of
from domain.policy.asked import Asked
from domain.policy.facts import PolicyFacts
from domain.policy.judge import held_against, judge
from domain.policy.pack import Pack, rules_of
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict
from projections.asked import JUDGED, UNJUDGED, asked_of
from projections.database import Database
from projections.hindsight import Hindsight, Lines, Positions
from projections.levels import level_scale
from projections.moment import EVERYTHING, Moment, marks
from projections.packs import adopted_packs
from projections.policy_facts import StoredFacts
from projections.stored import stored_state

THEN, NOW = "then", "now"
Judgement: TypeAlias = tuple[str, str]
"""By which law, and on which facts: those of then or of now."""
JUDGEMENTS: tuple[Judgement, ...] = ((THEN, THEN), (THEN, NOW), (NOW, THEN), (NOW, NOW))
MANY = 1000
"""From so many acts on it is quicker to read what is known of everybody at once."""


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
    """Judges past acts again; facts and packs of a position are read once. The law of now is that of `today`.

    `acts` are those that it will be asked about: where they are many, what is known of everybody is read at once.
    """

    def __init__(self, database: Database, today: date | None = None, acts: Sequence[PastAct] = ()) -> None:
        self._database = database
        self._today = today
        self._asked = Counter([act.settled for act in acts])
        self._asked[EVERYTHING] = len(acts)
        self._levels: Sequence[str] = level_scale(database)
        self._facts: dict[int, StoredFacts] = {}
        self._positions = Positions(database)
        self._lines: tuple[Lines, ...] | None = None
        self._hindsight: dict[tuple[date, int], Hindsight] = {}
        """By the day of an act and the position of its order; of one order, since orders follow one another."""
        self._packs: tuple[Pack, ...] = ()
        self._law: tuple[Rule, ...] = ()

    def asked(self, act: PastAct, facts: str = THEN) -> Asked:
        """The act as rules ask about it: as known when it was recorded, or as known now."""
        return asked_of(act.event, act.day, act.state, act.state["body"], self.facts(act, facts))

    def facts(self, act: PastAct, known: str) -> PolicyFacts:
        """The register as known when the act was recorded; or what is known now of how things stood at the act."""
        if known == THEN:
            return self._stored(act.settled)
        after = (act.day, act.settled)
        if after not in self._hindsight:
            if self._lines is None:
                if self._asked[EVERYTHING] >= MANY:
                    self._positions.read_all()
                names = ("post_lineage", "lineage")
                self._lines = tuple([Lines(self._database, name, self._positions) for name in names])
            if self._hindsight and next(iter(self._hindsight))[1] != act.settled:
                self._hindsight = {}
            self._hindsight[after] = Hindsight(self._stored(EVERYTHING), after, self._positions, self._lines)
        return self._hindsight[after]

    def _stored(self, position: int) -> StoredFacts:
        if position not in self._facts:
            if len(self._facts) > 1:
                self._facts = {key: kept for key, kept in self._facts.items() if key == EVERYTHING}
            found = self._facts[position] = StoredFacts(self._database, Moment("9999-12-30", position), self._levels)
            if self._asked[position] >= MANY:
                found.preload()
        return self._facts[position]

    def rules(self, act: PastAct, law: str) -> tuple[Rule, ...]:
        """The rules under which the act was decided, or those of today with the numbers of today."""
        if not self._packs:
            self._packs = adopted_packs(self._database)
            self._law = law_of(self._packs, self._today) if self._today else ()
        if law == NOW:
            return self._law
        noted = {(pack["id"], pack["hash"]) for pack in act.state["packs"]}
        then = {pack.id: pack for pack in self._packs if (pack.id.id, pack.id.hash) in noted}
        return rules_of(tuple(then.values()))

    def verdicts(self, act: PastAct, law: str = THEN, facts: str = THEN) -> list[Verdict]:
        """Every verdict on the act under that law and on those facts."""
        return judge(self.rules(act, law), self.asked(act, facts), self.facts(act, facts))

    def held_against(self, act: PastAct, judgements: Iterable[Judgement]) -> dict[Judgement, list[Verdict]]:
        """What the rules have against the act in each of the judgements, without the earliest lawful days."""
        asked: dict[str, Asked] = {}
        found: dict[Judgement, list[Verdict]] = {}
        for law, known in judgements:
            if known not in asked:
                asked[known] = self.asked(act, known)
            found[law, known] = held_against(self.rules(act, law), asked[known], self.facts(act, known))
        return found


def outcome_of(verdicts: Sequence[Verdict]) -> str:
    """The gravest outcome: refused, undetermined, waived, warned or lawful."""
    if any(verdict.outcome == "breach" and verdict.blocks for verdict in verdicts):
        return "refused"
    words = {verdict.outcome for verdict in verdicts}
    order = (("undetermined", "undetermined"), ("waived", "waived"), ("breach", "warned"))
    return next((word for outcome, word in order if outcome in words), "lawful")


def against(verdicts: Sequence[Verdict]) -> list[str]:
    """The rules that have something against it, those that are waived included; each once."""
    found = (each.rule.id for each in verdicts if each.outcome in {"breach", "undetermined", "waived"})
    return list(dict.fromkeys(found))
