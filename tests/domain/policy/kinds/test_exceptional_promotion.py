"""exceptional-promotion: from where somebody rises."""

NUMBERS = {"exceptional_steps": 2, "most_steps": 3, "months_since": 12}


def test_whoever_has_come_down_from_an_acting_charge_rises_from_where_they_stand(register, rule, act, verdict):
    register.stand("LI", "2010-01-01", "section-deputy")
    register.post_at("ACTED", level="section")
    register.post_at("HEAD", level="division-deputy")
    register.hold("LI", "ACTED", "2015-01-01", "2015-07-01", kind="acting")
    event = register.hold("LI", "HEAD", "2018-01-01")

    found = verdict(rule("exceptional-promotion", **NUMBERS), act("appoint", "LI", "2018-01-01", "HEAD", event=event))
    assert (found.outcome, found.figures["steps"]) == ("breach", 2)


def test_a_break_in_service_does_not_lower_the_level_before_it(register, rule, act, verdict):
    register.post_at("ACTED", level="section")
    register.post_at("HEAD", level="division-deputy")
    register.hold("LI", "ACTED", "2015-01-01", "2015-07-01")
    event = register.hold("LI", "HEAD", "2018-01-01")

    asked = act("appoint", "LI", "2018-01-01", "HEAD", event=event)
    assert verdict(rule("exceptional-promotion", **NUMBERS), asked) is None
