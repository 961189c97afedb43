"""A secret ballot leaves no link from a person to a vote: not in an event, a read model, a refusal or an answer."""

import re

import pytest

from domain.errors import BadInput
from domain.procedure.loading import load_procedure
from lifecycle import procedure_files
from projections.schema import READ_MODELS, RECORD_TABLES

MEMBERS = ("A", "B", "C", "D", "E")


@pytest.fixture
def secret(office):
    """An office whose committee votes in secret, with a case at the ballot and four of five members there."""

    def part(name):
        return procedure_files._part(name).replace("ballot = {", "ballot = { secret = true,")

    text = procedure_files.procedure_text("appointment")
    text = re.sub(r'version = "\d+"', 'version = "3"\ntransitional = "pin"', text, count=1)
    read = load_procedure(text, "changed", part)
    line = {"act": "procedure-publish", "procedure": read.id, "version": read.version, "content": read.content}
    office.submit([{**line, "effective": "2024-06-01"}])
    office.day = "2024-06-03"
    office.open()
    office.to_ballot()
    office.do("meeting-convene", meeting="M", body="committee", person=list(MEMBERS), case=["C1"])
    office.do("meeting-attend", meeting="M", person=list(MEMBERS[:4]))
    return office


def everything(office):
    """Every value of every table, as text."""
    database = office.engine.database
    for table in (*RECORD_TABLES, *READ_MODELS):
        for row in database.query(f"SELECT * FROM {table}"):
            yield (
                table,
                " ".join(
                    bytes(each).decode(errors="replace") if isinstance(each, bytes) else str(each) for each in row
                ),
            )


def test_names_of_voters_are_turned_away_and_recorded_nowhere(secret):
    before = list(everything(secret))
    with pytest.raises(BadInput, match="is a secret ballot; give counts"):
        secret.do("meeting-vote", meeting="M", case="C1", aye="A;B;C", nay="D")
    assert list(everything(secret)) == before


def test_only_counts_are_kept_and_who_voted_how_stands_nowhere(secret):
    secret.do("meeting-vote", meeting="M", case="C1", ayes=3, nays=1)

    [ballot] = [
        text for table, text in everything(secret) if table == "stored_events" and "case-ballot-counted" in text
    ]
    assert '"secret":true' in ballot
    assert '"votes":{}' in ballot
    assert ('"ayes":3' in ballot, '"nays":1' in ballot) == (True, True)
    linked = [text for _, text in everything(secret) for who in MEMBERS if f'"{who}":"' in text]
    assert linked == []
