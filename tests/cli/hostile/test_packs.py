"""Folders and files that only look like a pack: each is refused with a sentence that names the file and says why."""

import os

import pytest

PACK = """[pack]
id = "measures"
version = "1"
title = "Measures"
from = 2010-01-01
[articles."art. 1"]
wording = "Nobody stays too long."
[[rule]]
id = "STAY"
kind = "tenure-max"
article = "art. 1"
effect = "BLOCK"
years = 5
"""
REFUSED = {
    "bytes that are no text": (bytes(range(256)), "line 2: this is not UTF-8 text"),
    "UTF-16": (PACK.encode("utf-16"), "line 1: this is not UTF-8 text"),
    "GBK": (PACK.replace("too long", "五年").encode("gbk"), "line 7: this is not UTF-8 text"),
    "a NUL": (b'[pack]\nid = "\0"\n', "line 2: this is not TOML"),
    "nothing": (b"", "line 1: a pack begins with the table [pack]"),
    "lines that end as on an old Macintosh": (PACK.replace("\n", "\r").encode(), "line 1: this is not TOML"),
    "a key twice": (
        PACK.replace("years = 5", "years = 5\nyears = 6").encode(),
        "line 14: this is not TOML",
    ),
    "a table twice": (f'{PACK}[pack]\nid = "x"\n'.encode(), "line 14: this is not TOML: cannot declare"),
    "a number without end": (PACK.replace("= 5", f"= {'9' * 400}").encode(), "line 13: rule STAY, years: must lie"),
    "a number that the parser refuses": (PACK.replace("= 5", f"= {'9' * 5000}").encode(), "line 13: a number has more"),
    "infinity": (PACK.replace("= 5", "= inf").encode(), "line 13: rule STAY, years: inf is a float"),
    "a day that never was": (
        PACK.replace("2010-01-01", "2010-02-29").encode(),
        "line 5: this is not TOML",
    ),
    "keys within keys": (f"{PACK}a{'.a' * 3000} = 1\n".encode(), "line 14: is nested too deeply"),
    "lists within lists": (f"{PACK}x = {'[' * 5000}{']' * 5000}\n".encode(), "is nested too deeply"),
    "tables within tables": (f"{PACK}x = {'{a=' * 40}1{'}' * 40}\n".encode(), "line 14: is nested too deeply"),
    "a sign that turns the writing round": (
        PACK.replace("too", "t\u202eoo").encode(),
        "line 7: article 'art. 1', wording",
    ),
    "a wording that is a book": (PACK.replace("too", "too " * 30_000).encode(), "line 7: article 'art. 1', wording"),
    "more than a pack can be": (b"#" * 3_000_000, "a file of a pack has at most"),
}
"""What stands in pack.toml -> what is said of it."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_pack_is_refused_with_its_place(here, tmp_path, name):
    content, said = REFUSED[name]
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "pack.toml").write_bytes(content)
    ended = here("policy", "check", str(tmp_path / "measures"))

    assert ended.code == 2, ended
    assert said in ended.err
    assert "pack.toml" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_mark_at_the_beginning_and_the_ends_of_lines_change_nothing(here, tmp_path, mark, ends):
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "pack.toml").write_bytes((mark + PACK.replace("\n", ends)).encode())

    assert here("policy", "check", str(tmp_path / "measures")).code == 0


def folder(path):
    path.mkdir()


def loop(path):
    path.symlink_to(path.name)


def dangling(path):
    path.symlink_to("nowhere")


def pipe(path):
    os.mkfifo(path)


def device(path):
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [folder, loop, dangling, pipe, device])
@pytest.mark.parametrize("name", ["pack.toml", "more.toml"])
def test_what_is_no_file_is_refused_by_name(here, tmp_path, name, make):
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "pack.toml").write_text(PACK, encoding="utf-8")
    (tmp_path / "measures" / name).unlink(missing_ok=True)
    make(tmp_path / "measures" / name)
    ended = here("policy", "check", str(tmp_path / "measures"))

    assert ended.code == 2, ended
    assert f"{name} cannot be read" in ended.err


@pytest.mark.parametrize("name", ["nowhere", "empty", "loop"])
def test_what_is_no_folder_with_a_pack_is_refused(here, tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    ended = here("policy", "check", str(tmp_path / name))

    assert ended.code == 2
    assert name in ended.err


@pytest.mark.parametrize("words", ["policy check", "policy show", "policy impact", "what-if --pack", "policy test"])
@pytest.mark.parametrize("name", ["x" * 5000, "", "a/" * 3000])
def test_a_name_that_no_file_can_have_is_no_pack(county, words, name):
    ended = county(*words.split(), name)

    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err) < 400
