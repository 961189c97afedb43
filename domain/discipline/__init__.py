"""Talks, notices and discipline."""
