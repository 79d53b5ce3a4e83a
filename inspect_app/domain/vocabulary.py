"""What this product knows by a code of its own, one table each: kinds, roles, results, classes.

An entry says everything that belongs to its code; zh comes first, en second. What the browser half
needs of these tables is written out by `script/vocabulary`.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Words:
    """A name in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Kind(Words):
    """A kind of premises, with its symbol in `icons.svg`.

    `parent`: the kind that it lies under. `in_parts`: there are so many that a phone with a large
    scope gets them parent by parent, when somebody opens one. `follows`: nobody inspects these by
    themselves; who may read that other kind of an area reads this one too.
    """

    icon: str
    parent: str | None = None
    in_parts: bool = False
    follows: str | None = None


KINDS = {
    "canteen_school": Kind("中小学食堂", "School canteen", "canteen"),
    "canteen_elderly": Kind("养老机构食堂", "Elderly-care canteen", "canteen"),
    "market": Kind("集贸市场", "Collective market", "market"),
    "stall": Kind("市场经营户", "Market stall", "market", parent="market", in_parts=True),
    "elevator": Kind("住宅电梯", "Residential lift", "lift", parent="estate", in_parts=True),
    "estate": Kind("住宅小区", "Housing estate", "premises", follows="elevator"),
    "construction_site": Kind("建设工程", "Construction site", "crane"),
    "unit_work": Kind(
        *("单位工程", "Unit work", "crane"),
        parent="construction_site",
        follows="construction_site",
    ),
    "food_shop": Kind("食品经营店", "Food shop", "shop"),
    "food_online": Kind("网络食品店", "Online food shop", "shop"),
    "food_street": Kind("示范街区", "Demonstration street", "shop"),
    "consumer_unit": Kind("放心消费单位", "Trusted-consumption unit", "shop"),
}


@dataclass(frozen=True)
class Role(Words):
    """A person's office: the acts it may do, and how safe its sign-in has to be."""

    least_password: int
    session: timedelta
    may: Set[str]


# Inspectors work for days without a network; a desk is left for the night.
OUTDOORS, DESK = timedelta(days=14), timedelta(hours=12)
AT_DESK = {"enter_desk"}
DECIDING = {"decide", "reopen_acceptances", "enter_titles"}
SEEING_ALL = {"see_district", "see_marks"}
MANAGING = {"set_baselines", "manage_people", "replay_webhooks"}
ROLES = {
    "inspector": Role("检查员", "Inspector", 8, OUTDOORS, {"inspect"}),
    "supervisor": Role("复核员", "Supervisor", 12, DESK, AT_DESK | DECIDING | {"review"}),
    "administrator": Role(
        "管理员", "Administrator", 12, DESK, AT_DESK | DECIDING | SEEING_ALL | MANAGING
    ),
    "auditor": Role("审计员", "Auditor", 8, DESK, AT_DESK | SEEING_ALL),
}


def who_may(act: str) -> tuple[str, ...]:
    """Return the roles that may do an act; raises KeyError for an act of nobody."""
    roles = tuple(code for code, role in ROLES.items() if act in role.may)
    if not roles:
        raise LookupError(f"nobody may {act}")
    return roles


@dataclass(frozen=True)
class Result(Words):
    """What an inspection comes to. `passes` is None where it says neither."""

    passes: bool | None


RESULTS = {
    "conform": Result("符合", "Conforms", passes=True),
    "basic": Result("基本符合", "Basically conforms", passes=True),
    "nonconform": Result("不符合", "Does not conform", passes=False),
    "standard": Result("达标", "Up to standard", passes=True),
    "below": Result("未达标", "Below standard", passes=False),
    "pass": Result("合格", "Pass", passes=True),
    "pass_with_items": Result("合格，有待改项", "Pass with items", passes=True),
    "pass_with_list": Result("合格，附整改清单", "Pass with a list", passes=True),
    "fix": Result("限期整改", "To be put right", passes=False),
    "stop": Result("停止使用", "Stop use", passes=False),
    "excellent": Result("优良", "Excellent", passes=True),
    "fail": Result("不合格", "Fail", passes=False),
    "void": Result("未计", "Void", passes=None),
    "unable": Result("未能检查", "Not inspected", passes=None),
    "withdrawn": Result("已撤回", "Withdrawn", passes=None),
}
PASSING = frozenset(code for code, result in RESULTS.items() if result.passes)

# What a result is called at premises of one kind, where its common name would say something else.
RESULTS_OF_KIND = {
    ("construction_site", "stop"): Words("停工整改", "Stop work"),
}

# The lists of a kind that has several; elsewhere the kind says enough.
LISTS = {
    "construction-jgj59": Words("安全检查评分", "Safety score"),
    "construction-special": Words("专项检查", "Risky works"),
    "construction-acceptance": Words("竣工验收", "Acceptance"),
}


@dataclass(frozen=True)
class ItemClass(Words):
    """How much an item weighs, and the tag that shows it. A failed one that `decides` is a reason
    for the result."""

    tag: str
    decides: bool = False


CLASSES = {
    "veto": ItemClass("一票否决", "Veto", "veto", decides=True),
    "key": ItemClass("重点项", "Key", "key", decides=True),
    "general": ItemClass("一般项", "General", "general", decides=True),
    "record": ItemClass("记录项", "Record", "general"),
}

# What a failed veto item takes away; beside a result that stands, its tag has to say so.
VETOES = {
    "coverage": Words("否决：覆盖", "Vetoes coverage"),
    "title": Words("否决：称号", "Vetoes the title"),
    "result": Words("否决：结果", "Vetoes the result"),
}

# Items of scored tables lose points, whatever their class.
SCORED_CLASSES = {
    "guarantee": ItemClass("保证项目", "Guarantee", "general"),
    "general": CLASSES["general"],
    "plain": ItemClass("检查项目", "Plain", "general"),
}


@dataclass(frozen=True)
class Metric:
    """What the figure of a target is: a share in percent, or with `is_count` how many in all."""

    is_count: bool = False


METRICS = {
    "coverage": Metric(),
    "pass_rate": Metric(),
    "cumulative": Metric(is_count=True),
    "first_pass": Metric(),
}

STATES = {
    "waiting": Words("待上传", "Waiting for photos"),
    "received": Words("已入库，待复核", "Received, to be reviewed"),
    "returned": Words("复核退回", "Returned on review"),
    "approved": Words("复核通过", "Approved on review"),
    "withdrawn": Words("已撤回", "Withdrawn"),
    "quarantined": Words("隔离", "Quarantined"),
    "fix": Words("需修正", "Needs repair"),
}

PREMISES_STATUS = {
    "open": Words("在营", "Open"),
    "suspended": Words("停业", "Suspended"),
    "closed": Words("注销", "Closed"),
}
