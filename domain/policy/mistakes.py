"""A mistake in a pack: where it stands, and what is wrong, in a sentence with the nearest known name."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.finding import Finding
from domain.text import cut, first_of, nearest

CITATION = "the form of a pack"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a place of a pack; `line` counts from 1, `key` names the key in words (empty: the file)."""

    file: str
    line: int
    key: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}"
        return f"{place}: {self.key}: {self.sentence}" if self.key else f"{place}: {self.sentence}"

    def finding(self) -> Finding:
        """The mistake as a finding, with its place as figures."""
        figures = {"file": self.file, "line": self.line, "key": self.key}
        return Finding("bad-input", str(self), citation=CITATION, figures=figures)


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: what was probably meant, else what there is."""
    names = tuple(known)
    near = nearest(word, names)
    if near:
        return f"did you mean {' or '.join(repr(each) for each in near)}?"
    return f"known are {first_of(names)}" if names else "there is none"


def unknown(word: str, known: Iterable[str]) -> str:
    """The sentence about a word that is not one of the known ones."""
    return f"{cut(word)!r} is not known here; {meant(word, known)}"
