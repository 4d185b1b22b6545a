import { describe, expect, it } from 'vitest';
import { done, failed, working } from './event.ts';
import { JsonProgress, PlainProgress } from './lines.ts';
import { TerminalProgress } from './terminal.ts';

/** What is drawn, a frame each, without colours; the cursor's moves as they are. */
function terminal(columns = 60, title = 'Running') {
  const frames: string[] = [];
  let nowMs = 0;
  const write = (text: string): Promise<void> => Promise.resolve(void frames.push(text));
  const screen = { write, size: () => ({ rows: 24, columns }), hasColor: false, nowMs: () => nowMs };
  return { frames, progress: new TerminalProgress(screen, title, false), at: (time: number) => (nowMs = time) };
}

describe('progress on a terminal', () => {
  it('a line each, aligned, with its time; the title counts', async () => {
    const { frames, progress, at } = terminal();
    progress.event(working('Network n', 'Creating'));
    at(1500);
    progress.event(done('Network n', 'Created'));
    progress.event(working('Container web-1', 'Creating'));
    await progress.end();
    expect(frames).toEqual([
      '\x1b[1A\x1b[1B\x1b[0G\x1b[?25l' +
        '[+] Running 1/2\n' +
        ` ✔ Network n        Created${' '.repeat(60 - 27 - 5)}1.5s \n` +
        ` ⠋ Container web-1  Creating${' '.repeat(60 - 28 - 5)}0.0s \n` +
        '\x1b[?25h',
    ]);
  });

  it('draws anew in place', async () => {
    const { frames, progress } = terminal();
    progress.begin();
    progress.event(working('one', 'Waiting'));
    await new Promise((resolve) => setTimeout(resolve, 150));
    progress.event(failed('one'));
    await progress.end();
    expect(frames.at(-1)).toMatch(/^(?:\x1b\[1A){2}\x1b\[0G\x1b\[\?25l\[\+\] Running 1\/1\n ✘ one {2}Error/);
  });

  it('shows how far the layers of an image are, and no line goes back', async () => {
    const { frames, progress } = terminal(100, 'Pulling');
    progress.event({ id: 'web', status: 'working', text: 'Pulling', statusText: '' });
    const layer = { id: 'abc', parentId: 'web', status: 'working', text: 'Downloading', statusText: '' } as const;
    progress.event({ ...layer, current: 500, total: 1000, percent: 50 });
    progress.event({ ...layer, current: 100, total: 1000, percent: 10 });
    await progress.end();
    expect(frames[0]).toContain('web [⣤]    500B / 1kB     Pulling');
    expect(frames[0]).toMatch(/\n {3}⠋ abc Downloading/);
  });
});

describe('progress elsewhere', () => {
  const written: string[] = [];
  const write = (text: string): Promise<void> => Promise.resolve(void written.push(text));

  it.each([
    [new PlainProgress(write, false), ' Container web-1  Started\n', 'said\n'],
    [new PlainProgress(write, true), ' DRY-RUN MODE -  Container web-1  Started\n', ' DRY-RUN MODE - said\n'],
    [new JsonProgress(write, false), '{"id":"Container web-1","status":"Started"}\n', '{"tail":true,"text":"said"}\n'],
  ])('%#', async (progress, event, tail) => {
    written.length = 0;
    progress.event(done('Container web-1', 'Started'));
    progress.tail('said');
    await progress.end();
    expect(written).toEqual([event, tail]);
  });
});
