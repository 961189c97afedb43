"""Deciding on the adoption of a pack."""

from domain.commands import AdoptPolicy
from domain.errors import BadInput
from domain.events import PolicyAdopted
from domain.facts import Decided, Facts, Proposed
from domain.finding import Finding
from domain.ledger import Act
from domain.policy.compiled import checked_pack
from domain.policy.pack import Pack, read_pack


def adopt(command: AdoptPolicy, facts: Facts) -> Decided:
    """The pack is in force from the day. Raises BadInput for a content that is none, or a parent not adopted."""
    pack = checked_pack(command.content)
    told = (command.pack, command.version, command.title)
    if told != (pack.id.id, pack.id.version, pack.title):
        raise BadInput(f"the order names {' '.join(told)}, the content {pack.id.id} {pack.id.version} {pack.title}")
    _check_parent(pack, facts)
    if objection := _other_content(pack, facts):
        return Decided(findings=(objection,))
    body = PolicyAdopted(version=pack.id.version, title=pack.title, hash=pack.id.hash, content=command.content)
    return Decided((Proposed(f"policy:{pack.id.id}", body, command.effective),))


def _check_parent(pack: Pack, facts: Facts) -> None:
    """An overlay needs its parent, and is not its own."""
    if pack.parent and not _adoptions(pack.parent, facts):
        raise BadInput(
            f"{pack.id.id} is an overlay on {pack.parent}, which is not adopted; "
            f"adopt that first: cadre policy adopt {pack.parent} --from DAY"
        )
    above, waiting = set[str](), [pack.parent]
    while waiting:
        name = waiting.pop()
        if name and name not in above:
            above.add(name)
            waiting.extend(read_pack(body.content).parent for _, body in _adoptions(name, facts))
    if pack.id.id in above:
        raise BadInput(f"{pack.id.id} would be an overlay on itself, by way of {pack.parent}")


def _other_content(pack: Pack, facts: Facts) -> Finding | None:
    """The objection that this version was adopted with other rules; a version means one content for ever."""
    for act, body in _adoptions(pack.id.id, facts):
        if body.version == pack.id.version and body.hash != pack.id.hash:
            wording = (
                f"{pack.id.id} {pack.id.version} was adopted with another content on {act.effective}. "
                "What has changed is another version: give it another one in pack.toml."
            )
            figures = {"pack": pack.id.id, "version": pack.id.version, "hash": body.hash, "asked": pack.id.hash}
            return Finding("version-taken", wording, facts=(act.id,), figures=figures, conflict=True)
    return None


def _adoptions(pack: str, facts: Facts) -> list[tuple[Act, PolicyAdopted]]:
    """The adoptions of a pack that were not cancelled."""
    acts = facts.ledger(f"policy:{pack}").in_force()
    return [(act, act.body) for act in acts if isinstance(act.body, PolicyAdopted)]
