/** Time as the engine uses it; tests bring their own. */
export interface Clock {
  /** Nanoseconds since 1970, strictly increasing, so that events and log lines sort as they happened. */
  nowNs(): bigint;
  /** Calls back after `ms` unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
}

/** Timers of JavaScript count in 32 bits and run at once beyond; nobody waits for the end of these 24 days. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export function systemClock(): Clock {
  let lastNs = 0n;
  return {
    nowNs() {
      const ns = BigInt(Date.now()) * 1_000_000n;
      // Several readings within one millisecond are told apart by a microsecond each.
      lastNs = ns > lastNs ? ns : lastNs + 1_000n;
      return lastNs;
    },
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(ms, MAX_DELAY_MS));
      return () => clearTimeout(timer);
    },
  };
}

/** What Docker shows for "never": Go's zero time. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

/** RFC 3339 with nanoseconds, trailing zeros cut, as Go prints it: '2026-11-21T03:13:57.43587Z'. */
export function formatTime(ns: bigint): string {
  const seconds = new Date(Number(ns / 1_000_000n)).toISOString().slice(0, 19);
  const fraction = (ns % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

/** The inverse of `formatTime`; offsets ('+02:00') too. Undefined when it is not RFC 3339. */
export function parseTime(text: string): bigint | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return undefined;
  const ms = Date.parse(`${match[1]}${match[3]}`);
  if (Number.isNaN(ms)) return undefined;
  return BigInt(ms) * 1_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'));
}

/** A `since` or `until` of the API: seconds since 1970 with up to nine decimals ('1795230838.119524300'). */
export function parseUnixSeconds(text: string): bigint | undefined {
  const match = /^(-?\d+)(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  return BigInt(match[1]!) * 1_000_000_000n + BigInt((match[2] ?? '').padEnd(9, '0'));
}
