// Tells by the user agent which system this is, and whether another app shows this page inside itself.
export type System = "android" | "ios" | "other";
export type OtherApp = "wework" | "wechat" | "dingtalk" | "feishu" | "qq" | "alipay" | "other";

/** In this order: what is built on WeChat's names itself before WeChat. */
const APPS: [OtherApp, RegExp][] = [
  ["wework", /\bwxwork\//i],
  ["wechat", /\bMicroMessenger\//i],
  ["dingtalk", /\bDingTalk\b/i],
  ["feishu", /\b(Lark|Feishu)\//i],
  ["qq", /\bQQ\/\d/], // QQ itself; its browser is MQQBrowser/
  ["alipay", /\bAlipayClient\//i],
  ["other", /\b(Weibo|aweme|NewsArticle|baiduboxapp|FBAN|FBAV|Line)\b|; wv\)/i],
];

/** Names the app whose inner browser this is. Null: a browser of its own. */
export const otherAppOf = (userAgent: string): OtherApp | null =>
  APPS.find(([, sign]) => sign.test(userAgent))?.[0] ?? null;

/** Tells the system. An iPad calls itself a Mac, and is the only one with a touch screen. */
export function systemOf(userAgent: string, touchPoints = 0): System {
  if (/\bAndroid\b|\bHarmonyOS\b|\bOpenHarmony\b/i.test(userAgent)) return "android";
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent)) return "ios";
  return /\bMacintosh\b/.test(userAgent) && touchPoints > 1 ? "ios" : "other";
}

export const systemHere = (): System => systemOf(navigator.userAgent, navigator.maxTouchPoints);
