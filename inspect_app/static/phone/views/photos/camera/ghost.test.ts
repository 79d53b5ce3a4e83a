import { expect, it } from "vitest";
import type { PhotoRef } from "../../../data";
import { chooseGhost } from "./ghost";

const photo = (sha256: string, role: PhotoRef["role"] = "evidence"): PhotoRef => ({
  sha256,
  role,
  taken_at: "2022-09-14T10:12:00+08:00",
  source: "camera",
});

it("has nothing to lay over where no photo was taken", () => {
  expect(chooseGhost({ rev: 2 }, [])).toBeNull();
  expect(chooseGhost({ rev: 1 }, [photo("m", "marked")])).toBeNull();
});

it("lays the photo from before over the live picture, whatever came after", () => {
  const found = chooseGhost({ rev: 1 }, [photo("a"), photo("b", "before"), photo("c")]);
  expect(found).toEqual({ photo: photo("b", "before"), strength: 40 });
});

it("offers the last photo, and shows it at once where something is mended", () => {
  const taken = [photo("a"), photo("b"), photo("c", "marked")];
  expect(chooseGhost({ rev: 1 }, taken)).toEqual({ photo: photo("b"), strength: 0 });
  expect(chooseGhost({ rev: 2 }, taken)).toEqual({ photo: photo("b"), strength: 40 });
});
