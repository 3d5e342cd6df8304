import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    testTimeout: 60_000, // packages are installed as the image does
    hookTimeout: 60_000,
    experimental: { viteModuleRunner: false },
  },
});
