// Holds the silhouettes of a state on a 20 grid: [how, d]. "solid" is filled, a number is a stroke width,
// "cut" is stroked in the ground's colour.

type Part = readonly ["solid" | "cut" | "dash" | number, string];
const ring = "M17.9 10a7.9 7.9 0 1 1-15.8 0a7.9 7.9 0 1 1 15.8 0";

export const MARKS = {
  draft: [["dash", "M17.5 10a7.5 7.5 0 1 1-15 0a7.5 7.5 0 1 1 15 0"]],
  sealed: [
    ["solid", "M1.5 1.5h17v17h-17z"],
    ["cut", "M5.4 5.4h9.2v9.2H5.4z"],
  ],
  wait: [
    [2.2, ring],
    [2.2, "M10 14.5V6.5M6.7 9.3L10 6l3.3 3.3"],
  ],
  received: [
    ["solid", "M19 10a9 9 0 1 1-18 0a9 9 0 1 1 18 0"],
    ["cut", "M5.7 10.3l3 3 5.6-6"],
  ],
  returned: [
    ["solid", "M10 .6L19.4 10 10 19.4.6 10z"],
    ["cut", "M8.7 5.8L6.3 8.2l2.4 2.4M6.8 8.2h4.6a2.3 2.3 0 0 1 0 4.6H8.5"],
  ],
  overdue: [
    ["solid", "M10 1L19.5 18.5H.5z"],
    ["cut", "M10 7v5.2M10 14.2v2.2"],
  ],
  pass: [
    [2.2, ring],
    [2.2, "M6.2 10.2l2.7 2.7 5-5.3"],
  ],
  fail: [
    ["solid", "M6 1h8l5 5v8l-5 5H6l-5-5V6z"],
    ["cut", "M6.5 6.5l7 7M13.5 6.5l-7 7"],
  ],
  na: [[2.6, "M2.2 10h15.6"]],
  veto: [
    [2.2, ring],
    [2.2, "M4.6 15.4L15.4 4.6"],
  ],
  quarantine: [["solid", "M3 2h5v16H3zM12 2h5v16h-5z"]],
} as const satisfies Record<string, readonly Part[]>;

export type MarkName = keyof typeof MARKS;
