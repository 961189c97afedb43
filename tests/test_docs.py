"""The pages are true: what they name exists, what is generated is fresh, every link leads somewhere."""

import re
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from xml.dom import minidom

import pytest

from lifecycle.catalogue import catalogue
from lifecycle.engine import Engine
from projections.schema import READ_MODELS, RECORD

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "README.md", *DOCS.rglob("*.md")))
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
ROOMS = "domain|projections|lifecycle|cli"


def spans(pattern, text):
    """The code spans of a page that have this form as a whole."""
    return sorted({span for span in re.findall(r"`([^`\n]+)`", text) if re.fullmatch(pattern, span)})


def tables_of_rows(text):
    """The tables of a page, each a list of rows of cells, the rule under the heading left out."""
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        yield [row for row in rows if not all(re.fullmatch(r"-+", cell) for cell in row)]


def named(dotted):
    """What a dotted name stands for: a module, or something in one."""
    words = dotted.split(".")
    for length in range(len(words), 0, -1):
        try:
            found = import_module(".".join(words[:length]))
        except ModuleNotFoundError:
            continue
        for word in words[length:]:
            found = getattr(found, word)
        return found
    raise LookupError(dotted)


# --- the architecture page ------------------------------------------------------------------------


@pytest.mark.parametrize("path", spans(rf"(?:{ROOMS}|docs|tests|benchmarks)/[\w./-]*", ARCHITECTURE))
def test_a_path_that_the_architecture_names_is_there(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("dotted", spans(rf"(?:{ROOMS})(?:\.\w+)+", ARCHITECTURE))
def test_a_name_that_the_architecture_gives_is_in_the_code(dotted):
    named(dotted)


def test_the_tables_of_the_architecture_are_those_of_the_store():
    listed = {
        row[0].strip("`"): row for table in tables_of_rows(ARCHITECTURE) for row in table if table[0][0] == "table"
    }
    del listed["table"]
    record = {name for statement in RECORD for name in re.findall(r"CREATE TABLE (\w+)", statement)}

    assert set(listed) == record | set(READ_MODELS)
    for name, columns in READ_MODELS.items():
        times = "yes" if "valid_from" in columns else "known only" if "known_from" in columns else ""
        assert listed[name][-1] == times, name


THREE_ACTS = [
    ("2021-01-10", {"act": "appoint", "cadre": "LI", "post": "HEAD", "effective": "2021-02-01", "basis": "Order 1"}),
    ("2021-03-20", {"act": "correct", "event": "cadre:LI@2", "set": {"effective": "2021-03-01"}, "reason": "misread"}),
    ("2021-06-05", {"act": "relieve", "cadre": "LI", "post": "HEAD", "effective": "2021-05-01"}),
]


def noon(day):
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


@pytest.fixture
def three_acts(tmp_path):
    """A store in which the three acts of the page were recorded."""
    opened = "2010-01-01"
    setting = [
        {"act": "unit-open", "unit": "U", "name": "Office", "effective": opened},
        {"act": "post-open", "post": "HEAD", "unit": "U", "name": "Head", "track": "admin", "effective": opened},
        {"act": "person-register", "cadre": "LI", "name": "李明"},
    ]
    with Engine.create(str(tmp_path / "s.db"), simulated=True, now=datetime(2020, 1, 1, tzinfo=UTC)) as engine:
        engine.submit(setting, actor="zhou", now=noon("2020-01-01"))
        for day, line in THREE_ACTS:
            engine.submit([{"basis": "Order 2", **line}], actor="zhou", now=noon(day))
        yield engine


def test_the_example_of_two_times_is_true(three_acts):
    told, grid, rows = (table for table in tables_of_rows(ARCHITECTURE) if "2021" in str(table))

    assert [row[0] for row in told[1:]] == [day for day, _ in THREE_ACTS]
    for as_of, *cells in grid[1:]:
        for known_on, cell in zip(grid[0][1:], cells, strict=True):
            [seat] = three_acts.roster(as_of=as_of, known_on=known_on)
            assert cell.split()[0] == (seat["cadre"] or "nobody"), (as_of, known_on)
    sql = "SELECT valid_from, valid_to, known_from, known_to FROM holding_row ORDER BY known_from"
    days = dict(three_acts.database.query("SELECT position, recorded_on FROM trail"))
    believed = [[*row[:2], days[row[2]], days.get(row[3], "")] for row in three_acts.database.query(sql)]
    assert believed == rows[1:]


@pytest.mark.parametrize("path", sorted((DOCS / "pictures").iterdir()), ids=lambda path: path.name)
def test_a_picture_can_be_drawn_and_says_what_it_shows(path):
    picture = minidom.parse(str(path)).documentElement
    [title] = picture.getElementsByTagName("title")

    assert title.firstChild.data
    assert f"(pictures/{path.name})" in ARCHITECTURE


# --- generated pages and links --------------------------------------------------------------------


def test_the_event_catalogue_is_fresh():
    assert (DOCS / "events.md").read_text(encoding="utf-8") == catalogue(), (
        "python -P -m lifecycle.catalogue > docs/events.md"
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(
        r"\]\(([^)\s#]+)(?:#[^)]*)?\)", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    )
    here = (ROOT / page).parent

    assert [target for target in targets if "://" not in target and not (here / target).exists()] == []


def test_the_index_leads_to_every_page():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"README.md"}

    assert {page for page in pages if f"({page})" not in index} == set()
