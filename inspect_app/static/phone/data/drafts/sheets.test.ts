import { expect, test } from "vitest";
import { keyOf } from "../outbox/settling";
import { CANTEEN, EPOCH, linsPhone, picture } from "../../testing/makers";

async function withPhoto() {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.editSheets(id, (draft) => {
    draft.tables = [{ table: "B17", label: "1#", scores: { load: 10 } }];
  });
  const { sha256 } = await store.photos.add(id, "B17.load", picture("crane"), "camera");
  await store.drafts.editSheets(id, (draft) => {
    draft.removed = { sheet: draft.tables![0]!, at: 0, photos: { load: draft.photos["B17.load"]! } };
    draft.photos = {};
    draft.tables = [];
  });
  return { store, id, sha256 };
}

test("photos of a sheet that was taken out stay until it can no longer be put back", async () => {
  const { store, id, sha256 } = await withPhoto();
  expect(await store.photos.orphans()).toEqual([]);
  await store.drafts.editSheets(id, (draft) => void delete draft.removed);
  expect(await store.photos.orphans()).toMatchObject([{ sha256 }]);
});

test("a draft thrown away takes the photos of its removed sheet along", async () => {
  const { store, id, sha256 } = await withPhoto();
  await store.drafts.discard(id);
  expect(await store.photos.orphans()).toMatchObject([{ sha256 }]);
});

test("the sheets are sealed, what was taken out is not", async () => {
  const { store, id } = await withPhoto();
  await store.drafts.editSheets(id, (draft) => {
    draft.tables = [
      {
        table: "B1",
        label: "1#",
        scores: { duty: { deductions: [{ clause: "无\0", count: 1, points: 2 }] } },
      },
    ];
  });
  const sealed = JSON.parse((await store.seal(id)).body);
  expect(sealed.tables).toEqual([
    { table: "B1", label: "1#", scores: { duty: { deductions: [{ clause: "无", count: 1, points: 2 }] } } },
  ]);
  expect(sealed).not.toHaveProperty("removed");
  expect(sealed.answers).toEqual({});
});

test("the server's complaint about a sheet opens the item that it names", async () => {
  const store = await linsPhone();
  const { id } = await store.drafts.start(CANTEEN);
  await store.drafts.editSheets(id, (draft) => {
    draft.tables = [{ table: "B17", label: "东 2#", scores: { load: 10 } }];
  });
  const sealed = await store.seal(id);
  const fields = { "tables.0.scores.load": "…" };
  await store.wire.settle(
    keyOf(sealed),
    { verdict: "fix", code: "validation", detail: { fields } },
    null,
    EPOCH,
  );
  expect((await store.startRevision(id)).current_item).toBe("B17[东 2#].load");
});
