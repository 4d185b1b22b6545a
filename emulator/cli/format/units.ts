/** Sizes and durations in the words of Docker's go-units (https://pkg.go.dev/github.com/docker/go-units). */

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];

/** `value` as C's %.{precision}g prints it. */
export function formatG(value: number, precision: number): string {
  const rounded = Number(value.toPrecision(precision));
  const magnitude = Math.abs(rounded);
  if (magnitude !== 0 && (magnitude >= 10 ** precision || magnitude < 1e-4)) {
    const [mantissa = '', exponent = ''] = rounded.toExponential().split('e');
    const digits = exponent.replace(/^[+-]/, '').padStart(2, '0');
    return `${mantissa}e${exponent.startsWith('-') ? '-' : '+'}${digits}`;
  }
  return String(rounded);
}

function scaled(bytes: number, base: number, units: readonly string[], precision: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return formatG(value, precision) + units[unit];
}

/** 1980000 → '1.98MB' (base 1000). `precision` is the number of significant digits. */
export function humanSize(bytes: number, precision = 4): string {
  return scaled(bytes, 1000, decimalUnits, precision);
}

/** 2097152 → '2MiB' (base 1024). */
export function binarySize(bytes: number): string {
  return scaled(bytes, 1024, binaryUnits, 4);
}

/** A length of time in words: 'Less than a second', 'About a minute', '3 weeks'. */
export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.trunc(durationMs / 3_600_000 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.trunc(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.trunc(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.trunc(hours / 24 / 30)} months`;
  return `${Math.trunc(durationMs / 3_600_000 / 24 / 365)} years`;
}

/** '512m', '1.5 GB' → bytes (base 1024). Throws an Error in go-units' words. */
export function parseBytes(text: string): number {
  const lastDigit = Math.max(...[...'0123456789. '].map((character) => text.lastIndexOf(character)));
  if (lastDigit === -1) throw new Error(`invalid size: '${text}'`);
  const spaced = text[lastDigit] === ' ';
  const number = text.slice(0, spaced ? lastDigit : lastDigit + 1);
  const suffix = text.slice(lastDigit + 1).toLowerCase();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(number)) {
    throw new Error(`strconv.ParseFloat: parsing ${JSON.stringify(number)}: invalid syntax`);
  }
  const value = Number(number);
  if (value < 0) throw new Error(`invalid size: '${text}'`);
  if (suffix === '' || suffix === 'b') return Math.trunc(value);
  const power = 'kmgtp'.indexOf(suffix[0] ?? '') + 1;
  if (power === 0 || !/^.(i?b)?$/.test(suffix)) throw new Error(`invalid suffix: '${text.slice(lastDigit + 1)}'`);
  return Math.trunc(value * 1024 ** power);
}
