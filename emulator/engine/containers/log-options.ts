import { SlipwayError } from '../../errors.ts';
import { FALSE, TRUE } from '../go-boolean.ts';
import { logAttributes, type Logged } from './log-attributes.ts';
import type { LogLimits } from './log-file.ts';

/** Options of dockerd's json-file driver: how much is kept, and what `--details` shows. The log is not compressed. */
const KNOWN = [
  ...['max-size', 'max-file', 'compress', 'mode', 'max-buffer-size'],
  ...['labels', 'labels-regex', 'env', 'env-regex', 'tag'],
];
const SIZE = /^(\d+(?:\.\d+)?)\s?([kmgt]?)b?$/i;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

const DRIVERS = ['json-file', 'none'];
const FOREIGN_DRIVERS = [
  'awslogs',
  'fluentd',
  'gcplogs',
  'gelf',
  'journald',
  'local',
  'logentries',
  'splunk',
  'syslog',
];

/** Docker's other drivers are told from names that are none. */
export function checkLogDriver(type: string): void {
  if (DRIVERS.includes(type)) return;
  if (FOREIGN_DRIVERS.includes(type)) {
    throw new SlipwayError('not-implemented', `the log driver ${type} is not implemented in Slipway`);
  }
  throw new SlipwayError('internal', `error looking up logging plugin ${type}: plugin "${type}" not found`);
}

/** At create: names, and how the output gets to the log; as dockerd does. */
export function checkLogOptions(type: string, options: Readonly<Record<string, string>>): void {
  if (type !== 'json-file') return;
  const { mode = '', 'max-buffer-size': buffer } = options;
  if (!['', 'blocking', 'non-blocking'].includes(mode)) {
    throw new SlipwayError('invalid', `logger: logging mode not supported: ${mode}`);
  }
  if (buffer !== undefined && mode !== 'non-blocking') {
    throw new SlipwayError('invalid', "logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  }
  if (buffer !== undefined && !SIZE.test(buffer)) {
    throw new SlipwayError('invalid', `error parsing option max-buffer-size: invalid size: '${buffer}'`);
  }
  for (const name of Object.keys(options)) {
    if (KNOWN.includes(name)) continue;
    throw new SlipwayError('invalid', `unknown log opt '${name}' for json-file log driver`);
  }
}

/** At the start of the container, in dockerd's words then. */
export function initializeLog(container: Logged): void {
  try {
    checkLog(container);
  } catch (cause) {
    if (!(cause instanceof SlipwayError)) throw cause;
    throw new SlipwayError(cause.kind, `failed to initialize logging driver: ${cause.message}`, { cause });
  }
}

/** Values of the options, as dockerd checks them when it opens a log. */
export function checkLog(container: Logged): void {
  logLimits(container.hostConfig.LogConfig.Config);
  logAttributes(container);
}

/** How much of the log is kept; undefined for the default. Error 'internal' with the value that is wrong. */
export function logLimits(options: Readonly<Record<string, string>>): LogLimits | undefined {
  const fail = (message: string) => new SlipwayError('internal', message);
  const { 'max-size': size, 'max-file': files = '1', compress = '' } = options;
  if (!/^[+-]?\d+$/.test(files)) throw fail(`strconv.Atoi: parsing "${files}": invalid syntax`);
  if (Number(files) < 1) throw fail('max-file cannot be less than 1');
  const match = size === undefined ? undefined : SIZE.exec(size);
  if (match === null) throw fail(`invalid size: '${size}'`);
  if (!['', ...TRUE, ...FALSE].includes(compress)) {
    throw fail(`strconv.ParseBool: parsing "${compress}": invalid syntax`);
  }
  if (TRUE.includes(compress) && (Number(files) < 2 || !match)) {
    throw fail('compress cannot be true when max-file is less than 2 or max-size is not set');
  }
  if (!match) return undefined;
  const maxFileBytes = Math.floor(Number(match[1]) * (UNITS[match[2]!.toLowerCase()] ?? 1));
  if (maxFileBytes < 1) throw fail('max-size must be a positive number');
  return { maxFileBytes, files: Math.min(Number(files), 100) };
}
