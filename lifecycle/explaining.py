"""Why: the ledger behind a decision, a refusal, a due date or a seat on the roster."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.errors import BadInput
from domain.policy.verdict import Due, Verdict
from lifecycle.counsel import Counsel
from projections.decisions import JUDGEMENTS, Bench, Judgement, PastAct, against, outcome_of, past_acts
from projections.history import stored_event
from projections.moment import Moment
from projections.packs import adopted_packs
from projections.roster import roster
from projections.stored import stored_state
from projections.unit import Answer
from projections.vacancy_duty import of_posts

FORMS = 'an event such as cadre:LI@2, "RULE EVENT", "due WHO POST" or "seat POST"'
REFUSALS = ("act-refused/1", "act-refused/2", "act-denied/1")
_DUE_WORDS, _SEAT_WORDS, _FINDING_WORDS = 3, 2, 2


class Explaining(Counsel):
    """Explanations from the log alone: with every pack file deleted they are the same, byte for byte."""

    def explain(self, about: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """Why something is as it is. Raises BadInput for what cannot be explained, with the forms that can."""
        words = about.split()
        with self.reading():
            if words[:1] == ["due"] and len(words) == _DUE_WORDS:
                return self._explain_due(words[1], words[2], as_of, known_on)
            if words[:1] in (["seat"], ["roster"]) and len(words) == _SEAT_WORDS:
                return self._explain_seat(words[1], as_of, known_on)
            if len(words) == 1 and "@" in about:
                return self._explain_event(about)
            if len(words) == _FINDING_WORDS and "@" in words[1]:
                return self._explain_finding(words[0], words[1])
        raise BadInput(f"{about!r} is nothing that can be explained; name {FORMS}")

    def _explain_event(self, event: str) -> Answer:
        row = stored_event(self.database, event)
        if row is None:
            look = "cadre audit refusals" if event.startswith("refusal:") else "cadre history WHO"
            raise BadInput(f"there is no event {event}; look it up with: {look}")
        state = stored_state(event, row[1])
        told = {"about": event, "act": state["act"], "effective": state["effective"], "packs": state["packs"]}
        if row[0] in REFUSALS:
            return {**told, **self._refused(state)}
        acts = list(past_acts(self.database, event=event))
        verdicts = Bench(self.database).verdicts(acts[0]) if acts else []
        basis = {name: state[name] for name in ("authority", "basis", "reason", "decided_on", "actor", "order")}
        return {**told, "outcome": "recorded", **basis, "findings": [_shown(verdict) for verdict in verdicts]}

    def _refused(self, state: Mapping[str, Any]) -> Answer:
        """What the log kept of an attempt, each finding with the text of its rule in the version that was applied."""
        body = state["body"]
        texts = {
            (pack.id.id, pack.id.version, rule.id): rule for pack in adopted_packs(self.database) for rule in pack.rules
        }
        rules = (texts.get((each["pack"], each["version"], each["rule"])) for each in body["findings"])
        found = [
            {**each, **(rule.article.law if rule else {"law": None})}
            for each, rule in zip(body["findings"], rules, strict=True)
        ]
        asked = {"subjects": body["subjects"], "asked_for": body.get("effective", ()), "actor": state["actor"]}
        return {**asked, "outcome": body["outcome"], "findings": found}

    def _explain_finding(self, rule: str, event: str) -> Answer:
        told = self._explain_event(event)
        found = [finding for finding in told["findings"] if finding["rule"] == rule]
        if not found:
            names = ", ".join(dict.fromkeys(finding["rule"] for finding in told["findings"])) or "no rule"
            raise BadInput(f"{rule} says nothing of {event}; what was asked about it: {names}")
        return {**told, "about": f"{rule} {event}", "findings": found}

    def _explain_due(self, who: str, post: str, as_of: str | None, known_on: str | None) -> Answer:
        self.known("cadre", who)
        self.known("post", post)
        moment = self.moment(as_of, known_on)
        found = [due for due in self.dues_at(moment, who) if due.post == post]
        rows = self.due_rows(found, self.due_question(moment))
        by_rule = {(due.rule.pack.id, due.rule.id): due for due in found}
        findings = [{**row, **_law(by_rule[row["pack"], row["rule"]])} for row in rows]
        told = {"about": f"due {who} {post}", "as_of": moment.day, "findings": findings}
        return told if findings else {**told, "says": self._nothing_due(who, post, moment)}

    def _nothing_due(self, who: str, post: str, moment: Moment) -> str:
        """Why nothing is due: the post is not held, or no rule in force asks about the holding."""
        day = date.fromisoformat(moment.day)
        held = [each for each in self.facts(moment).stretches(who) if each.post == post]
        if any(each.on(day) for each in held):
            return f"{who} holds {post} on {day}; no rule on tenure that is in force on that day concerns it."
        if not held:
            return f"{who} does not hold {post} on {day}, and never has. Who does: cadre post calendar {post}"
        spells = ", ".join(f"from {each.start}" + ("" if each.open else f" to {each.end}") for each in held)
        return f"{who} does not hold {post} on {day}, but {spells}. See: cadre career {who}"

    def _explain_seat(self, post: str, as_of: str | None, known_on: str | None) -> Answer:
        self.known("post", post)
        moment = self.moment(as_of, known_on)
        seats = [seat for seat in roster(self.database, moment) if seat["post"] == post]
        events = [seat["event"] for seat in seats if seat["event"]]
        why = [self._explain_event(event) for event in events]
        told = {"about": f"seat {post}", "as_of": moment.day, "seats": seats, "decisions": why}
        if seats and len(events) == len(seats):
            return told
        return {**told, **self._explain_vacancy(post, moment, open_now=bool(seats))}

    def _explain_vacancy(self, post: str, moment: Moment, *, open_now: bool) -> Answer:
        """Why a seat is empty: who left it last and by what, and what the vacancy obliges to."""
        day, facts = date.fromisoformat(moment.day), self.facts(moment)
        if not open_now:
            return {"says": f"The post {post} is not open on {day}. Its days: cadre show {post}"}
        over = (each for each in facts.held(post) if each.end == each.until <= day)
        left = max(over, key=lambda each: each.end, default=None)
        raised = [
            each for each in of_posts(self.docket_at(moment, facts)._replace(subject=post)) if each.done_by is None
        ]
        dues = [f"{each.rule} asks that it be filled by {each.due_on} ({each.pack})." for each in raised]
        if left is None:
            return {"says": " ".join(["Nobody has held the empty seat before.", *dues])}
        by = left.ended_by or f"the end that {left.event} set"
        said = f"{left.cadre} held an empty seat last, up to {left.end}, ended by {by}."
        ended = [self._explain_event(left.ended_by)] if left.ended_by else []
        return {"says": " ".join([said, *dues]), "vacancy": ended}

    def retro(
        self, *, since: str | None = None, today: str | None = None, judged: Sequence[Judgement] = JUDGEMENTS
    ) -> list[Answer]:
        """Each past decision judged four times: {law then, law now} x {facts then, facts now}; or as often as said.

        `rules` names for each of the four the rules that have something against it.

        The law of now is what the packs in force today say today, as if the act were decided today.
        """
        with self.reading_much():
            acts = list(past_acts(self.database, since=since))
            bench = Bench(self.database, date.fromisoformat(self.moment(today, None).day), acts)
            return [self._retro_row(bench, act, judged) for act in acts]

    def _retro_row(self, bench: Bench, act: PastAct, judged: Sequence[Judgement]) -> Answer:
        found = bench.held_against(act, judged)
        verdicts = {f"law_{law}_facts_{facts}": each for (law, facts), each in found.items()}
        return {
            "event": act.event,
            "order": act.order,
            "cadre": act.cadre,
            "act": act.state["act"],
            "effective": act.state["effective"],
            **{name: outcome_of(found) for name, found in verdicts.items()},
            "rules": {name: against(found) for name, found in verdicts.items()},
        }


def _shown(verdict: Verdict) -> Answer:
    return {"outcome": verdict.outcome, **verdict.finding(None).as_dict()}


def _law(due: Due) -> Answer:
    return {
        "citation": due.rule.article.name,
        **due.rule.article.law,
        "clock": due.rule.clock,
        "ledger": [period.as_dict() for period in due.ledger],
    }
