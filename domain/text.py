"""Which texts and identifiers a register accepts, and the nearest known one to a mistyped one."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_TEXT = 4000
LONGEST_IDENTIFIER = 64
_SLIP = 0.8
"""From here on two names differ by a slip of the pen."""
_WORD = re.compile(r"[^\W_]+")
_IDENTIFIER = re.compile(r"\w[\w.\-/]*")
# Control, format (bidi, zero-width), surrogate, private-use, unassigned; line and paragraph separators.
_REFUSED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def plain_text(text: str) -> str:
    """The text in NFC without surrounding blanks.

    Raises ValueError if it is empty, longer than 4000 characters, or holds a control, bidi, zero-width or
    unassigned character (they make two different texts look alike on paper).
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if not text:
        raise ValueError("the text is empty")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"the text has {len(text)} characters; {LONGEST_TEXT} are allowed")
    if text.isascii() and text.isprintable():
        return text
    for place, character in enumerate(text, 1):
        if unicodedata.category(character) in _REFUSED:
            raise ValueError(f"character {place} is U+{ord(character):04X}, which cannot be seen on paper; remove it")
    return text


def identifier(text: str) -> str:
    """The identifier in NFC.

    Raises ValueError unless it has 1 to 64 letters, digits, `.`, `_`, `-` or `/` and starts with a letter or digit.
    """
    text = plain_text(text)
    if len(text) > LONGEST_IDENTIFIER:
        raise ValueError(f"an identifier has at most {LONGEST_IDENTIFIER} characters, this one has {len(text)}")
    if not _IDENTIFIER.fullmatch(text):
        raise ValueError(
            f"{text!r} is no identifier: use letters, digits, '.', '_', '-' and '/', a letter or digit first"
        )
    return text


def nearest(name: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """At most `count` known names that resemble the name, the nearest first; none that is much farther off.

    Where none is a mere slip of the pen away, names of the same words in another order are meant, if there are such.

    >>> nearest("years-of-service", ("years-at-level", "service-years"))
    ('service-years',)
    """
    from difflib import SequenceMatcher, get_close_matches

    folded = {each.casefold(): each for each in known}
    wanted = name.casefold()
    near = get_close_matches(wanted, folded, count, 0.5)
    alike = [SequenceMatcher(None, each, wanted).ratio() for each in near]
    words = frozenset(_WORD.findall(wanted))
    if len(words) > 1 and (not near or alike[0] < _SLIP):
        same = [each for each in folded if len(found := frozenset(_WORD.findall(each))) > 1 and found <= words]
        if same:
            return tuple(folded[each] for each in same[:count])
    return tuple(folded[each] for each, ratio in zip(near, alike, strict=True) if ratio > alike[0] - 0.2)


def first_of(names: Sequence[str], most: int = 30) -> str:
    """The names one after another; of very many the first ones, and how many more there are.

    >>> first_of(("a", "b", "c"), 2)
    'a, b and 1 more'
    """
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def cut(text: str, longest: int = 60) -> str:
    """The text as a sentence can quote it: of a very long one the beginning.

    >>> cut("abcdefgh", 5)
    'abcd…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
