"""yearly-count and body-term: what bodies owe; member-eligibility: who may lead one."""

import pytest

from domain.body.membership import CONSTITUTED, DISSOLVED, RENEWED
from domain.days import FOREVER, parse_day
from domain.policy.catalogue import BY_NAME
from domain.policy.facts import EntryView

JOINED = {"cadre": "LI", "role": "secretary", "full_time": None, "portfolio": ()}


@pytest.fixture
def note(register):
    """A function that puts a fact about the body B of the unit U on file."""

    def put(topic, when, *subjects, **fields):
        for subject in ("body:B", *subjects):
            told = {"body": "B", **fields}
            event = f"body:B@{len(register.noted) + 1}"
            register.noted.append(EntryView(topic, "body:B", subject, parse_day(when), FOREVER, told, None, event))

    return put


@pytest.fixture
def body(note):
    """A body B of the unit U, constituted on a day."""

    def make(when, kind="standing", months=None):
        note(CONSTITUTED, when, "unit:U", unit="U", name="B", kind=kind, under=None, term_months=months)

    return make


@pytest.fixture
def held(note):
    """A function that records a session of B."""
    return lambda when, kind="discussed", about=(): note("body-session-held", when, kind=kind, about=about)


@pytest.fixture
def owes(register):
    """A function from a rule and a day to what U owes: period or term, due day, done or not."""

    def asked(rule, today):
        found = BY_NAME[rule.kind].owed_by_unit(rule, "U", parse_day(today), register)
        return [(each.about, each.due_on.isoformat(), each.done_by is not None) for each in found]

    return asked


def test_a_year_is_owed_from_the_notice_on_and_done_by_the_last_session_it_needs(rule, owes, body, held):
    law = rule("yearly-count", what="discussed", at_least=2, warn_days=30)
    body("2019-06-01")
    held("2020-03-01")

    assert [owes(law, each) for each in ("2020-12-01", "2020-12-02")] == [[], [("B/2020-01-01", "2021-01-01", False)]]
    held("2020-12-20")
    assert owes(law, "2020-12-19") == [("B/2020-01-01", "2021-01-01", False)]
    assert owes(law, "2020-12-20") == [("B/2020-01-01", "2021-01-01", True)]


def test_what_was_enough_before_the_notice_is_never_owed(rule, owes, body, held):
    body("2019-06-01")
    held("2020-03-01")

    assert owes(rule("yearly-count", what="discussed", at_least=1, warn_days=30), "2021-01-01") == []


def test_a_period_in_which_the_body_begins_or_ends_asks_for_nothing(rule, owes, body, note):
    law = rule("yearly-count", what="discussed", at_least=1, per="quarter", warn_days=1000)
    body("2020-01-02")
    assert owes(law, "2020-03-31") == []
    assert owes(law, "2020-04-01") == [("B/2020-04-01", "2020-07-01", False)]
    note(DISSOLVED, "2020-06-30", successor=None)
    assert owes(law, "2020-12-31") == []


@pytest.mark.parametrize(("about", "expected"), [(("Party Building in schools",), []), (("roads",), ["B/2020-01-01"])])
def test_only_what_is_about_the_matter_counts(rule, owes, body, held, about, expected):
    body("2019-06-01")
    held("2020-03-01", about=about)

    law = rule("yearly-count", what="discussed", at_least=1, about=["party building"])
    assert [each[0] for each in owes(law, "2020-12-31")] == expected


def test_a_year_before_the_number_of_the_rule_asks_for_nothing(rule, owes, body):
    body("2018-01-01")

    law = rule("yearly-count", what="discussed", at_least=[("2020-01-01", 1)])
    assert [each[0] for each in owes(law, "2021-03-01")] == ["B/2020-01-01"]


def test_half_of_a_term_in_whole_months_and_the_whole_of_it(rule, owes, body, held, note):
    half = rule("body-term", what="mid-term-inspection", term_share="1/2", warn_days=10)
    whole = rule("body-term", what="renewal", term_share="1", warn_days=10)
    body("2020-01-01", months=45)

    assert [owes(half, each) for each in ("2021-10-21", "2021-10-22")] == [[], [("B/2020-01-01", "2021-11-01", False)]]
    held("2021-10-25", "mid-term-inspection")
    assert owes(half, "2021-10-25") == [("B/2020-01-01", "2021-11-01", True)]
    assert owes(whole, "2023-10-01") == [("B/2020-01-01", "2023-10-01", False)]
    note(RENEWED, "2023-10-05", reelected=(), not_reelected=(), term_months=None)
    assert owes(whole, "2023-10-05") == [("B/2020-01-01", "2023-10-01", True)]
    assert owes(half, "2025-08-01")[-1] == ("B/2023-10-05", "2025-08-05", False)


def test_a_term_of_unknown_length_owes_nothing_unless_the_rule_tells_it(rule, owes, body):
    body("2020-01-01")

    assert owes(rule("body-term", what="renewal", term_share="1"), "2030-01-01") == []
    assert owes(rule("body-term", what="renewal", term_share="1", months=60), "2025-01-01")[0][1] == "2025-01-01"


def test_an_election_before_the_notice_leaves_nothing_owed(rule, owes, body, note):
    body("2020-01-01", months=60)
    note(RENEWED, "2022-01-01", reelected=(), not_reelected=(), term_months=None)

    assert owes(rule("body-term", what="renewal", term_share="1", warn_days=10), "2025-06-01") == []


@pytest.fixture
def led(note, body, act):
    """LI becomes secretary of a branch B."""
    body("2019-01-01", kind="branch")
    note("body-member-joined", "2020-01-01", "cadre:LI", **JOINED)
    return act("body-member", "LI", "2020-01-01", body="B")


@pytest.mark.parametrize(
    ("joined", "level", "expected"),
    [
        ("2010-07-01", "section", "ok"),
        ("2010-07-01", "clerk", "breach"),
        ("2020-01-02", "section", "breach"),
        (None, "section", "undetermined"),
        ("2010-07-01", None, "undetermined"),
        (None, "clerk", "breach"),
    ],
)
def test_a_secretary_is_a_party_member_at_a_level(register, rule, outcome, led, joined, level, expected):
    register.person("LI", joined_party=joined)
    register.stand("LI", "2000-01-01", level)

    assert outcome(rule("member-eligibility", party_member=True, at_level="section"), led) == expected


def test_a_secretary_belongs_to_the_branch_on_the_day(note, rule, outcome, verdict, led):
    law = rule("member-eligibility", affiliated=True)
    assert verdict(law, led).outcome == "breach"
    note("member-affiliated", "2020-01-02", "cadre:LI", cadre="LI")
    assert outcome(law, led) == "breach"
    note("member-affiliated", "2020-01-01", "cadre:LI", cadre="LI")
    assert outcome(law, led) == "ok"
    assert outcome(rule("member-eligibility", affiliated=True, role=["deputy"]), led) is None
    assert outcome(rule("member-eligibility", affiliated=True, body_kind=["committee"]), led) is None
