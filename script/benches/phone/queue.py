"""How soon a phone starts that has not been near a network for long: records and photos wait."""

import statistics
from typing import Any

from script.benches.phone.first_load import open_slowly
from tests.browser.inspector import SLOW, Inspector
from tests.browser.phone_screens import TODAY_SCREEN

RECORDS, PHOTOS, STARTS = 1_000, 500, 5
FILL = """async ({records, photos}) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const random = (size) => crypto.getRandomValues(new Uint8Array(size));
  const hex = (size) => [...random(size)].map((one) => one.toString(16).padStart(2, "0")).join("");
  const names = (await indexedDB.databases()).map((one) => one.name);
  const name = names.find((one) => /^inspect:.{36}$/.test(one));
  const db = await done(indexedDB.open(name));
  const rows = await done(db.transaction("rows").objectStore("rows").getAll());
  const all = rows.filter((row) => row.collection === "premises");
  const places = all.slice(0, all.length >> 1); // the other half is still due
  const at = new Date(Date.now() - 86400000).toISOString();
  const blobs = [];
  for (let number = 0; number < photos; number++) {
    const bytes = new Uint8Array(200_000);
    for (let from = 0; from < bytes.length; from += 50_000) bytes.set(random(50_000), from);
    const blob = {sha256: hex(32), size: bytes.length, type: "image/jpeg"};
    blobs.push(blob);
    const tx = db.transaction(["photos", "bytes"], "readwrite");
    tx.objectStore("photos").put(
      {...blob, here: true, uploaded: false, receipted: false, saved_at: at});
    tx.objectStore("bytes").put(bytes.buffer, blob.sha256);
    await new Promise((resolve) => (tx.oncomplete = resolve));
  }
  const tx = db.transaction("outbox", "readwrite");
  for (let number = 0; number < records; number++) {
    const place = places[number % places.length];
    const answers = Object.fromEntries(Array.from({length: 60}, (_, item) =>
      [`kitchen.item-${item}`, {value: item % 9 ? "pass" : "fail", note: "地面有积水"}]));
    tx.objectStore("outbox").put({
      collection: "inspection", id: crypto.randomUUID(), rev: 1, base: null, digest: hex(32),
      body: JSON.stringify({schema: 2, premises: {id: place.id}, answers, photos: {},
        visit: crypto.randomUUID(), on: at.slice(0, 10), sealed_at: at}),
      blobs: number < photos ? [blobs[number]] : [], made_at: at, state: "ready",
      about: {premises: place.id, premises_name: place.data.name, checklist: "canteen",
        on: at.slice(0, 10)},
      tries: 0, retry_at: 0,
    });
  }
  await new Promise((resolve) => (tx.oncomplete = resolve));
  db.close();
}"""


def measure_queue(lin: Inspector) -> dict[str, Any]:
    """Fill a phone that somebody is signed in on, close it, and open it again without a network."""
    lin.cut_network()
    lin.go("/")
    lin.page.wait_for_selector(TODAY_SCREEN, timeout=SLOW)
    lin.page.evaluate(FILL, {"records": RECORDS, "photos": PHOTOS})
    starts = []
    for _ in range(STARTS):
        lin.context.close()
        lin.open(offline=True)
        starts.append(open_slowly(lin.context, lin.site))
    return {
        "queued_start_ms": round(statistics.median(starts)),
        "queued_starts_ms": [round(start) for start in starts],
        "queued": {"records": RECORDS, "photos": PHOTOS},
    }
