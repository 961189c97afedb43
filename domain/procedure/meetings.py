"""Deciding on meetings: called together with members and an agenda, attended, and a vote on each case of it."""

from collections.abc import Mapping
from typing import TypeAlias

from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.procedure.case import RECONSIDERED, Case
from domain.procedure.commands import AttendMeeting, CaseCommand, CloseMeeting, ConveneMeeting, VoteInMeeting
from domain.procedure.events import CaseBallotCounted, CaseBallotReconsidered
from domain.procedure.flow import Around
from domain.procedure.interpreter import brought_up
from domain.procedure.meeting_events import MeetingAttended, MeetingClosed, MeetingConvened, MeetingVoted
from domain.procedure.moves import Reconsider, Tally
from domain.procedure.running import around, case_named, first_day, moved, version_named

MeetingCommand: TypeAlias = ConveneMeeting | AttendMeeting | VoteInMeeting | CloseMeeting


def on_meeting(command: MeetingCommand, facts: Facts) -> Decided:
    """What an act on a meeting leads to. Raises BadInput for an unknown meeting."""
    stream = f"meeting:{command.meeting}"
    bodies = [act.body for act in facts.ledger(stream).in_force()]
    convened = next((each for each in bodies if isinstance(each, MeetingConvened)), None)
    if isinstance(command, ConveneMeeting):
        return _convene(command, convened, facts)
    if convened is None:
        raise BadInput(f"there is no meeting {command.meeting}; call it together with: cadre meeting convene")
    if any(isinstance(each, MeetingClosed) for each in bodies):
        says = f"The meeting {command.meeting} has ended; call another one together: cadre meeting convene."
        return _refused("meeting-closed", says, command.meeting)
    if isinstance(command, AttendMeeting):
        return _attend(command, convened)
    if isinstance(command, CloseMeeting):
        body = MeetingClosed(meeting=command.meeting)
        return Decided((Proposed(stream, body, command.effective),))
    present = next((each.present for each in reversed(bodies) if isinstance(each, MeetingAttended)), None)
    voted = {each.case: each.outcome for each in bodies if isinstance(each, MeetingVoted)}
    return _vote(command, convened, present, voted, facts)


def _refused(code: str, says: str, meeting: str) -> Decided:
    return Decided(findings=(Finding(code, says, figures={"meeting": meeting}),))


def _convene(command: ConveneMeeting, convened: MeetingConvened | None, facts: Facts) -> Decided:
    if convened is not None:
        raise BadInput(f"there is a meeting {command.meeting} already; give this one another id")
    for case in command.case:
        case_named(case, facts)
    members = tuple(dict.fromkeys(command.person))
    body = MeetingConvened(meeting=command.meeting, body=command.body, entitled=members, cases=command.case)
    return Decided((Proposed(f"meeting:{command.meeting}", body, command.effective),))


def _attend(command: AttendMeeting, convened: MeetingConvened) -> Decided:
    if strangers := sorted(set(command.person) - set(convened.entitled)):
        says = f"{', '.join(strangers)} is no member of {convened.body}; members are {', '.join(convened.entitled)}."
        return _refused("not-entitled", says, command.meeting)
    body = MeetingAttended(meeting=command.meeting, present=tuple(dict.fromkeys(command.person)))
    return Decided((Proposed(f"meeting:{command.meeting}", body, command.effective),))


def _vote(
    command: VoteInMeeting,
    convened: MeetingConvened,
    present: tuple[str, ...] | None,
    voted: Mapping[str, str],
    facts: Facts,
) -> Decided:
    if present is None:
        says = (
            f"Nobody is recorded as present at {command.meeting}: cadre meeting attend {command.meeting} --person ..."
        )
        return _refused("no-attendance", says, command.meeting)
    settled = command.case in voted and (voted[command.case] == RECONSIDERED) == command.reconsider
    if command.case not in convened.cases or settled:
        said = "was voted on in it already" if settled else "is not on its agenda"
        return _refused("not-on-agenda", f"{command.case} {said} ({command.meeting}).", command.meeting)
    case = case_named(command.case, facts)
    where = around(version_named(case, facts), case.subjects, facts)
    here = brought_up(case, where, first_day(case, min(command.effective, facts.today())))
    step = _ballot(here, where, again=command.reconsider)
    ballot = where.procedure.steps[step].ballot if step in where.procedure.steps else None
    tally = _tally(command, convened, present, step)
    if ballot and ballot.secret and tally.votes:
        raise BadInput(f"{step} is a secret ballot; give counts (--ayes, --nays, --abstentions), not names")
    acting = CaseCommand.model_construct(**{**command.model_dump(), "case": command.case})
    decided = moved(Reconsider(tally) if command.reconsider else tally, case, where, acting, facts)
    counted = (each.body for each in decided.events)
    results = (each.outcome for each in counted if isinstance(each, CaseBallotCounted | CaseBallotReconsidered))
    body = MeetingVoted(meeting=command.meeting, case=command.case, outcome=next(results, ""))
    return decided._replace(events=(Proposed(f"meeting:{command.meeting}", body, command.effective), *decided.events))


def _ballot(case: Case, where: Around, *, again: bool) -> str:
    """The open ballot of the case, or the last one decided where it is to be taken up again."""
    steps = (each.step for each in reversed(case.done)) if again else (each.step for each in case.open)
    return next((each for each in steps if where.procedure.steps[each].kind == "ballot"), "a ballot")


def _tally(command: VoteInMeeting, convened: MeetingConvened, present: tuple[str, ...], step: str) -> Tally:
    named = {"aye": command.aye, "nay": command.nay, "abstain": command.abstain}
    votes = {person: vote for vote, persons in named.items() for person in persons}
    if len(votes) < sum(map(len, named.values())):
        raise BadInput("somebody is named with two votes")
    if strangers := sorted(set(votes) - (set(present) - set(command.recused))):
        raise BadInput(f"{', '.join(strangers)} is not there to vote")
    counts = (command.ayes, command.nays, command.abstentions)
    if votes and any(each is not None for each in counts):
        raise BadInput("give either the names of those who voted or counts")
    ayes, nays, abstentions = map(len, named.values()) if votes else (each or 0 for each in counts)
    return Tally(
        step=step,
        meeting=command.meeting,
        entitled=convened.entitled,
        present=present,
        recused=command.recused,
        ayes=ayes,
        nays=nays,
        abstentions=abstentions,
        votes=votes,
        sheet=command.sheet,
        deferred=command.deferred,
    )
