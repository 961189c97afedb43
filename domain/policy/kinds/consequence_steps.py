"""consequence-steps: what follows when the same happens once, twice or three times running."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from domain.policy.kind import Amiss, Kind
from domain.policy.mistakes import unknown

MEASURES: Final = ("talk", "notice", "adjust-or-demote", "key-post-or-reward", "training", "dismiss")
REACHES: Final = ("heads", "unit", "cadre")
_KEYS: Final = ("running", "measure", "days", "reaches", "channels")


def amiss(options: Mapping[str, Any], _levels: Sequence[str]) -> Iterable[Amiss]:
    """What is wrong with the steps, each with its place."""
    seen = []
    for number, step in enumerate(options.get("steps", ())):
        place = ("steps", number)
        yield from (((*place, key), unknown(key, _KEYS)) for key in step if key not in _KEYS)
        for key in ("running", "days"):
            if type(step.get(key)) is not int or step[key] < 1:
                yield (*place, key), "must be a whole number of 1 or more"
        for key, words in (("measure", MEASURES), ("reaches", REACHES)):
            if step.get(key) not in words:
                yield (*place, key), unknown(str(step.get(key)), words)
        if step.get("running") in seen:
            yield (*place, "running"), f"stands twice: {step['running']}"
        seen.append(step.get("running"))
    if options.get("band") == "grade" and "grade" not in options:
        yield ("band",), 'needs grade = "...", the grade that is meant'
    if options.get("band") == "recognition" and "relations" not in options:
        yield ("band",), 'needs relations = ["masses"], the groups whose mean mark is meant'


KIND = Kind(
    "consequence-steps",
    "What follows when a unit or a cadre stands in a band once, so many times running, or more: among the last or the "
    "first of the ranking of the year, at a grade, or below a mean mark of some evaluators. Each step is a duty with a "
    "day; somebody carries it out, or puts it off with authority. The rule itself never acts.",
    numbers=("width?", "least?", "leader_months?"),
    options={
        "band": "one of bottom, top, grade, recognition: in what somebody stands",
        "subject": "one of unit, cadre: who is ranked, graded or rated",
        "steps": "list of tables { running, measure, days, reaches, channels }: the duty after so many times running; "
        f"measures are {', '.join(MEASURES)}; a step reaches {', '.join(REACHES)}; the last one goes on",
        "cycle": "one of annual, half-year, each: which cycles count (annual unless said)",
        "skip_breaks": "yes or no: a period without result breaks what runs (yes unless said)",
        "streak_follows": "one of unit, leader: what runs is counted for the unit, or for each of its heads",
        "grade": "text: the grade that is meant by the band grade",
        "relations": "list of texts: the evaluators that are meant by the band recognition",
        "heads": "list of texts: patterns on posts that head a unit; the highest party and administrative posts else",
    },
    needs=("band", "subject", "steps"),
    amiss=amiss,
)
