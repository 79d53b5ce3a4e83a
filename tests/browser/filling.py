"""Answers written to the phone's disk at once, where a test is about what comes after them."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.plan import Plan

WRITE = """async ([id, found]) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!/^inspect:.{36}$/.test(name)) continue;
    const db = await done(indexedDB.open(name));
    const drafts = db.transaction("drafts", "readwrite").objectStore("drafts");
    const draft = await done(drafts.get(id));
    if (draft) await done(drafts.put({ ...draft, ...found, edits: draft.edits + 1 }));
    db.close();
  }
}"""


def fill_in(mei: Inspector, plan: Plan) -> None:
    """Write all answers of the draft on screen, and why no photo is there; ends at the seal."""
    write(mei, plan.score, plan.kind, answers=with_reasons(plan))


def write(mei: Inspector, score: dict[str, Any], kind: str, **found: Any) -> None:
    """Write what was found into the draft on screen; the seal says what it comes to."""
    draft = mei.draft
    mei.page.evaluate(WRITE, [draft, found])
    mei.go(f"/seal/{draft}")
    expect(mei.find("seal-result")).to_have_text(mei.says_result(score, kind))


def with_reasons(plan: Plan) -> dict[str, Any]:
    answers = {item: dict(answer) for item, answer in plan.answers.items()}
    for item in plan.photos:
        answers[item]["no_photo"] = "示例"
    for item in plan.fail:
        answers[item]["due_days"] = 5
    return answers
