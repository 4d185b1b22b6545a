import type { BuildOptions } from '../build/options.ts';
import { SlipwayError } from '../../errors.ts';
import { parsePlatform } from '../images/platform.ts';
import { parseReference } from '../images/reference.ts';
import { registryConfig } from './registry-auth.ts';
import { queryFlag, queryInteger } from './request-body.ts';
import type { RouteRequest } from './route.ts';

/** The query of POST /build (Engine API 1.43, ImageBuild). Errors 'invalid' in dockerd's words. */
export function buildOptions(request: RouteRequest, signal: AbortSignal): BuildOptions {
  const { query, headers } = request;
  const names = [...new Set(query.getAll('t').filter((name) => name !== ''))].map((name) => parseReference(name));
  for (const { digest } of names) {
    if (digest !== undefined) throw new SlipwayError('invalid', 'build tag cannot contain a digest');
  }
  const isolation = query.get('isolation') ?? '';
  if (!['', 'default', 'process'].includes(isolation)) {
    throw new SlipwayError('invalid', `Unsupported isolation: ${JSON.stringify(isolation)}`);
  }
  if (queryFlag(query, 'squash')) {
    throw new SlipwayError('invalid', 'squash is only supported with experimental mode');
  }
  const platform = query.get('platform') ?? '';
  const args = json(query, 'buildargs', isStringOrNullMap) ?? {};
  const labels = json(query, 'labels', isStringOrNullMap) ?? {};
  return {
    names,
    output: outputOf(query),
    dockerfile: query.get('dockerfile') || 'Dockerfile',
    args: new Map(Object.entries(args).map(([name, value]) => [name, value ?? undefined])),
    target: query.get('target') ?? '',
    labels: Object.entries(labels).map(([name, value]) => [name, value ?? '']),
    noCache: queryFlag(query, 'nocache'),
    noCacheStages: json(query, 'nocachefilter', isStringList) ?? [],
    contexts: json(query, 'contexts', isPairList) ?? [],
    pull: queryFlag(query, 'pull'),
    quiet: queryFlag(query, 'q'),
    remove: queryFlag(query, 'rm', true),
    forceRemove: queryFlag(query, 'forcerm'),
    platform: platform === '' ? undefined : parsePlatform(platform),
    hostConfig: hostConfig(query),
    secrets: secretsOf(headers['x-slipway-build-secrets']),
    signal,
    credentialsOf: registryConfig(request),
  };
}

/** `outputs` of BuildKit: `[{"Type": "local"}]`. Error 'invalid' for an exporter that there is not. */
function outputOf(query: URLSearchParams): BuildOptions['output'] {
  const [output, ...more] = json(query, 'outputs', Array.isArray) ?? [];
  if (more.length > 0) throw new SlipwayError('invalid', 'multiple outputs currently unsupported');
  const type = String((output as { Type?: unknown } | undefined)?.Type ?? 'image');
  if (type === 'local' || type === 'tar') return type;
  if (type === 'image' || type === 'docker' || type === 'moby') return 'image';
  throw new SlipwayError('invalid', `exporter ${JSON.stringify(type)} could not be found`);
}

/** Limits and networks of the containers of RUN. */
function hostConfig(query: URLSearchParams): Readonly<Record<string, unknown>> {
  const integer = (name: string, field: string) => {
    const value = queryInteger(query, name) ?? 0;
    return value === 0 ? {} : { [field]: value };
  };
  const text = (name: string, field: string) => (query.get(name) ? { [field]: query.get(name) } : {});
  const extraHosts = query.getAll('extrahosts').filter((host) => host !== '');
  const ulimits = json(query, 'ulimits', Array.isArray);
  return {
    ...text('networkmode', 'NetworkMode'),
    ...integer('memory', 'Memory'),
    ...integer('memswap', 'MemorySwap'),
    ...integer('shmsize', 'ShmSize'),
    ...integer('cpushares', 'CpuShares'),
    ...integer('cpuperiod', 'CpuPeriod'),
    ...integer('cpuquota', 'CpuQuota'),
    ...text('cpusetcpus', 'CpusetCpus'),
    ...text('cpusetmems', 'CpusetMems'),
    ...text('cgroupparent', 'CgroupParent'),
    ...(extraHosts.length === 0 ? {} : { ExtraHosts: extraHosts }),
    ...(ulimits === undefined || ulimits.length === 0 ? {} : { Ulimits: ulimits }),
  };
}

function json<T>(query: URLSearchParams, name: string, fits: (value: unknown) => value is T): T | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SlipwayError('invalid', `error reading ${name}: ${(cause as Error).message}`, { cause });
  }
  if (value === null) return undefined;
  if (!fits(value)) throw new SlipwayError('invalid', `error reading ${name}: ${text} is of the wrong type`);
  return value;
}

function isStringOrNullMap(value: unknown): value is Record<string, string | null> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((item) => item === null || typeof item === 'string');
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isPairList(value: unknown): value is [string, string][] {
  return Array.isArray(value) && value.every((item) => isStringList(item) && item.length === 2);
}

/** base64 of {"id": "base64 of the secret"}: see build.ts. */
function secretsOf(header: string | undefined): ReadonlyMap<string, Uint8Array> {
  if (!header) return new Map();
  const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  try {
    const secrets = JSON.parse(new TextDecoder().decode(bytes(header))) as Record<string, string>;
    return new Map(Object.entries(secrets).map(([id, value]) => [id, bytes(value)]));
  } catch (cause) {
    throw new SlipwayError('invalid', 'X-Slipway-Build-Secrets is not base64 of a JSON object', { cause });
  }
}
