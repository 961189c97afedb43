"""The compiled form of a pack, as it is stored: checked once more before it is adopted, whoever hands it in."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.canonical import canonical
from domain.errors import BadInput
from domain.levels import DEFAULT_LEVELS
from domain.policy.catalogue import BY_NAME
from domain.policy.kind import Amiss
from domain.policy.options import option_mistakes
from domain.policy.pack import Pack, read_pack
from domain.policy.parameters import groups_of, numbers_of
from domain.policy.values import value_mistake


class Stored(BaseModel):
    """A table of a compiled pack: closed and strict; days are texts YYYY-MM-DD."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class StoredHead(Stored):
    """What pack it is."""

    id: str
    version: str
    title: str
    parent: str
    since: str = Field(alias="from")
    levels: list[str] = Field(default_factory=list)


class StoredArticle(Stored):
    """A passage of a text."""

    wording: str
    wording_zh: str = ""
    source: str = ""
    since: str | None = None
    until: str | None = None
    verified: bool = False
    not_modelled: str = ""


class StoredRow(Stored):
    """One row of a dated number."""

    since: str = Field(alias="from")
    value: Any
    article: str | None = None


class StoredSelect(Stored):
    """Whom a rule concerns."""

    track: list[str] = Field(default_factory=list)
    level: list[str] = Field(default_factory=list)
    post_kind: list[str] = Field(default_factory=list)
    unit_kind: list[str] = Field(default_factory=list)
    key_post: bool | None = None
    part_time: bool | None = None


class StoredWaiver(Stored):
    """Who may waive a rule."""

    by: str
    max_months: int | None = None
    needs: list[str]


class StoredRule(Stored):
    """One rule."""

    id: str
    kind: str
    article: str
    effect: str
    pick: str
    clock: str
    warn_days: int
    gap_months: int
    select: StoredSelect
    counts: dict[str, bool]
    waiver: StoredWaiver | None
    exceptions: list[dict[str, str]]
    unknown: str
    unknown_until: str | None = None
    since: str | None = Field(default=None, alias="from")
    until: str | None = None
    numbers: dict[str, list[StoredRow]]
    options: dict[str, Any]


class StoredPack(Stored):
    """A whole pack."""

    pack: StoredHead
    articles: dict[str, StoredArticle]
    rules: list[StoredRule]


def checked_pack(content: str) -> Pack:
    """The pack with this content. Raises BadInput unless it is the canonical text of a compiled pack."""
    try:
        told = json.loads(content)
        stored = StoredPack.model_validate(told)
        if canonical(told) != content:
            raise BadInput("the content of the pack is not written in its one canonical form")
        _check_names(stored)
        for rule in stored.rules:
            _check_parameters(rule, stored.pack.levels or DEFAULT_LEVELS)
        return read_pack(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(each) for each in first["loc"])
        raise BadInput(f"the content is no compiled pack: {place}: {first['msg']}") from None
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadInput(f"the content is no compiled pack: {error}") from None


def _check_names(stored: StoredPack) -> None:
    """Kinds are known, articles are there, rows stand in the order of their days."""
    for rule in stored.rules:
        if rule.kind not in BY_NAME:
            raise ValueError(f"rule {rule.id} is of the kind {rule.kind!r}, which this program does not have")
        if rule.article not in stored.articles:
            raise ValueError(f"rule {rule.id} cites {rule.article!r}, which is not among the articles")
        for name, rows in rule.numbers.items():
            days = [date.fromisoformat(row.since) for row in rows]
            if not days or days != sorted(set(days)):
                raise ValueError(f"rule {rule.id}: the rows of {name} are not in the order of their days")


def _check_parameters(rule: StoredRule, levels: Sequence[str]) -> None:
    """The numbers and options are those of the kind, and have values that it can work with."""
    kind = BY_NAME[rule.kind]
    for names, needed in groups_of(kind):
        if len([name for name in names if name in rule.numbers]) > 1 or (needed and not set(names) & set(rule.numbers)):
            raise ValueError(f"rule {rule.id} needs {' or '.join(names)}, and only one of them")
    for name in (*rule.numbers, *rule.options):
        if name not in (numbers_of(kind) if name in rule.numbers else kind.options):
            raise ValueError(f"rule {rule.id}: {name} is not used by kind {kind.name}")
    for name in kind.needs:
        if name not in rule.options:
            raise ValueError(f"rule {rule.id} needs {name}")
    for place, sentence in _amiss(rule, levels):
        raise ValueError(f"rule {rule.id}: {', '.join(map(str, place))}: {sentence}")


def _amiss(rule: StoredRule, levels: Sequence[str]) -> Iterator[Amiss]:
    """What is wrong with the values of a rule's numbers and options, each with its place."""
    kind = BY_NAME[rule.kind]
    for name, rows in rule.numbers.items():
        yield from (((name,), sentence) for row in rows if (sentence := value_mistake(name, row.value)))
    for name, value in rule.options.items():
        yield from option_mistakes(kind.options[name], value, (name,), levels)
    if kind.amiss is not None:
        yield from kind.amiss(rule.options, levels)
