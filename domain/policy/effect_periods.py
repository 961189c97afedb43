"""How long sanctions and investigations last for a rule: each on its own, and where several stand together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from domain.days import FOREVER, add_months, written
from domain.policy.concern import listed
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.rule import Rule

STACKS = ("longest", "remaining-plus-new")
EQUALS = ("sum", "one")


class Effect(NamedTuple):
    """From `start` to `end` (excluded) a sanction or an investigation has effect; `how` says where the end is from."""

    event: str
    kind: str
    start: date
    end: date
    how: str
    ended_by: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The period as it is shown; the end is absent where none is known."""
        return {
            "event": self.event,
            "kind": self.kind,
            "from": written(self.start),
            "until": None if self.end == FOREVER else written(self.end),
            "how": self.how,
        }


def investigations(cadre: str, facts: PolicyFacts) -> tuple[Effect, ...]:
    """The investigations of the cadre: each until the day on which its docket is closed."""
    subject = f"cadre:{cadre}"
    opened = facts.entries("investigation-opened", subject)
    if not opened:
        return ()
    closings = sorted(facts.entries("investigation-closed", subject), key=lambda each: each.start, reverse=True)
    closed = {each.docket: each for each in closings}
    return tuple([_investigation(each, closed.get(each.docket)) for each in opened])


def _investigation(opened: EntryView, closed: EntryView | None) -> Effect:
    if closed is None:
        return Effect(opened.event, "investigation", opened.start, FOREVER, "open")
    return Effect(opened.event, "investigation", opened.start, closed.start, "closed", closed.event)


def sanctions(rule: Rule, cadre: str, facts: PolicyFacts, *, stated: bool = True) -> tuple[Effect, ...]:
    """The effect periods of the cadre's sanctions under the rule: of its line, and of the kinds it has months for.

    Sanctions of one day are taken together; a new one within a running period is added to what remains of it, or the
    longest of them counts. One older than the rule has its first number.
    With `stated` an end that the decision states is taken as it is.
    """
    told = facts.entries("sanction-imposed", f"cadre:{cadre}")
    if not told:
        return ()
    lines = listed(rule.options.get("line"))
    imposed = [
        each for each in told if each.fields["kind"] in rule.numbers and (not lines or each.fields["line"] in lines)
    ]
    lifted = {each.fields["sanction"]: each for each in reversed(facts.entries("sanction-lifted", f"cadre:{cadre}"))}
    if len(imposed) == 1:
        day = imposed[0].start
        return tuple(_of_day(day, imposed, _end(rule, day, imposed, day, stated=stated), lifted))
    return tuple(_stacked(rule, sorted(imposed, key=lambda each: each.start), lifted, stated=stated))


def _stacked(
    rule: Rule, imposed: Sequence[EntryView], lifted: Mapping[str, EntryView], *, stated: bool
) -> Iterator[Effect]:
    before: list[tuple[date, date]] = []
    for day, of_day in groupby(imposed, key=lambda each: each.start):
        together = tuple(of_day)
        left = max([end for end, lift in before if lift > day and end > day], default=day)
        end, how = _end(rule, day, together, left, stated=stated)
        for each in together:
            lifting = lifted.get(each.event)
            before.append((end, lifting.start if lifting else FOREVER))
        yield from _of_day(day, together, (end, how), lifted)


def _of_day(
    day: date, together: Sequence[EntryView], ending: tuple[date, str], lifted: Mapping[str, EntryView]
) -> list[Effect]:
    """The effect periods of the sanctions of a day, with the end of that and where it is from."""
    end, how = ending
    effects = [(Effect(each.event, each.fields["kind"], day, end, how), each.event) for each in together]
    return [_ended(effect, lifted.get(event)) for effect, event in effects]


def _end(rule: Rule, day: date, together: Sequence[EntryView], running: date, *, stated: bool) -> tuple[date, str]:
    """The end of the effect of the sanctions of a day, and where it is from; `running` is the end of earlier ones."""
    said = [each.end for each in together if stated and each.end != FOREVER]
    if said:
        return max(said), "stated"
    months, how = _months(rule, day, together)
    if running == day:
        return add_months(day, months), how
    if rule.options.get("stack", "longest") == "longest":
        return max(running, add_months(day, months)), "longest"
    cap = _cap(rule, day)
    added = add_months(running, months)
    return max(running, added if cap is None else min(added, add_months(day, cap))), "remaining-plus-new"


def _months(rule: Rule, day: date, together: Sequence[EntryView]) -> tuple[int, str]:
    """The months of the heaviest sanction of a day; where there are several equal ones, of all or of one of them."""
    if len(together) == 1:
        return rule.first_or(together[0].fields["kind"], day), "own"
    own: dict[str, list[EntryView]] = {}
    for each in together:
        own.setdefault(each.fields["kind"], []).append(each)
    heaviest = max(own, key=lambda kind: rule.first_or(kind, day))
    months: int = rule.first_or(heaviest, day)
    several = len(own[heaviest]) if rule.options.get("equal", "sum") == "sum" else 1
    cap = _cap(rule, day)
    if rule.options.get("stack", "longest") == "longest" or several == 1:
        return months, "own" if len(together) == 1 else "heaviest"
    return min(months * several, cap) if cap is not None else months * several, "sum"


def _cap(rule: Rule, day: date) -> int | None:
    """The most months that several sanctions have together."""
    return rule.first_or("cap_months", day) if "cap_months" in rule.numbers else None


def _ended(effect: Effect, lifted: EntryView | None) -> Effect:
    """The effect, ended where its sanction was lifted before."""
    if lifted is None or lifted.start >= effect.end:
        return effect
    return effect._replace(end=max(effect.start, lifted.start), how="lifted", ended_by=lifted.event)


def running(effects: Iterable[Effect], day: date) -> tuple[Effect, ...]:
    """The effects that hold on the day."""
    return tuple([each for each in effects if each.start <= day < each.end])
