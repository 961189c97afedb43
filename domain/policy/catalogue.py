"""The closed set of rule kinds."""

from domain.policy.kind import Kind
from domain.policy.kinds import (
    age_limit,
    backbone_min,
    backdating,
    concurrent_max,
    cooling_off,
    early_removal,
    eligibility,
    exchange_crosses,
    incompatible_duties,
    kin_avoidance,
    movement_share,
    native_place_avoidance,
    pair_not_together,
    probation,
    separation_of_duties,
    tenure_max,
    tenure_min,
    terms_max,
    vacancy_alarm,
)

KINDS: tuple[Kind, ...] = (
    tenure_max.KIND,
    terms_max.KIND,
    tenure_min.KIND,
    cooling_off.KIND,
    exchange_crosses.KIND,
    movement_share.KIND,
    backbone_min.KIND,
    pair_not_together.KIND,
    kin_avoidance.KIND,
    native_place_avoidance.KIND,
    eligibility.KIND,
    probation.KIND,
    concurrent_max.KIND,
    incompatible_duties.KIND,
    age_limit.KIND,
    early_removal.KIND,
    separation_of_duties.KIND,
    backdating.KIND,
    vacancy_alarm.KIND,
)
BY_NAME = {kind.name: kind for kind in KINDS}
