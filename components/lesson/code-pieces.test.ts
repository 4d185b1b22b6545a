import { describe, expect, it } from 'vitest';
import { codePieces } from './code-pieces.ts';

/** Whole pieces in brackets, places to break as bars. */
const shown = (code: string) =>
  codePieces(code)
    .map((pieces) => pieces.map(({ text, isWhole }) => (isWhole ? `[${text}]` : text)).join('|'))
    .join('');

describe('codePieces', () => {
  it.each([
    ['docker ps -a', 'docker ps [-a]'],
    ['docker run --memory 16m', 'docker run [--memory] 16m'],
    ['cat /etc/os-release', 'cat [/etc/os-release]'],
    ['cat /sys/fs/cgroup/handmade/memory.max', 'cat /sys/|fs/|cgroup/|handmade/|memory.max'],
    ['-o lowerdir=image,upperdir=upper', '[-o] lowerdir=|image,|upperdir=|upper'],
    ['wget http://localhost:8083', 'wget http://localhost:8083'],
    ['http://localhost:8080/style.css', 'http://localhost:8080/|style.css'],
    ['a  b\n  c', 'a  b\n  c'],
    ['', ''],
    ['--a-flag-that-no-phone-has-room-for', '--a-flag-that-no-phone-has-room-for'],
  ])('%s', (code, expected) => {
    expect(shown(code)).toBe(expected);
  });

  it('loses nothing', () => {
    const code = "docker inspect -f '{{.GraphDriver.Data.UpperDir}}' box  > /a/b/c,d=e/f-g-h-i-j-k\n\tEOF ";
    const texts = codePieces(code).flatMap((pieces) => pieces.map(({ text }) => text));
    expect(texts.join('')).toBe(code);
  });
});
