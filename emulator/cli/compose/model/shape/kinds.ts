import { errorMessage } from '../../../errors.ts';
import { durationText } from '../../../format/go-time.ts';
import { goType } from '../merge/unique.ts';
import { composeBytes, composeDurationNs, shellWords } from '../syntax/units.ts';
import { goText, isNull, type Node } from '../tree/node.ts';
import type { Kind, Printable, Reader } from './kind.ts';

/** A scalar by its text; `parse` throws an Error that says what is wrong with it. */
function scalarKind<T extends Printable>(parse: (text: string) => T, zero: T, more: Partial<Kind<T>> = {}): Kind<T> {
  return {
    read: (node, reader, path) => {
      try {
        if (node.kind !== 'scalar') throw new Error(`unexpected type ${goType(node)}`);
        return node.value === null ? zero : parse(goText(node.value));
      } catch (error) {
        reader.fail(path, errorMessage(error), node);
        return zero;
      }
    },
    print: (value) => value,
    isEmpty: (value) => value === zero,
    ...more,
  };
}

/** A pointer in Go: printed whenever it is set, false and 0 too. */
export function pointer<T>(kind: Kind<T>): Kind<T> {
  return { ...kind, isEmpty: () => false };
}

export const text = scalarKind((value) => value, '');

export const flag = scalarKind<boolean>((value) => {
  const lower = value.toLowerCase();
  if (['true', 'y', 'yes', 'on'].includes(lower)) return true;
  if (['false', 'n', 'no', 'off'].includes(lower)) return false;
  throw new Error(`invalid boolean: ${value}`);
}, false);

export const integer = scalarKind<number>((value) => {
  if (/^[-+]?\d+$/.test(value)) return Number(value);
  throw new Error(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
}, 0);

export const decimal = scalarKind<number>((value) => {
  if (value.trim() === value && value !== '' && Number.isFinite(Number(value))) return Number(value);
  throw new Error(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
}, 0);

export const bytes = scalarKind<number>(composeBytes, 0, { print: (value) => String(value) });

export const duration = scalarKind<number>(composeDurationNs, 0, { print: (value) => durationText(value) });

/** Permission bits: '0440' and 0440 are the same; 440 without quotes is what the number says. */
export const fileMode: Kind<number> = {
  read: (node, reader, path) => {
    if (node.kind === 'scalar' && typeof node.value === 'number') return node.value;
    const value = node.kind === 'scalar' ? String(node.value) : '';
    if (!/^[0-7]+$/.test(value)) reader.fail(path, `strconv.ParseInt: parsing "${value}": invalid syntax`, node);
    return Number.parseInt(value, 8) || 0;
  },
  print: (value) => `0${value.toString(8)}`,
};

/** -1 is 'all'. */
export const deviceCount = scalarKind<number>((value) => {
  if (value.toLowerCase() === 'all') return -1;
  if (/^-?\d+$/.test(value)) return Number(value);
  throw new Error(`invalid value "${value}", the only value allowed is 'all' or a number`);
}, 0);

function wrongType(reader: Reader, path: string, node: Node, what: string): void {
  reader.fail(path, `unexpected value type ${goType(node)} for ${what}`, node);
}

export const strings: Kind<readonly string[]> = {
  read: (node, reader, path) => {
    if (node.kind === 'map') wrongType(reader, path, node, 'list');
    const items = node.kind === 'list' ? node.items : isNull(node) ? [] : [node];
    return items.map((item, index) => text.read(item, reader, `${path}[${index}]`));
  },
  print: (value) => value,
  isEmpty: (value) => value.length === 0,
};

/** `command`, `entrypoint`: null and nothing are the image's, an empty list is none. */
export const command: Kind<readonly string[] | null> = {
  read: (node, reader, path) => {
    if (isNull(node)) return null;
    if (node.kind !== 'scalar') return strings.read(node, reader, path);
    try {
      return shellWords(goText(node.value));
    } catch (error) {
      reader.fail(path, errorMessage(error), node);
      return null;
    }
  },
  print: (value) => value,
  isEmpty: (value) => value === null,
  absentInJson: null,
};

/** `healthcheck.test`: a string is a shell's line. */
export const healthTest: Kind<readonly string[]> = {
  ...strings,
  read: (node, reader, path) =>
    node.kind === 'scalar' && !isNull(node) ? ['CMD-SHELL', goText(node.value)] : strings.read(node, reader, path),
};

type Values = Readonly<Record<string, string | null>>;

/** Both forms of a mapping: `{ KEY: value }` and [ 'KEY=value' ]. */
function readPairs(node: Node, reader: Reader, path: string): Values {
  const pairs = new Map<string, string | null>();
  if (node.kind === 'map') {
    for (const [key, { value }] of node.entries) {
      pairs.set(key, value.kind === 'scalar' && value.value !== null ? goText(value.value) : null);
    }
  } else if (node.kind === 'list') {
    for (const item of node.items) {
      const line = item.kind === 'scalar' ? goText(item.value) : '';
      const [key = ''] = line.split('=', 1);
      if (/\s$/.test(key)) reader.fail(path, `environment variable ${key} is declared with a trailing space`, item);
      pairs.set(key, line.includes('=') ? line.slice(key.length + 1) : null);
    }
  } else if (!isNull(node)) wrongType(reader, path, node, 'mapping');
  return Object.fromEntries(pairs);
}

export const environment: Kind<Values> = {
  read: readPairs,
  print: (value) => value,
  isEmpty: (value) => Object.keys(value).length === 0,
};

/** As `environment`, but a key alone has the empty value. */
export const mapping: Kind<Readonly<Record<string, string>>> = {
  read: (node, reader, path) =>
    Object.fromEntries(Object.entries(readPairs(node, reader, path)).map(([key, value]) => [key, value ?? ''])),
  print: (value) => value,
  isEmpty: (value) => Object.keys(value).length === 0,
};

/** `extra_hosts`: 'HOST=IP', 'HOST:IP', `{ HOST: IP }`, `{ HOST: [IP] }`. */
export const hosts: Kind<Readonly<Record<string, readonly string[]>>> = {
  read: (node, reader, path) => {
    const found = new Map<string, string[]>();
    const add = (host: string, addresses: readonly string[], at: Node): void => {
      if (host === '' || /[:=]/.test(host)) reader.fail(path, `bad host name '${host}'`, at);
      const plain = addresses.map((address) => /^\[(.+)\]$/.exec(address)?.[1] ?? address);
      found.set(host, [...(found.get(host) ?? []), ...plain]);
    };
    if (node.kind === 'map') {
      for (const [host, { value }] of node.entries) {
        add(host, isNull(value) ? [''] : strings.read(value, reader, `${path}[${host}]`), value);
      }
    }
    for (const item of node.kind === 'list' ? node.items : []) {
      const line = item.kind === 'scalar' ? goText(item.value) : '';
      const separator = line.includes('=') ? '=' : ':';
      const [host = ''] = line.split(separator, 1);
      if (!line.includes(separator)) reader.fail(path, `invalid additional host, missing IP: ${line}`, item);
      else add(host, line.slice(host.length + 1).split(','), item);
    }
    return Object.fromEntries(found);
  },
  print: (value) =>
    Object.entries(value)
      .flatMap(([host, addresses]) => addresses.map((address) => `${host}=${address}`))
      .toSorted(),
  isEmpty: (value) => Object.keys(value).length === 0,
};
