"""A construction site with three tower cranes is scored, sheet by sheet, sealed,
returned for one crane and mended; its result stands once approved, and no first acceptance does."""

import json
from typing import Any
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, expect

from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import score
from tests.browser.deciding import approve, return_one_item, supervisor
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import Manner, played
from tests.browser.register import ask, inspections_at
from tests.browser.server import Site
from tests.browser.trade import TAOPU, Trade, figures, new_site

CODE = "construction-jgj59"
HOOK = "B17[3号楼东侧].hook"
# From the pick list, where it takes two points and more; the other losses are told in own words.
LISTED, LEAST = "方案针对性差或缺计算", 2
REMARK = "看不清防脱装置，请重拍"
ABSENT = ("B11", "B12", "B13", "B14", "B18", "B19")


def loss(clause: str, points: int) -> dict[str, Any]:
    return {"deductions": [{"clause": clause, "count": 1, "points": points}]}


# What an earlier release could leave behind.
TWINS = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const drafts = db.transaction("drafts", "readwrite").objectStore("drafts");
  for (const draft of await done(drafts.getAll())) {
    const twin = { table: "B19", label: "1#", scores: {} };
    await done(drafts.put({ ...draft, tables: [twin, twin] }));
  }
  db.close();
}"""


class Sheets:
    """What will be found on this site, and what it therefore comes to."""

    def __init__(
        self, site: Site, attrs: dict[str, Any], manner: Manner, **on_the_yard: Any
    ) -> None:
        self.manner = manner
        missing = {"missing": True, "reason": manner.says("score.reason-1")}
        self.object: dict[str, Any] = json.loads(site.command("checklists", "show", CODE, "--json"))
        [(today,)] = ask(site, "select date('now', '+8 hours')")
        self.missing = missing
        self.tables = [
            self.sheet("B1", "1#", plan=loss(LISTED, 3)),
            self.sheet("B2", "1#", **on_the_yard),
            self.sheet("B17", "1#", multi=missing),
            self.sheet("B17", "3号楼东侧", multi=missing, hook=loss("防脱装置变形", 4)),
            self.sheet("B17", "2#", multi=missing, use=loss("司机证过期", 10)),
        ]
        premises = {"kind": "construction_site", "attrs": attrs}
        given = {"premises": premises, "on": today, "tables": self.tables}
        self.score = score(Checklist.from_object(self.object), given)

    def name_of(self, what: str, id: str) -> str:
        """How this phone calls one of the list's tables or items."""
        return self.manner.either(next(one for one in self.object[what] if one["id"] == id))

    def listed(self) -> str:
        plan = next(item for item in self.object["items"] if item["id"] == "B1.plan")
        clause = next(one for one in plan["deductions"] if one["clause"] == LISTED)
        return self.manner.either({"zh": LISTED, "en": clause["en"]})

    def written(self) -> list[dict[str, Any]]:
        """These and what is not here, as a draft holds them; why there is no photo of a loss."""
        here = json.loads(json.dumps(self.tables))
        for found in (one for sheet in here for one in sheet["scores"].values()):
            if isinstance(found, dict) and "deductions" in found:
                found["no_photo"] = "示例"
        known = {sheet["table"] for sheet in here}
        absent = [table["id"] for table in self.object["tables"] if table["id"] not in known]
        return [*here, *(self.sheet(table, "1#", everywhere=self.missing) for table in absent)]

    def sheet(self, table: str, label: str, everywhere: Any = None, **found: Any) -> dict[str, Any]:
        """Each of its items with full points, or as it is everywhere, beside what was found."""
        items = [item for item in self.object["items"] if item["id"].startswith(f"{table}.")]
        scores = {item["id"].partition(".")[2]: everywhere or item["max"] for item in items}
        return {"table": table, "label": label, "scores": scores | found}


@played()  # daily one inspection goes the whole way
def test_three_cranes_of_a_site(
    mei: Inspector, desk: BrowserContext, site: Site, trade: Trade
) -> None:
    place = new_site(site)
    sheets = Sheets(site, place.attrs, mei.manner)
    before = figures(site)["project-first-pass"]

    mei.fetch()
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    mei.find("start").click()
    mei.find(f"choose-{CODE}").click()
    say_what_is_here(mei)
    for sheet in sheets.tables:
        fill_in(mei, sheet, sheets)
    mei.find("next").click()
    expect(mei.find("seal-result")).to_have_text(mei.says("result.fail"))
    expect(mei.find("seal-points")).to_contain_text(sheets.score["total_shown"])
    zero = mei.says("sheets.why-zero", sheet=f"{sheets.name_of('tables', 'B17')} 2#")
    expect(mei.page.get_by_text(zero)).to_be_visible()
    mei.sign_off(trade.second)
    mei.seal()
    mei.deliver()

    body = stored_body(site, place.id)
    assert body["answers"] == {}
    here = [sheet for sheet in body["tables"] if sheet["table"] in ("B1", "B2", "B17")]
    assert sorted(here, key=by_name) == sorted(sheets.tables, key=by_name)
    assert sorted(body["photos"]) == ["B1.plan", "B17[2#].use", HOOK]

    site.command("user", "scope", "chen", "--add", f"{TAOPU}:construction_site")
    chen = supervisor(desk, site)
    return_one_item(chen, site, place, HOOK, REMARK)
    mend(mei, place.name)
    mei.deliver()
    assert [rev for _, rev in inspections_at(site, place)] == [2]
    expect_sent_record(mei, place.id, site, sheets)
    approve(chen, site, place)

    expect_result(mei, chen, site, place.id, sheets)
    assert figures(site)["project-first-pass"] == before


def test_two_sheets_of_one_name_are_told_apart(mei: Inspector, trade: Trade) -> None:
    mei.cut_network()
    mei.go(f"/premises/{trade.crane_site.id}")
    mei.find("start").click()
    mei.find(f"choose-{CODE}").click()
    mei.begin_again()
    expect(mei.find("here-B19")).to_be_visible()
    mei.page.evaluate(TWINS)
    mei.page.reload()
    for label, left in (("2#", 1), ("1#", 0)):
        mei.find(f"sheet-B19[{label}]").click()
        mei.find("remove").click()
        expect(mei.page.locator('[data-test^="sheet-B19"]')).to_have_count(left)
    mei.find("more").click()
    for _ in range(2):
        mei.find("discard").click()
    mei.page.wait_for_url(f"{mei.site.base}/")


def by_name(sheet: dict[str, Any]) -> str:
    return f"{sheet['table']} {sheet['label']}"


def say_what_is_here(mei: Inspector) -> None:
    for line in ("scaffold", "hoist"):
        mei.find(f"rest-{line}").click()
    for table in ABSENT:
        mei.tap_twice(f"absent-{table}")
    expect(mei.find("here-B17")).to_have_count(1)
    expect(mei.find("absent")).to_have_count(8)


def fill_in(mei: Inspector, sheet: dict[str, Any], sheets: Sheets) -> None:
    open_sheet(mei, sheet["table"], sheet["label"])
    if mei.find("same-missing").count():
        mei.find("same-missing").click()
    for slug, found in sheet["scores"].items():
        if isinstance(found, int):
            mei.find(f"full-{slug}").click()
        elif mei.find(f"full-{slug}").count():
            tell_more(mei, slug, found, sheets)
    expect(mei.find("sheet-score")).to_be_visible()
    mei.find("to-all").click()


def open_sheet(mei: Inspector, table: str, label: str) -> None:
    here = f"here-{table}"
    mei.tap_twice(here if mei.find(here).count() else f"add-{table}")
    expect(mei.find("sheet-total")).to_be_visible()
    if not label.endswith("#"):
        mei.find("rename").click()
        mei.find("label").fill(label)
        mei.find("rename-keep").click()
        expect(mei.page.get_by_role("heading", name=label)).to_be_visible()


def tell_more(mei: Inspector, slug: str, found: dict[str, Any], sheets: Sheets) -> None:
    """An item that is missing, or that loses points by a clause in own words, with its photo."""
    mei.find(f"open-{slug}").click()
    if found == sheets.missing:
        mei.find("score-missing").click()
        mei.page.locator(".phrase").first.click()
        return
    [one] = found["deductions"]
    mei.find("score-take").click()
    least = LEAST if one["clause"] == LISTED else 1
    if one["clause"] == LISTED:
        mei.find("clause").filter(has_text=sheets.listed()).click()
    else:
        mei.find("own-clause").click()
        mei.find("own-words").fill(one["clause"])
    for _ in range(one["points"] - least):
        mei.find("points-off-more").click()
    mei.take_small_photo()
    if slug == "hook":
        lose_the_page(mei, slug)


def lose_the_page(mei: Inspector, slug: str) -> None:
    address = mei.page.url
    mei.page.reload()
    expect(mei.find(f"open-{slug}")).to_have_attribute("aria-expanded", "true")
    expect(mei.find("photo")).to_have_count(1)
    assert mei.page.url == address


def stored_body(site: Site, premises: str) -> dict[str, Any]:
    [(text,)] = ask(
        site,
        """select r.body from inspection_revision r join inspection i on i.id = r.inspection_id
        where i.premises_id = ?""",
        premises,
    )
    body: dict[str, Any] = json.loads(text)
    return body


def mend(mei: Inspector, name: str) -> None:
    """The return opens the very crane; its photo is taken again, the rest stays."""
    mei.find("retry").click()
    mei.go_to("today")
    row = mei.find("returned-row").filter(has_text=name.removesuffix("（示例）"))
    expect(row).to_contain_text(REMARK, timeout=SLOW)
    mei.arrive()
    row.click()
    mei.page.wait_for_url(f"**/{quote(HOOK, safe='')}")
    expect(mei.page.get_by_text(REMARK)).to_be_visible()
    mei.take_small_photo()
    mei.find("next").click()
    mei.page.get_by_label(mei.says("seal.revision-reason")).fill("按退回意见补正")
    mei.seal()


def expect_sent_record(mei: Inspector, premises: str, site: Site, sheets: Sheets) -> None:
    [(id,)] = ask(site, "select id from inspection where premises_id = ?", premises)
    mei.go(f"/outbox/{id}")
    sent = mei.find("record-B17[3号楼东侧]")
    expect(sent).to_contain_text(mei.says("record.taken", clause="防脱装置变形", n=4))
    expect(sent.locator('[data-test="photo"]')).to_have_count(2)
    expect(mei.find("record-B17[2#]")).to_contain_text(mei.says("sheets.points", n="0.00"))


def expect_result(mei: Inspector, chen: Page, site: Site, premises: str, sheets: Sheets) -> None:
    """The phone learns with its next pull what the desk shows at once."""
    chen.goto(f"{site.base}/desk/premises/{premises}")
    expect(chen.get_by_text("不合格").first).to_be_visible()
    mei.go("/outbox")
    mei.find("retry").click()
    mei.go(f"/premises/{premises}")
    crane = f"{sheets.name_of('tables', 'B17')} 3号楼东侧"
    failed = mei.says("word.between").join([crane, sheets.name_of("items", "B17.hook")])
    expect(mei.page.get_by_text(failed)).to_be_visible(timeout=SLOW)
