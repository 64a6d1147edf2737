// Four kinds of tests: unit tests beside the sources, quick and alone; the verifier against a simulation that shares no code
// with it; end-to-end tests with real daemons (tools/test.sh runs their files one after another); and what would make that too long
// (`npm run long`, docs/ci.md).

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'oracle',
          include: ['test/oracle/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          testTimeout: 30 * 60_000,
          hookTimeout: 30 * 60_000,
          sequence: { concurrent: false },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 30 * 60_000,
          hookTimeout: 30 * 60_000,
          sequence: { concurrent: false },
        },
      },
    ],
  },
})
