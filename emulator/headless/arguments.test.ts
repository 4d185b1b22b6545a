import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

describe('readArguments', () => {
  it.each([
    [['-c', 'docker ps'], 'commands', 'docker ps'],
    [['--script', 'a.sh', '--workspace', 'dir'], 'script', 'a.sh'],
    [['--listen', '/tmp/x.sock', '--cold'], 'listen', '/tmp/x.sock'],
    [[], 'shell', ''],
    [['-h'], 'help', ''],
  ])('%j', (argv, action, value) => {
    expect(readArguments(argv)).toMatchObject({ action, value });
  });

  it.each([
    [['-c', 'a', '--listen', 'b'], /exclude each other/],
    [['--bogus'], /--bogus/],
    [['stray'], /stray/],
  ])('refuses %j', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});
