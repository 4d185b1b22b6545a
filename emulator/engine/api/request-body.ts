import { SlipwayError } from '../../errors.ts';
import type { RouteRequest } from './route.ts';

/** JSON bodies of the Engine API are small; a larger one is a mistake or an attack. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;

/** The body, whole. Error 'invalid' when it is larger than `limitBytes`. */
export async function readBody(request: RouteRequest, limitBytes: number): Promise<Uint8Array> {
  const { body } = request;
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const reader = body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    sizeBytes += value.byteLength;
    if (sizeBytes > limitBytes) {
      await reader.cancel();
      throw new SlipwayError('invalid', 'request body too large');
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** The body as it comes; empty when there is none. */
export function bodyStream({ body }: RouteRequest): ReadableStream<Uint8Array> {
  if (body instanceof ReadableStream) return body;
  return new Blob(body ? [body as Uint8Array<ArrayBuffer>] : []).stream();
}

/** The body as a JSON object; undefined when there is none. Errors 'invalid' in the words of dockerd (20.10). */
export async function readJsonObject(request: RouteRequest): Promise<Record<string, unknown> | undefined> {
  const bytes = await readBody(request, MAX_JSON_BYTES);
  if (bytes.byteLength === 0) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SlipwayError('invalid', `invalid JSON: ${(cause as Error).message}`, { cause });
  }
  if (value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value))
    throw new SlipwayError('invalid', 'invalid JSON: not an object');
  return value as Record<string, unknown>;
}

/** Docker's reading of a boolean query parameter: '', '0', 'no', 'false', 'none' are false, all else is true. */
export function queryFlag(query: URLSearchParams, name: string, missing = false): boolean {
  const value = query.get(name);
  if (value === null) return missing;
  return !['', '0', 'no', 'false', 'none'].includes(value.trim().toLowerCase());
}

/**
 * The `filters` parameter: {"name": ["a"]} or, as clients send it since 1.22, {"name": {"a": true}}.
 * Error 'invalid' for anything else, and for a name that is not in `known`, if that is given ("Invalid filter 'x'").
 */
export function queryFilters(
  query: URLSearchParams,
  known: readonly string[] | undefined,
): ReadonlyMap<string, readonly string[]> {
  const filters = new Map<string, readonly string[]>();
  const text = query.get('filters');
  if (!text) return filters;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new SlipwayError('invalid', `invalid filters: ${(cause as Error).message}`, { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new SlipwayError('invalid', 'invalid filters: not an object');
  }
  for (const [name, values] of Object.entries(parsed)) {
    if (known && !known.includes(name)) throw new SlipwayError('invalid', `Invalid filter '${name}'`);
    filters.set(name, filterValues(name, values));
  }
  return filters;
}

function filterValues(name: string, values: unknown): readonly string[] {
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
    return Object.entries(values)
      .filter(([, on]) => on === true)
      .map(([value]) => value);
  }
  throw new SlipwayError('invalid', `invalid filters: ${name} is neither a list nor an object`);
}

/** An integer parameter; undefined when it is missing or empty. Error 'invalid' in the words of Go's strconv. */
export function queryInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d{1,15}$/.test(text)) throw new SlipwayError('invalid', `strconv.Atoi: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** Refuses a body that is not declared to be JSON, as dockerd does. */
export function requireJson(request: RouteRequest): void {
  const type = request.headers['content-type'] ?? '';
  if (request.body === undefined || /^application\/json\b/i.test(type)) return;
  throw new SlipwayError('invalid', `Content-Type specified (${type}) must be 'application/json'`);
}
