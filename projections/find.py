"""Finding units, posts and cadres by a part of a name or an identifier, and what an identifier names."""

from projections.database import Database
from projections.moment import KNOWN, Moment
from projections.privacy import NAME
from projections.unit import Answer

_LIKE = "(lower({0}) LIKE ? ESCAPE '!' OR lower({1}) LIKE ? ESCAPE '!')"
_UNITS = (
    f"SELECT DISTINCT u.unit, u.name FROM unit_row u WHERE {KNOWN.format('u')} AND {_LIKE.format('u.unit', 'u.name')}"
)
_POSTS = (
    f"SELECT DISTINCT p.post, p.name FROM post_row p WHERE {KNOWN.format('p')} AND {_LIKE.format('p.post', 'p.name')}"
)
_CADRES = (
    f"SELECT DISTINCT n.cadre, {NAME} FROM personal_row n"
    " LEFT JOIN vault ON vault.event = n.event AND vault.path = n.path"
    f" WHERE n.path = 'name' AND {KNOWN.format('n')} AND {_LIKE.format('n.cadre', NAME)}"
)
REGISTERS = (("cadre", _CADRES), ("post", _POSTS), ("unit", _UNITS))
_TABLES = {"cadre": "standing_row", "post": "post_row", "unit": "unit_row"}


def find(database: Database, text: str, moment: Moment) -> list[Answer]:
    """What has the text in its id or in one of its names, past names too; cadres first, then posts and units."""
    escaped = text.strip().lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    values = (*moment.known, f"%{escaped}%", f"%{escaped}%")
    return [
        {"register": register, "id": row[0], "name": row[1]}
        for register, sql in REGISTERS
        for row in sorted(database.query(sql, values), key=lambda row: (row[0], row[1] or ""))
    ]


def register_of(database: Database, name: str) -> list[str]:
    """In which registers the id stands: cadre, post, unit; whatever is known today."""
    return [
        register
        for register, table in _TABLES.items()
        if database.query(f"SELECT 1 FROM {table} WHERE {register} = ? LIMIT 1", (name,))
    ]


def docket_known(database: Database, stream: str) -> bool:
    """Whether this is the stream of a docket, such as `talk:LI`."""
    return bool(database.query("SELECT 1 FROM dossier_row WHERE docket = ? LIMIT 1", (stream,)))


def identifiers(database: Database, register: str) -> list[str]:
    """Every id of a register."""
    return [row[0] for row in database.query(f"SELECT DISTINCT {register} FROM {_TABLES[register]}")]
