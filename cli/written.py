"""Long lists: whoever finds the rows writes them too, in a process of its own maybe, and what rows share only once."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from cli.plain import visible_json
from projections.sharing import Line, Shared, Writer

Reader: TypeAlias = Callable[[Any], str]


def json_writer(*, plain: bool) -> Writer:
    """Return what writes each line as a JSON object in UTF-8; in ASCII only if `plain`."""
    encode = json.JSONEncoder(ensure_ascii=plain).encode

    def write(headings: Sequence[str], lines: Sequence[Line]) -> list[bytes]:
        parts = list(all_shared(lines))
        said = in_bytes([f", {encode(dict(zip(each.headings, each.values, strict=True)))[1:-1]}" for each in parts])
        told = dict(zip(parts, said, strict=True)).__getitem__
        form = "{" + ", ".join(f"{encode(each)}: %s" for each in headings)
        own = in_bytes([form % tuple(map(encode, own)) for _, own, _ in lines])
        return [b"".join((begun, *map(told, shared), b"}")) for begun, (_, _, shared) in zip(own, lines, strict=True)]

    return write


def in_bytes(texts: list[str]) -> list[bytes]:
    """Return the JSON texts in UTF-8, with what hides in them escaped; all at once, since hardly anything does."""
    return visible_json("\n".join(texts)).encode().split(b"\n") if texts else []


def cell_writer(readers: Mapping[str, Reader], column: Callable[[Sequence[Any], Reader], list[str]]) -> Writer:
    """Return what writes each line as the texts of its cells: column -> what reads a value of it, in their order.

    `column` reads the values of a whole column.
    """

    def write(headings: Sequence[str], lines: Sequence[Line]) -> list[tuple[str, ...]]:
        if not lines:
            return []
        kept = [place for place, each in enumerate(headings) if each in readers]
        own = [column([own[place] for _, own, _ in lines], readers[headings[place]]) for place in kept]
        told = {each: [readers[name](value) for name, value in wanted(each, readers)] for each in all_shared(lines)}
        there = [headings[place] for place in kept]
        there += [name for each in lines[0][2] for name, _ in wanted(each, readers)]
        ordered = in_order([there.index(name) for name in readers])
        cells = zip(*own, strict=True) if own else ((),) * len(lines)
        return [
            ordered([*mine, *[text for each in shared for text in told[each]]])
            for mine, (_, _, shared) in zip(cells, lines, strict=True)
        ]

    return write


def all_shared(lines: Sequence[Line]) -> set[Shared]:
    """Return what any of the lines share."""
    return {each for _, _, shared in lines for each in shared}


def wanted(shared: Shared, readers: Mapping[str, Reader]) -> Iterator[tuple[str, Any]]:
    """Yield the headings and values of which there are readers."""
    return ((name, value) for name, value in zip(shared.headings, shared.values, strict=True) if name in readers)


def in_order(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what picks these places, one or more."""
    if len(places) == 1:
        return lambda texts: (texts[places[0]],)
    return itemgetter(*places)
