import { RunError } from './run-container.ts';

/** What BuildKit says of an error; those of the classic builder say what they were doing, which its own do not. */
export function processError(error: unknown): string {
  if (error instanceof RunError) {
    return `process ${JSON.stringify(error.command.join(' '))} did not complete successfully: exit code: ${error.exitCode}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  const missing =
    /^(?:COPY|ADD) failed: (?:file not found in build context or excluded by \.dockerignore: )?stat (.*): file does not exist$/.exec(
      message,
    );
  if (missing) {
    const path = missing[1] === '.' ? '/' : `/${missing[1]}`;
    return `failed to compute cache key: failed to calculate checksum of ref: ${JSON.stringify(path)}: not found`;
  }
  return message.replace(/^(?:COPY|ADD) failed: /, '');
}
