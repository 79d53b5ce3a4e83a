"""An inspection as Chromium prints it: its head, every item, no button, the line on each sheet."""

import re
from io import BytesIO
from unicodedata import normalize

from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from tests.browser.deciding import sign_in_at_desk
from tests.browser.register import ask
from tests.browser.server import Site

DECIDED = """
select r.inspection_id, r.rev, r.digest, p.name, p.address, c.code || c.version
from inspection_revision r join inspection i on i.id = r.inspection_id and i.head_rev = r.rev
join premises p on p.id = i.premises_id join checklist c on c.id = r.checklist_id
where r.state = 'approved' and p.kind = 'canteen_school' order by i.id desc limit 1
"""


# Radicals that NFKC leaves as they are.
RADICALS = str.maketrans("⻝⻔⻓⻋⻅⻚⻢⻛⻥⻨⻩⻬⻘", "食门长车见页马风鱼麦黄齐青")


def squeezed(text: str) -> str:
    """Without spaces; a PDF may write 食 as the radical ⻝ that looks the same."""
    return re.sub(r"\s", "", normalize("NFKC", text).translate(RADICALS))


def test_a_printed_inspection_says_what_it_is_on_every_sheet(
    desk: BrowserContext, site: Site
) -> None:
    ((id, rev, digest, name, address, checklist),) = ask(site, DECIDED)
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("supervisor"))
    page.goto(f"{site.base}/desk/inspections/{id}?lang=zh", wait_until="networkidle")
    printed = page.pdf(prefer_css_page_size=True)
    sheets = [squeezed(one.extract_text()) for one in PdfReader(BytesIO(printed)).pages]
    first = sheets[0]
    for said in (
        "检查记录",
        name,
        address,
        checklist,
        digest,
        f"第{rev}次提交",
        "检查员",
        "结果",
        "复核通过",
    ):
        assert squeezed(said) in first, said
    for number, sheet in enumerate(sheets, 1):
        assert squeezed(name.removesuffix("（示例）")) in sheet
        assert f"{number}/{len(sheets)}" in sheet
        assert "全部通过" not in sheet and "退回补正" not in sheet
