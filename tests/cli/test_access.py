"""Access control at the terminal: who is let in, what is said to who is not, and that looks are noted."""

import pytest

ADMINISTERED = (
    "access enable --security ADA --security BO",
    "--actor ADA access enrol ZHOU --role officer --approved-by BO",
    "--actor ADA access grant ZHOU --unit FINANCE --approved-by BO",
    "--actor ADA access enrol WU --role auditor --approved-by BO",
)


@pytest.fixture
def guarded(county):
    """A county where access control is on."""
    for line in ADMINISTERED:
        ended = county(*line.split(), "-q")
        assert ended.code == 0, ended.err
    return county


def test_the_store_says_whether_access_control_is_on_to_whoever_asks(county):
    assert county("store", "info", "-o", "json").json()["access_control"] is False
    county(*ADMINISTERED[0].split())
    assert county("store", "info", "-o", "json", "--actor", "anybody").json()["access_control"] is True


@pytest.mark.parametrize(
    "words",
    [
        ("roster",),
        ("history", "LI"),
        ("find", "fin"),
        ("unit", "list"),
        ("audit", "verify"),
        ("store", "rebuild"),
        ("audit", "pack", "--out", "x.zip"),
        ("appoint", "LI", "--to", "CLERK", "--effective", "2024-01-01", "--basis", "D"),
    ],
)
def test_who_is_not_enrolled_ends_with_6_and_is_shown_nothing(guarded, words):
    ended = guarded(*words, "--actor", "stranger")

    assert (ended.code, ended.out) == (6, "")
    assert ended.err.startswith("Not authorised: stranger is not enrolled in this store")


def test_a_program_reads_why_somebody_was_turned_away(guarded):
    ended = guarded("history", "LI", "--actor", "stranger", "-o", "json")

    assert ended.code == 6
    [finding] = ended.json()["findings"]
    assert (finding["rule"], finding["figures"]) == ("unknown-actor", {"actor": "stranger"})


def test_a_refused_reader_hears_which_role_it_takes_and_who_can_give_it(guarded):
    ended = guarded("--actor", "ZHOU", "audit", "log")

    assert ended.code == 6
    assert "ZHOU has the role officer; audit log is for auditor or supervisor." in ended.err
    assert "ADA, BO (two of them together) can give a role" in ended.err


def test_a_list_says_how_much_of_it_is_left_out(guarded):
    ended = guarded("roster", "--actor", "ZHOU", "-o", "name")

    assert ended.out.split() == ["DEPUTY", "HEAD"]
    assert "Left out: 2 of 4 rows, which ZHOU may not see." in ended.err


def test_looks_are_noted_with_the_purpose_of_the_setting(guarded):
    assert guarded("person", "show", "LI", "--actor", "ZHOU", CADRE_PURPOSE="Proposal 7").code == 0
    assert guarded("watch", "save", "li", "--", "history", "LI", "--actor", "ZHOU", CADRE_PURPOSE="Watch").code == 0

    rows = guarded("--actor", "WU", "audit", "reads", "-o", "json").json()
    told = [(each["actor"], each["command"], each["subjects"], each["purpose"]) for each in rows]
    assert told == [
        ("ZHOU", "person show", ["cadre:LI"], "Proposal 7"),
        ("ZHOU", "history", ["cadre:LI"], "Watch"),
        ("WU", "audit reads", ["*"], None),
    ]


def test_where_the_look_cannot_be_noted_the_file_is_not_shown(guarded, tmp_path):
    import sqlite3

    with sqlite3.connect(tmp_path / "store.db") as store:
        store.execute("DROP TABLE read_log")
    store.close()
    ended = guarded("history", "LI", "--actor", "ZHOU")

    assert (ended.code, ended.out) == (8, "")
    assert "nothing is shown: a look at a personal history must be noted first" in ended.err


def test_every_kind_of_answer_about_access_fits_its_schema(guarded, fits):
    for words, kind in (
        (("access", "list"), "principals"),
        (("access", "show", "ZHOU"), "principal"),
        (("access", "roles"), "roles"),
        (("access", "check", "ZHOU", "appoint", "--cadre", "WANG"), "access-check"),
        (("audit", "reads"), "reads"),
        (("audit", "duties"), "separation"),
        (("audit", "attempts", "--least", "1"), "attempts"),
        (("audit", "disclosure", "LI", "--scope", "public"), "disclosure"),
        (("audit", "refusals"), "refusals"),
    ):
        schema = guarded("schema", kind).json()
        ended = guarded("--actor", "WU", *words, "-o", "json")
        assert fits(ended.json(), schema) == [], (words, ended.err)


def test_a_bundle_says_whether_access_control_was_on(guarded, tmp_path):
    from zipfile import ZipFile

    from lifecycle.integrity.verifier.verify import verdict

    assert guarded("--actor", "WU", "audit", "pack", "LI", "--out", "li.zip").code == 0
    with ZipFile(tmp_path / "li.zip") as bundle:
        bundle.extractall(tmp_path / "li")
    told = verdict(tmp_path / "li")
    assert "PROVED: access control was put on by access:register@1, and nothing in it says otherwise since." in told
