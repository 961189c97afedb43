"""A small register that the tests of the store's reliability begin with."""

import pytest

OPENED = "1990-01-01"
BASIS = "Order 1 of 1990"
FOUNDING = [
    {"act": "unit-open", "unit": "BUREAU", "name": "Grain Bureau", "effective": OPENED},
    *(
        {
            "act": "post-open",
            "post": post,
            "unit": "BUREAU",
            "name": f"Head of section {post}",
            "track": "admin",
            "effective": OPENED,
            "basis": BASIS,
        }
        for post in ("P1", "P2", "P3", "P4")
    ),
    *(
        {"act": "person-register", "cadre": cadre, "name": name, "born": born, "level": "section"}
        for cadre, name, born in (
            ("LI", "李明", "1960-05-01"),
            ("WANG", "王芳", "1961-06-02"),
            ("TURSUN", "买买提·吐尔逊", "1962-07-03"),
        )
    ),
    *(
        {"act": "appoint", "cadre": cadre, "post": post, "effective": "1991-01-01", "basis": BASIS}
        for cadre, post in (("LI", "P1"), ("WANG", "P2"), ("TURSUN", "P3"))
    ),
]


@pytest.fixture
def founded(engine):
    """A store of each kind with one unit, four posts and three cadres who hold the first three: order O-1."""
    engine.submit(FOUNDING, actor="registrar", title="The register as taken over")
    engine.submit(
        [{"act": "transfer", "cadre": "LI", "post": "P4", "effective": "1995-01-01", "basis": "Order 2 of 1995"}],
        actor="registrar",
    )
    return engine
