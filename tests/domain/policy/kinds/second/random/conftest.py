"""Registers, acts and rules made of chance."""

import pytest

from tests.domain.policy.kinds.second.random.paper import write_down
from tests.domain.policy.kinds.second.random.registers import draw
from tests.domain.policy.kinds.second.random.rules import draw_rule


@pytest.fixture(scope="session")
def drawn():
    """A function from chance to the tables of a register and an act on file in it."""
    return draw


@pytest.fixture(scope="session")
def drawn_rule():
    """A function from chance and a kind to a rule of a pack as it is stored, and the same rule read back."""
    return draw_rule


@pytest.fixture(scope="session")
def on_paper():
    """A function that tells an empty register on paper what stands in the tables."""
    return write_down
