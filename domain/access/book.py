"""The book of access: every fact about it, read on a civil day and as known at a position of the store.

Standard library only: it is read before anything is shown.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from domain.access.roles import SECURITY, apart

ENDLESS: Final = 1 << 62
FOREVER: Final = "9999-12-31"


class Said(NamedTuple):
    """A fact of access: its topic without number, its event, the civil days and the position from which it holds."""

    topic: str
    event: str
    since: str
    until: str
    fields: Mapping[str, Any]
    known: int = 0


class Grant(NamedTuple):
    """Authority over cadres and posts; None is no bound. `joint` gives opinions and does not decide."""

    event: str
    principal: str
    body: str | None
    unit: str | None
    track: str | None
    key_posts: bool
    lowest: str | None
    highest: str | None
    joint: bool
    since: str
    until: str

    @property
    def by_post(self) -> bool:
        """Whether it is bounded by what a post is, so that it gives no authority over a unit itself."""
        return bool(self.track or self.key_posts or self.lowest or self.highest)

    @property
    def whole(self) -> bool:
        """Whether it has no bound at all: authority over what concerns the whole store."""
        return not (self.by_post or self.unit or self.joint)

    @property
    def told(self) -> str:
        """What it covers, in a few words."""
        bounds = [
            self.unit and f"unit {self.unit} and below",
            self.track and f"{self.track} posts",
            self.key_posts and "key posts",
            self.lowest and f"from level {self.lowest}",
            self.highest and f"up to level {self.highest}",
        ]
        told = ", ".join(each for each in bounds if each) or "everything"
        return f"{told} (joint: opinions only)" if self.joint else told


class Book(NamedTuple):
    """All facts of access that are known."""

    said: tuple[Said, ...] = ()

    @classmethod
    def of(cls, said: Iterable[Said]) -> "Book":
        """The book of these facts, in the order in which they became known."""
        return cls(tuple(sorted(said, key=lambda each: (each.known, each.event))))

    def at(self, position: int) -> "Book":
        """The book as known at a position of the store."""
        return Book(tuple(each for each in self.said if each.known <= position))

    def about(self, topic: str, principal: str | None = None) -> list[Said]:
        """The facts of a topic, about one principal if it is named."""
        return [each for each in self.said if each.topic == topic and principal in {None, each.fields.get("principal")}]

    @property
    def on(self) -> bool:
        """Whether access control is on."""
        turned = [each.topic for each in self.said if each.topic in {"access-enabled", "access-disabled"}]
        return bool(turned) and turned[-1] == "access-enabled"

    @property
    def keys_required(self) -> bool:
        """Whether orders must be signed."""
        said = self.about("keys-required")
        return self.on and bool(said) and bool(said[-1].fields["required"])

    @property
    def principals(self) -> list[str]:
        """Everybody who is enrolled, in the order of their names."""
        return sorted({each.fields["principal"] for each in self.about("principal-enrolled")})

    def cadre(self, principal: str) -> str | None:
        """Which cadre of the register the principal is, None for none."""
        said = self.about("principal-enrolled", principal)
        found: str | None = said[-1].fields["cadre"] if said else None
        return found

    def person(self, principal: str) -> str:
        """The person behind a principal, such as `cadre:LI`; one person may be several principals."""
        cadre = self.cadre(principal)
        return f"cadre:{cadre}" if cadre else f"principal:{principal}"

    def persons_principals(self, principal: str) -> list[str]:
        """Every principal that is the same person, this one too."""
        person = self.person(principal)
        return [each for each in self.principals if self.person(each) == person] or [principal]

    def end(self, given: Said) -> str:
        """The first day on which a role or an authority no longer holds."""
        ends = [each.since for each in self.about("grant-withdrawn") if each.fields["grant"] == given.event]
        return min(given.until, *ends) if ends else given.until

    def roles(self, principal: str, day: str) -> frozenset[str]:
        """The roles that the principal has on a day."""
        given = self.about("role-given", principal)
        return frozenset(each.fields["role"] for each in given if each.since <= day < self.end(each))

    def given(self, principal: str) -> list[Said]:
        """Everything that was given to a principal: roles and authority."""
        return [*self.about("role-given", principal), *self.about("authority-granted", principal)]

    def grants(self, principal: str, day: str) -> list[Grant]:
        """The authority that the principal has on a day."""
        found = [(each, self.end(each)) for each in self.about("authority-granted", principal)]
        return [grant_of(each, end) for each, end in found if each.since <= day < end]

    def keys(self, principal: str, position: int = ENDLESS) -> list[str]:
        """The public keys whose signatures at a position are those of the principal."""
        enrolled = {each.fields["public_key"]: each.known for each in self.about("key-enrolled", principal)}
        ends = {each.fields["public_key"]: last_good(each) for each in self.about("key-revoked", principal)}
        return [key for key, known in enrolled.items() if known <= position <= ends.get(key, ENDLESS)]

    def key_owner(self, public_key: str) -> str | None:
        """To whom a key was enrolled, whether it is still in use or not."""
        said = [each for each in self.about("key-enrolled") if each.fields["public_key"] == public_key]
        found: str | None = said[-1].fields["principal"] if said else None
        return found

    def holders(self, role: str, day: str) -> list[str]:
        """The principals that have a role on a day."""
        return [each for each in self.principals if role in self.roles(each, day)]

    def conflicting(self, principal: str, role: str, start: str, end: str) -> tuple[str, str] | None:
        """A principal of the same person, and its role in the stretch, that nobody may hold beside this role."""
        for each in self.persons_principals(principal):
            for said in self.about("role-given", each):
                overlaps = said.since < end and start < self.end(said)
                if overlaps and apart(role, said.fields["role"]):
                    return each, said.fields["role"]
        return None

    def lasting_administrators(self, day: str) -> set[str]:
        """The persons who look after access on the day and, as far as is known, for ever."""
        given = [each for each in self.about("role-given") if each.fields["role"] == SECURITY]
        return {
            self.person(each.fields["principal"]) for each in given if each.since <= day and self.end(each) == FOREVER
        }


def grant_of(said: Said, end: str) -> Grant:
    """The authority that a fact gives, up to the day."""
    fields = said.fields
    bounds = (fields["body"], fields["unit"], fields["track"], bool(fields["key_posts"]))
    levels = (fields["lowest"], fields["highest"])
    return Grant(said.event, fields["principal"], *bounds, *levels, bool(fields["joint"]), said.since, end)


def last_good(revoked: Said) -> int:
    """The last position at which a revoked key still counts."""
    after: int | None = revoked.fields["after"]
    return revoked.known if after is None else after
