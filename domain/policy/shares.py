"""Shares, compared exactly: a share is written as a fraction (1/3) or with a decimal point (0.65), never a float."""


def against(part: int, whole: int, share: str) -> int:
    """Below 0, 0 or above 0, as part of whole (not 0) is less than the share, just it, or more."""
    upper, lower = parts(share)
    return part * lower - upper * whole


def parts(share: str) -> tuple[int, int]:
    """The share as a fraction of two whole numbers."""
    if "/" in share:
        upper, _, lower = share.partition("/")
        return int(upper), int(lower)
    whole, _, decimals = share.partition(".")
    return int(whole + decimals), int(10 ** len(decimals))
