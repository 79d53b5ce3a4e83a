"""How long a 12 megapixel photo takes until it is safe, and what forty of them cost at once."""

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from script.benches.phone.hands import fresh_page
from script.benches.phone.slow import WORKERS, slow_down, with_workers
from tests.browser.inspector import PICTURES, Inspector
from tests.browser.pictures import twelve_megapixels

MANY, SINGLE = 40, 5
PATIENCE = 240
# From the moment the camera hands over the file until its tile says that it is stored.
TIMED = """(() => {
  window.blocks = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.blocks.push(one.duration);
  }).observe({type: "longtask", buffered: true});
  addEventListener("change", (event) => (window.handedAt = event.timeStamp), true);
  window.stored = () => [...document.querySelectorAll('[data-test="photo"]')]
    .filter((tile) => tile.textContent.includes("已存本机")).length;
  new MutationObserver(() => {
    if (window.awaited && window.stored() >= window.awaited) {
      window.storedAt = performance.now();
      window.awaited = 0;
    }
  }).observe(document, {childList: true, subtree: true, characterData: true, attributes: true});
})()"""
BEGIN = """(more) => {
  window.awaited = window.stored() + more;
  window.storedAt = 0;
  window.workerMs.length = window.blocks.length = 0;
}"""
TOLD = """() => ({taken: window.storedAt - window.handedAt, workers: window.workerMs.slice(),
  blocks: window.blocks.slice()})"""


def measure_photos(lin: Inspector, folder: Path, slowdown: dict[str, float]) -> dict[str, Any]:
    """Lin stands at an item of a draft, without a network."""
    here = lin.page.url
    page = fresh_page(lin, WORKERS, TIMED)
    page.goto(here)
    lin.find("answer-fail").click()
    slow_down(page)
    singles = [take(lin, picture_files(folder, 1), "camera-input") for _ in range(SINGLE)]
    times = sorted(
        with_workers(one["taken"], sum(one["workers"]), slowdown["worker"]) for one in singles
    )
    pictures = picture_files(folder, MANY)
    with Memory(lin.profile) as memory:
        many = take(lin, pictures, "album-input")
    slow_down(page, 1)
    in_workers = sum(many["workers"])
    return {
        "photo_12mp_ms": round(times[len(times) // 2]),
        "photo_12mp_worker_share": round(sum(singles[0]["workers"]) / singles[0]["taken"], 2),
        "photos_40_ms": round(with_workers(many["taken"], in_workers, slowdown["worker"])),
        "photos_40_peak_mb": memory.peak,
        "photos_40_longest_block_ms": round(max(many["blocks"], default=0)),
    }


def picture_files(folder: Path, count: int) -> list[Path]:
    """Write so many different 12 megapixel pictures: too many to hand over in one message."""
    made = []
    for _ in range(count):
        picture = twelve_megapixels(next(PICTURES))
        made.append(folder / picture["name"])
        made[-1].write_bytes(picture["buffer"])
    return made


def take(lin: Inspector, files: list[Path], way: str) -> dict[str, Any]:
    page: Page = lin.page
    page.evaluate(BEGIN, len(files))
    lin.find(way).set_input_files(files)
    lin.until(lambda: bool(page.evaluate("window.storedAt > 0")), PATIENCE)
    told: dict[str, Any] = page.evaluate(TOLD)
    return told


class Memory:
    """The most that all processes of a profile held at once, each page shared counted once."""

    def __init__(self, profile: Path) -> None:
        self.profile, self.most = str(profile), 0
        self.ended = threading.Event()
        self.watcher = threading.Thread(target=self._watch)

    @property
    def peak(self) -> int:
        return self.most // 1024

    def __enter__(self) -> "Memory":
        self.watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.watcher.join()

    def _watch(self) -> None:
        while not self.ended.wait(0.2):
            self.most = max(self.most, sum(map(held_kb, browser_processes(self.profile))))


def browser_processes(profile: str) -> list[Path]:
    """The browser and whatever descends from it: renderers do not name their profile."""
    parents, first = dict[int, int](), set[int]()
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            pid = int(entry.name)
            parents[pid] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if profile.encode() in (entry / "cmdline").read_bytes():
                first.add(pid)
    found = set(first)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return [Path(f"/proc/{pid}") for pid in found]


def held_kb(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
