import { expect, it } from "vitest";
import { otherAppOf, systemOf } from "./which-browser";

const ANDROID = "Mozilla/5.0 (Linux; Android 14; V2324A) AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

it.each([
  ["wechat", `${IPHONE} Mobile/15E148 MicroMessenger/8.0.54(0x18003637) NetType/WIFI Language/zh_CN`],
  [
    "wechat",
    `${ANDROID} Version/4.0 Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300 MicroMessenger/8.0.54`,
  ],
  ["wework", `${ANDROID} Version/4.0 Chrome/116.0 Mobile Safari/537.36 wxwork/4.1.30 MicroMessenger/7.0.1`],
  ["dingtalk", `${ANDROID} Version/4.0 Chrome/100 Mobile Safari/537.36 AliApp(DingTalk/7.6.0)`],
  ["feishu", `${IPHONE} Mobile/15E148 Lark/7.30.5 LarkLocale/zh_CN`],
  ["qq", `${ANDROID} Version/4.0 MQQBrowser/6.2 Mobile Safari/537.36 V1_AND_SQ_9.1 QQ/9.1.20`],
  ["alipay", `${IPHONE} Mobile/15E148 ChannelId(4) AlipayClient/10.6.80`],
  ["other", `${ANDROID.replace("V2324A", "V2324A; wv")} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36`],
])("a page inside %s is told", (app, userAgent) => {
  expect(otherAppOf(userAgent)).toBe(app);
});

it.each([
  ["Chrome on Android", `${ANDROID} Chrome/130.0.0.0 Mobile Safari/537.36`],
  ["Safari", `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`],
  ["Chrome on iOS", `${IPHONE} CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1`],
  ["the browser of Tencent", `${ANDROID} Version/4.0 Chrome/98 MQQBrowser/14.5 Mobile Safari/537.36`],
  ["the browser of Huawei", `${ANDROID} Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36`],
  ["Firefox", "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"],
])("%s is a browser of its own", (_name, userAgent) => {
  expect(otherAppOf(userAgent)).toBeNull();
});

it("an iPad that calls itself a Mac is told by its touch screen", () => {
  expect([systemOf(MAC, 0), systemOf(MAC, 5), systemOf(IPHONE), systemOf(ANDROID)]).toEqual([
    "other",
    "ios",
    "ios",
    "android",
  ]);
});
