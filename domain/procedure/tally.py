"""Counting a ballot: who must stand aside, whether the body may decide, and what it has decided; exact fractions.

A decision is taken up again by a vote of its own, with the majority that the definition asks for that.
"""

from datetime import date
from typing import Final

from domain.procedure.case import RECONSIDERED
from domain.procedure.definition import Ballot, Share
from domain.procedure.flow import Draft, NotAllowed, check_way_back, enter, finish
from domain.procedure.moves import Reconsider, Tally
from domain.procedure.validity import check_valid

DEFERRED: Final = "deferred"
KEPT: Final = "kept"


def count(move: Tally, draft: Draft, day: date) -> None:
    """The ballot is counted and the case goes where the result leads."""
    standing = draft.case.standing(move.step)
    ballot = draft.step(move.step).ballot if standing else None
    if standing is None or ballot is None:
        waits = ", ".join(each.step for each in draft.case.open)
        raise NotAllowed("not-open", f"the case {draft.case.id} waits for no ballot; open is {waits}")
    _check_meeting(move, ballot, draft)
    outcome = _put_off(move, draft) if move.deferred else _result(move, ballot)
    check_valid(draft, move.step, outcome, day)
    told = move._asdict()
    draft.add("case-ballot-counted", day, **told, outcome=outcome, secret=ballot.secret)
    finish(draft, move.step, outcome, day)


def reconsider(move: Reconsider, draft: Draft, day: date) -> None:
    """The vote on taking a decision up again: if carried the case is back at the ballot, and what followed ends."""
    vote = move.vote
    done = draft.case.last_done(vote.step)
    ballot = draft.step(vote.step).ballot if done else None
    if done is None or ballot is None or draft.case.standing(vote.step):
        raise NotAllowed("not-decided", f"the case {draft.case.id} has no decision that could be taken up again")
    if ballot.reconsider is None:
        raise NotAllowed("not-reconsiderable", f"the decision of {vote.step} is not taken up again, by its procedure")
    check_way_back(draft, vote.step)
    _check_meeting(vote, ballot, draft)
    outcome = RECONSIDERED if ballot.reconsider.reached(vote.ayes, _base(vote, ballot, ballot.reconsider)) else KEPT
    told = {name: value for name, value in vote._asdict().items() if name != DEFERRED}
    draft.add("case-ballot-reconsidered", day, **told, outcome=outcome, secret=ballot.secret)
    if outcome == RECONSIDERED:
        enter(draft, vote.step, day, "")


def _check_meeting(move: Tally, ballot: Ballot, draft: Draft) -> None:
    _check_members(move, draft)
    if not ballot.quorum.reached(len(move.present), len(move.entitled)):
        part = f"{'more than' if ballot.quorum.strict else 'at least'} {ballot.quorum.part}"
        says = f"{len(move.present)} of {len(move.entitled)} members are present; the body decides with {part} of them"
        raise NotAllowed("no-quorum", says)


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
    reached = ballot.majority.reached(move.ayes, _base(move, ballot, ballot.majority))
    return "carried" if reached else "lost"


def _base(move: Tally, ballot: Ballot, share: Share) -> int:
    """How many members a part is counted of."""
    members = len(move.entitled if share.of == "entitled" else move.present)
    return members if ballot.recused_in_base else members - len(move.recused)
