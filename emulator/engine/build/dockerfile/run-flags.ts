import type { RunMount } from './ast.ts';
import { InstructionError } from './parse-error.ts';

/** `--mount=type=cache,target=/root/.npm`. Errors in BuildKit's words. */
export function parseRunMount(text: string): RunMount {
  const mount: Mutable<RunMount> = {
    type: 'bind',
    from: '',
    source: '',
    target: '',
    readOnly: true,
    sizeBytes: undefined,
    cacheId: '',
    sharing: 'shared',
    required: false,
    env: undefined,
    mode: undefined,
    uid: undefined,
    gid: undefined,
  };
  let isReadOnly: boolean | undefined;
  for (const field of splitFields(text)) {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    const value = at < 0 ? undefined : field.slice(at + 1);
    if (value === undefined) {
      if (key === 'readonly' || key === 'ro') isReadOnly = true;
      else if (key === 'readwrite' || key === 'rw') isReadOnly = false;
      else if (key === 'required') mount.required = true;
      else throw new InstructionError(`invalid field '${field}' must be a key=value pair`);
      continue;
    }
    if (key === 'type')
      mount.type = oneOf(value, TYPES, () => new InstructionError(`unsupported mount type "${value}"`));
    else if (key === 'from') mount.from = value;
    else if (key === 'source' || key === 'src') mount.source = value;
    else if (key === 'target' || key === 'dst' || key === 'destination') mount.target = value;
    else if (key === 'readonly' || key === 'ro') isReadOnly = flag(key, value);
    else if (key === 'readwrite' || key === 'rw') isReadOnly = !flag(key, value);
    else if (key === 'required') mount.required = flag(key, value);
    else if (key === 'id') mount.cacheId = value;
    else if (key === 'env') mount.env = value;
    else if (key === 'size') mount.sizeBytes = sizeOf(value);
    else if (key === 'sharing') {
      mount.sharing = oneOf(value, SHARING, () => new InstructionError(`unsupported sharing value "${value}"`));
    } else if (key === 'mode') mount.mode = number(key, value, /^[0-7]+$/, 8);
    else if (key === 'uid' || key === 'gid') mount[key] = number(key, value, /^\d+$/, 10);
    else throw new InstructionError(`unexpected key '${key}' in '${field}'`);
  }
  check(mount, isReadOnly);
  return { ...mount, readOnly: isReadOnly ?? mount.type === 'bind' };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const SHARING = ['shared', 'private', 'locked'] as const;

function check(mount: Mutable<RunMount>, isReadOnly: boolean | undefined): void {
  const { type } = mount;
  const fileInfo = type === 'secret' || type === 'ssh' || type === 'cache';
  if (!fileInfo && mount.mode !== undefined) throw new InstructionError(`mode not allowed for "${type}" type mounts`);
  if (!fileInfo && mount.uid !== undefined) throw new InstructionError(`uid not allowed for "${type}" type mounts`);
  if (!fileInfo && mount.gid !== undefined) throw new InstructionError(`gid not allowed for "${type}" type mounts`);
  if (isReadOnly !== undefined && type === 'tmpfs') throw new InstructionError('tmpfs mount cannot be read-only');
  if (mount.sizeBytes !== undefined && type !== 'tmpfs') {
    throw new InstructionError(`size not allowed for "${type}" type mounts`);
  }
  if (mount.env !== undefined && type !== 'secret') {
    throw new InstructionError(`env not allowed for "${type}" type mounts`);
  }
  if (mount.target === '' && type !== 'secret' && type !== 'ssh') {
    throw new InstructionError(`invalid mount config for type "${type}": field Target must not be empty`);
  }
  if (type === 'secret' && mount.source === '' && mount.cacheId === '' && mount.target === '') {
    throw new InstructionError('invalid mount config for type "secret": one of source, target required');
  }
}

/** Comma-separated, with CSV's quotes. */
function splitFields(text: string): string[] {
  return [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain!.trim() : quoted.replaceAll('""', '"'),
  );
}

function oneOf<T extends string>(value: string, known: readonly T[], error: () => Error): T {
  const found = known.find((each) => each === value.toLowerCase());
  if (found === undefined) throw error();
  return found;
}

function flag(key: string, value: string): boolean {
  if (/^(?:1|t|true)$/i.test(value)) return true;
  if (/^(?:0|f|false)$/i.test(value)) return false;
  throw new InstructionError(`invalid value for ${key}: ${value}`);
}

function number(key: string, value: string, pattern: RegExp, base: number): number {
  if (!pattern.test(value)) throw new InstructionError(`invalid value ${value} for ${key}`);
  return parseInt(value, base);
}

function sizeOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text);
  if (!match) throw new InstructionError(`invalid value for size: ${text}`);
  return Math.trunc(Number(match[1]) * 1024 ** ' kmgt'.indexOf(match[2]!.toLowerCase() || ' '));
}
