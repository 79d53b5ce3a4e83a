"""The kinds of papers, the department that issues each, and the numbers they bear."""

from dataclasses import dataclass

RECORD, ORDER, LIFT, SITE, RECHECK = "record", "order", "lift", "site", "recheck"
LIFTS, SITES = ("elevator", "estate"), ("construction_site", "unit_work")
MARKET, BUILDING = "scjgj", "jgw"
EXAMPLE = "示-"


@dataclass(frozen=True)
class Kind:
    """A kind of paper: the sign in its number, and its name."""

    sign: str
    zh: str
    en: str


KINDS = {
    RECORD: Kind("检", "现场检查笔录", "Record of an inspection"),
    ORDER: Kind("责", "责令改正通知书", "Order to correct"),
    LIFT: Kind("特令", "特种设备安全监察指令书", "Instruction on special equipment"),
    SITE: Kind("改", "整改通知单", "Order to a construction site"),
    RECHECK: Kind("复", "复查意见书", "Opinion after a recheck"),
}
ORDERS = (ORDER, LIFT, SITE)
OFFICES = {MARKET: "普市监", BUILDING: "普建管"}


def order_kind(kind: str) -> str:
    """Return which order a kind of premises gets: lifts and sites have papers of their own."""
    return LIFT if kind in LIFTS else SITE if kind in SITES else ORDER


def department_of(kind: str) -> str:
    """Return the department that inspects a kind of premises."""
    return BUILDING if kind in SITES else MARKET


def number_text(department: str, kind: str, year: int, serial: int, *, fictional: bool) -> str:
    """Return a number as it is printed, such as 普市监责〔2022〕示-147号."""
    example = EXAMPLE if fictional else ""
    return f"{OFFICES[department]}{KINDS[kind].sign}〔{year}〕{example}{serial}号"


def provisional_number(inspection: str) -> str:
    """Return the number that a phone gives a paper before the approval, by its inspection's id."""
    end = inspection.replace("-", "")[-12:].upper()
    return "-".join((end[:4], end[4:8], end[8:]))
