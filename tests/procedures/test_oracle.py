"""Days and majorities of cases walked at random, against a second opinion that counts day by day and vote by vote."""

import os
import random
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest

from domain.procedure.flow import NotAllowed
from domain.procedure.moves import Look, Publicise, Raise, Settle, Tally
from lifecycle.calendar_files import load_calendar
from lifecycle.procedure_files import load_definition, shipped_procedures

NOTICES = load_calendar("cn-state-council").notices
# Of two notices on one day the later one counts.
SAID = {day: word for notice in NOTICES for word in ("off", "worked") for day in getattr(notice, word)}
PUBLISHED = {notice.year for notice in NOTICES}
ONE_DAY = timedelta(days=1)
WALKS = int(os.environ.get("WALKS", "25"))
"""So many walks of each procedure; WALKS=2000 is the long run."""


def works(day):
    return SAID.get(day, "worked" if day.weekday() < 5 else "off") == "worked"


def last_day(budget, after):
    """The last day of a term and whether it is provisional, counted on the fingers."""
    amount, unit = int(budget.rstrip("wdmy")), budget.lstrip("0123456789")
    if unit == "d":
        return after + timedelta(days=amount), False
    if unit in {"m", "y"}:
        month = after.month - 1 + amount * (12 if unit == "y" else 1)
        year, month = after.year + month // 12, month % 12 + 1
        return date(year, month, min(after.day, monthrange(year, month)[1])), False
    day, touched = after, set()
    while amount:
        day += ONE_DAY
        touched.add(day.year)
        amount -= works(day)
    return day, not touched <= PUBLISHED


def working_days(after, last):
    days = (after + timedelta(days=number) for number in range(1, (last - after).days + 1))
    return sum(map(works, days))


def part_reached(written, count, entitled, present):
    base = {"entitled": entitled, "present": present}[written.of]
    return Fraction(count) > written.part * base if written.strict else Fraction(count) >= written.part * base


def a_tally(step, chance):
    """Any meeting of any body, lawful or not."""
    members = tuple(f"B{number}" for number in range(chance.randint(1, 9)))
    present = tuple(each for each in members if chance.random() < 0.85)
    recused = tuple(each for each in present if chance.random() < 0.1)
    ayes = nays = 0
    voters = len(present) - len(recused)
    ayes = chance.choice((voters, voters // 2, voters // 2 + 1, chance.randint(0, voters)))
    ayes = min(ayes, voters)
    nays = chance.randint(0, voters - ayes)
    return Tally(step.id, "M", members, present, recused, ayes, nays, voters - ayes - nays)


def expected(step, tally):
    """What the ballot must come to."""
    entitled, present = len(tally.entitled), len(tally.present)
    if not part_reached(step.ballot.quorum, present, entitled, present):
        return "no-quorum"
    less = 0 if step.ballot.recused_in_base else len(tally.recused)
    return "carried" if part_reached(step.ballot.majority, tally.ayes, entitled - less, present - less) else "lost"


def ballot(walker, step, chance, seen):
    """Meets until the body decides; each time as the second opinion says."""
    for _ in range(60):
        tally = a_tally(step, chance)
        outcome = expected(step, tally)
        seen[outcome] += 1
        if outcome != "no-quorum":
            facts = walker.make(tally).facts
            counted = next(each for each in facts if each.topic == "case-ballot-counted")
            assert counted.fields["outcome"] == outcome, tally
            return
        with pytest.raises(NotAllowed) as refusal:
            walker.make(tally)
        assert refusal.value.code == "no-quorum", tally
    raise AssertionError("no body ever met")


def notice(walker, step, chance):
    """A notice with objections at odd days, settled after a while; whether its term could elapse."""
    walker.make(Publicise(step.id, "hall"))
    for _ in range(chance.randint(0, 3)):
        day = walker.day + timedelta(days=chance.randint(0, 4))
        if day > walker.case.standing(step.id).due:
            break
        walker.make(Raise(step.id, "", "x"), day)
        settled = day + timedelta(days=chance.randint(0, 20))
        walker.make(Settle(walker.case.objections, chance.choice(("dismissed", "not-admitted"))), settled)
    standing = walker.case.standing(step.id)
    walker.look(standing.due + timedelta(days=chance.randint(1, 30)))
    return not standing.provisional


def check(facts, seen):
    """Every day that the facts name, by the second opinion."""
    for fact in facts:
        told = fact.fields
        if told.get("budget"):
            ends = last_day(told["budget"], date.fromisoformat(told["running"]))
            assert (date.fromisoformat(told["due"]), told["provisional"]) == ends, fact
            seen["wd" if "wd" in told["budget"] else told["budget"][-1]] += 1
        if fact.topic == "case-term-suspended":
            assert told["left"] == f"{working_days(fact.day, date.fromisoformat(told['was']))}wd", fact
            seen["suspended"] += 1
        if fact.topic == "case-term-elapsed":
            assert fact.day == date.fromisoformat(told["due"]) + ONE_DAY, fact
            seen["elapsed"] += 1


def test_a_walk_at_random_keeps_to_days_and_majorities_counted_by_hand(walk):
    seen, chance = Counter(), random.Random(2024)
    for name in shipped_procedures() * WALKS:
        procedure = load_definition(name)._replace(since=date(2000, 1, 1))
        walker = walk(procedure, day=date(2010, 1, 1) + timedelta(days=chance.randint(0, 6100)))
        walker.start()
        for _ in range(40):
            if walker.case.ended:
                break
            waits = chance.choice(walker.to_do())
            step, standing = walker.step(waits), walker.case.standing(waits)
            if step.kind == "ballot":
                ballot(walker, step, chance, seen)
            elif step.kind == "publicity":
                if not notice(walker, step, chance):
                    break
            elif step.kind == "wait":
                if standing.provisional:
                    break
                walker.look(max(walker.day, standing.due + timedelta(days=chance.randint(1, 90))))
            else:
                walker.make(Look(), walker.day + timedelta(days=chance.randint(0, 12)))
                if walker.case.standing(waits):
                    walker.end_step(waits, chance.choice([*step.outcomes][: chance.choice((1, 1, 9))]))
        check(walker.log, seen)

    assert all(seen[each] for each in ("wd", "d", "y", "suspended", "elapsed", "carried", "lost", "no-quorum")), seen
