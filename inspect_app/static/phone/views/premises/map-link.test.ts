import { expect, it } from "vitest";
import { mapLink } from "./map-link";

const ANDROID = { userAgent: "Mozilla/5.0 (Linux; Android 14) Chrome/120", maxTouchPoints: 5 };
const IPHONE = { userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)", maxTouchPoints: 5 };
const IPAD = { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)", maxTouchPoints: 5 };
const DESKTOP = { userAgent: "Mozilla/5.0 (X11; Linux x86_64)", maxTouchPoints: 0 };
const MAC = { ...IPAD, maxTouchPoints: 0 };

const place = { name: "第一食堂 & 店", address: "曹杨路 9 号", lat: 31.2495, lng: 121.3955 };

it("leads nowhere where neither position nor address is known", () => {
  expect(mapLink({ ...place, lat: null, lng: null, address: "" }, ANDROID)).toBeNull();
});

it("asks Android's own map apps by the place as it was measured", () => {
  expect(mapLink(place, ANDROID)).toBe(
    `geo:31.2495,121.3955?q=31.2495,121.3955(${encodeURIComponent(place.name)})`,
  );
});

it("asks Apple's and Amap's maps by the place as it is drawn in China", () => {
  for (const apple of [IPHONE, IPAD])
    expect(mapLink(place, apple)).toBe(
      `https://maps.apple.com/?ll=31.247672,121.400152&q=${encodeURIComponent(place.name)}`,
    );
  for (const other of [DESKTOP, MAC])
    expect(mapLink(place, other)).toBe(
      `https://uri.amap.com/marker?position=121.400152,31.247672&name=${encodeURIComponent(place.name)}` +
        "&coordinate=gaode&callnative=1",
    );
});

it("looks for the address where no position is known", () => {
  const unknown = { ...place, lat: null, lng: null };
  const words = encodeURIComponent(place.address);
  expect(mapLink(unknown, ANDROID)).toBe(`geo:0,0?q=${words}`);
  expect(mapLink(unknown, IPHONE)).toBe(`https://maps.apple.com/?q=${words}`);
  expect(mapLink(unknown, DESKTOP)).toBe(`https://uri.amap.com/search?keyword=${words}&callnative=1`);
});
