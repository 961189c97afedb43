"""For rules: personal values and relatives; read as they are asked for, at once for questions about everybody."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from domain.days import FOREVER, written
from domain.policy.facts import UNKNOWN, Known, Relative
from projections.act_facts import ActFacts
from projections.database import Database, Row
from projections.moment import EVERYTHING, IN_FORCE, KNOWN, Moment, marks

_KIN = (
    "SELECT n.event, n.cadre, n.path, vault.value FROM personal_row n"
    " JOIN vault ON vault.event = n.event AND vault.path = n.path"
    f" WHERE n.path LIKE 'kin.%' AND {KNOWN.format('n')}"
)
Told: TypeAlias = tuple[str, str, Known]
"""From one day to another (excluded, YYYY-MM-DD) this was so."""
_TOLD_ABOUT = "SELECT v.event FROM vault v WHERE v.path = 'kin.cadre' AND v.value = ?"


class PersonFacts(ActFacts):
    """The part of `StoredFacts` that looks at persons."""

    def __init__(self, database: Database, moment: Moment) -> None:
        super().__init__(database, moment)
        self._values: dict[str, dict[str, list[Told]]] = {}
        self._kin: dict[str, tuple[Relative, ...]] | None = None

    def personal(self, cadre: str, field: str, day: date) -> Known:
        """A personal value on the day."""
        when = written(day)
        if self._preloaded(cadre):
            for start, end, known in self._everyones(field).get(cadre, ()):
                if start <= when < end:
                    return known
            return UNKNOWN
        sql = (
            "SELECT vault.value, n.event FROM personal_row n"
            " JOIN vault ON vault.event = n.event AND vault.path = n.path"
            f" WHERE n.cadre = ? AND n.path = ? AND {IN_FORCE.format('n')}"
        )
        rows = self._database.query(sql, (cadre, field, *Moment(when, self._moment.position).values))
        return Known(rows[0][0], rows[0][1]) if rows else UNKNOWN

    def _everyones(self, field: str) -> dict[str, list[Told]]:
        """Every value of a field in the part, by cadre."""
        if field not in self._values:
            sql = (
                "SELECT n.cadre, n.valid_from, n.valid_to, vault.value, n.event FROM personal_row n"
                " JOIN vault ON vault.event = n.event AND vault.path = n.path"
                f" WHERE n.path = ? AND {KNOWN.format('n')}{self._part.where('n.cadre')}"
            )
            found: dict[str, list[Told]] = {}
            for cadre, start, end, *told in self._database.query(sql, (field, *self._moment.known, *self._part.values)):
                found.setdefault(cadre, []).append((start, end, Known._make(told)))
            self._values[field] = found
        return self._values[field]

    def kin(self, cadre: str) -> Sequence[Relative]:
        """The known relatives of the cadre, whichever of the two recorded it."""
        if self._everyone:
            if self._kin is None:
                self._kin = _by_cadre(self._database.query(f"{_KIN} ORDER BY n.event, n.path", self._moment.known))
            return self._kin.get(cadre, ())
        events = [row[0] for row in self._database.query(_TOLD_ABOUT, (cadre,))]
        tellers = {cadre, *(event.partition("@")[0].removeprefix("cadre:") for event in events)}
        sql = f"{_KIN} AND n.cadre IN ({marks(len(tellers))}) ORDER BY n.event, n.path"
        return _by_cadre(self._database.query(sql, (*self._moment.known, *sorted(tellers)))).get(cadre, ())


def relatives(database: Database, cadre: str) -> frozenset[str]:
    """The cadres known today as relatives of this one, whichever of the two recorded it."""
    found = PersonFacts(database, Moment(FOREVER.isoformat(), EVERYTHING)).kin(cadre)
    return frozenset(each.cadre for each in found if each.cadre)


def relatives_of_all(database: Database, position: int) -> dict[str, frozenset[str]]:
    """Of every cadre that has any the cadres known as relatives, at a position."""
    rows = database.query(f"{_KIN} ORDER BY n.event, n.path", Moment("", position).known)
    return {who: frozenset(each.cadre for each in found if each.cadre) for who, found in _by_cadre(rows).items()}


def _by_cadre(rows: Iterable[Row]) -> dict[str, tuple[Relative, ...]]:
    """Every relative by cadre, as seen from both; where the other one recorded it, the relation is theirs."""
    told: dict[str, dict[str, str]] = {}
    for event, cadre, path, value in rows:
        told.setdefault(event, {"by": cadre})[path] = value
    found: dict[str, list[Relative]] = {}
    for event, values in told.items():
        relation, other = values.get("kin.relation", ""), values.get("kin.cadre")
        found.setdefault(values["by"], []).append(Relative(relation, other, values.get("kin.name"), event))
        if other:
            found.setdefault(other, []).append(Relative(relation, values["by"], None, event))
    return {cadre: tuple(relatives) for cadre, relatives in found.items()}
