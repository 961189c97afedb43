"""The closed set of rule kinds."""

from domain.policy.kind import Kind
from domain.policy.kinds import (
    backbone_min,
    cooling_off,
    exchange_crosses,
    movement_share,
    tenure_max,
    tenure_min,
    terms_max,
)

KINDS: tuple[Kind, ...] = (
    tenure_max.KIND,
    terms_max.KIND,
    tenure_min.KIND,
    cooling_off.KIND,
    exchange_crosses.KIND,
    movement_share.KIND,
    backbone_min.KIND,
)
BY_NAME = {kind.name: kind for kind in KINDS}
