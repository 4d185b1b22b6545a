import { describe, expect, it } from 'vitest';
import { flagTypes } from './flag-types.ts';
import { parseFlags, type FlagSpec } from './flags.ts';

const { bool, string, int, bytes, list, strings, duration } = flagTypes;
const specs: readonly FlagSpec[] = [
  { name: 'interactive', short: 'i', type: bool, help: '' },
  { name: 'tty', short: 't', type: bool, help: '' },
  { name: 'detach', short: 'd', type: bool, help: '' },
  { name: 'name', type: string, help: '' },
  { name: 'env', short: 'e', type: list, help: '' },
  { name: 'last', short: 'n', type: int, default: -1, help: '' },
  { name: 'memory', short: 'm', type: bytes, help: '' },
  { name: 'alias', type: strings, help: '' },
  { name: 'wait', type: duration, help: '' },
  { name: 'network', type: list, help: '' },
  { name: 'net', type: list, help: '', aliasOf: 'network' },
];

describe('parseFlags', () => {
  it('takes clusters, values in every form and repeated flags', () => {
    const { flags, args } = parseFlags(
      specs,
      ['-itd', '-eA=1', '-e', 'B=2', '--name=x=y', '--name', 'z', '-n=5', 'image'],
      false,
    );
    expect(['interactive', 'tty', 'detach'].map((name) => flags.bool(name))).toEqual([true, true, true]);
    expect(flags.list('env')).toEqual(['A=1', 'B=2']);
    expect(flags.string('name')).toBe('z');
    expect(flags.number('last')).toBe(5);
    expect(args).toEqual(['image']);
  });

  it('leaves the rest alone after the first argument, or after --', () => {
    expect(parseFlags(specs, ['-i', 'image', 'ls', '-t', '--', 'x'], false).args).toEqual([
      'image',
      'ls',
      '-t',
      '--',
      'x',
    ]);
    expect(parseFlags(specs, ['-i', '--', '-t'], false).args).toEqual(['-t']);
    const mixed = parseFlags(specs, ['a', '-t', 'b', '-'], true);
    expect([mixed.args, mixed.flags.bool('tty')]).toEqual([['a', 'b', '-'], true]);
  });

  it('knows defaults, what was given, other spellings and lists in one value', () => {
    const { flags } = parseFlags(
      specs,
      ['--net', 'a', '--network=b', '--tty=false', '--alias', 'x,"y,z"', '--wait', '1m30s'],
      true,
    );
    expect(flags.list('network')).toEqual(['a', 'b']);
    expect([flags.number('last'), flags.changed('last'), flags.changed('tty'), flags.bool('tty')]).toEqual([
      -1,
      false,
      true,
      false,
    ]);
    expect(flags.list('alias')).toEqual(['x', 'y,z']);
    expect(flags.number('wait')).toBe(90e9);
  });

  it.each([
    ['--nope', 'unknown flag: --nope'],
    ['-Z', "unknown shorthand flag: 'Z' in -Z"],
    ['-itZx', "unknown shorthand flag: 'Z' in -Zx"],
    ['--name', 'flag needs an argument: --name'],
    ['-n', "flag needs an argument: 'n' in -n"],
    ['--=x', 'bad flag syntax: --=x'],
    ['-nx', 'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax'],
    [
      '--tty=maybe',
      'invalid argument "maybe" for "-t, --tty" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    ['-mx', 'invalid argument "x" for "-m, --memory" flag: invalid size: \'x\''],
    ['-m1zb', 'invalid argument "1zb" for "-m, --memory" flag: invalid suffix: \'zb\''],
    ['--wait=1', 'invalid argument "1" for "--wait" flag: time: missing unit in duration "1"'],
  ])('%s: %s', (argument, message) => {
    expect(() => parseFlags(specs, [argument], true)).toThrow(message);
  });
});
