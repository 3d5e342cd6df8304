import { defineConfig } from 'vitest/config';

/** npm run test:docs */
export default defineConfig({
  test: {
    include: ['test/tutorial/*.test.ts'],
    testTimeout: 0, // packages are installed, on whatever machine and network
    hookTimeout: 0,
    bail: 1, // each step stands on the ones before
    experimental: { viteModuleRunner: false },
  },
});
