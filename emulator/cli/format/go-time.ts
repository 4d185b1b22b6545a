/** Go's textual forms of times and durations (https://pkg.go.dev/time). Zone: UTC, the guest's. */

const unitNs: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** '1h30m', '300ms' → nanoseconds. Throws in time.ParseDuration's words. */
export function parseDurationNs(text: string): number {
  const invalid = (): Error => new Error(`time: invalid duration ${JSON.stringify(text)}`);
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  if (rest === '') throw invalid();
  let total = 0;
  while (rest !== '') {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) throw invalid();
    rest = rest.slice(number.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? '';
    if (unit === '') throw new Error(`time: missing unit in duration ${JSON.stringify(text)}`);
    const factor = unitNs[unit];
    if (factor === undefined) {
      throw new Error(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    }
    total += Math.round(Number(number) * factor);
    rest = rest.slice(unit.length);
  }
  return sign * total;
}

/** Nanoseconds as Go's time.Duration prints them: '1m30s', '1.5s', '300ms', '0s'. */
export function durationText(nanoseconds: number): string {
  if (nanoseconds < 0) return `-${durationText(-nanoseconds)}`;
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 1e3) return `${nanoseconds}ns`;
  if (nanoseconds < 1e9) return nanoseconds < 1e6 ? `${nanoseconds / 1e3}µs` : `${nanoseconds / 1e6}ms`;
  const minutes = Math.floor(nanoseconds / 60e9);
  const hours = Math.floor(minutes / 60);
  const seconds = `${(nanoseconds % 60e9) / 1e9}s`;
  return (hours > 0 ? `${hours}h` : '') + (minutes > 0 ? `${minutes % 60}m` : '') + seconds;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** '2024-05-01 10:20:30 +0000 UTC', as fmt prints a time.Time. */
export function goTimeString(unixSeconds: number): string {
  return `${isoSeconds(unixSeconds).replace('T', ' ').replace('Z', '')} +0000 UTC`;
}

/** '2024-05-01T10:20:30Z' (RFC 3339). */
export function isoSeconds(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 'Fri May 30 12:07:14 2025' (time.ANSIC); the text itself when it is no RFC 3339 time. */
export function ansiDate(text: string): string {
  const milliseconds = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) return text;
  const offset = /([+-])(\d\d):(\d\d)$/.exec(text);
  const shiftMinutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  const date = new Date(milliseconds + shiftMinutes * 60_000);
  const clock = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${weekdays[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${day} ${clock} ${date.getUTCFullYear()}`;
}

/** The time an unix nanosecond count stands for, with nine digits of fraction, as events print it. */
export function isoNanoseconds(seconds: number, nanoseconds: bigint): string {
  const fraction = nanoseconds % 1_000_000_000n;
  return `${isoSeconds(seconds).replace('Z', '')}.${String(fraction).padStart(9, '0')}Z`;
}

/**
 * What --since and --until take (a duration before now, an RFC 3339 time or a part of one, or unix seconds), as the
 * API's 'seconds.nanoseconds'. Throws in Docker's words.
 */
export function parseTimestamp(text: string, nowMs: number): string {
  try {
    const durationNs = parseDurationNs(text);
    if (text !== '0') return secondsText(nowMs * 1e6 - durationNs);
  } catch {
    // not a duration: a time then
  }
  if (/^\d+(\.\d+)?$/.test(text)) {
    const [whole = '', fraction] = text.split('.');
    return fraction === undefined ? whole : `${whole}.${fraction.padEnd(9, '0').slice(0, 9)}`;
  }
  const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d(?::\d\d(?::\d\d(?:\.(\d+))?)?)?))?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (parts) {
    const clock = (parts[2] ?? '00').replace(/\..*/, '').split(':');
    while (clock.length < 3) clock.push('00');
    const seconds = Date.parse(`${parts[1]}T${clock.join(':')}${parts[4] ?? 'Z'}`) / 1000;
    if (!Number.isNaN(seconds)) return `${seconds}.${(parts[3] ?? '').padEnd(9, '0').slice(0, 9)}`;
  }
  throw new Error(`failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

function secondsText(nanoseconds: number): string {
  const seconds = Math.floor(nanoseconds / 1e9);
  return `${seconds}.${pad(Math.round(nanoseconds - seconds * 1e9), 9)}`;
}
