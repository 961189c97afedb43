"""Policies: dated, cited rules, judged by a closed set of small pure functions.

Nothing here but `loading` needs more than the standard library: due lists and questions asked backwards are reads.
"""
