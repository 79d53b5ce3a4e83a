/** Runs the browser half's tests in Node, with an IndexedDB in memory where a test asks for one. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.test.ts", "shared/**/*.test.ts", "phone/**/*.test.{ts,tsx}", "desk/**/*.test.ts"],
    environment: "node",
    passWithNoTests: true,
    testTimeout: 60_000, // ends what hangs; how quick a busy machine is says nothing of the code
  },
});
