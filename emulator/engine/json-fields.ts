import { SlipwayError } from '../errors.ts';

/**
 * Reads the members of a JSON object as Go's encoding/json does for dockerd: names match without regard to case,
 * null counts as missing, a wrong type is an error in Go's words, unknown members are skipped.
 */
export class JsonFields {
  private readonly byName = new Map<string, unknown>();

  constructor(
    object: unknown,
    /** Go's name of the struct, for messages: 'ContainerConfigWrapper'. */
    private readonly struct: string,
  ) {
    if (object === undefined || object === null) return;
    if (typeof object !== 'object' || Array.isArray(object)) throw typeError(object, struct, '', 'object');
    for (const [name, value] of Object.entries(object)) {
      if (value !== null) this.byName.set(name.toLowerCase(), value);
    }
  }

  has(name: string): boolean {
    return this.byName.has(name.toLowerCase());
  }

  raw(name: string): unknown {
    return this.byName.get(name.toLowerCase());
  }

  string(name: string, missing = ''): string {
    return this.read(name, 'string', missing, (value) => typeof value === 'string');
  }

  boolean(name: string, missing = false): boolean {
    return this.read(name, 'bool', missing, (value) => typeof value === 'boolean');
  }

  /** An integer, as all numbers of the Engine API are. */
  integer(name: string, missing = 0): number {
    return this.read(name, 'int64', missing, (value) => Number.isSafeInteger(value));
  }

  strings(name: string): string[] | null {
    return this.read<string[] | null>(name, '[]string', null, isStrings);
  }

  /** Docker's StrSlice: a list of strings, or one string. */
  command(name: string): string[] | null {
    const value = this.raw(name);
    if (typeof value === 'string') return [value];
    return this.strings(name);
  }

  stringMap(name: string): Record<string, string> | null {
    return this.read<Record<string, string> | null>(name, 'map[string]string', null, (value) => {
      return isObject(value) && Object.values(value as object).every((item) => typeof item === 'string');
    });
  }

  /** A map used as a set: ExposedPorts, Volumes. */
  set(name: string): Record<string, object> | null {
    const value = this.read<Record<string, unknown> | null>(name, 'map[string]struct {}', null, isObject);
    return value === null ? null : Object.fromEntries(Object.keys(value).map((key) => [key, {}]));
  }

  object(name: string): JsonFields {
    const value = this.raw(name);
    if (value !== undefined && !isObject(value)) throw typeError(value, this.struct, name, 'object');
    return new JsonFields(value, `${this.struct}.${name}`);
  }

  objectMap(name: string): [string, JsonFields][] {
    const value = this.read<Record<string, unknown>>(name, 'object', {}, isObject);
    return Object.entries(value).map(([key, item]) => [key, new JsonFields(item, `${this.struct}.${name}`)]);
  }

  list(name: string): unknown[] | null {
    return this.read<unknown[] | null>(name, 'array', null, Array.isArray);
  }

  objects(name: string): JsonFields[] | null {
    return this.list(name)?.map((item) => new JsonFields(item, `${this.struct}.${name}`)) ?? null;
  }

  private read<T>(name: string, goType: string, missing: T, fits: (value: unknown) => boolean): T {
    const value = this.raw(name);
    if (value === undefined) return missing;
    if (!fits(value)) throw typeError(value, this.struct, name, goType);
    return value as T;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function typeError(value: unknown, struct: string, name: string, goType: string): SlipwayError {
  const jsonType = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  const field = name === '' ? struct : `${struct}.${name}`;
  return new SlipwayError(
    'invalid',
    `json: cannot unmarshal ${jsonType} into Go struct field ${field} of type ${goType}`,
  );
}
