"""A rule as people read it: the passage first, then what carries it out, its numbers through time, who may waive it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cli.language import CHINESE, heading
from cli.show import width
from cli.table import fold, table

MARGIN: Final = "  "
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "head": ("{rule}, a rule of {pack} {version}", "{rule}，{pack} {version} 之规则"),
    "from": ("in force from {day}", "自 {day} 起施行"),
    "until": ("up to {day}", "至 {day} 前"),
    "read": ("read in the text itself", "已核对原文"),
    "unread": ("not verified: not read in the text itself", "未核对原文"),
    "kind": ("Carried out by the kind {kind}: {meaning}", "由规则类型 {kind} 执行：{meaning}"),
    "judged": (
        "Effect {effect}; clock {clock}; {pick} chooses the number.",
        "效力 {effect}；计时 {clock}；取数依据 {pick}。",
    ),
    "everyone": ("It concerns every post.", "适用于全部岗位。"),
    "select": ("It concerns: {what}.", "适用范围：{what}。"),
    "counts": ("Time counts as: {what}.", "计入：{what}。"),
    "options": ("Besides: {what}.", "其他：{what}。"),
    "exceptions": ("Exceptions, claimed by the reason of an act: {what}.", "例外（以理由代码主张）：{what}。"),
    "unknown": ("Until {day} a missing fact only warns.", "在 {day} 之前，缺少事实仅作提示。"),
    "waiver": ("It may be waived by {by}{months}, with {needs}.", "可由 {by} 豁免{months}，须载明 {needs}。"),
    "months": (" for at most {count} months", "（最长 {count} 个月）"),
    "no waiver": ("It cannot be waived.", "不得豁免。"),
    "in force": ("in force", "现行"),
}


def law_text(language: str, law: Mapping[str, Any]) -> str:
    """Return the rule as a text of paragraphs, folded to the width of the terminal."""
    paragraphs = (head(language, law), passage(language, law), carried_out(language, law), waiver(language, law))
    numbers = numbers_table(language, law)
    folded = ["\n".join(line for text in each for line in folded_lines(text)) for each in paragraphs]
    return "\n\n".join(filter(None, (*folded[:3], "\n".join(MARGIN + each for each in numbers), folded[3])))


def word(language: str, name: str, /, **values: object) -> str:
    """Return the named words with their values."""
    return WORDS[name][language == CHINESE].format_map(values)


def folded_lines(text: str) -> Iterator[str]:
    """Return the lines of one paragraph; what begins with a margin keeps it."""
    margin = MARGIN if text.startswith(MARGIN) else ""
    for line in fold(text.removeprefix(margin), width() - len(margin)):
        yield margin + line


def head(language: str, law: Mapping[str, Any]) -> list[str]:
    """Return which rule it is, and when it is in force."""
    days = [word(language, "from", day=law["in_force_from"])]
    if law["in_force_until"]:
        days.append(word(language, "until", day=law["in_force_until"]))
    return [f"{word(language, 'head', **law)} ({' '.join(days)})"]


def passage(language: str, law: Mapping[str, Any]) -> list[str]:
    """Return the wording and where it stands."""
    chinese = [law["wording_zh"]] if law["wording_zh"] else []
    read = word(language, "read" if law["verified"] else "unread")
    cited = "; ".join(filter(None, (law["article"], law["source"], read)))
    return [MARGIN + each for each in (law["wording"], *chinese, cited)]


def carried_out(language: str, law: Mapping[str, Any]) -> list[str]:
    """Return the kind of the rule with its meaning, and to whom it applies."""
    lines = [word(language, "kind", **law), word(language, "judged", **law)]
    selected = pairs(law["select"])
    lines.append(word(language, "select", what=selected) if selected else word(language, "everyone"))
    counted = [name.replace("_", " ") for name, counts in law["counts"].items() if counts]
    lines.append(word(language, "counts", what=", ".join(("substantive", *counted))))
    if law["options"]:
        lines.append(word(language, "options", what=pairs(law["options"])))
    if law["exceptions"]:
        codes = [f"{each['code']} ({each['needs']})" if "needs" in each else each["code"] for each in law["exceptions"]]
        lines.append(word(language, "exceptions", what=", ".join(codes)))
    if law["unknown_until"]:
        lines.append(word(language, "unknown", day=law["unknown_until"]))
    return lines


def numbers_table(language: str, law: Mapping[str, Any]) -> Sequence[str]:
    """Return the table of the numbers through time."""
    fields = ("figure", "from", "value", "article", "state")
    rows = [
        [str(each.get(field) or "") for field in fields[:-1]] + [word(language, "in force") if each["in_force"] else ""]
        for each in law["numbers"]
    ]
    headings = [heading(language, field) for field in fields]
    return table(headings, rows, width() - len(MARGIN)) if rows else []


def waiver(language: str, law: Mapping[str, Any]) -> list[str]:
    """Return who may waive the rule."""
    if law["waivable_by"] is None:
        return [word(language, "no waiver")]
    count = law["waiver_max_months"]
    months = word(language, "months", count=count) if count else ""
    needs = ", ".join(law["waiver_needs"])
    return [word(language, "waiver", by=law["waivable_by"], months=months, needs=needs)]


def pairs(values: Mapping[str, Any]) -> str:
    """Return names and values as words."""
    return "; ".join(f"{name.replace('_', ' ')} {spelled(value)}" for name, value in values.items())


def spelled(value: Any) -> str:
    """Return a value as words: lists with commas, yes and no."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(map(spelled, value))
        case dict():
            return f"({pairs(value)})"
        case _:
            return str(value)
