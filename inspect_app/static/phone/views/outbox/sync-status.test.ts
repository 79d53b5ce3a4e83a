import { expect, it } from "vitest";
import type { Problem } from "../../data";
import { StatusValue } from "../../sync/status";
import type { Status } from "../../sync/types";
import { timeOf } from "../../ui/formats/format";
import { syncStatusOf } from "./sync-status";

const FULL: Problem = {
  code: "storage_full",
  safe: true,
  next: "wait",
  zh: "服务器磁盘已满",
  en: "The disk is full",
};

function wordsOf(change: Partial<Status>): string[] {
  const { first, second } = syncStatusOf({ ...new StatusValue().get(), ...change });
  return [first, second];
}

it("says when it tries again by itself, and that the work is safe", () => {
  const nextTryAt = Date.now() + 300_000;
  expect(wordsOf({ online: true, photosWaiting: 1, problem: FULL, nextTryAt })).toEqual([
    "服务器磁盘已满",
    `已存本机，${timeOf(nextTryAt)} 自动再试`,
  ]);
});

it("says that nothing is lost where a trouble ends by no waiting", () => {
  expect(wordsOf({ online: true, photosWaiting: 1, problem: FULL })[1]).toBe("数据在本机，没有丢");
});

it("calls no signature a photo", () => {
  const last = { online: true, phase: "uploading", recordsWaiting: 1, signaturesWaiting: 2 } as const;
  expect(wordsOf(last)[0]).toBe("正在上传检查记录");
});

it("calls nothing received before a receipt", () => {
  expect(wordsOf({ online: true, photosWaiting: 2 })).toEqual([
    "2 张照片待上传",
    "已存本机，有网络时自动续传",
  ]);
  expect(wordsOf({ online: false, scansWaiting: 1, lastReceivedAt: "2022-09-14T02:00:00Z" })[0]).toBe(
    "1 次扫码待上传",
  );
  expect(wordsOf({ online: true, lastReceivedAt: "2022-09-14T02:00:00Z" })[0]).toContain("全部入库");
});

it("says nothing is all in while a draft is not sealed", () => {
  const words = wordsOf({ online: true, lastReceivedAt: "2022-09-14T02:00:00Z", draftsOpen: 2 });
  expect(words).toEqual(["2 次检查还没封存", "草稿在本机，封存后才上传"]);
});
