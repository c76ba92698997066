import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // a test that waits for PostgreSQL leaves its core to another file
    maxWorkers: 2,
    // files share what they import; each has a database, a clock and a queue of its own all the same
    isolate: false,
    // ends what hangs; how fast the house is has its place in bench/
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'property',
          include: ['tests/property/**/*.test.ts'],
          setupFiles: ['tests/support/seeded.setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          globalSetup: ['tests/support/browser.setup.ts'],
          setupFiles: ['tests/support/what-was-seen.setup.ts'],
          // people at one clinic at once; more of them only wait for each other
          maxConcurrency: 3,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
