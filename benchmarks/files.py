"""What dossiers hold of everybody in a benchmark: training, sanctions, notices, minutes, bodies; put into a copy."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Final

Filed = tuple[str, str, str, dict[str, Any], str, str]
"""Docket, topic, subject, fields, first day, end."""
ALWAYS_KNOWN: Final = (0, 4611686018427387904)
FOREVER: Final = "9999-12-31"
IN_BODY: Final = 25
"""How many cadres are members of one body."""


def file_everybody(store: str) -> None:
    """File sessions and a body of everybody, a notice or minutes of every third, a sanction of every tenth."""
    database = sqlite3.connect(store)
    names = [row[0] for row in database.execute("SELECT DISTINCT cadre FROM standing_row ORDER BY cadre")]
    filed = [*bodies(names), *(each for number, name in enumerate(names) for each in one(number, name))]
    rows = [
        (docket, topic, subject, json.dumps(fields), None, "O-0", f"{docket}@{number}", start, end, *ALWAYS_KNOWN)
        for number, (docket, topic, subject, fields, start, end) in enumerate(filed, 1)
    ]
    database.executemany(f"INSERT INTO dossier_row VALUES ({', '.join('?' * 11)})", rows)
    database.commit()
    database.close()
    print(f"{len(rows):,} facts filed about {len(names):,} cadres")


def one(number: int, name: str) -> Iterator[Filed]:
    """What is on file of one cadre."""
    who, case = f"cadre:{name}", f"case:{name}"
    for year in ("2021", "2022", "2023"):
        told = {"session": f"S{year}", "kind": "political-theory", "form": "class", "scope": "in-county"}
        length = {"days": "5", "hours": None, "missed_hours": None, "collective": True}
        yield f"training:{name}", "training-recorded", who, {**told, **length}, f"{year}-05-10", f"{year}-05-15"
    if number % 10 == 0:
        sanction = {"cadre": name, "line": "party", "kind": "warning", "until": None, "about": []}
        yield f"sanction:{name}", "sanction-imposed", who, sanction, "2024-01-15", FOREVER
    if number % 3 == 0:
        opened = {"case": name, "procedure": "appointment", "posts": []}
        yield case, "case-opened", who, opened, "2024-04-01", FOREVER
        yield case, "case-publicity-opened", "", {"step": "notice", "budget": "5wd"}, "2024-04-10", FOREVER
        yield case, "case-term-elapsed", "", {"step": "notice"}, "2024-04-17", FOREVER
    if number % 3 == 1:
        vote = {"entitled": 9, "present": 8, "votes_for": 7, "recused": [], "postponed": False, "follows": None}
        what = {"number": decision(name), "body": "B0", "matter": "appointment", "amount": None}
        minutes = {**what, **vote, "cadres": [name], "posts": []}
        yield "decision:D", "collective-decision-taken", f"decision:{decision(name)}", minutes, "2024-05-01", FOREVER


def decision(name: str) -> str:
    """The number of the decision on a cadre, as far as there is one."""
    return f"D-{name}"


def body(number: int) -> str:
    """The body of which the cadre of this number is a member."""
    return f"B{number // IN_BODY}"


def bodies(names: Sequence[str]) -> Iterator[Filed]:
    """The bodies with their members; the first cadre of each is its secretary."""
    for number, name in enumerate(names):
        docket = f"body:{body(number)}"
        first = number % IN_BODY == 0
        if first:
            made = {"body": body(number), "unit": "U", "name": "Branch", "kind": "branch", "under": None}
            yield docket, "body-constituted", docket, {**made, "term_months": 60}, "2020-01-01", FOREVER
        role = {"cadre": name, "role": "secretary" if first else "member", "full_time": True, "portfolio": []}
        for subject in (docket, f"cadre:{name}"):
            yield docket, "body-member-joined", subject, {"body": body(number), **role}, "2020-02-01", FOREVER
