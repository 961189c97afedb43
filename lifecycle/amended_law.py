"""What the rules say of earlier acts that an order has read otherwise: only what it newly brings about."""

from collections.abc import Iterator, Sequence
from typing import Any

from domain.finding import Finding
from domain.ledger import Act, Ledger
from domain.policy.judge import SATISFIED, UNSETTLED, judge, judge_closing
from domain.policy.kind import Closing
from domain.policy.pack import Pack, in_force, rules_of
from domain.policy.verdict import Verdict
from lifecycle.amended import Amendment
from projections.asked import JUDGED, NOTED, UNJUDGED, asked_of
from projections.database import Database
from projections.levels import level_scale
from projections.moment import EVERYTHING, Moment
from projections.policy_facts import StoredFacts
from projections.stored import stored_state

_CLOSE = "post-close"


class Amended:
    """Judges what an order amends: on the register as it stands after the order, against that before it."""

    def __init__(self, database: Database, packs: Sequence[Pack], position: int) -> None:
        self._database = database
        self._packs = packs
        levels = level_scale(database)
        self._now = StoredFacts(database, Moment("9999-12-30", EVERYTHING), levels)
        self._then = StoredFacts(database, Moment("9999-12-30", position), levels)

    def findings(self, amendment: Amendment, new: frozenset[str]) -> Iterator[Finding]:
        """What stands against the acts of the stream only since they are read otherwise; `new` are judged already."""
        for act in amendment.acts(new):
            state = self._stored(act.id)
            if state is None or not _judged(amendment.stream, state["act"]):
                continue
            against = self._against(act, state, amendment.after, self._now)
            if against and amendment.was(act.id) and (read := amendment.before.reading(act.id)):
                stood = {_about(each) for each in self._against(read, state, amendment.before, self._then)}
                against = [each for each in against if _about(each) not in stood]
            yield from (_told(each, act, amendment.line) for each in against)

    def _stored(self, event: str) -> dict[str, Any] | None:
        rows = self._database.query(
            "SELECT s.state FROM stored_events s JOIN trail t ON t.position = s.position WHERE t.event = ?", (event,)
        )
        return stored_state(event, rows[0][0]) if rows else None

    def _against(self, act: Act, state: dict[str, Any], ledger: Ledger, facts: StoredFacts) -> list[Verdict]:
        """What stands against the act as the ledger has it read; how late it was recorded stays what it was."""
        noted = {name: state[name] for name in NOTED} | ledger.surroundings(act.id)
        rules = rules_of(in_force(self._packs, act.effective))
        if state["act"] == _CLOSE:
            post = act.id.partition("@")[0].removeprefix("post:")
            closing = Closing(post, act.effective, noted["decision"], act.id, None)
            return [each for each in judge_closing(rules, closing, facts) if each.outcome not in SATISFIED]
        asked = asked_of(act.id, act.effective, noted, act.body.__dict__, facts)
        return [each for each in judge(rules, asked, facts) if each.outcome not in SATISFIED]


def _judged(stream: str, act: str) -> bool:
    """Whether rules judge such an act."""
    return act in JUDGED or act == _CLOSE or (stream.startswith("cadre:") and act not in UNJUDGED)


def _about(verdict: Verdict) -> tuple[Any, ...]:
    """What tells one objection from another on the same act: the rule, its effect, the post or unit, a waiver."""
    rule, figures = verdict.rule, verdict.figures
    return rule.pack.id, rule.id, rule.effect, figures.get("post"), figures.get("unit"), verdict.outcome in UNSETTLED


def _told(verdict: Verdict, act: Act, line: int) -> Finding:
    """The finding, with the act that it is about, and what can be done where the correction is true."""
    finding = verdict.finding(line)
    wording = f"{finding.wording} So would stand {act.id} of {act.effective}, as it would then have to be read."
    if finding.effect == "BLOCK":
        waived = f", or have {finding.rule} waived for it" if finding.waivable_by else ""
        wording += f" If it is so, correct or cancel {act.id} in the same order{waived}."
    facts = tuple(dict.fromkeys((*finding.facts, act.id)))
    return finding._replace(wording=wording, facts=facts, figures={**finding.figures, "act": act.id})
