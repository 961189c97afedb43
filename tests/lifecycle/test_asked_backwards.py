"""`when` and `who` against brute force: the act itself is tried, day after day and with everybody, as a dry run."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from domain.errors import CadreError
from lifecycle import pack_folder
from lifecycle.demo import make_demo
from lifecycle.engine import Engine

MAIN = ("substantive", "trial")
FAR = 3 * 366
OPEN_POSTS = "SELECT DISTINCT post FROM post_row WHERE valid_to = '9999-12-31' AND known_to > ? ORDER BY post"
CADRES = "SELECT DISTINCT cadre FROM standing_row WHERE known_to > ? ORDER BY cadre"
NOW_KNOWN = (2**62 - 1,)
MEASURES = """
[pack]
id = "strict"
version = "1"
title = "Strict measures"
from = 1990-01-01
[articles."art. 1"]
wording = "So it is."
""" + "".join(
    f"""
[[rule]]
id = "STRICT-{number}"
article = "art. 1"
effect = "BLOCK"
{rule}
"""
    for number, rule in enumerate(
        (
            'kind = "cooling-off"\nyears = 8',
            'kind = "cooling-off"\nclock = "same-unit"\nmonths = 30\nselect = { track = ["party"] }',
            'kind = "tenure-max"\nclock = "same-level"\nyears = 15\nunknown = "warn"\nunknown_until = 2030-01-01',
            'kind = "tenure-min"\nclock = "same-post"\nyears = 12',
            'kind = "terms-max"\nterms = 1\nterm_years = 3\ngap_months = 18',
            'kind = "concurrent-max"\nposts = 1',
            'kind = "movement-share"\nshare = "1/4"\nwindow_months = 24\nmin_posts = 3',
            'kind = "backbone-min"\nshare = "0.5"\nmonths_in_unit = 60',
            'kind = "eligibility"\ncriteria = [{ metric = "years-since-move", at_least = 7 }]',
            'kind = "age-limit"\ntable = [{ years = 62 }]',
        )
    )
)


class County:
    """A demo county under strict measures, after the last day on which anything is recorded."""

    def __init__(self, engine):
        self.engine = engine
        last = datetime.fromisoformat(engine.head.recorded_at).date()
        bounds = [row[0] for row in engine.database.query("SELECT DISTINCT valid_from FROM holding_row")]
        self.today = max(last, *map(date.fromisoformat, bounds)) + timedelta(days=1)
        self.posts = [row[0] for row in engine.database.query(OPEN_POSTS, NOW_KNOWN)]
        self.vacant = [row["post"] for row in engine.vacancies(as_of=str(self.today))]
        self.cadres = [row[0] for row in engine.database.query(CADRES, NOW_KNOWN)]
        serving = {row["cadre"] for row in engine.roster(as_of=str(self.today), filled=True)}
        self.serving = sorted(serving)

    def once_held(self, cadre):
        """The open posts that the cadre has ever held, or any if there is none."""
        sql = "SELECT DISTINCT post FROM holding_row WHERE cadre = ? ORDER BY post"
        held = {row[0] for row in self.engine.database.query(sql, (cadre,))}
        return sorted(held & set(self.posts)) or self.posts

    def tried(self, cadre, post, day):
        """The rules that refuse the act on the day; none if it would be recorded."""
        held = [row["post"] for row in self.engine.roster(as_of=str(day), filled=True)
                if row["cadre"] == cadre and row["kind"] in MAIN and row["post"] != post]  # fmt: skip
        act = "transfer" if len(held) == 1 else "appoint"
        line = {"act": act, "cadre": cadre, "post": post, "effective": str(day), "basis": "Doc"}
        now = datetime.combine(day, time(12), UTC)
        try:
            self.engine.submit([line], actor="officer", now=now, dry_run=True)
        except CadreError as refused:
            return {each.rule for each in refused.findings if each.effect == "BLOCK"}
        return set()


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("backwards")
    (folder / "pack.toml").write_text(MEASURES, encoding="utf-8")
    path = str(folder / "demo.db")
    make_demo(path, size=40, seed=4, packs=[pack_folder.load(str(folder))])
    with Engine.open(path) as engine:
        yield County(engine)


def policies(rules):
    return {rule for rule in rules if rule.startswith("STRICT-")}


@tried(max_examples=30)
@given(data=st.data())
def test_when_agrees_with_trying_it_day_after_day(county, data):
    cadre = data.draw(st.one_of(map(st.sampled_from, (county.serving, county.serving, county.cadres))))
    post = data.draw(st.one_of(map(st.sampled_from, (county.vacant, county.once_held(cadre), county.posts))))
    day = county.today + timedelta(days=data.draw(st.integers(0, 700)))

    told = county.engine.counsel.when(cadre, post=post, as_of=str(day))

    refused = county.tried(cadre, post, day)
    assert told["lawful"] == (not refused)
    blocking = {each["rule"] for each in told["findings"] if each["effect"] == "BLOCK"}
    assert policies(blocking) == policies(refused)
    first = date.fromisoformat(told["earliest"]) if told["earliest"] else day + timedelta(days=FAR)
    if told["earliest"]:
        assert not county.tried(cadre, post, first)
    before = (first - day).days - 1
    for shift in {0, before, *data.draw(st.sets(st.integers(0, max(before, 0)), max_size=8))} if before >= 0 else ():
        assert county.tried(cadre, post, day + timedelta(days=shift)), shift


@tried(max_examples=4)
@given(data=st.data())
def test_who_agrees_with_trying_everybody(county, data):
    post = data.draw(st.sampled_from(county.posts))
    day = county.today + timedelta(days=data.draw(st.integers(0, 200)))

    rows = county.engine.counsel.who(post=post, on=str(day))

    assert {row["cadre"] for row in rows if row["lawful"]} == {
        cadre for cadre in county.cadres if not county.tried(cadre, post, day)
    }
    assert [row["lawful"] for row in rows] == sorted((row["lawful"] for row in rows), reverse=True)
