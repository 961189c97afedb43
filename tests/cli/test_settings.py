"""Which setting is in effect, and where it comes from."""

import pytest

from cli.profiles import Profiles, read_profiles, write_profiles
from cli.settings import Settings
from domain.errors import BadInput


@pytest.fixture
def configuration(tmp_path, monkeypatch):
    """A configuration file of this test's own; nothing of the caller's environment steers it."""
    for name in ("STORE", "ACTOR", "PROFILE", "LANG", "OUTPUT", "BASIS", "AUTHORITY", "NOW"):
        monkeypatch.delenv(f"CADRE_{name}", raising=False)
    path = tmp_path / "folder" / "config.toml"
    monkeypatch.setenv("CADRE_CONFIG", str(path))
    return path


def test_a_flag_wins_over_the_environment_the_profile_and_the_default(configuration, monkeypatch):
    write_profiles(Profiles("office", {"office": {"actor": "from-profile"}}))
    assert Settings({}).setting("actor")[1:] == ("from-profile", "profile", "office")
    monkeypatch.setenv("CADRE_ACTOR", "from-environment")
    assert Settings({}).setting("actor")[1:] == ("from-environment", "environment", "CADRE_ACTOR")
    assert Settings({"actor": "typed"}).setting("actor")[1:] == ("typed", "flag", "--actor")


def test_without_a_file_there_are_defaults(configuration):
    settings = Settings({})

    assert settings.setting("output")[1:] == ("table", "default", None)
    assert settings.value("basis") is None


def test_what_is_written_is_read_back(configuration):
    kept = Profiles("two", {"one": {"store": 'C:\\x\\"y"'}, "two.2": {"basis": "令〔2026〕12号", "actor": "a\x7fb"}})
    kept = kept._replace(in_use="one")

    write_profiles(kept)

    assert read_profiles() == kept


def test_an_empty_value_takes_a_setting_out():
    profiles = Profiles(None, {"office": {"store": "a", "actor": "b"}})

    assert profiles.with_settings("office", {"store": ""}).sets == {"office": {"actor": "b"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("store = ", "not a TOML file"),
        ("profile = 3", "names one of the tables"),
        ("[profiles.a]\nstore = 3", "hold texts only"),
        ("profile = 'offise'\n[profiles.office]", "did you mean office?"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_a_sentence(configuration, text, said):
    configuration.parent.mkdir()
    configuration.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match=said.replace("?", r"\?")):
        Settings({}).value("store")


def test_a_value_that_cannot_be_names_its_source(configuration, monkeypatch):
    monkeypatch.setenv("CADRE_OUTPUT", "xml")

    with pytest.raises(BadInput, match="CADRE_OUTPUT is 'xml'"):
        Settings({}).value("output")
