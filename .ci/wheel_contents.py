"""Says what is wrong with the contents of a wheel; silent and exit 0 when nothing is.

Run from the root of the tree as `wheel_contents.py WHEEL`: the wheel has to hold every file of the four
packages, typed marks and data files included, and besides its own metadata nothing else.
"""

import sys
from pathlib import Path
from zipfile import ZipFile

PACKAGES = ("domain", "projections", "lifecycle", "cli")


def faults(held: set[str], tree: set[str]) -> list[str]:
    """One sentence for each file that is missing from the wheel or does not belong there."""
    metadata = {name for name in held if name.split("/")[0].endswith(".dist-info")}
    wanted = tree | {f"{package}/{name}" for package in PACKAGES for name in ("__init__.py", "py.typed")}
    missing = [f"missing from the wheel: {name}" for name in sorted(wanted - held)]
    strange = [f"does not belong in the wheel: {name}" for name in sorted(held - metadata - tree)]
    return missing + strange


def files_of_the_packages() -> set[str]:
    """The files under the four packages of this tree, caches excluded."""
    found = (path for package in PACKAGES for path in Path(package).rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts}


def main() -> int:
    """The exit code, after printing what was found."""
    with ZipFile(sys.argv[1]) as wheel:
        held = {name for name in wheel.namelist() if not name.endswith("/")}
    wrong = faults(held, files_of_the_packages())
    print(*(wrong or [f"{Path(sys.argv[1]).name}: {len(held)} files, all as expected"]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
