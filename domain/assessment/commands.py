"""The acts of assessments."""

from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field

from domain.assessment.events import Assessed, Grade, Period, Scope
from domain.commands import Day, DossierCommand, Id, Number, Text, Words


def named_texts(value: object) -> object:
    """`theory=80;style=70`, or a list of such, as a mapping; what follows the first `=` stays as it is."""
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        return value
    pairs = [str(part).partition("=") for part in parts if str(part).strip()]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise ValueError(f"{wrong[0]!r} is not of the form NAME=VALUE")
    names = [name.strip() for name, _, _ in pairs]
    if twice := [name for place, name in enumerate(names) if name in names[:place]]:
        raise ValueError(f"{twice[0]!r} stands twice")
    return {name.strip(): text.strip() for name, _, text in pairs}


def _listed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Named: TypeAlias = Annotated[dict[str, Text], BeforeValidator(named_texts)]
Tables: TypeAlias = Annotated[tuple[dict[str, str], ...], BeforeValidator(_listed)]
Year: TypeAlias = Annotated[Number, Field(ge=1700, le=2199)]


class PublishIndicators(DossierCommand):
    """Publish a version of a set of indicators; nothing of a version changes afterwards."""

    ACT = "assess-set"
    basis: Text
    set: Id
    version: Text
    title: Text | None = None
    assesses: Assessed
    unit_kinds: Words = ()
    post_kinds: Words = ()
    parts: Named
    ceilings: Named = Field(default_factory=dict)
    ratings: Text = "0"
    groups: Named = Field(default_factory=dict)
    knowledge: Named = Field(default_factory=dict)
    indicators: Tables
    weak_links: Tables = ()


class OpenCycle(DossierCommand):
    """Open a cycle of assessment, with the indicator sets that are used in it."""

    ACT = "assess-open"
    basis: Text
    cycle: Id
    period: Period
    year: Year | None = None
    title: Text | None = None
    unit: Id | None = None
    sets: Words = ()


class Score(DossierCommand):
    """Enter marks of a unit or a cadre; those of evaluators as GROUP/KNOWLEDGE=COUNT:SUM."""

    ACT = "assess-score"
    basis: Text
    cycle: Id
    subject: Text
    marks: Named = Field(default_factory=dict)
    proofs: Named = Field(default_factory=dict)
    ratings: Named = Field(default_factory=dict)
    set: Text | None = None


class Observe(DossierCommand):
    """Note what is seen of an indicator on any day, and a problem with the day by which it is to be put right."""

    ACT = "assess-observe"
    basis: Text
    cycle: Id
    subject: Text
    indicator: Id
    mark: Text | None = None
    note: Text | None = None
    problem: Text | None = None
    due: Day | None = None


class Rectify(DossierCommand):
    """Record that a problem was put right."""

    ACT = "assess-rectify"
    basis: Text
    problem: Text
    verified_by: Id | None = None


class Rank(DossierCommand):
    """Rank the assessed of a cycle by their scores."""

    ACT = "assess-rank"
    basis: Text
    cycle: Id
    ranks: Assessed


class GiveGrade(DossierCommand):
    """Decide a grade for a cycle."""

    ACT = "assess-grade"
    basis: Text
    cycle: Id
    subject: Text
    grade: Grade


class Publish(DossierCommand):
    """Tell the results of a cycle."""

    ACT = "assess-publish"
    basis: Text
    cycle: Id
    scope: Scope = "members"
    channels: Words = ()
    told: Words = ()


COMMANDS: tuple[Any, ...] = (PublishIndicators, OpenCycle, Score, Observe, Rectify, Rank, GiveGrade, Publish)
"""Every act of the dossier."""
