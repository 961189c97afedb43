"""The settings in effect, and where each comes from: flag, environment, profile or default."""

import os
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import click

from cli.profiles import Profiles, read_profiles
from domain.errors import BadInput

OUTPUTS: Final = ("table", "json", "jsonl", "csv", "tsv", "md", "name")
LANGUAGES: Final = ("en", "zh_CN")
STORE_FILE: Final = "cadre.db"


class Setting(NamedTuple):
    """One effective setting; `where` names the flag, variable or profile it was read from."""

    name: str
    value: str | None
    origin: str
    where: str | None


def without_password(store: str) -> str:
    """Return the path or URL of a store as it may be shown."""
    scheme, mark, rest = store.partition("://")
    login, at, place = rest.rpartition("@")
    user, colon, _ = login.partition(":")
    return f"{scheme}{mark}{user}{colon}***{at}{place}" if mark and colon else store


def default_store() -> str:
    """Return the path of the store in the user's application folder."""
    return os.path.join(click.get_app_dir("cadre"), STORE_FILE)


def login_name() -> str:
    """Return the name under which the user logged in; the actor where nobody names one."""
    named = (os.environ.get(each) for each in ("LOGNAME", "USER", "USERNAME"))
    return next((each for each in named if each), None) or account_name()


def account_name() -> str:
    """Return the name of the account that runs the program, `unnamed` where it has none."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "unnamed"


DEFAULTS: Final[Mapping[str, Callable[[], str | None]]] = {
    "store": default_store,
    "actor": login_name,
    "authority": lambda: None,
    "basis": lambda: None,
    "lang": lambda: "en",
    "output": lambda: "table",
    "now": lambda: None,
    "marks": lambda: None,
    "log_key": lambda: None,
    "sign": lambda: None,
    "purpose": lambda: None,
}
"""Every setting that a profile, a variable or a flag can give, and what holds without them."""
IN_PROFILES: Final = ("store", "actor", "authority", "basis", "lang", "output")
"""What a profile may hold: the basis is the order an officer is working through."""
CHOICES: Final = {"lang": LANGUAGES, "output": OUTPUTS}


class Settings:
    """The settings of one run: `given` are the values typed as flags, and under `typed` the whole command line."""

    def __init__(self, given: dict[str, object]) -> None:
        self.given = given
        self._profiles: Profiles | None = None

    @property
    def profiles(self) -> Profiles:
        """Return what the user's configuration file holds; read once, and only when needed."""
        if self._profiles is None:
            self._profiles = read_profiles()
        return self._profiles

    @property
    def typed(self) -> tuple[str, ...]:
        """Return the words of the command line as they were typed."""
        typed = self.given.get("typed")
        return typed if isinstance(typed, tuple) else ()

    def flag(self, name: str) -> bool:
        """Return whether a flag without a value was given."""
        return bool(self.given.get(name))

    def number(self, name: str) -> int | None:
        """Return a number that was typed, None where none was."""
        given = self.given.get(name)
        return given if isinstance(given, int) else None

    def value(self, name: str) -> str | None:
        """Return the value in effect; raises BadInput when its source holds what the setting cannot be."""
        if name in DEFAULTS:
            return self.setting(name).value
        given = self.given.get(name)
        return None if given is None else str(given)

    def setting(self, name: str) -> Setting:
        """Return the value in effect and where it comes from."""
        if (given := self.given.get(name)) is not None:
            return Setting(name, str(given), "flag", "--" + name.replace("_", "-"))
        variable = "CADRE_" + name.upper()
        if found := os.environ.get(variable):
            return checked(Setting(name, found, "environment", variable))
        if name in IN_PROFILES and (kept := self.profile.get(name)):
            return checked(Setting(name, kept, "profile", self.profile_name))
        return Setting(name, DEFAULTS[name](), "default", None)

    @property
    def profile_name(self) -> str | None:
        """Return the name of the profile in effect: the one asked for, else the one in use, else None."""
        asked = self.given.get("profile") or os.environ.get("CADRE_PROFILE")
        return str(asked) if asked else self.profiles.in_use

    @property
    def profile(self) -> Mapping[str, str]:
        """Return the values of the profile in effect; raises BadInput for a profile nobody made."""
        name = self.profile_name
        return {} if name is None else self.profiles.named(name)


def checked(setting: Setting) -> Setting:
    """Return the setting; raises BadInput unless its value can be read and is one of those it may have."""
    value = setting.value or ""
    if any("\ud800" <= each <= "\udfff" for each in value):
        raise BadInput(f"{setting.name} from {setting.where} is not valid UTF-8")
    allowed = CHOICES.get(setting.name)
    if allowed and value not in allowed:
        raise BadInput(f"{setting.name} from {setting.where} is {value!r}; it may be {', '.join(allowed)}")
    return setting
