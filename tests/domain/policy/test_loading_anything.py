"""Whatever stands in a pack, it is either read whole or refused in sentences; nothing else ever happens."""

import tomllib
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.policy.compiled import checked_pack
from domain.policy.loading import load_pack
from lifecycle.pack_folder import pack_texts

SEED = {name: tomllib.loads(text) for name, text in pack_texts("seed").items()}
SCALARS = st.one_of(
    st.integers(-3, 10**12),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
    st.just(date(2010, 1, 1)),
    st.just(datetime(2010, 1, 1)),  # noqa: DTZ001 - TOML has local days and times
    st.just(time(9)),
    st.sampled_from(["any", "block", "warn", "1/3", "0/0", "ok", "today 2020-01-01", "2010-01-01", "tenure-min"]),
)
KEYS = ["from", "value", "x"]
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["from", "value", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def toml(value):
    """A value as TOML, tables inline."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return (
                '"'
                + "".join(f"\\U{ord(each):08X}" if not 0xD800 <= ord(each) < 0xE000 else "?" for each in value)
                + '"'
            )
        case dict():
            return "{" + ", ".join(f"{toml(key)} = {toml(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case date() | time():
            return value.isoformat()
        case _:
            return repr(value)


def places(value, path=()):
    """Every place in a document."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from places(each, (*path, key))


def changed(value, path, new):
    """The value with something else at a place; `...` stands for nothing."""
    if not path:
        return new
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    kept = [(key, changed(each, path[1:], new) if key == path[0] else each) for key, each in pairs]
    kept = [(key, each) for key, each in kept if each is not ...]
    return dict(kept) if isinstance(value, dict) else [each for _, each in kept]


def read(text):
    """What came of a pack of one file: the pack, or the sentences of its refusal."""
    try:
        return load_pack({"pack.toml": text}), ()
    except BadInput as refused:
        return None, refused.problems


@given(st.data())
def test_a_pack_with_anything_in_it_is_read_or_refused(data):
    document = {key: value for each in SEED.values() for key, value in each.items()}
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(places(document), key=str)))
        document = changed(document, path, data.draw(VALUES | st.just(...)))

    pack, problems = read("\n".join(f"{toml(key)} = {toml(value)}" for key, value in document.items()))

    assert pack is None or checked_pack(pack.content).id.id == pack.id
    assert (pack is None) == bool(problems)
    assert all(each.startswith("pack.toml, line ") for each in problems)


@given(st.text(alphabet="[]{}=\"'\\\n#, ab.1-", max_size=60))
def test_a_text_that_may_be_toml_is_read_or_refused(text):
    assert read(text)[1]
