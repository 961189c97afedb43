"""What the rules say: one rule of each kind, the due list, candidates for a post, an audit, each in CPU time.

The peer is the least that answers a question at all: reading the rows of the holdings once with plain SQL.
"""

import argparse
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from files import body, decision, file_everybody
from measure import Taken, once

from domain.policy.asked import Asked
from domain.policy.catalogue import BY_NAME
from domain.policy.facts import Stretch
from domain.policy.judge import dues, held_against, verdict_on
from domain.policy.kinds.training_min import accounts, owed
from domain.policy.kinds.vacancy_alarm import vacancy
from domain.policy.pack import read_pack, write_pack
from domain.policy.rises import rises
from domain.policy.rule import Rule
from lifecycle.demo import make_demo
from lifecycle.engine import Engine
from projections.database import transaction
from projections.decisions import NOW, THEN
from projections.levels import level_scale
from projections.moment import EVERYTHING, Moment
from projections.policy_facts import StoredFacts

TODAY: Final = "2024-06-01"
MAIN: Final = ("substantive", "trial")
KINDS: Final[dict[str, tuple[dict[str, Any], dict[str, Any]]]] = {
    "tenure-max": ({"years": 10}, {}),
    "terms-max": ({"terms": 2, "term_years": 5}, {}),
    "tenure-min": ({"years": 3}, {}),
    "cooling-off": ({"years": 2}, {}),
    "exchange-crosses": ({}, {"between": ["track"], "acts": ["transfer"]}),
    "concurrent-max": ({"posts": 2}, {}),
    "early-removal": ({"years": 5}, {"reasons": ["health"]}),
    "backdating": ({"days": 30}, {}),
    "age-limit": ({}, {"table": [{"years": 60}]}),
    "native-place-avoidance": ({}, {}),
    "kin-avoidance": ({}, {}),
    "incompatible-duties": ({}, {"sets": [["*organisation*", "*discipline*"]]}),
    "separation-of-duties": ({}, {}),
    "pair-not-together": ({"window_days": 180}, {"roles": ["*secretary", "*mayor"]}),
    "movement-share": ({"share": "1/3", "window_months": 12}, {}),
    "backbone-min": ({"share": "0.6", "months_in_unit": 24}, {}),
    "eligibility": ({}, {"criteria": [{"metric": "service-years", "at_least": 5}]}),
    "exceptional-promotion": ({"exceptional_steps": 2, "most_steps": 2, "months_since": 24}, {}),
    "freeze": ({"warning": 6}, {"while": "sanction", "acts": ["transfer"]}),
    "publicity-required": ({"working_days": 5}, {}),
    "decision-required": ({"quorum": "2/3", "majority": "1/2"}, {}),
    "training-before-promotion": ({"days": 5, "months_before": 36, "within_months": 12}, {}),
    "probation": ({"years": 1}, {}),
    "member-eligibility": ({}, {"role": ["secretary", "member"], "party_member": True}),
    "composition": ({"at_least": 5}, {"role": "secretary"}),
    "vacancy-alarm": ({"months": 6}, {}),
    "training-min": ({"days": 5}, {}),
}
TEN: Final = tuple(KINDS)[:10]
"""The kinds of the audit."""
DUTIES: Final = ("tenure-max",)
COPIED: Final = {
    "holding_row": ("cadre", "post", "event", "ended_by"),
    "post_row": ("post", "event"),
    "standing_row": ("cadre",),
    "personal_row": ("cadre", "event", "act"),
    "vault": ("event", "subject"),
}
"""Tables of a store of which copies are made, and the columns that must differ in each copy."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=2_000, help="cadres of the demo")
    parser.add_argument("--store", help="an SQLite demo store that is there already, instead of a new one")
    parser.add_argument("--candidates", type=int, default=10_000)
    parser.add_argument("--holders", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "demo.db")
        if asked.store:
            shutil.copy(asked.store, store)
        else:
            make_demo(store, size=asked.size)
        adopt(store, DUTIES)
        kinds(store, asked.rounds)
        audit(store, asked.rounds)
        large = multiplied(store, "holding_row", "valid_to = '9999-12-31'", asked.holders)
        due(large, asked.rounds)
        middle = multiplied(store, "standing_row", "valid_to = '9999-12-31'", asked.candidates)
        who(middle, asked.rounds)


def adopt(store: str, names: Sequence[str]) -> None:
    """Adopt one pack with a rule of each of these kinds."""
    line = {"act": "policy-adopt", "pack": "bench", "version": "1", "title": "Bench", "basis": "No. 1"}
    with Engine.open(store) as engine:
        engine.submit([{**line, "content": pack_of(names), "effective": "1990-01-01"}], actor="bench")


def pack_of(names: Sequence[str]) -> str:
    """The content of a pack with a rule of each of these kinds."""
    head = {"id": "bench", "version": "1", "title": "Bench", "parent": "", "from": "1990-01-01"}
    articles = {"art. 1": {"wording": "So it is.", "since": "1990-01-01"}}
    return write_pack({"pack": head, "articles": articles, "rules": [stored(name) for name in names]})


def stored(kind: str) -> dict[str, Any]:
    """A rule as a pack stores it."""
    numbers, options = KINDS[kind]
    dated = {name: [{"from": "1990-01-01", "value": value}] for name, value in numbers.items()}
    plain = {"article": "art. 1", "effect": "WARN", "pick": "effective-day", "clock": "same-post", "warn_days": 180}
    more = {"gap_months": 0, "select": {}, "counts": {}, "waiver": None, "exceptions": [], "unknown": "block"}
    return {"id": kind.upper(), "kind": kind, **plain, **more, "numbers": dated, "options": options}


def multiplied(store: str, table: str, where: str, wanted: int) -> str:
    """A copy of the store in which rows stand so often that so many fit; only what is read by rules is copied."""
    path = f"{store}-{wanted}"
    shutil.copy(store, path)
    database = sqlite3.connect(path)
    condition = f"{where} AND known_to > 4000000000000000000"
    here = database.execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}").fetchone()[0]
    for name, marked in COPIED.items():
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
        chosen = ", ".join(f"{column} || ?" if column in marked else column for column in columns)
        rows = "" if name == "vault" else " WHERE known_to > 4000000000000000000"
        sql = f"INSERT INTO {name} SELECT {chosen} FROM (SELECT * FROM {name} WHERE {marked[0]} NOT LIKE '%~%') {rows}"
        for number in range(wanted // here):
            database.execute(sql, (f"~{number}",) * len(marked))
    database.commit()
    found = database.execute(f"SELECT COUNT(*) FROM {table} WHERE {condition}").fetchone()[0]
    print(f"{found:,} rows of {table} hold without end, {here:,} of them of the demo itself")
    database.close()
    return path


def kinds(store: str, rounds: int) -> None:
    """One rule of each kind on acts of everybody, on what everybody holds, on every post."""
    filed = f"{store}-filed"
    shutil.copy(store, filed)
    file_everybody(filed)
    rules = {rule.kind: rule for rule in read_pack(pack_of(tuple(KINDS))).rules}
    with Engine.open(filed) as engine, transaction(engine.database):
        facts = StoredFacts(engine.database, Moment(TODAY, EVERYTHING), level_scale(engine.database))
        facts.preload()
        on_acts(rules, facts, rounds)
        on_others(rules, facts, rounds)


def on_acts(rules: Mapping[str, Rule], facts: StoredFacts, rounds: int) -> None:
    """CPU microseconds of one rule of each kind for each act that it judges."""
    acts = {"transfer": transfers(facts), "anew": anew(facts), "other": others(facts)}
    print("One rule on an act that it judges, facts read before: CPU microseconds for each act.")
    print("What acts of one unit or body, or of one cadre, share was worked out in an earlier round; under 'at first'")
    print("nothing was, and what is worked out for all is divided by the acts.")
    print(f"{len(acts['transfer']):,} transfers to the post of another, {len(acts['anew']):,} appointments to the post")
    print(f"held already, {len(acts['other']):,} others: confirmations of a trial, rises, members of bodies.")
    print("In brackets: what it takes to see that no such act is judged.\n")
    print(f"  {'':26}" + "".join(f"{name:>12}" for name in (*acts, "at first")))
    for kind, rule in rules.items():
        if BY_NAME[kind].check:
            columns = [told(rule, each, facts, rounds) for each in acts.values()]
            columns.append(f"{at_first(rule, acts.values(), facts, rounds):.1f}")
            print(f"  {kind:26}" + "".join(f"{column:>12}" for column in columns))
    ten = [rules[kind] for kind in TEN]
    taken = least(lambda: judged(ten, acts["transfer"], facts), rounds) / len(acts["transfer"])
    print(f"  ten rules on a transfer: {taken * 1e6:.1f}, so 10,000 cadres take {taken * 1e4:.2f} seconds\n")


def told(rule: Rule, acts: Sequence[Asked], facts: StoredFacts, rounds: int) -> str:
    """Microseconds for each of the acts that the rule judges at all; of all of them, in brackets, if it judges none."""
    judged([rule], acts, facts)
    mine = [asked for asked in acts if verdict_on(rule, asked, facts) is not None]
    many = mine or acts
    again = 1 + len(acts) // len(many)
    taken = least(lambda: judged([rule], many, facts), rounds * again) / len(many) * 1e6
    return f"{taken:.1f}" if mine else f"({taken:.1f})"


def at_first(rule: Rule, acts: Iterable[Sequence[Asked]], facts: StoredFacts, rounds: int) -> float:
    """Microseconds for each of the acts that the rule judges where it works out everything anew."""
    every = [asked for some in acts for asked in some]
    mine = [asked for asked in every if verdict_on(rule, asked, facts) is not None] or every

    def anew() -> None:
        facts.kept.clear()
        judged([rule], mine, facts)

    return least(anew, rounds) / len(mine) * 1e6


def on_others(rules: Mapping[str, Rule], facts: StoredFacts, rounds: int) -> None:
    """CPU microseconds for what rules oblige holders, posts and cadres to."""
    day = date.fromisoformat(TODAY)
    held = facts.holdings(day)
    posts = [view for post in dict.fromkeys(each.post for each in held) if (view := facts.post(post, day))]
    print("What a rule obliges to, facts read before: CPU microseconds for each answer.\n")
    for kind in ("tenure-max", "age-limit", "probation"):
        taken = least(lambda rule=rules[kind]: dues([rule], held, day, facts), rounds)
        print(f"  {kind:26} {taken / len(held) * 1e6:9.1f} for each of {len(held):,} holdings")
    alarm = rules["vacancy-alarm"]
    taken = least(lambda: [vacancy(alarm, each, day, facts) for each in posts], rounds)
    print(f"  {'vacancy-alarm':26} {taken / len(posts) * 1e6:9.1f} for each of {len(posts):,} posts")
    training, cadres = rules["training-min"], list(dict.fromkeys(each.cadre for each in held))
    years = sum(len(list(accounts(training, each, day, facts))) for each in cadres)
    taken = least(lambda: [list(owed(training, each, day, facts)) for each in cadres], rounds)
    print(f"  {'training-min':26} {taken / years * 1e6:9.1f} for each of {years:,} years of {len(cadres):,} cadres\n")


def audit(store: str, rounds: int) -> None:
    """Ten rules on an act of everybody, the reading of every fact included; past decisions by the rules of today."""
    rules = {rule.kind: rule for rule in read_pack(pack_of(tuple(KINDS))).rules}
    ten = [rules[kind] for kind in TEN]
    for what, judging in (("every answer explained", judged), ("objections explained", objected)):
        acts = from_nothing(store, ten, judging)
        taken = least(lambda each=judging: from_nothing(store, ten, each), rounds)
        print(f"audit: {acts:,} cadres by ten rules, {what}, opening and reading the store included:")
        print(f"CPU {taken:.2f} s, so 10,000 cadres take {taken / acts * 1e4:.2f} s")
    with Engine.open(store) as engine:
        asking = engine.counsel
        laws = [rule for rule in asking.rules_at(Moment(TODAY, EVERYTHING)) if BY_NAME[rule.kind].check]
        many = len(asking.retro(judged=((THEN, NOW),), today=TODAY))
        taken = least(lambda: asking.retro(judged=((NOW, NOW),), today=TODAY), 1)
        print(f"audit retro: {many:,} decisions by the {len(laws)} rules of today on acts, on what is known now:")
        print(f"CPU {taken:.2f} s, so 10,000 decisions by ten rules take {taken / many / len(laws) * 1e5:.2f} s\n")


def from_nothing(store: str, rules: Sequence[Rule], judging: Callable[..., None]) -> int:
    """The rules on a transfer of everybody, from the opening of the store on; how many that are."""
    with Engine.open(store) as engine, engine.counsel.reading_much():
        facts = StoredFacts(engine.database, Moment(TODAY, EVERYTHING), level_scale(engine.database))
        facts.preload()
        acts = transfers(facts)
        judging(rules, acts, facts)
        return len(acts)


def objected(rules: Sequence[Rule], acts: Sequence[Asked], facts: StoredFacts) -> None:
    """What every rule has against every act, as a look back at decisions asks for it."""
    for asked in acts:
        held_against(rules, asked, facts)


def judged(rules: Sequence[Rule], acts: Sequence[Asked], facts: StoredFacts) -> None:
    """Every rule on every act; ten rules as an audit asks them, one rule without the search for a lawful day."""
    for asked in acts:
        if len(rules) == 1:
            verdict_on(rules[0], asked, facts)
        else:
            for rule in rules:
                verdict_on(rule, asked, facts)


def transfers(facts: StoredFacts) -> list[Asked]:
    """A transfer of everybody to the post of another; some cite the minutes of a decision."""
    day = date.fromisoformat(TODAY)
    held = mains(facts, day)
    pairs = zip(held, [*held[1:], *held[:1]], strict=True)
    return [
        Asked("transfer", one.cadre, day, day, post=other.post, left=(one.post,), decision=decision(one.cadre))
        for one, other in pairs
    ]


def mains(facts: StoredFacts, day: date) -> list[Stretch]:
    """The main post of everybody on the day, by cadre."""
    held = sorted([each for each in facts.holdings(day) if each.kind in MAIN], key=attrgetter("cadre", "start"))
    found: dict[str, Stretch] = {}
    for each in held:
        found.setdefault(each.cadre, each)
    return list(found.values())


def anew(facts: StoredFacts) -> list[Asked]:
    """An appointment of everybody to the post held already, so that every clock runs."""
    day = date.fromisoformat(TODAY)
    return [Asked("appoint", each.cadre, day, day, post=each.post) for each in mains(facts, day)]


def others(facts: StoredFacts) -> list[Asked]:
    """The confirmation of everybody's trials, everybody's rises as promotions, and everybody's joining of a body."""
    day, found = date.fromisoformat(TODAY), list[Asked]()
    for number, cadre in enumerate(facts.cadres):
        trials = [each for each in facts.stretches(cadre) if each.kind == "trial" and each.start < day]
        found += [Asked("confirm", cadre, min(each.end, day), day, confirms=each.post) for each in trials]
        risen = [(each.day, each.level) for each in rises(cadre, facts)]
        found += [Asked("promote", cadre, on, day, level=level, reason="exceptional: merit") for on, level in risen]
        found.append(Asked("body-member", cadre, day, day, body=body(number)))
    return found


def least(work: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the quickest of some rounds."""
    return min(once(work).cpu for _ in range(rounds))


def due(store: str, rounds: int) -> None:
    """The due list of everybody, against reading the holdings."""
    with Engine.open(store) as engine:
        asking = engine.counsel
        rows = asking.due(today=TODAY, within="6m")
        report(
            f"due: {len(rows):,} rows within six months", store, lambda: asking.due(today=TODAY, within="6m"), rounds
        )
        rows = asking.due(today=TODAY)
        report(f"due: all {len(rows):,} rows", store, lambda: asking.due(today=TODAY), rounds)


def who(store: str, rounds: int) -> None:
    """Everybody as a candidate for one post, against reading the holdings."""
    with Engine.open(store) as engine:
        asking = engine.counsel
        posts = [row["post"] for row in asking.due(today=TODAY)]
        rows = asking.who(post=posts[0], on=TODAY)
        title = f"who: {len(rows):,} candidates, {sum(row['lawful'] for row in rows):,} of them lawful"
        report(title, store, lambda: asking.who(post=posts[0], on=TODAY), rounds)


def report(title: str, store: str, ours: Callable[[], object], rounds: int) -> None:
    """Print what ours takes, and what reading the holdings takes."""
    database = sqlite3.connect(store)
    sql = "SELECT * FROM holding_row WHERE known_to > 4000000000000000000"
    mine: list[Taken] = []
    peer: list[Taken] = []
    for _ in range(rounds):
        mine.append(once(ours))
        peer.append(once(lambda: database.execute(sql).fetchall()))
    database.close()
    own, raw = min(each.cpu for each in mine), min(each.cpu for each in peer)
    print(f"{title}: CPU {own:.2f} s, reading the holdings {raw:.2f} s, {own / raw:.1f} x")


if __name__ == "__main__":
    main()
