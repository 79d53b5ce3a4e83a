"""A phone's processor: the main thread is slowed down by Chromium, and workers by arithmetic.

Chromium's throttling stops the main thread alone. `prove` runs the same work on both and says so;
`WORKERS` notes how long each worker was at work, so that its share is counted as if slowed as well.
"""

from typing import Any

from playwright.sync_api import Page

RATE = 4
WORKERS = """(() => {
  const Real = window.Worker;
  window.workerMs = [];
  window.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => window.workerMs.push(performance.now() - this.begun));
    }
    postMessage(...given) {
      this.begun = performance.now();
      super.postMessage(...given);
    }
  };
})()"""
WORK = """const work = () => {
  const begun = performance.now();
  let sum = 0;
  for (let number = 0; number < 20_000_000; number++) sum = (sum + number * number) % 7;
  return [performance.now() - begun, sum][0];
};"""
COMPARE = (
    "async () => {"
    + WORK
    + """
  const best = async (once) => Math.min(await once(), await once(), await once());
  const url = URL.createObjectURL(
    new Blob([`${work_text} onmessage = () => postMessage(work())`], {type: "text/javascript"}));
  const worker = new Worker(url);
  const inWorker = () => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage(null);
  });
  return {main: await best(work), worker: await best(inWorker)};
}"""
).replace("${work_text}", "const work = ${work};")


def slow_down(page: Page, rate: int = RATE) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def prove(page: Page) -> dict[str, float]:
    """Return how many times slower the main thread and a worker are under throttling.

    The page is a blank one: a page of the app starts no worker from a blob.
    """
    quick: dict[str, Any] = page.evaluate(COMPARE)
    slow_down(page)
    slow: dict[str, Any] = page.evaluate(COMPARE)
    slow_down(page, 1)
    return {place: round(slow[place] / quick[place], 2) for place in ("main", "worker")}


def with_workers(taken: float, in_workers: float, worker_slowdown: float) -> float:
    """Return what a moment would have taken had its workers been slowed down as much."""
    return taken + in_workers * max(0.0, RATE / worker_slowdown - 1)
