"""The limits in a PostgreSQL database itself, against persons who log in past the program with SQL of their own."""

import json

import pytest

from domain.integrity.merkle import leaf_hash
from lifecycle.access.hardening import RULES, harden, hardening
from lifecycle.engine import Engine
from lifecycle.integrity.auditing import Auditing
from projections.read_log import BEGINNING, chained

pytestmark = pytest.mark.postgres
RELIEVE = {"act": "relieve", "cadre": "LI", "post": "FIN-HEAD", "effective": "2024-03-01", "basis": "Order 2"}
FOREIGN = {"act": "relieve", "cadre": "HE", "post": "TAX-HEAD", "effective": "2024-03-01", "basis": "Order 2"}
PERSONS = ("ZHOU", "PAN", "WU", "ZHENG", "SYS", "ADA")
"""One for each role: officer, approver, auditor, supervisor, system and security administrator."""

BOUNDED = {
    "TRACK": {"track": "admin"},
    "KEYS": {"unit": "FINANCE", "key_posts": "yes"},
    "LOW": {"highest": "section"},
    "HIGH": {"unit": "COUNTY", "lowest": "division"},
    "BETWEEN": {"unit": "TAX", "lowest": "section", "highest": "division"},
    "JOINT": {"unit": "TAX", "joint": "yes"},
    "ENDED": {"unit": "TAX", "until": "2024-01-11"},
}
"""Officers whose authority has every kind of bound."""


class Hard:
    """A hardened store: connections as persons, and where the program finds it as a person."""

    def __init__(self, owner):
        self.owner = owner

    def login(self, who):
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo

        return psycopg.connect(make_conninfo(**{**conninfo_to_dict(self.owner), "user": who}), autocommit=False)

    def program(self, who):
        from psycopg.conninfo import conninfo_to_dict

        place = conninfo_to_dict(self.owner)
        return f"postgresql://{who}@/{place['dbname']}?host={place['host']}"


@pytest.fixture(scope="module")
def hard(new_database, build_house):
    """A guarded and hardened store, made once; who breaks in leaves nothing behind."""
    url = new_database()
    house = build_house(url)
    for who, bounds in BOUNDED.items():
        house.administer({"act": "access-enrol", "principal": who, "roles": "officer"})
        house.administer({"act": "access-grant", "principal": who, **bounds})
    house.engine.close()
    with Engine.open(url) as engine:
        harden(engine.database, "cadre_owner")
    return Hard(url)


@pytest.fixture
def as_(hard):
    """A function that opens a transaction as a person; it is undone when the test ends."""
    opened = []

    def connect(who):
        opened.append(hard.login(who))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


def refused(connection, sql, values=None):
    """The state with which the server refuses; None if it does not."""
    import psycopg

    try:
        with connection.transaction():
            connection.execute(sql, values)
    except psycopg.Error as error:
        return error.sqlstate
    return None


DENIED = "42501"


# --- who may do what with which table ---------------------------------------------------------------


def verbs(rights):
    return {right.split(" ", 1)[0] for right in rights}


@pytest.mark.parametrize("who", PERSONS)
def test_the_rights_of_a_person_on_every_table_are_those_of_the_rules(hard, as_, who):
    connection = as_(who)
    tables = connection.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'f', 'p') AND "
                                "relnamespace = 'public'::regnamespace").fetchall()  # fmt: skip
    assert {name for (name,) in tables} == set(RULES)
    found = {table: set() for table in RULES}
    for verb in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"):
        for table in RULES:
            has = "has_table_privilege(session_user, %s, %s)"
            any_column = f" OR {has.replace('table', 'any_column')}" if verb in {"SELECT", "INSERT", "UPDATE"} else ""
            values = (table, verb) * (2 if any_column else 1)
            if connection.execute(f"SELECT {has}{any_column}", values).fetchone()[0]:
                found[table].add(verb)
    audits = who in {"WU", "ZHENG"}
    wanted = {table: verbs((*rule.persons, *(rule.auditors if audits else ()))) for table, rule in RULES.items()}
    assert found == wanted


def test_the_columns_that_may_be_changed_are_few(as_):
    sql = (
        "SELECT table_name, column_name FROM information_schema.column_privileges"
        " WHERE grantee = 'cadre_owner_persons' AND privilege_type = 'UPDATE'"
    )
    found = {}
    for table, column in as_("ZHOU").execute(sql).fetchall():
        found.setdefault(table, set()).add(column)
    heads = {"position", "orders", "recorded_at", "peaks"}
    closing = {table for table, rule in RULES.items() if "UPDATE (known_to)" in rule.persons}
    assert found == {"store_head": heads, "recording_day": {"position"}, **{each: {"known_to"} for each in closing}}


@pytest.mark.parametrize("table", sorted(RULES))
def test_no_person_removes_rows_changes_the_table_or_its_triggers(as_, table):
    connection = as_("ZHOU")
    for sql in (
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        f"CREATE RULE away AS ON INSERT TO {table} DO INSTEAD NOTHING",
        f"DROP POLICY cadre_select ON {table}",
    ):
        assert refused(connection, sql) == DENIED, sql


@pytest.mark.parametrize("sql", [
    "UPDATE stored_events SET state = state",
    "UPDATE stored_events SET leaf = leaf WHERE position = 1",
    "UPDATE log_node SET hash = hash",
    "UPDATE vault SET value = 'x'",
    "UPDATE trail SET actor = 'WU'",
    "UPDATE read_log SET actor = 'WU'",
    "UPDATE refusal SET outcome = 'recorded'",
    "UPDATE holding_row SET cadre = 'LI'",
    "UPDATE store_head SET zone = 'Asia/Shanghai'",
    "INSERT INTO read_open VALUES (1, 'ZHOU', '*', '1', now())",
    "SELECT * FROM read_open",
    "SELECT actor FROM read_log",
    "SET session_replication_role = replica",
    "SET ROLE cadre_owner",
    "SET SESSION AUTHORIZATION 'WU'",
    "CREATE TABLE mine (a int)",
    "CREATE TEMPORARY TABLE stored_events (a int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION cadre_has(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "SELECT cadre_covers('HE', true)",
    "SELECT cadre_held('WU', 'role-given')",
    "CREATE ROLE other LOGIN",
    'ALTER ROLE "ZHOU" SUPERUSER',
    'ALTER ROLE "ZHOU" BYPASSRLS',
    'GRANT cadre_owner TO "ZHOU"',
    "COPY vault TO PROGRAM 'cat'",
])  # fmt: skip
def test_a_way_past_the_rights_is_refused(as_, sql):
    assert refused(as_("ZHOU"), sql) == DENIED


# --- what is seen -------------------------------------------------------------------------------------


def seen(connection, sql):
    return {row[0] for row in connection.execute(sql).fetchall()}


def test_an_officer_sees_the_values_and_events_of_cadres_within_authority_only(as_):
    connection = as_("ZHOU")

    assert seen(connection, "SELECT subject FROM vault WHERE path = 'name'") == {
        f"cadre:{each}" for each in ("LI", "WANG", "SUN", "QIAN", "NEWCOMER", "UNGRADED")
    }
    streams = seen(connection, "SELECT originator_id FROM stored_events WHERE originator_id LIKE 'cadre:%'")
    assert "cadre:LI" in streams
    assert "cadre:HE" not in streams
    assert seen(connection, "SELECT stream FROM trail WHERE stream = 'cadre:HE'") == set()
    assert seen(connection, "SELECT tag FROM event_tag WHERE tag = 'cadre:HE'") == set()


def test_nobody_sees_the_own_file_or_that_of_a_relative(as_):
    connection = as_("SUN")

    subjects = seen(connection, "SELECT subject FROM vault WHERE path = 'name'")
    assert {"cadre:LI", "cadre:HE"} <= subjects
    assert not {"cadre:SUN", "cadre:WANG"} & subjects


@pytest.mark.parametrize("who", ["SYS", "ADA"])
def test_who_runs_the_store_or_looks_after_access_sees_no_file(as_, who):
    connection = as_(who)

    assert seen(connection, "SELECT subject FROM vault") <= {"order:O-1"}
    assert seen(connection, "SELECT originator_id FROM stored_events WHERE originator_id LIKE 'cadre:%'") == set()


LOOK = "INSERT INTO read_log VALUES (%s, %s, '2024-01-10', '2024-01-10', 'x', %s, NULL, %s)"


def look(connection, who, *subjects, later=0):
    """The values of a look as the program would note it, or so many rows too late."""
    last = connection.execute("SELECT number, hash FROM read_log ORDER BY number DESC LIMIT 1").fetchone()
    number, before = last or (0, BEGINNING)
    number, told = number + 1 + later, json.dumps(subjects)
    return number, who, told, chained(before, (number, who, "2024-01-10", "2024-01-10", "x", told, None))


def note_look(connection, who, *subjects):
    connection.execute(LOOK, look(connection, who, *subjects))


NAME = "SELECT subject FROM vault WHERE path = 'name' AND subject = 'cadre:{}'"
HE, LI = NAME.format("HE"), NAME.format("LI")


@pytest.mark.parametrize("who", ["WU", "ZHENG"])
def test_an_auditor_and_a_supervisor_see_a_file_only_after_a_committed_look(hard, as_, who):
    connection = as_(who)
    assert seen(connection, HE) == set()
    note_look(connection, who, "cadre:HE")
    assert seen(connection, HE) == set(), "a look in the same transaction opens nothing"
    connection.rollback()
    assert seen(connection, HE) == set()
    connection.rollback()
    with connection.transaction():
        note_look(connection, who, "cadre:HE")
    connection.commit()
    assert seen(connection, HE) == {"cadre:HE"}
    assert seen(connection, LI) == set()


def test_a_look_within_a_savepoint_opens_nothing(as_):
    connection = as_("WU")
    connection.execute("SAVEPOINT away")
    note_look(connection, "WU", "cadre:LI")
    connection.execute("RELEASE SAVEPOINT away")
    assert seen(connection, LI) == set()


def test_a_look_is_noted_in_nobody_elses_name_in_its_order_and_with_its_hash(as_):
    connection = as_("WU")

    assert refused(connection, LOOK, look(connection, "ZHENG", "cadre:LI")) == DENIED
    assert refused(connection, LOOK, look(connection, "WU", "cadre:LI", later=6)) == DENIED
    assert refused(connection, LOOK, (*look(connection, "WU", "cadre:LI")[:3], bytes(32))) == DENIED
    assert refused(connection, LOOK, look(connection, "WU", "cadre:LI")) is None


# --- what is written ----------------------------------------------------------------------------------


def forged(connection, *, actor, stream, topic="cadre-relieved/1", body=None, **wrong):
    """An event as it would be stored, with what is wrong in it."""
    ask = "SELECT max(position) + 1 FROM (SELECT position FROM store_head UNION SELECT position FROM stored_events) p"
    position = wrong.get("position") or connection.execute(ask).fetchone()[0]
    version = wrong.get("version") or 100
    told = {
        "actor": actor,
        "recorded_at": wrong.get("at", "2024-01-20T12:00:00Z"),
        "body": body or {"post": "FIN-HEAD"},
    }
    state = json.dumps(told).encode()
    leaf = wrong.get("leaf") or leaf_hash(position, stream, version, topic, state)
    sql = "INSERT INTO stored_events VALUES (%s, %s, %s, %s, %s, %s)"
    return refused(connection, sql, (stream, version, topic, state, position, leaf))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"actor": "WU"}, "somebody else's name"),
        ({"version": 4}, "a gap in the versions"),
        ({"version": 1}, "a version again"),
        ({"position": 9_000_000}, "a forged position"),
        ({"position": 1}, "a position again"),
        ({"leaf": b"x" * 32}, "a leaf that is not that of the event"),
        ({"at": "2023-01-01T12:00:00Z"}, "an instant before the last one"),
        ({"stream": "cadre:HE", "version": 3}, "a cadre of another unit"),
        ({"stream": "post:TAX-HEAD", "version": 2}, "a post of another unit"),
        ({"stream": "unit:TAX", "version": 2}, "another unit"),
        ({"stream": "cadre:LI", "body": {"post": "TAX-HEAD"}}, "a post of another unit in the fact"),
        ({"stream": "talk:HE", "version": 1, "body": {"cadre": "HE"}}, "a talk with a cadre of another unit"),
        ({"stream": "waiver:R.HE", "version": 1, "body": {"subject": "HE"}}, "a waiver for a cadre of another unit"),
        ({"stream": "waiver:R.TAX-HEAD", "version": 1, "body": {"subject": "TAX-HEAD"}}, "a waiver for a post"),
        ({"stream": "principal:ZHOU", "version": 4}, "a role for oneself"),
        ({"stream": "access:register", "version": 2}, "access control itself"),
        ({"stream": "store:register", "version": 3}, "the founding of the store"),
        ({"stream": "refusal:WU", "version": 1}, "a refusal of somebody else"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_forged_event_is_refused(as_, wrong, why):
    event = {"actor": "ZHOU", "stream": "cadre:LI", "version": 3, **wrong}
    assert forged(as_("ZHOU"), **event) is not None, why


def test_a_true_event_within_authority_is_taken(as_):
    assert forged(as_("ZHOU"), actor="ZHOU", stream="cadre:LI", version=3) is None


@pytest.mark.parametrize("who", ["PAN", "WU", "ZHENG", "SYS", "ADA"])
def test_nobody_but_officers_records_an_act(as_, who):
    assert forged(as_(who), actor=who, stream="cadre:LI", version=3) == DENIED


@pytest.mark.parametrize("who", ["SUN", "WANG"])
def test_nobody_records_on_the_own_file_or_on_that_of_a_relative(as_, who):
    assert forged(as_("SUN"), actor="SUN", stream=f"cadre:{who}", version=3 if who == "SUN" else 4) == DENIED


HOLDING = (
    "INSERT INTO holding_row (cadre, post, kind, since, since_known, precision, until, event, order_id, valid_from,"
    " valid_to, known_from, known_to) VALUES (%s, %s, 'substantive', '2024-01-01', 1, 'day', '9999-12-31', 'x', 'O-9',"
    " '2024-01-01', '9999-12-31', 1, 4611686018427387904)"
)


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (HOLDING, ("HE", "TAX-HEAD")),
        (HOLDING, ("LI", "TAX-HEAD")),
        (HOLDING, ("HE", "FIN-HEAD")),
        ("UPDATE holding_row SET known_to = 1 WHERE cadre = 'LI'", None),
        ("UPDATE store_head SET position = position + 5", None),
        ("UPDATE store_head SET position = 1", None),
        ("UPDATE store_head SET recorded_at = '2020-01-01T00:00:00Z'", None),
        ("INSERT INTO vault VALUES ('cadre:HE@1', 'x', 'cadre:HE', 'x', 'x')", None),
    ],
)
def test_what_is_computed_is_written_within_authority_and_with_an_event_only(as_, sql, values):
    assert refused(as_("ZHOU"), sql, values) == DENIED


def test_rows_of_another_unit_are_not_closed(as_):
    assert as_("ZHOU").execute("UPDATE holding_row SET known_to = known_to WHERE cadre = 'HE'").rowcount == 0


def test_a_function_of_the_same_name_elsewhere_is_not_called(hard, as_):
    connection = as_("ZHOU")
    connection.execute("SET search_path = pg_temp, public")
    assert seen(connection, HE) == set()
    assert forged(connection, actor="ZHOU", stream="cadre:HE", version=3) == DENIED


def test_the_owner_is_stopped_too_until_it_takes_the_trigger_off(hard):
    import psycopg

    with psycopg.connect(hard.owner, autocommit=False) as connection:
        for sql in ("DELETE FROM stored_events", "UPDATE read_log SET actor = 'x'", "TRUNCATE log_node"):
            assert refused(connection, sql) == DENIED, sql
        connection.rollback()


# --- the program itself ----------------------------------------------------------------------------------


def test_the_program_records_and_reads_as_the_person_who_logs_in(hard, noon):
    from domain.errors import NotAuthorised
    from lifecycle.access.door import Question, enter

    with Engine.open(hard.program("ZHOU")) as engine:
        outcome = engine.submit([RELIEVE], actor="ZHOU", now=noon("2024-01-20"))
        assert outcome.outcome == "recorded"
        with pytest.raises(NotAuthorised):
            engine.submit([FOREIGN], actor="ZHOU", now=noon("2024-01-21"))
        enter(engine.database, Question("history", {"who": "LI"}, "ZHOU", noon("2024-01-21")))
        assert [each["act"] for each in engine.history("LI")] == ["person-register", "appoint", "relieve"]
    with Engine.open(hard.program("ADA")) as engine:
        line = {"act": "access-enrol", "principal": "MO", "roles": "auditor", "effective": "2024-01-21"}
        engine.submit([{**line, "approved_by": "BO"}], actor="ADA", now=noon("2024-01-21"))
    with Engine.open(hard.program("WU")) as engine:
        assert engine.history("QIAN") == []
        enter(engine.database, Question("history", {"who": "QIAN"}, "WU", noon("2024-01-21")))
        assert len(engine.history("QIAN")) == 2
        enter(engine.database, Question("audit verify", {}, "WU", noon("2024-01-21")))
        assert Auditing(engine.database).verify()["reason"] is None
        actors = [row["actor"] for row in engine.supervision.refusals()]
        assert actors == ["ZHOU"]
    with Engine.open(hard.owner) as engine:
        assert Auditing(engine.database).verify()["intact"]
        assert 'CREATE ROLE "MO" LOGIN' in hardening(engine.database, "cadre_owner")


def test_the_program_cannot_record_in_the_name_of_somebody_else(hard, noon):
    from domain.errors import NotAuthorised

    rename = {"act": "unit-rename", "unit": "FINANCE", "name": "Money", "effective": "2024-03-01"}
    with Engine.open(hard.program("WU")) as engine, pytest.raises(NotAuthorised, match="in the name of ZHOU"):
        engine.submit([rename], actor="ZHOU", now=noon("2024-01-25"))


@pytest.mark.parametrize("who", ["ZHOU", "SUN", *BOUNDED])
def test_the_database_and_the_program_agree_on_what_lies_within_authority(hard, as_, who):
    from projections.access import read_book
    from projections.authority import Authority
    from projections.ground import Ground
    from projections.levels import level_scale
    from projections.moment import EVERYTHING

    with Engine.open(hard.owner) as engine:
        grants = tuple(read_book(engine.database).grants(who, "2024-01-21"))
        ground = Ground(engine.database, EVERYTHING)
        authority = Authority(grants, ground, level_scale(engine.database), "2024-01-21")
        cadres = [row["cadre"] for row in engine.persons()]
        posts = [row["post"] for row in engine.posts(as_of="2024-01-21")]
        own = {"SUN", "WANG"} if who == "SUN" else set()
        asked = [f"cadre:{each}" for each in cadres if each not in own] + [f"post:{each}" for each in posts]
        asked += ["unit:COUNTY", "unit:FINANCE", "unit:TAX"]
        covered = {each: authority.covers(each, on_units=False) for each in asked}
    connection = as_(who)
    found = {each: connection.execute("SELECT cadre_writes(%s)", (each,)).fetchone()[0] for each in asked}
    assert found == covered


def test_the_script_says_what_a_store_without_access_control_or_in_a_file_cannot_have(house, open_house):
    from domain.errors import BadInput

    assert "ENABLE ROW LEVEL SECURITY" in hardening(house.database, "cadre_owner")
    with pytest.raises(BadInput, match="a file cannot be hardened"):
        harden(house.database, "cadre_owner")
