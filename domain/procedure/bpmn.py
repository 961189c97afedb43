"""A procedure as BPMN 2.0 XML, for exchange and for documentation; the definition is the law.

Days on which something is due are expressions over variables (`due_...`), not durations: working days come from a
calendar, and no duration in BPMN counts them. The terms themselves stand in the extension elements.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from domain.procedure.bpmn_layout import Diagram, diagram
from domain.procedure.chart import Chart, Flow, Node, charts, lanes
from domain.procedure.definition import Duty, Procedure, Share, Step

NAMESPACES: Final[Mapping[str, str]] = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:lifecycle": "urn:cadre-lifecycle:procedure:1",
}
EXPRESSION: Final = {"xsi:type": "tFormalExpression"}


class Element(NamedTuple):
    """An element of XML: attributes without a value are left out; it has children or a text."""

    tag: str
    attributes: Mapping[str, str | None] = {}
    children: tuple["Element", ...] = ()
    text: str = ""


def bpmn(procedure: Procedure) -> str:
    """The procedure as BPMN 2.0 XML; the same procedure always gives the same text."""
    drawn = charts(procedure)
    pool = Element("participant", {"id": "pool", "name": procedure.title, "processRef": drawn[0].id})
    root = Element(
        "definitions",
        {
            **NAMESPACES,
            "id": f"{procedure.id}.{procedure.hash[:12]}",
            "targetNamespace": f"urn:procedure:{procedure.id}",
        },
        (
            *_referred(drawn),
            Element("collaboration", {"id": "collaboration"}, (pool,)),
            *(_process(procedure, chart) for chart in drawn),
            _diagram("collaboration", diagram(drawn[0], pooled=True)),
            *(_diagram(chart.id, diagram(chart, pooled=False)) for chart in drawn[1:]),
        ),
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(_written(root, "")) + "\n"


def _written(element: Element, margin: str) -> Iterator[str]:
    told = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items() if value)
    if element.children:
        yield f"{margin}<{element.tag}{told}>"
        for each in element.children:
            yield from _written(each, margin + "  ")
        yield f"{margin}</{element.tag}>"
    elif element.text:
        yield f"{margin}<{element.tag}{told}>{escape(element.text, quote=False)}</{element.tag}>"
    else:
        yield f"{margin}<{element.tag}{told}/>"


def _referred(drawn: Sequence[Chart]) -> Iterator[Element]:
    """What events refer to: the message of an objection, and to whom late steps are taken."""
    events = dict.fromkeys((each.event, each.detail) for chart in drawn for each in chart.nodes)
    for event, detail in events:
        if event == "message":
            yield Element("message", {"id": f"message_{detail}", "name": detail})
        elif event == "escalation":
            yield Element("escalation", {"id": f"escalation_{detail}", "name": detail, "escalationCode": detail})


def _process(procedure: Procedure, chart: Chart) -> Element:
    return Element(
        "process",
        {"id": chart.id, "name": chart.title, "isExecutable": "true"},
        (
            *_head(procedure, chart),
            _lane_set(procedure, chart),
            *(_node(procedure, chart, each) for each in chart.nodes),
            *(_flow(number, each, chart) for number, each in enumerate(chart.flows, 1)),
            *(
                Element(
                    "association",
                    {"id": f"of_{undo}", "associationDirection": "One", "sourceRef": undo, "targetRef": task},
                )
                for undo, task in chart.undone
            ),
        ),
    )


def _head(procedure: Procedure, chart: Chart) -> Iterator[Element]:
    if chart.id != procedure.id:
        return
    for each in procedure.basis:
        yield Element("documentation", text=f"{each['text']}: {each.get('article', 'whole')}")
    told = {"version": procedure.version, "sha256": procedure.hash, "calendar": procedure.calendar}
    more = {"needs": " ".join(procedure.needs), "reserves": " ".join(procedure.reserves)}
    head = Element("lifecycle:procedure", {**told, **more, "transitional": procedure.transitional})
    duties = (_duty(each) for each in procedure.duties)
    yield Element("extensionElements", children=(head, *duties))


def _duty(duty: Duty) -> Element:
    return Element("lifecycle:duty", {"kind": duty.kind, "steps": " ".join(duty.steps)})


def _lane_set(procedure: Procedure, chart: Chart) -> Element:
    found = tuple(
        Element(
            "lane",
            {"id": f"lane_{chart.id}_{number}", "name": procedure.roles[role].title if role else "Nobody"},
            tuple(Element("flowNodeRef", text=each) for each in ids),
        )
        for number, (role, ids) in enumerate(lanes(chart), 1)
    )
    return Element("laneSet", {"id": f"lanes_{chart.id}"}, found)


def _node(procedure: Procedure, chart: Chart, node: Node) -> Element:
    step = procedure.steps.get(node.step)
    way_out = next((_id_of(chart, each) for each in chart.flows if each.source == node.id and not each.condition), None)
    chooses = node.tag == "exclusiveGateway" and any(each.condition for each in chart.flows if each.source == node.id)
    attributes = {
        "id": node.id,
        "name": node.name or None,
        "attachedToRef": node.attached or None,
        "cancelActivity": "false" if node.attached and not node.stops and node.event != "compensate" else None,
        "isForCompensation": "true" if any(node.id == task for _, task in chart.undone) else None,
        "calledElement": node.detail if node.tag == "callActivity" else None,
        "default": way_out if chooses else None,
    }
    refs = (("incoming", "target"), ("outgoing", "source"))
    flows = (
        Element(tag, text=_id_of(chart, each))
        for tag, end in refs
        for each in chart.flows
        if getattr(each, end) == node.id
    )
    extension = (Element("extensionElements", children=(_extension(step),)),) if step else ()
    return Element(node.tag, attributes, (*extension, *flows, *_inside(node, step)))


def _inside(node: Node, step: Step | None) -> Iterator[Element]:
    if node.tag == "scriptTask":
        yield Element("script", text=node.detail)
    if step and step.kind == "ballot":
        members = Element("loopCardinality", EXPRESSION, text="members")
        yield Element("multiInstanceLoopCharacteristics", {"isSequential": "false"}, (members,))
    match node.event:
        case "timer":
            yield Element("timerEventDefinition", children=(Element("timeDate", EXPRESSION, text=node.detail),))
        case "message" | "escalation":
            yield Element(f"{node.event}EventDefinition", {f"{node.event}Ref": f"{node.event}_{node.detail}"})
        case "compensate" | "terminate":
            yield Element(f"{node.event}EventDefinition")


def _extension(step: Step) -> Element:
    """What BPMN has no words for: the term, the hands, documents, counts, majorities and acts of the step."""
    ballot = step.ballot
    told = {
        "kind": step.kind,
        "step": step.id,
        "role": step.role,
        "people": str(step.people) if step.people > 1 else "",
        "term": str(step.term or ""),
        "anchor": step.anchor,
        "validFor": str(step.valid_for or ""),
        "evidence": " ".join(step.evidence),
        "counts": " ".join(step.counts),
        "quorum": _share(ballot.quorum) if ballot else "",
        "majority": _share(ballot.majority) if ballot else "",
        "reconsider": _share(ballot.reconsider) if ballot and ballot.reconsider else "",
        "secret": "true" if ballot and ballot.secret else "",
        "irreversible": "true" if step.irreversible else "",
    }
    acts = ((outcome, act) for outcome, acts in step.effects.items() for act in acts)
    effects = (Element("lifecycle:effect", {"outcome": outcome, **act}) for outcome, act in acts)
    return Element("lifecycle:step", told, tuple(effects))


def _share(share: Share) -> str:
    return f"{'more than' if share.strict else 'at least'} {share.part} of {share.of}"


def _id_of(chart: Chart, flow: Flow) -> str:
    return f"flow_{chart.id}_{chart.flows.index(flow) + 1}"


def _flow(number: int, flow: Flow, chart: Chart) -> Element:
    told = {"id": f"flow_{chart.id}_{number}", "name": flow.name, "sourceRef": flow.source, "targetRef": flow.target}
    condition = (Element("conditionExpression", EXPRESSION, text=flow.condition),) if flow.condition else ()
    return Element("sequenceFlow", told, condition)


def _diagram(plane: str, told: Diagram) -> Element:
    shapes = (
        Element(
            "bpmndi:BPMNShape",
            {"id": f"shape_{each.id}", "bpmnElement": each.id, "isHorizontal": "true" if each.band else None},
            (Element("dc:Bounds", {name: str(getattr(each, name)) for name in ("x", "y", "width", "height")}),),
        )
        for each in told.shapes
    )
    edges = (
        Element(
            "bpmndi:BPMNEdge",
            {"id": f"edge_{each.id}", "bpmnElement": each.id},
            tuple(Element("di:waypoint", {"x": str(x), "y": str(y)}) for x, y in each.points),
        )
        for each in told.edges
    )
    drawn = Element("bpmndi:BPMNPlane", {"id": f"plane_{plane}", "bpmnElement": plane}, (*shapes, *edges))
    return Element("bpmndi:BPMNDiagram", {"id": f"diagram_{plane}"}, (drawn,))
