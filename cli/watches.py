"""Saved questions, and what was seen when they were last asked: one file beside the user's configuration.

It is the user's and not the store's: asking is no fact, so that nothing of it stands in the record, and a store that
may only be read is watched like any other.
"""

import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from cli.profiles import profiles_file
from domain.errors import BadInput
from domain.text import nearest


class Seen(NamedTuple):
    """What was seen of a question in a store: the last event then, the day, and the rows that were kept."""

    position: int
    day: str
    rows: Mapping[str, Mapping[str, Any]]


class Watch(NamedTuple):
    """A saved question: the words of a command, and what was seen, by store."""

    query: tuple[str, ...]
    seen: Mapping[str, Seen]


def watches_file() -> str:
    """Return the path of the file: watches.json in the folder of the configuration file."""
    return os.path.join(os.path.dirname(profiles_file()) or ".", "watches.json")


def read_watches() -> dict[str, Watch]:
    """Return the saved questions by name; raises BadInput where the file is none of ours."""
    path = watches_file()
    try:
        with open(path, encoding="utf-8") as file:
            return {name: as_watch(each) for name, each in json.load(file).items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadInput(f"{path} is no file of saved questions; move it away, and save them anew") from error


def as_watch(told: Mapping[str, Any]) -> Watch:
    """Return one saved question as it stands in the file."""
    seen = {store: Seen(int(each["position"]), str(each["day"]), each["rows"]) for store, each in told["seen"].items()}
    return Watch(tuple(map(str, told["query"])), seen)


def write_watches(watches: Mapping[str, Watch]) -> str:
    """Write the file, whole or not at all and for its owner only, and return its path; raises BadInput."""
    path = watches_file()
    told = {
        name: {"query": each.query, "seen": {store: seen._asdict() for store, seen in each.seen.items()}}
        for name, each in watches.items()
    }
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        made = os.open(path + ".new", os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(made, "w", encoding="utf-8", newline="\n") as file:
            json.dump(told, file, ensure_ascii=False, indent=1)
        os.replace(path + ".new", path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error
    return path


def named(name: str, watches: Mapping[str, Watch]) -> Watch:
    """Return the saved question of this name; raises BadInput with the nearest names."""
    if name in watches:
        return watches[name]
    near = nearest(name, watches)
    known = f"did you mean {' or '.join(near)}?" if near else "see: cadre watch list"
    raise BadInput(f"There is no watch {name!r}; {known}")
