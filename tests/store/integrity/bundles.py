"""A script, not a test: changes bundles in every way that it can think of, and says which changes were not noticed.

    python tests/store/integrity/bundles.py FOLDER [--changes 20000] [--seed 1]

FOLDER holds an unpacked bundle; docs/soak.md says how it is used for longer runs.
"""

import argparse
import importlib.util
import json
import random
import shutil
import sys
import tempfile
from pathlib import Path

DATA = ("bundle.json", "checkpoint.txt", "events.jsonl", "keys.txt", "values.jsonl")


def verifier_in(folder):
    """The verifier of a bundle, as a module."""
    found = importlib.util.spec_from_file_location("bundle_verifier", folder / "verify.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def accepted(verifier, folder):
    return not verifier.verdict(folder)[0].startswith("NOT VERIFIED")


def changed_bytes(content, chance):
    """Another byte, a bit, a piece cut out, doubled or put in."""
    if not content:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(content))
    end = min(len(content), at + chance.choice((1, 1, 2, 8, 100)))
    match chance.randrange(5):
        case 0:
            return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
        case 1:
            return content[:at] + content[end:]
        case 2:
            return content[:end] + content[at:]
        case 3:
            return content[:at] + chance.choice((b"\n", b" ", b"0", b"\0", b"\xff", b"=", b'"', b"\r\n")) + content[at:]
        case _:
            return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def changed_lines(content, chance):
    """Lines left out, doubled, or in another order."""
    lines = content.splitlines(keepends=True)
    if not lines:
        return b"\n"
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            del lines[one:]
    return b"".join(lines)


def changed_fields(content, chance):
    """One value of one line of JSON changed for another, written as it should be."""
    lines = content.decode().splitlines()
    at = chance.randrange(len(lines)) if lines else 0
    try:
        value = json.loads(lines[at])
    except (ValueError, IndexError):
        return changed_bytes(content, chance)
    lines[at] = json.dumps(changed(value, chance), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "".join(f"{line}\n" for line in lines).encode()


def changed(value, chance):
    """The value with something in it changed."""
    match value:
        case dict() if value and chance.random() < 0.9:
            name = chance.choice(sorted(value))
            if chance.random() < 0.2:
                return {each: value[each] for each in value if each != name}
            return {**value, name: changed(value[name], chance)}
        case list() if value and chance.random() < 0.9:
            at = chance.randrange(len(value))
            other = chance.randrange(len(value))
            match chance.randrange(5):
                case 0:
                    return value[:at] + value[at + 1 :]
                case 1:
                    return [*value[:at], value[other], *value[at + 1 :]]
                case _:
                    return [*value[:at], changed(value[at], chance), *value[at + 1 :]]
        case str() if value and chance.random() < 0.8:
            return changed_bytes(value.encode(), chance).decode(errors="replace")
        case bool():
            return not value
        case int() if chance.random() < 0.7:
            return chance.choice((value + 1, value - 1, -value, value * 10, bool(value), float(value), str(value)))
    return chance.choice((None, 0, 1, True, "", "x", [], {}, [[]], -1, 1 << 70, 0.5))


def unnoticed(folder, changes, chance):
    """The changes that were accepted although what the bundle says is another thing then; (file, new content)."""
    verifier = verifier_in(folder)
    assert accepted(verifier, folder), verifier.verdict(folder)
    kept = {name: (folder / name).read_bytes() for name in DATA}
    for _ in range(changes):
        name = chance.choice(DATA)
        make = chance.choice((changed_bytes, changed_lines, changed_fields, changed_fields))
        content = make(kept[name], chance)
        if content == kept[name]:
            continue
        (folder / name).write_bytes(content)
        if accepted(verifier, folder):
            yield name, content
        (folder / name).write_bytes(kept[name])
    for name in DATA:
        (folder / name).unlink()
        if accepted(verifier, folder):
            yield name, None
        (folder / name).write_bytes(kept[name])


def main(words):
    """Change and tell; 1 if a change was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--changes", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "bundle"
        shutil.copytree(asked.folder, copy)
        found = [
            (name, content and content[:200])
            for name, content in unnoticed(copy, asked.changes, random.Random(asked.seed))
        ]
    told = {"changes": asked.changes, "unnoticed": len(found), "first": repr(found[:3])}
    sys.stdout.write(f"{json.dumps(told)}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
