"""Invented names: no real school, home, road or person is meant, so each carries （示例）."""

import itertools
import random

MARK = "（示例）"
FIRST = "晴砚澜霁墨屿栖沐苇岚檀桐鹭雁珞瑾霖栎榆筠皓"
SECOND = "禾舟亭岸屏坪台麓畔岭桥塘澍嘉"
ROADS = (
    "示例路",
    "示例东路",
    "示例西路",
    "示例南路",
    "示例北路",
    "示例一路",
    "示例二路",
    "示例支路",
)

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


def shuffled_words(chance: random.Random) -> list[str]:
    """Two-sign words, each once."""
    words = [a + b for a, b in itertools.product(FIRST, SECOND)]
    chance.shuffle(words)
    return words


def school_canteen(word: str, stage: str) -> str:
    return f"{word}{SCHOOLS[stage]}食堂{MARK}"


def home_canteen(word: str, home: str) -> str:
    return f"{word}{home}食堂{MARK}"


def community_canteen(word: str) -> str:
    return f"{word}社区长者食堂{MARK}"


def address(chance: random.Random) -> str:
    return f"{chance.choice(ROADS)} {chance.randint(1, 399)} 号"
