"""handling-limit: what comes in is dealt with in time."""

from datetime import date

from domain.policy.catalogue import BY_NAME


def test_what_came_in_before_the_rule_is_not_due_under_it(register, rule, around):
    law = rule("handling-limit", of="complaint", days=[("2020-01-01", 30)], since=date(2020, 1, 1))
    for number, day in enumerate(around("2020-01-01")):
        register.note("complaint-received", "LI", day, docket=f"complaint:{number}", severity="minor")
    owed = [*BY_NAME["handling-limit"].owed(law, "LI", date(2020, 12, 1), register)]

    assert [each.raised_on for each in owed] == [date(2020, 1, 1), date(2020, 1, 2)]


def test_a_complaint_taken_up_again_waits_for_its_own_closing_whatever_the_severity(register, rule):
    law = rule("handling-limit", of="complaint", days=30, severity="serious")
    for number, severity in enumerate(("minor", "serious"), 1):
        register.note("complaint-received", "LI", f"2020-0{number * 3}-01", docket="complaint:C", severity=severity)
        if number == 1:
            told = {"conclusion": "unsubstantiated", "severity": severity, "rectify_by": None}
            register.note("complaint-closed", "LI", "2020-03-20", docket="complaint:C", **told)
    owed = [*BY_NAME["handling-limit"].owed(law, "LI", date(2020, 12, 1), register)]

    assert [(each.raised_on, each.due_on, each.done_by) for each in owed] == [
        (date(2020, 6, 1), date(2020, 7, 1), None)
    ]
