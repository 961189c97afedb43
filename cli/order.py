"""Orders: documents of one or more acts, accepted or refused as a whole."""

import click

from cli.command import RECORDED, query, task
from cli.desk import Desk
from cli.missing import optional, positional
from cli.topic import Topic

order = Topic("order", help="Submit and look up orders.")


@task("submit", "cadre order submit order.csv --basis 'Order 9 of 2024' --dry-run", into=order, takes=RECORDED)
@positional("file", "FILE", "CSV or JSON Lines, one act per line.", type=click.Path(exists=True, dir_okay=False))
@optional("--title", "TEXT", "What the order is about.")
def submit(desk: Desk, file: str, title: str | None) -> None:
    """Submit an order file: all its lines, or none."""
    from lifecycle.orders import read_order_file

    desk.submit(read_order_file(file, desk.decided), title=title)


@query("show", "cadre order show O-12", into=order, takes=())
@positional("order_id", "ORDER", "The order.")
def show(desk: Desk, order_id: str) -> None:
    """Show an order and what became of it."""
    desk.show("order", desk.engine.order(order_id))


@query("list", "cadre order list", into=order, takes=())
def list_orders(desk: Desk) -> None:
    """List the orders."""
    desk.show("orders", desk.engine.orders())
