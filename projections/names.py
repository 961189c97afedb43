"""Names and other personal values: the read models say which vault entry holds them, the vault has the value."""

from collections.abc import Iterable

from projections.database import Database
from projections.moment import IN_FORCE, Moment, marks
from projections.parts import EVERYBODY, Part
from projections.privacy import NAME

_PORTION = 900
_MANY = 10 * _PORTION
"""Of so many the names are read with those of everybody else at once."""
_NAMES = f"SELECT n.cadre, {NAME} FROM personal_row n LEFT JOIN vault ON vault.event = n.event AND vault.path = n.path"


def name_join(alias: str) -> str:
    """The joins that give the name of the cadre in `alias`.cadre as NAME; takes the values of a moment."""
    return (
        f" LEFT JOIN personal_row n ON n.cadre = {alias}.cadre AND n.path = 'name' AND {IN_FORCE.format('n')}"
        " LEFT JOIN vault ON vault.event = n.event AND vault.path = 'name'"
    )


def names_of(
    database: Database, cadres: Iterable[str], moment: Moment, part: Part = EVERYBODY
) -> dict[str, str | None]:
    """The names of cadres (all of the part) at a moment, maybe of others too; None where no name is known."""
    found: dict[str, str | None] = dict.fromkeys(cadres)
    if len(found) > _MANY:
        sql = f"{_NAMES} WHERE n.path = 'name' AND {IN_FORCE.format('n')}{part.where('n.cadre')}"
        found.update(database.query(sql, (*moment.values, *part.values)))
        return found
    wanted = sorted(found)
    for start in range(0, len(wanted), _PORTION):
        portion = wanted[start : start + _PORTION]
        sql = f"{_NAMES} WHERE n.cadre IN ({marks(len(portion))}) AND n.path = 'name' AND {IN_FORCE.format('n')}"
        found.update(database.query(sql, (*portion, *moment.values)))
    return found


def personal_of(database: Database, cadre: str, moment: Moment) -> list[tuple[str, str, str | None]]:
    """Every personal value of a cadre at a moment: (field, act, value), kin among them."""
    sql = (
        "SELECT n.path, n.act, vault.value FROM personal_row n"
        " LEFT JOIN vault ON vault.event = n.event AND vault.path = n.path"
        f" WHERE n.cadre = ? AND {IN_FORCE.format('n')} ORDER BY n.act, n.path"
    )
    return [(row[0], row[1], row[2]) for row in database.query(sql, (cadre, *moment.values))]
