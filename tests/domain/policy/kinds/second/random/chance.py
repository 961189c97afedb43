"""What is drawn by chance: days, often at the ends of months; dated numbers; parts of what may be told."""

from datetime import date, timedelta

FOREVER, ALWAYS = date.max, date.min
MIDDLE = date(2020, 2, 29)
CADRES, POSTS, UNITS = "ABCD", [f"P{number}" for number in range(7)], "UVWXY"
LEVELS = ("clerk", "section-deputy", "section", "division-deputy")
KINDS = ("substantive", "substantive", "substantive", "acting", "trial", "concurrent", "secondment", "assistant")
ACTS = ("appoint", "transfer", "transfer", "exchange", "rotate", "promote", "demote", "relieve", "depart")
LENGTHS = (1, 2, 27, 28, 29, 30, 31, 59, 90, 181, 200, 365, 366, 400, 731)


def near(chance, first=-700, last=400):
    """A day; often the end of a month, and the last days of February before all."""
    day = MIDDLE + timedelta(days=chance.randint(first, last))
    if chance.random() < 0.4:
        day = day.replace(day=1) - timedelta(days=chance.choice((0, 1, 1, 2)))
    return day


def turn(chance, first, last):
    """A day on which a number may change: often that of the act, the one before or after it, or some days before."""
    if chance.random() < 0.5:
        return near(chance, first, last)
    return getattr(chance, "day", MIDDLE) + timedelta(days=chance.choice((-150, -10, -1, 0, 0, 1)))


def rows(chance, *values):
    """A dated number: always the same, or one that changes, or one that begins later."""
    bounds = ["1900-01-01"] if chance.random() < 0.85 else [str(turn(chance, -300, 100))]
    while chance.random() < 0.3:
        bounds.append(str(max(turn(chance, -300, 300), date.fromisoformat(bounds[-1]) + timedelta(days=1))))
    return [{"from": bound, "value": chance.choice(values)} for bound in bounds]


def some(chance, **options):
    """A part of the options."""
    return {name: value for name, value in options.items() if chance.random() < 0.4}
