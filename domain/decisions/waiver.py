"""Deciding on a waiver: who may set which rule aside, for how long, and who must have approved it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from domain.commands import Waive
from domain.days import add_months
from domain.errors import BadInput
from domain.events import RuleWaived
from domain.facts import Decided, Facts, Proposed, later
from domain.finding import UNVERIFIED, Finding
from domain.ledger import Act
from domain.policy.pack import in_force, rules_of
from domain.policy.rule import Rule
from domain.text import nearest


def waive(command: Waive, facts: Facts) -> Decided:
    """The rule is waived for the subject up to the day. Raises BadInput for an unknown rule or subject."""
    later(command.until, command.effective)
    _check_subject(command.subject, facts)
    rules = _rules(command.rule, command.effective, command.until, facts)
    stated = {name: getattr(command, name) for name in ("reason", "basis", "until", "authority", "decision")}
    _check_needs(rules, stated)
    body = RuleWaived(rule=command.rule, subject=command.subject, until=command.until, approved_by=command.approved_by)
    findings = (*_objections(body, command.effective, rules, facts), *_covered(body, command.effective, facts))
    warnings = (_unverified(body, command.authority, rules), *_several(body, rules)) if not findings else ()
    return Decided((Proposed(_stream(body), body, command.effective),), findings, warnings)


def corrected_waiver(act: Act, changes: dict[str, Any], facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of reading a waiver with these changes; the limits are those of a new one."""
    if not isinstance(act.body, RuleWaived):
        return ()
    body = type(act.body).model_validate({**act.body.model_dump(), **_of_body(changes)})
    effective = date.fromisoformat(str(changes.get("effective", act.effective)))
    later(body.until, effective)
    _check_subject(body.subject, facts)
    return _objections(body, effective, _rules(body.rule, effective, body.until, facts), facts)


def _of_body(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name in RuleWaived.model_fields}


def _stream(body: RuleWaived) -> str:
    return f"waiver:{body.rule}.{body.subject}"


def _check_subject(subject: str, facts: Facts) -> None:
    """Nothing, if it is a cadre, a post or a body. Raises BadInput otherwise."""
    if not any(facts.exists(f"{register}:{subject}") for register in ("cadre", "post", "body")):
        raise BadInput(f"there is no cadre, no post and no body {subject}; look for it with: cadre find {subject}")


def _rules(name: str, effective: date, until: date, facts: Facts) -> Sequence[Rule]:
    """The rules of this id in force on the first or on the last day. Raises BadInput with the nearest ids for none."""
    packs = facts.packs()
    for day in (effective, until - timedelta(days=1)):
        found = [rule for rule in rules_of(in_force(packs, day)) if rule.id == name and rule.on(day)]
        if found:
            return found
    known = dict.fromkeys(rule.id for pack in packs for rule in pack.rules)
    if name in known:
        raise BadInput(f"rule {name} is not in force on {effective}; see since when with: cadre policy list")
    near = nearest(name, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "see the adopted packs with: cadre policy list"
    raise BadInput(f"there is no rule {name} in an adopted pack; {hint}")


def _check_needs(rules: Sequence[Rule], stated: dict[str, object]) -> None:
    """Nothing, if everything is stated that the rules want stated in a waiver. Raises BadInput naming all the rest."""
    wanted = dict.fromkeys(need for rule in rules if rule.waiver for need in rule.waiver.needs)
    if missing := [need for need in wanted if need in stated and not stated[need]]:
        raise BadInput(*(f"a waiver of {rules[0].id} needs {each}" for each in missing))


def _objections(body: RuleWaived, effective: date, rules: Sequence[Rule], facts: Facts) -> tuple[Finding, ...]:
    """Everything that forbids the waiver."""
    terms = [rule.waiver for rule in rules if rule.waiver]
    look = {"next": f"cadre law {body.rule} --on {effective}"}
    found = []
    if body.approved_by.casefold() == facts.actor().casefold():
        by = f"{terms[0].by} must approve it" if terms else "somebody else must approve it"
        wording = f"{body.approved_by} cannot approve a waiver that {facts.actor()} records: {by}."
        found.append(Finding("self-approved", wording, waivable_by=terms[0].by if terms else None, figures=look))
    if not terms:
        wording = f"{body.rule} cannot be waived by anybody: {rules[0].article.name} lets nobody do so."
        found.append(_cited(Finding("not-waivable", wording, figures=look), rules[0]))
    limits = [each.max_months for each in terms if each.max_months is not None]
    latest = add_months(effective, min(limits)) if limits else None
    if latest and body.until > latest:
        wording = (
            f"{terms[0].by} may waive {body.rule} for at most {min(limits)} months: from {effective} up to {latest} "
            f"at the latest, not up to {body.until}."
        )
        figures = {"max_months": min(limits), "latest_until": latest.isoformat(), **look}
        finding = Finding("waiver-too-long", wording, waivable_by=terms[0].by, figures=figures)
        found.append(_cited(finding, rules[0]))
    return tuple(found)


def _covered(body: RuleWaived, effective: date, facts: Facts) -> tuple[Finding, ...]:
    """The objection that a waiver on record reaches as far already, so that another one would add nothing."""
    for act in facts.ledger(_stream(body)).in_force():
        known = act.body
        if isinstance(known, RuleWaived) and act.effective <= effective and body.until <= known.until:
            wording = (
                f"{body.rule} is waived for {body.subject} already from {act.effective} up to {known.until}, approved "
                f"by {known.approved_by} ({act.id}); this waiver would add nothing. Another end is set with: "
                f"cadre correct {act.id} --set until=DAY"
            )
            look = {"waived_until": known.until.isoformat(), "next": "cadre audit waivers"}
            return (Finding("already-waived", wording, facts=(act.id,), figures=look),)
    return ()


def _cited(finding: Finding, rule: Rule) -> Finding:
    """The finding with the pack and article that it rests on."""
    return finding._replace(pack=rule.pack.id, version=rule.pack.version, citation=rule.article.name)


def _several(body: RuleWaived, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """The warning that more than one pack has a rule of this id, and that the waiver is for all of them."""
    packs = sorted({rule.pack.id for rule in rules if rule.waiver})
    if len(packs) <= 1:
        return ()
    wording = f"{body.rule} is a rule of {' and of '.join(packs)}; the waiver sets it aside in each of them."
    return (Finding("waived-in-several", wording, effect="WARN", figures={"packs": packs}),)


def _unverified(body: RuleWaived, authority: str | None, rules: Sequence[Rule]) -> Finding:
    """The warning that nobody checked who approved: while access control is off, names are labels."""
    by = next(rule.waiver.by for rule in rules if rule.waiver)
    named = f"{body.approved_by} (authority {authority})" if authority else body.approved_by
    wording = f"Only {by} may waive {body.rule}; whether {named} may is unverified, as access control is off."
    return Finding(UNVERIFIED, wording, effect="WARN", waivable_by=by, figures={"approved_by": named})
