"""A pack from its TOML texts to its compiled form; every mistake is told at once, with file, line and key.

The form is described in docs/policy.md. The only part of `domain.policy`, with its siblings, that needs pydantic.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.errors import BadInput
from domain.levels import DEFAULT_LEVELS
from domain.policy.cases import Case, cases_of
from domain.policy.catalogue import BY_NAME
from domain.policy.dated_rows import Days
from domain.policy.forms import LISTS, TABLES, ArticleForm, CountsForm, ExceptionForm, PackForm, RuleForm, SelectForm
from domain.policy.mistakes import unknown
from domain.policy.pack import write_pack
from domain.policy.parameters import COMMON, parameters
from domain.policy.reading import read, read_each
from domain.policy.source import Source, files_in_order, merged
from domain.policy.spellings import written_out
from domain.policy.toml_lines import Path


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack without mistakes: its compiled form, as it is stored, and the cases it brings."""

    id: str
    version: str
    title: str
    parent: str
    since: date
    levels: tuple[str, ...]
    compiled: Mapping[str, Any]
    cases: tuple[Case, ...]

    @property
    def content(self) -> str:
        """The canonical text that is stored and hashed."""
        return write_pack(self.compiled)


def load_pack(texts: Mapping[str, str]) -> LoadedPack:
    """The pack in these files (name -> TOML text). Raises BadInput with every mistake in them."""
    source = merged(texts)
    head = _read_head(source)
    articles = _articles(source)
    rules = _rules(source, head)
    _check_carried(source)
    cases = tuple(cases_of(source))
    if not source.document["articles"] and not source.document["rule"] and not source.mistakes:
        source.tell((), "the pack holds neither a rule nor an article")
    if source.mistakes or head is None:
        raise refusal(source, files_in_order(texts))
    compiled = {"pack": _head(head), "articles": articles, "rules": rules}
    levels = tuple(head.levels)
    return LoadedPack(head.id, head.version, head.title, head.parent, head.since, levels, compiled, cases)


def refusal(source: Source, files: Iterable[str]) -> BadInput:
    """All mistakes as one error, in the order of files and lines."""
    order = {name: number for number, name in enumerate(files)}
    mistakes = sorted(source.mistakes, key=lambda each: (order.get(each.file, 0), each.line))
    return BadInput(*(str(each) for each in mistakes), findings=[each.finding() for each in mistakes])


def _read_head(source: Source) -> PackForm | None:
    if source.document["pack"]:
        head = read(PackForm, source.document["pack"], ("pack",), source)
        if head is not None:
            _check_head(source, head)
        return head
    if not source.mistakes:
        source.tell((), "a pack begins with the table [pack]: id, version, title and from")
    return None


def _check_head(source: Source, head: PackForm) -> None:
    """What the keys of [pack] say together."""
    if head.parent == head.id:
        source.tell(("pack", "parent"), f"a pack is no overlay on itself, and this one is {head.id}")
    for number, level in enumerate(head.levels):
        if level in head.levels[:number]:
            source.tell(("pack", "levels", number), f"{level} stands twice on the scale")


def _head(head: PackForm) -> dict[str, Any]:
    told = {"id": head.id, "version": head.version, "title": head.title, "parent": head.parent}
    return {**told, "from": head.since.isoformat(), **({"levels": head.levels} if head.levels else {})}


def _articles(source: Source) -> dict[str, Any]:
    compiled = {}
    for name, fields in source.document["articles"].items():
        path: Path = ("articles", name)
        if not name.strip():
            source.tell(path, "an article needs a name, the citation")
        if form := read(ArticleForm, fields, path, source):
            if form.since and form.until and form.until <= form.since:
                source.tell((*path, "until"), f"ends on {form.until}, not after its first day {form.since}")
            compiled[name] = form.model_dump(mode="json", exclude_none=True)
    return compiled


def _rules(source: Source, head: PackForm | None) -> list[dict[str, Any]]:
    seen: dict[str, Path] = {}
    compiled = []
    for number, table in enumerate(source.document["rule"]):
        path: Path = ("rule", number)
        name = table.get("id")
        if isinstance(name, str) and name in seen:
            file, line = source.place(seen[name])
            source.tell((*path, "id"), f"{name} is the id of another rule too, in {file}, line {line}")
        seen.setdefault(str(name), (*path, "id"))
        if rule := _rule(source, path, written_out(source, path, table), head):
            compiled.append(rule)
    return compiled


def _rule(source: Source, path: Path, table: Mapping[str, Any], head: PackForm | None) -> dict[str, Any] | None:
    """One rule in its stored form, or None when it cannot be read; mistakes are told."""
    kind = BY_NAME.get(str(table.get("kind")))
    if kind is None and isinstance(table.get("kind"), str):
        source.tell((*path, "kind"), unknown(table["kind"], BY_NAME))
    form = read(RuleForm, {key: table[key] for key in table if key in _FIELDS}, path, source)
    parts = {key: _part(source, (*path, key), key, table[key]) for key in (*TABLES, *LISTS) if key in table}
    days = _days(form, head)
    numbers, options = parameters(source, path, kind, table, days) if kind else ({}, {})
    if form is None:
        return None
    _check_rule(source, path, form, days)
    _check_levels(source, path, parts.get("select"), head)
    told = form.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {
        **told,
        "select": _compact(parts.get("select") or SelectForm().model_dump()),
        "counts": parts.get("counts") or CountsForm().model_dump(),
        "waiver": _compact(parts["waiver"]) if parts.get("waiver") else None,
        "exceptions": parts.get("exceptions") or [],
        "numbers": numbers,
        "options": options,
    }


_FIELDS = tuple(key for key in COMMON if key not in TABLES and key not in LISTS)


def _part(source: Source, path: Path, key: str, value: object) -> Any:
    """A table, or a list of tables, of a rule."""
    if key in LISTS:
        found = list(read_each(ExceptionForm, value, path, source))
        codes = [each.code for each in found]
        for number, code in enumerate(codes):
            if code in codes[:number]:
                source.tell((*path, number, "code"), f"{code} stands twice")
        return [each.model_dump(exclude_none=True) for each in found]
    form = read(TABLES[key], value, path, source)
    return form.model_dump() if form else None


def _compact(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _days(form: RuleForm | None, head: PackForm | None) -> Days:
    """When a rule is in force: as it says, else as its pack says; of one that cannot be read nothing is known."""
    own = form.since if form else None
    if own is None and head is not None:
        own = head.since
    return Days(own or date.max, form.until if form else None)


def _check_rule(source: Source, path: Path, form: RuleForm, days: Days) -> None:
    """What the keys of a rule say together."""
    if form.article not in source.document["articles"] and not source.partial:
        source.tell((*path, "article"), unknown(form.article, source.document["articles"]))
    if form.until is not None and form.until <= days.since != date.max:
        source.tell((*path, "until"), f"ends on {form.until}, not after its first day {days.since}")
    if form.unknown == "warn" and form.unknown_until is None:
        source.tell((*path, "unknown_until"), 'is missing: unknown = "warn" needs the day on which that ends')
    if form.unknown == "block" and form.unknown_until is not None:
        source.tell((*path, "unknown_until"), 'is not used: it ends unknown = "warn", which is not said')


def _check_levels(source: Source, path: Path, select: Mapping[str, Any] | None, head: PackForm | None) -> None:
    scale = (head and head.levels) or DEFAULT_LEVELS
    for number, level in enumerate((select or {}).get("level", ())):
        if level not in scale:
            source.tell((*path, "select", "level", number), unknown(level, scale))


def _check_carried(source: Source) -> None:
    """Every article is carried out by a rule, or says why not; never both."""
    if source.partial:
        return
    cited = {name for rule in source.document["rule"] for name in _cited(rule)}
    for name, fields in source.document["articles"].items():
        reason = fields.get("not_modelled")
        if name in cited and reason:
            source.tell(("articles", name, "not_modelled"), "a rule carries the article out, so it is modelled")
        elif name not in cited and not reason:
            source.tell(("articles", name), "no rule carries it out, and not_modelled does not say why")


def _cited(rule: Mapping[str, Any]) -> Iterator[str]:
    """The articles that a rule and the rows of its numbers cite."""
    rows = [row for value in rule.values() if isinstance(value, list) for row in value if isinstance(row, dict)]
    for table in (rule, *rows):
        if isinstance(table.get("article"), str):
            yield table["article"]
