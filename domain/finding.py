"""A finding: what one rule says of one request, with everything needed to check it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

STRUCTURE = "register"
STRUCTURE_VERSION = "1"
UNVERIFIED = "unverified-approval"
"""The warning that nobody checked who approved, as access control is off."""
STRUCTURE_CITATION = "structural rule of the register"


NOTHING: Mapping[str, Any] = MappingProxyType({})
"""No figures, no values: an empty mapping that nobody can fill."""


class Finding(NamedTuple):
    """What one rule says of one line of an order.

    `effect` is BLOCK, DUE, WARN or RECORD; `facts` are event ids; `earliest` is the first lawful civil day
    (YYYY-MM-DD) or None; `line` counts from 1; `conflict` tells a lost race from a forbidden act.
    """

    rule: str
    wording: str
    pack: str = STRUCTURE
    version: str = STRUCTURE_VERSION
    effect: str = "BLOCK"
    citation: str = STRUCTURE_CITATION
    facts: tuple[str, ...] = ()
    figures: Mapping[str, object] = NOTHING
    earliest: str | None = None
    waivable_by: str | None = None
    line: int | None = None
    conflict: bool = False

    def as_dict(self) -> dict[str, object]:
        """The finding in the published form: the fields of the JSON contract, in their order."""
        return {
            "rule": self.rule,
            "pack": self.pack,
            "version": self.version,
            "effect": self.effect,
            "wording": self.wording,
            "citation": self.citation,
            "facts": list(self.facts),
            "figures": dict(self.figures),
            "earliest": self.earliest,
            "waivable_by": self.waivable_by,
            "line": self.line,
        }

    def as_warning(self) -> "Finding":
        """The same finding, recorded and told but no longer in the way."""
        return self._replace(effect="WARN")
