import { describe, expect, it } from 'vitest';
import { progressBar, showProgress } from './progress.ts';

const messages = [
  { status: 'Pulling from library/x', id: 'latest' },
  { status: 'Pulling fs layer', progressDetail: {}, id: 'aaa' },
  { status: 'Pulling fs layer', progressDetail: {}, id: 'bbb' },
  { status: 'Downloading', progressDetail: { current: 1_200_000, total: 3_400_000 }, id: 'aaa' },
  { status: 'Pull complete', progressDetail: {}, id: 'aaa' },
  { status: 'Digest: sha256:0' },
];
const stream = (lines: readonly unknown[]): ReadableStream<Uint8Array> =>
  new Blob(lines.map((line) => `${JSON.stringify(line)}\r\n`)).stream();

async function shown(isTty: boolean, columns: number, lines: readonly unknown[] = messages): Promise<string> {
  let text = '';
  const write = (part: string): Promise<void> => Promise.resolve(void (text += part));
  await showProgress(stream(lines), { write, isTty, columns: () => columns });
  return text;
}

describe('progress of a pull', () => {
  it('draws the bar where there is room', () => {
    expect(progressBar(1_200_000, 3_400_000, 120)).toBe(`[${'='.repeat(17)}>${' '.repeat(33)}]    1.2MB/3.4MB`);
    expect(progressBar(1_200_000, 3_400_000, 80)).toBe('   1.2MB/3.4MB');
    expect(progressBar(512, 0, 80)).toBe('    512B');
    expect(progressBar(0, 0, 80)).toBe('');
  });

  it('is a line a state without a terminal, and no bars', async () => {
    expect(await shown(false, 0)).toBe(
      'latest: Pulling from library/x\naaa: Pulling fs layer\nbbb: Pulling fs layer\naaa: Pull complete\nDigest: sha256:0\n',
    );
  });

  it('redraws a line a layer in place on a terminal', async () => {
    const line = (up: number, text: string): string => `\x1b[${up}A\x1b[2K\r${text}\r\x1b[${up}B`;
    expect(await shown(true, 80)).toBe(
      'latest: Pulling from library/x\n' +
        `\n${line(1, 'aaa: Pulling fs layer ')}` +
        `\n${line(1, 'bbb: Pulling fs layer ')}` +
        line(2, 'aaa: Downloading    1.2MB/3.4MB') +
        line(2, 'aaa: Pull complete ') +
        'Digest: sha256:0\n',
    );
  });

  it('fails with what the daemon says', async () => {
    const failure = { errorDetail: { message: 'manifest unknown' }, error: 'manifest unknown' };
    await expect(shown(false, 0, [failure])).rejects.toThrow('manifest unknown');
  });
});
