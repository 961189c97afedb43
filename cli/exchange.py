"""Exchanges: two or more cadres change posts on one day, in one order."""

from collections.abc import Sequence

from cli.command import act
from cli.desk import Desk
from cli.missing import positional
from domain.errors import BadInput


@act(
    "exchange",
    "cadre exchange LI WANG --effective 2020-01-01 --basis 'Order 1 of 2020'",
    "cadre exchange LI=TREASURER WANG=REV-HEAD --effective 2021-01-01 --basis 'Order 1 of 2021'",
)
@positional(
    "legs", "WHO|WHO=POST...", "The cadres: each takes the post of the next, the last that of the first.", nargs=-1
)
def exchange(desk: Desk, legs: tuple[str, ...]) -> None:
    """Exchange the posts of two or more cadres."""
    desk.submit(exchange_lines(legs))


def exchange_lines(legs: Sequence[str]) -> list[dict[str, object]]:
    """Return one line per leg; raises BadInput unless there are two or more, each once, in one form."""
    if len(legs) < 2:  # noqa: PLR2004 - an exchange takes two
        raise BadInput("An exchange takes two cadres or more: WHO WHO ... or WHO=POST WHO=POST ...")
    explicit = [leg for leg in legs if "=" in leg]
    if twice := next((leg for place, leg in enumerate(legs) if leg in legs[:place]), None):
        raise BadInput(f"{twice} is named twice; each leg of an exchange is named once.")
    if not explicit:
        return [
            {"act": "exchange", "cadre": who, "with": legs[place - len(legs) + 1]} for place, who in enumerate(legs)
        ]
    if len(explicit) < len(legs):
        raise BadInput("Write every leg of an exchange the same way: WHO WHO ... or WHO=POST WHO=POST ...")
    return [{"act": "exchange", "cadre": who, "post": post} for who, _, post in (leg.partition("=") for leg in legs)]
