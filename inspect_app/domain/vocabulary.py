"""One word per thing, as on screen: kinds, roles, results, states. zh first, en second."""

from typing import NamedTuple


class Words(NamedTuple):
    """A name in both languages."""

    zh: str
    en: str


KINDS = {
    "canteen_school": Words("中小学食堂", "School canteen"),
    "canteen_elderly": Words("养老机构食堂", "Elderly-care canteen"),
    "market": Words("集贸市场", "Collective market"),
    "stall": Words("市场经营户", "Market stall"),
    "elevator": Words("住宅电梯", "Residential lift"),
    "estate": Words("住宅小区", "Housing estate"),
    "construction_site": Words("建设工程", "Construction site"),
    "unit_work": Words("单位工程", "Unit work"),
    "food_shop": Words("食品经营店", "Food shop"),
    "food_online": Words("网络食品店", "Online food shop"),
    "food_street": Words("示范街区", "Demonstration street"),
    "consumer_unit": Words("放心消费单位", "Trusted-consumption unit"),
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
