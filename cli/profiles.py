"""Profiles: named sets of settings in one TOML file of the user's application folder."""

import os
from collections.abc import Mapping
from typing import NamedTuple

import click

from domain.errors import BadInput
from domain.text import nearest


class Profiles(NamedTuple):
    """What the configuration file holds: the sets by name, and which of them is in use."""

    in_use: str | None
    sets: Mapping[str, Mapping[str, str]]

    def named(self, name: str) -> Mapping[str, str]:
        """Return the settings of a profile; raises BadInput when there is none of that name."""
        if name in self.sets:
            return self.sets[name]
        near = nearest(name, self.sets)
        known = f"did you mean {' or '.join(near)}?" if near else "`cadre profile list` shows those there are."
        raise BadInput(f"There is no profile {name!r}; {known}")

    def with_settings(self, name: str, settings: Mapping[str, str]) -> "Profiles":
        """Return the profiles with some settings of one replaced; an empty value takes the setting out."""
        merged = {**self.sets.get(name, {}), **settings}
        kept = {key: value for key, value in merged.items() if value}
        return self._replace(sets={**self.sets, name: kept})

    def using(self, name: str) -> "Profiles":
        """Return the profiles with this one in use; raises BadInput when there is none of that name."""
        self.named(name)
        return self._replace(in_use=name)


def profiles_file() -> str:
    """Return the path of the configuration file: CADRE_CONFIG, else config.toml in the application folder."""
    named = os.environ.get("CADRE_CONFIG")
    return named or os.path.join(click.get_app_dir("cadre"), "config.toml")


def read_profiles() -> Profiles:
    """Return what the configuration file holds, nothing where there is none; raises BadInput when it is no TOML."""
    path = profiles_file()
    try:
        with open(path, "rb") as file:
            return parsed(path, file.read())
    except FileNotFoundError:
        return Profiles(None, {})
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error


def parsed(path: str, content: bytes) -> Profiles:
    """Return the profiles that the text of a configuration file describes."""
    import tomllib

    try:
        found = tomllib.loads(content.decode())
    except ValueError as error:
        raise BadInput(f"{path} is not a TOML file: {error}") from error
    sets = found.get("profiles", {})
    in_use = found.get("profile")
    if not isinstance(in_use, str | None) or not all_text(sets):
        raise BadInput(f"{path}: `profile` names one of the tables `[profiles.NAME]`, which hold texts only")
    return Profiles(in_use, sets)


def all_text(sets: object) -> bool:
    """Return whether this is a table of tables of texts."""
    if not isinstance(sets, dict) or not all(isinstance(each, dict) for each in sets.values()):
        return False
    return all(isinstance(value, str) for each in sets.values() for value in each.values())


def write_profiles(profiles: Profiles) -> str:
    """Write the configuration file, whole or not at all, and return its path."""
    path = profiles_file()
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    lines = [] if profiles.in_use is None else [f"profile = {quoted(profiles.in_use)}"]
    for name, settings in profiles.sets.items():
        lines += ["", f"[profiles.{quoted(name)}]", *(f"{key} = {quoted(value)}" for key, value in settings.items())]
    with open(path + ".new", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines).lstrip() + "\n")
    os.replace(path + ".new", path)
    return path


def quoted(text: str) -> str:
    """Return the text as a TOML string: those of JSON are also TOML, but for one character."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
