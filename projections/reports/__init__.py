"""Reports on the balance of a team: one file for each, all asked in the same way."""
