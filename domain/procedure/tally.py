"""Counting a ballot: who must stand aside, whether the body may decide, and what it has decided; exact fractions."""

from datetime import date
from typing import Final

from domain.procedure.definition import Ballot
from domain.procedure.flow import Draft, NotAllowed, finish
from domain.procedure.moves import Tally

DEFERRED: Final = "deferred"


def count(move: Tally, draft: Draft, day: date) -> None:
    """The ballot is counted and the case goes where the result leads."""
    standing = draft.case.standing(move.step)
    ballot = draft.step(move.step).ballot if standing else None
    if standing is None or ballot is None:
        waits = ", ".join(each.step for each in draft.case.open)
        raise NotAllowed("not-open", f"the case {draft.case.id} waits for no ballot; open is {waits}")
    _check_members(move, draft)
    if not ballot.quorum.reached(len(move.present), len(move.entitled)):
        part = f"{'more than' if ballot.quorum.strict else 'at least'} {ballot.quorum.part}"
        says = f"{len(move.present)} of {len(move.entitled)} members are present; the body decides with {part} of them"
        raise NotAllowed("no-quorum", says)
    outcome = _put_off(move, draft) if move.deferred else _result(move, ballot)
    told = move._asdict()
    draft.add("case-ballot-counted", day, **told, outcome=outcome, secret=ballot.secret)
    finish(draft, move.step, outcome, day)


def _check_members(move: Tally, draft: Draft) -> None:
    if strangers := sorted(set(move.present) - set(move.entitled)):
        raise NotAllowed("not-entitled", f"{', '.join(strangers)} is no member of the body in {move.meeting}")
    if absent := sorted(set(move.recused) - set(move.present)):
        raise NotAllowed("not-present", f"{', '.join(absent)} cannot stand aside without being present")
    barred = {*draft.case.subjects, *draft.around.kin}
    if voting := sorted(barred & set(move.present) - set(move.recused)):
        says = f"{', '.join(voting)} is, or is a relative of, whom the case is about and must stand aside: --recused"
        raise NotAllowed("must-stand-aside", says)
    votes = move.ayes + move.nays + move.abstentions
    voters = len(move.present) - len(move.recused)
    if not move.deferred and votes != voters:
        says = f"{votes} votes are counted ({move.ayes} for, {move.nays} against, {move.abstentions} abstaining)"
        raise NotAllowed("votes-differ", f"{says}; {voters} members are there to vote")


def _put_off(move: Tally, draft: Draft) -> str:
    if DEFERRED not in draft.step(move.step).outcomes:
        raise NotAllowed("not-deferrable", f"{move.step} cannot be put off; the body decides or the case is withdrawn")
    return DEFERRED


def _result(move: Tally, ballot: Ballot) -> str:
    base = len(move.entitled if ballot.majority.of == "entitled" else move.present)
    base -= 0 if ballot.recused_in_base else len(move.recused)
    return "carried" if ballot.majority.reached(move.ayes, base) else "lost"
