"""What followed from the results: talks, notices, demotions and rewards, some in time, some put off, some never."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from lifecycle.county.decision import Decision, Line
from lifecycle.county.entries import day_of, entered
from lifecycle.county.life import NONE, County, level_name
from lifecycle.county.plan import POST_INDEX
from lifecycle.county.rule_stories import deferral

SETTLED: Final = 3
"""Months after an appointment during which it may still be written down anew."""
CHANNELS: Final = ["television", "news"]
FOLLOWED: Final = {
    (2015, "agriculture"): "talk",
    (2015, "education"): "talk with one",
    (2016, "agriculture"): "notice",
    (2016, "land"): "put off talk",
    (2017, "agriculture"): "adjust",
    (2017, "health"): "talk",
    (2017, "quality"): "talk",
    (2018, "health"): "notice",
    (2018, "land"): "talk",
    (2019, "industry"): "talk",
    (2019, "land"): "notice",
    (2020, "education"): "talk with one",
    (2020, "land"): "put off adjust-or-demote",
    (2022, "agriculture"): "notice",
    (2022, "education"): "talk",
    (2023, "agriculture"): "adjust",
    (2023, "education"): "notice",
}
"""(Year, bureau) -> what was done about its place; of the others nothing was, and that stays in view."""


class Place(NamedTuple):
    """A bureau among the last of a cycle, and the heads it then had for some time."""

    slug: str
    cycle: str
    heads: tuple[int, ...]

    @property
    def unit(self) -> str:
        """The bureau's id."""
        return f"{self.slug}-bureau"

    @property
    def ranking(self) -> str:
        """The event by which the units of the cycle were ranked."""
        return f"ranking:{self.cycle}@1"


class Following:
    """The annal of what follows, told within that of assessment."""

    def __init__(self, county: County) -> None:
        """Nothing follows yet."""
        self._county = county
        self._due: list[tuple[int, Callable[[int], Iterator[Decision]]]] = []

    def __call__(self, month: int) -> Iterator[Decision]:
        """What was done in the month."""
        now = [act for due, act in self._due if due == month]
        self._due = [each for each in self._due if each[0] != month]
        for act in now:
            yield from act(month)

    def ranked(self, month: int, year: int, cycle: str) -> None:
        """A year was ranked: who heads its last bureaus now, and what is to be done about them."""
        for number, ((told, slug), what) in enumerate(FOLLOWED.items()):
            if told == year:
                heads = (each for post in _head_posts(slug) for each in self._settled(post, month))
                place = Place(slug, cycle, tuple(heads))
                self._later(month + 1, partial(self._followed, what, place, 8 + number))
        for told, after, act in _OF_CADRES:
            if told == year:
                self._later(month + after, partial(act, cycle))

    def rectified(self, month: int, problem: str) -> None:
        """A problem is put right in the month."""
        self._later(month, partial(_put_right, problem))

    def _later(self, month: int, act: Callable[[int], Iterator[Decision]]) -> None:
        self._due.append((month, act))

    def _settled(self, post: int, month: int) -> list[int]:
        """Who alone sits in the post, and has for some months."""
        sitters = self._county.sitters[post]
        alone = len(sitters) == 1 and self._county.post[sitters[0]] == post
        return [each for each in sitters if alone and self._county.moved[each] <= month - SETTLED]

    def _followed(self, what: str, place: Place, day: int, month: int) -> Iterator[Decision]:
        names = [self._county.who(each) for each in place.heads]
        match what:
            case "talk" | "talk with one" if names:
                together = names[1:] if what == "talk" else []
                yield entered(day_of(month, day), "Talk after the ranking", _talk(place, names[0], together))
            case "notice":
                line: Line = {"act": "notice", "unit": place.unit, "kind": "criticism", "channels": CHANNELS}
                about = {"about": f"among the last three of {place.cycle}", "evidence": place.ranking}
                yield entered(day_of(month, day), "Notice of criticism", line | about)
            case "adjust":
                yield from self._adjusted(month, place)
            case _:
                measure = what.removeprefix("put off ")
                until = day_of(month + 6, 1).isoformat()
                effective = day_of(month, day).isoformat()
                duties = [f"seed/SEED-BOTTOM-3/{who}/{place.unit}/{place.cycle}/{measure}" for who in names[:1]]
                lines = [deferral(duty, effective, until, "the flood comes first") for duty in duties]
                if lines:
                    yield entered(day_of(month, day), "Put off", *lines)

    def _adjusted(self, month: int, place: Place) -> Iterator[Decision]:
        """The party head is demoted, the administrative head relieved; whoever has moved meanwhile is let be."""
        for head, act in zip(place.heads, (self._demoted, self._relieved), strict=False):
            if self._county.movable(head, month - SETTLED) and self._county.post[head] != NONE:
                why: Line = {"reason": "three years among the last", "evidence": place.ranking}
                yield entered(day_of(month, 27), "Adjusted after the ranking", act(head, month) | why)

    def _demoted(self, head: int, month: int) -> Line:
        county, level = self._county, self._county.level[head]
        if not level:
            return self._relieved(head, month)
        county.raise_to(head, level - 1, month)
        return {"act": "demote", "cadre": county.who(head), "level": level_name(level - 1)}

    def _relieved(self, head: int, month: int) -> Line:
        county, post = self._county, self._county.post[head]
        county.vacate(head, month)
        return {"act": "relieve", "cadre": county.who(head), "post": county.post_id(post)}


def _head_posts(slug: str) -> tuple[int, int]:
    """The posts of the party head and of the administrative head of a bureau."""
    return POST_INDEX[f"{slug}-secretary"], POST_INDEX[f"{slug}-head"]


def _talk(place: Place, who: str, together: list[str]) -> Line:
    return {
        "act": "talk", "cadre": who, "together": together, "unit": place.unit, "kind": "admonishing",
        "held_by": "county-secretary", "about": "work", "evidence": place.ranking,
    }  # fmt: skip


def _put_right(problem: str, month: int) -> Iterator[Decision]:
    line: Line = {"act": "assess-rectify", "problem": problem, "verified_by": "agency-committee"}
    yield entered(day_of(month, 18), "Problem put right", line)


def _rewarded(cycle: str, month: int) -> Iterator[Decision]:
    """The first of three years running is rewarded."""
    line: Line = {"act": "reward", "cadre": "WANG", "kind": "merit", "title": "Merit, third class"}
    yield entered(day_of(month, 12), "Reward", line | {"evidence": f"ranking:{cycle}@2"})


def _reward_put_off(cycle: str, month: int) -> Iterator[Decision]:
    """A fourth year: the committee waits for a key post to become vacant."""
    duty = f"seed/SEED-FIRST-3/WANG/{cycle}/key-post-or-reward"
    line = deferral(duty, day_of(month, 12).isoformat(), day_of(month + 10, 1).isoformat(), "no key post is vacant")
    yield entered(day_of(month, 12), "Put off", line)


def _admonished(cycle: str, month: int) -> Iterator[Decision]:
    line: Line = {"act": "talk", "cadre": "ZHAO", "kind": "admonishing", "held_by": "county-secretary"}
    yield entered(day_of(month, 9), "Talk after the grade", line | {"evidence": f"assessment:{cycle}.ZHAO@2"})


def _adjusted_by_then(cycle: str, month: int) -> Iterator[Decision]:
    """The demotion of the cast's story carried the duty out."""
    line: Line = {"act": "duty-execute", "duty": f"seed/SEED-INCOMPETENT/ZHAO/{cycle}/adjust-or-demote"}
    yield entered(day_of(month, 12), "Carried out", line)


_OF_CADRES: Final = (
    (2017, 3, _rewarded),
    (2018, 3, _reward_put_off),
    (2018, 2, _admonished),
    (2019, 3, _adjusted_by_then),
)
"""Year, months after its ranking, and what was then done about a cadre."""
