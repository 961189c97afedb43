"""The second implementation of the rule kinds, see `opinion.py`."""

import pytest

from tests.domain.policy.kinds.second.opinion import SecondOpinion


@pytest.fixture(scope="session")
def second_opinion():
    """A function from the tables of a register to a `SecondOpinion` on it."""
    return SecondOpinion
