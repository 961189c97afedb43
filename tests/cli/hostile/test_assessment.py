"""Assessment, typed by somebody who makes every mistake: each is told in a sentence, and nothing is half written."""

import pytest

SET = """
set = "B"
version = "1"
assesses = "unit"
parts = { party = 0.4, business = 0.6 }
ratings = 0.3
groups = { superior = 0.5, masses = 0.5 }
[[indicator]]
id = "theory"
aspect = "ideology"
part = "party"
weight = 1
[[indicator]]
id = "works"
aspect = "style"
part = "business"
weight = 1
"""
DAY = ("--effective", "2026-06-02", "--basis", "B")
OPEN = ("assess", "open", "C1", "--period", "special", "--effective", "2026-06-01", "--basis", "B")


@pytest.fixture
def office(county, tmp_path):
    """A function that types a command in a county with one open cycle, C1."""
    (tmp_path / "set.toml").write_text(SET, encoding="utf-8")
    assert county("policy", "adopt", "seed", "--from", "1980-01-01").code == 0
    assert county(*OPEN, "--set", tmp_path / "set.toml").code == 0
    return county


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version = "1"', "", "needs version"),
        ('set = "B"', "", "needs set"),
        ("party = 0.4", "party = 0.5", "the weights of the parts sum to 1.1; they must sum to 1"),
        ("superior = 0.5", "superior = 0.4", "the weights of the groups of evaluators sum to 0.9"),
        ("weight = 1", "weight = nan", "'nan' is not a decimal"),
        ("weight = 1", "weight = 1e400", "'1e400' is not a decimal"),
        ("weight = 1", "weight = -1", "'-1' is not a decimal"),
        ("weight = 1", "weight = [1]", "['1'] is no text"),
        ("ratings = 0.3", "ratings = 1.3", "it is at most 1"),
        ('aspect = "style"', 'aspect = "fun"', "its aspect 'fun' is not one of ideology"),
        ('assesses = "unit"', 'assesses = "post"', "'post' is not one of 'unit' or 'cadre'"),
        ("groups = { superior = 0.5, masses = 0.5 }", 'groups = ["masses"]', "'masses' is not of the form NAME=VALUE"),
        ('id = "works"', 'id = "theory"', "its id stands twice"),
        ('id = "works"', 'id = "works"\nweigth = 1', "'weigth' is not one of id"),
    ],
)
def test_a_set_with_a_mistake_is_told_by_its_file(county, tmp_path, old, new, said):
    path = tmp_path / "set.toml"
    path.write_text(SET.replace(old, new), encoding="utf-8")
    ended = county(*OPEN, "--set", path)

    assert ended.code == 2
    assert said in ended.err
    assert all(str(path) in line for line in ended.err.splitlines() if "Next:" not in line)
    assert county("assess", "show").out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--mark", "theory=-1"), "'-1' is not a decimal"),
        (("--mark", "theory=NaN"), "'NaN' is not a decimal"),
        (("--mark", "theory=101"), "101 is more than its highest mark 100"),
        (("--mark", "theory=100.0000000000000000001"), "at most 18 digits"),
        (("--mark", f"theory={'9' * 40}"), "at most 12 digits"),
        (("--mark", "theory=1e1"), "'1e1' is not a decimal"),
        (("--mark", "theory=80", "--mark", "theory=80"), "'theory' stands twice"),
        (("--mark", "play=80"), "has no indicator play"),
        (("--mark", "theory"), "not of the form NAME=VALUE"),
        (("--rate", "masses=5:501"), "5 marks of at most 100 cannot sum to 501"),
        (("--rate", "masses=5.5:400"), "5.5 is no number of evaluators"),
        (("--rate", "masses=0:0"), "0 is no number of evaluators"),
        (("--rate", "masses=-5:1"), "is not COUNT:SUM"),
        (("--rate", "masses=5:400", "--rate", "masses=5:400"), "'masses' stands twice"),
        (("--rate", "cats=5:400"), "has no evaluators 'cats'"),
        (("--rate", "masses=4:400"), "fewer than 5"),
        ((), "name what is marked"),
    ],
)
def test_a_mark_that_is_none_is_refused(office, words, said):
    ended = office("assess", "score", "C1", "FINANCE", *words, *DAY)

    assert (ended.code, said in ended.err) == (2, True), ended.err
    assert "assessment:C1.FINANCE" not in office("audit", "log", "-o", "jsonl").out


@pytest.mark.parametrize(
    "words",
    [
        ("score", "C1", "FINANCE", "--mark", "theory=80"),
        ("observe", "C1", "FINANCE", "--indicator", "theory", "--mark", "80"),
        ("grade", "C1", "FINANCE", "--grade", "good"),
        ("rank", "C1"),
        ("publish", "C1"),
    ],
)
@pytest.mark.parametrize(("day", "codes"), [("2026-05-31", {2}), ("2026-06-01", {0, 2, 3})])
def test_nothing_takes_effect_before_its_cycle(office, words, day, codes):
    ended = office("assess", *words, "--effective", day, "--basis", "B")

    assert ended.code in codes
    assert ("C1 was opened on 2026-06-01" in ended.err) is (day == "2026-05-31")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("score", "C9", "FINANCE", "--mark", "theory=80", *DAY), "there is no assessment cycle C9"),
        (("score", "C1", "NOBODY", "--mark", "theory=80", *DAY), "there is no unit and no cadre NOBODY"),
        (("score", "C1", "LI", "--mark", "theory=80", *DAY), "no set of the cycle is meant for cadre:LI"),
        (("observe", "C1", "FINANCE", "--indicator", "theory", "--problem", "x", *DAY), "a problem needs the day"),
        (("rectify", "assessment:C1.FINANCE@9", *DAY), "is no event that found a problem"),
        (("grade", "C1", "FINANCE", "--grade", "competent", *DAY), "the grades of a unit are"),
        (("show", "C9"), "did you mean C1"),
    ],
)
def test_what_is_not_there_is_told(office, words, said):
    ended = office("assess", *words)

    assert (ended.code, said in ended.err) == (2, True), ended.err
