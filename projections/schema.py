"""The tables of a store: the record (never rewritten) and the read models (rebuilt from it at any time)."""

import re

SCHEMA = 3
OPEN_POSITION = 4611686018427387904
"""The end of what is still known: larger than any position."""

_COLUMN = re.compile(r"(?:^|,)\s*([a-z_]+) (?:TEXT|INTEGER|BLOB)")
_KNOWN = "known_from INTEGER NOT NULL, known_to INTEGER NOT NULL"
_BITEMPORAL = f"valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, {_KNOWN}"

RECORD = (
    """CREATE TABLE store_head (id INTEGER PRIMARY KEY, schema INTEGER NOT NULL, position INTEGER NOT NULL,
       orders INTEGER NOT NULL, recorded_at TEXT NOT NULL, zone TEXT NOT NULL, simulated INTEGER NOT NULL,
       peaks BLOB NOT NULL)""",
    """CREATE TABLE stored_events (originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL,
       topic TEXT NOT NULL, state BLOB NOT NULL, position INTEGER NOT NULL UNIQUE,
       leaf BLOB NOT NULL, PRIMARY KEY (originator_id, originator_version))""",
    """CREATE TABLE log_node (level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
       PRIMARY KEY (level, place)) WITHOUT ROWID""",
    """CREATE TABLE vault (event TEXT NOT NULL, path TEXT NOT NULL, subject TEXT NOT NULL, salt BLOB NOT NULL,
       value TEXT NOT NULL, PRIMARY KEY (event, path))""",
    """CREATE TABLE stream_count (number INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, events INTEGER NOT NULL)""",
    """CREATE TABLE count_node (level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL,
       PRIMARY KEY (level, place)) WITHOUT ROWID""",
    "CREATE INDEX vault_subject ON vault (subject)",
    "CREATE INDEX vault_kin ON vault (value) WHERE path = 'kin.cadre'",
)

RECORD_TABLES = {
    "store_head": "id",
    "stored_events": "position",
    "log_node": "level, place",
    "vault": "event, path",
}
"""The tables of the record, and what orders their rows."""
COUNTS = ("stream_count", "count_node")
"""What the newest index of streams counted, kept so that the next one counts only what is new; made again if lost."""

READ_MODELS = {
    "recording_day": "recorded_on TEXT PRIMARY KEY, position INTEGER NOT NULL",
    "order_row": """order_id TEXT PRIMARY KEY, command TEXT NOT NULL UNIQUE, key TEXT UNIQUE, content TEXT NOT NULL,
        title TEXT, basis TEXT, actor TEXT NOT NULL, imported INTEGER NOT NULL, acts INTEGER NOT NULL,
        recorded_at TEXT NOT NULL, recorded_on TEXT NOT NULL, position INTEGER NOT NULL""",
    "basis_lost": """event TEXT NOT NULL, order_id TEXT NOT NULL, position INTEGER NOT NULL,
        PRIMARY KEY (event, order_id)""",
    "trail": """position INTEGER PRIMARY KEY, event TEXT NOT NULL, stream TEXT NOT NULL, topic TEXT NOT NULL,
        order_id TEXT NOT NULL, line INTEGER NOT NULL, act TEXT NOT NULL, actor TEXT NOT NULL, authority TEXT,
        effective TEXT, recorded_at TEXT NOT NULL, recorded_on TEXT NOT NULL, packs TEXT NOT NULL,
        outcome TEXT NOT NULL, subject TEXT""",
    "event_tag": "tag TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tag, position)",
    "unit_row": f"""unit TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, parent TEXT, event TEXT NOT NULL, {_BITEMPORAL},
        PRIMARY KEY (unit, valid_from, known_from)""",
    "lineage": f"""predecessor TEXT NOT NULL, successor TEXT NOT NULL, kind TEXT NOT NULL, effective TEXT NOT NULL,
        event TEXT NOT NULL, {_KNOWN}, PRIMARY KEY (predecessor, successor, event, known_from)""",
    "post_row": f"""post TEXT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL, track TEXT NOT NULL, level TEXT,
        seats INTEGER NOT NULL, part_time INTEGER NOT NULL, key_post INTEGER NOT NULL, backbone INTEGER NOT NULL,
        requires TEXT NOT NULL, event TEXT NOT NULL, {_BITEMPORAL}, PRIMARY KEY (post, valid_from, known_from)""",
    "post_lineage": f"""predecessor TEXT NOT NULL, successor TEXT NOT NULL, effective TEXT NOT NULL,
        event TEXT NOT NULL, {_KNOWN}, PRIMARY KEY (predecessor, successor, event, known_from)""",
    "standing_row": f"""cadre TEXT NOT NULL, level TEXT, departure TEXT, {_BITEMPORAL},
        PRIMARY KEY (cadre, valid_from, known_from)""",
    "personal_row": f"""cadre TEXT NOT NULL, path TEXT NOT NULL, event TEXT NOT NULL, act TEXT NOT NULL, {_BITEMPORAL},
        PRIMARY KEY (cadre, path, event, valid_from, known_from)""",
    "holding_row": f"""cadre TEXT NOT NULL, post TEXT NOT NULL, kind TEXT NOT NULL, since TEXT NOT NULL,
        since_known INTEGER NOT NULL, precision TEXT NOT NULL, until TEXT NOT NULL, planned_end TEXT,
        event TEXT NOT NULL, order_id TEXT NOT NULL, ended_by TEXT, {_BITEMPORAL},
        PRIMARY KEY (post, cadre, valid_from, known_from)""",
    "pack_row": f"""pack TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL, hash TEXT NOT NULL,
        since TEXT NOT NULL, content TEXT NOT NULL, event TEXT NOT NULL, {_KNOWN},
        PRIMARY KEY (pack, event, known_from)""",
    "waiver_row": f"""rule TEXT NOT NULL, subject TEXT NOT NULL, approved_by TEXT NOT NULL, reason TEXT NOT NULL,
        event TEXT NOT NULL, {_BITEMPORAL}, PRIMARY KEY (rule, subject, event, known_from)""",
    "dossier_row": f"""docket TEXT NOT NULL, topic TEXT NOT NULL, subject TEXT NOT NULL, fields TEXT NOT NULL,
        reason TEXT, order_id TEXT NOT NULL, event TEXT NOT NULL, {_BITEMPORAL},
        PRIMARY KEY (docket, event, subject, known_from)""",
    "duty_row": f"""duty TEXT NOT NULL, act TEXT NOT NULL, approved_by TEXT, reason TEXT, event TEXT NOT NULL,
        {_BITEMPORAL}, PRIMARY KEY (duty, event, known_from)""",
    "notice_row": """position INTEGER PRIMARY KEY, event TEXT NOT NULL, topic TEXT NOT NULL, subject TEXT NOT NULL,
        fields TEXT NOT NULL""",
    "refusal": """position INTEGER PRIMARY KEY, event TEXT NOT NULL, actor TEXT NOT NULL, outcome TEXT NOT NULL,
        recorded_at TEXT NOT NULL, recorded_on TEXT NOT NULL, fields TEXT NOT NULL""",
}
"""Table -> columns. Days are YYYY-MM-DD (0001-01-01: from always, 9999-12-31: no end); positions are store-wide."""

INDEXES = (
    "CREATE INDEX holding_cadre ON holding_row (cadre)",
    "CREATE INDEX personal_name ON personal_row (cadre, valid_from, valid_to, event, known_to) WHERE path = 'name'",
    "CREATE INDEX post_unit ON post_row (unit)",
    "CREATE INDEX unit_parent ON unit_row (parent)",
    "CREATE INDEX lineage_successor ON lineage (successor)",
    "CREATE INDEX trail_actor ON trail (actor)",
    "CREATE INDEX trail_event ON trail (event)",
    "CREATE INDEX notice_subject ON notice_row (subject, topic)",
    "CREATE INDEX dossier_topic ON dossier_row (topic, subject)",
    "CREATE INDEX dossier_subject ON dossier_row (subject)",
)


def create_statements() -> tuple[str, ...]:
    """Every CREATE of a new store, in the SQLite dialect."""
    return (*RECORD, *read_model_tables(), *read_model_indexes())


def read_model_tables() -> tuple[str, ...]:
    """Every CREATE of a read model."""
    return tuple(f"CREATE TABLE {name} ({columns}) WITHOUT ROWID" for name, columns in READ_MODELS.items())


def read_model_indexes() -> tuple[str, ...]:
    """Every CREATE of an index on a read model."""
    return INDEXES


def drop_statements() -> tuple[str, ...]:
    """Every DROP of a read model; its indexes go with it."""
    return tuple(f"DROP TABLE IF EXISTS {name}" for name in READ_MODELS)


def key_columns(table: str) -> tuple[str, ...]:
    """The columns of a read model's primary key.

    >>> key_columns("recording_day"), key_columns("event_tag")
    (('recorded_on',), ('tag', 'position'))
    """
    columns = READ_MODELS[table]
    listed = columns.partition("PRIMARY KEY (")[2].partition(")")[0]
    return tuple(listed.split(", ")) if listed else (columns.split()[0],)


def column_names(table: str) -> tuple[str, ...]:
    """The columns of a read model, in their order.

    >>> column_names("event_tag")
    ('tag', 'position')
    """
    return tuple(_COLUMN.findall(READ_MODELS[table]))
