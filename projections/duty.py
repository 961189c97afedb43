"""What a source of duties is asked, and the recorded acts on duties."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias, TypeVar

from domain.duty import Deed, Raised
from domain.policy.pack import Pack, since_adoption
from domain.policy.rule import Rule
from projections.database import Database
from projections.moment import KNOWN, Moment
from projections.policy_facts import StoredFacts

Ask = TypeVar("Ask")


class Docket(NamedTuple):
    """The register as a source of duties sees it: as known at the position of the moment, on the day `today`.

    With `subject` only what that cadre, post or unit owes need be found; `facts` are preloaded without one.
    """

    database: Database
    moment: Moment
    today: date
    facts: StoredFacts
    packs: Sequence[Pack]
    subject: str | None
    rules_by_day: dict[date, tuple[Rule, ...]]
    raising: dict[Any, Any]
    """What `rules_that` found: looked up for every holding and vacancy there ever was."""

    def rules(self, day: date) -> tuple[Rule, ...]:
        """The rules in force on the day; what was missed before they were adopted is not owed under them."""
        found = self.rules_by_day.get(day)
        if found is None:
            found = self.rules_by_day[day] = since_adoption(self.packs, day)
        return found

    def rules_that(self, raises: Callable[[Rule], Ask | None], day: date) -> tuple[tuple[Rule, Ask], ...]:
        """The rules in force on the day that raise duties in some way, each with the function that tells them."""
        key = (raises, day)
        found = self.raising.get(key)
        if found is None:
            told = ((rule, raises(rule)) for rule in self.rules(day))
            found = self.raising[key] = tuple((rule, ask) for rule, ask in told if ask is not None)
        return found


Source: TypeAlias = Callable[[Docket], Iterable[Raised]]
"""Every duty of one kind that was raised by the day of the docket, done ones too; a pure function of what it reads."""


def duty_id(pack: str, rule: str, *parts: str) -> str:
    """The id of a duty: pack, rule, who owes it, and what else tells it from others; each word once.

    >>> duty_id("seed", "TEN-1", "LI", "HEAD", "2015-01-01"), duty_id("seed", "VAC", "HEAD", "HEAD", "2015-01-01")
    ('seed/TEN-1/LI/HEAD/2015-01-01', 'seed/VAC/HEAD/2015-01-01')
    """
    return "/".join(dict.fromkeys((pack, rule, *parts)))


def deeds(database: Database, moment: Moment) -> Mapping[str, Sequence[Deed]]:
    """The acts on duties as known at the moment, by duty and day of effect; cancelled ones are gone."""
    sql = (
        "SELECT d.duty, d.act, d.valid_from, d.valid_to, d.event, d.approved_by FROM duty_row d"
        f" WHERE {KNOWN.format('d')} ORDER BY d.valid_from, d.event"
    )
    found: dict[str, list[Deed]] = {}
    for duty, act, start, end, event, approved_by in database.query(sql, moment.known):
        deed = Deed(act, date.fromisoformat(start), date.fromisoformat(end), event, approved_by)
        found.setdefault(duty, []).append(deed)
    return found


def deeds_on(raised: Raised, acts: Mapping[str, Sequence[Deed]]) -> Sequence[Deed]:
    """The acts on a duty, under whichever of its names they were recorded; by day of effect."""
    if not raised.aliases:
        return acts.get(raised.duty, ())
    found = [deed for name in (raised.duty, *raised.aliases) for deed in acts.get(name, ())]
    return sorted(found, key=lambda deed: (deed.start, deed.event))
