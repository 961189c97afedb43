"""Personal values at the terminal: restricted, read with approval, erased, and gone from everything that is written."""

import json

import pytest

SECRETS = {"--name": "欧阳清风", "--born": "1957-11-23", "--number": "110101195711230017"}
WHY = ("--basis", "Request 5", "--reason", "No longer needed")
ERASE = ("--ground", "not-selected", "--approved-by", "SUP", "--approved-by", "SEC", *WHY)


@pytest.fixture
def office(cadre):
    """A store with somebody who has a file and never held a post."""
    assert cadre("init", "--pack", "none").code == 0
    words = [word for pair in SECRETS.items() for word in pair]
    assert cadre("person", "register", "OUYANG", *words).code == 0
    return cadre


def plain_text_in(folder):
    secrets = [each.encode() for each in SECRETS.values()]
    files = [each for each in folder.rglob("*") if each.is_file()]
    return sorted(each.name for each in files if any(secret in each.read_bytes() for secret in secrets))


def test_after_an_erasure_nothing_that_the_program_writes_holds_the_values(office, tmp_path):
    erased = office("privacy", "erase", "OUYANG", *ERASE, "-o", "json")
    assert erased.code == 0, erased.err
    told = erased.json()
    assert (told["outcome"], told["scrubbed"], told["copies"]) == ("erased", True, [])

    assert office("store", "backup", "backup.db").code == 0
    assert office("audit", "pack", "--out", "all.zip", "--disclose", "name,born,number").code == 0
    assert office("audit", "checkpoint", "--out", "c.txt").code == 0
    assert office("store", "restore", str(tmp_path / "backup.db"), store=tmp_path / "restored.db").code == 0
    for number, words in enumerate((("person", "list"), ("audit", "log"), ("history", "OUYANG"), ("privacy", "log"))):
        for output in ("json", "csv", "md"):
            shown = office(*words, "-o", output)
            assert shown.code == 0
            (tmp_path / f"{number}.{output}").write_text(shown.out + shown.err, encoding="utf-8")
    assert plain_text_in(tmp_path) == []
    assert office("person", "show", "OUYANG", "-o", "json").json()["erased"] == ["born", "name", "number"]
    assert office("audit", "verify").code == 0
    assert office("audit", "verify", store=tmp_path / "restored.db").code == 0


def test_a_backup_made_before_is_named_until_it_is_destroyed(office):
    assert office("store", "backup", "backup.db").code == 0
    erased = office("privacy", "erase", "OUYANG", *ERASE)
    assert "The copy store:copies@1 still holds it" in erased.err
    assert office("privacy", "copies", "-o", "json").json()[0]["holds_erased"] == ["OUYANG"]
    assert office("privacy", "destroyed", "store:copies@1", "--reason", "Overwritten").code == 0
    assert office("privacy", "copies", "-o", "json").json()[0]["destroyed"] == "store:copies@2"


def test_a_restricted_file_is_shown_with_approval_and_a_reason_only(office):
    ended = office("privacy", "restrict", "OUYANG", "--ground", "disputed", "--approved-by", "SUP", *WHY)
    assert ended.code == 0, ended.err
    refused = office("person", "show", "OUYANG", "-o", "json")
    assert refused.code == 6
    assert json.loads(refused.out)["findings"][0]["rule"] == "file-restricted"
    assert SECRETS["--name"] not in office("person", "list").out
    assert office("person", "show", "OUYANG", "--approved-by", "SUP").code == 2
    shown = office("person", "show", "OUYANG", "--approved-by", "SUP", "--reason", "Case 4", "-o", "json")
    assert shown.json()["name"] == SECRETS["--name"]
    log = office("privacy", "log", "OUYANG", "-o", "json").json()
    assert [(each["act"], each["reason"]) for each in log] == [("restricted", WHY[3]), ("read", "Case 4")]
    assert office("privacy", "lift", "OUYANG", "--approved-by", "SUP", *WHY).code == 0
    assert office("person", "show", "OUYANG").code == 0


def test_an_erasure_needs_two_others_and_a_ground(office):
    once = ("--ground", "not-selected", "--approved-by", "SUP", *WHY)
    assert "two persons approve it" in office("privacy", "erase", "OUYANG", *once).err
    twice = office("privacy", "erase", "OUYANG", *once, "--approved-by", "sup")
    assert (twice.code, "all different" in twice.err) == (3, True)
    assert office("privacy", "erase", "OUYANG", *once, "--ground", "whim").code == 2
    assert office("privacy", "erase", "NOBODY", *ERASE).code == 2
    assert office("audit", "refusals", "-o", "json").json()[0]["acts"] == ["privacy-erase"]
