"""Whether somebody may do a deed: by role, authority, kinship and approval. Nothing here loads what recording needs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from domain.access.book import Book
from domain.access.denials import APPROVER, KIN, OWN, SCOPE, by_whom, denied, role_missing
from domain.access.names import ACTS
from domain.access.roles import APPROVER as APPROVER_ROLE
from domain.access.roles import OFFICER, SECURITY, SUPERVISOR
from domain.finding import Finding
from projections.authority import Authority
from projections.ground import Ground

OPINIONS: Final = frozenset(
    ("talk", "support", "assess-observe", "search-log", "task-claim", "task-release", "publicity-object")
)
"""The acts by which the joint side says its opinion; it decides nothing."""
REGISTERING: Final = "person-register"
WAIVING: Final = "waive"
RANKING: Final = frozenset(("promote", "demote"))
WHOLE: Final = "what concerns the whole store"


class Deed(NamedTuple):
    """One act as it is judged: by whom, about which known cadres, posts and units, decided on which civil day.

    `level` is the level that it names, `body` the body that decided, `approver` who is said to have approved it.
    """

    actor: str
    act: str
    subjects: frozenset[str]
    day: str
    level: str | None = None
    body: str | None = None
    approver: str | None = None
    line: int | None = None


class Judge:
    """Judges deeds by the book of access and the ground on which authority lies; `today` is the day of recording."""

    def __init__(self, book: Book, ground: Ground, levels: Sequence[str], today: str) -> None:
        self.book = book
        self.ground = ground
        self.today = today
        self._levels = levels

    @property
    def administrators(self) -> list[str]:
        """Who can change what somebody may do."""
        return self.book.holders(SECURITY, self.today)

    def findings(self, deed: Deed) -> list[Finding]:
        """Everything for which the deed is not authorised; empty if it may be done."""
        if deed.act in ACTS:
            return list(self._administration(deed))
        roles = sorted(self.book.roles(deed.actor, self.today))
        if OFFICER not in roles:
            missing = role_missing(deed.actor, roles, [OFFICER], deed.act, self.administrators)
            return [missing._replace(line=deed.line)]
        found = [*self.personal(deed.actor, deed, "act on"), *self._scope(deed)]
        return [*found, *self._approved(deed)] if deed.approver else found

    def personal(self, who: str, deed: Deed, doing: str) -> Iterator[Finding]:
        """Nobody has anything to do with the own file or with one of a relative."""
        cadre = self.book.cadre(who)
        if cadre is None:
            return
        if f"cadre:{cadre}" in deed.subjects:
            wording = f"{who} is {cadre}: nobody may {doing} the own file. Somebody else must, with authority over it."
            yield denied(OWN, wording, deed.line, actor=who, cadre=cadre)
        for kin in sorted(self.ground.relatives(cadre)):
            if f"cadre:{kin}" in deed.subjects:
                wording = f"{kin} is recorded as a relative of {who}: nobody may {doing} the file of a relative."
                yield denied(KIN, wording, deed.line, actor=who, cadre=kin)

    def _scope(self, deed: Deed) -> Iterator[Finding]:
        joint = deed.act in OPINIONS
        grants = (grant for grant in self.book.grants(deed.actor, deed.day) if joint or not grant.joint)
        named = tuple(grant for grant in grants if deed.body is None or grant.body in {None, deed.body})
        authority = Authority(named, self.ground, self._levels, deed.day)
        if outside := _outside(deed, authority):
            yield self._beyond(deed, deed.actor, deed.act, outside)

    def _beyond(self, deed: Deed, who: str, act: str, outside: Sequence[str]) -> Finding:
        held = "; ".join(grant.told for grant in self.book.grants(who, deed.day)) or "none"
        what = ", ".join(each.replace(":", " ", 1) for each in outside)
        wording = (
            f"{what} lies outside the authority of {who} for {act} on {deed.day} (authority then: {held}). "
            f"{by_whom(self.administrators)} can grant it: cadre access grant {who} --unit UNIT"
        )
        return denied(SCOPE, wording, deed.line, actor=who, outside=list(outside), day=deed.day)

    def _approved(self, deed: Deed) -> Iterator[Finding]:
        """Who approved is enrolled, is somebody else, has role and authority, and is not concerned."""
        who = str(deed.approver)
        if APPROVER_ROLE not in self.book.roles(who, deed.day):
            known = ", ".join(self.book.holders(APPROVER_ROLE, deed.day)) or "nobody"
            wording = f"{who} is no approver of this store on {deed.day}; the approvers are: {known}."
            yield denied(APPROVER, wording, deed.line, approver=who)
            return
        if same := self.book.person(who) == self.book.person(deed.actor):
            wording = f"{who} and {deed.actor} are one person: somebody else must approve."
            yield denied(APPROVER, wording, deed.line, approver=who)
        yield from self.personal(who, deed, "approve an act on")
        authority = self._deciding(who, deed.day)
        if outside := _outside(deed, authority):
            yield self._beyond(deed, who, f"approving {deed.act}", outside)
        elif deed.act == WAIVING and not same:
            asking = self._deciding(deed.actor, deed.day)
            if not authority.stands_above(asking, deed.subjects):
                yield self._not_above(deed, who)

    def _deciding(self, who: str, day: str) -> Authority:
        grants = tuple(grant for grant in self.book.grants(who, day) if not grant.joint)
        return Authority(grants, self.ground, self._levels, day)

    def _not_above(self, deed: Deed, who: str) -> Finding:
        """A rule is set aside by an authority above the one that asks for it."""
        held = "; ".join(grant.told for grant in self.book.grants(who, deed.day)) or "none"
        wording = (
            f"A waiver is approved by an authority above that of {deed.actor}, and {who} has none that reaches further "
            f"or is that of another body (authority then: {held}). {by_whom(self.administrators)} can say for which "
            f"body somebody approves: cadre access grant {who} --body ID"
        )
        return denied(APPROVER, wording, deed.line, approver=who)

    def _administration(self, deed: Deed) -> Iterator[Finding]:
        """Acts on access: by two security administrators; keys are revoked by supervisors too."""
        allowed = [SECURITY, SUPERVISOR] if deed.act == "access-revoke" else [SECURITY]
        for who, approving in ((deed.actor, False), (deed.approver, True)):
            roles = sorted(self.book.roles(who, self.today)) if who else []
            if who and not set(allowed) & set(roles):
                missing = role_missing(who, roles, allowed, deed.act, self.administrators)
                yield missing._replace(line=deed.line, rule=APPROVER if approving else missing.rule)
        if deed.approver and self.book.person(deed.approver) == self.book.person(deed.actor):
            wording = f"{deed.approver} and {deed.actor} are one person: access is looked after by two."
            yield denied(APPROVER, wording, deed.line, approver=deed.approver)


def _outside(deed: Deed, authority: Authority) -> list[str]:
    """What the deed is about and the authority does not cover."""
    if not deed.subjects:
        covered = authority.covers_level(deed.level) if deed.act == REGISTERING else authority.whole
        nobody = f"a cadre of level {deed.level or 'unknown'}" if deed.act == REGISTERING else WHOLE
        return [] if covered else [nobody]
    outside = authority.outside(deed.subjects)
    if not outside and deed.act in RANKING and not authority.covers_level(deed.level):
        return [f"level {deed.level}"]
    return outside


def known_subjects(names: Iterable[str], ground: Ground) -> frozenset[str]:
    """The cadres, posts and units among names of streams and tags, and those that the dockets among them are about."""
    named = frozenset(names)
    registers = {each for each in named if each.startswith(("cadre:", "post:", "unit:"))}
    dockets = {each for each in named - registers if not each.startswith("event:")}
    about = {subject for docket in dockets for subject in ground.about(docket)}
    return frozenset(each for each in registers | about if ground.known(each))


def in_any_register(subject: str | None) -> tuple[str, ...]:
    """The names under which a subject stands that is told without its register, as that of a waiver is."""
    if subject is None:
        return ()
    return (subject,) if ":" in subject else tuple(f"{register}:{subject}" for register in ("cadre", "post", "unit"))
