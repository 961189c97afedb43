"""What a rule says: its outcome, the sentence, the facts it read and the figures it computed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.days import FOREVER
from domain.finding import NOTHING, Finding
from domain.policy.rule import Rule

OUTCOMES = ("not-applicable", "ok", "due", "waived", "undetermined", "breach")


class Period(NamedTuple):
    """A stretch of time on a clock: counted, or not and why."""

    start: date
    end: date
    post: str
    event: str
    counted: bool
    why: str = ""

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.end - self.start).days

    def as_dict(self) -> dict[str, Any]:
        """The period as it is shown."""
        return {
            "from": self.start.isoformat(),
            "until": self.end.isoformat(),
            "days": self.days,
            "post": self.post,
            "event": self.event,
            "counted": self.counted,
            "why": self.why or None,
        }


class Verdict(NamedTuple):
    """One rule's answer to one question; `sentence` says it to an officer, `ledger` how it was counted."""

    rule: Rule
    outcome: str
    sentence: str = ""
    facts: tuple[str, ...] = ()
    figures: Mapping[str, Any] = NOTHING
    article: str = ""
    ledger: tuple[Period, ...] = ()
    missing: str = ""
    earliest: date | None = None
    waiver: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether the act may not be recorded because of it."""
        return self.rule.effect == "BLOCK" and self.outcome in {"breach", "undetermined"}

    def finding(self, line: int | None) -> Finding:
        """The verdict as a finding: effect, wording, citation, facts, figures, earliest lawful day, who may waive."""
        rule = self.rule
        effect = rule.effect if self.outcome in {"breach", "undetermined"} else "RECORD"
        figures = {**self.figures, "outcome": self.outcome, **rule.article.law}
        if self.ledger:
            figures["ledger"] = [period.as_dict() for period in self.ledger]
        if self.missing:
            figures["missing"] = self.missing
        return Finding(
            rule.id,
            self.sentence,
            pack=rule.pack.id,
            version=rule.pack.version,
            effect=effect,
            citation=self.article or rule.article.name,
            facts=self.facts,
            figures=figures,
            earliest=self.earliest.isoformat() if self.earliest else None,
            waivable_by=rule.waiver.by if rule.waiver else None,
            line=line,
        )


class Due(NamedTuple):
    """A duty that a holding raises under a rule: when it falls due, and how it stands on the day asked about."""

    rule: Rule
    cadre: str
    post: str
    unit: str
    since: date
    counted_days: int
    due_on: date
    state: str
    today: date
    planned_end: date | None = None
    waiver_until: date | None = None
    ledger: tuple[Period, ...] = ()
    bands: tuple[tuple[str, date], ...] = ()
    """From which day on the holder `may`, `should` and `must` move, by time; none where the rule has no such bands."""
    until: date = FOREVER
    """The first day without the holding, as far as its end is on file."""

    @property
    def band(self) -> str | None:
        """The band that the holder has reached: may, should or must; None before the first."""
        return next((name for name, day in reversed(self.bands) if day <= self.today), None)

    @property
    def told_from(self) -> date:
        """From this day on the state is a warning: when it is due soon, or a move should be made already."""
        if not self.bands:
            return self.warn_on
        return min((self.warn_on, *(day for name, day in self.bands if name == "should")))

    @property
    def state_unless_waived(self) -> str:
        """How it stands on the day where nobody waives anything: ok, warning or breach."""
        if self.today >= self.due_on:
            return "breach"
        if self.bands:
            return "warning" if self.today >= self.told_from else "ok"
        return "warning" if (self.due_on - self.today).days <= self.rule.warn_days else "ok"

    @property
    def last_lawful_on(self) -> date:
        """The day before the duty falls due."""
        return self.due_on - timedelta(days=1)

    @property
    def warn_on(self) -> date:
        """From this day it is said that the duty comes near."""
        return self.due_on - timedelta(days=self.rule.warn_days)

    @property
    def days_over(self) -> int:
        """Days from the due day to today; negative before it."""
        return (self.today - self.due_on).days
