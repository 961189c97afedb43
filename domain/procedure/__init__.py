"""Procedures: how a decision is made lawfully, step by step, as data; and one case of it as two pure functions."""
