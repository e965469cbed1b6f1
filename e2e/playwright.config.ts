import { defineConfig } from '@playwright/test';

/** Journeys share nothing: each has its own hospital and devices. Each waits more than half of its time, so two cores carry four at a time. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.ts',
  globalSetup: './harness/global-setup.ts',
  fullyParallel: true,
  workers: 4,
  // A build server that starves a browser for a moment; the report names what needed a second try as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 150_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: '../test-results',
  use: { actionTimeout: 15_000, navigationTimeout: 30_000 },
});
