import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { currentLanguage, setLanguage, startTexts, t } from "./texts";

const locked = () => {
  throw new DOMException("", "SecurityError");
};
const stored = (language: string | null) => ({ getItem: () => language, setItem: () => undefined });

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("navigator", { languages: ["zh-CN"] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock("./texts-en");
});

it("goes on in Chinese when the English words do not come, and asks for them at the next start", async () => {
  vi.doMock("./texts-en", () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  vi.stubGlobal("localStorage", stored("en"));
  await startTexts();
  expect([currentLanguage(), t("go.reload"), document.documentElement.lang]).toEqual([
    "zh",
    "重新打开",
    "zh-CN",
  ]);
  vi.doUnmock("./texts-en");
  await startTexts();
  expect([currentLanguage(), t("go.reload")]).toEqual(["en", "Open again"]);
});

it("starts where the browser keeps nothing, and changes the language there", async () => {
  vi.stubGlobal("localStorage", { getItem: locked, setItem: locked });
  await startTexts();
  expect(currentLanguage()).toBe("zh");
  await setLanguage("en");
  expect(currentLanguage()).toBe("en");
});
