"""workload-credit: full weeks in a party role."""

from datetime import date

from domain.policy.kinds.workload_credit import credits_of


def test_weeks_in_two_posts_at_once_are_not_cut_where_one_of_the_posts_is_defined_anew(register, rule):
    law = rule("workload-credit", rates=[{"role": "head", "rate": "1", "post_kind": ["HEAD?"]}])
    register.post_at("HEAD1", end="2020-01-05")
    register.post_at("HEAD1", start="2020-01-05", level="section")
    register.post_at("HEAD2")
    register.hold("LI", "HEAD1", "2020-01-01", "2020-01-15")
    register.hold("LI", "HEAD2", "2020-01-01", "2020-01-15")

    found = credits_of(law, "LI", 2020, date(2020, 12, 31), register)
    assert [(each.days, each.weeks) for each in found] == [(14, 2)]
