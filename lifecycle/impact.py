"""What a pack would change: the due list under the packs in force, and under them with one more. Writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from domain.policy.catalogue import BY_NAME
from domain.policy.judge import dues, with_state
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.rule import Rule
from domain.policy.verdict import Due
from lifecycle.counsel import Counsel
from projections.moment import KNOWN, Moment
from projections.names import names_of
from projections.policy_facts import StoredFacts
from projections.unit import Answer

GRANDFATHERING: Final = "holding-start"
Place = tuple[str, str, str, str]
"""Cadre (empty for a vacant post), post, first pack of the line of overlays, rule."""
Dues = Mapping[Place, Due]


class Impact(Counsel):
    """The question what the adoption of a pack would change, to one open store."""

    def impact(
        self,
        pack: Pack,
        *,
        from_day: str | None = None,
        today: str | None = None,
        known_on: str | None = None,
        pick: str | None = None,
    ) -> list[Answer]:
        """Exactly the holdings and vacant posts whose due day or state on a day would be another.

        The pack is in force from `from_day`; unless said from its own first day, and of another version of an adopted
        pack not before that one. The day is today, or that first day if it is still to come. `pick` judges the pack's
        rules as if they all picked their numbers so. What the same rules say to holdings that keep the number of their
        first day stands beside it.
        """
        with self.reading_much():
            moment = self.moment(today, known_on)
            adopted = self.packs(moment.position)
            fresh = pack.adopted_from(from_day or _since(pack, adopted))
            if today is None:
                moment = moment._replace(day=max(moment.day, fresh.since.isoformat()))
            facts = self.facts(moment)
            facts.preload()
            seen = _Seen(facts, moment, self._posts(moment))
            before = seen.under(adopted)
            after = seen.under((*adopted, picking(fresh, pick) if pick else fresh))
            kept = seen.under((*adopted, picking(fresh, GRANDFATHERING)))
            changed = [each for each in sorted({*before, *after}) if _said(before.get(each)) != _said(after.get(each))]
            names = names_of(self.database, (each[0] for each in changed if each[0]), moment)
        return [_row(each, names, (before.get(each), after.get(each), kept.get(each))) for each in changed]

    def _posts(self, moment: Moment) -> list[str]:
        sql = f"SELECT DISTINCT p.post FROM post_row p WHERE {KNOWN.format('p')} ORDER BY p.post"
        return [row[0] for row in self.database.query(sql, moment.known)]


class _Seen:
    """What is due on one day, under whichever packs."""

    def __init__(self, facts: StoredFacts, moment: Moment, posts: Sequence[str]) -> None:
        self._facts = facts
        self._today = date.fromisoformat(moment.day)
        self._posts = posts
        self._held = [each for cadre in facts.cadres for each in facts.stretches(cadre) if each.on(self._today)]

    def under(self, packs: Sequence[Pack]) -> Dues:
        """What is due, by place."""
        now = in_force(packs, self._today)
        rules = rules_of(now)
        found = [*dues(rules, self._held, self._today, self._facts), *self._vacancies(rules)]
        roots = {pack.id.id: _root(pack, now) for pack in now}
        return {(due.cadre, due.post, roots[due.rule.pack.id], due.rule.id): due for due in found}

    def _vacancies(self, rules: Iterable[Rule]) -> Iterable[Due]:
        asking = [(rule, ask) for rule in rules if rule.on(self._today) and (ask := BY_NAME[rule.kind].vacancy)]
        for post in self._posts if asking else ():
            place = self._facts.post(post, self._today)
            for rule, ask in asking if place else ():
                if place and (due := ask(rule, place, self._today, self._facts)):
                    yield with_state(due, self._facts)


def _since(pack: Pack, adopted: Iterable[Pack]) -> str:
    """The first day of the pack, or that of the last adopted version if it is later: it would take its place."""
    return max([pack.since, *(each.since for each in adopted if each.id.id == pack.id.id)]).isoformat()


def turns(pack: Pack, after: date) -> list[date]:
    """The days after that one on which a rule of the pack begins, ends or takes another number."""
    days = {day for rule in pack.rules for day in (rule.since, rule.until)}
    days.update(row.start for rule in pack.rules for rows in rule.numbers.values() for row in rows)
    return sorted(day for day in days if after < day < date.max)


def picking(pack: Pack, pick: str) -> Pack:
    """The pack with all its rules picking their numbers in one way."""
    return replace(pack, rules=tuple(replace(rule, pick=pick) for rule in pack.rules))


def _root(pack: Pack, packs: Sequence[Pack]) -> str:
    """The first pack of the line of overlays that the pack ends: a rule that is replaced stays at its place."""
    by_id = {each.id.id: each for each in packs}
    while pack.parent in by_id:
        pack = by_id[pack.parent]
    return pack.id.id


def _said(due: Due | None) -> tuple[date, str] | None:
    return (due.due_on, due.state) if due else None


def _row(place: Place, names: Mapping[str, str | None], told: tuple[Due | None, Due | None, Due | None]) -> Answer:
    before, after, kept = told
    due = after or before
    days = {
        name: value
        for word, each in (("before", before), ("after", after), ("grandfathered", kept))
        for name, value in (
            (f"due_{word}", each.due_on.isoformat() if each else None),
            (f"state_{word}", each.state if each else None),
        )
    }
    return {
        "cadre": place[0] or None,
        "name": names.get(place[0]),
        "post": place[1],
        "unit": due.unit if due else None,
        "rule": place[3],
        "since": due.since.isoformat() if due else None,
        **days,
    }
