"""Adopting a pack: through the order that every other act goes through; the same pack from the same day only once."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.errors import BadInput
from domain.policy.loading import LoadedPack
from domain.policy.pack import content_hash
from lifecycle.pack_folder import load
from lifecycle.reader import iso_day
from lifecycle.request import Outcome
from projections.database import Database, transaction
from projections.levels import level_scale
from projections.packs import adoptions

DEFAULT_PACKS: Final[tuple[str, ...]] = ("seed",)
"""What a new store adopts when nobody says."""
NONE: Final = "none"


def adoption_line(pack: LoadedPack, from_day: str | None) -> dict[str, Any]:
    """The order line that adopts the pack from the day, its own first day unless said."""
    return {
        "act": "policy-adopt",
        "pack": pack.id,
        "version": pack.version,
        "title": pack.title,
        "content": pack.content,
        "effective": iso_day(from_day) or pack.since.isoformat(),
    }


def adopted_before(database: Database, line: Mapping[str, Any]) -> Outcome | None:
    """The outcome if this very content is adopted from this very day already; None if it is not."""
    wanted = (line["pack"], content_hash(line["content"]), line["effective"])
    with transaction(database):
        for each in adoptions(database):
            if (each.pack.id.id, each.pack.id.hash, each.pack.since.isoformat()) == wanted:
                return Outcome("already-recorded", each.order, (each.event,))
    return None


def check_levels(database: Database, pack: LoadedPack) -> None:
    """Nothing, unless the pack brings a grade scale that the store does not have; then BadInput."""
    scale = tuple(level_scale(database))
    if pack.levels and pack.levels != scale:
        raise BadInput(
            f"{pack.id} has a grade scale of its own ({', '.join(pack.levels)}), this store has another "
            f"({', '.join(scale)}); make a new store with: cadre init --pack {pack.id}"
        )


def chosen_packs(names: Sequence[str]) -> list[LoadedPack]:
    """The packs that a new store adopts, parents first; every name a shipped pack or a folder, or `none` alone.

    Raises BadInput with every mistake in them, and for a parent that is not among them.
    """
    if NONE in names and len(set(names)) > 1:
        raise BadInput("--pack none stands alone: it means that no pack is adopted")
    waiting = [load(name) for name in dict.fromkeys(names or DEFAULT_PACKS) if name != NONE]
    ordered: list[LoadedPack] = []
    while waiting:
        there = {pack.id for pack in ordered}
        ready = [pack for pack in waiting if not pack.parent or pack.parent in there]
        if not ready:
            raise BadInput(*(_orphan(pack) for pack in waiting))
        ordered += ready
        waiting = [pack for pack in waiting if pack not in ready]
    return ordered


def _orphan(pack: LoadedPack) -> str:
    return f"{pack.id} is an overlay on {pack.parent}; name that too: --pack {pack.parent}"


def own_levels(packs: Sequence[LoadedPack]) -> tuple[str, ...] | None:
    """The grade scale that the packs bring; None if none of them does. Raises BadInput if they differ."""
    scales = {pack.levels: pack.id for pack in packs if pack.levels}
    if len(scales) > 1:
        raise BadInput(f"{' and '.join(scales.values())} bring different grade scales; a store has one")
    return next(iter(scales), None)
