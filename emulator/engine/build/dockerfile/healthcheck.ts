import type { HealthcheckInstruction } from './ast.ts';
import { InstructionError } from './parse-error.ts';
import { parseJsonWords, type InstructionFlag } from './words.ts';

const MILLISECOND = 1_000_000;

/** `HEALTHCHECK [--interval=…] CMD …` and `HEALTHCHECK NONE`. Errors in Docker's words. */
export function parseHealthcheck(
  rest: string,
  flags: readonly InstructionFlag[],
): Omit<HealthcheckInstruction, 'lines' | 'source'> {
  const [, type = '', command = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (type === '') throw new InstructionError('HEALTHCHECK requires at least one argument');
  if (type.toUpperCase() === 'NONE') {
    if (command.trim() !== '') throw new InstructionError('HEALTHCHECK NONE takes no arguments');
    return { kind: 'healthcheck', health: { Test: ['NONE'] } };
  }
  if (type.toUpperCase() !== 'CMD') {
    throw new InstructionError(`Unknown type ${JSON.stringify(type.toUpperCase())} in HEALTHCHECK (try CMD)`);
  }
  if (command.trim() === '') throw new InstructionError('Missing command after HEALTHCHECK CMD');
  const words = parseJsonWords(command);
  if (words?.length === 0) throw new InstructionError('Missing command after HEALTHCHECK CMD');
  const value = (name: string) => flags.find((flag) => flag.name === name)?.value ?? '';
  const health = {
    Test: words ? ['CMD', ...words] : ['CMD-SHELL', command],
    ...duration('Interval', 'interval', value('interval')),
    ...duration('Timeout', 'timeout', value('timeout')),
    ...duration('StartPeriod', 'start-period', value('start-period')),
    ...duration('StartInterval', 'start-interval', value('start-interval')),
    ...retries(value('retries')),
  };
  return { kind: 'healthcheck', health };
}

function duration(field: string, flag: string, text: string): Record<string, number> {
  if (text === '') return {};
  const nanoseconds = parseDuration(text);
  if (nanoseconds === undefined) throw new InstructionError(`time: invalid duration ${JSON.stringify(text)}`);
  if (nanoseconds === 0) return {};
  if (nanoseconds < MILLISECOND) throw new InstructionError(`Interval ${JSON.stringify(flag)} cannot be less than 1ms`);
  return { [field]: nanoseconds };
}

function retries(text: string): Record<string, number> {
  if (text === '') return {};
  if (!/^[+-]?\d+$/.test(text))
    throw new InstructionError(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  const count = Number(text);
  if (count < 0) throw new InstructionError(`--retries cannot be negative (${count})`);
  return { Retries: count };
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** Go's time.ParseDuration: '1m30s'. */
function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = /^([+-]?)((?:\d+(?:\.\d*)?(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (!match) return undefined;
  let total = 0;
  for (const [, amount, unit] of match[2]!.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * UNITS[unit!]!;
  }
  return match[1] === '-' ? -total : total;
}
