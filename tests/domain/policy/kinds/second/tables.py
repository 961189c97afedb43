"""A register as plain tables, gone through day by day."""

from tests.domain.policy.kinds.second.words import ALWAYS, FOREVER, ONE, PLACES


class Tables:
    """The tables of a register: posts, holdings, units, persons, and what is noted beside them."""

    def __init__(self, told):
        self.told = told
        bounds = [row[key] for row in (*told["holdings"], *told["posts"]) for key in ("from", "until")]
        bounds += [stand[0] for stands in told["stands"].values() for stand in stands]
        inside = [day for day in bounds if ALWAYS < day < FOREVER and day.year > 1950]
        self.first = min(inside) - 40 * ONE
        self.last = max(inside) + 40 * ONE
        self.everyone = sorted({row["cadre"] for row in told["holdings"]})
        self.diaries, self.chains, self.calendars, self.climbs = {}, {}, {}, {}

    def chain(self, post):
        """The post and those it succeeded."""
        if post not in self.chains:
            before = [each for row in self.told["posts"] if row["post"] == post for each in row["succeeds"]]
            self.chains[post] = {post}.union(*map(self.chain, before))
        return self.chains[post]

    def house(self, unit):
        """The unit and those it came from."""
        found = {unit}
        for before in self.told["units"][unit]["was"]:
            found |= self.house(before)
        return found

    def area(self, unit):
        """The place in which the unit lies."""
        told = self.told["units"][unit]
        return unit if told["kind"] in PLACES or told["parent"] is None else self.area(told["parent"])

    def post(self, post, day):
        """The post as it is on the day; after all that is told nothing changes any more."""
        if post not in self.calendars:
            rows = [row for row in self.told["posts"] if row["post"] == post]
            self.calendars[post] = {day: row for row in rows for day in self.span(row["from"], row["until"])}
        return self.calendars[post].get(min(day, self.last - ONE))

    def diary(self, cadre):
        """day -> what the cadre holds on it, each with the post as it is on that day; what began first first."""
        pages = {}
        for row in self.told["holdings"]:
            for day in self.span(row["from"], row["until"]) if row["cadre"] == cadre else ():
                if place := self.post(row["post"], day):
                    pages.setdefault(day, []).append((row, place))
        for page in pages.values():
            page.sort(key=lambda each: (max(each[0]["from"], each[1]["from"]), each[0]["post"]))
        return pages

    def page(self, cadre, day, without=None):
        """What the cadre holds on a day, but for what one event opened."""
        if cadre not in self.diaries:
            self.diaries[cadre] = self.diary(cadre)
        found = self.diaries[cadre].get(min(day, self.last - ONE), ())
        return [each for each in found if each[0]["event"] != without] if found and without else found

    def span(self, start=None, end=None):
        """The days from one to another (excluded), within the days of which anything is told."""
        day, end = max(start or self.first, self.first), min(end or self.last, self.last)
        while day < end:
            yield day
            day += ONE

    def noted(self, topic, about):
        """What is on file of a topic about somebody, by day and by number."""
        found = [each for each in self.told["noted"] if each["topic"] == topic and about in each["about"]]
        return sorted(found, key=lambda each: each["from"])

    def personal(self, cadre, field):
        return self.told["people"].get(cadre, {}).get(field)

    def kin(self, cadre):
        mine = [(relation, other) for who, relation, other in self.told["kin"] if who == cadre]
        return mine + [(relation, who) for who, relation, other in self.told["kin"] if other == cadre]
