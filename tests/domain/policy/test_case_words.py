"""Acts in plain words become order lines; what is no act is answered with the nearest word."""

import pytest

from domain.dossiers import every_command
from domain.policy.case_words import ACTS, SHORT, line_of

COMMANDS = every_command()

LINES = {
    "2010-01-01 appoint LI to HEAD as acting": {
        "act": "appoint",
        "effective": "2010-01-01",
        "cadre": "LI",
        "post": "HEAD",
        "kind": "acting",
    },
    "2010.1.1 relieve LI from HEAD because 'health: cannot work'": {
        "act": "relieve",
        "effective": "2010-01-01",
        "cadre": "LI",
        "post": "HEAD",
        "reason": "health: cannot work",
    },
    "2010年1月1日 transfer 李明 to 局长 from 处长 until 2012-01-01": {
        "act": "transfer",
        "effective": "2010-01-01",
        "cadre": "李明",
        "post": "局长",
        "from": "处长",
        "until": "2012-01-01",
    },
    "2010-01-01: promote LI to division in HEAD": {
        "act": "promote",
        "effective": "2010-01-01",
        "cadre": "LI",
        "level": "division",
        "post": "HEAD",
    },
    "post HEAD in TRADE track=admin key_post=yes": {
        "act": "post-open",
        "post": "HEAD",
        "unit": "TRADE",
        "track": "admin",
        "key_post": "yes",
    },
    "unit TRADE under COUNTY as bureau": {"act": "unit-open", "unit": "TRADE", "parent": "COUNTY", "kind": "bureau"},
    "person LI at division born=1960-02-29": {
        "act": "person-register",
        "cadre": "LI",
        "level": "division",
        "born": "1960-02-29",
    },
    "2020-01-01 waive TEN-1 for LI until 2022-01-01 by province": {
        "act": "waive",
        "effective": "2020-01-01",
        "rule": "TEN-1",
        "subject": "LI",
        "until": "2022-01-01",
        "approved_by": "province",
    },
    "2020-01-01 exchange LI with WANG decided 2019-12-01": {
        "act": "exchange",
        "effective": "2020-01-01",
        "cadre": "LI",
        "with": "WANG",
        "decided_on": "2019-12-01",
    },
}
UNREADABLE = {
    "": "names no act",
    "2010-01-01": "names no act",
    "2010-01-01 apoint LI": "did you mean 'appoint'",
    "2010-01-01 appoint": "does not say on whom",
    "2010-01-01 appoint LI too HEAD": "did you mean 'to'",
    "2010-01-01 appoint LI to": "has no value",
    "2010-01-01 appoint LI to A in B": "post is said twice",
    "2010-01-01 appoint 'LI": "do not pair",
    "2010-31-01 appoint LI to HEAD": "'2010-31-01' is not a day",
}


@pytest.mark.parametrize("text", LINES)
def test_words_say_a_line(text):
    assert line_of(text) == LINES[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_act_is_refused_with_a_way_on(text):
    with pytest.raises(ValueError, match=UNREADABLE[text].replace("(", r"\(")):
        line_of(text)


def test_every_word_for_an_act_is_an_act_of_an_order():
    assert {*ACTS, *SHORT.values()} <= set(every_command())


@pytest.mark.parametrize("act", ACTS)
def test_every_key_that_a_word_stands_for_is_a_key_of_its_act(act):
    subject, words = ACTS[act]
    fields = {field.alias or name for name, field in every_command()[act].model_fields.items()}

    assert {subject} <= fields
    assert set(words.values()) <= fields
