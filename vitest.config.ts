import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/supergraph/**'], // npm run test:federation
    testTimeout: 15_000,
    globalSetup: 'test/support/search-log.ts',
    // Node itself loads the code, as in production; a bundler's own loading would bring a second copy of graphql
    experimental: { viteModuleRunner: false },
  },
});
