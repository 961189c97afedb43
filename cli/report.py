"""Reports on the balance of a team, and the forecast."""

from cli.command import query
from cli.desk import Desk
from cli.missing import optional, positional
from cli.params import DAY

ASKED = ("as_of", "known_on", "unit", "track")


@query(
    "report",
    "cadre report list",
    "cadre report vacancies --as-of 2024-06-01",
    "cadre report exchange-balance --since 2016-01-01 --as-of 2020-01-01",
    "cadre report age-structure --unit FINANCE --as-of 2018-06-01",
    takes=ASKED,
)
@positional("name", "NAME", "Which report; `list` names them all.")
@optional("--since", "DAY", "The first day of what is counted; a year before unless said.", type=DAY)
def report(desk: Desk, *, name: str, since: str | None) -> None:
    """Show a report on a team: its age, load, vacancies, exchanges, promotions, exits and the like."""
    if name == "list":
        from lifecycle.reports import REPORTS

        return desk.show("reports", [{"report": each, "says": told.says} for each, told in REPORTS.items()])
    return desk.show(f"report-{name}", desk.counsel.reports.report(name, since=since, **desk.asked))


@query(
    "forecast",
    "cadre forecast --until 2030-01-01 --today 2025-01-01",
    takes=("today", "known_on", "unit", "track"),
)
@optional("--until", "DAY", "The first day that is no longer looked at; a year from the day asked about.", type=DAY)
def forecast(desk: Desk, *, until: str | None) -> None:
    """Show who reaches a limit of tenure, the age of retirement or a planned end, and when."""
    desk.show("forecast", desk.counsel.reports.forecast(until=until, **desk.asked))
