// Written by script/vocabulary from domain/vocabulary.py; a test says when it is old.

export const KINDS = {
  canteen_school: { icon: "canteen", parent: null, follows: null },
  canteen_elderly: { icon: "canteen", parent: null, follows: null },
  market: { icon: "market", parent: null, follows: null },
  stall: { icon: "market", parent: "market", follows: null },
  elevator: { icon: "lift", parent: "estate", follows: null },
  estate: { icon: "premises", parent: null, follows: "elevator" },
  construction_site: { icon: "crane", parent: null, follows: null },
  unit_work: { icon: "crane", parent: "construction_site", follows: "construction_site" },
  food_shop: { icon: "shop", parent: null, follows: null },
  food_online: { icon: "shop", parent: null, follows: null },
  food_street: { icon: "shop", parent: null, follows: null },
  consumer_unit: { icon: "shop", parent: null, follows: null },
} as const;

export const RESULTS = {
  conform: { zh: "符合", passes: true },
  basic: { zh: "基本符合", passes: true },
  nonconform: { zh: "不符合", passes: false },
  standard: { zh: "达标", passes: true },
  below: { zh: "未达标", passes: false },
  pass: { zh: "合格", passes: true },
  pass_with_items: { zh: "合格，有待改项", passes: true },
  pass_with_list: { zh: "合格，附整改清单", passes: true },
  fix: { zh: "限期整改", passes: false },
  stop: { zh: "停止使用", passes: false },
  excellent: { zh: "优良", passes: true },
  fail: { zh: "不合格", passes: false },
  void: { zh: "未计", passes: null },
} as const;

export const CLASSES = {
  veto: { tag: "veto", decides: true },
  key: { tag: "key", decides: true },
  general: { tag: "general", decides: true },
  record: { tag: "general", decides: false },
} as const;

export type ScoredClass = "guarantee" | "general" | "plain";
