"""Long lists: whoever finds the rows writes them too, in a process of its own maybe, and what rows share only once."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from cli.plain import visible_json
from projections.sharing import Line, Shared, Writer

Reader: TypeAlias = Callable[[Any], str]


def json_writer(*, plain: bool) -> Writer:
    """Return what writes each line as the text of a JSON object, in ASCII only if `plain`."""
    encode = json.JSONEncoder(ensure_ascii=plain).encode

    def write(headings: Sequence[str], lines: Sequence[Line]) -> list[str]:
        parts = list(all_shared(lines))
        said = all_visible([encode(dict(zip(each.headings, each.values, strict=True)))[1:-1] for each in parts])
        told = dict(zip(parts, said, strict=True))
        form = ", ".join(f"{encode(each)}: %s" for each in headings)
        own = all_visible([form % tuple(map(encode, line.own)) for line in lines])
        return [
            f"{{{text}, {', '.join([told[each] for each in line.shared])}}}"
            for text, line in zip(own, lines, strict=True)
        ]

    return write


def all_visible(texts: list[str]) -> list[str]:
    """Return the JSON texts with what hides in them escaped; they are looked through at once, since hardly any has."""
    whole = "\n".join(texts)
    return texts if visible_json(whole) is whole else [visible_json(text) for text in texts]


def cell_writer(readers: Mapping[str, Reader], column: Callable[[Sequence[Any], Reader], list[str]]) -> Writer:
    """Return what writes each line as the texts of its cells: column -> what reads a value of it, in their order.

    `column` reads the values of a whole column.
    """

    def write(headings: Sequence[str], lines: Sequence[Line]) -> list[tuple[str, ...]]:
        if not lines:
            return []
        kept = [place for place, each in enumerate(headings) if each in readers]
        own = [column([line.own[place] for line in lines], readers[headings[place]]) for place in kept]
        told = {each: [readers[name](value) for name, value in wanted(each, readers)] for each in all_shared(lines)}
        there = [headings[place] for place in kept]
        there += [name for each in lines[0].shared for name, _ in wanted(each, readers)]
        ordered = in_order([there.index(name) for name in readers])
        cells = zip(*own, strict=True) if own else ((),) * len(lines)
        return [
            ordered([*mine, *[text for each in line.shared for text in told[each]]])
            for mine, line in zip(cells, lines, strict=True)
        ]

    return write


def all_shared(lines: Sequence[Line]) -> set[Shared]:
    """Return what any of the lines share."""
    return {each for line in lines for each in line.shared}


def wanted(shared: Shared, readers: Mapping[str, Reader]) -> Iterator[tuple[str, Any]]:
    """Yield the headings and values of which there are readers."""
    return ((name, value) for name, value in zip(shared.headings, shared.values, strict=True) if name in readers)


def in_order(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what picks these places, one or more."""
    if len(places) == 1:
        return lambda texts: (texts[places[0]],)
    return itemgetter(*places)
