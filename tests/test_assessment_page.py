"""The page on assessment is true: every command is typed and every answer compared."""

import re
from pathlib import Path

PAGE = (Path(__file__).parent.parent / "docs" / "assessment.md").read_text(encoding="utf-8")
UNITS = tuple(f"U{number}" for number in range(1, 9))
HEADS = {"LI": ("U8", "party"), "WANG": ("U8", "admin"), "ZHAO": ("U7", "party")}


def units():
    """The order that opens eight bureaus, and fills three posts."""
    yield "act,unit,name,kind,post,track,cadre"
    yield from (f"unit-open,{each},{each},bureau,,," for each in UNITS)
    for who, (unit, track) in HEADS.items():
        yield f"post-open,{unit},Head,,{who}-POST,{track},"
        yield f"person-register,,{who},,,,{who}"
        yield f"appoint,,,,{who}-POST,,{who}"


def marks():
    """The marks of the other seven bureaus, each lower than the one before."""
    yield "act,cycle,subject,marks,proofs,ratings"
    for place, unit in enumerate(UNITS[1:]):
        mark = 84 - place
        told = f"theory={mark};works={mark};flood={mark},theory=Minutes 12"
        yield f"assess-score,2026H2,{unit},{told},superior/close=5:{5 * mark};masses/some=10:{10 * mark}"


def poll():
    """Seventeen marks, and nothing of who gave them."""
    yield "group,knowledge,mark"
    yield from (f"superior,close,{mark}" for mark in (80, 85, 90, 88, 87))
    yield from (f"masses,{'close' if mark % 2 else 'some'},{mark}" for mark in range(78, 90))


def files(folder):
    """Write the files of the page."""
    told = {"units.csv": units(), "marks.csv": marks(), "poll.csv": poll()}
    for name, lines in told.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    [indicators] = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (folder / "bureaus.toml").write_text(indicators, encoding="utf-8")


def test_every_command_of_the_page_answers_as_shown(untrue_in_page, tmp_path):
    files(tmp_path)

    assert untrue_in_page(PAGE) == []
