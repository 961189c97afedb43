"""The texts of a pack as one document, in which every key knows its file and its line."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from domain.policy.mistakes import Mistake, unknown
from domain.policy.toml_lines import Path, lines_of
from domain.text import cut

FIRST: Final = "pack.toml"
SECTIONS: Final = ("pack", "articles", "rule", "numbers", "case")
"""What may stand at the top of any file of a pack: one [pack], [articles.NAME], [[rule]], [numbers.RULE], [[case]]."""
_ENDLESS: Final = re.compile(r"[0-9_]{4000}")
DEEPEST: Final = 12
"""How many levels of tables and lists may lie within each other."""
_PLACE: Final = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


class WrittenFloat(str):
    """A number with a decimal point, as it was written; packs have none, since they must hash alike everywhere."""

    __slots__ = ()


@dataclass
class Source:
    """All files together. `places` says for each path in which file and line it stands."""

    document: dict[str, Any] = field(default_factory=lambda: {"pack": {}, "articles": {}, "rule": [], "case": []})
    places: dict[Path, tuple[str, int]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    told: set[Path] = field(default_factory=set)
    """Paths of which a mistake was told already."""
    partial: bool = False
    """Whether a file or a section could not be read, so that nothing can be said of what seems to be missing."""

    def place(self, path: Path) -> tuple[str, int]:
        """File and line of a path, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (FIRST, 1))

    def tell_unread(self, file: str, line: int, key: str, sentence: str) -> None:
        """Note that a file or a section of it could not be read."""
        self.partial = True
        self.mistakes.append(Mistake(file, line, key, sentence))

    def tell(self, path: Path, sentence: str) -> None:
        """Note a mistake at a path."""
        self.told.add(path)
        self.mistakes.append(Mistake(*self.place(path), self.spoken(path), sentence))

    def spoken(self, path: Path) -> str:
        """The path in words: `rule TEN-1, years, row 2, value`; of a name without end the beginning."""
        match path:
            case ("rule", int(number), *rest):
                words = [f"rule {cut(_named(self.document['rule'][number], 'id') or '') or number + 1}"]
            case ("case", int(number), *rest):
                words = [f"case {cut(_named(self.document['case'][number], 'name') or '') or number + 1}"]
            case ("articles", str(name), *rest):
                words = [f"article {cut(name)!r}"]
            case _:
                words, rest = [], list(path)
        return ", ".join([*words, *(f"row {each + 1}" if isinstance(each, int) else cut(each) for each in rest)])


def files_in_order(names: Iterable[str]) -> list[str]:
    """The files of a pack in the order in which they are read: pack.toml first."""
    return sorted(names, key=lambda each: (each != FIRST, each))


def merged(texts: Mapping[str, str]) -> Source:
    """The files (name -> text) as one document; what cannot be merged is noted as a mistake."""
    source = Source()
    later: list[tuple[str, dict[str, Any], Mapping[Path, int]]] = []
    for name in files_in_order(texts):
        try:
            document = tomllib.loads(texts[name], parse_float=WrittenFloat)
            lines = lines_of(texts[name])
        except (ValueError, RecursionError) as error:
            source.tell_unread(name, *_unreadable(texts[name], error))
            continue
        if deep := _too_deep(document, lines):
            source.tell_unread(name, deep, "", "is nested too deeply")
            continue
        _take(source, name, document, lines)
        later.append((name, document, lines))
    for name, document, lines in later:
        _take_numbers(source, name, document, lines)
    _check_scalars(source)
    return source


def _too_deep(document: Mapping[str, Any], lines: Mapping[Path, int]) -> int | None:
    """The line of something that lies deeper than anything in a pack does, or None."""
    waiting: list[tuple[Path, Any]] = [((), document)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            known = (path[:length] for length in range(len(path), 0, -1))
            return next((lines[each] for each in known if each in lines), 1)
        if isinstance(value, dict | list):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [((*path, key), each) for key, each in inner]
    return None


def _unreadable(text: str, error: Exception) -> tuple[int, str, str]:
    """The line, no key, and the sentence of what the parser objects to."""
    if isinstance(error, RecursionError):
        return 1, "", "is nested too deeply"
    if not isinstance(error, tomllib.TOMLDecodeError):
        long = (number for number, line in enumerate(text.split("\n"), 1) if _ENDLESS.search(line))
        return next(long, 1), "", "a number has more digits than can be read"
    found = _PLACE.search(str(error))
    line = int(found[1]) if found and found[1] else max(1, len(text.splitlines()))
    reason = _PLACE.sub("", str(error))
    return line, "", f"this is not TOML: {reason[:1].lower()}{reason[1:]}{_quoted(text, line)}"


def _quoted(text: str, line: int) -> str:
    """The line on which the parser gave up, as far as it can be shown, so that its key can be seen."""
    written = text.split("\n")[line - 1 : line]
    shown = cut("".join(written).strip())
    return f": {shown}" if shown and shown.isprintable() else ""


def _take(source: Source, file: str, document: Mapping[str, Any], lines: Mapping[Path, int]) -> None:
    """Take over [pack], [articles], [[rule]] and [[case]] of one file."""
    shift = {section: len(source.document[section]) for section in ("rule", "case")}
    for path, line in lines.items():
        source.places.setdefault(_shifted(path, shift), (file, line))
    for section, value in document.items():
        if section not in SECTIONS:
            source.tell_unread(file, lines[(section,)], section, unknown(section, SECTIONS))
        elif section in shift:
            source.document[section].extend(_tables(source, file, lines[(section,)], section, value))
        elif not isinstance(value, dict):
            source.tell_unread(file, lines[(section,)], section, f"must be a table, [{section}]")
        elif section == "pack":
            _join(source, (file, lines), ("pack",), value, source.document["pack"])
        elif section == "articles":
            _take_articles(source, file, lines, value)


def _take_articles(source: Source, file: str, lines: Mapping[Path, int], articles: Mapping[str, Any]) -> None:
    """Articles may be told in several files: the wording here, its Chinese there."""
    for name, fields in articles.items():
        path: Path = ("articles", name)
        if isinstance(fields, dict):
            _join(source, (file, lines), path, fields, source.document["articles"].setdefault(name, {}))
        else:
            source.tell_unread(file, lines[path], f"article {name!r}", "must be a table, [articles.NAME]")


def _take_numbers(source: Source, file: str, document: Mapping[str, Any], lines: Mapping[Path, int]) -> None:
    """Numbers in a file of their own: [numbers.RULE] holds keys of that rule."""
    rules = source.document["rule"]
    index = {_named(rule, "id"): number for number, rule in enumerate(rules) if isinstance(rule, dict)}
    numbers = document.get("numbers")
    for rule, fields in numbers.items() if isinstance(numbers, dict) else ():
        if rule not in index and source.partial:
            continue
        if rule not in index:
            known = (each for each in index if each)
            source.mistakes.append(Mistake(file, lines["numbers", rule], f"numbers.{rule}", unknown(rule, known)))
        elif not isinstance(fields, dict):
            source.mistakes.append(Mistake(file, lines["numbers", rule], f"numbers.{rule}", "must be a table"))
        else:
            start: Path = ("rule", index[rule])
            moved = {(*start, *path[2:]): line for path, line in lines.items() if path[:2] == ("numbers", rule)}
            for path, line in moved.items():
                source.places.setdefault(path, (file, line))
            _join(source, (file, moved), start, fields, rules[index[rule]])


def _join(
    source: Source, place: tuple[str, Mapping[Path, int]], path: Path, fields: Mapping[str, Any], known: dict[str, Any]
) -> None:
    """Add keys to a table that another file may have begun; the same key twice is a mistake."""
    file, lines = place
    for key, value in fields.items():
        if key in known:
            there = source.place((*path, key))
            sentence = f"stands already in {there[0]}, line {there[1]}"
            source.mistakes.append(Mistake(file, lines[(*path, key)], source.spoken((*path, key)), sentence))
        else:
            known[key] = value


def _tables(source: Source, file: str, line: int, section: str, value: object) -> list[Any]:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    source.tell_unread(file, line, section, f"must be written as [[{section}]], once for each")
    return []


def _shifted(path: Path, shift: Mapping[str, int]) -> Path:
    """The path in the whole document: rules and cases of later files stand after those of earlier ones."""
    match path:
        case (str(section), int(number), *rest) if section in shift:
            return (section, number + shift[section], *rest)
        case _:
            return path


def _check_scalars(source: Source) -> None:
    """Floats and times of day are mistakes wherever they stand."""
    for path, value in _scalars(source.document, ()):
        if isinstance(value, WrittenFloat):
            source.tell(path, f'{value} is a float; write a whole number, or a share as text such as "1/3" or "0.65"')
        elif isinstance(value, datetime | time):
            source.tell(path, f"{value} is not a civil day; write it as 2026-12-01, without a time")


def _scalars(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _scalars(each, (*path, key))
    else:
        yield path, value


def _named(table: Any, key: str) -> str | None:
    name = table.get(key) if isinstance(table, dict) else None
    return name if isinstance(name, str) else None


def written(value: Any) -> Any:
    """A value of TOML as JSON has it: days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: written(each) for key, each in value.items()}
    return [written(each) for each in value] if isinstance(value, list) else value
