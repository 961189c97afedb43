"""How long somebody has held something, by the clocks of the rules."""

from tests.domain.policy.kinds.second.judging import Judging
from tests.domain.policy.kinds.second.words import ALWAYS, ONE, TAKING, later, words

ADDING_UP = ("same-post-cumulative", "same-level", "same-area-level")


class Clocks(Judging):
    """Clocks that are read day by day, backwards, and what an act takes up and leaves."""

    def same(self, rule, place):
        """Whether what is held on a day is where the clock looks, seen from a post."""
        resets = rule["counts"].get("reorganisation_resets", False)
        posts = self.chain(place["post"]) if self.on_successors(rule) else {place["post"]}
        units = {place["unit"]} if resets else self.house(place["unit"])
        areas = {self.area(place["unit"])} if resets else self.house(self.area(place["unit"]))
        looks = {
            "same-post": lambda here: here["post"] in posts and (not resets or here["unit"] in units),
            "same-unit": lambda here: here["unit"] in units,
            "same-level": lambda here: here["level"] == place["level"],
            "same-area-level": lambda here: here["level"] == place["level"] and self.area(here["unit"]) in areas,
            "role-class": lambda here: self.concerns(rule, here),
        }
        looks["same-post-cumulative"] = looks["same-post"]
        return looks.get(rule["clock"], lambda _: True)

    def clock(self, rule, cadre, place, day, without=None):
        """(days counted, first day looked at, days on the clock) by a day, without what one event opened."""
        if rule["clock"] == "since-last-move":
            return self.from_move(rule, cadre, day, without)
        if rule["clock"] == "since-last-promotion":
            return self.from_promotion(cadre, day)
        same, counted, since, back = self.same(rule, place), set(), day, day - ONE
        while back >= self.first:
            here = [each for each in self.page(cadre, back, without) if same(each[1])]
            if here:
                free = back + ONE
                if rule["clock"] not in ADDING_UP and free < since and self.interrupts(rule, free, since):
                    break
                since = back
                if any(self.counts(rule, row["kind"]) and self.concerns(rule, post) for row, post in here):
                    counted.add(back)
            elif rule["clock"] not in ADDING_UP and rule["gap_months"] == 0:
                break
            back -= ONE
        return len(counted), since, max(counted) + ONE if counted else day, since < day

    def interrupts(self, rule, free, again):
        return rule["gap_months"] == 0 or later(free, rule["gap_months"]) <= again

    def from_move(self, rule, cadre, day, without):
        """Since the cadre last took up a post, not going on in it or in what it succeeded."""
        for back in reversed(list(self.span(end=day))):
            before = {row["post"] for row, _ in self.page(cadre, back - ONE, without)}
            for row, place in self.page(cadre, back, without):
                new = row["from"] == back == row["since"] and place["from"] <= back
                if new and self.counts(rule, row["kind"]) and not before & self.chain(row["post"]):
                    return (day - back).days, back, day, True
        return 0, day, day, False

    def from_promotion(self, cadre, day):
        scale, before, last = self.told["levels"], None, None
        for start, level, _ in self.stands(cadre):
            if level in scale:
                if before is not None and scale.index(level) > scale.index(before) and start < day:
                    last = start
                before = level
        return (0, day, day, False) if last is None else ((day - last).days, last, day, True)

    def stands(self, cadre):
        return self.told["stands"].get(cadre, [(ALWAYS, None, None)])

    @staticmethod
    def reached(clock, day, months):
        """The day on which a clock that runs on from the day has so many months."""
        counted, _, stood, _ = clock
        when = later(stood - counted * ONE, months)
        return when if when <= stood else day + (when - stood)

    def taken(self, rule, act, acts=TAKING, any_kind=False):
        """The post that is taken up, if that concerns the rule."""
        if act["post"] is None or act["act"] not in words(acts):
            return None
        place = self.post(act["post"], act["day"])
        if place is None or not (any_kind or self.counts(rule, act["kind"])):
            return None
        return place if self.concerns(rule, place) else None

    def left(self, rule, act):
        """What is left, as it was the day before."""
        before = self.page(act["cadre"], act["day"] - ONE, act["event"])
        return [(row, post) for row, post in before if row["post"] in act["left"] and self.concerns(rule, post)]
