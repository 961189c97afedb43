"""How a decision about the cast is written down."""

from datetime import UTC, datetime

from lifecycle.county.decision import Decision, EventOf, Line


def registered(person: tuple[str, ...]) -> Line:
    """The person (id, name, born, sex, education, level) comes onto the books."""
    who, name, born, sex, education, level = person
    return {
        "act": "person-register",
        "cadre": who,
        "name": name,
        "born": born,
        "sex": sex,
        "education": education,
        "native_place": "Qingyan",
        "joined_party": f"{int(born[:4]) + 22}-07-01",
        "started_work": f"{int(born[:4]) + 22}-08-01",
        "level": level,
    }


def act(act: str, effective: str, who: str, **keys: object) -> Line:
    """One act on one cadre."""
    return {"act": act, "cadre": who, **keys, "effective": effective, "authority": "committee"}


def leg(effective: str, who: str, source: str, post: str) -> Line:
    """One leg of an exchange."""
    keys = {"from": source, "post": post, "reason": "training by exchange"}
    return act("exchange", effective, who, **keys)


def named(act: str, event: EventOf | None = None, **keys: object) -> Line:
    """A correction or a cancellation of what an earlier decision recorded."""
    return {"act": act, **({"event": event} if event else {}), **keys, "authority": "committee"}


def decided(  # noqa: PLR0913 - what an order may have, each by name
    now: str,
    title: str,
    *lines: Line,
    label: str | None = None,
    imported: bool = False,
    confirmed: bool = False,
    refused: bool = False,
) -> Decision:
    """The lines under one document of the day on which they are recorded."""
    document = {"basis": f"Yunling Cadre [{now[:4]}] No. {now[5:7]}{now[8:10]}"}
    if not imported:
        document["decided_on"] = now[:10]
    return Decision(
        datetime.fromisoformat(now).replace(tzinfo=UTC),
        tuple({**line, **document} for line in lines),
        title,
        label and f"cast-{label}",
        imported,
        alone=True,
        confirmed=confirmed,
        refused=refused,
    )
