"""The BPMN export: valid by the standard's own schema, and run by another engine it comes to the same tasks.

SpiffWorkflow is asked here and nowhere else. It knows no compensation events: they are taken out before it runs a
process. And what came to a join in an earlier round counts in it again: a walk ends before a second round of branches.
"""

import random

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from domain.procedure.bpmn import bpmn
from domain.procedure.bpmn_layout import diagram
from domain.procedure.chart import Names, charts
from domain.procedure.definition import is_end
from lifecycle.procedure_files import load_definition, shipped_procedures

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
LIFECYCLE = "{urn:cadre-lifecycle:procedure:1}"
LONG_AGO, NEVER = "2000-01-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00"
DONE = ("task", "poll", "ballot", "publicity")
WALKS, LONGEST = 30, 40


def read(procedure):
    return etree.fromstring(bpmn(procedure).encode())


class Other:
    """A case in the other engine: what is open, and the way to end it."""

    def __init__(self, procedure, given):
        root = read(procedure)
        for undo in root.iter(f"{BPMN}compensateEventDefinition"):
            event = undo.getparent()
            event.getparent().remove(event)
        self.steps = {
            each.getparent().getparent().get("id"): each.get("step") for each in root.iter(f"{LIFECYCLE}step")
        }
        dues = {each.text: NEVER for each in root.iter(f"{BPMN}timeDate")}
        parser = BpmnParser()
        parser.add_bpmn_xml(root)
        spec = parser.get_spec(procedure.id)
        names = Names()
        self.workflow = BpmnWorkflow(spec, parser.get_subprocess_specs(procedure.id))
        self.data = {**dues, **{names("given", fact): value for fact, value in given.items()}, "members": 1}
        self.workflow.data.update(self.data)
        self.workflow.task_tree.data.update(self.data)
        self._go_on()

    def _go_on(self):
        self.workflow.do_engine_steps()
        self.workflow.refresh_timers()
        self.workflow.do_engine_steps()

    def _open(self, state, kind=None):
        found = self.workflow.get_tasks(state=state)
        return [each for each in found if kind is None or kind in type(each.task_spec).__name__]

    def waiting(self):
        """The steps that are open: done by somebody, or waiting for a day."""
        ready = {self.steps.get(each.task_spec.bpmn_id) for each in self._open(TaskState.READY)}
        timers = {self.steps.get(each.task_spec.bpmn_id) for each in self._open(TaskState.WAITING)}
        return sorted((ready | timers) - {None})

    def complete(self, step, variable, outcome):
        task = next(each for each in self._open(TaskState.READY) if self.steps.get(each.task_spec.bpmn_id) == step)
        task.data[variable] = outcome
        task.run()
        self._go_on()

    def elapse(self, node):
        task = next(each for each in self._open(TaskState.WAITING) if each.task_spec.bpmn_id == node)
        task._set_internal_data(event_value=LONG_AGO)
        self.workflow.refresh_timers()
        self._go_on()


@pytest.mark.parametrize("name", shipped_procedures())
def test_the_export_is_valid_by_the_schema_of_bpmn(name):
    BpmnValidator().validate(read(load_definition(name)))


@pytest.mark.parametrize("name", shipped_procedures())
def test_the_same_procedure_gives_the_same_bytes(name):
    procedure = load_definition(name)
    assert bpmn(procedure) == bpmn(procedure._replace(steps=dict(procedure.steps)))


@pytest.mark.parametrize("name", shipped_procedures())
def test_another_engine_comes_to_the_same_tasks_on_the_same_choices(walk, name):
    taken = set()
    walks = [walked_together(walk(name), number, taken) for number in range(WALKS)]

    assert all(walks)
    steps = [each for each in load_definition(name).steps.values() if each.kind in DONE]
    assert taken >= {(step.id, outcome) for step in steps for outcome in step.outcomes}


def walked_together(case, number, taken):
    """How many steps a walk by chance has in both engines; what was done is noted in `taken`."""
    chance, names = random.Random(number), Names()
    case.start(**{fact: chance.choice(values) for fact, values in asked(case.around.procedure).items()})
    other = Other(case.around.procedure, case.case.given)
    for length in range(LONGEST):
        if case.case.ended or second_round(case):
            return length
        assert other.waiting() == sorted(case.to_do()), case.case.done
        name = chance.choice(case.to_do())
        step = case.step(name)
        ways = sorted(step.outcomes)
        [outcome] = chance.choices(ways, [1 if is_end(step.outcomes[each]) else 3 for each in ways])
        taken.add((name, outcome))
        case.end_step(name, outcome)
        if step.kind == "wait":
            other.elapse(names("wait", name))
        elif outcome == "clear":
            other.elapse(names("clear", name))
        else:
            other.complete(name, names("outcome", name), outcome)
        assert second_round(case) or other.workflow.is_completed() == bool(case.case.ended), case.case.done
    return LONGEST


def second_round(case):
    """Whether branches that were gone through before have begun again."""
    entered = [each.fields["step"] for each in case.log if each.topic == "case-step-entered"]
    return any(entered.count(each.id) > 1 for each in case.around.procedure.steps.values() if each.kind == "parallel")


def asked(procedure):
    """Fact -> the values for which gateways ask, and another."""
    found = {}
    for step in procedure.steps.values():
        for choice in step.choices:
            for fact, values in choice.when.items():
                found.setdefault(fact, ["other"]).extend(values)
    return {fact: values for fact, values in found.items() if fact in procedure.needs}


@pytest.mark.parametrize("name", shipped_procedures())
def test_every_node_and_flow_is_drawn_and_no_node_lies_on_another(name):
    drawn = charts(load_definition(name))
    for number, chart in enumerate(drawn):
        told = diagram(chart, pooled=not number)
        shapes = {each.id: each for each in told.shapes if not each.band}
        assert sorted(shapes) == sorted(each.id for each in chart.nodes)
        assert len(told.edges) == len(chart.flows) + len(chart.undone)
        nodes = [shapes[each.id] for each in chart.nodes if not each.attached]
        assert [(one.id, two.id) for one in nodes for two in nodes if one.id < two.id and overlap(one, two)] == []
        on_edges = [shapes[each.id] for each in chart.nodes if each.attached]
        assert [(one.id, two.id) for one in on_edges for two in on_edges if one.id < two.id and overlap(one, two)] == []


def overlap(one, two):
    beside = one.x + one.width <= two.x or two.x + two.width <= one.x
    return not (beside or one.y + one.height <= two.y or two.y + two.height <= one.y)


def test_what_bpmn_has_no_words_for_stands_in_the_extensions():
    root = read(load_definition("appointment"))
    head = root.find(f".//{LIFECYCLE}procedure")
    steps = {each.get("step"): each for each in root.iter(f"{LIFECYCLE}step")}

    assert head.get("sha256") == load_definition("appointment").hash
    assert [each.get("kind") for each in root.iter(f"{LIFECYCLE}duty")] == [
        "distinct",
        "distinct",
        "not_subject",
        "not_kin",
    ]
    assert (steps["inspect"].get("people"), steps["inspect"].get("term")) == ("2", "30wd")
    assert steps["settle.decide"].get("majority") == "more than 1/2 of entitled"
    assert [each.get("act") for each in steps["issue"]] == ["appoint"]
    assert [each.get("sourceRef") for each in root.iter(f"{BPMN}association")] == ["undo_issue"]
    assert list(root.iter(f"{BPMN}timeDuration")) == []


def test_names_that_look_alike_stay_apart():
    names = Names()
    assert names("do", "a.b") == names("do", "a.b") == "do_a_b"
    assert len({names("do", each) for each in ("a.b", "a-b", "a_b", "a/b")}) == 4
