"""What may reach a terminal: text in which nothing hides.

Control, bidirectional, zero-width, C1, private and unassigned characters become visible escapes.
"""

from typing import Final

IDEOGRAPHIC_SPACE: Final = "\u3000"
# Printable for Python, yet drawn as nothing: grapheme joiner, Hangul fillers, Khmer inherent vowels, blank Braille.
INVISIBLE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def hides(character: str) -> bool:
    """Return whether a character would be invisible or would act on the terminal instead of being shown."""
    if character == IDEOGRAPHIC_SPACE:
        return False
    return not character.isprintable() or character in INVISIBLE


def visible(text: str) -> str:
    """Return the text with every hiding character, line breaks included, as an escape that can be read."""
    if text.isprintable() and INVISIBLE.isdisjoint(text):
        return text
    return "".join(escape(character) if hides(character) else character for character in text)


def visible_json(text: str) -> str:
    """Return JSON text with every hiding character escaped by the rules of JSON; its own line breaks stay."""
    if text.replace("\n", "").isprintable() and not any(sign in text for sign in INVISIBLE):  # long: each looked for
        return text
    return "".join(utf16(each) if each != "\n" and hides(each) else each for each in text)


def escape(character: str) -> str:
    """Return the Python spelling of a character's code, such as the six signs of a right-to-left override."""
    return character.encode("unicode_escape").decode()


def utf16(character: str) -> str:
    """Return the JSON spelling of a character's code: one escape, or the two of a surrogate pair."""
    code = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{code[place : place + 4]}" for place in range(0, len(code), 4))
