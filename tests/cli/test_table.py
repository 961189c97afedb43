"""Tables fit the terminal, whatever script stands in them, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from cli.table import blocks, display_width, fold, table, wrapped_rows

WORDS = st.text(st.sampled_from("ab 李明·𠮷é"), max_size=60).map(str.strip)


def test_columns_line_up_when_names_are_twice_as_wide():
    assert table(["cadre", "name", "post"], [["LI", "李明", "P1"], ["W", "Wang", "P2"]], 80) == [
        "cadre  name  post",
        "-----  ----  ----",
        "LI     李明  P1",
        "W      Wang  P2",
    ]


def test_the_widest_column_is_folded_at_a_space():
    assert table(["id", "wording"], [["R1", "held the post for ten years"]], 20) == [
        "id  wording",
        "--  ----------------",
        "R1  held the post",
        "    for ten years",
    ]


def test_an_id_is_folded_at_its_seams_and_a_day_never():
    assert table(["post", "since"], [["TRADE-DEPUTY", "2026-12-01"]], 18) == [
        "post    since",
        "------  ----------",
        "TRADE-  2026-12-01",
        "DEPUTY",
    ]


def test_few_cells_are_folded_rather_than_many():
    rows = [["cadre:LI@1", "person-register"], ["cadre:LI@2", "appoint"], ["cadre:LI@3", "relieve"]]

    assert table(["event", "act"], rows, 24) == [
        "event       act",
        "----------  ------------",
        "cadre:LI@1  person-",
        "            register",
        "cadre:LI@2  appoint",
        "cadre:LI@3  relieve",
    ]


def test_a_short_name_without_blanks_stays_on_one_line():
    assert table(["name", "post"], [["买买提·吐尔逊", "Head of Finance"]], 24) == [
        "name           post",
        "-------------  ---------",
        "买买提·吐尔逊  Head of",
        "               Finance",
    ]


def test_too_many_columns_become_one_block_per_row():
    made = table([f"field{number}" for number in range(20)], [["long value"] * 20] * 2, 80)

    assert made[0] == "field0   long value"
    assert made.count("") == 1


def test_a_block_lists_the_fields_below_each_other():
    assert blocks(["cadre", "name"], [["LI", "李明"]], 80) == ["cadre  LI", "name   李明"]


@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=5), st.integers(40, 120))
def test_no_line_is_wider_than_the_terminal_and_no_sign_is_lost(rows, width):
    made = table(["one", "two", "three", "four"], rows, width)

    assert all(display_width(line) <= width for line in made)
    signs = sorted("".join("".join(row) for row in rows).replace(" ", ""))
    assert sorted("".join(made[2:]).replace(" ", "")) == signs


@given(st.text(st.sampled_from("ab1Z -_:/."), min_size=1, max_size=60), st.integers(1, 20))
def test_a_text_is_cut_at_the_same_places_whatever_stands_behind_it(text, width):
    behind = " " + "é" * 60

    plain, wider = fold(text, width), fold(text + behind, width)

    assert plain[:-1] == wider[: len(plain) - 1]


def test_two_processes_write_the_lines_that_one_writes():
    rows = [[f"cadre {number}", "held the post for ten years and longer"] for number in range(7)]

    columns = list(zip(*rows, strict=True))

    assert wrapped_rows(rows, columns, (8, 12), many=True) == wrapped_rows(rows, columns, (8, 12), many=False)
