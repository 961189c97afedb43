"""Names and personal particulars of the demo's people, drawn from lists; nobody real is meant."""

from typing import Final

from lifecycle.county.chance import Chance

SURNAMES: Final[tuple[str, ...]] = (
    *"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜",
    "欧阳",
    "上官",
    "司马",
)
GIVEN: Final = tuple(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌健丹鹏飞琳雪梅云龙凤海波宁欣怡晨宇轩浩然子涵思雨佳",
)
# Full names that a careless program breaks: with a middle dot, without a surname, outside the
# basic plane (four bytes in UTF-8), or from the extension blocks.
UNUSUAL: Final = (
    "阿依古丽·买买提",
    "古丽娜尔·艾合买提",
    "迪丽拜尔·阿不都热合曼",
    "扎西顿珠",
    "次仁卓玛",
    "巴特尔",
    "宝音德力格尔",
    "𠮷田",
    "王𬭎",
    "李䶮",
    "陈喆",
    "张㛃",
    "刘堃",
    "林翀",
)
EDUCATION: Final = ("secondary", "junior-college", "bachelor", "bachelor", "bachelor", "master")
NATIVE_PLACES: Final = (
    "Yunling",
    "Yunling",
    "Yunling",
    "Qingyan",
    "Baisha",
    "Dongwan",
    "Hetian",
    "Luotian",
)
_PLACES: Final = ("Bai", "Dong", "Feng", "Gao", "Heng", "Jin", "Long", "Nan", "Ping", "Qing", "Shui", "Xin")
_ENDINGS: Final = ("an", "feng", "he", "hu", "lin", "ling", "shan", "tang", "xi", "zhou")
KIN: Final = ("spouse", "parent", "child", "sibling")


def full_name(chance: Chance) -> str:
    """A name; about one in twenty-five is of the unusual kind."""
    if chance.one_in(25):
        return chance.pick(UNUSUAL)
    given = chance.pick(GIVEN)
    if not chance.one_in(3):
        given += chance.pick(GIVEN)
    return chance.pick(SURNAMES) + given


def place_name(chance: Chance) -> str:
    """The name of a place, such as Qingshan."""
    return chance.pick(_PLACES) + chance.pick(_ENDINGS)


def particulars(chance: Chance, born: int, number: str) -> dict[str, str]:
    """What a registration says of a person born in that year, beside id and level."""
    return {
        "name": full_name(chance),
        "born": _day(chance, born),
        "sex": chance.pick(("male", "male", "female")),
        "native_place": chance.pick(NATIVE_PLACES),
        "education": chance.pick(EDUCATION),
        "started_work": f"{born + chance.between(19, 23)}-08-01",
        "joined_party": _day(chance, born + chance.between(19, 23)),
        "number": number,
    }


def _day(chance: Chance, year: int) -> str:
    return f"{year}-{chance.between(1, 12):02d}-{chance.between(1, 28):02d}"
