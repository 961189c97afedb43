"""A log that nobody can quietly change: hashing, proofs and notes, with the standard library only."""
