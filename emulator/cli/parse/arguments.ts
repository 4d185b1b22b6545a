import { CliError } from '../errors.ts';

/** How many arguments a command takes. */
export interface ArgumentRule {
  readonly least: number;
  readonly most: number;
  /** Docker has the error of its flag library here, without the usage. */
  readonly isTerse?: boolean;
}

export const noArguments: ArgumentRule = { least: 0, most: 0 };
export const anyArguments: ArgumentRule = { least: 0, most: Infinity };
export const exactly = (count: number): ArgumentRule => ({ least: count, most: count });
export const tersely = (rule: ArgumentRule): ArgumentRule => ({ ...rule, isTerse: true });
export const atLeast = (least: number): ArgumentRule => ({ least, most: Infinity });
export const between = (least: number, most: number): ArgumentRule => ({ least, most });

/** Throws in Docker's words when `args` do not fit (docker/cli, cli/required.go, version 28). */
export function checkArguments(rule: ArgumentRule, args: readonly string[], path: string, useLine: string): void {
  const count = args.length;
  if (count >= rule.least && count <= rule.most) return;
  if (rule.isTerse) throw new CliError(terseError(rule, args, path));
  const plural = (number: number): string => (number === 1 ? 'argument' : 'arguments');
  const fail = (wanted: string, hint: string): never => {
    throw new CliError(
      `docker: '${path}' ${wanted}\n\nUsage:  ${useLine}\n\n${hint} '${path} --help' for more information`,
    );
  };
  if (rule.most === 0) fail('accepts no arguments', 'Run');
  if (rule.least === rule.most) fail(`requires ${rule.least} ${plural(rule.least)}`, 'Run');
  if (rule.most === Infinity) fail(`requires at least ${rule.least} ${plural(rule.least)}`, 'See');
  if (rule.least === 0) fail(`requires at most ${rule.most} ${plural(rule.most)}`, 'SRun');
  fail(`requires at least ${rule.least} and at most ${rule.most} ${plural(rule.most)}`, 'Run');
}

/** The words of the flag library itself (spf13/cobra, args.go). */
function terseError({ least, most }: ArgumentRule, args: readonly string[], path: string): string {
  const count = args.length;
  if (most === 0) return `unknown command ${JSON.stringify(args[0])} for ${JSON.stringify(path)}`;
  if (least === most) return `accepts ${least} arg(s), received ${count}`;
  if (most === Infinity) return `requires at least ${least} arg(s), only received ${count}`;
  if (least === 0) return `accepts at most ${most} arg(s), received ${count}`;
  return `accepts between ${least} and ${most} arg(s), received ${count}`;
}
