"""Nothing acknowledged is lost and nothing is half recorded, whoever is killed and whichever connection breaks."""

import json
import select
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from domain.errors import StoreUnreachable
from lifecycle.engine import Engine
from projections.database import ConnectionLost

CRASHES = Path(__file__).with_name("crashes.py")
LINE = {"act": "person-register", "cadre": "ZHAO", "name": "赵六"}


def killed(store, kills):
    ended = subprocess.run(
        [sys.executable, CRASHES, store, "--kills", str(kills)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_a_hundred_kills_while_recording_lose_nothing_and_leave_nothing_half_recorded(founded):
    kills = 100 if founded.store.endswith(".db") else 15
    told = killed(founded.store, kills)
    assert (told["kills"], told["lost"]) == (kills, 0)
    assert told["acknowledged"] >= kills
    keyed = [row for row in founded.orders() if row["key"]]
    assert len(keyed) == told["acknowledged"]


# --- connections that break -----------------------------------------------------------------------


class Wire:
    """A TCP port before a PostgreSQL server. `cut` says when the connection breaks: before or after COMMIT arrives."""

    def __init__(self, server_socket):
        self.server_socket = server_socket
        self.cut = None
        self.cuts = 0
        self.open = True
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.connect, args=(client,), daemon=True).start()

    def connect(self, client):
        with closing(client), closing(socket.socket(socket.AF_UNIX)) as server, suppress(OSError):
            if self.open:
                server.connect(self.server_socket)
                self.carry(client, server)

    def carry(self, client, server):
        while True:
            for source in select.select((client, server), (), ())[0]:
                said = source.recv(65536)
                if source is client and self.cut and b"COMMIT" in said:
                    when, self.cut = self.cut, None
                    self.cuts += 1
                    if when == "after":
                        server.sendall(said)
                        server.recv(65536)  # the server has committed; its answer never arrives
                    return
                if not said:
                    return
                (server if source is client else client).sendall(said)


@pytest.fixture
def wire(postgres_server, new_database):
    """A wire to a new store, and the URL that leads over it."""
    from psycopg.conninfo import conninfo_to_dict

    direct = new_database()
    Engine.create(direct).close()
    parts = conninfo_to_dict(direct)
    made = Wire(f"{parts['host']}/.s.PGSQL.{parts.get('port', 5432)}")
    user = quote(str(parts.get("user", "postgres")))
    made.url = f"postgresql://{user}@127.0.0.1:{made.port}/{parts['dbname']}?sslmode=disable&gssencmode=disable"
    made.direct = direct
    with closing(made.listener):
        yield made


def recorded_orders(url):
    with Engine.open(url) as engine:
        assert engine.verify()["intact"]
        return engine.head.orders


@pytest.mark.postgres
@pytest.mark.parametrize(("when", "outcome"), [("before", "recorded"), ("after", "already-recorded")])
def test_a_connection_cut_at_commit_is_made_again_and_the_order_counts_once(wire, when, outcome):
    with Engine.open(wire.url) as engine:
        wire.cut = when
        answer = engine.submit([LINE], actor="office")
    assert wire.cuts == 1
    assert (answer.outcome, answer.order, answer.events) == (outcome, "O-1", ("cadre:ZHAO@1",))
    assert recorded_orders(wire.direct) == 1


@pytest.mark.postgres
@pytest.mark.parametrize(("when", "outcome"), [("before", "recorded"), ("after", "already-recorded")])
def test_where_no_connection_can_be_made_again_the_same_command_later_counts_once(wire, when, outcome):
    with Engine.open(wire.url) as engine:
        wire.cut, wire.open = when, False
        with pytest.raises(StoreUnreachable, match="whether the order was recorded is not known") as lost:
            engine.submit([LINE], actor="office", command_id="c-1")
    assert lost.value.exit_code == 8
    wire.open = True
    with Engine.open(wire.url) as engine:
        assert engine.submit([LINE], actor="office", command_id="c-1").outcome == outcome
        assert engine.submit([LINE], actor="office", command_id="c-1").outcome == "already-recorded"
    assert recorded_orders(wire.direct) == 1


@contextmanager
def backend_terminated_at(engine, moment, administrator):
    """The server ends the engine's connection just before the named call of its database."""
    database = engine.database
    call = getattr(database, moment)
    (backend,) = database.query("SELECT pg_backend_pid()")[0]

    def ended_first(*values, **named):
        setattr(database, moment, call)
        administrator.execute("SELECT pg_terminate_backend(%s, 5000)", (backend,))
        return call(*values, **named)

    setattr(database, moment, ended_first)
    yield


@pytest.mark.postgres
@pytest.mark.parametrize("moment", ["begin", "executemany", "commit"])
def test_a_connection_that_the_server_ends_is_made_again(postgres_url, moment):
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as administrator, Engine.create(postgres_url) as engine:
        with backend_terminated_at(engine, moment, administrator):
            answer = engine.submit([LINE], actor="office")
        assert answer.outcome == "recorded"
        assert engine.head.orders == 1
        assert engine.verify()["intact"]


@pytest.mark.postgres
def test_a_question_over_an_ended_connection_says_that_the_store_is_out_of_reach(postgres_url):
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as administrator, Engine.create(postgres_url) as engine:
        with backend_terminated_at(engine, "query", administrator), pytest.raises(ConnectionLost) as lost:
            engine.roster()
        assert lost.value.exit_code == 8
        assert str(lost.value).startswith("the connection to the PostgreSQL store broke: ")


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_out_of_reach():
    with closing(socket.create_server(("127.0.0.1", 0))) as nobody:
        port = nobody.getsockname()[1]
    with pytest.raises(StoreUnreachable, match="the PostgreSQL store cannot be reached") as unreachable:
        Engine.open(f"postgresql://clerk:secret@127.0.0.1:{port}/register")
    assert "secret" not in str(unreachable.value)
