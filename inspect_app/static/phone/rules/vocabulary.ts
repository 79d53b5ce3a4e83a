// Written by script/vocabulary from vocabulary and plan; a test says when it is old.

export const KINDS = {
  canteen_school: { icon: "canteen" },
  canteen_elderly: { icon: "canteen" },
  market: { icon: "market" },
  stall: { icon: "market", parent: "market" },
  elevator: { icon: "lift", parent: "estate" },
  estate: { icon: "premises", follows: "elevator" },
  construction_site: { icon: "crane" },
  unit_work: { icon: "crane", parent: "construction_site", follows: "construction_site" },
  food_shop: { icon: "shop" },
  food_online: { icon: "shop" },
  food_street: { icon: "shop" },
  consumer_unit: { icon: "shop" },
} as const;

export const RESULTS = {
  conform: { passes: true },
  basic: { passes: true },
  nonconform: { passes: false },
  standard: { passes: true },
  below: { passes: false },
  pass: { passes: true },
  pass_with_items: { passes: true },
  pass_with_list: { passes: true },
  fix: { passes: false },
  stop: { passes: false },
  excellent: { passes: true },
  fail: { passes: false },
  void: {},
  unable: {},
  withdrawn: {},
} as const;

export const CLASSES = {
  veto: { tag: "veto", decides: true },
  key: { tag: "key", decides: true },
  general: { tag: "general", decides: true },
  record: { tag: "general", decides: false },
} as const;

export const INTERVALS: Record<string, number> = {
  canteen_school: 12,
  canteen_elderly: 12,
  food_shop: 24,
  food_online: 24,
};

export type ScoredClass = "guarantee" | "general" | "plain";
