"""Units: opened, renamed, moved, merged, split, closed, and looked up."""

import click

from cli.command import act, query
from cli.desk import Desk
from cli.missing import needed, optional, positional
from cli.topic import Topic

unit = Topic("unit", help="Open, change and look up units.")
EFFECTIVE = ("effective",)


@act(
    "open",
    "cadre unit open COUNTY --name 'Linghe County' --kind county --effective 2010-01-01",
    "cadre unit open FINANCE --name 'Finance Bureau' --parent COUNTY --effective 2010-01-01",
    "cadre unit open TAX --name 'Tax Office' --parent COUNTY --effective 2010-01-01",
    "cadre unit open TRADE --name 'Trade Bureau' --parent COUNTY --effective 2010-01-01",
    "cadre unit open ARCHIVE --name 'Archive' --parent COUNTY --effective 2010-01-01",
    into=unit,
    needs=EFFECTIVE,
)
@positional("unit", "ID", "The new unit.")
@needed("--name", "TEXT", "Its name.")
@optional("--kind", "TEXT", "What it is, in your own words.")
@optional("--parent", "ID", "The unit above it.")
def open_unit(desk: Desk, **line: object) -> None:
    """Open a unit."""
    desk.record(act="unit-open", **line)


@act("rename", "cadre unit rename TRADE --name 'Commerce Bureau' --effective 2012-01-01", into=unit, needs=EFFECTIVE)
@positional("unit", "ID", "The unit.")
@needed("--name", "TEXT", "Its new name.")
def rename(desk: Desk, **line: object) -> None:
    """Give a unit another name; it stays the same unit."""
    desk.record(act="unit-rename", **line)


@act("move", "cadre unit move TAX --parent FINANCE --effective 2013-01-01", into=unit, needs=EFFECTIVE)
@positional("unit", "ID", "The unit.")
@optional("--parent", "ID", "The unit above it from then on; without it the unit stands alone.")
def move(desk: Desk, **line: object) -> None:
    """Put a unit under another one."""
    desk.record(act="unit-move", **line)


@act(
    "merge",
    "cadre unit merge TAX TRADE --into REVENUE --name 'Revenue Bureau' --parent COUNTY --effective 2014-01-01",
    into=unit,
    needs=EFFECTIVE,
)
@positional("units", "UNIT...", "The units that end.", nargs=-1)
@needed("--into", "ID", "The unit they become; a new one needs a name.")
@optional("--name", "TEXT", "The name of a new unit.")
@optional("--kind", "TEXT", "What a new unit is.")
@optional("--parent", "ID", "The unit above a new one.")
def merge(desk: Desk, units: tuple[str, ...], **line: object) -> None:
    """Merge units; their open posts move along."""
    desk.record(act="unit-merge", units=list(units), **line)


@act("split", "cadre unit split REVENUE --into FINANCE --keep --effective 2016-01-01", into=unit, needs=EFFECTIVE)
@positional("unit", "ID", "The unit.")
@needed("--into", "ID", "A unit that takes a part; repeatable.", multiple=True)
@optional("--posts", "POST=UNIT", "Which post goes where; repeatable.", multiple=True)
@optional("--keep", None, "The unit itself goes on.", is_flag=True)
def split(desk: Desk, unit: str, into: tuple[str, ...], posts: tuple[str, ...], *, keep: bool) -> None:
    """Split a unit into others that are open."""
    desk.record(act="unit-split", unit=unit, into=list(into), posts=";".join(posts) or None, keep=keep)


@act("close", "cadre unit close ARCHIVE --effective 2018-01-01", into=unit, needs=EFFECTIVE)
@positional("unit", "ID", "The unit.")
def close(desk: Desk, **line: object) -> None:
    """Close a unit that has no open post."""
    desk.record(act="unit-close", **line)


@act(
    "succeed",
    "cadre unit succeed ARCHIVE --by FINANCE --kind transfer --effective 2018-01-01",
    into=unit,
    needs=EFFECTIVE,
)
@positional("unit", "ID", "The earlier unit.")
@needed("--by", "ID", "The unit that carries it on.")
@needed("--kind", None, "What happened.", type=click.Choice(("rename", "merge", "split", "transfer")))
def succeed(desk: Desk, **line: object) -> None:
    """Note that a unit carries on another; neither opens nor closes."""
    desk.record(act="unit-succeed", **line)


@query("show", "cadre unit show FINANCE", into=unit)
@positional("unit", "ID", "The unit.")
def show(desk: Desk, unit: str) -> None:
    """Show a unit."""
    desk.show("unit", desk.engine.unit(unit, **desk.asked))


@query("list", "cadre unit list --as-of 2013-06-01", into=unit)
def list_units(desk: Desk) -> None:
    """List the units."""
    desk.show("units", desk.engine.units(**desk.asked))


@query("lineage", "cadre unit lineage REVENUE", into=unit)
@positional("unit", "ID", "The unit.")
def lineage(desk: Desk, unit: str) -> None:
    """Show which units came before and after a unit."""
    desk.show("lineage", desk.engine.lineage(unit, **desk.asked))
