"""The acts on the establishment of units and the search for candidates."""

from typing import Annotated

from pydantic import Field

from domain.commands import DossierCommand, Id, Ids, Number, Text, Words
from domain.establishment.events import Found
from domain.events import Track

Count = Annotated[Number, Field(ge=0, le=10_000)]


class SetEstablishment(DossierCommand):
    """Say how many full-time posts of a track a unit must have."""

    ACT = "establishment-set"
    basis: Text
    unit: Id
    track: Track = "party"
    full_time: Count


class SearchCandidates(DossierCommand):
    """Record a search for candidates for a post."""

    ACT = "search-log"
    post: Id
    tags: Annotated[Words, Field(min_length=1)]
    looked_at: Count = 0
    considered: Ids = ()
    found: Found = "going-on"


COMMANDS = (SetEstablishment, SearchCandidates)
"""Every act of the dossier."""
