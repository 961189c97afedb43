"""Where packs lie: in folders of an office, and among those that come with the program."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from domain.errors import BadInput
from domain.policy.pack import content_hash
from domain.text import nearest

if TYPE_CHECKING:
    from domain.policy.loading import LoadedPack

LARGEST_FILE: Final = 1024 * 1024
"""Bytes."""
MOST_FILES: Final = 200
FIRST: Final = "pack.toml"


def shipped_packs() -> tuple[str, ...]:
    """The names of the packs that come with the program."""
    return tuple(sorted(each.name for each in _shipped().iterdir() if (each / FIRST).is_file()))


def shipped_heads() -> Iterator[Mapping[str, Any]]:
    """The [pack] table of each shipped pack, unchecked, with how many rules and articles it has; needs no pydantic."""
    for name in shipped_packs():
        documents = [tomllib.loads(text) for text in pack_texts(name).values()]
        head = next(each["pack"] for each in documents if "pack" in each)
        articles = {article: fields for each in documents for article, fields in each.get("articles", {}).items()}
        silent = sum(1 for fields in articles.values() if fields.get("not_modelled"))
        rules = sum(len(each.get("rule", ())) for each in documents)
        yield {**head, "rules": rules, "articles": len(articles), "not_modelled": silent}


def load(name: str) -> "LoadedPack":
    """The pack in a folder, or the shipped one of that name. Raises BadInput with every mistake in it."""
    from domain.policy.loading import load_pack

    return _load_shipped(name) if name in shipped_packs() else load_pack(pack_texts(name))


@cache
def _load_shipped(name: str) -> "LoadedPack":
    """A shipped pack, read once: its files do not change while the program runs."""
    from domain.policy.loading import load_pack

    return load_pack(pack_texts(name))


def described(pack: "LoadedPack") -> dict[str, Any]:
    """What a pack that holds no mistake is, and how much is in it."""
    articles = pack.compiled["articles"].values()
    return {
        "pack": pack.id,
        "version": pack.version,
        "title": pack.title,
        "parent": pack.parent or None,
        "from": pack.since.isoformat(),
        "hash": content_hash(pack.content),
        "rules": len(pack.compiled["rules"]),
        "articles": len(articles),
        "verified": sum(1 for each in articles if each["verified"]),
        "not_modelled": sum(1 for each in articles if each["not_modelled"]),
        "cases": len(pack.cases),
    }


def pack_texts(name: str) -> dict[str, str]:
    """The TOML files of a pack by name. A shipped name means the shipped pack; its folder's namesake is `./name`.

    Raises BadInput if there is no such pack, or a file of it cannot be read.
    """
    folder = _folder(name)
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    if len(found) > MOST_FILES:
        raise BadInput(f"{name} has {len(found)} files; a pack has at most {MOST_FILES}")
    if FIRST not in {each.name for each in found}:
        raise BadInput(f"{name} holds no {FIRST}, with which a pack begins")
    return {each.name: _text(each) for each in found}


def is_folder(name: str) -> bool:
    """Whether the name is that of a folder, or of the pack.toml in one."""
    return _place(name) is not None


def _shipped() -> Traversable:
    return files("lifecycle") / "packs"


def _folder(name: str) -> Traversable:
    if name in shipped_packs():
        return _shipped() / name
    if folder := _place(name):
        return folder
    near = nearest(name, shipped_packs())
    hint = f"did you mean {' or '.join(near)}?" if near else f"shipped are {', '.join(shipped_packs())}"
    raise BadInput(f"there is no pack {name}, neither as a folder nor shipped; {hint}")


def _place(name: str) -> Path | None:
    """The folder that is meant, if there is one; a name that no file can have is none."""
    path = Path(name)
    try:
        if path.name == FIRST and path.is_file():
            return path.parent
        return path if name and path.is_dir() else None
    except OSError:
        return None


def _text(file: Traversable) -> str:
    if isinstance(file, Path) and file.exists() and not (file.is_file() or file.is_dir()):
        raise BadInput(f"{file.name} cannot be read: it is no file")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file.name} cannot be read: {error.strerror}") from None
    if len(content) > LARGEST_FILE:
        raise BadInput(f"{file.name} has {len(content)} bytes; a file of a pack has at most {LARGEST_FILE}")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInput(f"{file.name}, line {line}: this is not UTF-8 text; save the file as UTF-8") from None
