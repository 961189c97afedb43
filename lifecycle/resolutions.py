"""Questions about collective decisions under the rules: what came of the vote, and which acts lack one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from domain.errors import BadInput
from domain.policy.minutes import minutes_of, outcome_of
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.rule import Rule
from lifecycle.counsel import Counsel
from projections import resolution
from projections.amended import as_read
from projections.asked import asked_of
from projections.decisions import PastAct, past_acts
from projections.moment import Moment
from projections.policy_facts import StoredFacts
from projections.unit import Answer, subtree

REQUIRED = "decision-required"
LAST_DAY = "9999-12-30"
"""Whatever is on file, of the future too, is read when past acts are judged."""
SCOPES = ("superior", "members", "public", "media")
_HIDDEN: Mapping[str, tuple[str, ...]] = {
    "members": ("recused", "proposed_by"),
    "public": ("recused", "proposed_by", "cadres", "votes_for", "votes_against", "abstained"),
    "media": ("recused", "proposed_by", "cadres", "votes_for", "votes_against", "abstained", "amount"),
}
"""What a circle does not see of a decision; the superior sees everything."""


class Resolutions(Counsel):
    """The questions about collective decisions to one open store."""

    def resolutions(  # noqa: PLR0913 - the filters of the command
        self,
        *,
        as_of: str | None = None,
        known_on: str | None = None,
        unit: str | None = None,
        body: str | None = None,
        matter: str | None = None,
        scope: str | None = None,
    ) -> list[Answer]:
        """The decisions taken by a day, as a circle may see them, with what came of each under the rules of its day.

        The public and the media see only what was disclosed to them, nobody but the superior who withdrew from a vote
        or proposed a matter.
        """
        scope = scope or "superior"
        if scope not in SCOPES:
            raise BadInput(f"{scope!r} is no circle; it is one of {', '.join(SCOPES)}")
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(as_of, known_on)
            below = set(subtree(self.database, unit, moment)) if unit else None
            rows = resolution.decisions(self.database, moment.position)
            facts, packs = self.facts(moment), self.packs(moment.position)
            found = [{**each, "outcome": _outcome(each, packs, facts)} for each in rows if each["on"] <= moment.day]
        kept = (each for each in found if (below is None or each["unit"] in below) and body in {None, each["body"]})
        return [_seen(each, scope) for each in kept if matter in {None, each["matter"]} and _open_to(each, scope)]

    def lacking(
        self, *, since: str | None = None, known_on: str | None = None, unit: str | None = None
    ) -> list[Answer]:
        """The appointments and removals that a rule wants decided collectively, and whose decision does not stand.

        Where no rule in force wants it, the acts are told that cite none, or one of which no minutes are on record.
        """
        with self.reading():
            self.known("unit", unit)
            moment = self.moment(None, known_on)
            below = set(subtree(self.database, unit, moment)) if unit else None
            facts = self.facts(Moment(LAST_DAY, moment.position))
            judging = _Lacking(facts, self.packs(moment.position))
            acts = as_read(self.database, past_acts(self.database, since=since), moment.position)
            rows = [row for act in acts for row in judging.rows(act)]
        return [each for each in rows if below is None or each["unit"] in below]


def _outcome(row: Answer, packs: Sequence[Pack], facts: StoredFacts) -> str:
    """What came of the vote under the rule in force for that class on that day; unjudged where none is."""
    if row["postponed"]:
        return "postponed"
    minutes = minutes_of(row["number"], facts)
    rules = rules_of(in_force(packs, date.fromisoformat(row["on"])))
    judging = [each for each in rules if each.kind == REQUIRED and _is_for(each, row["matter"])]
    if minutes is None or not judging:
        return "unjudged"
    outcomes = [outcome_of(each, minutes) for each in judging]
    return next((each for each in ("no-quorum", "rejected") if each in outcomes), "adopted")


def _is_for(rule: Rule, matter: str) -> bool:
    classes = rule.options.get("classes")
    return bool(rule.numbers) and (not classes or matter in classes)


def _open_to(row: Answer, scope: str) -> bool:
    return scope in {"superior", "members"} or any(each["scope"] == scope for each in row["disclosed"])


def _seen(row: Answer, scope: str) -> Answer:
    """The decision as the circle sees it: what is kept from it is null."""
    hidden = _HIDDEN.get(scope, ())
    kept_back = {word for each in row["disclosed"] if each["scope"] == scope for word in each["withheld"]}
    return {name: None if name in hidden or name in kept_back else value for name, value in row.items()}


class _Lacking:
    """Judges past acts by the rules that want a decision."""

    def __init__(self, facts: StoredFacts, packs: Sequence[Pack]) -> None:
        self._facts = facts
        self._packs = packs

    def rows(self, act: PastAct) -> Iterator[Answer]:
        """What is wrong with the decision of an act, one row for each rule; none where all is well."""
        from domain.policy.catalogue import BY_NAME
        from domain.policy.kinds.decision_required import ACTS

        facts = self._facts
        asked = asked_of(act.event, act.day, act.state, act.state["body"], facts)
        if asked.act not in ACTS:
            return
        check = BY_NAME[REQUIRED].check
        rules = [each for each in rules_of(in_force(self._packs, act.day)) if each.kind == REQUIRED]
        verdicts = [(rule, check(rule, asked, facts)) for rule in rules] if check else []
        minutes = minutes_of(asked.decision, facts) if asked.decision else None
        state = "recorded" if minutes else "unverified" if asked.decision else "none"
        for rule, verdict in verdicts:
            if verdict and verdict.outcome != "ok":
                yield _lack(asked, state, rule.id, verdict.sentence)
        if not rules and state != "recorded":
            yield _lack(asked, state, None, "no rule in force wants one")


def _lack(asked: Any, state: str, rule: str | None, says: str) -> Answer:
    return {
        "event": asked.event,
        "act": asked.act,
        "cadre": asked.cadre,
        "post": asked.post or next(iter(asked.left), None),
        "unit": next(iter(asked.units), None),
        "effective": asked.day.isoformat(),
        "decision": asked.decision,
        "state": state,
        "rule": rule,
        "says": says,
    }
