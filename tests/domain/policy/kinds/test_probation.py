"""probation: a trial lasts so long, and is then decided on."""

from datetime import date

import pytest

from domain.errors import Refused
from domain.policy.kinds.probation import KIND


@pytest.mark.parametrize(("since", "ends"), [("2019-03-15", "2020-03-15"), ("2020-02-29", "2021-02-28")])
def test_nobody_is_confirmed_before_the_trial_ends(register, rule, act, verdict, around, since, ends):
    register.hold("LI", "P", since, kind="trial")

    found = [verdict(rule("probation", years=1), act("confirm", "LI", each, confirms="P")) for each in around(ends)]

    assert [each.outcome for each in found] == ["breach", "ok", "ok"]
    assert (found[0].earliest.isoformat(), found[0].facts) == (ends, ("cadre:LI@1",))
    assert f"began on {since} and lasts 1 year, until {ends}" in found[0].sentence
    assert [(each.start.isoformat(), each.end, each.counted) for each in found[0].ledger] == [
        (since, act("x", "x", around(ends)[0]).day, True)
    ]


def test_a_late_confirmation_is_told_and_stands(register, rule, act, verdict, around):
    register.hold("LI", "P", "2019-03-31", kind="trial")
    limit = rule("probation", months=6, confirm_within_days=30)

    found = [verdict(limit, act("confirm", "LI", each, confirms="P")) for each in around("2019-10-30")]

    assert [each.outcome for each in found] == ["ok", "ok", "breach"]
    assert found[2].rule.effect == "WARN"
    assert not found[2].blocks
    assert found[2].figures["last_on"] == "2019-10-30"


def test_only_confirmations_of_trials_that_the_rule_selects(register, rule, act, outcome):
    register.hold("LI", "P", "2019-03-31", kind="trial")
    early = act("confirm", "LI", "2019-06-01", confirms="P")

    assert outcome(rule("probation", years=1), act("appoint", "LI", "2019-06-01", "P")) is None
    assert outcome(rule("probation", years=1, select={"track": ("party",)}), early) is None
    assert outcome(rule("probation", years=1), early) == "breach"


def test_an_unknown_beginning_leaves_it_open(register, rule, act, verdict):
    register.hold("LI", "P", "2019-03-31", kind="trial", since_known=False)

    found = verdict(rule("probation", years=1), act("confirm", "LI", "2019-06-01", confirms="P"))

    assert (found.outcome, found.missing) == ("undetermined", "since when LI has been on trial in P")


def test_the_end_of_a_trial_falls_due(register, rule):
    register.hold("LI", "P", "2020-02-29", kind="trial")
    register.hold("MA", "Q", "2020-02-29", kind="acting")
    [trial], [acting] = register.stretches("LI"), register.stretches("MA")
    year = rule("probation", years=1)

    due = KIND.due(year, trial, date(2020, 6, 1), register)

    assert (due.due_on, due.since, due.counted_days) == (date(2021, 2, 28), date(2020, 2, 29), 93)
    assert KIND.due(year, acting, date(2020, 6, 1), register) is None
    assert KIND.due(rule("probation", years=1, kinds=("trial", "acting")), acting, date(2020, 6, 1), register)


def test_an_early_confirmation_is_refused(office):
    office.adopt("probation", months=12, confirm_within_days=60)
    office.posts("P")
    office.people("LI")
    office.submit({"act": "appoint", "cadre": "LI", "post": "P", "kind": "trial", "effective": "2020-02-29"})
    line = {"act": "confirm", "cadre": "LI", "post": "P"}
    assert [row["due_on"] for row in office.engine.due(today="2020-12-01")] == ["2021-02-28"]

    with pytest.raises(Refused) as refused:
        office.submit({**line, "effective": "2021-02-27"})

    assert refused.value.findings[0].earliest == "2021-02-28"
    late = office.submit({**line, "effective": "2021-06-01"})
    assert [(each.rule, each.effect) for each in late.warnings] == [("R-1", "WARN")]
    assert office.engine.due(today="2021-07-01") == []
