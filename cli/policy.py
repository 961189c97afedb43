"""Packs of rules: listed, shown, checked, tried and adopted; and what a rule says on a day."""

from collections.abc import Mapping
from typing import Any

import click

from cli.command import RECORDED, query, task
from cli.desk import Desk
from cli.language import said
from cli.missing import needed, optional, positional
from cli.params import DAY
from cli.topic import Topic

policy = Topic("policy", help="Look after the packs of rules.")
FOUND = 7
"""The exit code of a check that found something."""
PICKS = ("effective-day", "holding-start")


@query("list", "cadre policy list", into=policy)
def list_policies(desk: Desk) -> None:
    """List the packs that are adopted, and those that come with the program."""
    desk.show("policies", desk.counsel.policies(**desk.asked))


@query("show", "cadre policy show seed", "cadre policy show seed -o json", into=policy)
@positional("pack", "PACK", "An adopted pack, a shipped one, or a folder.")
def show(desk: Desk, pack: str) -> None:
    """Show a pack with its rules and articles."""
    desk.show("policy", desk.counsel.policy(pack, **desk.asked))


@task("check", "cadre policy check seed", into=policy)
@positional("pack", "DIR|NAME", "A folder with a pack, or a shipped pack.")
def check(desk: Desk, pack: str) -> None:
    """Read a pack and name every mistake in it, with file and line."""
    from lifecycle.pack_folder import described, load

    desk.show("policy-check", described(load(pack)))
    desk.say("No mistake was found.")


@task("test", "cadre policy test seed", into=policy)
@positional("pack", "DIR|NAME", "A folder with a pack, or a shipped pack.")
def test(desk: Desk, pack: str) -> int:
    """Try the cases that a pack brings; exit 7 when one fails."""
    from lifecycle.pack_cases import try_pack

    tried = list(try_pack(pack))
    desk.show("pack-cases", [each.as_dict() for each in tried])
    failed = sum(not each.passed for each in tried)
    desk.say(f"{len(tried) - failed} of {len(tried)} cases pass.")
    return FOUND if failed else 0


@task(
    "adopt",
    "cadre policy adopt seed --from 2024-01-01 --basis 'Order 20 of 2023'",
    into=policy,
    takes=tuple(name for name in RECORDED if name not in {"effective", "sequence", "if_version", "yes"}),
)
@positional("pack", "DIR|NAME", "A folder with a pack, or a shipped pack.")
@needed("--from from_day", "DAY", "The first day for whose acts it is in force.", type=DAY)
def adopt(desk: Desk, pack: str, from_day: str) -> None:
    """Put a pack in force from a day; acts of that day and later are judged by it."""
    from lifecycle.pack_folder import load

    loaded = load(pack)
    outcome = desk.writer.adopt(
        loaded,
        from_day=from_day,
        decided=desk.decided,
        actor=desk.actor,
        now=desk.now,
        key=desk.settings.value("key"),
        dry_run=desk.settings.flag("dry_run"),
        signer=desk.signer,
    )
    told = {"act": "policy-adopt", "pack": loaded.id, "version": loaded.version, "effective": from_day}
    desk.finish(outcome, [told])


@query("impact", "cadre policy impact seed --from 2024-01-01", into=policy, takes=("today", "known_on"))
@positional("pack", "DIR|NAME", "A folder with a pack, or a shipped pack; it need not be adopted.")
@optional(
    "--from from_day",
    "DAY",
    "Adopted from this day; unless said from its own first day, or in the place of the version adopted last.",
    type=DAY,
)
@optional("--pick", None, "As if all its rules picked their numbers so.", type=click.Choice(PICKS))
def impact(desk: Desk, pack: str, *, from_day: str | None, pick: str | None) -> None:
    """Whose due day or state would be another if a pack were adopted, and with grandfathering; writes nothing."""
    desk.show("impact", desk.counsel.impact(pack, from_day=from_day, pick=pick, **desk.asked))
    for day in desk.counsel.turns(pack, from_day=from_day, today=desk.asked.get("today"))[:1]:
        desk.say(said(desk.printer.language, "turns", day=day))


@query(
    "what-if",
    "cadre what-if --pack three-band --today 2024-06-01",
    "cadre what-if --without O-41 --as-of 2024-06-01",
    takes=("as_of", "today", "unit"),
)
@optional("--pack", "NAME|DIR", "As if this pack were in force instead of the adopted ones, repeatable.", multiple=True)
@optional("--without", "EVENT|ORDER", "As if this had never been recorded, repeatable.", multiple=True)
def what_if(desk: Desk, *, pack: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Which seats and due days would be others under other packs or without some acts; writes nothing."""
    desk.show("what-if", desk.counsel.what_if(packs=pack, without=without, **desk.asked))


@query("law", "cadre law SEED-POST-10 --on 2024-06-01", takes=("known_on",))
@positional("rule", "RULE", "The id of a rule, as PACK:RULE where two packs have it.")
@optional("--on", "DAY", "As it is in force on this day; today unless said.", type=DAY)
def law(desk: Desk, rule: str, on: str | None) -> None:
    """What a rule says on a day: wording, citation, numbers, and who may waive it."""
    found: Mapping[str, Any] = desk.counsel.law(rule, on=on, **desk.asked)
    if desk.printer.output != "table" or desk.settings.given.get("fields"):
        return desk.show("law", found)
    from cli.law_text import law_text

    return desk.print_text(law_text(desk.printer.language, found))
