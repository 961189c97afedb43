"""Pictures of procedures, and the way of a case in them."""

from domain.procedure.definition import Procedure
from domain.procedure.picture import mermaid, svg
from lifecycle.procedure_files import load_definition


def drawn(name: str, form: str, path: tuple[Procedure, list[str]] | None, *, chinese: bool) -> str:
    """The procedure as `mermaid`, `svg` or `json`; with a path the definition of that case, its steps marked."""
    procedure, visited = path or (load_definition(name), [])
    if form == "json":
        return procedure.content
    return (svg if form == "svg" else mermaid)(procedure, visited=visited, chinese=chinese)
