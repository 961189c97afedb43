"""The same limits in a PostgreSQL database: one login for each person, rights by column, policies by row, triggers.

What a login may do follows from the events of access; this module says it table by table. A table without a rule is
nobody's, and a test fails.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from domain.access.roles import AUDITOR, SUPERVISOR
from domain.errors import BadInput
from projections.access import read_book
from projections.database import Database
from projections.moment import Moment
from projections.read_log import has_read_log
from projections.schema import OPEN_POSITION

SQL: Final = Path(__file__).with_name("hardening.sql")
LONGEST_LOGIN: Final = 63
"""Bytes of a PostgreSQL identifier."""


class Rule(NamedTuple):
    """The rights on a table: of every person, of auditors besides, by verb; and the policies on its rows.

    A right is `SELECT`, or `SELECT (a, b)` for some columns. `sees` and `writes` are conditions on a row; none: every
    row. `checks` are the triggers on what is inserted or updated; `fixed`: nobody changes or removes anything.
    """

    persons: tuple[str, ...] = ()
    auditors: tuple[str, ...] = ()
    sees: str = ""
    writes: str = ""
    inserted: str = ""
    updated: str = ""
    fixed: bool = False


READ: Final = ("SELECT", "INSERT")
CLOSE: Final = "UPDATE (known_to)"
_SUBJECT: Final = "cadre_sees_subject(subject)"


def _known(sees: str = "", writes: str = "") -> Rule:
    """A table whose rows come, and cease to be known."""
    return Rule((*READ, CLOSE), sees=sees, writes=writes, updated="cadre_check_close")


RULES: Final[Mapping[str, Rule]] = {
    "store_head": Rule(("SELECT", "UPDATE (position, orders, recorded_at, peaks)"), updated="cadre_check_head"),
    "stored_events": Rule(
        READ, sees="cadre_sees_stream(originator_id, position)", inserted="cadre_check_event", fixed=True
    ),
    "log_node": Rule(READ, fixed=True),
    "vault": Rule(
        READ, sees="cadre_sees_value(subject, event, path)", writes="subject LIKE 'order:%' OR cadre_writes(subject)"
    ),
    "stream_count": Rule(auditors=("SELECT", "INSERT", "UPDATE", "DELETE")),
    "count_node": Rule(auditors=("SELECT", "INSERT", "UPDATE", "DELETE")),
    "read_log": Rule(
        ("SELECT (number, hash)", "INSERT"), auditors=("SELECT",), inserted="cadre_check_look", fixed=True
    ),
    "read_open": Rule(),
    "recording_day": Rule(("SELECT", "INSERT", "UPDATE (position)")),
    "order_row": Rule(READ, inserted="cadre_check_actor"),
    "basis_lost": Rule(READ),
    "trail": Rule(READ, sees="cadre_sees_stream(stream, position)", inserted="cadre_check_actor"),
    "event_tag": Rule(READ, sees="cadre_sees_subject(tag)"),
    "notice_row": Rule(READ, sees=_SUBJECT),
    "refusal": Rule(
        READ,
        sees="actor = session_user OR cadre_has('auditor', 'supervisor')",
        inserted="cadre_check_actor",
    ),
    "unit_row": _known(writes="cadre_writes('unit:' || unit)"),
    "lineage": _known(),
    "post_row": _known(writes="cadre_writes('post:' || post) AND cadre_writes('unit:' || unit)"),
    "post_lineage": _known(),
    "standing_row": _known(writes="cadre_writes('cadre:' || cadre)"),
    "personal_row": _known(writes="cadre_writes('cadre:' || cadre)"),
    "holding_row": _known(writes="cadre_writes('cadre:' || cadre) AND cadre_writes('post:' || post)"),
    "pack_row": _known(),
    "waiver_row": _known(sees=_SUBJECT, writes="cadre_writes(subject)"),
    "dossier_row": _known(sees=_SUBJECT, writes="cadre_writes(subject)"),
    "duty_row": _known(),
}
"""Table -> its rule. `read_open` is written by a trigger only."""


def hardening(database: Database, owner: str, *, schema: str = "public") -> str:
    """The statements that put the limits in place. Raises BadInput for a store where access control is off."""
    book = read_book(database)
    if not book.on or not has_read_log(database):
        raise BadInput("access control is off in this store; put it on first with: cadre access enable")
    today = Moment(_today(database), 0).day
    logins = {each: bool(book.roles(each, today) & {AUDITOR, SUPERVISOR}) for each in book.principals}
    long = [each for each in logins if len(each.encode()) > LONGEST_LOGIN]
    if long:
        raise BadInput(f"{long[0]} is longer than a login of PostgreSQL may be ({LONGEST_LOGIN} bytes)")
    names = {"@owner@": _quoted(owner), "@schema@": _quoted(schema), "@open@": str(OPEN_POSITION)}
    functions = SQL.read_text(encoding="utf-8")
    for mark, name in names.items():
        functions = functions.replace(mark, name)
    parts = (_roles(owner, logins), [functions], _ownership(owner, schema), _rights(owner, schema))
    return "\n".join(("BEGIN;", *(statement for part in parts for statement in part), "COMMIT;")) + "\n"


def harden(database: Database, owner: str) -> None:
    """Put the limits in place, whole or not at all. Raises BadInput for a store that is no PostgreSQL database."""
    carry_out = getattr(database, "carry_out", None)
    if carry_out is None:
        raise BadInput("a file cannot be hardened: whoever can open it can read it and write into it")
    carry_out(hardening(database, owner))


def _today(database: Database) -> str:
    from lifecycle.reader import Reader

    return Reader(database).today


def _roles(owner: str, logins: Mapping[str, bool]) -> Iterator[str]:
    """The role that owns everything, the groups, and a login for each person, in the groups that fit its roles."""
    persons, auditors = f"{owner}_persons", f"{owner}_auditors"
    yield from (_made(name, "NOLOGIN") for name in (owner, persons, auditors))
    for login, audits in logins.items():
        yield _made(login, "LOGIN")
        yield f"ALTER ROLE {_quoted(login)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION;"
        yield f"GRANT {_quoted(persons)} TO {_quoted(login)};"
        verb, way = ("GRANT", "TO") if audits else ("REVOKE", "FROM")
        yield f"{verb} {_quoted(auditors)} {way} {_quoted(login)};"


def _made(role: str, kind: str) -> str:
    text = "'" + role.replace("'", "''") + "'"
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = {text}) "
        f"THEN CREATE ROLE {_quoted(role)} {kind}; END IF; END $$;"
    )


def _ownership(owner: str, schema: str) -> Iterator[str]:
    """Everything belongs to the owner; nobody else makes anything in the schema or beside it."""
    place, who = _quoted(schema), _quoted(owner)
    yield f"GRANT USAGE, CREATE ON SCHEMA {place} TO {who};"
    yield from (f"ALTER TABLE {place}.{table} OWNER TO {who};" for table in RULES)
    yield (
        "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON "
        f"n.oid = p.pronamespace WHERE n.nspname = '{schema}' AND p.proname LIKE 'cadre!_%' ESCAPE '!' LOOP "
        f"EXECUTE format('ALTER FUNCTION %s OWNER TO %I', f, '{owner}'); "
        "EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f); END LOOP; END $$;"
    )
    for verb in ("CREATE", "TEMPORARY"):
        yield f"DO $$ BEGIN EXECUTE format('REVOKE {verb} ON DATABASE %I FROM PUBLIC', current_database()); END $$;"
    yield f"REVOKE CREATE ON SCHEMA {place} FROM PUBLIC;"


ASKED: Final = (
    *("cadre_has(text[])", "cadre_sees(text)", "cadre_sees_stream(text, bigint)", "cadre_sees_subject(text)"),
    *("cadre_sees_value(text, text, text)", "cadre_writes(text)"),
)
"""The functions that policies call in the name of who asks."""


def _rights(owner: str, schema: str) -> Iterator[str]:
    persons, auditors = _quoted(f"{owner}_persons"), _quoted(f"{owner}_auditors")
    yield f"GRANT USAGE ON SCHEMA {_quoted(schema)} TO {persons};"
    yield from (f"GRANT EXECUTE ON FUNCTION {_quoted(schema)}.{each} TO {persons};" for each in ASKED)
    for table, rule in RULES.items():
        place = f"{_quoted(schema)}.{table}"
        yield f"REVOKE ALL ON {place} FROM PUBLIC, {persons}, {auditors};"
        yield from (f"GRANT {right} ON {place} TO {persons};" for right in rule.persons)
        yield from (f"GRANT {right} ON {place} TO {auditors};" for right in rule.auditors)
        yield from _policies(place, rule)
        yield from _triggers(place, schema, rule)


def _policies(place: str, rule: Rule) -> Iterator[str]:
    """Which rows are seen, inserted and closed; removed are none but by auditors, of what is counted."""
    yield f"ALTER TABLE {place} ENABLE ROW LEVEL SECURITY;"
    sees, writes = rule.sees or "true", rule.writes or "true"
    policies = {"SELECT": f"USING ({sees})", "INSERT": f"WITH CHECK ({writes})"}
    policies["UPDATE"] = f"USING ({writes}) WITH CHECK ({writes})"
    policies["DELETE"] = "USING (true)"
    for verb, condition in policies.items():
        name = f"cadre_{verb.lower()}"
        yield f"DROP POLICY IF EXISTS {name} ON {place};"
        yield f"CREATE POLICY {name} ON {place} FOR {verb} {condition};"


def _triggers(place: str, schema: str, rule: Rule) -> Iterator[str]:
    checks: list[tuple[str, str, str]] = []
    if rule.inserted:
        checks.append(("BEFORE INSERT", "ROW", rule.inserted))
    if rule.updated:
        checks.append(("BEFORE UPDATE", "ROW", rule.updated))
    if rule.fixed:
        checks.append(("BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "cadre_refuse"))
    for number, (when, level, function) in enumerate(checks):
        name = f"cadre_check_{number}"
        yield f"DROP TRIGGER IF EXISTS {name} ON {place};"
        trigger = f"FOR EACH {level} EXECUTE FUNCTION {_quoted(schema)}.{function}()"
        yield f"CREATE TRIGGER {name} {when} ON {place} {trigger};"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
