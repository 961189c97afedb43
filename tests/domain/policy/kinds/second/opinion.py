"""A second implementation of every rule kind, to compare the first one with.

Written from the form of the packs and the meanings of the kinds, not from the code: nothing of the four rooms is used.
A register is a heap of plain tables, time is gone through day by day, months are counted one by one on the calendar.
"""

from tests.domain.policy.kinds.second.bodies import Bodies
from tests.domain.policy.kinds.second.conditions import Conditions
from tests.domain.policy.kinds.second.discipline import Discipline
from tests.domain.policy.kinds.second.duties import Duties
from tests.domain.policy.kinds.second.houses import Houses
from tests.domain.policy.kinds.second.others import Others
from tests.domain.policy.kinds.second.persons import Persons
from tests.domain.policy.kinds.second.times import Times


class SecondOpinion(Times, Houses, Persons, Conditions, Bodies, Discipline, Others, Duties):
    """What the rules say of a register that is told in tables."""
