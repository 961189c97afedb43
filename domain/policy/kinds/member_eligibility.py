"""member-eligibility: whoever gets a role in a body fulfils what it takes."""

from collections.abc import Iterator, Sequence

from domain.days import written
from domain.policy.asked import Asked
from domain.policy.bodies import body_of
from domain.policy.concern import acts_of, listed
from domain.policy.facts import EntryView, PolicyFacts
from domain.policy.kind import Kind, Spared, everybody
from domain.policy.rule import Rule
from domain.policy.verdict import Verdict

AFFILIATED = "member-affiliated"


def check(rule: Rule, asked: Asked, facts: PolicyFacts) -> Verdict | None:
    """Whoever takes up the role belongs to the branch, is a member of the party, stands at the level."""
    body = body_of(asked.body, facts) if asked.body and asked.act in acts_of(rule, ("body-member",)) else None
    kinds, roles = listed(rule.options.get("body_kind")), listed(rule.options.get("role")) or ("secretary",)
    if body is None or (kinds and body.kind not in kinds):
        return None
    taken = [each for each in body.memberships if each.cadre == asked.cadre and each.on(asked.day)]
    if not [each for each in taken if each.role in roles]:
        return None
    attached = _attached(asked, facts)
    unmet, missing = [*_unmet(rule, asked, attached, facts)], [*_missing(rule, asked, facts)]
    outcome = "breach" if unmet else "undetermined" if missing else "ok"
    said = "; ".join([*unmet, *[f"{each} is not on file" for each in missing]]) or "everything is fulfilled"
    sentence = f"{asked.cadre} in {body.name} ({body.body}) on {written(asked.day)}: {said}."
    figures = {"cadre": asked.cadre, "body": body.body, "roles": [each.role for each in taken]}
    read = (body.event, *[each.event for each in taken], *[each.event for each in attached])
    return Verdict(rule, outcome, sentence, read, figures, missing="; ".join(missing))


def _attached(asked: Asked, facts: PolicyFacts) -> tuple[EntryView, ...]:
    """By what the cadre belongs to the branch on the day."""
    found = facts.entries(AFFILIATED, f"cadre:{asked.cadre}")
    return tuple([each for each in found if each.fields["body"] == asked.body and each.start <= asked.day < each.end])


def _unmet(rule: Rule, asked: Asked, attached: Sequence[EntryView], facts: PolicyFacts) -> Iterator[str]:
    """What is not fulfilled, a clause for each."""
    if rule.options.get("affiliated") and not attached:
        yield f"{asked.cadre} does not belong to it, see cadre body affiliate {asked.body} {asked.cadre}"
    if rule.options.get("party_member"):
        joined = facts.personal(asked.cadre, "joined_party", asked.day).value
        if joined and joined > written(asked.day):
            yield f"{asked.cadre} joined the party only on {joined}"
    if least := rule.options.get("at_level"):
        level, scale = _level(asked, facts), list(facts.levels())
        if level in scale and scale.index(str(level)) < scale.index(least):
            yield f"{asked.cadre} stands at {level}, below {least}"


def _missing(rule: Rule, asked: Asked, facts: PolicyFacts) -> Iterator[str]:
    """What the register would have to know."""
    if rule.options.get("party_member") and not facts.personal(asked.cadre, "joined_party", asked.day).value:
        yield f"the day on which {asked.cadre} joined the party"
    if rule.options.get("at_level") and _level(asked, facts) is None:
        yield f"the level of {asked.cadre}"


def _level(asked: Asked, facts: PolicyFacts) -> str | None:
    return next((each.level for each in facts.standings(asked.cadre) if each.start <= asked.day < each.end), None)


def spares(rule: Rule, asked: Asked, _facts: PolicyFacts) -> Spared | None:
    """Everybody, where the act is no such one."""
    return everybody if not asked.body or asked.act not in acts_of(rule, ("body-member",)) else None


KIND = Kind(
    "member-eligibility",
    "Whoever takes up a role in a body (secretary unless said) belongs to it, is a member of the party, and stands at "
    "least at a level, as far as the rule asks for these.",
    options={
        "role": "list of secretary, deputy, member, liaison: which roles (secretary unless said)",
        "body_kind": "list of kinds of bodies: only these (all unless said)",
        "affiliated": "yes or no: the cadre is attached to the body as a party member",
        "party_member": "yes or no: the cadre has joined the party",
        "at_level": "one of levels: the cadre stands at this level or above",
    },
    check=check,
    spares=spares,
)
