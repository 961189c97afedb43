"""Whether access control was ever put on in a store: asked before every question, so it is one short query."""

from projections.database import Database

_ANY = "SELECT 1 FROM dossier_row WHERE subject = 'access:register' LIMIT 1"


def controlled(database: Database) -> bool:
    """Whether there is anything on record about access; a store whose tables are gone has nothing."""
    return bool(database.query(database.table_query, ("dossier_row",)) and database.query(_ANY))
