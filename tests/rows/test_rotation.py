"""Rows on exchange, rotation and the end of the lifelong system."""

HELD = "appoint LI --to FIN-HEAD --effective {} --basis D1"


def breached(history, today):
    """Who stands beyond which rule on a day."""
    return {(each["cadre"], each["rule"]) for each in history.ask(f"due --today {today} --state breach")}


def test_row_0_23_nobody_holds_a_post_for_life(office):
    """`cadre due`, `duty list` and `rotate` with SEED-POST-10: who has held a post up to the limit must move."""
    long, short = (office(HELD.format(day), pack="seed") for day in ("2005-01-01", "2010-01-01"))

    assert breached(long, "2016-06-01") == {("LI", "SEED-POST-10")}
    assert breached(short, "2016-06-01") == set()
    assert {each["state"] for each in long.ask("duty list --today 2016-06-01 --who LI")} == {"overdue"}
    long.do("rotate LI --to SCH-HEAD --effective 2016-07-01 --basis D2")
    assert breached(long, "2016-07-01") == set()


def test_row_1_7_a_post_not_changed_for_many_years_is_due(office):
    """`cadre due` lists who should move before the limit comes; acting time counts as the pack says."""
    held, new = (office(HELD.format(day), pack="seed") for day in ("2007-06-01", "2014-06-01"))
    asked = "due --today 2016-06-01 --state warning"

    assert ("LI", "FIN-HEAD") in {(each["cadre"], each["post"]) for each in held.ask(asked)}
    assert held.ask(asked)[0]["due_on"] == "2017-06-01"
    assert new.ask(asked) == []
