"""What was recorded about the duties on the due list: carried out, or put off, while the holding goes on."""

from collections.abc import Iterator, Mapping, Sequence

from domain.duty import Deed, Standing, standing
from projections.due import Answer
from projections.duty import Docket, deeds_on, duty_id
from projections.first_days import moved_acts, named_by_first_days
from projections.tenure_duty import of_holders


def note_deeds(rows: Sequence[Answer], docket: Docket, acts: Mapping[str, Sequence[Deed]]) -> None:
    """Write into each row of the due list how its duty stands and by which act, where one was recorded.

    Who still holds the post is in breach all the same; so the list itself says why the duty counts as done.
    """
    named = {duty.rpartition("/")[0] for duty in acts}
    told = [row for row in rows if duty_id(row["pack"], row["rule"], row["cadre"], row["post"]) in named]
    if not told:
        return
    found = {_place(each): each for each in _standings(docket, {row["cadre"] for row in told}, acts)}
    for row in told:
        each = found.get((row["pack"], row["rule"], row["cadre"], row["post"], row["due_on"]))
        if each is not None:
            row |= {"duty_state": each.state, "duty_event": each.event}


def _standings(docket: Docket, cadres: set[str], acts: Mapping[str, Sequence[Deed]]) -> Iterator[Standing]:
    """The duties of these cadres about which something was recorded."""
    moved = moved_acts(docket.database, docket.moment.position)
    for cadre in sorted(cadres):
        for raised in named_by_first_days(of_holders(docket._replace(subject=cadre)), moved):
            if raised.lasts and (recorded := deeds_on(raised, acts)):
                yield standing(raised, recorded, docket.today)


def _place(duty: Standing) -> tuple[str, str, str, str | None, str]:
    raised = duty.raised
    return raised.pack, raised.rule, raised.subject, raised.post, raised.due_on.isoformat()
