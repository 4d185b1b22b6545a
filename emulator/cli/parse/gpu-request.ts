import { listOf, splitCsv } from './flag-types.ts';
import { keyValues } from './key-values.ts';

/** `DeviceRequest` of the Engine API. */
export interface GpuRequest {
  readonly Driver: string;
  /** -1 is all. */
  readonly Count: number;
  readonly DeviceIDs: readonly string[] | null;
  /** Any of these sets, each of which a device must have as a whole. */
  readonly Capabilities: readonly (readonly string[])[];
  readonly Options: Readonly<Record<string, string>>;
}

/** --gpus: 'all', a count, or 'device=0,driver=nvidia' as CSV (docker/cli: opts/gpus). Throws an Error in Docker's words. */
export function parseGpuRequest(text: string): GpuRequest {
  const values = new Map<string, string>();
  const add = (key: string, value: string) => {
    if (values.has(key)) throw new Error(`gpu request key '${key}' can be specified only once`);
    values.set(key, value);
  };
  for (const field of splitCsv(text)) {
    const equals = field.indexOf('=');
    const [key, value] = equals === -1 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
    add(key, value);
    // A field of its own is the count: it is that key, too.
    if (equals === -1) values.set('count', String(parseCount(key)));
    else if (key === 'count') parseCount(value);
    else if (!['driver', 'device', 'capabilities', 'options'].includes(key))
      throw new Error(`unexpected key '${key}' in '${field}'`);
  }
  const [count, devices, capabilities] = [values.get('count'), values.get('device'), values.get('capabilities')];
  return {
    Driver: values.get('driver') ?? '',
    Count: count === undefined ? (devices === undefined ? 1 : 0) : parseCount(count),
    DeviceIDs: devices?.split(',') ?? null,
    Capabilities: [[...(capabilities?.split(',') ?? []), 'gpu']],
    Options: keyValues(splitCsv(values.get('options') ?? '').filter(Boolean)),
  };
}

function parseCount(text: string): number {
  if (text === 'all') return -1;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new Error(`invalid count (${text}): value must be either "all" or an integer: invalid syntax`);
}

export const gpuRequestType = listOf('gpu-request', (text) => {
  parseGpuRequest(text);
  return text;
});
