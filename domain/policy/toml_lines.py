"""On which line of a TOML text each key stands, which the standard parser does not tell."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""From the top of a document: names of keys and tables, and places in lists from 0."""

_BLANK: Final = re.compile(r"(?:[ \t]|\r?\n|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN: Final = re.compile(r"[^,\]}#\n]*")
_TEXTS: Final = tuple(
    re.compile(form, re.DOTALL)
    for form in (r'"""(?:\\.|.)*?"{3,5}(?!")', r"'''.*?'{3,5}(?!')", r'"(?:\\.|[^"\\])*"', r"'[^']*'")
)


def lines_of(text: str) -> Mapping[Path, int]:
    """Path -> line (from 1) of every table, key and list element of a text that is known to be valid TOML."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


class _Scanner:
    """Walks once over the text. What it meets is valid TOML: somebody has parsed it before."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._place = 0
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._lengths: dict[Path, int] = {}

    def document(self) -> None:
        """Note every line of the text."""
        table: Path = ()
        self._skip(_BLANK)
        while self._place < len(self._text):
            if self._next("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        """A `[table]` or `[[table of a list]]`: the path of what follows."""
        self._place += 1
        several = self._next("[")
        self._place += several
        path: Path = ()
        keys = self._keys()
        for number, key in enumerate(keys):
            path = (*path, key)
            last = number == len(keys) - 1
            if several and last:
                self._lengths[path] = self._lengths.get(path, 0) + 1
            if path in self._lengths:
                self._note(path)
                path = (*path, self._lengths[path] - 1)
            self._note(path)
        self._place += 1 + several
        return path

    def _pair(self, table: Path) -> None:
        """`key = value`, with whatever stands inside the value."""
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path)
        self._place += 1
        self._skip(_SPACE)
        self._value(path)

    def _keys(self) -> list[str]:
        """A key, dotted or not, up to its `=` or `]`."""
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(self._key())
            self._skip(_SPACE)
            if not self._next("."):
                return keys
            self._place += 1

    def _key(self) -> str:
        if bare := _BARE_KEY.match(self._text, self._place):
            self._place = bare.end()
            return bare[0]
        start = self._place
        self._string()
        return _unquoted(self._text[start : self._place])

    def _value(self, path: Path) -> None:
        if self._next("["):
            self._list(path)
        elif self._next("{"):
            self._inline_table(path)
        elif self._next('"') or self._next("'"):
            self._string()
        else:
            self._skip(_PLAIN)

    def _list(self, path: Path) -> None:
        self._place += 1
        self._skip(_BLANK)
        number = 0
        while not self._next("]"):
            self._note((*path, number))
            self._value((*path, number))
            number += 1
            self._skip(_BLANK)
            self._place += self._next(",")
            self._skip(_BLANK)
        self._place += 1

    def _inline_table(self, path: Path) -> None:
        self._place += 1
        self._skip(_BLANK)
        while not self._next("}"):
            self._pair(path)
            self._skip(_BLANK)
            self._place += self._next(",")
            self._skip(_BLANK)
        self._place += 1

    def _string(self) -> None:
        for form in _TEXTS:
            if found := form.match(self._text, self._place):
                self._place = found.end()
                return

    def _note(self, path: Path) -> None:
        self.lines.setdefault(path, bisect_right(self._breaks, self._place - 1) + 1)

    def _next(self, sign: str) -> bool:
        return self._text.startswith(sign, self._place)

    def _skip(self, form: re.Pattern[str]) -> None:
        found = form.match(self._text, self._place)
        self._place = found.end() if found else self._place


def _unquoted(key: str) -> str:
    """The key without its quotation marks; escapes are read by the parser of the standard library."""
    import tomllib

    return str(next(iter(tomllib.loads(f"{key} = 0"))))
