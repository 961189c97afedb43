"""Rows on what follows from rankings: talks, notices, adjustments, rewards."""

import json

import pytest

UNITS = tuple(f"U{number}" for number in range(1, 10))
PEOPLE = tuple(f"C{number}" for number in range(1, 10))
TALK = "talk {} --kind admonishing --held-by ZHOU --evidence {} --effective {} --basis M1"


def setting():
    """Nine bureaus, the last three each with a secretary and a head, and nine cadres."""
    yield {"act": "unit-open", "unit": "COUNTY", "name": "Linghe", "kind": "county"}
    yield from (
        {"act": "unit-open", "unit": each, "name": each, "kind": "bureau", "parent": "COUNTY"} for each in UNITS
    )
    for unit in UNITS[6:]:
        for track, letter in (("party", "P"), ("admin", "H")):
            place = {"unit": unit, "track": track, "level": "division", "key_post": letter == "H"}
            yield {"act": "post-open", "post": f"{letter}{unit}", "name": f"Top {letter}", **place}
    yield {"act": "post-open", "post": "KEY", "unit": "COUNTY", "name": "Key", "track": "admin", "key_post": True}
    yield from ({"act": "person-register", "cadre": each, "name": each} for each in (*PEOPLE, *HEADS))
    yield from ({"act": "appoint", "cadre": each, "post": each.replace("-", "")} for each in HEADS)


HEADS = tuple(f"{letter}-{unit}" for unit in UNITS[6:] for letter in "PH")


def submitted(history, path, lines, day="2010-01-01"):
    """Submit the lines as one order."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    history.do(f"order submit '{path}' --effective {day} --basis D")


@pytest.fixture
def county(office, tmp_path):
    """A function that makes a history of yearly rankings: year -> who is first to last."""
    path = tmp_path / "order.jsonl"

    def ranked(history, year, order, *, of="unit", period="year-end", ratings=None):
        """Score and rank a year: the first of the order has most points; a pair is a tie."""
        name = f"{year}{'H2' if period == 'year-end' else 'H1'}"
        history.do(f"assess open {name} --period {period} --set S --effective {year}-12-01 --basis N")
        lines = [
            {"act": "assess-score", "cycle": name, "subject": who, "marks": {"work": str(90 - place)}}
            for place, each in enumerate(order)
            for who in (each if isinstance(each, tuple) else (each,))
        ]
        submitted(history, path, [line | (ratings or {}).get(line["subject"], {}) for line in lines], f"{year}-12-05")
        history.do(f"assess rank {name} --of {of} --effective {year}-12-20 --basis R")

    def made(years, *, of="unit", ratings="0", marks=None):
        history = office(pack="seed", setting=())
        lines = [line if "person" in line["act"] else {"effective": "2010-01-01", **line} for line in setting()]
        groups = {"masses": "1"} if ratings != "0" else {}
        told = {"set": "S", "version": "1", "assesses": of, "parts": {"party": "0.5", "business": "0.5"}}
        listed = [{"id": "work", "aspect": "style", "part": "joint", "weight": "1"}]
        published = {"act": "assess-set", **told, "ratings": ratings, "groups": groups, "indicators": listed}
        submitted(history, path, [*lines, published])
        for year, order in years.items():
            ranked(history, year, order, of=of, ratings=marks)
        return history

    return made


def owed(history, year, today="2031-01-01"):
    """What follows from a year: (unit, cadre, measure, state)."""
    rows = history.ask(f"consequences --year {year} --today {today}")
    return [(each["unit"], each["cadre"], each["measure"], each["duty_state"]) for each in rows]


def last(unit):
    """The nine units with this one last."""
    return [*(each for each in UNITS if each != unit), unit]


def test_row_0_21_the_bottom_three_once_twice_and_three_times(county):
    """`cadre consequences`: talk with both heads, then a notice with channels, then adjust or demote, each a duty."""
    history = county({2021: UNITS, 2022: UNITS, 2023: UNITS})
    other = county({2021: UNITS, 2022: [*UNITS[6:], *UNITS[:6]], 2023: UNITS})
    asked = "consequences --year {} --unit U9 --today 2031-01-01"
    told = {year: history.ask(asked.format(year)) for year in (2021, 2022, 2023)}

    assert [[(each["cadre"], each["measure"], each["due_on"]) for each in told[year]] for year in told] == [
        [("H-U9", "talk", "2022-01-19"), ("P-U9", "talk", "2022-01-19")],
        [(None, "notice", "2023-01-19")],
        [("H-U9", "adjust-or-demote", "2024-03-19"), ("P-U9", "adjust-or-demote", "2024-03-19")],
    ]
    assert told[2022][0]["channels"] == ["television", "news broadcast"]
    assert {each["measure"] for each in other.ask(asked.format(2023))} == {"talk"}
    history.do(TALK.format("H-U9 --with P-U9", "ranking:2021H2@1", "2022-01-10"))
    history.do(
        "notice --unit U9 --kind criticism --channel tv --evidence ranking:2022H2@1 --effective 2023-01-05 --basis N"
    )
    history.do("demote P-U9 --to section --evidence ranking:2023H2@1 --effective 2024-02-01 --basis D")
    states = [[each["duty_state"] for each in history.ask(asked.format(year))] for year in told]
    assert states == [["done", "done"], ["done"], ["overdue", "done"]]


def test_row_0_25_the_first_three_years_running_get_a_key_post_or_a_reward(county):
    """`cadre consequences`: the first for the third year running is due a key post or a reward (SEED-FIRST-3)."""
    three = county(dict.fromkeys((2021, 2022, 2023), PEOPLE), of="cadre")
    broken = county({2021: PEOPLE, 2022: PEOPLE[::-1], 2023: PEOPLE}, of="cadre")

    assert owed(three, 2023) == [(None, "C1", "key-post-or-reward", "overdue")]
    assert owed(broken, 2023) == []
    three.do("appoint C1 --to KEY --evidence ranking:2023H2@1 --effective 2024-03-01 --basis D")
    assert owed(three, 2023) == [(None, "C1", "key-post-or-reward", "done")]


def test_row_4_13_low_recognition_by_the_masses_is_due_for_adjustment(county):
    """SEED-RECOGNISED and SEED-WEAK-TEAM: a mean mark of the masses below 60 raises a duty to adjust."""
    low, fair = (
        county(
            {2021: PEOPLE},
            of="cadre",
            ratings="0.2",
            marks={who: {"ratings": MASSES[who != "C9"][case]} for who in PEOPLE},
        )
        for case in (0, 1)
    )

    assert owed(low, 2021) == [(None, "C9", "adjust-or-demote", "overdue")]
    assert owed(fair, 2021) == []


MASSES = (("masses=10:599", "masses=10:600"), ("masses=10:800", "masses=10:800"))
