"""How soon a tap is on the disk, and how soon the list answers to a key, on a slow phone."""

from typing import Any

from playwright.sync_api import Page

from script.benches.phone.slow import slow_down
from tests.browser.inspector import SLOW, Inspector
from tests.browser.register import uncovered_school

TAPS, PREMISES = 40, 5_000
TYPED = ("shiyan", "tangqiao", "putuo", "zhenguang", "示例", "小学食堂", "changfeng 1")
# From the tap until the transaction that wrote the draft is complete.
TIMED_TAPS = """(() => {
  const open = IDBDatabase.prototype.transaction;
  window.taps = [];
  window.tappedAt = 0;
  IDBDatabase.prototype.transaction = function (names, mode, ...rest) {
    const tx = open.call(this, names, mode, ...rest);
    if (mode === "readwrite" && [names].flat().includes("drafts"))
      tx.addEventListener("complete", () => {
        if (window.tappedAt) window.taps.push(performance.now() - window.tappedAt);
        window.tappedAt = 0;
      });
    return tx;
  };
  addEventListener("click", (event) => (window.tappedAt = event.timeStamp), true);
})()"""
# From the key until the list that answers to it has been drawn and laid out.
TIMED_KEYS = """(() => {
  window.keys = [];
  window.typedAt = 0;
  addEventListener("input", (event) => (window.typedAt = event.timeStamp), true);
  new MutationObserver(() => {
    if (!window.typedAt) return;
    document.body.offsetHeight;
    window.keys.push(performance.now() - window.typedAt);
    window.typedAt = 0;
  }).observe(document, {childList: true, subtree: true, characterData: true});
})()"""
# The same premises under other names, codes and ids, until there are enough.
MORE_PREMISES = """async (wanted) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const tx = db.transaction("rows", "readwrite");
  const rows = (await done(tx.objectStore("rows").getAll()))
    .filter((row) => row.collection === "premises");
  for (let number = rows.length; number < wanted; number++) {
    const like = rows[number % rows.length];
    const data = {...like.data, name: `${like.data.name}${number}`};
    delete data.parent;
    tx.objectStore("rows").put({...like, id: crypto.randomUUID(), data});
  }
  await new Promise((resolve) => (tx.oncomplete = resolve));
  db.close();
}"""


def measure_taps(lin: Inspector) -> dict[str, Any]:
    """Lin is signed in and has no network; she stands at an item of a draft afterwards."""
    page = fresh_page(lin, TIMED_TAPS)
    lin.go(f"/premises/{uncovered_school(lin.site, 'lin').id}")
    lin.start()
    slow_down(page)
    for number in range(TAPS):
        lin.find("answer-fail" if number % 2 else "answer-pass").click()
        lin.until(lambda: bool(page.evaluate("window.tappedAt === 0")))
    times: list[float] = page.evaluate("window.taps")
    slow_down(page, 1)
    return {"tap_saved_p95_ms": p95(times), "taps": len(times)}


def measure_keys(lin: Inspector) -> dict[str, Any]:
    """Lin's lists grow for it."""
    lin.page.evaluate(MORE_PREMISES, PREMISES)
    page = fresh_page(lin, TIMED_KEYS)
    lin.go("/premises")
    page.wait_for_selector('[data-test="premises-row"]', timeout=SLOW)
    page.wait_for_timeout(1000)
    slow_down(page)
    page.focus('[data-test="search"]')
    for word in TYPED:
        page.keyboard.type(word, delay=120)
        page.wait_for_timeout(300)
        for _ in word:
            page.keyboard.press("Backspace", delay=20)
            page.wait_for_timeout(120)
    times: list[float] = page.evaluate("window.keys")
    slow_down(page, 1)
    return {"keystroke_p95_ms": p95(times), "keystrokes": len(times), "premises": PREMISES}


def fresh_page(lin: Inspector, *scripts: str) -> Page:
    """Another page of the same phone, with these scripts before the app's own."""
    old, lin.page = lin.page, lin.context.new_page()
    old.close()
    for script in scripts:
        lin.page.add_init_script(script)
    return lin.page


def p95(times: list[float]) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1)
