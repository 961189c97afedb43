"""The closed set of rule kinds."""

from domain.policy.kind import Kind
from domain.policy.kinds import tenure_max, tenure_min

KINDS: tuple[Kind, ...] = (
    tenure_max.KIND,
    tenure_min.KIND,
)
BY_NAME = {kind.name: kind for kind in KINDS}
