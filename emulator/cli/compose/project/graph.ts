import { CliError } from '../../errors.ts';
import type { Project } from '../model/types/project.ts';

export interface OrderOptions {
  /** 'down': who depends on a service comes before it. */
  readonly direction: 'up' | 'down';
  /** How many at a time; undefined is no limit. */
  readonly limit?: number;
  /** Further edges: what a service needs besides `depends_on`. */
  needs?(service: string): readonly string[];
}

/**
 * Calls `visit` for each service of the project, those that do not wait for one another at the same time. After a
 * failure nothing new begins; the first error is thrown once all that runs is over. Throws CliError for a dependency
 * that is not there.
 */
export async function inDependencyOrder(
  project: Project,
  visit: (service: string) => Promise<void>,
  options: OrderOptions = { direction: 'up' },
): Promise<void> {
  const before = edges(project, options);
  const limited = limiter(options.limit);
  const visits = new Map<string, Promise<void>>();
  const errors: unknown[] = [];
  const begin = (name: string): Promise<void> => {
    const known = visits.get(name);
    if (known) return known;
    const earlier = Promise.all([...(before.get(name) ?? [])].map(begin));
    const mine = earlier.then(() =>
      limited(async () => {
        if (errors.length > 0) throw errors[0];
        await visit(name);
      }),
    );
    const noted = mine.catch((error: unknown) => {
      errors.push(error);
      throw error;
    });
    visits.set(name, noted);
    return noted;
  };
  await Promise.allSettled([...before.keys()].map(begin));
  if (errors.length > 0) throw errors[0];
}

/** What is to be done before a service, by service. */
function edges(project: Project, { direction, needs }: OrderOptions): Map<string, Set<string>> {
  const names = Object.keys(project.services).toSorted();
  const before = new Map(names.map((name) => [name, new Set<string>()]));
  for (const name of names) {
    const dependencies = project.services[name]?.depends_on ?? {};
    for (const [other, { required }] of Object.entries(dependencies)) {
      if (!before.has(other)) {
        if (required) throw missing(project, name, other);
        continue;
      }
      const [first, second] = direction === 'up' ? [other, name] : [name, other];
      before.get(second)?.add(first);
    }
    for (const other of needs?.(name) ?? []) if (before.has(other)) before.get(name)?.add(other);
  }
  return before;
}

function missing(project: Project, name: string, dependency: string): CliError {
  const disabled = project.disabledServices[dependency];
  if (!disabled) return new CliError(`could not find ${dependency}: not found`);
  const profiles = `[${(disabled.profiles ?? []).join(' ')}]`;
  return new CliError(
    `service ${dependency} is required by ${name} but is disabled. Can be enabled by profiles ${profiles}`,
  );
}

/** Runs what it is given, at most `limit` at a time. */
export function limiter(limit: number | undefined): <T>(task: () => Promise<T>) => Promise<T> {
  let free = limit ?? Infinity;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** All of them, whatever fails; then the first failure is thrown. */
export async function allOf(tasks: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(tasks);
  const failed = results.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}
