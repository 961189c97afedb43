"""A procedure as nodes and flows in the words of BPMN 2.0: one chart for it, and one for each part that it calls."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from domain.procedure.definition import END, JOIN, TASKS, Choice, Procedure, Step, is_end

DOT: Final = "."
"""Between the name of a subcase and the steps of the part that stands in its place."""


class Node(NamedTuple):
    """A node of a chart. `tag` is BPMN's word for it; `lane` the role in whose lane it stands, or empty.

    `step` is the step of the procedure that it is, or empty. A boundary event is `attached` to a node and `stops` it,
    or does not. `event` is timer, message, escalation, compensate, terminate or empty; `detail` what the event, the
    script or the call needs: an expression, a code, a called process.
    """

    id: str
    tag: str
    name: str
    lane: str = ""
    step: str = ""
    attached: str = ""
    stops: bool = True
    event: str = ""
    detail: str = ""


class Flow(NamedTuple):
    """A sequence flow; `condition` is an expression, or empty where the flow is taken without one."""

    source: str
    target: str
    name: str = ""
    condition: str = ""


class Chart(NamedTuple):
    """A process: its nodes, its flows, and which task undoes what (compensation event -> task)."""

    id: str
    title: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    undone: tuple[tuple[str, str], ...]


class Names:
    """Names in which only letters, digits and underlines stand; each belongs to one told word."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}

    def __call__(self, kind: str, told: str) -> str:
        """The name for a word of a kind, always the same."""
        if (kind, told) not in self._given:
            plain = f"{kind}_{''.join(each if each.isalnum() else '_' for each in told)}"
            taken = sum(1 for name in self._given.values() if name == plain or name.startswith(f"{plain}__"))
            self._given[kind, told] = f"{plain}__{taken + 1}" if taken else plain
        return self._given[kind, told]


def charts(procedure: Procedure) -> tuple[Chart, ...]:
    """The chart of the procedure, and after it one for each part that stands in the place of a subcase."""
    names = Names()
    places = [step.id for step in procedure.steps.values() if step.kind == "subcase"]
    inner = {place: [name for name in procedure.steps if name.startswith(place + DOT)] for place in places}
    own = [name for name in procedure.steps if not any(name in each for each in inner.values())]
    main = Sketch(procedure, own, names, procedure.id, procedure.title).drawn(procedure.start)
    parts = (
        Sketch(procedure, inside, names, names("process", place), procedure.steps[place].title, place).drawn(
            procedure.steps[place].outcomes["entered"]
        )
        for place, inside in inner.items()
    )
    return (main, *parts)


def exits(procedure: Procedure, place: str) -> dict[str, str]:
    """Where the part in the place of a subcase lets the case go on -> how that is called."""
    found: dict[str, str] = {}
    for step in procedure.steps.values():
        for outcome, target in _ways(step) if step.id.startswith(place + DOT) else ():
            if not target.removeprefix(JOIN).startswith(place + DOT):
                found[target] = f"{found[target]} / {outcome}" if target in found else outcome
    return found


def _ways(step: Step) -> list[tuple[str, str]]:
    return [*step.outcomes.items(), *((each.name, each.to) for each in step.choices)]


class Sketch:
    """A chart in the making: the steps that are its own, and the nodes and flows so far."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a chart is of
        self, procedure: Procedure, own: Sequence[str], names: Names, name: str, title: str, place: str = ""
    ) -> None:
        self.procedure, self.own, self.names, self.name, self.title, self.place = (
            *(procedure, own, names, name, title),
            place,
        )
        self.nodes: dict[str, Node] = {}
        self.flows: list[Flow] = []
        self.undone: list[tuple[str, str]] = []

    def drawn(self, start: str) -> Chart:
        """The chart, from the start on."""
        begin = self.add(Node(self.names("start", self.name), "startEvent", "Opened", self._lane(start)))
        self.flows.append(Flow(begin, self.to(start, self._lane(start))))
        for name in self.own:
            step = self.procedure.steps[name]
            DRAWN[step.kind](self, step, self._lane(name))
        return Chart(self.name, self.title, tuple(self.nodes.values()), tuple(self.flows), tuple(self.undone))

    def add(self, node: Node) -> str:
        """One more node; returns its id."""
        self.nodes.setdefault(node.id, node)
        return node.id

    def _lane(self, name: str) -> str:
        """The role of a step, or where it has none that of the step from which one comes there first."""
        seen = {name}
        waiting = [name]
        for each in waiting:
            if role := self.procedure.steps[each].role:
                return role
            before = [step.id for step in self.procedure.steps.values() if each in _bare(step)]
            waiting += [one for one in before if one not in seen]
            seen |= set(before)
        return next((step.role for step in self.procedure.steps.values() if step.role), "")

    def to(self, target: str, lane: str) -> str:
        """The id of the node to which a target leads; ends, joins and ways out of a part are made when first met."""
        if target in self.own:
            return self.names(KIND_OF[self.procedure.steps[target].kind], target)
        if target.startswith(JOIN) and target.removeprefix(JOIN) in self.own:
            return self.add(Node(self.names("join", target.removeprefix(JOIN)), "parallelGateway", "", lane))
        if self.place:
            return self._out(target, lane)
        end = target.removeprefix(END)
        return self.add(Node(self.names("end", end), "endEvent", end, lane, event="terminate"))

    def _out(self, target: str, lane: str) -> str:
        said = exits(self.procedure, self.place)[target]
        script = f"{self.names('exit', self.place)} = {target!r}"
        leaving = self.add(Node(self.names("leave", target), "scriptTask", f"Note: {said}", lane, detail=script))
        left = self.add(Node(self.names("left", target), "endEvent", said, lane))
        if Flow(leaving, left) not in self.flows:
            self.flows.append(Flow(leaving, left))
        return leaving

    def lead(self, source: str, ways: Sequence[tuple[str, str, str]], lane: str, told: str) -> None:
        """Lead on from a node: by its one way, or through a gateway by the condition of each."""
        if len(ways) == 1:
            self.flows.append(Flow(source, self.to(ways[0][1], lane), ways[0][0]))
            return
        which = self.add(Node(self.names("which", told), "exclusiveGateway", "", lane))
        self.flows.append(Flow(source, which))
        self.flows += [Flow(which, self.to(target, lane), name, condition) for name, target, condition in ways]


def _label(step: Step) -> str:
    return f"{step.title}, {step.term}" if step.term else step.title


def _bare(step: Step) -> list[str]:
    return [each.removeprefix(JOIN) for each in step.targets() if not is_end(each)]


def _outcomes(sketch: Sketch, step: Step) -> list[tuple[str, str, str]]:
    said = sketch.names("outcome", step.id)
    return [(outcome, target, f"{said} == {outcome!r}") for outcome, target in step.outcomes.items()]


def _task(sketch: Sketch, step: Step, lane: str) -> None:
    node = sketch.add(Node(sketch.names("do", step.id), "userTask", _label(step), lane, step.id))
    sketch.lead(node, _outcomes(sketch, step), lane, step.id)
    due = sketch.names("due", step.id)
    for number, rung in enumerate(step.escalate, 1):
        told = f"{step.id}.{number}"
        late = Node(sketch.names("late", told), "boundaryEvent", f"{rung.days:+d}d", lane, attached=node, stops=False)
        end = Node(sketch.names("escalated", told), "endEvent", f"To {rung.to}", lane, event="escalation")
        sketch.flows.append(
            Flow(
                sketch.add(late._replace(event="timer", detail=f"{due}_rung_{number}")),
                sketch.add(end._replace(detail=rung.to)),
            )
        )
    if step.compensate:
        undo = Node(sketch.names("undo", step.id), "boundaryEvent", "Annulled", lane, attached=node, event="compensate")
        acts = ", ".join(each["act"] for each in step.compensate)
        undone = Node(sketch.names("undone", step.id), "task", f"Undo: {acts}", lane)
        sketch.undone.append((sketch.add(undo), sketch.add(undone)))


def _publicity(sketch: Sketch, step: Step, lane: str) -> None:
    """The notice is left through its timer when its term is over, through its end when an objection is upheld."""
    node = sketch.add(Node(sketch.names("do", step.id), "userTask", _label(step), lane, step.id))
    clear = Node(sketch.names("clear", step.id), "boundaryEvent", str(step.term), lane, attached=node, event="timer")
    objected = Node(sketch.names("objection", step.id), "boundaryEvent", "Objection", lane, attached=node, stops=False)
    entered = Node(sketch.names("entered", step.id), "endEvent", "Objection entered", lane)
    sketch.flows.append(Flow(sketch.add(objected._replace(event="message", detail="objection")), sketch.add(entered)))
    sketch.flows.append(Flow(node, sketch.to(step.outcomes["annulled"], lane), "annulled"))
    over = sketch.add(clear._replace(detail=sketch.names("due", step.id)))
    sketch.flows.append(Flow(over, sketch.to(step.outcomes["clear"], lane), "clear"))


def _wait(sketch: Sketch, step: Step, lane: str) -> None:
    due = sketch.names("due", step.id)
    node = Node(sketch.names("wait", step.id), "intermediateCatchEvent", _label(step), lane, step.id)
    sketch.lead(sketch.add(node._replace(event="timer", detail=due)), _outcomes(sketch, step), lane, step.id)


def _gateway(sketch: Sketch, step: Step, lane: str) -> None:
    node = sketch.add(Node(sketch.names("choose", step.id), "exclusiveGateway", step.title, lane, step.id))
    for choice in step.choices:
        sketch.flows.append(Flow(node, sketch.to(choice.to, lane), choice.name, _condition(sketch, choice)))


def _condition(sketch: Sketch, choice: Choice) -> str:
    tests = (f"{sketch.names('given', fact)} in {list(values)!r}" for fact, values in choice.when.items())
    return " and ".join(tests)


def _parallel(sketch: Sketch, step: Step, lane: str) -> None:
    node = sketch.add(Node(sketch.names("split", step.id), "parallelGateway", step.title, lane, step.id))
    sketch.flows += [Flow(node, sketch.to(branch, lane)) for branch in step.branches]
    join = sketch.to(JOIN + step.id, lane)
    sketch.flows.append(Flow(join, sketch.to(step.outcomes["joined"], lane)))


def _subcase(sketch: Sketch, step: Step, lane: str) -> None:
    called = sketch.names("process", step.id)
    node = sketch.add(Node(sketch.names("part", step.id), "callActivity", step.title, lane, step.id, detail=called))
    left = sketch.names("exit", step.id)
    ways = [(said, target, f"{left} == {target!r}") for target, said in exits(sketch.procedure, step.id).items()]
    sketch.lead(node, ways, lane, step.id)


DRAWN: Final[Mapping[str, Callable[[Sketch, Step, str], None]]] = {
    **dict.fromkeys((*TASKS, "ballot"), _task),
    "publicity": _publicity,
    "wait": _wait,
    "gateway": _gateway,
    "parallel": _parallel,
    "subcase": _subcase,
}
"""How a step of each kind is drawn."""
KIND_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys((*TASKS, "ballot", "publicity"), "do"),
    "wait": "wait",
    "gateway": "choose",
    "parallel": "split",
    "subcase": "part",
}
"""The kind of the names of nodes that are steps."""


def lanes(chart: Chart) -> Iterator[tuple[str, list[str]]]:
    """The lanes of a chart with the nodes in each, in the order in which they are met."""
    found: dict[str, list[str]] = {}
    for node in chart.nodes:
        found.setdefault(node.lane, []).append(node.id)
    yield from found.items()
