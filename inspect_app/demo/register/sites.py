"""Construction sites, and the unit works of the major ones: each is accepted by itself."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from inspect_app.demo.register import names
from inspect_app.demo.register.areas import spread_over_areas
from inspect_app.demo.register.entries import Clerk, Entry
from inspect_app.demo.register.size import Size

MAJOR = ("智创园一期", "文化中心", "医院扩建", "学校新建", "滨水商务区", "保障住房", "研发总部")
MINOR = ("商办楼", "住宅改造", "厂房改扩建", "道路综合整治", "幼儿园翻建", "外立面更新", "停车楼")
OVER_SCALE = ("formwork_moving", "lifting", "crane", "climbing_scaffold", "demolition")
WORKS = ("1# 楼", "2# 楼", "3# 楼", "地下车库", "配套用房", "室外总体", "连廊")


def make_sites(clerk: Clerk, words: names.Words, size: Size) -> list[Entry]:
    """A site, and after a major one its unit works."""
    areas = spread_over_areas(clerk.chance, size.sites)
    found: list[Entry] = []
    for number, area in enumerate(areas):
        major = number < size.major_sites
        site = make_site(clerk, next(words), area, major)
        found += [site, *make_works(clerk, site)] if major else [site]
    return found


def make_site(clerk: Clerk, word: str, area: str, major: bool) -> Entry:
    chance = clerk.chance
    sort = chance.choice(MAJOR if major else MINOR)
    started_on = date(2020, 2, 1) + timedelta(days=chance.randint(0, 300 if major else 1100))
    return clerk.enter(
        "construction_site",
        f"{word}{sort}工程{names.MARK}",
        area,
        site_attrs(chance, clerk.serial + 1, major, "住" in sort, started_on),
        registered_on=started_on,
        changes=() if major else clerk.ending(started_on + timedelta(days=500), 0.3, "工程竣工"),
    )


def site_attrs(
    chance: random.Random, serial: int, major: bool, housing: bool, started_on: date
) -> dict[str, Any]:
    works = chance.sample(OVER_SCALE, chance.choice((0, 0, 1, 2)))
    return {
        "major": major,
        "project_no": f"示例-PT-{started_on:%Y}-{serial:04d}",
        "permit_no": f"310107{started_on:%Y%m%d}{serial:04d}",
        "developer": chance.choice(names.DEVELOPERS) + names.MARK,
        "contractor": chance.choice(names.BUILDERS) + names.MARK,
        "supervisor": chance.choice(names.WATCHERS) + names.MARK,
        "started_on": started_on.isoformat(),
        "housing": housing,
        "over_scale_works": sorted(works),
    }


def make_works(clerk: Clerk, site: Entry) -> Iterator[Entry]:
    chance = clerk.chance
    for number, work in enumerate(WORKS[: chance.randint(3, len(WORKS))], 1):
        attrs = {
            "work_no": f"{site.attrs['project_no']}-{number:02d}",
            "level": "unit",
            "stage": "竣工验收",
            "area_m2": chance.randint(8, 420) * 100,
            "floors": chance.randint(1, 32) if "楼" in work else 1,
        }
        name = f"{site.name.removesuffix(names.MARK)} {work}{names.MARK}"
        registered_on = site.registered_on + timedelta(days=30)
        yield clerk.enter(
            "unit_work", name, site.area, attrs, registered_on=registered_on, above=site
        )
