"""Pictures of procedures, and the way of a case in them."""

from domain.procedure.bpmn import bpmn
from domain.procedure.definition import Procedure
from domain.procedure.picture import mermaid, svg
from lifecycle.procedure_files import load_definition


def drawn(name: str, form: str, path: tuple[Procedure, list[str]] | None, *, chinese: bool) -> str:
    """The procedure as `mermaid`, `svg`, `bpmn` or `json`; with a path the one of that case, its steps marked."""
    procedure, visited = path or (load_definition(name), [])
    if form == "json":
        return procedure.content
    if form == "bpmn":
        return bpmn(_in_chinese(procedure) if chinese else procedure)
    return (svg if form == "svg" else mermaid)(procedure, visited=visited, chinese=chinese)


def _in_chinese(procedure: Procedure) -> Procedure:
    """The procedure with its Chinese titles in the place of the others, where it has them."""
    steps = {name: each._replace(title=each.title_zh or each.title) for name, each in procedure.steps.items()}
    roles = {name: each._replace(title=each.title_zh or each.title) for name, each in procedure.roles.items()}
    return procedure._replace(title=procedure.title_zh or procedure.title, steps=steps, roles=roles)
