import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/{supergraph,deploy,browser}/**'], // npm run test:federation, test:deploy, test:browser
    testTimeout: 15_000,
    expect: { poll: { timeout: 10_000 } }, // a message between replicas that fails is sent again after two seconds
    globalSetup: 'test/support/search-log.ts',
    // Node itself loads the code, as in production; a bundler's own loading would bring a second copy of graphql
    experimental: { viteModuleRunner: false },
  },
});
