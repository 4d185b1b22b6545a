import { SlipwayError } from '../../errors.ts';

/** `Healthcheck` of a container's or an image's Config; durations in nanoseconds, 0 for "as the image has it". */
export interface Healthcheck {
  /** [] inherits; NONE, CMD with a command, CMD-SHELL with one text. */
  readonly Test?: readonly string[] | null;
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

const MIN_DURATION_NS = 1_000_000;

/** Errors 'invalid' in dockerd's words. */
export function checkHealthcheck(check: Healthcheck): void {
  for (const name of ['Interval', 'Timeout', 'StartPeriod'] as const) {
    const value = check[name] ?? 0;
    if (value !== 0 && value < MIN_DURATION_NS) {
      throw new SlipwayError('invalid', `${name} in Healthcheck cannot be less than 1ms`);
    }
  }
  if ((check.Retries ?? 0) < 0) throw new SlipwayError('invalid', 'Retries in Healthcheck cannot be negative');
}

/** What the container does not set is the image's. */
export function mergeHealthcheck(
  own: Healthcheck | undefined,
  image: Healthcheck | undefined,
): Healthcheck | undefined {
  if (!own || !image) return own ?? image;
  const merged: Record<string, unknown> = {
    ...image,
    ...Object.fromEntries(
      Object.entries(own).filter(([, value]) => value !== 0 && !(Array.isArray(value) && value.length === 0)),
    ),
  };
  // In the order Go marshals them, which people see.
  const names = ['Test', 'Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'];
  const known = names.filter((name) => merged[name] !== undefined).map((name) => [name, merged[name]]);
  return { ...Object.fromEntries(known), ...merged } as Healthcheck;
}

/** The probe's command; undefined where there is none to be run. @param shell of the image, for CMD-SHELL */
export function probeCommand(
  check: Healthcheck | undefined,
  shell: readonly string[] | undefined,
): string[] | undefined {
  const [kind, ...rest] = check?.Test ?? [];
  if (kind === 'CMD') return rest;
  if (kind === 'CMD-SHELL') return [...(shell && shell.length > 0 ? shell : ['/bin/sh', '-c']), ...rest];
  return undefined;
}
