"""A pack as it stands in the log: its compiled content, read back into rules; the hash is over that content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from json import loads
from typing import Any

from domain.canonical import canonical
from domain.days import ALWAYS, FOREVER
from domain.policy.rule import EVERYWHERE, Article, Counts, Dated, PackId, Rule, Selector, WaiverTerms


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A pack in force from a day: its articles and its rules. `parent` names the pack whose rules it replaces by id."""

    id: PackId
    title: str
    parent: str
    since: date
    articles: Mapping[str, Article]
    rules: tuple[Rule, ...]
    content: Mapping[str, Any]

    def adopted_from(self, day: str) -> "Pack":
        """The pack as in force from the day of its adoption, YYYY-MM-DD."""
        return replace(self, since=date.fromisoformat(day))


def content_hash(content: str) -> str:
    """SHA-256 over the canonical content, 64 hexadecimal digits."""
    return sha256(content.encode()).hexdigest()


@lru_cache(maxsize=32)
def read_pack(content: str) -> Pack:
    """The pack with this canonical content (as `domain.policy.loading` compiles it)."""
    told = loads(content)
    head = told["pack"]
    identity = PackId(head["id"], head["version"], content_hash(content))
    articles = {name: _article(name, fields) for name, fields in told["articles"].items()}
    rules = tuple(_rule(fields, articles, identity, head) for fields in told["rules"])
    return Pack(identity, head["title"], head["parent"], _day(head["from"], ALWAYS), articles, rules, told)


def write_pack(told: Mapping[str, Any]) -> str:
    """The canonical content of a compiled pack."""
    return canonical(dict(told))


def in_force(packs: Iterable[Pack], day: date) -> tuple[Pack, ...]:
    """Of each pack the version in force on the day, by id."""
    latest: dict[str, Pack] = {}
    for pack in sorted(packs, key=lambda each: each.since):
        if pack.since <= day:
            latest[pack.id.id] = pack
    return tuple(latest[name] for name in sorted(latest))


@lru_cache(maxsize=64)
def rules_on(packs: tuple[Pack, ...], day: date) -> tuple[Rule, ...]:
    """The rules of the packs in force on the day; remembered, since questions about everybody ask it for each."""
    return rules_of(in_force(packs, day))


def rules_of(packs: Sequence[Pack]) -> tuple[Rule, ...]:
    """The rules of packs in force together: an overlay's rules replace those of its parents by id."""
    names = {pack.id.id for pack in packs}
    replaced: set[tuple[str, str]] = set()
    for pack in packs:
        above = pack.parent
        while above in names:
            replaced.update((above, rule.id) for rule in pack.rules)
            above = next(each.parent for each in packs if each.id.id == above)
    return tuple(rule for pack in packs for rule in pack.rules if (pack.id.id, rule.id) not in replaced)


def since_adoption(packs: Iterable[Pack], day: date) -> tuple[Rule, ...]:
    """The rules in force on the day, each from the day on which an adopted pack brought it, not from before.

    A rule that goes on in a later version of its pack, or in an overlay on it, is in force since the first of them.
    """
    adopted = tuple(packs)
    return tuple(rule for rule in _bounded(adopted, in_force(adopted, day)) if rule.on(day))


@lru_cache(maxsize=64)
def _bounded(adopted: tuple[Pack, ...], now: tuple[Pack, ...]) -> tuple[Rule, ...]:
    """The rules of the packs in force now, each in force no earlier than one of the adopted packs brought it."""
    return tuple(_not_before(rule, _brought(rule, adopted)) for rule in rules_of(now))


def _not_before(rule: Rule, day: date) -> Rule:
    return rule if day <= rule.since else replace(rule, since=day)


@lru_cache(maxsize=8)
def _first_days(packs: tuple[Pack, ...]) -> tuple[Mapping[str, str], Mapping[tuple[str, str], date]]:
    """The pack above each pack, and the first day on which each pack was adopted with a rule of each id."""
    above, first = dict[str, str](), dict[tuple[str, str], date]()
    for pack in sorted(packs, key=lambda each: each.since):
        above[pack.id.id] = pack.parent
        for rule in pack.rules:
            first.setdefault((pack.id.id, rule.id), pack.since)
    return above, first


def _brought(rule: Rule, packs: tuple[Pack, ...]) -> date:
    """The first day on which the pack of the rule, or a pack that it overlays, was adopted with a rule of this id."""
    above, first = _first_days(packs)
    name, days = rule.pack.id, list[date]()
    while name in above:
        if (name, rule.id) in first:
            days.append(first[name, rule.id])
        name = above[name]
    return min(days, default=ALWAYS)


def _article(name: str, fields: Mapping[str, Any]) -> Article:
    return Article(
        name,
        fields["wording"],
        fields.get("wording_zh", ""),
        fields.get("source", ""),
        _day(fields.get("since"), ALWAYS),
        _day(fields.get("until"), FOREVER),
        bool(fields.get("verified", False)),
        fields.get("not_modelled", ""),
    )


def _rule(fields: Mapping[str, Any], articles: Mapping[str, Article], pack: PackId, head: Mapping[str, Any]) -> Rule:
    waiver = fields.get("waiver")
    return Rule(
        id=fields["id"],
        kind=fields["kind"],
        article=articles[fields["article"]],
        effect=fields["effect"],
        pack=pack,
        pick=fields["pick"],
        clock=fields["clock"],
        warn_days=fields["warn_days"],
        gap_months=fields["gap_months"],
        select=_selector(fields["select"]),
        counts=Counts(**fields["counts"]),
        waiver=WaiverTerms(waiver["by"], waiver.get("max_months"), tuple(waiver["needs"])) if waiver else None,
        exceptions=tuple(fields["exceptions"]),
        unknown=fields["unknown"],
        unknown_until=_day(fields.get("unknown_until"), FOREVER),
        since=_day(fields.get("from"), _day(head["from"], ALWAYS)),
        until=_day(fields.get("until"), FOREVER),
        numbers={name: tuple(_dated(row, fields) for row in rows) for name, rows in fields["numbers"].items()},
        options=_tuples(fields["options"]),
    )


def _selector(fields: Mapping[str, Any]) -> Selector:
    lists = {name: tuple(fields.get(name, ())) for name in ("track", "level", "post_kind", "unit_kind")}
    found = Selector(**lists, key_post=fields.get("key_post"), part_time=fields.get("part_time"))
    return EVERYWHERE if found == EVERYWHERE else found


def _dated(row: Mapping[str, Any], fields: Mapping[str, Any]) -> Dated:
    return Dated(_day(row["from"], ALWAYS), row["value"], row.get("article") or fields["article"])


def _tuples(value: Any) -> Any:
    """Lists as tuples, so that options are as immutable as the rule."""
    if isinstance(value, list):
        return tuple(_tuples(each) for each in value)
    return {name: _tuples(each) for name, each in value.items()} if isinstance(value, dict) else value


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
