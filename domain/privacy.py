"""What is personal, what may be erased, and on what ground: the classes of fields, and the objections to an erasure."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from domain.finding import Finding

PUBLIC, PERSONAL, RESTRICTED = "public", "personal", "restricted"
"""Public: stands in events as it is. Personal: in the vault. Restricted: the vault too, and of other people or of
matters under examination."""
LAW: Final = "Personal Information Protection Law of the PRC (2021), art. 47"
ERASED, HIDDEN = "[erased]", "[restricted]"
"""What lists show instead of a name that was erased, or whose reading needs approval."""


class Field(NamedTuple):
    """One field, or kind of field: its class, where it is kept, and whether the duty of retention covers it."""

    path: str
    kind: str
    kept_in: str
    retained: bool
    says: str


FIELDS: Final[tuple[Field, ...]] = (
    Field("name", PERSONAL, "vault", retained=True, says="name of a cadre"),
    Field("born", PERSONAL, "vault", retained=True, says="day of birth"),
    Field("joined_party", PERSONAL, "vault", retained=True, says="day of joining the party"),
    Field("started_work", PERSONAL, "vault", retained=True, says="day of starting work"),
    Field("education", PERSONAL, "vault", retained=True, says="education"),
    Field("sex", PERSONAL, "vault", retained=False, says="sex"),
    Field("native_place", PERSONAL, "vault", retained=False, says="native place"),
    Field("number", RESTRICTED, "vault", retained=False, says="identity number"),
    Field("kin.relation", RESTRICTED, "vault", retained=False, says="what a relative is to the cadre"),
    Field("kin.name", RESTRICTED, "vault", retained=False, says="name of a relative"),
    Field("kin.cadre", RESTRICTED, "vault", retained=False, says="which cadre is the relative"),
    Field("investigation, complaint, appeal", RESTRICTED, "events", retained=True, says="matters under examination"),
    Field("sanction, talk, support", RESTRICTED, "events", retained=True, says="discipline, talks, support"),
    Field("ballots", RESTRICTED, "nowhere", retained=False, says="who voted how; only counts are recorded"),
    Field("posts, levels, dates, units", PUBLIC, "events", retained=True, says="what the register is about"),
    Field(
        "basis, reason, title, key", PUBLIC, "events", retained=True, says="free texts; nothing personal belongs there"
    ),
)
"""Every field by its class."""

GROUNDS: Final = {
    "retention-ended": "the period for which the record must be kept is over",
    "entered-in-error": "it was recorded of the wrong person, or twice",
    "court-order": "a court or the authority for data protection ordered it",
    "not-selected": "the candidate was not selected and never held a post",
    "relative": "it is of a relative, and is needed no longer",
    "consent-withdrawn": "it was given by consent, which was withdrawn",
}
"""Why personal values are erased."""
RESTRICTIONS: Final = {
    "retention": "it must be kept by law, and is needed for nothing else",
    "disputed": "whether it is true is disputed",
    "objection": "the person objects to its use",
    "claim": "it is kept for a legal claim only",
}
"""Why personal values are restricted."""
OVERRIDING: Final = ("retention-ended", "entered-in-error", "court-order")
"""The grounds on which what the duty of retention covers is erased too."""


def vault_paths() -> tuple[str, ...]:
    """The paths of the vault that can be erased.

    >>> vault_paths()[:2]
    ('name', 'born')
    """
    return tuple(field.path for field in FIELDS if field.kept_in == "vault")


def retained(paths: Collection[str]) -> list[str]:
    """Those of the paths that the duty of retention covers."""
    return [field.path for field in FIELDS if field.retained and field.path in paths]


def erasure_objections(
    cadre: str, paths: Collection[str], *, ground: str, held_posts: bool, people: Sequence[str]
) -> Iterator[Finding]:
    """What stands in the way of an erasure; `people` are who asks for it and the two who approve."""
    yield from approval_objections(people, "an erasure")
    kept = retained(paths) if held_posts and ground not in OVERRIDING else []
    if kept:
        wording = (
            f"{', '.join(kept)} of {cadre}, who has held posts, must be kept: the ground {ground} does not end that "
            f"duty. Restrict it instead: cadre privacy restrict {cadre}; or name a ground that ends it: "
            f"{', '.join(OVERRIDING)}."
        )
        yield Finding("retention-duty", wording, citation=LAW, figures={"fields": list(kept), "ground": ground})
    if ground == "not-selected" and held_posts:
        wording = f"{cadre} has held posts; not-selected is for candidates who never did."
        yield Finding("ground-does-not-fit", wording, citation=LAW)


def approval_objections(people: Sequence[str], what: str) -> Iterator[Finding]:
    """What is wrong with who asks and who approves: they are all different persons."""
    folded = [each.casefold() for each in people]
    if len(set(folded)) != len(folded):
        wording = f"{what[:1].upper()}{what[1:]} is asked for by one person and approved by two others, all different."
        yield Finding("self-approved", wording, figures={"people": list(people)})
