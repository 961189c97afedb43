"""What was recorded about the duties on the due list: carried out, or put off, while the holding goes on."""

from collections.abc import Iterator, Mapping, Sequence

from domain.duty import Deed, Standing, standing
from projections.due import DUE_ON, OUTLOOK
from projections.duty import Docket, deeds_on, duty_id
from projections.first_days import moved_acts, named_by_first_days
from projections.sharing import Line, Shared
from projections.tenure_duty import of_holders

_STATE = OUTLOOK.index("duty_state")


def with_deeds(lines: Sequence[Line], docket: Docket, acts: Mapping[str, Sequence[Deed]]) -> list[Line]:
    """The rows of the due list, each with how its duty stands and by which act, where one was recorded.

    Who still holds the post is in breach all the same; so the list itself says why the duty counts as done.
    """
    named = {duty.rpartition("/")[0] for duty in acts}
    told = {own[0] for _, own, shared in lines if _duty(own, shared) in named}
    found = {_place(each): each for each in _standings(docket, told, acts)} if told else {}
    return [_with(line, found) for line in lines] if found else [*lines]


def _duty(own: Sequence[str], shared: Sequence[Shared]) -> str:
    """What the id of the duty of a row begins with; the day from which its clock runs follows."""
    rule, pack, *_ = shared[0].values
    return duty_id(pack, rule, own[0], own[2])


def _with(line: Line, standings: Mapping[tuple[str, str], Standing]) -> Line:
    place, own, (*others, outlook) = line
    found = standings.get((_duty(own, others), outlook.values[DUE_ON]))
    if found is None:
        return line
    told = Shared(OUTLOOK, (*outlook.values[:_STATE], found.state, found.event))
    return place, own, (*others, told)


def _standings(docket: Docket, cadres: set[str], acts: Mapping[str, Sequence[Deed]]) -> Iterator[Standing]:
    """The duties of these cadres about which something was recorded."""
    moved = moved_acts(docket.database, docket.moment.position)
    for cadre in sorted(cadres):
        for raised in named_by_first_days(of_holders(docket._replace(subject=cadre)), moved):
            if raised.lasts and (recorded := deeds_on(raised, acts)):
                yield standing(raised, recorded, docket.today)


def _place(duty: Standing) -> tuple[str, str]:
    raised = duty.raised
    return duty_id(raised.pack, raised.rule, raised.subject, raised.post or ""), raised.due_on.isoformat()
