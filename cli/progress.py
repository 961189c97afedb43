"""How far a long command has come, on standard error."""

import sys

from cli.plain import visible


class Progress:
    """Shows what is being done: on one line of a terminal, else a line whenever something new begins."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.live = sys.stderr.isatty()
        self.doing = ""

    def __call__(self, doing: str, number: object) -> None:
        """Show what is being done to how many."""
        if self.quiet or (not self.live and doing == self.doing):
            return
        self.doing = doing
        sys.stderr.write(f"\r\x1b[K{visible(doing)}: {number}" if self.live else f"{visible(doing)}: {number}\n")
        sys.stderr.flush()

    def part(self, made: int, whole: int) -> None:
        """Show how much of the whole is made; without a terminal every tenth of it."""
        if self.live:
            self("done", f"{made} of {whole}")
        elif not self.quiet and made * 10 // whole > (made - 1) * 10 // whole:
            self(f"{made * 100 // whole} percent", f"{made} of {whole}")

    def done(self) -> None:
        """Leave the line, so that what follows starts on a new one."""
        if self.live and self.doing:
            sys.stderr.write("\n")
