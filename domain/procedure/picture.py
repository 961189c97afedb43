"""A procedure as a picture: Mermaid text, and SVG in rows from the start to the ends; visited steps may be marked."""

from collections.abc import Collection, Iterator, Mapping
from html import escape
from typing import Final

from domain.procedure.definition import END, JOIN, Procedure, Step, is_end

SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "task": ("[", "]"),
    "poll": ("[/", "/]"),
    "ballot": ("{{", "}}"),
    "publicity": ("([", "])"),
    "wait": ("((", "))"),
    "gateway": ("{", "}"),
    "parallel": ("[[", "]]"),
    "subcase": ("[[", "]]"),
}
WIDE, HIGH, ACROSS, DOWN, EDGE = 200, 44, 230, 90, 20
"""Pixels: a box, the distance of boxes, and the margin."""
TIP: Final = (
    '<defs><marker id="tip" orient="auto" refX="8" refY="4" markerWidth="8" markerHeight="8">'
    '<path d="M0,0 L8,4 L0,8 z"/></marker></defs>'
)
"""The tip of an arrow."""


def mermaid(procedure: Procedure, *, visited: Collection[str] = (), chinese: bool = False) -> str:
    """The procedure as a Mermaid flowchart."""
    lines = ["flowchart TD"]
    for step in procedure.steps.values():
        before, after = SHAPES[step.kind]
        lines.append(f'    {_node(step.id)}{before}"{_label(step, chinese=chinese)}"{after}')
    for source, target, says in edges(procedure):
        lines.append(f'    {_node(source)} -->|"{says}"| {_node(target)}{_end_shape(target)}')
    lines += [f"    class {_node(name)} visited" for name in visited if name in procedure.steps]
    if visited:
        lines.append("    classDef visited fill:#cfe8cf,stroke:#2d662d")
    return "\n".join(lines) + "\n"


def edges(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    """Every way from a step to a step or an end, with the outcome that leads there."""
    for step in procedure.steps.values():
        for outcome, target in step.outcomes.items():
            yield step.id, target.removeprefix(JOIN), outcome
        for choice in step.choices:
            yield step.id, choice.to.removeprefix(JOIN), choice.name
        for branch in step.branches:
            yield step.id, branch, "and"


def _node(name: str) -> str:
    return "n_" + "".join(each if each.isalnum() and each.isascii() else "_" for each in name)


def _end_shape(target: str) -> str:
    return f'(("{target.removeprefix(END)}"))' if is_end(target) else ""


def _label(step: Step, *, chinese: bool) -> str:
    title = step.title_zh if chinese and step.title_zh else step.title
    term = f", {step.term}" if step.term else ""
    return title.replace('"', "'") + term


def svg(procedure: Procedure, *, visited: Collection[str] = (), chinese: bool = False) -> str:
    """The procedure as an SVG picture; every row is one way further from the start."""
    places = _places(procedure)
    width = EDGE * 2 + ACROSS * (1 + max(column for _, column in places.values()))
    height = EDGE * 2 + DOWN * (1 + max(row for row, _ in places.values()))
    view = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
    title = f"<title>{escape(procedure.title)}</title>"
    lines = [f'<svg {view} font-family="sans-serif" font-size="12">{title}', TIP]
    lines += [_arrow(places[source], places[target], says) for source, target, says in edges(procedure)]
    for name, place in places.items():
        step = procedure.steps.get(name)
        label = _label(step, chinese=chinese) if step else name.removeprefix(END)
        lines.append(_box(place, label, marked=name in visited, end=step is None))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _places(procedure: Procedure) -> dict[str, tuple[int, int]]:
    """Row and column of every step and end, by the shortest way from the start."""
    depth = {procedure.start: 0}
    waiting = [procedure.start]
    for name in waiting:
        step = procedure.steps.get(name)
        for target in step.targets() if step else ():
            if target.startswith(JOIN) or target in depth:
                continue
            depth[target] = depth[name] + 1
            waiting.append(target)
    taken: dict[int, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for name in waiting:
        row = depth[name]
        places[name] = (row, taken.get(row, 0))
        taken[row] = taken.get(row, 0) + 1
    return places


def _middle(place: tuple[int, int]) -> tuple[int, int]:
    return EDGE + place[1] * ACROSS + WIDE // 2, EDGE + place[0] * DOWN + HIGH // 2


def _arrow(start: tuple[int, int], end: tuple[int, int], says: str) -> str:
    (x1, y1), (x2, y2) = _middle(start), _middle(end)
    y1, y2 = (y1 + HIGH // 2, y2 - HIGH // 2) if start[0] < end[0] else (y1 - HIGH // 2, y2 + HIGH // 2)
    line = f'<path d="M{x1},{y1} L{x2},{y2}" fill="none" stroke="#555" marker-end="url(#tip)"/>'
    return f'{line}<text x="{(x1 + x2) // 2 + 4}" y="{(y1 + y2) // 2}" fill="#555">{escape(says)}</text>'


def _box(place: tuple[int, int], label: str, *, marked: bool, end: bool) -> str:
    x, y = EDGE + place[1] * ACROSS, EDGE + place[0] * DOWN
    fill = "#cfe8cf" if marked else "#eee" if end else "#fff"
    box = f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="{HIGH // 2 if end else 4}" fill="{fill}"'
    middle_x, middle_y = _middle(place)
    text = f'<text x="{middle_x}" y="{middle_y + 4}" text-anchor="middle">{escape(label)}</text>'
    return f'{box} stroke="#333"/>{text}'
