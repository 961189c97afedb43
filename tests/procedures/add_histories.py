"""Records how cases of every shipped procedure went, for ever: adds what is missing, and never changes what is there.

    python tests/procedures/add_histories.py

A file holds the definition and, for each way through it, the moves with their days, the facts they led to, and the
SHA-256 of the case in the end. `test_histories.py` decides every move again.
"""

import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HISTORIES = HERE / "histories"
WAYS = ("happy", "objection", "rejection", "rework", "withdrawn", "annulled")
LONGEST = 60


def main() -> None:
    """Writes the histories of those versions of shipped procedures that have none."""
    from lifecycle.procedure_files import load_definition, shipped_procedures

    for name in shipped_procedures():
        procedure = load_definition(name)
        path = HISTORIES / f"{name}-{procedure.version}.json"
        if not path.exists():
            path.write_text(f"{json.dumps(told(procedure), ensure_ascii=False, indent=1)}\n", encoding="utf-8")


def told(procedure: Any) -> dict[str, Any]:
    """A file's content; of the calendar the number of notices that there were, since later ones follow them."""
    from lifecycle.calendar_files import load_calendar

    ways = {way: walked for way in WAYS if (walked := history(procedure, way))}
    return {"content": procedure.content, "notices": len(load_calendar(procedure.calendar).notices), "ways": ways}


def history(procedure: Any, way: str) -> dict[str, Any] | None:
    """One walk: its moves, facts and end; None where the procedure has no such way."""
    walker = recorder()(procedure)
    wanted = plan(procedure, way)
    if wanted is None:
        return None
    walker.start()
    for _ in range(LONGEST):
        if walker.case.ended:
            break
        step = walker.to_do()[0]
        if way in {"withdrawn", "annulled"} and stops(walker, way):
            break
        outcomes = list(walker.step(step).outcomes)
        onward = next((each for each in outcomes if leads_on(procedure, step, each)), outcomes[0])
        walker.end_step(step, wanted.pop(step, onward))
    made = [{"day": day.isoformat(), **plain_move(move)} for day, move in walker.moves]
    facts = [[each.topic, each.day.isoformat(), plain(each.fields)] for each in walker.log]
    return {"moves": made, "facts": facts, "acts": plain(walker.acts), "end": digest(walker.case)}


def recorder() -> Any:
    """The walker of conftest.py, which also keeps its moves."""
    found = importlib.util.spec_from_file_location("walking", HERE / "conftest.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)

    class Recorder(module.Walker):
        def __init__(self, procedure: Any) -> None:
            super().__init__(procedure)
            self.moves: list[Any] = []

        def make(self, move: Any, day: Any = None) -> Any:
            moved = super().make(move, day)
            self.moves.append((self.day, move))
            return moved

    return Recorder


def plan(procedure: Any, way: str) -> dict[str, str] | None:
    """Which step ends how on this way; None where there is no such way."""
    steps = list(procedure.steps.values())
    found: Iterator[dict[str, str]] = iter([{}])
    if way == "objection":
        found = ({each.id: "annulled"} for each in steps if each.kind == "publicity")
    elif way == "rejection":
        found = ({each.id: out} for each in steps for out, to in each.outcomes.items() if to == "end:rejected")
    elif way == "rework":
        before = [each.id for each in steps]
        found = (
            {each.id: out}
            for place, each in enumerate(steps)
            for out, to in each.outcomes.items()
            if to in before[: place + 1]
        )
    return next(found, None)


def leads_on(procedure: Any, step: str, outcome: str) -> bool:
    """Whether the outcome is neither a bad end nor a way back."""
    target, order = procedure.steps[step].outcomes[outcome], list(procedure.steps)
    back = target in order and order.index(target) <= order.index(step)
    return not back and target not in {"end:rejected", "end:annulled", "end:lost"}


def stops(walker: Any, way: str) -> bool:
    """Whether the case has come so far that it is ended so, which then is done."""
    from domain.procedure.flow import NotAllowed
    from domain.procedure.moves import Stop

    done = walker.case.done
    effects = [each for each in done if walker.step(each.step).effects.get(each.outcome)]
    if len(done) < 2 or (way == "annulled" and not effects):
        return False
    try:
        walker.make(Stop(way, "a mistake"))
    except NotAllowed:
        return False
    return True


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def plain_move(move: Any) -> dict[str, Any]:
    """A move by its name and fields."""
    return {"move": type(move).__name__, "fields": {name: plain(each) for name, each in move._asdict().items()}}


def digest(case: Any) -> str:
    """The SHA-256 of what a case is known by: its open and finished steps, its day and its end."""
    still_open = [[each.step, str(each.since), str(each.due), each.branch, str(each.left)] for each in case.open]
    done = [[each.step, each.outcome, str(each.day), *each.persons] for each in case.done]
    whole = [case.procedure, case.version, str(case.day), case.ended, still_open, done]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    main()
