import { SlipwayError } from '../../errors.ts';
import { parseUnixSeconds } from '../clock.ts';
import type { ImageFilters } from './filters.ts';

/** Unix seconds, a duration before now (10m, 1h30m), or a date. Undefined when not asked for. */
export function untilSeconds(filters: ImageFilters): number | undefined {
  const values = filters.get('until') ?? [];
  if (values.length === 0) return undefined;
  if (values.length > 1) throw new SlipwayError('invalid', 'more than one until filter specified');
  const text = values[0]!;
  const unix = parseUnixSeconds(text);
  if (unix !== undefined) return Number(unix / 1_000_000_000n);
  const duration = durationSeconds(text);
  if (duration !== undefined) return Date.now() / 1000 - duration;
  const dateMs = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(dateMs)) return dateMs / 1000;
  throw new SlipwayError('invalid', `failed to parse value as time or duration: ${JSON.stringify(text)}`);
}

function durationSeconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:h|m|s|ms))+$/.test(text)) return undefined;
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * units[unit!]!,
    0,
  );
}
