"""Checks of the installation and the store: what stands in the way, and what to do about it."""

import os
import sys
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from cli.command import task
from cli.desk import Desk
from cli.profiles import profiles_file
from domain.errors import BadInput, CadreError, Damaged, StoreUnreachable

DISTRIBUTION: Final = "cadre-lifecycle"
NEEDED: Final = ("click", "pydantic", "eventsourcing")
OURS: Final = ("domain/", "projections/", "lifecycle/", "cli/")


class Check(NamedTuple):
    """What one check found: `state` is ok, note or fault; `code` is the exit code that a fault gives."""

    check: str
    state: str
    detail: str
    code: int = 0


@task("doctor", "cadre doctor")
def doctor(desk: Desk) -> int:
    """Check the installation and the store."""
    checks = [check for examine in EXAMINATIONS for check in examine(desk)]
    desk.show("doctor", [{"check": each.check, "state": each.state, "detail": each.detail} for each in checks])
    return next((each.code for each in checks if each.state == "fault"), 0)


def versions(desk: Desk) -> Iterator[Check]:
    """Return the versions of Python, the program and what it needs."""
    from importlib.metadata import PackageNotFoundError, version

    yield Check("python", "ok", sys.version.split()[0])
    for name in (DISTRIBUTION, *NEEDED):
        try:
            yield Check(name, "ok", version(name))
        except PackageNotFoundError:
            yield Check(name, "fault", "is not installed; install the program again with pip", 1)


def own_files(desk: Desk) -> Iterator[Check]:
    """Return whether another package has overwritten files of ours: pip does not notice."""
    altered = list(altered_files())
    if altered:
        detail = f"{', '.join(altered[:3])} differ from what was installed; install it in an environment of its own"
        yield Check("files", "fault", detail, Damaged.exit_code)
    else:
        yield Check("files", "ok", "as they were installed")


def altered_files() -> Iterator[str]:
    """Return the installed files of ours whose content is not what was installed."""
    from importlib.metadata import PackageNotFoundError, files

    try:
        installed = files(DISTRIBUTION) or []
    except PackageNotFoundError:
        return
    for each in installed:
        if (
            str(each).startswith(OURS)
            and each.hash
            and hash_of(each.locate().__fspath__(), each.hash.mode) != each.hash.value
        ):
            yield str(each)


def hash_of(path: str, algorithm: str) -> str:
    """Return the hash of a file as installers write it; empty when the file is gone."""
    import base64
    import hashlib

    try:
        with open(path, "rb") as file:
            digest = hashlib.file_digest(file, algorithm).digest()
    except OSError:
        return ""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def terminal(desk: Desk) -> Iterator[Check]:
    """Return whether names in any script can be shown here."""
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") == "utf8":
        yield Check("encoding", "ok", encoding)
    else:
        yield Check("encoding", "note", f"{encoding} cannot show every name; set the locale to one with UTF-8")


def configuration(desk: Desk) -> Iterator[Check]:
    """Return whether the configuration file can be read."""
    try:
        count = len(desk.settings.profiles.sets)
        yield Check("configuration", "ok", f"{profiles_file()}, profiles: {count}")
    except BadInput as error:
        yield Check("configuration", "fault", str(error), error.exit_code)


def the_store(desk: Desk) -> Iterator[Check]:
    """Return whether the store can be opened, and what it is."""
    setting = desk.settings.setting("store")
    if setting.origin == "default" and not os.path.exists(desk.store):
        yield Check("store", "note", f"{desk.place} is not there yet; `cadre init` makes it")
        return
    try:
        described = desk.engine.info()
        yield Check("store", "ok", f"{desk.place}, {described.get('events')} events")
    except CadreError as error:
        yield Check("store", "fault", str(error), error.exit_code)
    except OSError as error:
        yield Check("store", "fault", str(error), StoreUnreachable.exit_code)


EXAMINATIONS: Final[tuple[Callable[[Desk], Iterator[Check]], ...]] = (
    versions,
    own_files,
    terminal,
    configuration,
    the_store,
)
"""Every check, in the order in which they are made."""
