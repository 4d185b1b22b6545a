import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { streamOf, tarOf } from '../../disks/testing/tar-fixture.ts';
import { readTar, type TarEntry } from '../../disks/tar-reader.ts';
import { ignoreRules } from '../../engine/build/dockerfile/dockerignore.ts';
import { contextArchive } from './context-archive.ts';
import { sourceExcerpt } from './source-excerpt.ts';
import { TraceModel, type SolveStatus } from './trace-model.ts';
import { PlainTrace } from './trace-plain.ts';
import { TerminalTrace } from './trace-terminal.ts';

describe('contextArchive', () => {
  it('is as Docker sends it: relative, of root, without what is ignored', async () => {
    const packed = tarOf([
      { path: './', type: '5' },
      { path: './a/', type: '5', mode: 0o700, uid: 5 },
      { path: './a/b.txt', content: 'B', mode: 0o640, uid: 5, gid: 6, mtime: 9 },
      { path: './a/c.log', content: 'C' },
      { path: './Dockerfile', content: 'old' },
      { path: './l', type: '2', link: 'a/b.txt' },
      { path: './hard', type: '1', link: './a/b.txt' },
    ]);
    const added = [{ path: 'Dockerfile', bytes: new TextEncoder().encode('new') }];
    const entries: [TarEntry, string][] = [];
    await readTar(contextArchive(streamOf(packed, 100), ignoreRules(['**/*.log']), added), {
      entry: (entry) => void entries.push([entry, '']),
      data: (bytes) => void (entries.at(-1)![1] += new TextDecoder().decode(bytes)),
    });
    expect(
      entries.map(([{ path, header, uid, mtimeSeconds, linkPath }, content]) => [
        path,
        header!.rawMode.toString(8),
        uid,
        mtimeSeconds,
        linkPath || content,
      ]),
    ).toEqual([
      ['a/', '40700', 0, 0, ''],
      ['a/b.txt', '100640', 0, 9, 'B'],
      ['l', '120644', 0, 0, 'a/b.txt'],
      ['hard', '100644', 0, 0, 'a/b.txt'],
      ['Dockerfile', '100600', 0, 0, 'new'],
    ]);
  });
});

describe('sourceExcerpt', () => {
  const source = 'FROM a\nRUN 2\nRUN 3\nRUN 4\nRUN 5\nRUN 6\nRUN 7\n';
  it.each([
    [1, 1, [1, 2, 3, 4, 5].slice(0, 3)],
    [4, 4, [2, 3, 4, 5, 6]],
    [3, 5, [2, 3, 4, 5, 6]],
    [7, 7, [5, 6, 7, 8]],
  ])('shows lines %i to %i with some around', (start, end, numbers) => {
    const text = sourceExcerpt('D', source, { start, end });
    const shown = text
      .split('\n')
      .flatMap((line) => /^ +(\d+) \|/.exec(line)?.[1] ?? [])
      .map(Number);
    expect(text.startsWith(`D:${start}\n--------------------\n`)).toBe(true);
    expect(shown.slice(0, numbers.length)).toEqual(numbers);
    expect(text.split('\n').filter((line) => line.includes('>>>'))).toHaveLength(end - start + 1);
  });
});

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const step = (digest: string, name: string, change: object): SolveStatus => ({
  vertexes: [{ digest, name, ...change }],
});
const log = (digest: string, text: string, seconds: number): SolveStatus => ({
  logs: [{ vertex: digest, data: btoa(text), timestamp: at(seconds) }],
});
const messages: readonly SolveStatus[] = [
  step('a', '[1/3] FROM x', { started: at(0), completed: at(0), cached: true }),
  step('b', '[2/3] RUN one', { started: at(0) }),
  log('b', 'hal', 1),
  log('b', 'lo\nwor', 1.5),
  step('c', '[3/3] RUN two', { started: at(1) }),
  log('c', 'other\n', 2),
  log('b', 'ld', 2.5),
  step('b', '[2/3] RUN one', { started: at(0), completed: at(3) }),
  step('c', '[3/3] RUN two', { started: at(1), completed: at(3), error: 'went wrong' }),
];

describe('PlainTrace', () => {
  it('numbers the steps and begins anew with a name when they take turns', async () => {
    let out = '';
    const trace = new PlainTrace(async (text) => void (out += text), 'docker');
    const model = new TraceModel();
    for (const message of messages) await trace.update(model, model.update(message));
    expect(out).toBe(
      '\n#1 [1/3] FROM x\n#1 CACHED\n' +
        '\n#2 [2/3] RUN one\n#2 1.500 hallo\n' +
        '\n#3 [3/3] RUN two\n#3 1.000 other\n' +
        '\n#2 [2/3] RUN one\n#2 1.500 world\n#2 DONE 3.0s\n' +
        '\n#3 [3/3] RUN two\n#3 ERROR: went wrong\n',
    );
  });
});

describe('TerminalTrace', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What a terminal shows after all that was written. */
  function screenOf(text: string): string[] {
    const lines: string[] = [];
    let row = 0;
    for (const [part, move] of text
      .replace(/\x1b\[\?25[lh]|\x1b\[2K|\x1b\[\d*m/g, '')
      .matchAll(/\x1b\[(\d+)A|[^\n\x1b]*\n/g)) {
      if (move) row -= Number(move);
      else lines[row++] = part.trimEnd();
    }
    return lines;
  }

  async function play(rows: number, until: number): Promise<string[]> {
    let out = '';
    const trace = new TerminalTrace(
      {
        write: async (text) => void (out += text),
        size: () => ({ rows, columns: 50 }),
        hasColor: true,
        nowMs: () => 4000,
      },
      'docker:default',
    );
    const model = new TraceModel();
    await trace.begin();
    for (const message of messages.slice(0, until)) {
      model.update(message);
      await trace.update(model);
      await vi.advanceTimersByTimeAsync(150);
    }
    const before = screenOf(out);
    await trace.end();
    return until < messages.length ? before : screenOf(out);
  }

  it('shows steps with their times and last lines, redrawn in place', async () => {
    expect(await play(24, 6)).toEqual([
      '[+] Building 4.0s (1/3)             docker:default',
      ' => CACHED [1/3] FROM x                       0.0s',
      ' => [2/3] RUN one                             4.0s',
      ' => => # hallo',
      ' => => # wor',
      ' => [3/3] RUN two                             3.0s',
      ' => => # other',
    ]);
    expect(await play(24, messages.length)).toEqual([
      '[+] Building 4.0s (3/3) FINISHED    docker:default',
      ' => CACHED [1/3] FROM x                       0.0s',
      ' => [2/3] RUN one                             3.0s',
      ' => ERROR [3/3] RUN two                       2.0s',
      ' => => # other',
      '',
      '',
    ]);
  });

  it('never draws more lines than the window has', async () => {
    const lines = await play(6, 6);
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(lines.join('\n')).toContain('[3/3] RUN two');
  });
});
