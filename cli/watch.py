"""Watches: questions that are saved, and asked again for what has changed since."""

from cli.command import task
from cli.desk import Desk
from cli.missing import positional
from cli.question import answered
from cli.topic import Topic
from cli.watches import Seen, Watch, named, read_watches, write_watches

watch = Topic("watch", help="Ask saved questions again for what has changed since.")


@task("save", "cadre watch save overdue -- due --state breach", into=watch)
@positional("name", "NAME", "The name of the watch; one that is there is replaced.")
@positional("query", "QUERY...", "The command that asks, with its options, after two dashes.", nargs=-1)
def save(desk: Desk, name: str, query: tuple[str, ...]) -> None:
    """Save a question under a name; it is asked once, to see that it can be."""
    found = answered(query, desk.settings.given)
    path = write_watches({**read_watches(), name: Watch(query, {})})
    desk.say(f"Watch {name} is kept in {path}; it finds {len(found.rows)} now.")


@task("run", "cadre watch run overdue", "cadre watch run overdue --today 2027-06-01", into=watch, takes=("today",))
@positional("name", "NAME", "The watch.")
def run(desk: Desk, name: str) -> None:
    """Show what has changed since the watch was last run, and why: a new fact, a correction, a policy, or time."""
    watches = read_watches()
    saved, place = named(name, watches), desk.place
    position, found = desk.engine.head.position, answered(saved.query, desk.settings.given)
    news, rows = desk.watching.news(found.rows, found.field, saved.seen.get(place))
    desk.show("watch-news", news)
    seen = Seen(position, desk.today.isoformat(), rows)
    write_watches({**watches, name: saved._replace(seen={**saved.seen, place: seen})})


@task("list", "cadre watch list", into=watch)
def list_watches(desk: Desk) -> None:
    """List the watches, and when each was last run."""
    seen = {name: each.seen.get(desk.place) for name, each in read_watches().items()}
    rows = [
        {"watch": name, "query": " ".join(each.query), "last_day": (last := seen[name]) and last.day,
         "last_position": last and last.position, "rows": len(last.rows) if last else None}
        for name, each in read_watches().items()
    ]  # fmt: skip
    desk.show("watches", rows)
