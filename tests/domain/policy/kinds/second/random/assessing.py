"""Years of assessment made of chance: marks with many ties, rankings, grades, and heads who come and go."""

from datetime import date, timedelta
from types import SimpleNamespace

from domain.assessment.events import AssessmentScored, CycleOpened, GradeGiven, IndicatorSetPublished
from domain.assessment.indicators import read_set
from domain.assessment.limits import grouped
from domain.ledger import Act
from domain.levels import DEFAULT_LEVELS
from projections.assessment import Book
from tests.domain.policy.kinds.second.random.chance import FOREVER

UNITS = ("U1", "U2", "U3", "U4", "U5")
PEOPLE = ("A", "B", "C", "D", "E")
YEARS = range(2018, 2023)
GRADES = {
    "unit": ("poor", "average", "good", "excellent"),
    "cadre": ("incompetent", "competent", "excellent", "excellent"),
}
POLLS = ("10:900", "10:800", "4:400", "5:300.5", "6:420", "12:1030")
WEIGHTS = (("0.5", "0.5"), ("0.4", "0.6"), ("1", "0"))


def draw_years(chance, score):
    """The tables of some years; `score` is the rule by which marks are recorded."""
    told = {
        "posts": [],
        "holdings": [],
        "stands": {},
        "levels": list(DEFAULT_LEVELS),
        "people": {},
        "kin": [],
        "waivers": [],
    }
    told["units"] = {unit: {"name": unit, "kind": None, "parent": None, "was": []} for unit in UNITS}
    told |= {
        "score": score,
        "set": draw_set(chance),
        "cycles": [],
        "scored": [],
        "grades": [],
        "rankings": [],
        "noted": [],
    }
    told["groups"] = {who: chance.choice(("bureau", "bureau", "town")) for who in (*UNITS, *PEOPLE)}
    told["reasons"] = {}
    for unit in UNITS:
        draw_heads(chance, told, unit)
    for year in YEARS:
        for period, month in (("mid-year", 7), ("year-end", 12), ("mid-term", 9)):
            if chance.random() < {"mid-year": 0.5, "year-end": 0.85, "mid-term": 0.3}[period]:
                draw_cycle(chance, told, (year, period, date(year, month, chance.choice((1, 20, 30)))))
    return told


def draw_set(chance):
    first, second = chance.choice(WEIGHTS)
    one, two, three = chance.choice((("0.5", "0.3", "0.2"), ("1", "0", "0"), ("0.25", "0.5", "0.25")))
    works = [
        {"id": "theory", "aspect": "ideology", "part": "party", "weight": one},
        {"id": "team", "aspect": "organisation", "part": "party", "weight": two, "most": chance.choice(("100", "10"))},
        {"id": "flood", "aspect": "style", "part": "party", "weight": three, "work": "ad-hoc"},
        {"id": "trade", "aspect": "style", "part": "business", "weight": "1"},
    ]
    if chance.random() < 0.3:
        works = [{"id": "both", "aspect": "style", "part": "joint", "weight": "1"}]
    link = {
        "indicator": works[0]["id"],
        "from": "2019-06-01",
        "until": "2021-12-20",
        "times": chance.choice(("2", "0.5")),
    }
    shares = ("0", {}) if chance.random() < 0.4 else (chance.choice(("0.3", "1/2", "0.25")), {})
    groups = {"superior": "0.5", "masses": "0.5"} if shares[0] != "0" else {}
    return {
        "set": "S",
        "version": "1",
        "title": None,
        "assesses": "unit",
        "unit_kinds": (),
        "post_kinds": (),
        "parts": {"party": first, "business": second},
        "ceilings": {} if chance.random() < 0.6 else {"regular": "60", "ad-hoc": "10"},
        "ratings": "0.5" if shares[0] == "1/2" else shares[0],
        "groups": groups,
        "knowledge": {"close": "1", "some": "0.5"} if groups and chance.random() < 0.5 else {},
        "indicators": tuple(works),
        "weak_links": (link,) if chance.random() < 0.5 else (),
    }


def draw_heads(chance, told, unit):
    for track, name, level in (
        ("party", "secretary", "division"),
        ("admin", "head", "division"),
        ("admin", "deputy", "section"),
    ):
        post = f"{name}-{unit}"
        row = {"post": post, "from": date(2015, 1, 1), "until": FOREVER, "succeeds": [], "unit": unit, "name": name}
        marks = {"key_post": chance.random() < 0.3, "backbone": False, "part_time": False, "requires": ()}
        told["posts"].append({**row, "track": track, "level": chance.choice((level, level, None)), "seats": 1, **marks})
        start = date(2015, 1, 1) + timedelta(days=chance.randint(0, 900))
        while start < date(2023, 1, 1) and chance.random() < 0.9:
            until = start + timedelta(days=chance.choice((180, 181, 365, 700, 1000, 3000)))
            kind = chance.choice(("substantive", "substantive", "trial", "acting", "secondment"))
            number = len(told["holdings"])
            row = {
                "cadre": chance.choice(PEOPLE),
                "post": post,
                "kind": kind,
                "from": start,
                "until": until,
                "since": start,
            }
            row |= {"event": f"cadre:h@{number}", "ended_by": None, "planned_end": None, "since_known": True}
            told["holdings"].append(row)
            start = until + timedelta(days=chance.choice((0, 0, 30)))


def draw_cycle(chance, told, when):
    year, period, day = when
    name = f"{year}-{period}"
    told["cycles"].append({"cycle": name, "year": year, "period": period, "day": day})
    for register, names in (("unit", UNITS), ("cadre", PEOPLE)):
        whole = chance.random() < 0.85
        for who in names:
            if chance.random() < 0.9:
                draw_marks(chance, told, name, f"{register}:{who}", whole)
            if chance.random() < 0.5:
                grade, later = chance.choice(GRADES[register]), day + timedelta(days=chance.choice((0, 20)))
                told["grades"].append({"cycle": name, "about": f"{register}:{who}", "grade": grade, "day": later})


def draw_marks(chance, told, cycle, about, whole):
    made = told["set"]
    marks = {}
    for each in made["indicators"]:
        if whole or chance.random() < 0.9:
            most = int(each.get("most", "100"))
            marks[each["id"]] = chance.choice((str(most * 8 // 10), str(most * 9 // 10), str(most), "7.25"))
    polled = {}
    for group in made["groups"]:
        if whole or chance.random() < 0.9:
            for known in made["knowledge"] or ("",):
                polled[group + known and f"{group}/{known}" if known else group] = chance.choice(POLLS)
    told["scored"].append((cycle, about, marks, polled))


# --- the same as acts on file ---------------------------------------------------------------------


class PaperOffice:
    """What a decision on results asks of the register, from lists."""

    def __init__(self, told, packs):
        self.told, self._packs, self.acts = told, packs, []
        raters = told["score"]["numbers"]["raters"][-1]["value"]
        self.made = read_set(told["set"], "indicators:S@1")
        self._file("indicators:S", date(2015, 1, 1), IndicatorSetPublished(**told["set"]))
        for each in told["cycles"]:
            body = CycleOpened(
                cycle=each["cycle"], year=each["year"], period=each["period"], title=None, unit=None, sets=("S@1",)
            )
            self._file(f"cycle:{each['cycle']}", each["day"], body)
        days = {each["cycle"]: each["day"] for each in told["cycles"]}
        for cycle, about, marks, polled in told["scored"]:
            kept, _ = grouped(polled, self.made, raters)
            body = AssessmentScored(
                cycle=cycle, **self._whom(about), set="S@1", marks=marks, proofs={}, ratings=tuple(kept)
            )
            self._file(f"assessment:{cycle}.{about.split(':')[1]}", days[cycle], body)
        years = {each["cycle"]: (each["year"], each["period"]) for each in told["cycles"]}
        for each in told["grades"]:
            year, period = years[each["cycle"]]
            body = GradeGiven(
                cycle=each["cycle"], **self._whom(each["about"]), year=year, period=period, grade=each["grade"]
            )
            self._file(f"assessment:{each['cycle']}.{each['about'].split(':')[1]}", each["day"], body)

    @staticmethod
    def _whom(about):
        register, _, name = about.partition(":")
        return {"unit": None, "cadre": None, register: name}

    def _file(self, stream, day, body):
        number = sum(each[0] == stream for each in self.acts) + 1
        self.acts.append((stream, Act(f"{stream}@{number}", number, "O-1", day, 0, body)))

    def ledger(self, stream):
        return SimpleNamespace(in_force=lambda: tuple(act for name, act in self.acts if name == stream))

    def entries(self, topic, about):
        found = []
        for stream, act in self.acts:
            kind = type(act.body)
            told = act.body.model_dump(mode="json")
            names = {f"{register}:{told[field]}" for field, register in kind.ABOUT if told[field]}
            if kind.TOPIC.startswith(f"{topic}/") and about in names:
                found.append((stream, act))
        return found

    def packs(self):
        return self._packs

    def exists(self, stream):
        return stream.partition(":")[2] in (UNITS if stream.startswith("unit:") else PEOPLE)

    def unit(self, name):
        kind = SimpleNamespace(definition=SimpleNamespace(kind=self.told["groups"][name]))
        return SimpleNamespace(on=lambda _day: kind)

    def cadre(self, name):
        standing = SimpleNamespace(day=date(2010, 1, 1), level=self.told["groups"][name])
        return SimpleNamespace(career=SimpleNamespace(standings=(standing,)))

    def actor(self):
        return "officer"


class PaperBook(Book):
    """The assessments as a question reads them, from the acts on file."""

    def __init__(self, office, packs, rankings):
        super().__init__(None, 0, packs)
        self._office, self._rankings = office, rankings

    def _read(self, topic):
        if topic == "ranking-made":
            return self._rankings
        found = []
        for _, act in self._office.acts:
            if type(act.body).TOPIC.startswith(f"{topic}/"):
                found.append({**act.body.model_dump(mode="json"), "since": str(act.effective), "event": act.id})
        return sorted(found, key=lambda each: each["since"])
