import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpDifferences } from './help-differences.ts';
import { hasDocker28, listedCommands, ReferenceCli, runOurCli, type Printed } from './reference-cli.ts';

if (!hasDocker28) console.warn('docker 28 is not there: the comparison of --help and usage errors is skipped');

const PATIENCE_MS = 180_000;
/** Processes of Docker's CLI at once. */
const AT_ONCE = 4;
/** Not in any list, but there. */
const hiddenTopics = ['swarm', 'node', 'service', 'stack', 'config', 'secret', 'completion', 'checkpoint'];
const tooMany = Array.from({ length: 9 }, () => 'x');

describe.skipIf(!hasDocker28)("our docker beside Docker's own, without a daemon's work", () => {
  const docker = new ReferenceCli();
  const theirHelp = new Map<string, Printed>();

  beforeAll(async () => {
    await docker.start();
    await walk([]);
    for (const topic of hiddenTopics) if (!theirHelp.has(topic)) await walk([topic]);
  }, PATIENCE_MS);
  afterAll(() => docker.stop());

  async function walk(words: readonly string[]): Promise<void> {
    const help = await docker.run([...words, '--help'], true);
    theirHelp.set(words.join(' '), help);
    const below = listedCommands(help.text).map((name) => [...words, name]);
    for (let at = 0; at < below.length; at += AT_ONCE) await Promise.all(below.slice(at, at + AT_ONCE).map(walk));
  }

  /** Words after `docker` of all commands that can be compared, and what Docker's help for them is. */
  function compared(): [string, Printed][] {
    return [...theirHelp].filter(([words]) => !(words in helpDifferences));
  }

  it('helps with the same words', { timeout: PATIENCE_MS }, async () => {
    const differing: Record<string, unknown> = {};
    for (const [words, theirs] of compared()) {
      const ours = await runOurCli([...words.split(' ').filter(Boolean), '--help'], true);
      const [wanted, got] = [theirs, ours].map(({ text, code }) => ({ code, lines: comparable(text) }));
      if (JSON.stringify(wanted) !== JSON.stringify(got)) differing[words] = difference(wanted!.lines, got!.lines);
    }
    expect(differing).toEqual({});
    expect(theirHelp.size).toBeGreaterThan(150);
  });

  it('refuses arguments with the same words', { timeout: PATIENCE_MS }, async () => {
    const leaves = compared().filter(([words, { text }]) => words !== '' && listedCommands(text).length === 0);
    const differing: Record<string, unknown> = {};
    for (let at = 0; at < leaves.length; at += AT_ONCE) {
      await Promise.all(
        leaves.slice(at, at + AT_ONCE).map(async ([words]) => {
          for (const more of [[], tooMany, ['--nosuch'], ['-Z']]) {
            const argv = [...words.split(' '), ...more];
            const [theirs, ours] = await Promise.all([docker.run(argv, false), runOurCli(argv, false)]);
            if (usage(theirs) !== usage(ours)) differing[argv.join(' ')] = [usage(theirs), usage(ours)];
          }
        }),
      );
    }
    expect(differing).toEqual({});
  });

  it.each([
    'rnu',
    'sawrm ls',
    'container lss',
    'volume lss',
    'stack lss',
    'trust key nosuch',
    'manifest nosuch',
    'context nosuch',
    '--nosuch',
    '-Z',
    '-H',
    '--log-level',
    '-l nosuch ps',
    '-c nosuch ps',
    '-c default -H unix:///x ps',
    '-H foo://x ps',
    '-H unix:///a -H unix:///b ps',
    'node --nosuch',
    'help nosuch',
    'help swarm nosuch',
    'checkpoint ls x',
    'run --cpu-count 3 x',
    'start --checkpoint x y',
    'images --tree',
    'rmi --platform linux/386 x',
  ])('docker %s', async (line) => {
    const argv = line.split(' ');
    const ours = await runOurCli(argv, true);
    const theirs = await docker.run(argv, true);
    expect(ours).toEqual(theirs);
  });
});

/** Docker's CLI without its plugins says so before `docker build` and does not list compose; ours needs none. */
function withoutPlugins(text: string): string {
  return text
    .replace(/DEPRECATED: The legacy builder[^]*?\/go\/buildx\/\n*/, '')
    .replace(/^  compose\*? +Docker Compose\n/m, '');
}

/** The lines that are compared: without spaces at their ends. */
function comparable(text: string): string[] {
  return withoutPlugins(text)
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

function difference(theirs: readonly string[], ours: readonly string[]): string[] {
  return [
    ...theirs.filter((line) => !ours.includes(line)).map((line) => `- ${line}`),
    ...ours.filter((line) => !theirs.includes(line)).map((line) => `+ ${line}`),
  ];
}

/** The usage error with its exit code; '' when the command line was fine and something else happened. */
function usage({ text: printed, code }: Printed): string {
  const text = withoutPlugins(printed);
  const isUsage = /^docker: '.*' (requires|accepts)|^unknown (shorthand )?flag|^accepts \d+ arg/.test(text);
  return isUsage ? `${text.replace(/ +$/gm, '').trimEnd()} (${code})` : '';
}
