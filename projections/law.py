"""Packs and rules as people read them: wording, citation, numbers through time, kind, and who may waive."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.days import iso_or_none
from domain.policy.catalogue import BY_NAME
from domain.policy.pack import Pack
from domain.policy.rule import Article, Rule
from projections.unit import Answer


def law(rule: Rule, pack: Pack, day: date) -> Answer:
    """All that a rule says on a day, with the numbers it had before and will have."""
    return {
        "rule": rule.id,
        "pack": pack.id.id,
        "version": pack.id.version,
        "hash": pack.id.hash,
        "on": day.isoformat(),
        "kind": rule.kind,
        "meaning": BY_NAME[rule.kind].meaning,
        "effect": rule.effect,
        "article": rule.article.name,
        **_text(rule.article),
        "numbers": _numbers(rule, pack, day),
        "options": dict(_content(rule, pack)["options"]),
        "clock": rule.clock,
        "pick": rule.pick,
        "warn_days": rule.warn_days,
        "gap_months": rule.gap_months,
        "select": {name: value for name, value in _content(rule, pack)["select"].items() if value != []},
        "counts": dict(_content(rule, pack)["counts"]),
        "exceptions": [dict(each) for each in rule.exceptions],
        "unknown": rule.unknown,
        "unknown_until": iso_or_none(rule.unknown_until),
        "waivable_by": rule.waiver.by if rule.waiver else None,
        "waiver_max_months": rule.waiver.max_months if rule.waiver else None,
        "waiver_needs": list(rule.waiver.needs) if rule.waiver else [],
        "in_force_from": max(rule.since, pack.since).isoformat(),
        "in_force_until": iso_or_none(rule.until),
    }


def pack_in_full(pack: Pack, day: date) -> Answer:
    """A pack with its rules and its articles; an article says which rules carry it out, or why none does."""
    rules = [law(rule, pack, day) for rule in pack.rules]
    carried = {name: [rule.id for rule in pack.rules if name in cited(rule)] for name in pack.articles}
    articles = [
        {"article": name, **_text(article), "not_modelled": article.not_modelled or None, "rules": carried[name]}
        for name, article in pack.articles.items()
    ]
    return {**pack_in_brief(pack), "rules": rules, "articles": articles}


def pack_in_brief(pack: Pack) -> Answer:
    """What pack it is."""
    return {
        "pack": pack.id.id,
        "version": pack.id.version,
        "title": pack.title,
        "parent": pack.parent or None,
        "hash": pack.id.hash,
        "from": pack.content["pack"]["from"],
    }


def counted(pack: Pack) -> Answer:
    """How many rules and articles a pack has, and how many of these no rule carries out."""
    silent = [article for article in pack.articles.values() if article.not_modelled]
    return {"rules": len(pack.rules), "articles": len(pack.articles), "not_modelled": len(silent)}


def cited(rule: Rule) -> set[str]:
    """The articles that a rule and the rows of its numbers cite."""
    return {rule.article.name, *(row.article for rows in rule.numbers.values() for row in rows)}


def _text(article: Article) -> Answer:
    return {
        "wording": article.wording,
        "wording_zh": article.wording_zh or None,
        "source": article.source or None,
        "verified": article.verified,
        "since": iso_or_none(article.since),
        "until": iso_or_none(article.until),
    }


def _numbers(rule: Rule, pack: Pack, day: date) -> list[Answer]:
    """The numbers through time; `in_force` marks the row that a judgement on the day takes."""
    told = []
    for name, rows in rule.numbers.items():
        now = [row.start for row in rows if row.start <= day]
        for row in rows:
            quoted = pack.articles.get(row.article)
            told.append(
                {
                    "figure": name,
                    "from": row.start.isoformat(),
                    "value": row.value,
                    "article": row.article,
                    "verified": bool(quoted and quoted.verified),
                    "in_force": bool(now) and row.start == now[-1],
                }
            )
    return told


def _content(rule: Rule, pack: Pack) -> Mapping[str, Any]:
    """The rule as it is stored."""
    return next(each for each in pack.content["rules"] if each["id"] == rule.id)
