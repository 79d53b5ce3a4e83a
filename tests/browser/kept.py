"""What lies in a phone's database, read apart from the app's own code."""

from typing import Any

from playwright.sync_api import Page

LOOK = """async (tables) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const hash = async (bytes) => Array.from(
    new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join("");
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const found = {};
  for (const table of tables) {
    const values = await done(db.transaction(table).objectStore(table).getAll());
    found[table] = table === "bytes" ? await Promise.all(values.map(hash)) : values;
  }
  db.close();
  return found;
}"""


def look(page: Page, *tables: str) -> dict[str, list[Any]]:
    """All values of some tables; of bytes only what they hash to."""
    found: dict[str, list[Any]] = page.evaluate(LOOK, list(tables))
    return found
