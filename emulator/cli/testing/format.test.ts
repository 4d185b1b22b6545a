import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDifferences, formatTemplates } from './format-templates.ts';
import { hasDocker28, ReferenceCli, runOurCli } from './reference-cli.ts';

const PATIENCE_MS = 180_000;
/** Processes of Docker's CLI at once. */
const AT_ONCE = 4;

/** `docker context ls` needs no daemon, so Docker's templates can be held against ours anywhere. */
describe.skipIf(!hasDocker28)("--format beside Docker's own", () => {
  const docker = new ReferenceCli();
  beforeAll(() => docker.start());
  afterAll(() => docker.stop());

  const both = async (template: string): Promise<[unknown, unknown]> => {
    const argv = ['context', 'ls', '--format', template];
    return Promise.all([docker.run(argv, 'unset'), runOurCli(argv, false)]);
  };

  it('prints the same, and fails with the same words', { timeout: PATIENCE_MS }, async () => {
    const differing: Record<string, unknown> = {};
    for (let at = 0; at < formatTemplates.length; at += AT_ONCE) {
      await Promise.all(
        formatTemplates.slice(at, at + AT_ONCE).map(async (template) => {
          const [theirs, ours] = await both(template);
          if (JSON.stringify(theirs) !== JSON.stringify(ours)) differing[template] = { theirs, ours };
        }),
      );
    }
    expect(differing).toEqual({});
    expect(formatTemplates.length).toBeGreaterThan(140);
  });

  it.each(Object.keys(formatDifferences))('still differs on %s', async (template) => {
    const [theirs, ours] = await both(template);
    expect(ours).not.toEqual(theirs);
  });
});
