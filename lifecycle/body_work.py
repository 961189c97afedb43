"""Questions about the work of bodies under the rules: what a year asked of each and what it held, and who was there."""

from collections.abc import Iterator
from datetime import date

from domain.body.membership import Body
from domain.policy.kinds import yearly_count
from domain.policy.pack import in_force, rules_of
from domain.policy.rule import Rule
from lifecycle.counsel import Counsel
from projections.body import bodies_at
from projections.policy_facts import StoredFacts
from projections.resolution import sessions
from projections.unit import Answer, subtree

COUNTED = "yearly-count"


class BodyWork(Counsel):
    """The questions about the work of bodies to one open store."""

    def year(self, year: int, *, known_on: str | None = None, unit: str | None = None) -> list[Answer]:
        """For each body and rule that counts something: how many each period of the year asked for and how many were.

        Only periods in which the body exists throughout; the rules are those in force on the first day of the period.
        """
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(f"{year}-12-31", known_on)
            below = set(subtree(self.database, unit, moment)) if unit else None
            bodies = [each for each in bodies_at(self.database, moment.position) if below is None or each.unit in below]
            rules = rules_of(in_force(self.packs(moment.position), date(year, 1, 1)))
            facts = self.facts(moment)
            asking = ((rule, body) for rule in rules if rule.kind == COUNTED for body in bodies)
            return [row for rule, body in asking for row in _year(rule, body, year, facts)]

    def attendance(self, year: int, *, known_on: str | None = None, unit: str | None = None) -> list[Answer]:
        """How often each member was there when the body held something in a year; what lists nobody is not counted."""
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(f"{year}-12-31", known_on)
            below = set(subtree(self.database, unit, moment)) if unit else None
            found = sessions(self.database, moment.position, since=f"{year}-01-01", until=f"{year + 1}-01-01")
            listed = [each for each in found if each["attended"] or each["absent"]]
            bodies = bodies_at(self.database, moment.position)
        return [row for body in bodies if below is None or body.unit in below for row in _present(body, listed)]


def _year(rule: Rule, body: Body, year: int, facts: StoredFacts) -> Iterator[Answer]:
    """A row for each period of the year in which the body exists throughout."""
    kinds = rule.options.get("body_kind")
    if kinds and body.kind not in kinds:
        return
    for start, end in yearly_count.periods(rule, body, date(year, 12, 31)):
        if start.year != year:
            continue
        count, required = len(yearly_count.held(rule, body, start, end, facts)), rule.number("at_least", start)
        yield {
            "unit": body.unit,
            "body": body.body,
            "rule": rule.id,
            "what": rule.options["what"],
            "from": start.isoformat(),
            "until": end.isoformat(),
            "count": count,
            "required": required,
            "fulfilled": count >= required,
        }


def _present(body: Body, listed: list[Answer]) -> list[Answer]:
    """For each who was listed: how often there, how often missing, as a member on that day."""
    rows: dict[str, Answer] = {}
    for each in listed:
        if each["body"] != body.body:
            continue
        members = {member.cadre: member for member in body.members(date.fromisoformat(each["on"]))}
        for name, word in ((who, told) for told in ("attended", "absent") for who in each[told]):
            if name in members:
                fresh = {"body": body.body, "cadre": name, "full_time": None, "attended": 0, "absent": 0}
                row = rows.setdefault(name, fresh)
                row[word] += 1
                row["full_time"] = members[name].full_time
    return [{**row, "rate": f"{row['attended']}/{row['attended'] + row['absent']}"} for _, row in sorted(rows.items())]
