import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { compileRelayTags } from './relay-tags.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [{ name: 'relay-tags', enforce: 'pre', transform: (source, path) => compileRelayTags(source, path) }],
  test: {
    env: { NODE_ENV: 'development' }, // under 'test' the cache of urql never writes to its storage
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
