"""Why: the ledger behind a decision, a refusal, a due date or a seat on the roster."""

from domain.errors import BadInput
from domain.policy.verdict import Due, Verdict
from lifecycle.counsel import Counsel
from projections.decisions import NOW, THEN, Bench, PastAct, outcome_of, past_acts
from projections.due import due_rows
from projections.history import stored_event
from projections.roster import roster
from projections.stored import stored_state
from projections.unit import Answer

FORMS = 'an event such as cadre:LI@2, "RULE EVENT", "due WHO POST" or "seat POST"'
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
            raise BadInput(f"there is no event {event}; look it up with: cadre history WHO")
        state = stored_state(event, row[1])
        told = {"about": event, "act": state["act"], "effective": state["effective"], "packs": state["packs"]}
        if row[0] == "act-refused/1":
            return {**told, "outcome": state["body"]["outcome"], "findings": state["body"]["findings"]}
        acts = list(past_acts(self.database, event=event))
        verdicts = Bench(self.database).verdicts(acts[0]) if acts else []
        basis = {name: state[name] for name in ("authority", "basis", "reason", "decided_on", "actor", "order")}
        return {**told, "outcome": "recorded", **basis, "findings": [_shown(verdict) for verdict in verdicts]}

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
        rows = due_rows(self.database, found, moment)
        self.note_deeds(rows, moment)
        by_rule = {(due.rule.pack.id, due.rule.id): due for due in found}
        findings = [{**row, **_law(by_rule[row["pack"], row["rule"]])} for row in rows]
        return {"about": f"due {who} {post}", "as_of": moment.day, "findings": findings}

    def _explain_seat(self, post: str, as_of: str | None, known_on: str | None) -> Answer:
        self.known("post", post)
        moment = self.moment(as_of, known_on)
        seats = [seat for seat in roster(self.database, moment) if seat["post"] == post]
        events = [seat["event"] for seat in seats if seat["event"]]
        why = [self._explain_event(event) for event in events]
        return {"about": f"seat {post}", "as_of": moment.day, "seats": seats, "decisions": why}

    def retro(self, *, since: str | None = None) -> list[Answer]:
        """Each past decision judged four times: {law then, law now} x {facts then, facts now}."""
        with self.reading():
            bench = Bench(self.database)
            return [self._retro_row(bench, act) for act in past_acts(self.database, since=since)]

    def _retro_row(self, bench: Bench, act: PastAct) -> Answer:
        judged = {
            f"law_{law}_facts_{facts}": outcome_of(bench.verdicts(act, law, facts))
            for law in (THEN, NOW)
            for facts in (THEN, NOW)
        }
        return {
            "event": act.event,
            "order": act.order,
            "cadre": act.cadre,
            "act": act.state["act"],
            "effective": act.state["effective"],
            **judged,
        }


def _shown(verdict: Verdict) -> Answer:
    return {"outcome": verdict.outcome, **verdict.finding(None).as_dict()}


def _law(due: Due) -> Answer:
    return {
        "citation": due.rule.article.name,
        "law": due.rule.article.wording,
        "clock": due.rule.clock,
        "ledger": [period.as_dict() for period in due.ledger],
    }
