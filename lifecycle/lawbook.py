"""Questions about the law itself: which packs are in force, and what a rule says on a day. Read from the log."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.errors import BadInput
from domain.policy.pack import Pack, in_force, read_pack, rules_of
from domain.policy.rule import Rule
from domain.text import nearest
from lifecycle.reader import Reader
from projections.law import counted, law, pack_in_brief, pack_in_full
from projections.packs import Adoption, adoptions
from projections.unit import Answer


class Lawbook(Reader):
    """The questions to one open store."""

    def policies(self, *, as_of: str | None = None, known_on: str | None = None) -> list[Answer]:
        """Every adoption with its state on a day, and the shipped packs that are not adopted in their version."""
        with self.reading():
            moment = self.moment(as_of, known_on)
            adopted = adoptions(self.database, moment.position)
        rows = [
            {**pack_in_brief(each.pack), **_place(each, adopted, moment.day), **counted(each.pack)} for each in adopted
        ]
        there = {(row["pack"], row["version"]) for row in rows}
        return rows + [row for row in _shipped_rows() if (row["pack"], row["version"]) not in there]

    def policy(self, name: str, *, as_of: str | None = None, known_on: str | None = None) -> Answer:
        """The adopted pack in the version of a day, else the one to come; of none the shipped one, or a folder's.

        Raises BadInput with the nearest names if there is none.
        """
        with self.reading():
            moment = self.moment(as_of, known_on)
            adopted = adoptions(self.database, moment.position)
        found = [each for each in adopted if each.pack.id.id == name]
        if not found:
            return _not_adopted(name, [each.pack.id.id for each in adopted], moment.day)
        day = date.fromisoformat(moment.day)
        chosen = ([each for each in found if each.pack.since <= day] or found[:1])[-1]
        return {**pack_in_full(chosen.pack, day), **_place(chosen, adopted, moment.day)}

    def law(self, rule: str, *, on: str | None = None, known_on: str | None = None) -> Answer:
        """What a rule (`ID`, or `PACK:ID` where two packs have one of that id) says on a day, today if not said.

        Raises BadInput with the nearest ids for a rule that is not in force on the day.
        """
        with self.reading():
            moment = self.moment(on, known_on)
            adopted = [each.pack for each in adoptions(self.database, moment.position)]
        day = date.fromisoformat(moment.day)
        packs = in_force(adopted, day)
        wanted, pack = _split(rule, adopted)
        found = [each for each in rules_of(packs) if (each.id, each.on(day)) == (wanted, True)]
        found = [each for each in found if pack in {None, each.pack.id}]
        if len(found) > 1:
            names = [f"{each.pack.id}:{each.id}" for each in found]
            raise BadInput(f"{rule} is a rule of several packs; name one of {', '.join(names)}")
        if not found:
            raise BadInput(_unknown_rule(rule, wanted, adopted, day))
        return law(found[0], next(each for each in packs if each.id == found[0].pack), day)


def _place(adoption: Adoption, adopted: Sequence[Adoption], today: str) -> Answer:
    """From when an adopted pack is in force, and which act says so."""
    from lifecycle.pack_folder import shipped_packs

    pack = adoption.pack
    since = pack.since.isoformat()
    same = [each for each in adopted if each.pack.id.id == pack.id.id]
    later = [each.pack.since.isoformat() for each in same[same.index(adoption) + 1 :]]
    until = later[0] if later else None
    state = "later" if since > today else "replaced" if until and until <= today else "in-force"
    return {
        "adopted_from": since,
        "replaced_from": until,
        "state": state,
        "shipped": pack.id.id in shipped_packs(),
        "event": adoption.event,
        "order": adoption.order,
    }


def _shipped_rows() -> Iterator[Answer]:
    from lifecycle.pack_folder import shipped_heads

    for head in shipped_heads():
        yield {
            "pack": head["id"],
            "version": head["version"],
            "title": head["title"],
            "parent": head.get("parent") or None,
            "hash": None,
            "from": str(head["from"]),
            "adopted_from": None,
            "replaced_from": None,
            "state": "not-adopted",
            "shipped": True,
            "rules": head["rules"],
            "articles": head["articles"],
            "not_modelled": head["not_modelled"],
            "event": None,
            "order": None,
        }


def _not_adopted(name: str, adopted: Sequence[str], day: str) -> Answer:
    """A shipped pack or one in a folder, as it would be adopted."""
    from lifecycle.pack_folder import is_folder, load, shipped_packs

    if name not in shipped_packs() and not is_folder(name):
        near = nearest(name, (*adopted, *shipped_packs()))
        hint = f"did you mean {' or '.join(near)}?" if near else "list the packs with: cadre policy list"
        raise BadInput(f"there is no pack {name}; {hint}")
    pack = read_pack(load(name).content)
    nowhere = dict.fromkeys(("adopted_from", "replaced_from", "event", "order"))
    told = {"state": "not-adopted", "shipped": name in shipped_packs()}
    return {**pack_in_full(pack, date.fromisoformat(day)), **nowhere, **told}


def _split(rule: str, packs: Sequence[Pack]) -> tuple[str, str | None]:
    """The rule and the pack of PACK:RULE; the rule alone otherwise."""
    pack, sign, name = rule.partition(":")
    return (name, pack) if sign and pack in {each.id.id for each in packs} else (rule, None)


def _unknown_rule(asked: str, rule: str, adopted: Sequence[Pack], day: date) -> str:
    """Why there is no such rule on the day."""
    if not adopted:
        return f"no rule {asked}: no pack is adopted; list the packs with: cadre policy list"
    elsewhere = [(pack, each) for pack in adopted for each in pack.rules if each.id == rule]
    if elsewhere:
        times = "; ".join(_lifetime(pack, each) for pack, each in elsewhere)
        return f"rule {asked} is not in force on {day}: {times}"
    known = dict.fromkeys(each.id for pack in adopted for each in pack.rules)
    near = nearest(rule, known)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the rules are {', '.join(known)}"
    return f"there is no rule {asked}; {hint}"


def _lifetime(pack: Pack, rule: Rule) -> str:
    end = "" if rule.until == date.max else f" up to {rule.until}"
    return f"{pack.id.id} {pack.id.version} has it from {max(rule.since, pack.since)}{end}"
