"""Templates of the files that officers fill in."""

import click

from cli.command import task
from cli.desk import Desk
from domain.errors import BadInput
from domain.text import nearest

LAST = ("effective", "basis", "authority", "decision", "decided_on", "reason", "sequence", "evidence")
"""The columns that every act has; they stand at the end."""


@task(
    "template",
    "cadre template appoint > appointments.csv",
    "cadre template order > anything.csv",
    "cadre template careers > mapping.toml",
)
@click.argument("kind", help="`order` for every column, an act such as `appoint`, or `careers` for a mapping file.")
def template(desk: Desk, kind: str) -> None:
    """Print the header of an order file."""
    desk.print_text(careers_mapping() if kind == "careers" else header(kind))


def header(kind: str) -> str:
    """Return the header line of an order file; raises BadInput when there is no such act."""
    from domain.dossiers import every_command

    forms = every_command()
    if kind != "order" and kind not in forms:
        near = nearest(kind, ["order", "careers", *forms])
        raise BadInput(f"There is no template {kind!r}; did you mean {' or '.join(near or ['order'])}?")
    acts = forms.values() if kind == "order" else [forms[kind]]
    own = [field.alias or name for act in acts for name, field in act.model_fields.items()]
    return ",".join(dict.fromkeys(["act", *(each for each in own if each not in LAST), *LAST])) + "\n"


def careers_mapping() -> str:
    """Return a shipped mapping file, to start from."""
    from importlib.resources import files

    return files("lifecycle").joinpath("mappings", "executive.toml").read_text(encoding="utf-8")
