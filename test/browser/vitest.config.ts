import { defineConfig } from 'vitest/config';

/** A browser and the demo for each file; two files at once are what a small machine bears. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    experimental: { viteModuleRunner: false },
  },
});
