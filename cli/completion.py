"""Completion scripts for the common shells."""

import click

from cli.command import task
from cli.desk import Desk

SHELLS = ("bash", "zsh", "fish")


@task("completion", "cadre completion bash > cadre-completion.bash")
@click.argument("shell", type=click.Choice(SHELLS), help="Which shell.")
def completion(desk: Desk, shell: str) -> None:
    """Print a completion script for a shell."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    script = made(click.Command("cadre"), {}, "cadre", "_CADRE_COMPLETE")
    desk.print_text(script.source_template % script.source_vars())
