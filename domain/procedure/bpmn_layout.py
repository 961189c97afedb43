"""Where the nodes of a chart stand in its picture: a band for each lane, a column for each step from the start."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.procedure.chart import Chart, Flow, Node, lanes

ACROSS, DOWN, LEFT, GAP, HEAD = 170, 130, 90, 30, 30
"""Pixels: a column, a row, the first column, the margin of a band, the head of a pool."""
BOX, ROUND, DIAMOND = (120, 80), (36, 36), (50, 50)


class Shape(NamedTuple):
    """A node, or the band of a pool or lane, with its corner and its size."""

    id: str
    x: int
    y: int
    width: int
    height: int
    band: bool = False


class Edge(NamedTuple):
    """A flow or an association with its corners."""

    id: str
    points: tuple[tuple[int, int], ...]


class Diagram(NamedTuple):
    """The picture of a chart."""

    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]


SIZES: Final[Mapping[str, tuple[int, int]]] = {
    **dict.fromkeys(("startEvent", "endEvent", "intermediateCatchEvent", "boundaryEvent"), ROUND),
    **dict.fromkeys(("exclusiveGateway", "parallelGateway"), DIAMOND),
}


def diagram(chart: Chart, *, pooled: bool) -> Diagram:
    """The picture of a chart; where it is `pooled` with the bands of its pool and lanes."""
    columns = _columns(chart)
    shapes: dict[str, Shape] = {}
    bands: list[Shape] = []
    top, wide = 0, LEFT + ACROSS * (1 + max(columns.values()))
    for number, (_, ids) in enumerate(lanes(chart), 1):
        nodes = [each for each in chart.nodes if each.id in ids and not each.attached]
        rows: dict[int, int] = {}
        for node in nodes:
            row = rows.get(columns[node.id], 0)
            rows[columns[node.id]] = row + 1
            shapes[node.id] = _placed(node, columns[node.id], top + GAP + DOWN * row)
        high = GAP + DOWN * max(rows.values(), default=1)
        bands.append(Shape(f"lane_{chart.id}_{number}", HEAD, top, wide - HEAD, high, band=True))
        top += high
    shapes |= _attached(chart, shapes)
    pool = (Shape("pool", 0, 0, wide, top, band=True), *bands) if pooled else ()
    edges = tuple(
        Edge(f"flow_{chart.id}_{number}", _corners(shapes, each)) for number, each in enumerate(chart.flows, 1)
    )
    ties = tuple(Edge(f"of_{undo}", _corners(shapes, Flow(undo, task))) for undo, task in chart.undone)
    return Diagram((*pool, *shapes.values()), (*edges, *ties))


def _columns(chart: Chart) -> dict[str, int]:
    """How many flows each node is away from the start; what hangs on a node stands in its column."""
    onward: dict[str, list[str]] = {}
    for flow in chart.flows:
        onward.setdefault(flow.source, []).append(flow.target)
    for node in chart.nodes:
        if node.attached:
            onward.setdefault(node.attached, []).extend(onward.get(node.id, ()))
    for undo, task in chart.undone:
        onward.setdefault(next(each.attached for each in chart.nodes if each.id == undo), []).append(task)
    columns = {chart.nodes[0].id: 0}
    waiting = [chart.nodes[0].id]
    for name in waiting:
        for each in onward.get(name, ()):
            if each not in columns:
                columns[each] = columns[name] + 1
                waiting.append(each)
    return columns


def _placed(node: Node, column: int, y: int) -> Shape:
    width, height = SIZES.get(node.tag, BOX)
    x = LEFT + ACROSS * column
    return Shape(node.id, x + (BOX[0] - width) // 2, y + (BOX[1] - height) // 2, width, height)


def _attached(chart: Chart, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    """The boundary events, side by side along the lower edge of what they hang on."""
    found: dict[str, Shape] = {}
    hung: dict[str, int] = {}
    for node in chart.nodes:
        if node.attached:
            box, place = shapes[node.attached], hung.get(node.attached, 0)
            hung[node.attached] = place + 1
            x = box.x + 4 + place * (ROUND[0] + 4)
            found[node.id] = Shape(node.id, x, box.y + box.height - ROUND[1] // 2, *ROUND)
    return found


def _corners(shapes: Mapping[str, Shape], flow: Flow) -> tuple[tuple[int, int], ...]:
    """From the right edge of one to the left edge of the other, by a corner halfway; back round the lower edge."""
    start, end = shapes[flow.source], shapes[flow.target]
    x1, y1 = start.x + start.width, start.y + start.height // 2
    x2, y2 = end.x, end.y + end.height // 2
    if x2 > x1:
        half = (x1 + x2) // 2
        return ((x1, y1), (half, y1), (half, y2), (x2, y2)) if y1 != y2 else ((x1, y1), (x2, y2))
    low = max(start.y + start.height, end.y + end.height) + GAP // 2
    middle1, middle2 = start.x + start.width // 2, end.x + end.width // 2
    return ((middle1, start.y + start.height), (middle1, low), (middle2, low), (middle2, end.y + end.height))
