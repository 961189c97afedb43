"""An entry of the glossary."""

from typing import NamedTuple


class Entry(NamedTuple):
    """What a field means, and an example of it as JSON has it."""

    says: str
    example: object
