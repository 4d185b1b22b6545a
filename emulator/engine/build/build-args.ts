import type { ArgInstruction } from './dockerfile/ast.ts';
import { expandWord, type Variables } from './dockerfile/expand.ts';
import { PLATFORM_ARGS, PREDEFINED_ARGS } from './dockerfile/platform-args.ts';
import { envMap } from './state.ts';

/** The build arguments of a request, and which of them the Dockerfile asked for. */
export class BuildArgs {
  private readonly global = new Map<string, string | undefined>();
  private readonly consumed = new Set<string>();

  /** @param given `--build-arg`; undefined for a name whose value the client did not have */
  constructor(private readonly given: ReadonlyMap<string, string | undefined>) {}

  /** ARG before the first FROM. */
  declareGlobal({ args }: ArgInstruction): void {
    for (const { key, value } of args) {
      this.consumed.add(key);
      const own = this.given.get(key);
      this.global.set(key, own ?? (value === undefined ? undefined : expandWord(value, this.globals())));
    }
  }

  /** What FROM may use. */
  globals(): Variables {
    return { get: (name) => this.global.get(name) ?? PLATFORM_ARGS[name] };
  }

  /** @param inherited of the stage it is FROM (BuildKit) */
  forStage(inherited?: StageArgs): StageArgs {
    const stage = new StageArgs(this.given, this.globals(), (name) => this.consumed.add(name));
    for (const [key, value] of inherited?.all() ?? []) stage.declare(key, value);
    return stage;
  }

  /** Given, but in no ARG. */
  unused(): string[] {
    return [...this.given.keys()].filter((name) => !this.consumed.has(name) && !PREDEFINED_ARGS.includes(name)).sort();
  }
}

/** The build arguments declared in one stage so far. */
export class StageArgs {
  private readonly declared = new Map<string, string | undefined>();

  constructor(
    private readonly given: ReadonlyMap<string, string | undefined>,
    private readonly globals: Variables,
    private readonly onConsumed: (name: string) => void,
  ) {}

  declare(key: string, value: string | undefined): void {
    this.declared.set(key, value);
    this.onConsumed(key);
  }

  /** Names with the values they were declared with. */
  all(): ReadonlyMap<string, string | undefined> {
    return this.declared;
  }

  valueOf(name: string): string | undefined {
    if (!this.declared.has(name)) return undefined;
    return this.given.get(name) ?? this.declared.get(name) ?? this.globals.get(name);
  }

  /** What a word may use: the environment wins. */
  variables(env: readonly string[]): Variables {
    const environment = envMap(env);
    return { get: (name) => environment.get(name) ?? this.valueOf(name) };
  }

  /** 'name=value' of all with a value that the environment does not set: what RUN has besides. Sorted. */
  environment(env: readonly string[]): string[] {
    const set = envMap(env);
    const names = [...this.declared.keys(), ...PREDEFINED_ARGS.filter((name) => this.given.get(name) !== undefined)];
    return [...new Set(names)]
      .filter((name) => !set.has(name))
      .flatMap((name) => {
        const value = this.valueOf(name) ?? (PREDEFINED_ARGS.includes(name) ? this.given.get(name) : undefined);
        return value === undefined ? [] : [`${name}=${value}`];
      })
      .sort();
  }

  /** As BuildKit's history has them: all that are declared, in that order, with the values they have in RUN. */
  shown(env: readonly string[]): string[] {
    const set = envMap(env);
    return [...this.declared.keys()].map((name) => `${name}=${set.get(name) ?? this.valueOf(name) ?? ''}`);
  }

  /** Those of `environment` that make another result: the predefined ones are not part of a cache key. */
  keyed(env: readonly string[]): string[] {
    return this.environment(env).filter((pair) => {
      const name = pair.split('=', 1)[0]!;
      return this.declared.has(name) || !PREDEFINED_ARGS.includes(name);
    });
  }
}
