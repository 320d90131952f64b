"""How the contract writes a moment."""

from datetime import UTC, datetime


def moment(value: datetime) -> str:
    """Write a moment in UTC, to the millisecond, ending in Z."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
