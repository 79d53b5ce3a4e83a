"""What this product knows by a code of its own, one table each: kinds, roles, results, classes.

An entry says everything that belongs to its code; zh comes first, en second. What the browser half
needs of these tables is written out by `script/vocabulary`.
"""

from dataclasses import dataclass


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

ROLES = {
    "inspector": Words("检查员", "Inspector"),
    "supervisor": Words("复核员", "Supervisor"),
    "administrator": Words("管理员", "Administrator"),
    "auditor": Words("审计员", "Auditor"),
}

RESULTS = {
    "conform": Words("符合", "Conforms"),
    "basic": Words("基本符合", "Basically conforms"),
    "nonconform": Words("不符合", "Does not conform"),
    "standard": Words("达标", "Up to standard"),
    "below": Words("未达标", "Below standard"),
    "pass": Words("合格", "Pass"),
    "pass_with_items": Words("合格，有待改项", "Pass with items"),
    "pass_with_list": Words("合格，附整改清单", "Pass with a list"),
    "fix": Words("限期整改", "To be put right"),
    "stop": Words("停止使用", "Stop use"),
    "excellent": Words("优良", "Excellent"),
    "fail": Words("不合格", "Fail"),
    "void": Words("未计", "Void"),
}

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

PASSING = frozenset(
    {"conform", "basic", "standard", "pass", "pass_with_items", "pass_with_list", "excellent"}
)

STATES = {
    "waiting": Words("待上传", "Waiting for photos"),
    "received": Words("已入库，待复核", "Received, to be reviewed"),
    "returned": Words("已退回", "Returned"),
    "approved": Words("已通过", "Approved"),
    "quarantined": Words("隔离", "Quarantined"),
    "fix": Words("需修正", "Needs repair"),
}

PREMISES_STATUS = {
    "open": Words("在营", "Open"),
    "suspended": Words("停业", "Suspended"),
    "closed": Words("注销", "Closed"),
}
