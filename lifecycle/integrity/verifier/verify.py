"""Checks the bundle in this folder offline, with Python 3.11 or later and nothing else.

    python3 -I -S verify.py              exit code 0: everything proved that is claimed; 1: not, with the reason
    python3 -I -S verify.py KEYS         the same, with the public keys of the log and its witnesses that you hold

KEYS is a text file with one key a line (NAME+ID+BASE64). Without it the keys in the bundle are used: then a signature
shows only that bundle and key belong together. The forms of all files are described in docs/security.md of the project.
"""

import json
import re
import sys
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import sha256, sha512
from hmac import new as keyed
from itertools import pairwise
from pathlib import Path
from typing import Any

FILES = {"bundle.json", "checkpoint.txt", "events.jsonl", "keys.txt", "values.jsonl", "verify.py"}
LONGEST = 1 << 24
FARTHEST = 1 << 62
ORIGIN, FOUNDING, INDEX = "cadre-lifecycle/log/", "store:register", "store:heads"
NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
PACKS = re.compile(r'"packs":(\[\{.*?\}\])')
PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
READING = (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError)
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)


class NotProved(Exception):
    """Why the bundle proves nothing."""


def need(holds: object, sentence: str) -> None:
    """Raise NotProved with the sentence unless it holds."""
    if not holds:
        raise NotProved(sentence)


# --- reading: one way to write everything, and nothing else is read -------------------------------


def canonical(value: object) -> str:
    """The one JSON spelling of a value."""
    return ENCODE(value)


def value_in(text: str, place: str) -> Any:
    """The value in canonical JSON."""
    try:
        found = json.loads(text)
        same = canonical(found) == text
    except (ValueError, RecursionError):
        raise NotProved(f"{place} is not written as it should be") from None
    if not same:
        raise NotProved(f"{place} is not written as it should be")
    return found


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file, each ended by a line feed."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), 1):
            if not line.endswith(b"\n"):
                raise NotProved(f"line {number} of {path.name} is cut off or too long")
            try:
                yield line[:-1].decode()
            except UnicodeDecodeError:
                raise NotProved(f"line {number} of {path.name} is no text") from None


def bytes_in(text: object, length: int | None = None) -> bytes:
    """The bytes in base64."""
    try:
        found = b64decode(str(text), validate=True)
    except (NoBase64, ValueError):
        found = b"\n"
    need(b64encode(found).decode() == text and length in {None, len(found)}, f"{str(text)[:50]!r} is no base64")
    return found


def hashes_in(texts: object) -> list[bytes]:
    """The hashes in a list."""
    need(type(texts) is list, "a proof is a list of hashes")
    return [bytes_in(each, 32) for each in texts]  # type: ignore[attr-defined] # it is one


# --- the tree (RFC 6962) --------------------------------------------------------------------------


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def leaf(position: int, stream: str, version: int, topic: str, state: bytes) -> bytes:
    """The leaf of one event."""
    name, kind = stream.encode(), topic.encode()
    place = position.to_bytes(8, "big") + len(name).to_bytes(4, "big") + name
    form = version.to_bytes(8, "big") + len(kind).to_bytes(4, "big") + kind
    return sha256(b"\x00cadre-log/v1\x00" + place + form + sha256(state).digest()).digest()


def root(places: list[int], leaves: list[bytes], size: int, proof: list[bytes]) -> bytes:
    """The root to which the leaves at these places and the hashes of all that lies between them lead."""
    rising = all(one < other for one, other in pairwise(places))
    need(places and rising and places[0] >= 0 and places[-1] < size, "the events do not fit into a log of this size")
    rest = iter(proof)

    def joined(first: int, end: int, low: int, high: int) -> bytes:
        if low == high:
            found = next(rest, None)
            if found is None:
                raise NotProved("the proof lacks hashes")
            return found
        if end - first == 1:
            return leaves[low]
        middle = first + (1 << (end - first - 1).bit_length() - 1)
        cut = bisect_left(places, middle, low, high)
        return node(joined(first, middle, low, cut), joined(middle, end, cut, high))

    found = joined(0, size, 0, len(places))
    need(next(rest, None) is None, "the proof has hashes too many")
    return found


# --- signatures (Ed25519, RFC 8032) ---------------------------------------------------------------

Point = tuple[int, int, int, int]


def add(one: Point, other: Point) -> Point:
    """The sum of two points."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * CURVE, 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def times(count: int, point: Point) -> Point:
    """The point so many times."""
    found: Point = (0, 1, 1, 0)
    while count:
        if count & 1:
            found = add(found, point)
        point, count = add(point, point), count >> 1
    return found


def point_in(text: bytes) -> Point | None:
    """The point in 32 bytes, or None."""
    number = int.from_bytes(text, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    x = x * ROOT_OF_MINUS_ONE % PRIME if (x * x - square) % PRIME else x
    if y >= PRIME or (x * x - square) % PRIME or (not x and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the key on the message."""
    base = point_in((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))
    owner, nonce, number = point_in(key), point_in(signature[:32]), int.from_bytes(signature[32:], "little")
    if not (base and owner and nonce) or len(signature) != 64 or number >= ORDER:  # noqa: PLR2004 - two halves of 32
        return False
    challenge = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % ORDER
    one, other = times(number, base), add(nonce, times(challenge, owner))
    return not (one[0] * other[2] - other[0] * one[2]) % PRIME and not (one[1] * other[2] - other[1] * one[2]) % PRIME


# --- the bundle -----------------------------------------------------------------------------------


class Bundle:
    """What the files say, read and compared with each other; raises NotProved where they do not agree."""

    def __init__(self, folder: Path) -> None:
        there = {each.name for each in folder.iterdir()}
        need(there == FILES, f"the folder must hold {', '.join(sorted(FILES))} and nothing else")
        text = "\n".join((*lines_of(folder / "bundle.json"), ""))
        self.header = value_in(text.removesuffix("\n"), "bundle.json")
        well = isinstance(self.header, dict) and set(self.header) == {"form", "index", "proof", "streams", "values"}
        need(well and self.header["form"] == "cadre-bundle/1", "bundle.json is of another form")
        numbers = (*self.header["streams"].values(), self.header["values"])
        need(all(type(each) is int for each in numbers), "bundle.json counts otherwise than in whole numbers")
        self.places: list[int] = []
        self.leaves: list[bytes] = []
        self.versions: dict[str, list[int]] = {}
        self.founding, self.index_event, self.index_body = b"", "", ""
        self.noted: set[str] = set()
        self.access = ""
        self.adopted: set[tuple[str, str, str]] = set()
        self.erased: list[tuple[str, str, str]] = []
        self.handovers: list[tuple[str, int, dict[str, Any]]] = []
        self.values = [value_in(line, "a line of values.jsonl") for line in lines_of(folder / "values.jsonl")]
        self.wanted: dict[str, dict[str, str]] = {each[0]: {} for each in self.values}
        for number, line in enumerate(lines_of(folder / "events.jsonl"), 1):
            self.take(number, value_in(line, f"line {number} of events.jsonl"))

    def take(self, number: int, line: Any) -> None:
        """Take one event."""
        kinds = [type(each) for each in line] if isinstance(line, list) else []
        if kinds != [int, str, int, str, str] or not (0 < line[0] < FARTHEST and 0 < line[2] < FARTHEST):
            raise NotProved(f"line {number} of events.jsonl is no event")
        position, stream, version, topic, state = line
        self.places.append(position - 1)
        self.leaves.append(leaf(position, stream, version, topic, state.encode()))
        self.founding = self.leaves[-1] if position == 1 else self.founding
        self.noted.update(PACKS.findall(state))
        if stream == INDEX and self.header["index"] is not None:
            need(not self.index_event, "there is more than one index of streams")
            self.index_event, self.index_body = f"{stream}@{version}", state
            return
        seen = self.versions.setdefault(stream, [])
        if version != len(seen) + 1:
            raise NotProved(f"of {stream} event {len(seen) + 1} is left out")
        seen.append(position)
        if topic in {"access-enabled/1", "access-disabled/1"}:
            self.access = f"put {'on' if topic == 'access-enabled/1' else 'off'} by {stream}@{version}"
        if topic == "policy-adopted/1":
            body = value_in(state, f"event {stream}@{version}")["body"]
            need(sha256(body["content"].encode()).hexdigest() == body["hash"], f"{stream} is another text than stated")
            self.adopted.add((stream.partition(":")[2], body["version"], body["hash"]))
        if topic == "log-key-changed/1":
            self.handovers.append(
                (f"{stream}@{version}", position, value_in(state, f"event {stream}@{version}")["body"])
            )
        if topic == "personal-data-erased/1":
            body = value_in(state, f"event {stream}@{version}")["body"]
            gone = body["erased"].items()
            self.erased += [(event, path, f"{stream}@{version}") for event, paths in gone for path in paths]
        if self.wanted and f"{stream}@{version}" in self.wanted:
            self.wanted[f"{stream}@{version}"] = value_in(state, f"event {stream}@{version}")["body"]["personal"]

    def check(self, size: int, wanted_root: bytes, origin: str) -> None:
        """Everything that the bundle claims of its events."""
        proof = hashes_in(self.header["proof"])
        need(root(self.places, self.leaves, size, proof) == wanted_root, "the events are not those of the checkpoint")
        need(self.founding and origin == ORIGIN + self.founding[:16].hex(), "the events are of another log")
        counted = {stream: len(seen) for stream, seen in self.versions.items()}
        need(self.header["streams"] == counted, "there are other events than bundle.json says")
        noted = [each for text in self.noted for each in json.loads(text)]
        packs = {(each["id"], each["version"], each["hash"]) for each in noted}
        need(packs <= self.adopted, "the text of a pack of rules is missing under which an act was decided")
        need(self.header["values"] == len(self.values), "personal values are left out or added")
        last = ("", "")
        for each in self.values:
            need(isinstance(each, list) and [type(part) for part in each] == [str] * 4, "values.jsonl is odd")
            event, path, salt, value = each
            need((event, path) > last, "values.jsonl is not in order")
            last = (event, path)
            message = b"\0".join((b"cadre-field/v1", path.encode(), canonical(value).encode()))
            made = keyed(bytes.fromhex(salt), message, "sha256").hexdigest()
            true = self.wanted[event].get(path) == made and bytes.fromhex(salt).hex() == salt
            need(true, f"{event} was recorded with another {path}")

    def indexed(self) -> tuple[int, list[str]]:
        """The last position up to which the streams are proved complete (0: not), and those that are not."""
        said = self.header["index"]
        if said is None:
            return 0, sorted(self.versions)
        need(set(said) == {"event", "heads", "proof"} and said["event"] == self.index_event, "the index is odd")
        body = value_in(self.index_body, "the index of streams")["body"]
        need(all([type(part) for part in each] == [str, int, int] for each in said["heads"]), "the index is odd")
        heads = {stream: events for stream, events, _ in said["heads"]}
        places = [place for *_, place in said["heads"]]
        marks = [b"\x00cadre-heads/v1\x00" + each[0].encode() + b"\x00%d" % each[1] for each in said["heads"]]
        proof = hashes_in(said["proof"])
        made = root(places, [sha256(each).digest() for each in marks], body["streams"], proof)
        need(made.hex() == body["root"] and len(heads) == len(places), "the index of streams is another one")
        for stream, seen in self.versions.items():
            before = sum(1 for position in seen if position <= body["through"])
            need(heads.get(stream, 0) == before, f"of {stream} events are left out")
        need(set(heads) <= set(self.versions), "the index names streams that are left out")
        return body["through"], [stream for stream, seen in self.versions.items() if seen[-1] > body["through"]]


def checkpoint_in(path: Path) -> tuple[str, int, bytes, str, list[str]]:
    """Origin, size, root, the signed text and the signature lines of the checkpoint."""
    text = "".join(f"{line}\n" for line in lines_of(path))
    body, empty, lines = text.partition("\n\n")
    rows = (body if empty else body.removesuffix("\n")).split("\n")
    need(len(rows) in {3, 4} and all(rows) and NUMBER.fullmatch(rows[1]), "checkpoint.txt is no checkpoint")
    need(len(rows) == 3 or rows[3] == "unsigned", "checkpoint.txt has a line that is not known")  # noqa: PLR2004
    need((not empty) == (len(rows) == 4), "checkpoint.txt must be signed, or say that it is unsigned")  # noqa: PLR2004
    marks = lines.removesuffix("\n").split("\n") if empty else []
    whole = not empty or (lines.endswith("\n") and all(each.startswith("— ") for each in marks))
    need(whole and len(set(marks)) == len(marks), "a signature is cut off or stands there twice")
    return rows[0], int(rows[1]), bytes_in(rows[2], 32), "\n".join(rows) + "\n", marks


def keys_in(path: Path) -> dict[tuple[str, bytes], tuple[int, bytes]]:
    """(Name, id) -> kind and public key, of a file with one key a line."""
    found = {}
    for line in lines_of(path):
        place, key = key_in(line)
        need(place not in found, f"a key of {place[0]} stands in {path.name} twice")
        found[place] = key
    return found


def key_in(line: str) -> tuple[tuple[str, bytes], tuple[int, bytes]]:
    """(Name, id) of the key on a line, and its kind and public key."""
    name, number, encoded = (*line.split("+", 2), "", "")[:3]
    key = bytes_in(encoded, 33)
    made = sha256(name.encode() + b"\n" + key).digest()[:4]
    need(made.hex() == number and key[0] in {1, 4}, f"{line[:50]!r} is no key")
    return (name, made), (key[0], key[1:])


def signers(text: str, marks: list[str], keys: dict[tuple[str, bytes], tuple[int, bytes]]) -> Iterator[str]:
    """A sentence for each signature line; raises NotProved for a signature that is not that of its key."""
    for mark in marks:
        name, _, encoded = mark.removeprefix("— ").partition(" ")
        signature = bytes_in(encoded)
        kind, key = keys.get((name, signature[:4]), (0, b""))
        seconds = int.from_bytes(signature[4:12], "big")
        message = (f"cosignature/v1\ntime {seconds}\n{text}" if kind == 4 else text).encode()  # noqa: PLR2004
        need(not kind or signed(key, message, signature[12 if kind == 4 else 4 :]), f"the signature of {name} is false")  # noqa: PLR2004
        when = f" at {seconds} seconds after 1970 by its own clock" if kind == 4 else ""  # noqa: PLR2004
        yield f"signed by {name}{when}" if kind else f"a signature of {name}, whose key is not here, was not checked"


def bears(text: str, marks: list[str], place: tuple[str, bytes], key: tuple[int, bytes]) -> bool:
    """Whether one of the signature lines is a true one of this key, which is no witness's."""
    for mark in marks:
        name, _, encoded = mark.removeprefix("— ").partition(" ")
        signature = bytes_in(encoded)
        if (name, signature[:4]) == place and key[0] == 1:
            return signed(key[1], text.encode(), signature[4:])
    return False


def handed_over(
    origin: str, handovers: list[tuple[str, int, dict[str, Any]]], keys: dict[tuple[str, bytes], tuple[int, bytes]]
) -> Iterator[str]:
    """A sentence for each key to which the log was handed over; one named by a key that is trusted is trusted too."""
    for event, position, said in handovers:
        body, _, lines = said["checkpoint"].partition("\n\n")
        rows, marks, text = body.split("\n"), lines.removesuffix("\n").split("\n"), f"{body}\n"
        (old, old_key), (new, new_key) = key_in(said["old_key"]), key_in(said["new_key"])
        named = [origin, str(position - 1), *rows[2:3], f"next-key {said['new_key']}"]
        need(rows == named and bears(text, marks, new, new_key), f"{event} hands the log over otherwise than it says")
        if not said["signed_by_old"]:
            yield f"NOT PROVED: that {new[0]} is the key of the same office; {old[0]} was declared lost by {event}."
        elif keys.get(old) != old_key:
            yield f"NOT PROVED: that {old[0]} handed the log over to {new[0]}, as {event} says; its key is not here."
        else:
            need(bears(text, marks, old, old_key), f"{event} hands the log over without the old key")
            keys[new] = new_key
            yield f"PROVED: {old[0]} handed the log over to {new[0]} as of event {position - 1}, by {event}."


def report(folder: Path, keys_file: Path | None) -> Iterator[str]:
    """What is proved and what is not, a sentence each; raises NotProved."""
    origin, size, wanted_root, text, marks = checkpoint_in(folder / "checkpoint.txt")
    bundle = Bundle(folder)
    bundle.check(size, wanted_root, origin)
    through, open_ended = bundle.indexed()
    whole = len(bundle.places) == size
    keys = keys_in(folder / "keys.txt")
    marked = [(each.removeprefix("— ").partition(" ")[0], bytes_in(each.rpartition(" ")[2])[:4]) for each in marks]
    need(list(keys) == list(dict.fromkeys(marked)), "keys.txt holds other keys than those of the checkpoint")
    keys = keys_in(keys_file) if keys_file else keys
    changed = list(handed_over(origin, bundle.handovers, keys))
    streams = sorted(bundle.versions)
    yield f"PROVED: {len(bundle.places)} events stand in the log {origin},"
    yield f"  unchanged, each at its position, as of event {size} (root {wanted_root.hex()}),"
    yield f"  in {len(streams)} streams: {', '.join(streams[:9])}{', ...' if len(streams) > 9 else ''}."  # noqa: PLR2004
    yield from (
        f"PROVED: the checkpoint is {each}." for each in signers(text, marks, keys) if each.startswith("signed")
    )
    yield from (each for each in changed if each.startswith("PROVED"))
    if whole:
        yield "PROVED: these are all events of the log up to then; none is left out."
    elif through:
        yield f"PROVED: of each stream in it nothing is left out up to event {through} of the log."
    yield from (f"PROVED: {event} was recorded with {path} = {value}." for event, path, _, value in bundle.values)
    yield from (f"PROVED: {path} of {event} was erased, by {by}; its proof stays." for event, path, by in bundle.erased)
    if bundle.access:
        yield f"PROVED: access control was {bundle.access}, and nothing in it says otherwise since."
    else:
        yield "NOT PROVED: who recorded the events; nothing in it says that access control was on."
    if open_ended and not whole:
        yield f"NOT PROVED: that nothing was recorded later than that in {', '.join(sorted(open_ended)[:9])}."
    if not marks:
        yield "NOT PROVED: who vouches for the root; the checkpoint is unsigned. Compare it with one you hold yourself."
    elif keys_file is None:
        yield "NOT PROVED: whose keys these are; they came with the bundle. Give a file with those you hold yourself."
    yield from (each for each in changed if not each.startswith("PROVED"))
    yield from (f"NOT PROVED: {each}." for each in signers(text, marks, keys) if not each.startswith("signed"))
    yield "NOT PROVED: what was recorded after that event, and that what was typed in is true."


def verdict(folder: Path, keys_file: Path | None = None) -> list[str]:
    """What is proved and what is not; or one sentence that begins with NOT VERIFIED."""
    try:
        return list(report(folder, keys_file))
    except NotProved as error:
        return [f"NOT VERIFIED: {error}."]
    except READING as error:
        return [f"NOT VERIFIED: the bundle cannot be read ({type(error).__name__})."]


def main(words: list[str]) -> int:
    """Print what is proved; the exit code."""
    told = verdict(Path(__file__).resolve().parent, Path(words[0]) if words else None)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # a text stream
    sys.stdout.write("".join(f"{plain(line)}\n" for line in told))
    return 1 if told[0].startswith("NOT VERIFIED") else 0


def plain(line: str) -> str:
    """The line without signs that could do something to a terminal."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
