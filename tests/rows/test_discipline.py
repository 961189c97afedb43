"""Rows on talks, rewards, support, complaints and investigations."""

LATER = "--basis 'Minutes 1'"


def test_row_4_7_every_kind_of_talk_is_a_fact_of_its_own(office):
    """`cadre talk` records who was talked with, by whom and for what; `discipline list` shows it for each of them."""
    same = f"talk LI --with WANG --held-by ZHOU --about thought --effective 2024-07-01 {LATER}"
    routine, admonishing = office(f"{same} --kind routine"), office(f"{same} --kind admonishing")

    def report(history, who):
        rows = history.ask(f"discipline list --fact talk-held --who {who}")
        return [(row["kind"], row["since"], row["fields"]["held_by"]) for row in rows]

    assert report(routine, "WANG") == [("routine", "2024-07-01", ["ZHOU"])]
    assert report(admonishing, "WANG") == report(admonishing, "LI") == [("admonishing", "2024-07-01", ["ZHOU"])]
    assert report(admonishing, "ZHAO") == []


def test_row_0_26_an_honour_is_held_until_it_is_revoked(office):
    """`cadre reward --kind pioneer-post` grants an honour, `--revokes` ends it; the list tells from when to when."""
    grant = f"reward WANG --kind pioneer-post --effective 2024-07-15 {LATER}"
    kept = office(grant)
    revoked = office(grant, f"reward WANG --revokes reward:WANG@1 --reason false --effective 2024-09-01 {LATER}")

    def held(history):
        rows = history.ask("discipline list --fact reward-granted --who WANG --as-of 2025-01-01")
        return [(row["kind"], row["until"], row["in_force"]) for row in rows]

    assert held(kept) == [("pioneer-post", None, True)]
    assert held(revoked) == [("pioneer-post", "2024-09-01", False)]


PROMOTE = "promote WANG --to division --effective 2024-08-01 --basis 'Order 9'"


def test_row_3_5_who_is_investigated_after_a_complaint_is_not_promoted(office):
    """`cadre complaint` and `cadre investigate`; rule SEED-INVESTIGATED (freeze) refuses moves while it is open."""
    told = "complaint open K1 --against WANG --severity serious --effective 2024-06-01"
    opened = f"investigate WANG --led-by DISC --concerns complaint:K1 --effective 2024-06-15 {LATER}"
    free = office(told, pack="seed")
    barred = office(told, opened, pack="seed")

    assert barred.refused(PROMOTE) == ["SEED-INVESTIGATED"]
    free.do(PROMOTE)
    barred.do(f"investigate WANG --outcome cleared --effective 2024-07-31 {LATER}")
    barred.do(PROMOTE)


def test_row_4_12_every_complaint_ends_and_a_grave_one_is_disclosed(office):
    """`cadre complaint open|handle|close|list`; SEED-COMPLAINT-60 and SEED-DISCLOSE-30 raise duties until then."""

    def history(severity, *lines):
        told = f"complaint open K1 --against WANG --severity {severity} --effective 2024-01-10"
        return office(told, "complaint handle K1 --handled-by DISC --effective 2024-01-20", *lines, pack="seed")

    def duties(history):
        rows = history.ask("duty list --who WANG --today 2024-06-01 --state open --state overdue")
        return [(row["rule"], row["due_on"], row["state"]) for row in rows if row["kind"] == "handling-limit"]

    close = f"complaint close K1 --conclusion substantiated --effective 2024-02-10 {LATER}"
    left, minor, grave = history("minor"), history("minor", close), history("serious", close)

    assert duties(left) == [("SEED-COMPLAINT-60", "2024-03-10", "overdue")]
    assert [row["days"] for row in left.ask("complaint list --state open --today 2024-06-01")] == [143]
    assert duties(minor) == []
    assert duties(grave) == [("SEED-DISCLOSE-30", "2024-03-11", "overdue")]
    grave.do(f"disclose WANG --concerns complaint:K1 --channel news --effective 2024-03-01 {LATER}")
    assert duties(grave) == []


def test_row_1_21_support_an_appeal_and_the_clearing_up_of_a_false_accusation(office):
    """`cadre support`, `cadre appeal` (an upheld one cancels) and SEED-CLARIFY-30 after a false accusation."""
    imposed = f"sanction WANG --kind demerit --effective 2024-05-01 {LATER}"
    appealed = "appeal lodge sanction:WANG@1 --effective 2024-05-20"
    decided = f"appeal decide sanction:WANG@1 --outcome {{}} --effective 2024-06-10 --reason unfounded {LATER}"
    rejected = office(imposed, appealed, decided.format("rejected"), pack="seed")
    upheld = office(imposed, appealed, decided.format("upheld"), pack="seed")

    assert rejected.refused(PROMOTE) == ["SEED-SANCTIONED"]
    upheld.do(PROMOTE)
    upheld.do(f"support WANG --kind unfair-treatment --given-by ZHOU --effective 2024-06-11 {LATER}")
    [given] = upheld.ask("discipline list --fact support-given --who WANG")
    assert given["kind"] == "unfair-treatment"

    upheld.do("complaint open K1 --against WANG --effective 2024-01-10")
    upheld.do("complaint handle K1 --handled-by DISC --effective 2024-01-20")
    upheld.do(f"complaint close K1 --conclusion false-accusation --effective 2024-02-10 {LATER}")
    asked = "duty list --who WANG --today 2024-04-01 --state open --state overdue"
    assert "SEED-CLARIFY-30" in [row["rule"] for row in upheld.ask(asked)]
    upheld.do(
        f"notice WANG --kind clarification --channel meeting --concerns complaint:K1 --effective 2024-03-01 {LATER}"
    )
    assert "SEED-CLARIFY-30" not in [row["rule"] for row in upheld.ask(asked)]
