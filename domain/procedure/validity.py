"""Results that count for a limited time: until when, and what can no longer rest on one that has lapsed."""

from datetime import date
from typing import NamedTuple

from domain.procedure.case import Case
from domain.procedure.definition import is_end
from domain.procedure.flow import Around, Draft, NotAllowed, target_of
from domain.procedure.term import end_of


class Valid(NamedTuple):
    """The result of a step: the day on which it was reached, and the last day on which anything may rest on it."""

    step: str
    since: date
    until: date


def results(case: Case, around: Around, day: date) -> tuple[Valid, ...]:
    """The results of limited validity on which the running case still rests, the first to lapse first.

    Once a step has had its effect on the register the earlier results have done their service. What is counted in
    working days of a year without a notice does not lapse.
    """
    found: list[Valid] = []
    for place, done in enumerate(() if case.ended else case.done):
        budget = around.procedure.steps[done.step].valid_for
        later = case.done[place + 1 :]
        used = any(around.procedure.steps[each.step].effects.get(each.outcome) for each in later)
        if budget is None or used or any(each.step == done.step for each in later) or case.standing(done.step):
            continue
        ends = end_of(budget, done.day, around.calendar(day))
        if not ends.provisional:
            found.append(Valid(done.step, done.day, ends.day))
    return tuple(sorted(found, key=lambda each: (each.until, each.step)))


def check_valid(draft: Draft, step: str, outcome: str, day: date) -> None:
    """Nothing, if the case may go on from the step. Raises NotAllowed where it rests on a result that has lapsed.

    An outcome without effect that ends the case, stays where it is, or leads back to what lapsed, may always be had.
    """
    definition = draft.step(step)
    target, acts = target_of(definition, outcome), definition.effects.get(outcome)
    for each in results(draft.case, draft.around, day):
        if each.until < day and (acts or not (is_end(target) or target in {step, each.step})):
            says = f"the result of {each.step} of {each.since} was valid until {each.until}; have {each.step} done anew"
            back = f"cadre task return {draft.case.id} --step {step} --to {each.step}"
            raise NotAllowed("lapsed", f"{says}: {back}")
