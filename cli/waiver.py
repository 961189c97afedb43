"""Waivers: a rule set aside for one cadre or one post, up to a day."""

from cli.command import act
from cli.desk import Desk
from cli.missing import needed, positional
from cli.params import DAY

WAIVED = ("basis", "reason")


@act(
    "waive",
    "cadre waive SEED-POST-10 LI --until 2027-06-01 --effective 2027-01-01 --reason 'No successor is trained yet' "
    "--basis 'Order 7 of 2026' --approved-by PREFECTURE",
    needs=WAIVED,
)
@positional("rule", "RULE", "The rule, of an adopted pack.")
@positional("subject", "WHO|POST", "The cadre or the post for which it is set aside.")
@needed("--until", "DAY", "The first day on which it holds again.", type=DAY)
@needed("--approved-by", "ID", "Who approved it; somebody else than who records it.")
def waive(desk: Desk, **line: object) -> None:
    """Waive a rule for a cadre or a post up to a day; it ends by itself."""
    desk.record(act="waive", effective=desk.effective_or_today, **line)
