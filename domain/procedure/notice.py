"""Public notice: the term counts from the day it is put up; an objection makes it stand still until it is settled."""

from datetime import date
from typing import Final

from domain.procedure.case import Open
from domain.procedure.definition import Step
from domain.procedure.flow import Draft, NotAllowed, finish, term_fields
from domain.procedure.moves import Publicise, Raise, Settle
from domain.procedure.term import at_least, left_of

RESULTS: Final = ("upheld", "dismissed", "not-admitted")


def _open_notice(draft: Draft, name: str) -> tuple[Open, Step]:
    standing = draft.case.standing(name)
    if standing is None or draft.step(name).kind != "publicity":
        waits = ", ".join(each.step for each in draft.case.open)
        raise NotAllowed("not-open", f"the case {draft.case.id} waits for no public notice; open is {waits}")
    return standing, draft.step(name)


def publicise(move: Publicise, draft: Draft, day: date) -> None:
    """The notice is up from this day on."""
    standing, step = _open_notice(draft, move.step)
    if standing.due is not None or standing.left is not None:
        raise NotAllowed("already-public", f"the notice of {draft.case.id} is up since {standing.running}")
    if step.term is None:
        raise NotAllowed("not-open", f"{step.id} has no term")
    told = term_fields(draft.around.calendar(day), step.term, day, opening=step.count_opening_day)
    draft.add("case-publicity-opened", day, step=step.id, where=move.where, text=move.text or None, **told)


def raise_objection(move: Raise, draft: Draft, day: date) -> None:
    """Somebody objects while the notice is up; its term stands still from the end of this day."""
    standing, step = _open_notice(draft, move.step)
    if standing.due is None and standing.left is None:
        raise NotAllowed("not-public", f"the notice of {draft.case.id} is not up yet: cadre publicity open")
    number = draft.case.objections + 1
    draft.add("case-objection-raised", day, step=step.id, objection=number, by=move.by or None, grounds=move.grounds)
    if standing.due is not None and standing.budget is not None:
        left = left_of(standing.budget, standing.due, day, draft.around.calendar(day))
        draft.add("case-term-suspended", day, step=step.id, left=str(left), was=standing.due.isoformat())


def settle(move: Settle, draft: Draft, day: date) -> None:
    """An objection is settled: upheld it ends the notice; else what is left of the term counts again once all are."""
    standing = next((each for each in draft.case.open if move.objection in each.objections), None)
    if standing is None:
        waiting = [str(number) for each in draft.case.open for number in each.objections]
        said = ", ".join(waiting) or "none"
        raise NotAllowed("no-objection", f"there is no open objection {move.objection}; open is {said}")
    step = draft.step(standing.step)
    draft.add("case-objection-resolved", day, step=step.id, objection=move.objection, result=move.result)
    if move.result == "upheld":
        finish(draft, step.id, "annulled", day)
        return
    after = draft.case.standing(step.id)
    if after and not after.objections and after.left is not None:
        left = at_least(after.left, step.floor)
        told = term_fields(draft.around.calendar(day), left, day)
        draft.add("case-term-resumed", day, step=step.id, **told)
