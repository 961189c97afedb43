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
