"""The form of one kind of result, and the short way in which its fields are written."""

from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of result. A type is a word of `cli.schema`, with `?` when the value may be null; `*kind` is a list.

    `brief` are the columns of a table where there are more; `single` tells one thing from a list.
    """

    says: str
    key: str
    fields: Mapping[str, str]
    brief: tuple[str, ...] = ()
    single: bool = False


def fields(written: str) -> dict[str, str]:
    """Return field -> type of a list such as `post seat:count name:text?`; a bare field is a text."""
    pairs = (each.partition(":") for each in written.split())
    return {name: type_ or "text" for name, _, type_ in pairs}
