"""Acts in plain words, as the cases of a pack tell them: `2010-01-01 appoint LI to HEAD as acting`.

First the day (a registration needs none), then the act, then on whom; then words with a value, in any order. Every
key of an order line may also be written out, `level=division`. Quotation marks keep a value of several words together.
"""

import shlex
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from domain.days import parse_day
from domain.policy.mistakes import unknown

Line: TypeAlias = dict[str, Any]

_TAKEN: Final = {"to": "post", "in": "post", "as": "kind"}
_MOVED: Final = {"to": "post", "from": "from"}
_GRADE: Final = {"to": "level", "in": "post"}
ACTS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "appoint": ("cadre", _TAKEN),
    "opening-position": ("cadre", _TAKEN),
    "relieve": ("cadre", {"from": "post"}),
    "transfer": ("cadre", _MOVED),
    "exchange": ("cadre", {**_MOVED, "with": "with"}),
    "rotate": ("cadre", _MOVED),
    "promote": ("cadre", _GRADE),
    "demote": ("cadre", _GRADE),
    "confirm": ("cadre", {"in": "post"}),
    "depart": ("cadre", {"as": "kind"}),
    "reinstate": ("cadre", {}),
    "person-register": ("cadre", {"at": "level", "from": "native_place"}),
    "person-amend": ("cadre", {"from": "native_place"}),
    "person-kin": ("cadre", {"as": "relation", "of": "kin"}),
    "post-open": ("post", {"in": "unit", "at": "level"}),
    "post-revise": ("post", {"in": "unit", "at": "level"}),
    "post-close": ("post", {}),
    "post-succeed": ("post", {"by": "by"}),
    "unit-open": ("unit", {"under": "parent", "as": "kind"}),
    "unit-rename": ("unit", {"to": "name"}),
    "unit-move": ("unit", {"under": "parent"}),
    "unit-merge": ("units", {"into": "into"}),
    "unit-split": ("unit", {"into": "into"}),
    "unit-close": ("unit", {}),
    "unit-succeed": ("unit", {"by": "by", "as": "kind"}),
    "train-plan": ("plan", {"of": "unit"}),
    "train-record": ("cadre", {"at": "session", "as": "kind"}),
    "train-accept": ("cadre", {"by": "accepted_by", "from": "work_from"}),
    "body-constitute": ("body", {"in": "unit", "as": "kind", "under": "under"}),
    "body-member": ("cadre", {"of": "body", "as": "role"}),
    "body-leave": ("cadre", {"of": "body", "as": "why"}),
    "body-renew": ("body", {"with": "reelected"}),
    "body-affiliate": ("cadre", {"to": "body"}),
    "body-session": ("body", {"as": "kind", "led": "led_by"}),
    "collective-decision": ("number", {"by": "body", "as": "matter", "after": "follows"}),
    "decision-notice": ("number", {"by": "body", "to": "told"}),
    "decision-sign": ("number", {"for": "body", "by": "signed_by"}),
    "reward": ("cadre", {"as": "kind"}),
    "sanction": ("cadre", {"as": "kind", "in": "line"}),
    "sanction-lift": ("sanction", {"as": "kind"}),
    "investigate": ("cadre", {"by": "led_by"}),
    "investigation-close": ("cadre", {"as": "outcome"}),
    "establishment-set": ("unit", {}),
    "complaint-open": ("complaint", {"against": "cadre"}),
    "complaint-handle": ("complaint", {"as": "step", "by": "handled_by"}),
    "complaint-close": ("complaint", {"as": "conclusion"}),
    "appeal-lodge": ("against", {"at": "stage"}),
    "appeal-decide": ("against", {"as": "outcome"}),
    "disclose": ("cadre", {"about": "concerns", "by": "channels"}),
    "notice": ("cadre", {"as": "kind", "about": "concerns", "by": "channels"}),
    "waive": ("rule", {"for": "subject", "by": "approved_by"}),
}
"""Act -> the key of the word after it, and the key that each further word stands for."""
SHORT: Final = {"person": "person-register", "kin": "person-kin", "post": "post-open", "unit": "unit-open"}
EVERYWHERE: Final = {"until": "until", "because": "reason", "on": "effective", "decided": "decided_on"}


def line_of(text: str) -> Line:
    """The order line that the words say. Raises ValueError with a sentence."""
    words = _words(text)
    line: Line = {}
    if words and (day := _as_day(words[0])):
        line["effective"] = day
        words = words[1:]
    if not words:
        raise ValueError(f"{text!r} names no act")
    act = SHORT.get(words[0], words[0])
    if act not in ACTS and words[0][0].isdecimal():
        parse_day(words[0].removesuffix(":"))  # a day that is none, rather than an act that is none
    if act not in ACTS:
        raise ValueError(f"{unknown(words[0], (*ACTS, *SHORT))}")
    subject, known = ACTS[act]
    if len(words) == 1:
        raise ValueError(f"{text!r} does not say on whom")
    return line | {"act": act, subject: words[1]} | _details(words[2:], {**EVERYWHERE, **known})


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        raise ValueError(f"{text!r}: the quotation marks do not pair") from None


def _details(words: list[str], known: Mapping[str, str]) -> Line:
    """The keys that the further words of an act stand for."""
    details: Line = {}
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        key, sign, value = word.partition("=")
        if not sign:
            if word not in known:
                raise ValueError(unknown(word, (*known, "KEY=VALUE")))
            if not waiting:
                raise ValueError(f"{word!r} stands at the end and has no value")
            key, value = known[word], waiting.pop(0)
        if key in details:
            raise ValueError(f"{key} is said twice")
        details[key] = value
    return details


def _as_day(word: str) -> str | None:
    try:
        return parse_day(word.removesuffix(":")).isoformat()
    except ValueError:
        return None
