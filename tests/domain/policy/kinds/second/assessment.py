"""Kinds about assessment: scores, places, quotas of grades, what follows, and what must be held when."""

from datetime import date
from fractions import Fraction

from tests.domain.policy.kinds.second.clocks import Clocks
from tests.domain.policy.kinds.second.words import ONE, fits, later, words

HEADING = ("substantive", "trial", "acting", "concurrent")
ENDS = {"mid-year": 6, "year-end": 12}


def place_of(value, places, how):
    """The figure as it is written, the digits taken one by one."""
    scaled = value * 10**places
    digits = scaled.numerator // scaled.denominator
    rest = scaled - digits
    if how != "down":
        digits += 2 * rest > 1 or (2 * rest == 1 and (how == "half-up" or digits % 2 == 1))
    text = str(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


class Assessment(Clocks):
    """What is told of cycles, sets, marks, rankings and grades stands in tables of its own."""

    # --- scores ---

    def grouped(self, polled, made, least):
        """group -> (how many, sum, weight) of groups that are large enough."""
        found = {}
        for group in sorted({name.split("/")[0] for name in polled}):
            mine = [(name, each) for name, each in polled.items() if name.split("/")[0] == group]
            factors = [Fraction(made["knowledge"].get(name.partition("/")[2], "1")) for name, _ in mine]
            counts = [int(each.split(":")[0]) for _, each in mine]
            sums = [Fraction(each.split(":")[1]) for _, each in mine]
            weight = sum(factor * count for factor, count in zip(factors, counts, strict=True))
            if sum(counts) >= least and weight:
                points = sum(factor * amount for factor, amount in zip(factors, sums, strict=True))
                found[group] = (sum(counts), points, weight)
        return found

    def figure(self, made, marks, rated, missing, day):
        """The score, not rounded; None while something is lacking."""
        if any(each["id"] not in marks for each in made["indicators"]):
            return None
        work = sum(Fraction(share) * self.of_part(made, part, marks, day) for part, share in made["parts"].items())
        share = Fraction(made["ratings"])
        if not share:
            return work
        there = {group: Fraction(weight) for group, weight in made["groups"].items() if group in rated}
        if not sum(there.values()) or (missing == "refuse" and len(there) < len(made["groups"])):
            return None
        mean = sum(weight * rated[group][1] / rated[group][2] for group, weight in there.items())
        return (1 - share) * work + share * mean / sum(there.values())

    def of_part(self, made, part, marks, day):
        """The points of a part of the work: of each kind of work, but not more than its ceiling."""
        weights = {}
        for each in made["indicators"]:
            if each["part"] in {part, "joint"}:
                weights[each["id"]] = Fraction(each["weight"])
                for link in made["weak_links"]:
                    if link["indicator"] == each["id"] and link["from"] <= str(day) < link["until"]:
                        weights[each["id"]] *= Fraction(link["times"])
        total, points = sum(weights.values()), {"regular": Fraction(0), "ad-hoc": Fraction(0)}
        for each in made["indicators"]:
            if each["id"] in weights and total:
                share = Fraction(marks[each["id"]]) / Fraction(each.get("most", "100"))
                points[each.get("work", "regular")] += 100 * weights[each["id"]] / total * share
        return sum(min(value, Fraction(made["ceilings"].get(work, "100"))) for work, value in points.items())

    def scores(self, cycle, register, rule):
        """subject -> figure of the cycle, or None; of everybody of a register who has marks in it."""
        found = {}
        for name, about, marks, polled in self.told["scored"]:
            if name == cycle["cycle"] and about.split(":")[0] == register:
                mine = found.setdefault(about, ({}, {}))
                mine[0].update(marks)
                mine[1].update(self.grouped(polled, self.told["set"], self.number(rule, "raters", cycle["day"])))
        missing = rule["options"].get("missing", "refuse")
        return {
            about.split(":")[1]: self.figure(self.told["set"], marks, rated, missing, cycle["day"])
            for about, (marks, rated) in found.items()
        }

    def year_figures(self, cycle, register, rule):
        """subject -> the figure that decides: of a year, of its end or of both halves."""
        end, by = self.scores(cycle, register, rule), rule["options"].get("year_by", "year-end")
        if cycle["period"] != "year-end" or by == "year-end":
            return end
        halves = [each for each in self.told["cycles"] if (each["year"], each["period"]) == (cycle["year"], "mid-year")]
        middle = {who: value for each in halves for who, value in self.scores(each, register, rule).items()}
        first, second = (Fraction(each) for each in rule["options"].get("half_year", ("0.5", "0.5")))
        if by == "mean":
            first = second = Fraction(1, 2)
        return {
            who: None if value is None or middle.get(who) is None else first * middle[who] + second * value
            for who, value in end.items()
        }

    # --- places ---

    def ranked(self, cycle, register, rules, day):
        """[(group, rank, id, score)], or why nothing is ranked."""
        score, ranking, steps = rules
        figures = self.year_figures(cycle, register, score)
        if None in figures.values():
            return "lacking"
        places, how = self.number(score, "places", cycle["day"]), score["options"].get("rounding", "half-up")
        group = self.told["groups"] if ranking["options"].get("group_by", "all") == "kind" else {}
        told = {who: place_of(value, places, how) for who, value in figures.items()}
        fields = {}
        for who in told:
            fields.setdefault(group.get(who, ""), []).append(who)
        if ranking["options"].get("ties", "refuse") == "refuse":
            least = self.number(ranking, "field", day)
            for rule in steps:
                for field in fields.values() if rule["options"]["subject"] == register else ():
                    inside = {ties: self.band(rule, told, field, ties, day) for ties in ("include", "exclude")}
                    if len(field) >= least and inside["include"] != inside["exclude"]:
                        return "tie"
        return sorted(
            (name, 1 + sum(Fraction(told[other]) > Fraction(told[who]) for other in field), who, told[who])
            for name, field in fields.items()
            for who in field
        )

    def band(self, rule, told, field, ties, day):
        """Who of a field stands among so many at the top or the bottom."""
        width, sign = self.number(rule, "width", day), 1 if rule["options"]["band"] == "top" else -1
        values = {who: sign * Fraction(told[who]) for who in field}
        inside = set()
        for value in sorted(set(values.values()), reverse=True):
            equal = {who for who in field if values[who] == value}
            room = width - len(inside)
            if room <= 0 or (ties == "exclude" and len(equal) > room):
                break
            inside |= equal
        return inside

    def quota_left(self, rule, cycle, about, grade, day):
        """Whether one more of the grade is within the share of those assessed; None where the rule is about others."""
        register = about.split(":")[0]
        if grade != rule["options"]["grade"] or register not in words(rule["options"].get("of", "cadre")):
            return None
        graded = [each for each in self.told["grades"] if each["cycle"] == cycle and each["about"].startswith(register)]
        marked = {each[1] for each in self.told["scored"] if each[0] == cycle and each[1].startswith(register)}
        everybody = marked | {each["about"] for each in graded} | {about}
        same = len([each for each in graded if each["grade"] == grade])
        return same + 1 <= Fraction(self.number(rule, "share", day)) * len(everybody)

    # --- what follows ---

    def results(self, rule, ranking):
        """[(place in time, cycle, year, day, judged, inside)] of every period that counts, by time."""
        found = []
        for cycle in self.told["cycles"]:
            wanted = {"annual": ("year-end",), "half-year": ("mid-year", "year-end")}.get(
                rule["options"].get("cycle", "annual")
            )
            if wanted and cycle["period"] not in wanted:
                continue
            judged, inside, days = getattr(self, "by_" + KINDS[rule["options"]["band"]])(rule, cycle, ranking)
            if judged:
                when = (cycle["year"], 0 if cycle["period"] == "mid-year" else 1)
                if not wanted:
                    when = (cycle["day"], cycle["cycle"])
                found.append({"when": when, "cycle": cycle, "judged": judged, "inside": inside, "days": days})
        return sorted(found, key=lambda each: each["when"])

    def by_rank(self, rule, cycle, ranking):
        judged, inside, days = set(), set(), {}
        for made in self.told["rankings"]:
            if made["cycle"] == cycle["cycle"] and made["ranks"] == rule["options"]["subject"]:
                told = {place[2]: place[3] for place in made["places"]}
                fields = {}
                for group, _, who, _ in made["places"]:
                    fields.setdefault(group, []).append(who)
                judged = set(told)
                for field in fields.values():
                    if len(field) >= self.number(ranking, "field", made["day"]):
                        ties = ranking["options"].get("ties", "refuse")
                        ties = "include" if ties == "refuse" else ties
                        inside |= self.band(rule, told, field, ties, made["day"])
                days = dict.fromkeys(judged, made["day"])
        return judged, inside, days

    def by_grade(self, rule, cycle, _ranking):
        mine = [each for each in self.told["grades"] if each["cycle"] == cycle["cycle"]]
        mine = [each for each in mine if each["about"].startswith(rule["options"]["subject"] + ":")]
        days = {each["about"].split(":")[1]: each["day"] for each in mine}
        inside = {each["about"].split(":")[1] for each in mine if each["grade"] == rule["options"]["grade"]}
        return set(days), inside, days

    def by_marks(self, rule, cycle, _ranking):
        means, days = {}, {}
        for name, about, _, polled in self.told["scored"]:
            register, who = about.split(":")
            if (name, register) == (cycle["cycle"], rule["options"]["subject"]):
                least = self.number(self.told["score"], "raters", cycle["day"])
                rated = self.grouped(polled, self.told["set"], least)
                meant = [rated[group] for group in rated if group in rule["options"]["relations"]]
                if meant:
                    means[who] = sum(each[1] for each in meant) / sum(each[2] for each in meant)
                    days[who] = cycle["day"]
        least = self.number(rule, "least", cycle["day"]) if means else 0
        return set(means), {who for who, mean in means.items() if mean < least}, days

    def steps(self, rule, ranking, today):
        """(subject, whom it reaches, cycle, how often running, measure, due day) of everything that followed."""
        results = self.results(rule, ranking)
        for number, now in enumerate(results):
            for subject in now["inside"]:
                day, of_units = now["days"][subject], rule["options"]["subject"] == "unit"
                leaders = self.heads(subject, day, rule["options"].get("heads")) if of_units else []
                if rule["options"].get("streak_follows") == "leader":
                    told = [((each,), self.running(rule, results, number, each)) for each in leaders]
                else:
                    told = [(leaders, self.running(rule, results, number, None, subject))]
                for reached, running in told:
                    steps = [each for each in rule["options"]["steps"] if each["running"] <= running]
                    if steps:
                        step = max(steps, key=lambda each: each["running"])
                        named = reached if step["reaches"] == "heads" and reached else [subject]
                        due = day + step["days"] * ONE
                        yield from (
                            (subject, each, now["cycle"]["cycle"], running, step["measure"], due) for each in named
                        )

    def running(self, rule, results, number, leader, subject=None):
        """How often running, one period back after another."""
        breaks, count, now = rule["options"].get("skip_breaks", True), 0, results[number]
        by_time = {each["when"]: each for each in results[: number + 1]}
        for when in self.back_from(now["when"], min(by_time), rule["options"].get("cycle", "annual"), by_time):
            there = by_time.get(when)
            if subject is not None:
                led = [subject] if there and subject in there["judged"] else []
            else:
                least = self.maybe(rule, "leader_months", min(now["days"][who] for who in now["inside"])) or 0
                led = [unit for unit in there["judged"] if self.led(leader, unit, there, rule, least)] if there else []
            if any(unit in there["inside"] for unit in led):
                count += 1
            elif led or breaks or not count:
                break
        return count

    @staticmethod
    def back_from(when, first, cycle, by_time):
        """One period after another backwards, those without any result too."""
        if cycle == "each":
            return sorted(by_time, reverse=True)
        periods, (year, half) = [], when
        while (year, half) >= first:
            periods.append((year, half))
            if cycle == "half-year" and half:
                half = 0
            else:
                year, half = year - 1, 1
        return periods

    def heading(self, unit, day, patterns):
        """The posts that head the unit on a day."""
        posts = [self.post(name, day) for name in sorted({row["post"] for row in self.told["posts"]})]
        posts = [post for post in posts if post and post["unit"] == unit and post["track"] in {"party", "admin"}]
        if patterns:
            return {post["post"] for post in posts if fits(patterns, post)}
        scale = list(self.told["levels"])

        def height(post):
            return (scale.index(post["level"]) if post["level"] in scale else -1, post["key_post"])

        best = {
            track: max(height(post) for post in posts if post["track"] == track)
            for track in {p["track"] for p in posts}
        }
        return {post["post"] for post in posts if height(post) == best[post["track"]]}

    def heads(self, unit, day, patterns=None):
        """Who heads the unit: party heads first."""
        posts = self.heading(unit, day, patterns)
        there = sorted(
            (post["track"] == "admin", post["post"], cadre)
            for cadre in self.everyone
            for row, post in self.page(cadre, day)
            if post["post"] in posts and row["kind"] in HEADING
        )
        return list(dict.fromkeys(cadre for _, _, cadre in there))

    def led(self, leader, unit, result, rule, months):
        """Whether the cadre headed the unit in so many months of the year."""
        year, patterns = result["cycle"]["year"], rule["options"].get("heads")
        day, days = date(year, 1, 1), 0
        while day.year == year:
            held = [
                post["post"] for row, post in self.page(leader, day) if post["unit"] == unit and row["kind"] in HEADING
            ]
            days += bool(held) and any(post in self.heading(unit, day, patterns) for post in held)
            day += ONE
        return days > 0 and days >= Fraction(365 * months, 12) - 1

    # --- what must be held ---

    def missing_cycles(self, rule, today):
        """(name, first day after the period, due day, cycle held) of every period since the first that had one."""
        ends = [
            later(date(each["year"], 1, 1), ENDS[each["period"]])
            for each in self.told["cycles"]
            if each["period"] in ENDS
        ]
        for year in range(min(ends).year - 1, today.year + 1) if ends else ():
            for period, months in ENDS.items():
                end = later(date(year, 1, 1), months)
                wanted = period in words(rule["options"]["periods"])
                if wanted and min(ends) <= end <= today and self.in_force(rule, end):
                    held = [
                        each["cycle"]
                        for each in self.told["cycles"]
                        if (each["year"], each["period"]) == (year, period)
                    ]
                    yield (
                        f"{year}-{period}",
                        end,
                        later(end, self.number(rule, "months", end)),
                        held[0] if held else None,
                    )

    def inspections(self, rule, unit, today):
        """(half of the term, due day, whether inspected) for whoever heads the unit first."""
        patterns = rule["options"].get("heads")
        first = self.heads(unit, today, patterns)[:1]
        for cadre in first:
            for row, post in self.page(cadre, today):
                if post["post"] not in self.heading(unit, today, patterns):
                    continue
                half = later(row["since"], self.number(rule, "term_years", today) * 6)
                if half <= today and self.in_force(rule, half):
                    due = later(half, self.number(rule, "months", half))
                    yield half, due, self.was_inspected(rule, unit, row["since"])

    def was_inspected(self, rule, unit, since):
        wanted = set(words(rule["options"].get("relations")))
        for cycle in self.told["cycles"]:
            if cycle["period"] == "mid-term" and cycle["day"] >= since:
                for name, about, _, polled in self.told["scored"]:
                    least = self.number(self.told["score"], "raters", cycle["day"])
                    rated = self.grouped(polled, self.told["set"], least)
                    if (name, about) == (cycle["cycle"], f"unit:{unit}") and wanted <= set(rated):
                        return True
        return False


KINDS = {"top": "rank", "bottom": "rank", "grade": "grade", "recognition": "marks"}
