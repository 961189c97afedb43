"""What follows from rankings, grades and marks: each step as a duty of somebody, worked out when asked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from domain.assessment.heads import headed_days, heads
from domain.assessment.placing import Place, field, within
from domain.assessment.running import IN, OUT, SKIPPED, counted, running_at, step_at, terms
from domain.duty import Raised
from domain.policy.concern import listed
from domain.policy.facts import PolicyFacts
from domain.policy.rule import MissingNumber, Rule
from projections.assessment import Book, Cycle, Ranking
from projections.assessment_duty import book_of
from projections.deed import bases, done_by
from projections.duty import Docket, duty_id
from projections.unit import Answer

KIND = "consequence-steps"
Term: TypeAlias = tuple[int, str]
"""A period in time: year and period, or the day and the id of a cycle."""
MONTH_DAYS = Fraction(365, 12)


class Stand(NamedTuple):
    """What somebody stands in the band with: the figure, the rank if there is one, and the event that says so."""

    figure: str
    rank: int | None
    day: date
    event: str


class Result(NamedTuple):
    """The result of one period under a rule: who was judged, and who of them stands in the band."""

    term: Term
    cycle: str
    year: int
    judged: frozenset[str]
    inside: Mapping[str, Stand]


class Step(NamedTuple):
    """One step that follows: of whom, why, and what somebody owes by which day."""

    rule: Rule
    result: Result
    stand: Stand
    subject: str
    reached: str
    streak: int
    measure: str
    due_on: date


def of_steps(docket: Docket) -> Iterator[Raised]:
    """Every step that rankings, grades and marks have led to by the day, done by an act that names them."""
    book = book_of(docket)
    for each in steps(book, docket.facts, docket.today):
        if docket.subject in {None, each.reached}:
            yield as_raised(each, docket)


def as_raised(each: Step, docket: Docket) -> Raised:
    """The step as a duty; its id has the cycle and the measure, and stays the same when it is ranked again."""
    rule, about = each.rule, (each.subject,) if each.subject != each.reached else ()
    register = "unit" if each.rule.options["subject"] == "unit" and not about else "cadre"
    return Raised(
        duty=duty_id(rule.pack.id, rule.id, each.reached, *about, each.result.cycle, each.measure),
        kind=each.measure,
        subject=each.reached,
        post=None,
        unit=each.subject if rule.options["subject"] == "unit" else None,
        rule=rule.id,
        pack=rule.pack.id,
        raised_on=each.stand.day,
        due_on=each.due_on,
        basis=each.stand.event,
        done_by=done_by(docket, bases(docket, each.stand.event), each.measure, f"{register}:{each.reached}"),
    )


def steps(book: Book, facts: PolicyFacts, today: date) -> Iterator[Step]:
    """Every step that has been reached, by rule and period."""
    named = {(rule.pack.id, rule.id): rule for day in _days(book, today) for rule in book.rules(KIND, day)}
    for rule in named.values():
        found = {each.term: each for each in _results(rule, book)}
        for result in found.values():
            for subject in sorted(result.inside):
                if rule in book.rules(KIND, result.inside[subject].day):
                    yield from _reached(rule, subject, result, found, facts)


def _days(book: Book, today: date) -> set[date]:
    return {today, *(each.day for each in book.rankings.values()), *(each.day for each in book.cycles.values())}


def _reached(
    rule: Rule, subject: str, result: Result, found: Mapping[Term, Result], facts: PolicyFacts
) -> Iterator[Step]:
    """The step of one subject: of itself, of each of its heads together, or of each head by their own streak."""
    leaders = (
        heads(subject, result.inside[subject].day, listed(rule.options.get("heads")), facts) if _of_units(rule) else ()
    )
    if rule.options.get("streak_follows", "unit") == "leader":
        for leader in leaders:
            yield from _step(rule, subject, (leader,), result, leader_streak(rule, leader, result, found, facts))
    else:
        yield from _step(rule, subject, leaders, result, own_streak(rule, subject, result, found))


def _step(rule: Rule, subject: str, leaders: Sequence[str], result: Result, running: int) -> Iterator[Step]:
    step = step_at(rule.options["steps"], running)
    if step is None:
        return
    stand = result.inside[subject]
    due_on = stand.day + timedelta(days=step["days"])
    for each in (leaders if step["reaches"] == "heads" else ()) or (subject,):
        yield Step(rule, result, stand, subject, each, running, step["measure"], due_on)


def _of_units(rule: Rule) -> bool:
    return bool(rule.options["subject"] == "unit")


def own_streak(rule: Rule, subject: str, result: Result, found: Mapping[Term, Result]) -> int:
    """How often running the subject itself stood in the band."""

    def state(term: Term) -> str:
        each = found.get(term)
        if each is None or subject not in each.judged:
            return SKIPPED
        return IN if subject in each.inside else OUT

    return _running(rule, result, found, state)


def leader_streak(rule: Rule, leader: str, result: Result, found: Mapping[Term, Result], facts: PolicyFacts) -> int:
    """How often running a unit that the cadre headed long enough in the year stood in the band."""
    patterns = listed(rule.options.get("heads"))
    least = rule.optional("leader_months", min(each.day for each in result.inside.values())) or 0

    def state(term: Term) -> str:
        each = found.get(term)
        led = [unit for unit in each.judged if _led(leader, unit, each.year, patterns, facts, least)] if each else []
        if each is None or not led:
            return SKIPPED
        return IN if any(unit in each.inside for unit in led) else OUT

    return _running(rule, result, found, state)


def _led(  # noqa: PLR0913, PLR0917 - what the question is made of
    leader: str, unit: str, year: int, patterns: Sequence[str], facts: PolicyFacts, months: int
) -> bool:
    days = headed_days(leader, unit, year, patterns, facts)
    return days > 0 and days >= months * MONTH_DAYS - 1


def _running(rule: Rule, result: Result, found: Mapping[Term, Result], state: Any) -> int:
    listing = terms(rule.options.get("cycle", "annual"), [*found])
    breaks = bool(rule.options.get("skip_breaks", True))
    return running_at(result.term, listing, state, skip_breaks=breaks)


def _results(rule: Rule, book: Book) -> Iterator[Result]:
    """The results of every period that counts, in the order of time."""
    making = {"grade": _by_grade, "recognition": _by_marks}.get(rule.options["band"], _by_rank)
    yield from sorted(making(rule, book), key=lambda each: each.term)


def _term(rule: Rule, cycle: Cycle) -> Term | None:
    """The place of a cycle in time; None where it does not count under the rule."""
    wanted = rule.options.get("cycle", "annual")
    if not counted(wanted, cycle.period):
        return None
    return (cycle.day.toordinal(), cycle.id) if wanted == "each" else (cycle.year, cycle.period)


def _by_rank(rule: Rule, book: Book) -> Iterator[Result]:
    for ranking in book.rankings.values():
        term = _term(rule, book.cycles[ranking.cycle]) if ranking.cycle in book.cycles else None
        if term is not None and ranking.ranks == rule.options["subject"]:
            places = in_band(rule, ranking, book)
            inside = {each.id: Stand(each.score, each.rank, ranking.day, ranking.event) for each in places}
            yield Result(term, ranking.cycle, ranking.year, frozenset(each.id for each in ranking.places), inside)


def in_band(rule: Rule, ranking: Ranking, book: Book) -> list[Place]:
    """The places of a ranking that stand in the band of the rule; none in a field that is too small."""
    ways = book.rules("ranking", ranking.day)
    try:
        width = rule.number("width", ranking.day)
        least = ways[0].number("field", ranking.day) if ways else 1
    except MissingNumber:
        return []
    ties = ways[0].options.get("ties", "refuse") if ways else "include"
    places = [each for each in ranking.places if len(field(each, ranking.places)) >= least]
    return [each for each in places if within(each, ranking.places, rule.options["band"], width, ties)]


def _by_grade(rule: Rule, book: Book) -> Iterator[Result]:
    """The grades of each cycle: in the band is whoever has the grade of the rule."""
    for cycle in book.cycles.values():
        graded = {
            subject.partition(":")[2]: each
            for (name, subject), each in book.grades.items()
            if name == cycle.id and subject.startswith(f"{rule.options['subject']}:")
        }
        inside = {
            who: Stand(each["grade"], None, date.fromisoformat(each["since"]), each["event"])
            for who, each in graded.items()
            if each["grade"] == rule.options["grade"]
        }
        term = _term(rule, cycle)
        if term is not None and graded:
            yield Result(term, cycle.id, cycle.year, frozenset(graded), inside)


def _by_marks(rule: Rule, book: Book) -> Iterator[Result]:
    """The marks of the evaluators that the rule means: in the band is whoever has a mean below the least."""
    for cycle in book.cycles.values():
        term, way, means = _term(rule, cycle), book.way(cycle), dict(_means(rule, cycle, book))
        if term is None or way is None or not means or not rule.on(cycle.day):
            continue
        least = rule.number("least", cycle.day)
        inside = {
            who: Stand(way.told(mean), None, date.fromisoformat(row["since"]), row["event"])
            for who, (mean, row) in means.items()
            if mean < least
        }
        yield Result(term, cycle.id, cycle.year, frozenset(means), inside)


def _means(rule: Rule, cycle: Cycle, book: Book) -> Iterator[tuple[str, tuple[Fraction, Answer]]]:
    """The mean mark of each assessed by the evaluators that the rule means, and the row with their marks."""
    for (name, subject), scored in book.scored.items():
        register, _, who = subject.partition(":")
        rated = book.sheet(name, subject).rated if (name, register) == (cycle.id, rule.options["subject"]) else {}
        meant = [each for relation, each in rated.items() if relation in listed(rule.options["relations"])]
        if meant:
            mean = sum((each.points for each in meant), Fraction(0)) / sum(each.weight for each in meant)
            yield who, (mean, [row for row in scored if row["ratings"]][-1])
