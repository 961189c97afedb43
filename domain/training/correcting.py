"""What a corrected fact of training must still be: a session of its length, not counted twice; work that was done."""

from datetime import date

from domain.errors import BadInput
from domain.events import Event
from domain.facts import Facts
from domain.finding import Finding
from domain.training.decisions import accepted, known_forms, known_plan, measured, twice
from domain.training.events import TrainingEnrolled, TrainingPlanned, TrainingRecorded, WorkloadAccepted
from domain.training.forms import FORMS


def check(event: Event, day: date, own: str, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading the fact so. Raises BadInput for what could not have been recorded so."""
    match event:
        case TrainingPlanned():
            known_forms(event.forms, [form for forms in FORMS.values() for form in forms])
        case TrainingEnrolled():
            known_plan(event.plan, facts)
        case TrainingRecorded():
            if event.form is not None:
                known_forms((event.form,), FORMS[event.kind])
            known_plan(event.plan, facts)
            measured(event, day, event.until)
            return tuple(twice(event, day, facts, but=own))
        case WorkloadAccepted():
            if event.work_until <= event.work_from:
                raise BadInput(f"the end {event.work_until} does not lie after {event.work_from}")
            return accepted(event, day)
    return ()
