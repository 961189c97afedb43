"""Orders: documents of one or more acts, accepted or refused as a whole."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import click

from cli.command import RECORDED, query, task
from cli.desk import Desk
from cli.language import heading, told
from cli.missing import optional, positional
from cli.topic import Topic

Answer: TypeAlias = dict[str, Any]

order = Topic("order", help="Submit and look up orders.")


@task("submit", "cadre order submit order.csv --basis 'Order 9 of 2024' --dry-run", into=order, takes=RECORDED)
@positional("file", "FILE", "CSV, XLSX or JSON Lines, one act per line.", type=click.Path(exists=True, dir_okay=False))
@optional("--title", "TEXT", "What the order is about.")
@optional("--sheet", "NAME", "The sheet of a workbook; its first one unless said.")
def submit(desk: Desk, file: str, title: str | None, sheet: str | None) -> None:
    """Submit an order file: all its lines, or none."""
    from lifecycle.orders import read_order_file

    desk.submit(read_order_file(file, desk.decided, sheet=sheet), title=title)


@query("show", "cadre order show O-12", into=order, takes=())
@positional("order_id", "ORDER", "The order.")
def show(desk: Desk, order_id: str) -> None:
    """Show an order and what became of it."""
    desk.show("order", desk.engine.order(order_id))


@query("list", "cadre order list", into=order, takes=())
def list_orders(desk: Desk) -> None:
    """List the orders."""
    desk.show("orders", desk.engine.orders())


@query("print", "cadre order print O-12", into=order, takes=())
@positional("order_id", "ORDER", "The order.")
def print_order(desk: Desk, order_id: str) -> None:
    """Print an order as a document."""
    found = desk.engine.order(order_id)
    if desk.printer.output != "table":
        return desk.show("order", found)
    acts = [desk.engine.show(each["event"]) for each in found["lines"]]
    return desk.print_text(document(desk.printer.language, found, acts))


def document(language: str, order: Answer, acts: Sequence[Answer]) -> str:
    """Return the order as a text to read: what it rests on, then its acts, numbered."""
    first = acts[0] if acts else {}
    facts = {
        "title": order["title"],
        "basis": order["basis"],
        "authority": first.get("authority"),
        "decided_on": first.get("decided_on"),
        "reason": first.get("reason"),
        "recorded": order["recorded"],
        "actor": order["actor"],
    }
    head = [f"{label(language, name)}: {value}" for name, value in facts.items() if value]
    lines = [f"{number}. {told(language, as_line(each))}" for number, each in enumerate(acts, 1)]
    return "\n".join([f"{label(language, 'order')} {order['order']}", "", *head, "", *lines])


def label(language: str, field: str) -> str:
    """Return the heading of a field as the beginning of a line."""
    return heading(language, field).replace("_", " ").capitalize()


def as_line(act: Answer) -> Answer:
    """Return a recorded act as the line of an order that it came from."""
    register, _, subject = act["stream"].partition(":")
    said = {**act["body"], register: subject, "units": [subject], "event": act["body"].get("names")}
    return {**said, "act": act["act"], "effective": act["effective"]}
