import type { Requirement } from '../command.ts';
import type { FlagType, FlagValue } from './flag-types.ts';

export interface FlagSpec {
  /** Without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly type: FlagType;
  readonly help: string;
  /** What the flag holds when it is not given. */
  readonly default?: FlagValue;
  /** Shown as '(default …)' where the default is not the type's zero value. */
  readonly defaultText?: string;
  /** Works, but is not in --help. */
  readonly hidden?: boolean;
  /** Another spelling of this flag: its values go there. */
  readonly aliasOf?: string;
  /** 'use --timeout instead': said on stderr when the flag is used. */
  readonly deprecated?: string;
  /** The daemon's API must be at least this ('1.43'). */
  readonly apiVersion?: string;
  /** The daemon must be this for the flag to be shown. */
  readonly requires?: Requirement;
  /** A clause that says why Docker has the flag and Slipway has not: using it is an error. */
  readonly absent?: string;
}

/** The command line does not fit the flags; the message is pflag's. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

/** The flags of one command line. */
export class ParsedFlags {
  readonly #values = new Map<string, FlagValue[]>();
  readonly #specs: ReadonlyMap<string, FlagSpec>;
  /** Names as typed (aliases not resolved), once each. */
  readonly used = new Set<string>();

  constructor(specs: readonly FlagSpec[]) {
    this.#specs = new Map(specs.map((spec) => [spec.name, spec]));
  }

  add(spec: FlagSpec, values: readonly FlagValue[]): void {
    this.used.add(spec.name);
    const name = spec.aliasOf ?? spec.name;
    this.#values.set(name, [...(this.#values.get(name) ?? []), ...values]);
  }

  changed(name: string): boolean {
    return this.#values.has(name);
  }

  bool(name: string): boolean {
    return this.#last(name) === true;
  }

  string(name: string): string {
    return String(this.#last(name) ?? '');
  }

  number(name: string): number {
    return Number(this.#last(name) ?? 0);
  }

  list(name: string): string[] {
    return (this.#values.get(name) ?? []).map(String);
  }

  #last(name: string): FlagValue | undefined {
    return this.#values.get(name)?.at(-1) ?? this.#specs.get(name)?.default;
  }
}

/**
 * Splits `argv` into flags and arguments by the rules of spf13/pflag: `--name value`, `--name=value`, clusters of short
 * flags (`-itd`, `-eX=1`), booleans only with `=`, `--` ends the flags. With `isInterspersed` off the first argument
 * ends them, too. Throws FlagError.
 */
export function parseFlags(
  specs: readonly FlagSpec[],
  argv: readonly string[],
  isInterspersed: boolean,
): { flags: ParsedFlags; args: string[]; wantsHelp: 'long' | 'short' | undefined } {
  const flags = new ParsedFlags(specs);
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const byShort = new Map(specs.flatMap((spec) => (spec.short === undefined ? [] : [[spec.short, spec] as const])));
  const args: string[] = [];
  const rest = [...argv];
  let wantsHelp: 'long' | 'short' | undefined;

  const set = (spec: FlagSpec, text: string): void => {
    try {
      flags.add(spec, spec.type.parse(text));
    } catch (error) {
      const shown = spec.short === undefined ? `--${spec.name}` : `-${spec.short}, --${spec.name}`;
      const reason = error instanceof Error ? error.message : String(error);
      throw new FlagError(`invalid argument ${JSON.stringify(text)} for "${shown}" flag: ${reason}`);
    }
  };

  const long = (argument: string): boolean => {
    const [name = '', ...parts] = argument.slice(2).split('=');
    if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${argument}`);
    const spec = byName.get(name);
    if (name === 'help') return true;
    if (!spec) throw new FlagError(`unknown flag: --${name}`);
    if (parts.length > 0) set(spec, parts.join('='));
    else if (spec.type.isBoolean) set(spec, 'true');
    else if (rest.length > 0) set(spec, rest.shift() ?? '');
    else throw new FlagError(`flag needs an argument: --${name}`);
    return false;
  };

  const short = (argument: string): boolean => {
    for (let cluster = argument.slice(1); cluster !== ''; cluster = cluster.slice(1)) {
      const letter = cluster[0] ?? '';
      const spec = byShort.get(letter);
      if (!spec && letter === 'h') return true;
      if (!spec) throw new FlagError(`unknown shorthand flag: '${letter}' in -${cluster}`);
      if (cluster.length > 2 && cluster[1] === '=') return (set(spec, cluster.slice(2)), false);
      if (spec.type.isBoolean) set(spec, 'true');
      else if (cluster.length > 1) return (set(spec, cluster.slice(1)), false);
      else if (rest.length > 0) return (set(spec, rest.shift() ?? ''), false);
      else throw new FlagError(`flag needs an argument: '${letter}' in -${cluster}`);
    }
    return false;
  };

  while (rest.length > 0) {
    const argument = rest.shift() ?? '';
    if (argument === '--') {
      args.push(...rest);
      break;
    }
    if (argument.length < 2 || !argument.startsWith('-')) {
      args.push(argument);
      if (isInterspersed) continue;
      args.push(...rest);
      break;
    }
    // What is wrong behind --help counts before it.
    if (argument.startsWith('--')) wantsHelp = long(argument) ? 'long' : wantsHelp;
    else if (short(argument)) wantsHelp ??= 'short';
  }
  return { flags, args, wantsHelp };
}
