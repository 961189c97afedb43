"""Files that nobody has checked: what cannot be read is refused with the file and the line."""

from datetime import date

import openpyxl
import pytest

from domain.errors import BadInput
from lifecycle import tables
from lifecycle.career_days import DAY_FORMS, read_day
from lifecycle.tables import read_table


@pytest.fixture
def table(tmp_path):
    def read(content, encoding="utf-8", delimiter=","):
        (tmp_path / "t.csv").write_bytes(content)
        return read_table(tmp_path, "t.csv", encoding, delimiter)

    return read


def test_rows_know_the_line_on_which_they_begin(table):
    read = table(b'a,b\n1,2\n\n"x\ny",3\n4,5\n')

    assert read.columns == ("a", "b")
    assert [(row.line, row.fields) for row in read.rows] == [(2, ("1", "2")), (4, ("x\ny", "3")), (6, ("4", "5"))]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("\ufeff姓名\n买买提·吐尔逊\n".encode(), "utf-8"),
        ("姓名\n买买提·吐尔逊\n".encode("gb18030"), "gb18030"),
        ("姓名\n买买提·吐尔逊\n".encode("utf-16"), "utf-16"),
        ("姓名\r\n买买提·吐尔逊\r\n".encode(), "utf-8"),
    ],
)
def test_encodings_and_line_ends_of_offices_are_read(table, content, encoding):
    read = table(content, encoding)

    assert (read.columns, read.rows[0].fields) == (("姓名",), ("买买提·吐尔逊",))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "t.csv: is empty; its first line must name the columns"),
        (b"a,b\n1,\x002\n", "t.csv, line 2: holds a NUL byte; this is no text file"),
        (b"a,b\n1,2\n\xff,4\n", "t.csv, line 3: this is not utf-8 text; name the file's encoding in the mapping"),
        (b'a,b\n"1,2\n3,4\n', "t.csv, line 3: the quotation marks do not pair (unexpected end of data)"),
        (b'a,b\n"1"2,3\n', "t.csv, line 2: the quotation marks do not pair (',' expected after '\"')"),
        (b"a,a\n1,2\n", "t.csv, line 1: the column 'a' is named twice"),
        (
            b'a,b\n1,"' + b"x" * 200_000 + b'"\n',
            "t.csv, line 2: a field is longer than 131072 characters; a quotation mark may be missing",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(table, content, sentence):
    with pytest.raises(BadInput) as refused:
        table(content)

    assert refused.value.problems == (sentence,)


def test_a_huge_file_is_refused_before_it_is_read(table, monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_FILE", 3)

    with pytest.raises(BadInput, match="has 4 bytes; 3 are allowed"):
        table(b"a\n1\n")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    (tmp_path / "d").mkdir()

    with pytest.raises(BadInput, match=r"t\.csv: cannot be read \(No such file or directory\)"):
        read_table(tmp_path, "t.csv", "utf-8", ",")
    with pytest.raises(BadInput, match="d: is not a file"):
        read_table(tmp_path, "d", "utf-8", ",")


@pytest.mark.parametrize(
    ("text", "form", "first", "last"),
    [
        ("1995-03-09", "YYYY-MM-DD", date(1995, 3, 9), date(1995, 3, 9)),
        ("1996-02", "YYYY-MM", date(1996, 2, 1), date(1996, 2, 29)),
        ("1995", "YYYY", date(1995, 1, 1), date(1995, 12, 31)),
        ("1995.3.9", "YYYY.M.D", date(1995, 3, 9), date(1995, 3, 9)),
        ("1995.12", "YYYY.M", date(1995, 12, 1), date(1995, 12, 31)),
        ("1995年3月9日", "YYYY年M月D日", date(1995, 3, 9), date(1995, 3, 9)),
        ("1995年3月", "YYYY年M月", date(1995, 3, 1), date(1995, 3, 31)),
        ("1995年", "YYYY年", date(1995, 1, 1), date(1995, 12, 31)),
        ("19950309", "YYYYMMDD", date(1995, 3, 9), date(1995, 3, 9)),
        ("199503", "YYYYMM", date(1995, 3, 1), date(1995, 3, 31)),
        ("9/3/1995", "D/M/YYYY", date(1995, 3, 9), date(1995, 3, 9)),
        ("3/9/1995", "M/D/YYYY", date(1995, 3, 9), date(1995, 3, 9)),
        ("9.3.1995", "D.M.YYYY", date(1995, 3, 9), date(1995, 3, 9)),
        ("1995-03-09 00:00:00", "YYYY-MM-DD 00:00:00", date(1995, 3, 9), date(1995, 3, 9)),
    ],
)
def test_days_are_read_in_the_named_form_with_their_precision(text, form, first, last):
    day = read_day(text, [form])

    assert (day.day, day.last) == (first, last)


@pytest.mark.parametrize("text", ["1995-02-29", "0000-01-01", "1600-01-01", "2300-01-01", "95-1-1", "now", "１９９５"])
def test_absurd_days_are_refused(text):
    with pytest.raises(ValueError, match=r"calendar|years|form"):
        read_day(text, list(DAY_FORMS))


def test_a_workbook_is_read_like_a_text_with_the_numbers_of_its_rows(tmp_path):
    made = openpyxl.Workbook()
    for row in (("no", "name", None, "since"), (), (1, "王芳", None, date(2009, 3, 1)), ("002", None, None, None, "x")):
        made.active.append(row)
    made.save(tmp_path / "t.xlsx")

    read = read_table(tmp_path, "t.xlsx", "utf-8", ",")
    assert read.columns == ("no", "name", "", "since")
    assert [(row.line, row.fields) for row in read.rows] == [
        (3, ("1", "王芳", "", "2009-03-01")),
        (4, ("002", "", "", "", "x")),
    ]


def test_an_empty_workbook_names_no_columns(tmp_path):
    openpyxl.Workbook().save(tmp_path / "t.xlsx")

    with pytest.raises(BadInput, match=r"^t\.xlsx: is empty; its first line must name the columns$"):
        read_table(tmp_path, "t.xlsx", "utf-8", ",")
