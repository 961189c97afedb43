"""What a mapping file may say: its tables, the fields of each table, and the choices a value may take.

`docs/import.md` explains every word for the clerk who writes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from domain.events import Kind, Lineage, Track
from lifecycle.career_days import DAY_FORMS

FORMAT: Final = 1
"""The version of the mapping format this program reads."""

Form: TypeAlias = Literal["text", "id", "day", "flag", "count", "choice", "list"]


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is read: its form, whether it must be there, the table an id belongs to, its choices."""

    form: Form = "text"
    needed: bool = False
    of: str = ""
    choices: tuple[str, ...] = ()


def known(table: str, *, needed: bool = False) -> Field:
    """A field that holds the id of a row of a table; of no table: an id as it stands."""
    return Field("id", needed=needed, of=table)


TEXT: Final = Field()
NEEDED: Final = Field(needed=True)
DAY: Final = Field("day")
FLAG: Final = Field("flag")
KIND: Final = Field("choice", choices=get_args(Kind))

FIELDS: Final[Mapping[str, Mapping[str, Field]]] = {
    "units": {
        "id": known("units", needed=True),
        "name": NEEDED,
        "kind": TEXT,
        "parent": known("units"),
        "start": DAY,
        "end": DAY,
    },
    "unit_links": {
        "from": known("units", needed=True),
        "to": known("units", needed=True),
        "kind": Field("choice", needed=True, choices=get_args(Lineage)),
        "start": Field("day", needed=True),
        "end": DAY,
        "note": TEXT,
    },
    "posts": {
        "id": known("posts", needed=True),
        "unit": known("units", needed=True),
        "name": NEEDED,
        "track": Field("choice", needed=True, choices=get_args(Track)),
        "level": TEXT,
        "seats": Field("count"),
        "part_time": FLAG,
        "key_post": FLAG,
        "backbone": FLAG,
        "requires": Field("list"),
        "start": DAY,
        "end": DAY,
    },
    "persons": {
        "id": known("persons", needed=True),
        "name": NEEDED,
        "sex": TEXT,
        "born": DAY,
        "joined_party": DAY,
        "started_work": DAY,
        "native_place": TEXT,
        "number": TEXT,
        "education": TEXT,
        "level": TEXT,
        "start": DAY,
        "end": DAY,
    },
    "appointments": {
        "id": TEXT,
        "person": known("persons", needed=True),
        "post": known("posts", needed=True),
        "start": DAY,
        "end": DAY,
        "planned_end": DAY,
        "held_on": DAY,
        "kind": KIND,
        "acting": FLAG,
        "basis": TEXT,
        "authority": known(""),
        "decision": TEXT,
        "decided_on": DAY,
        "reason": TEXT,
        "note": TEXT,
    },
    "characteristics": {
        "appointment": NEEDED,
        "start": DAY,
        "end": DAY,
        "kind": KIND,
        "acting": FLAG,
        "on_leave": FLAG,
        "leave_cause": TEXT,
        "note": TEXT,
    },
}
"""Table of the mapping -> its fields."""

NEEDED_TABLES: Final = ("units", "posts", "persons", "appointments")

OPTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "posts": {
        "opens": ("first-holding", "with-unit"),
        "closes": ("with-unit", "last-holding", "never"),
    },
    "appointments": {
        "end_is": ("first-day-out", "last-day"),
        "future_end": ("end", "planned"),
    },
}
"""Table -> option -> its choices, the one taken when nothing is said first."""

READING: Final = ("encoding", "delimiter", "dates")
"""How a file is written: said once for all files, or in the table that differs."""
TABLE_KEYS: Final = ("file", "rows", "prefix", *READING)
TOP_KEYS: Final = ("format", "title", "basis", "authority", "reason", "empty", "not_read", *READING)
CELL_KEYS: Final = ("column", "columns", "join", "value", "map", "default", "spaces")

ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc-kr",
    "latin-1",
    "windows-1250",
    "windows-1251",
    "windows-1252",
)
DELIMITERS: Final[Mapping[str, str]] = {",": ",", ";": ";", "|": "|", "tab": "\t"}
DEFAULT_DATES: Final = tuple(form for form, (_, _, plain) in DAY_FORMS.items() if plain)
