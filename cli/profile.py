"""Profiles and the settings in effect."""

from collections.abc import Sequence

from cli.command import task
from cli.correction import pairs
from cli.desk import Desk
from cli.missing import optional, positional
from cli.profiles import profiles_file, write_profiles
from cli.settings import DEFAULTS, IN_PROFILES, Setting, checked, without_password
from cli.topic import Topic
from domain.errors import BadInput
from domain.text import nearest

config = Topic("config", help="Show the settings in effect.")
profile = Topic("profile", help="Keep named sets of settings.")


@task("show", "cadre config show --origin", into=config)
@optional("--origin", None, "Say where each comes from as well.", is_flag=True)
def show(desk: Desk, *, origin: bool) -> None:
    """Show the settings in effect."""
    desk.show("config-origin" if origin else "config", [as_row(each, origin=origin) for each in in_effect(desk)])


@task("set", "cadre profile set office store=county.db actor=chen basis='Order 12 of 2026'", into=profile)
@positional("name", "NAME", "The profile; a new one is made.")
@positional("settings", "SETTING=VALUE...", "store, actor, authority, basis, lang, output; empty to remove.", nargs=-1)
def set_profile(desk: Desk, name: str, settings: tuple[str, ...]) -> None:
    """Put settings into a profile."""
    path = write_profiles(desk.settings.profiles.with_settings(name, acceptable(settings)))
    desk.say(f"Profile {name} is kept in {path}.")


@task("use", "cadre profile use office", "cadre profile set office store=", into=profile)
@positional("name", "NAME", "The profile.")
def use(desk: Desk, name: str) -> None:
    """Use a profile from now on."""
    write_profiles(desk.settings.profiles.using(name))
    desk.say(f"Profile {name} is in use.")


@task("list", "cadre profile list", into=profile)
def list_profiles(desk: Desk) -> None:
    """List the profiles."""
    profiles = desk.settings.profiles
    rows = [
        {
            "profile": name,
            "in_use": name == desk.settings.profile_name,
            **{each: kept.get(each) for each in IN_PROFILES},
            "store": without_password(kept["store"]) if "store" in kept else None,
        }
        for name, kept in profiles.sets.items()
    ]
    desk.show("profiles", rows)


def in_effect(desk: Desk) -> list[Setting]:
    """Return every setting, the profile among them."""
    name = desk.settings.profile_name
    profile_setting = Setting("profile", name, "default" if name is None else "configuration", profiles_file())
    return [profile_setting, *(desk.settings.setting(each) for each in DEFAULTS)]


def as_row(setting: Setting, *, origin: bool) -> dict[str, object]:
    """Return a setting as a row of output."""
    shown = without_password(setting.value) if setting.name == "store" and setting.value else setting.value
    row: dict[str, object] = {"setting": setting.name, "value": shown}
    return row | {"origin": setting.origin, "where": setting.where} if origin else row


def acceptable(settings: Sequence[str]) -> dict[str, str]:
    """Return SETTING=VALUE texts as a mapping; raises BadInput for what a profile does not hold."""
    found = pairs(settings)
    unknown = [each for each in found if each not in IN_PROFILES]
    if unknown:
        raise BadInput(*(no_such_setting(each) for each in unknown))
    for name, value in found.items():
        if value:
            checked(Setting(name, value, "profile", name))
    return found


def no_such_setting(name: str) -> str:
    """Return the sentence about a setting that a profile cannot hold."""
    near = nearest(name, IN_PROFILES)
    known = f"did you mean {near[0]}?" if near else f"there are {', '.join(IN_PROFILES)}."
    return f"A profile holds no setting {name!r}; {known}"
