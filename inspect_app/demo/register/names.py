"""Invented names: no real school, shop, estate or road is meant, so each carries （示例）."""

import itertools
import random
from collections.abc import Iterator

MARK = "（示例）"
FIRST = "晴砚澜霁墨屿栖沐苇岚檀桐鹭雁珞瑾霖栎榆筠皓芷荻蘅朔漪淙煦旻璟"
SECOND = "禾舟亭岸屏坪台麓畔岭桥塘澍嘉汀渚陌圃荫泽洲谷里川"
SURNAMES = "郭邱祝岑柏仇鲍凌莫骆卞伏尚温窦邢褚甄晏臧路娄湛桑宁"
Words = Iterator[str]

SCHOOLS = {
    "幼": "幼儿园",
    "小": "小学",
    "初": "初级中学",
    "九年": "九年一贯制学校",
    "高": "高级中学",
    "完中": "中学",
}
HOMES = ("养老院", "护理院", "敬老院", "颐养院", "长者照护中心")
CATERERS = ("禾味餐饮管理公司", "澜膳团餐公司", "榆丰餐饮服务公司")
MARKETS = ("集贸市场", "菜市场", "标准化菜市场", "农贸市场", "生鲜集市")
ESTATES = ("苑", "新村", "公寓", "家园", "花园", "小区", "佳苑", "雅居", "名邸", "坊")
MAINTAINERS = ("申穹电梯", "恒梯机电", "沪澜电梯服务", "安栎电梯工程", "迅舟电梯", "浦筠特种设备")
BUILDERS = ("榆构建设", "澜江建工", "沐城工程", "栎筑建设", "霁和建设", "砚土基础工程")
DEVELOPERS = ("栖岸置业", "汀洲城市更新公司", "桐台实业", "皓塘建设发展公司")
WATCHERS = ("筠正监理", "璟衡工程监理", "墨准项目管理")
PLATFORMS = ("示例外卖", "示例到家", "示例优选", "示例团购")


def shuffled_words(chance: random.Random) -> Words:
    """Two-sign words, each once."""
    words = [a + b for a, b in itertools.product(FIRST, SECOND)]
    chance.shuffle(words)
    return iter(words)


def shuffled_pairs(chance: random.Random, trades: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A name and a trade: thousands of pairs, each once, neighbours of different trades."""
    words = [a + b for a, b in itertools.product(FIRST, SECOND)]
    words += [f"{a}{b}记" for a, b in itertools.product("老小大阿", SURNAMES)]
    pairs = list(itertools.product(words, trades))
    chance.shuffle(pairs)
    return iter(pairs)


def school_canteen(word: str, stage: str) -> str:
    return f"{word}{SCHOOLS[stage]}食堂{MARK}"


def home_canteen(word: str, home: str) -> str:
    return f"{word}{home}食堂{MARK}"


def community_canteen(word: str) -> str:
    return f"{word}社区长者食堂{MARK}"


def address(chance: random.Random) -> str:
    """On a road that no map has; half of the houses stand back in a lane."""
    road = f"示例{chance.choice(FIRST)}{chance.choice(SECOND)}路 {chance.randint(1, 1899)}"
    return f"{road} 号" if chance.random() < 0.5 else f"{road} 弄 {chance.randint(1, 88)} 号"
