import { readFileSync } from 'node:fs';

/** Passed and failed tests of a vitest JSON report; a file that could not be loaded is one failure. */
export function vitestCount(path) {
  const report = readReport(path);
  if (report === undefined) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Passed and failed tests of a Playwright JSON report; one that passed only when tried again has passed. */
export function playwrightCount(path) {
  const report = readReport(path);
  if (report === undefined) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected } = report.stats;
  return { passed: expected + flaky, failed: unexpected + (unexpected === 0 ? report.errors.length : 0) };
}

/** A report that is nothing but its counts; one failure where there is none. */
export function countsOf(path) {
  return readReport(path) ?? { passed: 0, failed: 1 };
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // the runner ended before it wrote one
  }
}
