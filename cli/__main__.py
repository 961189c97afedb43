"""`python -m cli` runs the same program as the console script `cadre`."""

from cli.main import main

main()
