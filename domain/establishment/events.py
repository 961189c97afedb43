"""What can have happened with the establishment of units and the search for candidates."""

from typing import ClassVar, Literal, TypeAlias

from domain.events import DossierEvent, Track

Found: TypeAlias = Literal["nobody", "going-on", "somebody"]


class EstablishmentSet(DossierEvent):
    """From the effective day the unit must have so many full-time posts of a track, and seats in them."""

    TOPIC = "establishment-set/1"
    SAYS = "{unit} must have {full_time} full-time {track} posts"
    ABOUT: ClassVar = (("unit", "unit"),)
    FIXED = ("unit",)
    unit: str
    track: Track
    full_time: int


class CandidatesSearched(DossierEvent):
    """Candidates with certain marks were looked for, for a post."""

    TOPIC = "candidates-searched/1"
    SAYS = "Candidates for post {post} were searched; found: {found}"
    ABOUT: ClassVar = (("post", "post"), ("considered", "cadre"))
    FIXED = ("post",)
    post: str
    tags: tuple[str, ...]
    looked_at: int
    considered: tuple[str, ...]
    found: Found


EVENTS = (EstablishmentSet, CandidatesSearched)
"""Every event of the dossier."""
