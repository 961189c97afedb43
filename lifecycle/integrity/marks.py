"""The high-water mark of a log: how far it had come when it was last written from here, kept outside the database.

A mark is a checkpoint in a folder of its own, one file for each log. A store that is behind its mark, or no longer
continues it, has lost or changed what was acknowledged: nothing is recorded in it until a restore is declared.
"""

from pathlib import Path
from typing import Final

from domain.errors import Damaged
from domain.integrity.merkle import range_root
from domain.integrity.note import UNSIGNED, Checkpoint
from lifecycle.head import Head
from lifecycle.integrity.files import read_checkpoint_file, write_file
from lifecycle.integrity.log import ORIGIN, Log, origin_of, root_at
from projections.database import Database, transaction

_REMEDY: Final = "if it was put back from a backup, two people declare that: cadre store restored --approved-by ID"


class Marks:
    """The marks in one folder, on a medium that fails and is changed apart from the database."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def _file(self, origin: str) -> Path:
        return self._folder / f"{origin.removeprefix(ORIGIN)}.checkpoint"

    def of(self, database: Database) -> Checkpoint | None:
        """The mark of the store, if it was written from here before. Raises BadInput for a file that is no mark."""
        path = self._file(origin_of(database))
        return read_checkpoint_file(str(path)) if path.exists() else None

    def check(self, database: Database) -> None:
        """Nothing, if the store continues its mark. Raises Damaged saying what is lost and how to go on."""
        with transaction(database):
            mark, log = self.of(database), Log(database, Head.read(database))
            if mark is None or mark.size == 0:
                return
            if mark.size > log.size:
                lost = f"{mark.size} events were acknowledged and the store holds {log.size}"
                raise Damaged(f"the store is behind its high-water mark: {lost}; {_REMEDY}")
            if range_root(0, mark.size, log.node) != mark.root:
                raise Damaged(f"the store does not continue its high-water mark of {mark.size} events; {_REMEDY}")

    def raise_to(self, database: Database, *, anew: bool = False) -> None:
        """Keep how far the log has come; `anew` also where that is less than the mark, after a declared restore."""
        with transaction(database):
            mark, head = self.of(database), Head.read(database)
            reached = Checkpoint(origin_of(database), head.position, root_at(head), (UNSIGNED,))
        if anew or mark is None or mark.size < reached.size:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_file(str(self._file(reached.origin)), reached.text.encode(), mode=0o600)
