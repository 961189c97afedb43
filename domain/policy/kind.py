"""A rule kind: what it is called, what it takes, and the pure functions that carry it out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from domain.policy.asked import Asked
from domain.policy.clock import Tally
from domain.policy.facts import PolicyFacts, PostView, Stretch
from domain.policy.rule import Rule
from domain.policy.verdict import Due, Verdict

Check: TypeAlias = Callable[[Rule, Asked, PolicyFacts], Verdict | None]
Spared: TypeAlias = Callable[[Asked], bool]
"""Whether an act is surely one that a rule has nothing against; False where the rule has to be asked."""
SparedBy: TypeAlias = Callable[[Rule, Asked, PolicyFacts], Spared | None]
"""What tells that of acts which differ from the given one in the cadre and in the posts left only; None: nothing does.

The facts are those without the act. Where a number of the rule is missing MissingNumber is raised, as by the check."""
Turns: TypeAlias = Callable[[Rule, Asked, PolicyFacts], Iterable[date]]
DueOf: TypeAlias = Callable[[Rule, Stretch, date, PolicyFacts], Due | None]
Amiss: TypeAlias = tuple[tuple[str | int, ...], str]
"""A place in the options of a rule, and a sentence on what is wrong there."""
AmissIn: TypeAlias = Callable[[Mapping[str, Any], Sequence[str]], Iterable[Amiss]]


class Owed(NamedTuple):
    """What a rule obliges a cadre or unit to beyond its posts: raised and due on days, done by an event or not yet.

    `about` tells it from other duties of the same rule and subject, such as the year; `basis` is what raised it.
    """

    subject: str
    about: str
    raised_on: date
    due_on: date
    basis: str | None
    done_by: str | None = None
    post: str | None = None
    unit: str | None = None


OwedOf: TypeAlias = Callable[[Rule, str, date, PolicyFacts], Iterable[Owed]]
"""What a cadre or unit has owed up to a day, done or not."""


class Closing(NamedTuple):
    """A post is closed on a day, by this event of an order's line; `decision` is the collective decision it cites."""

    post: str
    day: date
    decision: str | None
    event: str
    line: int | None


Outlook: TypeAlias = Callable[[Rule, Tally, date], tuple[date, tuple[tuple[str, date], ...]]]
"""From what a clock shows: the day on which what a holding raises falls due, and the days of its bands."""
ClosingCheck: TypeAlias = Callable[[Rule, Closing, PolicyFacts], Verdict | None]
VacancyOf: TypeAlias = Callable[[Rule, PostView, date, PolicyFacts], Due | None]


BY_DECISION = ("effective-day", "decision-day")
"""What chooses the numbers of a kind that judges acts."""
BY_HOLDING = ("effective-day", "holding-start")
"""What chooses the numbers of a kind that judges holdings on a day."""
BY_ANY = (*BY_DECISION, "holding-start")
"""What chooses the numbers of a kind that judges both."""


def everybody(_asked: Asked) -> bool:
    """Whoever the act is about."""
    return True


def no_turns(_rule: Rule, _asked: Asked, _facts: PolicyFacts) -> Iterable[date]:
    """No day of its own on which the answer turns."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One rule kind of the closed set.

    `numbers` are the dated numbers it takes (those of a group exclude each other: `years|months`; with a question
    mark, `term_months?`, it may do without), `options` its other parameters with what they are, `needs` those of the
    options it cannot do without; a pack is checked against them. `check` judges an act (None: not applicable).
    `spares` tells of an act that is only asked about, before it is judged, that nothing can be said against it.
    `turns` names the days on which its answer could turn, so that the earliest lawful day is found by looking at those
    days only. `due` says what duty an open holding raises (`looks_back`: what was held before counts too), `vacancy`
    what a post without a holder raises.
    `outlook` says when that falls due where the rule's clock alone decides it: everybody can be asked at once then.
    `owed` says what a cadre (`owed_by_unit`: a unit) owes besides.
    `clocked` says that the clock of the rule runs in it, `picks` which days can choose its numbers (None: any).
    `beside` are acts on no career (`BESIDE_ACTS`) that it judges without being told to.
    `closing` judges that a post is closed.
    `amiss` tells what is wrong with options that are tables; it takes them and the grade scale, lowest level first.
    """

    name: str
    meaning: str
    numbers: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    check: Check | None = None
    spares: SparedBy | None = None
    turns: Turns = no_turns
    due: DueOf | None = None
    looks_back: bool = True
    outlook: Outlook | None = None
    vacancy: VacancyOf | None = None
    owed: OwedOf | None = None
    owed_by_unit: OwedOf | None = None
    closing: ClosingCheck | None = None
    needs: tuple[str, ...] = ()
    amiss: AmissIn | None = None
    clocked: bool = False
    picks: tuple[str, ...] | None = None
    beside: tuple[str, ...] = ()


def own(stretches: Iterable[Stretch], asked: Asked) -> tuple[Stretch, ...]:
    """The stretches without what the act itself opens."""
    if asked.event is None:
        return tuple(stretches)
    return tuple([each for each in stretches if each.event != asked.event])


def picked_day(rule: Rule, asked: Asked) -> date:
    """The day that chooses the dated number: the effective day, or the day of the decision where the rule says so."""
    return asked.decided_on or asked.day if rule.pick == "decision-day" else asked.day


@lru_cache(maxsize=512)
def spoken(months: int) -> str:
    """A number of months as people say it."""
    years, rest = divmod(months, 12)
    parts = ((years, "year"), (rest, "month"))
    return " and ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in parts if count) or "no time"
