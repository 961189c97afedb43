"""Tables of a small office: what becomes of each row, and that none is dropped in silence."""

import contextlib
import random
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import BadInput
from lifecycle.career_order import career_order, content_key
from lifecycle.career_report import KEPT, LEFT_OUT
from lifecycle.mapping import load_mapping

TODAY = date(2026, 12, 1)
MAPPING = """
format = 1
title = "An office"
basis = "Card index"
empty = ["-"]
[units]
file = "units.csv"
id = "id"
name = "name"
parent = "parent"
start = "start"
end = "end"
[unit_links]
file = "links.csv"
from = "from"
to = "to"
start = "on"
kind = { column = "kind", map = { Merger = "merge", "Name change" = "rename" } }
[posts]
file = "posts.csv"
id = "id"
unit = "unit"
name = "name"
track = { value = "admin" }
[persons]
file = "persons.csv"
id = "id"
name = { columns = ["family", "given"], join = "" }
start = "from"
end = "to"
[appointments]
file = "appointments.csv"
id = "id"
person = "person"
post = "post"
start = "start"
end = "end"
held_on = "seen"
kind = { column = "kind", map = { full = "substantive", acting = "acting" }, default = "substantive" }
[characteristics]
file = "characteristics.csv"
appointment = "appointment"
start = "start"
end = "end"
acting = "acting"
on_leave = "leave"
note = "note"
"""
OFFICE = {
    "units.csv": "id,name,parent,start,end\nU,Bureau,,1990-01-01,\nV,Section,U,,2000-01-01\n",
    "links.csv": "from,to,on,kind\nV,U,2000-01-01,Merger\n",
    "posts.csv": "id,unit,name\nP,U,Head\nQ,V,Clerk\n",
    "persons.csv": "id,family,given,from,to\nA,买买提·,吐尔逊,,\nB,𠮷野,太郎,,1995-06-01\nB,𠮷田,太郎,1995-06-01,\n",
    "appointments.csv": "id,person,post,start,end,seen,kind\n1,A,P,1991-01-01,1995-01-01,,\n2,B,P,1995-01-01,,,\n",
    "characteristics.csv": "appointment,start,end,acting,leave,note\n",
}


@pytest.fixture
def office(tmp_path):
    """A function that imports the office with other rows in some of its tables; a table's header stays."""

    def order(mapping="", replacing=("", ""), **rows):
        for file, text in OFFICE.items():
            header, given = text.split("\n", 1)
            new = rows.get(file.removesuffix(".csv"), given)
            (tmp_path / file).write_text(f"{header}\n{new}", encoding="utf-8")
        path = tmp_path / "office.toml"
        path.write_text(MAPPING.replace(*replacing, 1) + mapping, encoding="utf-8")
        return career_order(load_mapping(str(path)), tmp_path, TODAY)

    return order


def acts(order, *names):
    """The lines of these acts, without the basis that all have."""
    return [
        {key: value for key, value in line.items() if key not in {"act", "basis"}}
        for line in order.lines
        if line["act"] in names
    ]


def told(order, outcome=LEFT_OUT):
    return [
        (each.file, each.line, each.field, each.value, each.kind) for each in order.findings if each.outcome == outcome
    ]


def test_a_whole_office_becomes_one_order(office):
    order = office()

    assert told(order) == []
    assert [line["act"] for line in order.lines] == [
        *["unit-open"] * 2,
        *["post-open"] * 2,
        *["person-register", "person-register", "person-amend"],
        *["appoint", "relieve", "appoint"],
        *["post-close", "unit-close", "unit-succeed"],
    ]
    assert {line["basis"] for line in order.lines} == {"Card index"}


def test_a_changed_name_amends_from_its_day(office):
    order = office()

    assert acts(order, "person-register", "person-amend") == [
        {"cadre": "A", "name": "买买提·吐尔逊"},
        {"cadre": "B", "name": "𠮷野太郎"},
        {"cadre": "B", "effective": "1995-06-01", "name": "𠮷田太郎"},
    ]


def test_a_unit_of_unknown_start_opens_when_it_is_needed_and_this_is_told(office):
    order = office()

    assert acts(order, "unit-open")[1] == {"unit": "V", "name": "Section", "parent": "U", "effective": "2000-01-01"}
    assert ("units.csv", 3, "start", "", "unknown-unit-start") in told(order, KEPT)


def test_the_rows_in_any_order_are_the_same_order(office):
    shuffler = random.Random(7)
    appointments = [f"{n},A,{post},19{n},19{n + 1},,\n" for n, post in zip(range(60, 90), "PQ" * 15, strict=True)]
    first = office(appointments="".join(appointments))
    for _ in range(5):
        shuffler.shuffle(appointments)
        again = office(
            appointments="".join(appointments),
            persons="B,𠮷田,太郎,1995-06-01,\nA,买买提·,吐尔逊,,\nB,𠮷野,太郎,,1995-06-01\n",
        )
        assert (again.lines, content_key(again.lines)) == (first.lines, content_key(first.lines))


@pytest.mark.parametrize(
    ("row", "field", "value", "kind"),
    [
        ("1,A,P,1995-01-02,1995-01-01,,", "end", "1995-01-01", "reversed"),
        ("1,A,P,1995-01-01,1995-01-01,,", "end", "1995-01-01", "reversed"),
        ("1,A,P,1995-03,1995,,", "end", "1995", "reversed"),
        ("1,A,P,1995,1995,,", "end", "1995", "reversed"),
        ("1,A,P,1995-02-30,,,", "start", "1995-02-30", "unreadable"),
        ("1,A,P,3 May 1995,,,", "start", "3 May 1995", "unreadable"),
        ("1,A,P,,,,", "start", "", "no-day"),
        ("1,X,P,1995-01-01,,,", "person", "X", "unknown-id"),
        ("1,A,X,1995-01-01,,,", "post", "X", "unknown-id"),
        ("1,,P,1995-01-01,,,", "person", "", "unreadable"),
        ("1,A,P,1995-01-01,,,other", "kind", "other", "unreadable"),
        ("1,A\u202e,P,1995-01-01,,,", "person", "A\u202e", "unreadable"),
        ("1,A\u200b,P,1995-01-01,,,", "person", "A\u200b", "unreadable"),
        ("1,A\x1b[31m,P,1995-01-01,,,", "person", "A\x1b[31m", "unreadable"),
        ("1,A,P Q,1995-01-01,,,", "post", "P Q", "unreadable"),
        ("1,A,P,1995-01-01,,", "(row)", "1,A,P,1995-01-01,,", "ragged"),
        ("1,A,P,1995-01-01,,,,", "(row)", "1,A,P,1995-01-01,,,,", "ragged"),
        (f"{'x' * 5000},A,P,1995-01-01,,,", "id", "x" * 5000, "unreadable"),
    ],
)
def test_a_bad_row_is_left_out_with_file_line_field_and_value(office, row, field, value, kind):
    order = office(appointments=f"0,A,Q,1995-01-01,1996-01-01,,\n{row}\n")

    assert told(order) == [("appointments.csv", 3, field, value, kind)]
    assert [line["post"] for line in acts(order, "appoint")] == ["Q"]


def test_of_two_rows_for_one_post_at_once_the_later_start_is_left_out(office):
    order = office(appointments="1,A,P,1995-01-01,1999-01-01,,\n2,A,P,1994-01-01,1995-01-02,,\n")

    assert told(order) == [("appointments.csv", 2, "start", "1995-01-01", "overlap")]


def test_terms_that_follow_one_another_are_kept_apart(office):
    order = office(appointments="1,A,P,1995-01-01,1999-01-01,,\n2,A,P,1999-01-01,,,\n")

    assert [(line["effective"], line.get("sequence")) for line in acts(order, "appoint", "relieve")] == [
        ("1995-01-01", None),
        ("1999-01-01", 1),
        ("1999-01-01", 2),
    ]
    assert [line["act"] for line in order.lines if line.get("sequence")] == ["relieve", "appoint"]


def test_days_known_to_the_month_or_year_keep_their_precision(office):
    order = office(appointments="1,A,P,1995-03,1999,,\n")

    assert acts(order, "appoint", "relieve") == [
        {"cadre": "A", "post": "P", "effective": "1995-03-01", "precision": "month", "kind": "substantive"},
        {"cadre": "A", "post": "P", "effective": "1999-01-01", "precision": "year"},
    ]
    assert order.handled["days known to the month or year"] == 2


def test_a_day_to_the_month_is_told_where_the_register_keeps_none_but_civil_days(office):
    order = office(units="U,Bureau,,1990,\nV,Section,U,,2000-01-01\n")

    assert ("units.csv", 2, "start", "1990", "reduced-precision") in told(order, KEPT)


def test_an_unknown_start_is_an_opening_position(office):
    order = office(appointments="1,A,P,,1999-01-01,,\n2,B,Q,-,,1994-05-01,\n")

    assert [(line["cadre"], line["effective"]) for line in acts(order, "opening-position")] == [
        ("A", "1998-12-31"),
        ("B", "1994-05-01"),
    ]
    assert [kind for *_, kind in told(order, KEPT) if kind == "unknown-start"] == ["unknown-start"] * 2


def test_an_acting_spell_changes_the_kind_and_back(office):
    order = office(
        appointments="1,A,P,1995-01-01,1999-01-01,,\n",
        characteristics="1,1996-01-01,1997-01-01,yes,no,\n",
    )

    assert [(line["effective"], line["kind"]) for line in acts(order, "appoint")] == [
        ("1995-01-01", "substantive"),
        ("1996-01-01", "acting"),
        ("1997-01-01", "substantive"),
    ]
    assert [line["effective"] for line in acts(order, "relieve")] == ["1999-01-01"]


def test_leave_is_told_and_stands_in_the_reason(office):
    order = office(
        appointments="1,A,P,1995-01-01,1999-01-01,,\n",
        characteristics="1,1996-01-01,1997-01-01,no,yes,In cabinet\n",
    )

    assert acts(order, "appoint")[0]["reason"] == "In cabinet, on leave from 1996-01-01 to 1997-01-01"
    assert told(order, KEPT)[0] == ("characteristics.csv", 2, "on_leave", "yes", "leave")


def test_a_characteristic_goes_with_its_bad_appointment(office):
    order = office(
        appointments="1,A,P,1995-01-01,1990-01-01,,\n",
        characteristics="1,1995-01-01,1990-01-01,no,no,\n",
    )

    (finding,) = [each for each in order.findings if each.outcome == LEFT_OUT]
    assert finding.reason == "ends before it starts (1995-01-01); with it goes characteristics.csv, line 2"


def test_a_characteristic_without_appointment_or_outside_of_it_is_left_out(office):
    order = office(
        appointments="1,A,P,1995-01-01,1999-01-01,,\n",
        characteristics="7,,,no,no,x\n1,1999-01-01,,no,no,x\n",
    )

    assert [kind for *_, kind in told(order)] == ["unknown-id", "outside"]


def test_seats_are_the_most_people_who_held_a_post_on_one_day(office):
    order = office(appointments="1,A,P,1995-01-01,1999-01-01,,\n2,B,P,1998-12-31,,,\n3,A,Q,1995-01-01,1996-01-01,,\n")

    assert [(line["post"], line["seats"]) for line in acts(order, "post-open")] == [("P", 2), ("Q", 1)]
    assert order.handled["posts with several seats"] == 1


def test_a_post_opens_for_its_first_holder_and_stays_open_for_its_last(office):
    order = office(appointments="1,A,Q,1985-01-01,2001-01-01,,\n")

    assert acts(order, "post-open")[1]["effective"] == "1985-01-01"
    assert acts(order, "post-close") == [{"post": "Q", "effective": "2001-01-01"}]
    assert acts(order, "unit-close") == [{"unit": "V", "effective": "2000-01-01"}]
    assert ("appointments.csv", 2, "end", "2001-01-01", "outlasts-unit") in told(order, KEPT)


def test_a_holding_that_precedes_its_unit_is_kept_and_told(office):
    order = office(appointments="1,A,P,1985-01-01,2001-01-01,,\n")

    assert ("appointments.csv", 2, "start", "1985-01-01", "precedes-unit") in told(order, KEPT)
    assert acts(order, "appoint")[0]["effective"] == "1985-01-01"


def test_what_rests_on_a_left_out_row_is_left_out_by_name(office):
    order = office(units="U,Bureau,X,,\nV,Section,U,,\n", links="")

    assert [(file, line, kind) for file, line, _, _, kind in told(order)] == [
        ("appointments.csv", 2, "unknown-id"),
        ("appointments.csv", 3, "unknown-id"),
        ("posts.csv", 2, "unknown-id"),
        ("posts.csv", 3, "unknown-id"),
        ("units.csv", 2, "unknown-id"),
        ("units.csv", 3, "unknown-id"),
    ]


def test_units_in_a_circle_are_left_out(office):
    order = office(units="U,Bureau,V,,\nV,Section,U,,\n", links="", posts="", appointments="")

    assert [(line, kind) for _, line, _, _, kind in told(order)] == [(2, "circle"), (3, "circle")]


@pytest.mark.parametrize(
    ("table", "rows", "field"),
    [
        ("posts", "P,U,Head\nP,U,Other\nQ,V,Clerk\n", "name"),
        ("persons", "A,a,b,,\nA,a,c,,\nB,c,d,,\n", "name"),
        ("units", "U,Bureau,,1990-01-01,\nU,Bureau,,1991-01-01,\nV,Section,U,,2000-01-01\n", "start"),
    ],
)
def test_rows_that_contradict_one_another_are_left_out(office, table, rows, field):
    order = office(**{table: rows})

    assert [(where, name, kind) for _, where, name, _, kind in told(order)] == [(3, field, "contradiction")]


def test_a_name_without_a_start_follows_the_one_that_ended(office):
    order = office(persons="A,a,c,,\nA,a,b,,1999-01-01\nB,c,d,,\n")

    assert acts(order, "person-amend") == [{"cadre": "A", "effective": "1999-01-01", "name": "ac"}]
    assert ("persons.csv", 2, "start", "", "inferred-start") in told(order, KEPT)


def test_namesakes_are_told_and_kept_apart(office):
    order = office(persons="A,a,b,,\nB,a,b,,\n")

    assert [kind for *_, kind in told(order, KEPT) if kind == "same-name"] == ["same-name"] * 2
    assert len(acts(order, "person-register")) == 2


def test_many_namesakes_are_told_in_few_words(office):
    order = office(persons="".join(f"P{n},王,芳,,\n" for n in range(9)), appointments="")

    reasons = [each.reason for each in order.findings if each.kind == "same-name"]
    assert reasons[0] == "the same name as P1, P2, P3 and 5 more; kept as different persons"
    assert len(reasons) == 9


def test_a_last_day_in_office_is_not_the_first_day_out(office):
    order = office(
        replacing=('held_on = "seen"', 'end_is = "last-day"'), appointments="1,A,P,1995-01-01,1995-01-01,,\n"
    )

    assert acts(order, "relieve")[0]["effective"] == "1995-01-02"


def test_an_end_that_lies_ahead_is_a_planned_end_where_the_mapping_says_so(office):
    rows = "1,A,P,1995-01-01,2026-12-01,,\n2,B,P,1995-01-01,2026-12-02,,\n"
    order = office(replacing=('held_on = "seen"', 'future_end = "planned"'), appointments=rows)

    assert [(line["cadre"], line.get("until")) for line in acts(order, "appoint")] == [("A", None), ("B", "2026-12-02")]
    assert [line["cadre"] for line in acts(order, "relieve")] == ["A"]
    assert ("appointments.csv", 3, "end", "2026-12-02", "expected-end") in told(order, KEPT)


def test_a_prefix_stands_before_every_id_of_its_table(office):
    order = office(replacing=("[persons]\n", '[persons]\nprefix = "CN-"\n'))

    assert {line["cadre"] for line in acts(order, "person-register", "appoint", "relieve")} == {"CN-A", "CN-B"}


def test_an_unknown_column_names_the_table_and_the_nearest_column(office):
    with pytest.raises(BadInput) as refused:
        office(replacing=('name = "name"', 'name = "nmae"'))

    assert refused.value.problems == (
        "office.toml: [units] name: units.csv has no column 'nmae'; did you mean 'name'?",
    )


def test_a_link_of_an_unknown_unit_or_to_itself_is_left_out(office):
    order = office(links="V,X,2000-01-01,Merger\nV,V,2000-01-01,Merger\nV,U,2000-01-01,Mergr\n")

    assert [(line, field, kind) for _, line, field, _, kind in told(order)] == [
        (2, "to", "unknown-id"),
        (3, "to", "circle"),
        (4, "kind", "unreadable"),
    ]


def test_columns_and_files_that_nobody_reads_are_told(office, tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")

    order = office(mapping='[not_read]\n"notes.txt" = "only notes"\n', replacing=('held_on = "seen"', ""))

    assert order.reading.unused_columns == {"appointments.csv": ("seen",)}
    assert order.reading.unread_files == {
        "notes.txt": "only notes",
        "office.toml": "the mapping does not name it",
    }


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["persons.csv", "appointments.csv", "characteristics.csv"]))
def test_whatever_stands_in_a_file_is_imported_or_refused_in_sentences(content, file):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in OFFICE.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        with (Path(folder) / file).open("ab") as opened:
            opened.write(content)
        (Path(folder) / "office.toml").write_text(MAPPING, encoding="utf-8")
        mapping = load_mapping(f"{folder}/office.toml")
        with contextlib.suppress(BadInput):
            assert len(career_order(mapping, Path(folder), TODAY).lines) >= 2
