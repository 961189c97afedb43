"""Prints the first command of a Markdown page: the first line of its first ```sh block."""

import re
import sys
from pathlib import Path

print(re.search(r"^```sh\n(.+)$", Path(sys.argv[1]).read_text(encoding="utf-8"), re.MULTILINE)[1])
