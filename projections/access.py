"""The book of access as it is stored. Nothing is read of it in a store where access control was never put on."""

import json

from domain.access.book import Book, Said
from domain.access.names import REGISTER
from projections.database import Database
from projections.moment import EVERYTHING, KNOWN, Moment

_SAID = (
    "SELECT d.topic, d.event, d.valid_from, d.valid_to, d.fields, d.known_from FROM dossier_row d"
    f" WHERE d.subject = ? AND {KNOWN.format('d')} ORDER BY d.known_from"
)


def read_book(database: Database, position: int = EVERYTHING) -> Book:
    """Every fact of access known at a position; an empty book where there is none."""
    rows = database.query(_SAID, (REGISTER, *Moment("", position).known))
    return Book.of(Said(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5]) for row in rows)
