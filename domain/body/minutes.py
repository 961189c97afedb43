"""The minutes of decisions: what they may say, and what goes before and after the vote."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from domain.body.commands import DiscloseDecision, NoticeDecision, SignDecision, TakeDecision
from domain.body.events import (
    CollectiveDecisionTaken,
    DecisionDisclosed,
    DecisionNoticed,
    DecisionSigned,
    ParticipationGranted,
)
from domain.body.membership import Body
from domain.body.reading import closed, decision_of, known_body, taken_decision
from domain.days import FOREVER
from domain.errors import BadInput
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act


def refuse_if_both(some: Iterable[str], others: Iterable[str]) -> None:
    """Nothing, if nobody stands in both lists. Raises BadInput naming who does."""
    if both := sorted(set(some) & set(others)):
        raise BadInput(f"{', '.join(both)} cannot be present and absent at once")


def take(command: TakeDecision, facts: Facts) -> Decided:
    """A body decided, or put off deciding. Raises BadInput for votes that do not add up, or an unknown name."""
    body = known_body(command.body, facts)
    if wrong := list(miscounts(command)):
        raise BadInput(*wrong)
    check_names(command, facts)
    findings = list(closed(body, command.effective))
    if taken_decision(command.number, facts):
        wording = f"The decision {command.number} is on record already; look at it: cadre body decisions"
        figures = {"number": command.number, "next": f"cadre body decisions --body {body.body}"}
        findings.append(Finding("decision-exists", wording, figures=figures))
    findings.extend(_before_its_first_stage(command, facts))
    event = CollectiveDecisionTaken.model_validate({**_said(command), "unit": body.unit})
    proposed = Proposed(f"decision:{command.number}", event, command.effective, body.unit)
    warnings = (*_strange_numbers(command, body), *_not_entitled(command, facts))
    return Decided((proposed,), tuple(findings), warnings)


def _said(command: TakeDecision) -> dict[str, object]:
    """What the minutes say, as the fields of the event."""
    return {name: getattr(command, name) for name in CollectiveDecisionTaken.model_fields if name != "unit"}


def miscounts(command: TakeDecision | CollectiveDecisionTaken) -> Iterator[str]:
    """What does not add up in the minutes, a sentence for each."""
    votes = command.votes_for + command.votes_against + command.abstained
    out = len(command.recused)
    if command.present > command.entitled:
        yield f"{command.present} were present of {command.entitled} who are entitled; nobody else has a vote"
    if votes > command.present:
        yield f"{votes} votes and abstentions were counted of {command.present} who were present"
    if votes + out > command.entitled:
        yield f"{votes} voted or abstained and {out} withdrew, more than the {command.entitled} who are entitled"
    if command.follows == command.number:
        yield f"{command.number} cannot follow itself; name the decision of the earlier stage"


def check_names(command: TakeDecision | CollectiveDecisionTaken, facts: Facts) -> None:
    """Nothing, if everybody and every post that the minutes name is known. Raises BadInput otherwise."""
    for cadre in (*command.cadres, *command.recused, *filter(None, [command.proposed_by])):
        facts.cadre(cadre)
    for post in command.posts:
        facts.post(post)
    if command.follows:
        decision_of(command.follows, facts)


def _before_its_first_stage(command: TakeDecision, facts: Facts) -> Iterator[Finding]:
    """A second stage does not come before the first."""
    first = decision_of(command.follows, facts) if command.follows else None
    if first and first.effective > command.effective:
        wording = (
            f"{command.number} of {command.effective} follows {command.follows}, which was taken only on "
            f"{first.effective}. Correct one of the two days."
        )
        yield Finding("stage-too-early", wording, facts=(first.id,), figures={"follows": command.follows})


def _strange_numbers(command: TakeDecision, body: Body) -> Iterator[Finding]:
    """What the minutes say otherwise than the list of members; it is told, the minutes stand."""
    members = {each.cadre for each in body.members(command.effective)}
    look = f"see them with: cadre body show {body.body} --as-of {command.effective}"
    if members and len(members) != command.entitled:
        wording = f"{body.name} has {len(members)} members on {command.effective}, not {command.entitled}; {look}"
        yield Finding("entitled-differ", wording, effect="WARN", figures={"members": sorted(members)})
    if members and (strange := sorted(set(command.recused) - members)):
        wording = f"{', '.join(strange)} withdrew from the vote without being a member of {body.name}; {look}"
        yield Finding("recused-strangers", wording, effect="WARN", figures={"strangers": strange})


def _not_entitled(command: TakeDecision, facts: Facts) -> Iterator[Finding]:
    """Who proposed the matter without holding a post that may propose it, where the body has such a matrix."""
    granted = (act for _, act in facts.entries("participation-granted", f"body:{command.body}"))
    posts = [each.post for each in _in_force(granted, command.effective) if _lets_propose(each, command.matter)]
    if not posts or command.proposed_by is None or _holds_one(command.proposed_by, posts, command, facts):
        return
    wording = (
        f"{command.proposed_by} holds none of the posts that may propose a {command.matter} to {command.body}: "
        f"{', '.join(posts)}."
    )
    yield Finding("not-entitled-to-propose", wording, effect="WARN", figures={"posts": posts})


def _in_force(granted: Iterable[Act], day: date) -> Iterator[ParticipationGranted]:
    for act in granted:
        body = act.body
        if isinstance(body, ParticipationGranted) and act.effective <= day < (body.until or FOREVER):
            yield body


def _lets_propose(granted: ParticipationGranted, matter: str) -> bool:
    return granted.matter == matter and "propose" in granted.rights


def _holds_one(cadre: str, posts: Sequence[str], command: TakeDecision, facts: Facts) -> bool:
    held = (each for each in facts.cadre(cadre).career.holdings if each.post in posts)
    return any(part.start <= command.effective < part.end for each in held for part in each.segments)


def notice(command: NoticeDecision, facts: Facts) -> Decided:
    """A body gave notice of a decision to come. Raises BadInput for an unknown body."""
    body = known_body(command.body, facts)
    event = DecisionNoticed(number=command.number, body=body.body, told=command.told, matter_text=command.matter_text)
    proposed = Proposed(f"decision:{command.number}", event, command.effective, body.unit)
    return Decided((proposed,), closed(body, command.effective))


def sign(command: SignDecision, facts: Facts) -> Decided:
    """A body signed a decision. Raises BadInput for an unknown body, cadre or decision."""
    body = known_body(command.body, facts)
    facts.cadre(command.signed_by)
    decision_of(command.number, facts)
    event = DecisionSigned(number=command.number, body=body.body, signed_by=command.signed_by)
    proposed = Proposed(f"decision:{command.number}", event, command.effective, body.unit)
    return Decided((proposed,), closed(body, command.effective))


def disclose(command: DiscloseDecision, facts: Facts) -> Decided:
    """A decision was disclosed. Raises BadInput for an unknown one."""
    taken = decision_of(command.number, facts)
    event = DecisionDisclosed(
        number=command.number, scope=command.scope, channel=command.channel, withheld=command.withheld
    )
    proposed = Proposed(f"decision:{command.number}", event, command.effective, evidence=(taken.id,))
    return Decided((proposed,))
