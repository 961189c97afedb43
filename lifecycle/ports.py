"""The world outside: the wall clock and the source of randomness. Nothing else in the project asks for either."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from domain.days import FIRST_YEAR, LAST_YEAR
from domain.errors import BadInput, Refused
from domain.finding import Finding

Entropy = Callable[[int], bytes]
HELD = timedelta(minutes=5)
"""A clock that lags by no more than this is held at the last recorded instant; beyond it, recording is refused."""


def wall_clock() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def first_instant(*, simulated: bool) -> datetime:
    """When a new store begins: now; a simulated clock before anything it could be set to."""
    return datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) if simulated else wall_clock()


def random_bytes(count: int) -> bytes:
    """So many bytes that nobody can guess."""
    import secrets

    return secrets.token_bytes(count)


def instant_text(instant: datetime) -> str:
    """The instant as RFC 3339 in UTC with microseconds, such as 2026-12-01T08:00:00.000000Z."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_instant(text: str) -> datetime:
    """The instant written in RFC 3339 with an offset. Raises BadInput with the accepted form."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None or not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise BadInput(f"{text!r} is not an instant; write it as 2026-12-01T08:00:00Z")
    return instant.astimezone(UTC)


def zone_named(name: str) -> tzinfo:
    """The IANA time zone. Raises BadInput for an unknown one."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise BadInput(f"{name!r} is not a time zone; name one such as Asia/Shanghai or UTC") from None


def recording_instant(now: datetime, last: str | None) -> datetime:
    """The instant to record: `now`, or the last recorded one if the clock lags by at most five minutes.

    Raises Refused if the clock lags by more: history would run backwards.
    """
    if last is None:
        return now
    latest = datetime.fromisoformat(last)
    if now >= latest:
        return now
    if latest - now <= HELD:
        return latest
    wording = (
        f"The clock says {instant_text(now)}, but the store was last written at {last}. "
        "Nothing is recorded while the clock runs behind; set the clock right and try again."
    )
    raise Refused([Finding("clock-backwards", wording, figures={"now": instant_text(now), "last": last})])
