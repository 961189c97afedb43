"""What is asked of personal values: their classes, what was restricted, erased and read, and which copies hold them."""

from lifecycle.reader import Reader
from projections.unit import Answer


class Protection(Reader):
    """The questions about the protection of personal values."""

    def fields(self) -> list[Answer]:
        """Every field by its class, where it is kept, and whether the duty of retention covers it."""
        from domain.privacy import FIELDS

        names = ("field", "class", "kept_in", "retained", "says")
        return [dict(zip(names, field, strict=True)) for field in FIELDS]

    def log(self, who: str | None = None) -> list[Answer]:
        """Every restriction, erasure and read with approval, of a cadre or of all."""
        from projections.privacy import privacy_log

        with self.reading():
            self.known("cadre", who)
            return privacy_log(self.database, who)

    def copies(self) -> list[Answer]:
        """Every copy that holds personal values, with what was erased since it was made."""
        from projections.privacy import copies, erased_since

        with self.reading():
            return [
                {**each, "holds_erased": erased_since(self.database, each["through"], each["paths"] or None)}
                for each in copies(self.database)
            ]
