"""Days as tables hold them, read once each: most days come back."""

from datetime import date


class Days(dict[str, date]):
    """Days by how they are written."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day
