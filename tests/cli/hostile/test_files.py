"""Order files that are none: wrong bytes, wrong shapes, wrong values, too much of anything."""

import json

import pytest


def one(name):
    return f'{{"act":"person-register","cadre":"NEW","name":{name}}}\n'.encode()


def correction(changes):
    return f'{{"act":"correct","event":"cadre:LI@1","set":{changes},"basis":"b","reason":"r"}}\n'.encode()


APPOINT = '{"act":"appoint","cadre":"ZHAO","post":"CLERK","basis":"b",%s}\n'
FILES = {
    "empty.csv": (b"", "the order has no lines"),
    "empty.jsonl": (b"\n \n", "the order has no lines"),
    "header.csv": (b"act,cadre,name\n", "the order has no lines"),
    "latin.csv": ("act,cadre,name\nperson-register,NEW,Müller\n".encode("latin-1"), "latin.csv is not UTF-8: byte"),
    "gbk.csv": ("act,cadre,name\nperson-register,NEW,李明\n".encode("gb18030"), "save it as UTF-8"),
    "utf16.csv": ("act,cadre,name\n".encode("utf-16"), "utf16.csv is not UTF-8: byte 1"),
    "utf16.jsonl": ('{"act":"x"}'.encode("utf-16"), "is not UTF-8"),
    "nul.csv": (b"act,cadre,name\nperson-register,NEW,A\0B\n", "nul.csv, line 2: a NUL character"),
    "short.csv": (b"act,cadre,name\nperson-register,NEW\n", "short.csv, line 2: 2 cells under 3 columns"),
    "long.csv": (b"act,cadre,name\nperson-register,NEW,A,B\n", "long.csv, line 2: 4 cells under 3 columns"),
    "open.csv": (b'act,cadre,name\nperson-register,NEW,"A\n', "open.csv, line 2: the quotation marks do not pair"),
    "twice.csv": (b"act,cadre,cadre\nperson-register,NEW,A\n", "the column 'cadre' stands twice"),
    "semicolon.csv": (b"act;cadre;name\nperson-register;NEW;A\n", "separate columns with commas"),
    "unknown.csv": (b"act,cadre,nam\nperson-register,NEW,A\n", "has no field 'nam'; did you mean name?"),
    "huge.csv": (b"act,cadre,name\nperson-register,NEW," + b"x" * 200_000 + b"\n", "a cell has more than 4096"),
    "big.csv": (
        b"act,cadre,name\nperson-register,NEW," + b"x" * 5000 + b"\n",
        "5000 characters; at most 4096 are read",
    ),
    "escape.csv": (b"act,cadre,name\nperson-register,NEW,A\x1b[31mB\n", "name: character 2 is U+001B"),
    "lines.csv": (b'act,cadre,name\nperson-register,NEW,"A\nB"\n', "name: character 2 is U+000A"),
    "act.csv": (b"act,cadre\nappont,NEW\n", "'appont' is no act; did you mean appoint?"),
    "bidi.csv": ("act,cadre,na\u202eme\nperson-register,NEW,A\n".encode(), "has no field 'na\\u202eme'"),
    "wide.csv": (
        b"act" + b"".join(b",c%d" % number for number in range(99_999)) + b"\nx" + b",1" * 99_999,
        "the line has 100000 fields",
    ),
    "key.jsonl": (b'{"act":"person-register","cadre":"NEW","name":"A","name":"B"}\n', "the key 'name' stands twice"),
    "inner.jsonl": (correction('{"name":"a","name":"b"}'), "the key 'name' stands twice"),
    "nan.jsonl": (one("NaN"), "NaN is not a number that a register stores"),
    "infinity.jsonl": (one("-Infinity"), "-Infinity is not a number that a register stores"),
    "float.jsonl": (one("1.5"), "1.5 is not a number that a register stores"),
    "exponent.jsonl": (one("1e999"), "1e999 is not a number that a register stores"),
    "number.jsonl": (one("7"), "name: 7 is no text"),
    "truth.jsonl": (one("true"), "name: True is no text"),
    "null.jsonl": (one("null"), "person-register needs name"),
    "list.jsonl": (one('["A"]'), "name: ['A'] is no text"),
    "digits.jsonl": (one("9" * 5000), "a number of 5000 digits is none that a register stores"),
    "deep.jsonl": (one("[" * 100_000 + "]" * 100_000), "it is nested too deeply"),
    "deeper.jsonl": (one('{"a":' * 100_000 + "1" + "}" * 100_000), "it is nested too deeply"),
    "surrogate.jsonl": (one('"A\\ud800"'), "name: character 2 is U+D800"),
    "surrogate-key.jsonl": (b'{"act":"person-register","cadre":"NEW","na\\ud800":"x"}\n', "is no text"),
    "nul.jsonl": (one('"A\\u0000B"'), "name: character 2 is U+0000"),
    "override.jsonl": (one('"A\\u202eB"'), "name: character 2 is U+202E"),
    "array.jsonl": (b"[1,2]\n", "array.jsonl, line 1: an object is expected"),
    "cut.jsonl": (b'{"act":"person-reg\n', "cut.jsonl, line 1: this is no JSON object that can be read"),
    "more.jsonl": (one('"A"').rstrip() + b" x\n", "more.jsonl, line 1: this is no JSON object that can be read"),
    "fields.jsonl": (json.dumps({f"k{n}": 1 for n in range(50_000)}).encode(), "the line has 50000 fields"),
    "act.jsonl": (b'{"act":["appoint"]}\n', "is no act"),
    "nothing.jsonl": (b"{}\n", "act is missing"),
    "seats.jsonl": (
        b'{"act":"post-open","post":"P","unit":"COUNTY","name":"x","track":"admin","seats":99999,"effective":"2016-01-01","basis":"b"}',
        "seats: 99999 is out of range: at most 10000",
    ),
    "negative.jsonl": ((APPOINT % '"effective":"2016-01-01","sequence":-1').encode(), "sequence: -1 is out of range"),
    "day.jsonl": ((APPOINT % '"effective":20160101').encode(), "effective: 20160101 is not a day"),
    "days.jsonl": ((APPOINT % '"effective":["2016-01-01"]').encode(), "effective: ['2016-01-01'] is not a day"),
    "set.jsonl": (correction('{"name":[1,{"a":true}]}'), "name must be a text"),
    "set-deep.jsonl": (correction('{"name":' + "[" * 900 + "]" * 900 + "}"), "name must be a text"),
    "set-number.jsonl": (correction("7"), "set: "),
    "merge.jsonl": (b'{"act":"unit-merge","units":{"COUNTY":1},"into":"X","effective":"2016-01-01"}', "units: "),
    "split.jsonl": (
        b'{"act":"unit-split","unit":"COUNTY","into":["X"],"posts":["CLERK"],"effective":"2016-01-01"}',
        "posts: 'CLERK' is not of the form NAME=VALUE",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_order_is_turned_away(turned_away, tmp_path, name):
    content, said = FILES[name]
    (tmp_path / name).write_bytes(content)
    turned_away("order", "submit", name, said=said)


@pytest.mark.parametrize(
    ("file", "said"), [(".", "is a directory"), ("absent.csv", "does not exist"), ("a\x1bb.csv", "a\\x1bb.csv")]
)
def test_what_is_no_file_is_turned_away(turned_away, file, said):
    turned_away("order", "submit", file, said=said)


def test_a_file_without_end_is_turned_away(turned_away, monkeypatch):
    monkeypatch.setattr("lifecycle.orders.LARGEST_FILE", 1024 * 1024)
    turned_away("order", "submit", "/dev/zero", said="zero is larger than 1 MB; split the order")


def test_a_title_is_a_text_like_others(turned_away, tmp_path):
    (tmp_path / "fine.csv").write_text("act,cadre,name\nperson-register,NEW,A\n", encoding="utf-8")
    turned_away("order", "submit", "fine.csv", "--title", "a\u202eb", said="title: character 2 is U+202E")


def test_one_bad_line_among_good_ones_keeps_all_out_and_every_bad_one_is_told(turned_away, tmp_path):
    rows = "person-register,N1,A\nperson-register,N 2,B\nperson-register,N3,C\nappont,N4,D\n"
    (tmp_path / "mixed.csv").write_text(f"act,cadre,name\n{rows}", encoding="utf-8")
    said = turned_away("order", "submit", "mixed.csv").err
    assert "line 2: cadre: 'N 2' is no identifier" in said
    assert "line 4: 'appont' is no act" in said


def test_a_file_with_a_byte_order_mark_and_any_line_ends_is_read(county, tmp_path):
    for number, ending in enumerate(("\n", "\r\n", "\r")):
        lines = ("\ufeffact,cadre,name", f"person-register,BOM{number},A", "")
        (tmp_path / "fine.csv").write_bytes(ending.join(lines).encode())
        assert county("order", "submit", "fine.csv").code == 0
