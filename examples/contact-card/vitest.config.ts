import { defineConfig } from 'vitest/config';

/** A browser and the demo for each file; two files at once are what a small machine bears. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    experimental: { viteModuleRunner: false },
  },
});
