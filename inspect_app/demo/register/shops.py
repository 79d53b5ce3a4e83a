"""Food shops, online shops, food streets and the units of trusted consumption."""

import random
from collections.abc import Iterator
from typing import Any

from inspect_app.demo.register import names, numbers
from inspect_app.demo.register.areas import spread_over_areas
from inspect_app.demo.register.entries import Clerk, Entry
from inspect_app.demo.register.size import Size

COOKING = tuple(
    "面馆 馄饨店 生煎铺 小吃店 火锅店 快餐店 茶餐厅 点心店 砂锅店"
    " 私房菜馆 咖啡馆 奶茶店 烧烤店 素食馆 粥铺 酸菜鱼馆".split()
)
SELLING = ("便利店", "生鲜超市", "水果店", "粮油店", "南货店", "茶叶店", "酒水行", "零食铺")
BOTH = ("熟食店", "烘焙坊", "糕团店", "豆制品店", "卤味铺", "炒货店")
ONLINE = tuple(
    "轻食外送 甜品网店 汤粉到家 便当工坊 手工糕点 果切鲜送 家常菜外卖"
    " 咖啡速送 卤味网店 粮油直送 零食严选 茶饮外送".split()
)
STREETS = ("美食街", "食品街", "风味楼", "餐饮广场", "食街")
UNITS = {
    "健身": ("健身房", "瑜伽馆"),
    "美容美发": ("美发店", "美容院"),
    "眼镜": ("眼镜店",),
    "住宿": ("宾馆", "酒店公寓"),
    "零售": ("百货店", "家电卖场", "家居馆", "书店", "文具店", "服装店"),
    "培训": ("艺术培训中心", "少儿体能馆"),
    "洗染": ("洗衣店",),
    "汽车": ("汽修店", "车辆美容店"),
    "医药": ("药房",),
    "文旅": ("影城", "剧本体验馆"),
    "商场": ("购物中心",),
}


def make_shops(clerk: Clerk, size: Size) -> Iterator[Entry]:
    trades = COOKING + SELLING + BOTH
    pairs = names.shuffled_pairs(clerk.chance, trades)
    for area, (word, trade) in zip(
        spread_over_areas(clerk.chance, size.shops), pairs, strict=False
    ):
        cooks, sells = trade not in SELLING, trade not in COOKING
        serial, opened_on = clerk.serial + 1, clerk.registration()
        yield clerk.enter(
            "food_shop",
            f"{word}{trade}{names.MARK}",
            area,
            shop_attrs(clerk.chance, cooks, sells),
            registered_on=opened_on,
            uscc=numbers.credit_code("92", serial),
            licence_no=numbers.licence_number(2 if cooks else 1, serial),
            risk_grade=clerk.chance.choices("ABCD", (38, 44, 15, 3))[0],
            changes=clerk.ending(opened_on, 0.06, "门店关闭，许可注销"),
        )


def shop_attrs(chance: random.Random, cooks: bool, sells: bool) -> dict[str, Any]:
    return {
        "business": "both" if cooks and sells else "catering" if cooks else "sales",
        "made_on_site": cooks and (sells or chance.random() < 0.3),
        "risk_grade": chance.choices("abcd", (38, 44, 15, 3))[0],
        "sampled_12m": chance.random() < 0.4,
        "traced": sells and chance.random() < 0.5,
        "chiller": chance.random() < 0.9,
        "freezer": chance.random() < 0.6,
        "bulk": sells and chance.random() < 0.4,
        "imported": sells and chance.random() < 0.25,
        "additives": cooks and chance.random() < 0.35,
        "hot_holding": cooks and chance.random() < 0.3,
    }


def make_online_shops(clerk: Clerk, size: Size) -> Iterator[Entry]:
    pairs = names.shuffled_pairs(clerk.chance, ONLINE)
    for area, (word, trade) in zip(
        spread_over_areas(clerk.chance, size.online), pairs, strict=False
    ):
        serial, opened_on = clerk.serial + 1, clerk.registration()
        yield clerk.enter(
            "food_online",
            f"{word}{trade}{names.MARK}",
            area,
            online_attrs(clerk.chance, serial),
            registered_on=opened_on,
            uscc=numbers.credit_code("92", serial),
            licence_no=numbers.licence_number(2, serial),
            changes=clerk.ending(opened_on, 0.04, "网店下线"),
        )


def online_attrs(chance: random.Random, serial: int) -> dict[str, Any]:
    catering = chance.random() < 0.7
    attrs: dict[str, Any] = {
        "platform": chance.choice(names.PLATFORMS),
        "shop_url": f"https://shop.example/{serial}",
        "own_site": chance.random() < 0.06,
        "catering": catering,
        "takeaway": catering and chance.random() < 0.85,
        "own_delivery": catering and chance.random() < 0.3,
        "hot_food": catering and chance.random() < 0.8,
        "chiller": chance.random() < 0.85,
    }
    return attrs | {"filing_no": f"示例备案-{serial}"} if attrs["own_site"] else attrs


def make_streets(clerk: Clerk, words: names.Words, size: Size) -> Iterator[Entry]:
    for area in spread_over_areas(clerk.chance, size.streets):
        word, form = next(words), clerk.chance.choice(("road", "building", "mall"))
        attrs = {
            "starts_at": f"示例{word}路 1 号",
            "ends_at": f"示例{word}路 {clerk.chance.randint(120, 400)} 号",
            "form": form,
            "businesses": clerk.chance.randint(20, 90),
            "lead": "街道食安办（示例）",
        }
        name = f"{word}{clerk.chance.choice(STREETS)}{names.MARK}"
        yield clerk.enter("food_street", name, area, attrs, registered_on=clerk.early())


def make_units(clerk: Clerk, size: Size) -> Iterator[Entry]:
    sectors = {shop: sector for sector, shops in UNITS.items() for shop in shops}
    pairs = names.shuffled_pairs(clerk.chance, tuple(sectors))
    for area, (word, shop) in zip(spread_over_areas(clerk.chance, size.units), pairs, strict=False):
        opened_on = clerk.registration()
        yield clerk.enter(
            "consumer_unit",
            f"{word}{shop}{names.MARK}",
            area,
            unit_attrs(clerk.chance, sectors[shop]),
            registered_on=opened_on,
            uscc=numbers.credit_code("91", clerk.serial + 1),
            changes=clerk.ending(opened_on, 0.04, "停止经营"),
        )


def unit_attrs(chance: random.Random, sector: str) -> dict[str, Any]:
    return {
        "sector": sector,
        "retail": sector in ("零售", "眼镜", "医药", "商场"),
        "collects_data": chance.random() < 0.7,
        "prepaid_cards": sector in ("健身", "美容美发", "培训", "洗染"),
        "uses_scale": sector == "零售" and chance.random() < 0.1,
    }
