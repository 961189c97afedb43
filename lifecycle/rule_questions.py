"""The questions about rules to one open store, each asked of an object that is loaded when it is needed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from lifecycle.offices import Offices
from projections.unit import Answer

if TYPE_CHECKING:
    from lifecycle.body_work import BodyWork
    from lifecycle.explaining import Explaining
    from lifecycle.lawbook import Lawbook
    from lifecycle.resolutions import Resolutions
    from lifecycle.supervision import Supervision


class RuleQuestions(Offices):
    """One open store, with what is asked of its rules."""

    @property
    def counsel(self) -> "Explaining":
        """The questions about rules; their modules are imported when one is asked, so that a roster need not wait."""
        from lifecycle.explaining import Explaining

        return self._asking(Explaining)

    @property
    def body_work(self) -> "BodyWork":
        """The questions about what a year asked of bodies and what they held; imported when one is asked."""
        from lifecycle.body_work import BodyWork

        return self._asking(BodyWork)

    @property
    def resolutions(self) -> "Resolutions":
        """The questions about collective decisions under the rules; imported when one is asked."""
        from lifecycle.resolutions import Resolutions

        return self._asking(Resolutions)

    @property
    def supervision(self) -> "Supervision":
        """What supervision asks: duties, waivers, refusals, past decisions; imported when one is asked."""
        from lifecycle.supervision import Supervision

        return self._asking(Supervision)

    def due(self, **asked: Any) -> list[Answer]:
        """The due list of a day; see `Counsel.due`."""
        return self.counsel.due(**asked)

    def when(self, who: str, **asked: Any) -> Answer:
        """Whether and from when a cadre could lawfully take up a post; see `Counsel.when`."""
        return self.counsel.when(who, **asked)

    def who(self, **asked: Any) -> list[Answer]:
        """Who could lawfully take up a post; see `Counsel.who`."""
        return self.counsel.who(**asked)

    def explain(self, about: str, **asked: Any) -> Answer:
        """Why something is as it is; see `Explaining.explain`."""
        return self.counsel.explain(about, **asked)

    def duties(self, **asked: Any) -> list[Answer]:
        """Every duty raised by a day; see `Duties.duties`."""
        return self.supervision.duties(**asked)

    def retro(self, **asked: Any) -> list[Answer]:
        """Past decisions judged again; see `Explaining.retro`."""
        return self.counsel.retro(**asked)

    @property
    def lawbook(self) -> "Lawbook":
        """The questions about packs and the texts of rules; imported when one is asked."""
        from lifecycle.lawbook import Lawbook

        return self._asking(Lawbook)

    def policies(self, **asked: Any) -> list[Answer]:
        """The packs that are adopted, and those that come with the program; see `Lawbook.policies`."""
        return self.lawbook.policies(**asked)

    def policy(self, name: str, **asked: Any) -> Answer:
        """One adopted pack with its rules and articles; see `Lawbook.policy`."""
        return self.lawbook.policy(name, **asked)

    def impact(self, pack: str, **asked: Any) -> list[Answer]:
        """Whose due day or state would be another under a pack (a shipped name or a folder); see `Impact.impact`."""
        from domain.policy.pack import read_pack
        from lifecycle.impact import Impact
        from lifecycle.pack_folder import load

        return self._asking(Impact).impact(read_pack(load(pack).content), **asked)

    def turns(self, pack: str, *, from_day: str | None, today: str | None) -> list[str]:
        """The days after the one for which `impact` answers on which the pack says something else, YYYY-MM-DD."""
        from domain.policy.pack import read_pack
        from lifecycle.impact import turns
        from lifecycle.pack_folder import load

        fresh = read_pack(load(pack).content)
        answered = today or max(self.today, from_day or fresh.since.isoformat())
        return [day.isoformat() for day in turns(fresh, date.fromisoformat(answered))]

    def what_if(self, **asked: Any) -> list[Answer]:
        """What would be otherwise under other packs, or without some acts; see `WhatIf.what_if`."""
        from lifecycle.what_if import WhatIf

        return self._asking(WhatIf).what_if(**asked)

    def law(self, rule: str, **asked: Any) -> Answer:
        """What a rule says on a day; see `Lawbook.law`."""
        return self.lawbook.law(rule, **asked)
