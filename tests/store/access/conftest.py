"""A county whose store is guarded: two who look after access, officers, an approver, an auditor and others."""

from datetime import datetime

import pytest

from domain.errors import CadreError, NotAuthorised
from lifecycle.access.door import Question, enter
from lifecycle.engine import Engine

OPENED = "2010-01-01"
REGISTER = [
    {"act": "unit-open", "unit": "COUNTY", "name": "Linghe", "effective": OPENED},
    *(
        {"act": "unit-open", "unit": unit, "name": unit.title(), "parent": "COUNTY", "effective": OPENED}
        for unit in ("FINANCE", "TAX")
    ),
    *(
        {"act": "post-open", "post": post, "unit": unit, "name": post, "track": track, "level": level, **more}
        for post, unit, track, level, more in (
            ("FIN-HEAD", "FINANCE", "admin", "division", {"effective": OPENED, "key_post": "yes"}),
            ("FIN-CLERK", "FINANCE", "party", "section", {"effective": OPENED, "seats": 3}),
            ("TAX-HEAD", "TAX", "admin", "division", {"effective": OPENED}),
            ("TAX-CLERK", "TAX", "admin", "section", {"effective": OPENED, "seats": 3}),
        )
    ),
    *(
        {"act": "person-register", "cadre": cadre, "name": name, "level": level}
        for cadre, name, level in (
            ("LI", "李明", "division"),
            ("WANG", "王芳", "section"),
            ("HE", "何平", "division"),
            ("SUN", "孙强", "section"),
            ("QIAN", "钱进", "section"),
            ("NEWCOMER", "新", "section"),
            ("GONE", "去", "section"),
            ("UNGRADED", "无", None),
        )
    ),
    *(
        {"act": "appoint", "cadre": cadre, "post": post, "effective": "2015-01-01", "basis": "Order 1"}
        for cadre, post in (
            ("LI", "FIN-HEAD"),
            ("WANG", "FIN-CLERK"),
            ("HE", "TAX-HEAD"),
            ("SUN", "FIN-CLERK"),
            ("QIAN", "FIN-CLERK"),
            ("GONE", "TAX-CLERK"),
        )
    ),
    {"act": "relieve", "cadre": "GONE", "post": "TAX-CLERK", "effective": "2020-01-01", "basis": "Order 2"},
    {"act": "person-kin", "cadre": "WANG", "relation": "spouse", "kin": "SUN"},
]
ACCOUNTS = (
    {"act": "access-enrol", "principal": "ZHOU", "roles": "officer"},
    {"act": "access-grant", "principal": "ZHOU", "unit": "FINANCE"},
    {"act": "access-enrol", "principal": "SUN", "roles": "officer;approver"},
    {"act": "access-grant", "principal": "SUN"},
    {"act": "access-enrol", "principal": "PAN", "roles": "approver"},
    {"act": "access-grant", "principal": "PAN"},
    {"act": "access-enrol", "principal": "WU", "roles": "auditor"},
    {"act": "access-enrol", "principal": "ZHENG", "roles": "supervisor"},
    {"act": "access-enrol", "principal": "SYS", "roles": "system-administrator"},
)
ROLE_HOLDERS = {
    "officer": "ZHOU",
    "approver": "PAN",
    "auditor": "WU",
    "supervisor": "ZHENG",
    "system-administrator": "SYS",
    "security-administrator": "ADA",
}
BEGIN = "2024-01-10"


def noon(day):
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


class House:
    """A store and who stands before it; `today` is the day on which things are done."""

    def __init__(self, engine):
        self.engine = engine
        self.database = engine.database
        self.today = BEGIN

    def record(self, actor, *lines, on=None, **options):
        self.today = on or self.today
        return self.engine.submit(list(lines), actor=actor, now=noon(self.today), **options)

    def administer(self, *lines, actor="ADA", on=None, **options):
        """Record acts on access, by ADA with the approval of BO."""
        self.today = on or self.today
        told = [{"effective": self.today, "approved_by": "BO", **line} for line in lines]
        return self.record(actor, *told, **options)

    def denied(self, actor, *lines, **options):
        """The rules for which an order is not authorised; empty if it is recorded."""
        try:
            self.record(actor, *lines, **options)
        except NotAuthorised as error:
            return [finding.rule for finding in error.findings]
        return []

    def becomes(self, actor, *lines, **options):
        """The exit code of an order."""
        try:
            self.record(actor, *lines, **options)
        except CadreError as error:
            return error.exit_code
        return 0

    def ask(self, actor, command, **values):
        """Go through the door to a question; the door, or what NotAuthorised says."""
        unit = values.pop("within", None)
        purpose = values.pop("purpose", None)
        question = Question(command, values, actor, noon(self.today), purpose, unit)
        return enter(self.database, question)

    def turned_away(self, actor, command, **values):
        try:
            self.ask(actor, command, **values)
        except NotAuthorised as error:
            return [finding.rule for finding in error.findings]
        return []

    def reads(self):
        from lifecycle.access.accounts import Accounts

        return Accounts(self.database).reads()

    def refusals(self):
        return self.engine.supervision.refusals()


@pytest.fixture
def open_house():
    """The register in a store in memory, before access control is put on."""
    begin = noon("2024-01-01")
    with Engine.create(":memory:", simulated=True, now=begin) as engine:
        engine.submit(REGISTER, actor="registrar", now=begin)
        yield House(engine)


@pytest.fixture
def house(open_house):
    """The same with access control on, everybody enrolled."""
    return guarded(open_house)


@pytest.fixture
def each_house(engine):
    """The same in a store of each kind."""
    engine.submit(REGISTER, actor="registrar", now=noon("2024-01-01"))
    return guarded(House(engine))


def guarded(house):
    house.record("founder", {"act": "access-enable", "administrators": "ADA;BO", "effective": BEGIN})
    house.administer(*ACCOUNTS)
    return house


@pytest.fixture
def role_holders():
    """Role -> a principal who has that role and no other."""
    return dict(ROLE_HOLDERS)


@pytest.fixture(scope="session")
def build_house():
    """A function that makes the guarded register at a URL."""

    def build(url):
        engine = Engine.create(url, simulated=True, now=noon("2024-01-01"))
        engine.submit(REGISTER, actor="registrar", now=noon("2024-01-01"))
        return guarded(House(engine))

    return build


@pytest.fixture(name="noon", scope="session")
def noon_of():
    """A function from a day to its noon."""
    return noon
