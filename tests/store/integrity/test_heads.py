"""The index of streams grows by what is new, and is the same as one that is made from nothing."""

import pytest

from domain.integrity.many import root_by_siblings
from domain.integrity.merkle import head_leaf, tree_root
from lifecycle.integrity.auditing import Auditing
from lifecycle.integrity.heads import index_heads, newest_index
from lifecycle.ports import wall_clock

STEPS = (3, 40, 1, 250, 17)


def index(engine):
    index_heads(engine.database, actor="auditor", now=wall_clock(), entropy=bytes)


def streams_of(engine, through):
    """(Stream, events) up to a position, in the order of their first events."""
    sql = "SELECT originator_id, originator_version FROM stored_events WHERE position <= ? ORDER BY position"
    return list(dict(engine.database.query(sql, (through,))).items())


@pytest.fixture
def grown(founded):
    """A register that grew in steps, with an index of streams after each."""
    first = 0
    for step in STEPS:
        founded.submit(
            [
                *(
                    {"act": "person-register", "cadre": f"N{number}", "name": "张"}
                    for number in range(first, first + step)
                ),
                {"act": "person-amend", "cadre": f"N{first}", "education": f"after {step}"},
            ],
            actor="registrar",
        )
        first += step
        index(founded)
    return founded


def test_an_index_that_grew_in_steps_is_that_of_all_streams(grown):
    found = newest_index(grown.database)
    counted = streams_of(grown, found.through)

    assert (found.event, found.streams, found.through) == ("store:heads@5", len(counted), grown.head.position - 1)
    assert found.streams > 256  # beyond the second level that is kept
    assert found.root == tree_root(head_leaf(*each) for each in counted).hex()


def test_every_stream_is_proved_by_what_is_kept(grown):
    found = newest_index(grown.database)
    for stream, events in streams_of(grown, found.through):
        [proved], proof = found.proof(grown.database, {stream})
        assert proved[:2] == (stream, events)
        leaves = [(proved[2], head_leaf(*proved[:2]))]
        assert root_by_siblings(leaves, found.streams, proof).hex() == found.root


def test_counts_that_were_lost_or_changed_are_made_again_without_another_index(grown):
    before = newest_index(grown.database)
    grown.rebuild()
    assert newest_index(grown.database) is None
    index(grown)
    assert newest_index(grown.database) == before

    grown.database.execute("UPDATE stream_count SET events = events + 1 WHERE number = ?", (before.streams - 1,))
    assert newest_index(grown.database) is None
    index(grown)
    assert newest_index(grown.database) == before
    assert Auditing(grown.database).verify()["intact"]


def test_an_index_that_counts_otherwise_is_named(attacker):
    index(attacker.engine)
    root = newest_index(attacker.database).root.encode()
    attacker.edit("store:heads@1", root, root[::-1])
    attacker.repair_tree()

    found = attacker.verify()

    assert (found["intact"], found["first_bad"]) == (False, "store:heads@1")
    assert found["reason"] == "counts other events in the streams than there are"
