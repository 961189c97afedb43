"""The command line: parses what an officer types, calls the engine once, prints the answer.

Read main.py (the table of commands), command.py (what commands share), desk.py (what a command works with).
No rule lives here, and nothing here decides.
"""
