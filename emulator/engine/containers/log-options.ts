import { SlipwayError } from '../../errors.ts';
import type { LogLimits } from './log-file.ts';

/** Options of dockerd's json-file driver that say how much is kept; the rest of them adds to what `--details` shows. */
const KEPT = ['max-size', 'max-file', 'compress', 'mode', 'max-buffer-size'];
const DETAILS = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];
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

/** At create: names only, as dockerd does. */
export function checkLogOptions(type: string, options: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(options)) {
    if (DETAILS.includes(name) && type === 'json-file') {
      throw new SlipwayError('not-implemented', `the log option ${name} is not implemented in Slipway`);
    }
    if (type === 'json-file' && !KEPT.includes(name)) {
      throw new SlipwayError('invalid', `unknown log opt '${name}' for json-file log driver`);
    }
  }
}

/** How much of the log is kept; undefined for the default. Errors as dockerd gives them when the container starts. */
export function logLimits(options: Readonly<Record<string, string>>): LogLimits | undefined {
  const fail = (message: string) => new SlipwayError('internal', `failed to initialize logging driver: ${message}`);
  const { 'max-size': size, 'max-file': files = '1', compress } = options;
  if (!/^[+-]?\d+$/.test(files)) throw fail(`strconv.Atoi: parsing "${files}": invalid syntax`);
  if (Number(files) < 1) throw fail('max-file cannot be less than 1');
  const match = size === undefined ? undefined : /^(\d+(?:\.\d+)?)\s?([kmgt]?)b?$/i.exec(size);
  if (match === null) throw fail(`invalid size: '${size}'`);
  if (compress === 'true' && (Number(files) < 2 || !match)) {
    throw fail('compress cannot be true when max-file is less than 2 or max-size is not set');
  }
  if (!match) return undefined;
  const maxFileBytes = Math.floor(Number(match[1]) * (UNITS[match[2]!.toLowerCase()] ?? 1));
  if (maxFileBytes < 1) throw fail('max-size must be a positive number');
  return { maxFileBytes, files: Math.min(Number(files), 100) };
}
