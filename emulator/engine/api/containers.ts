import { explaining, SlipwayError } from '../../errors.ts';
import { parseTime, parseUnixSeconds } from '../clock.ts';
import { attach } from '../containers/attachment.ts';
import type { Container, WaitCondition } from '../containers/container.ts';
import type { Containers } from '../containers/containers.ts';
import { DEFAULT_DETACH_KEYS, parseDetachKeys } from '../containers/detach-keys.ts';
import { inspectContainer } from '../containers/inspect.ts';
import { upperFolder } from '../containers/layered-files.ts';
import { LIST_FILTERS, matchesLabels, selectContainers, summarize } from '../containers/list.ts';
import { checkLog } from '../containers/log-options.ts';
import { readLogs, type LogOptions } from '../containers/logs.ts';
import { killContainer, pauseContainer, requireRunning, unpauseContainer } from '../containers/stop.ts';
import { topOf } from '../containers/top.ts';
import type { EngineContext } from '../context.ts';
import { diskUsage } from '../system/disk-usage.ts';
import { MULTIPLEXED_STREAM_TYPE, RAW_STREAM_TYPE } from '../raw-stream.ts';
import { hijackResponse } from './hijack.ts';
import { queryFilters, queryFlag, queryInteger, readJsonObject, requireJson } from './request-body.ts';
import { emptyResponse, jsonResponse, streamOfIterable, streamResponse } from './response.ts';
import { notImplemented, type RouteRequest, type RouteTable } from './route.ts';
import { compareVersions } from './router.ts';

/** /containers of the Engine API. */
export function containerRoutes(context: EngineContext, containers: Containers): RouteTable {
  const { registry } = containers;
  const of = (request: RouteRequest) => registry.resolve(request.params.id!);
  return [
    { method: 'GET', path: '/containers/json', handle: (request) => list(context, containers, request) },
    {
      method: 'POST',
      path: '/containers/create',
      async handle(request) {
        requireJson(request);
        const { query } = request;
        const body = await readJsonObject(request);
        const run = context.runs.creating(request.client, typeof body?.Image === 'string' ? body.Image : '');
        const [name, platform] = [query.get('name') ?? '', query.get('platform') ?? ''];
        try {
          const { container, warnings } = await containers.create(body, name, platform, 'start', run);
          return jsonResponse({ Id: container.id, Warnings: warnings }, 201);
        } catch (error) {
          run.failed(error);
          throw error;
        }
      },
    },
    { method: 'POST', path: '/containers/prune', handle: (request) => prune(context, containers, request) },
    {
      method: 'GET',
      path: '/containers/{id}/json',
      async handle(request) {
        const container = of(request);
        // dockerd locks a container that it starts: who hears that it died of a restart does not find it dead
        if (container.betweenRuns) await container.lifecycle.run(() => Promise.resolve());
        const answer = inspectContainer(context, container, (id) => registry.get(id)?.record.name);
        return jsonResponse(
          queryFlag(request.query, 'size') ? { ...answer, ...(await sizes(context, container)) } : answer,
        );
      },
    },
    {
      method: 'GET',
      path: '/containers/{id}/top',
      async handle(request) {
        const container = of(request);
        requireRunning(container);
        const processes = await topOf(
          context.guest,
          context.clock,
          container.id,
          request.query.get('ps_args') ?? '-ef',
        );
        container.publish('top');
        return jsonResponse(processes);
      },
    },
    { method: 'GET', path: '/containers/{id}/logs', handle: (request) => logs(of(request), request) },
    {
      method: 'POST',
      path: '/containers/{id}/start',
      async handle(request) {
        const keys = request.query.get('detachKeys');
        if (keys) parseDetachKeys(keys);
        return emptyResponse((await containers.run(of(request))) === 'already' ? 304 : 204);
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/stop',
      async handle(request) {
        const { query } = request;
        const result = await containers.stop(of(request), queryInteger(query, 't'), query.get('signal') ?? undefined);
        return emptyResponse(result === 'already' ? 304 : 204);
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/restart',
      async handle(request) {
        const { query } = request;
        await containers.restart(of(request), queryInteger(query, 't'), query.get('signal') ?? undefined);
        return emptyResponse();
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/kill',
      async handle(request) {
        const id = request.params.id!;
        const container = explaining(`Cannot kill container: ${id}`, () => of(request));
        await killContainer(context, container, request.query.get('signal') ?? '', id);
        return emptyResponse();
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/pause',
      async handle(request) {
        await pauseContainer(context, of(request));
        return emptyResponse();
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/unpause',
      async handle(request) {
        await unpauseContainer(context, of(request));
        return emptyResponse();
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/rename',
      handle(request) {
        containers.rename(of(request), request.query.get('name') ?? '');
        return emptyResponse();
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/resize',
      handle(request) {
        const size = { rows: queryInteger(request.query, 'h') ?? 0, columns: queryInteger(request.query, 'w') ?? 0 };
        const container = of(request);
        requireRunning(container);
        container.process?.resize(size);
        container.publish('resize', { height: String(size.rows), width: String(size.columns) });
        return emptyResponse(200);
      },
    },
    { method: 'POST', path: '/containers/{id}/wait', handle: (request) => wait(of(request), request) },
    { method: 'POST', path: '/containers/{id}/attach', handle: (request) => attachTo(of(request), request) },
    {
      method: 'DELETE',
      path: '/containers/{id}',
      async handle(request) {
        const { query } = request;
        const container = of(request);
        if (queryFlag(query, 'link')) {
          throw new SlipwayError('internal', 'Conflict, cannot remove the default link name of the container');
        }
        await containers.remove(container, { force: queryFlag(query, 'force'), volumes: queryFlag(query, 'v') });
        return emptyResponse();
      },
    },
    notImplemented('GET', '/containers/{id}/attach/ws', 'attaching over a WebSocket is not implemented in Slipway'),
  ];
}

async function list(context: EngineContext, containers: Containers, request: RouteRequest) {
  const { query } = request;
  const filters = queryFilters(query, LIST_FILTERS);
  const options = { all: queryFlag(query, 'all'), limit: queryInteger(query, 'limit') ?? 0, filters };
  const found = selectContainers(context, containers.registry, options);
  const withSize = queryFlag(query, 'size');
  return jsonResponse(
    await Promise.all(
      found.map(async (container) => ({
        ...summarize(context, container),
        ...(withSize ? await sizes(context, container) : {}),
      })),
    ),
  );
}

/** What the container wrote, and with its image. Bytes. */
async function sizes(context: EngineContext, container: Container) {
  const image = context.images.ofContainer(container.record.image);
  const rw = container.record.wasStarted ? await diskUsage(context.guest, upperFolder(container.id)) : 0;
  return { SizeRw: rw, SizeRootFs: rw + image.sizeBytes };
}

async function prune(context: EngineContext, containers: Containers, request: RouteRequest) {
  const filters = queryFilters(request.query, ['until', 'label', 'label!']);
  const until = filters.get('until')?.map(parseUntil).at(0);
  let reclaimedBytes = 0;
  const ids = await containers.prune(async ({ record }) => {
    const old = until === undefined || (parseTime(record.created) ?? 0n) < until;
    const unlike = filters.get('label!')?.every((label) => !matchesLabels([label], record.config.Labels)) ?? true;
    if (!old || !unlike || !matchesLabels(filters.get('label'), record.config.Labels)) return false;
    if (record.wasStarted) reclaimedBytes += await diskUsage(context.guest, upperFolder(record.id));
    return true;
  });
  context.events.publish('container', 'prune', '', { reclaimed: String(reclaimedBytes) });
  return jsonResponse({ ContainersDeleted: ids.length === 0 ? null : ids, SpaceReclaimed: reclaimedBytes });
}

export function parseUntil(text: string): bigint {
  const duration = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  const seconds = parseUnixSeconds(text) ?? parseTime(text);
  if (seconds !== undefined) return seconds;
  if (!duration || text === '') {
    throw new SlipwayError('invalid', `failed to parse value as time or duration: ${JSON.stringify(text)}`);
  }
  const [hours = 0, minutes = 0, rest = 0] = duration.slice(1).map((part) => Number(part ?? 0));
  return BigInt(Date.now() - (hours * 3600 + minutes * 60 + rest) * 1000) * 1_000_000n;
}

function wait(container: Container, request: RouteRequest) {
  const wanted = request.query.get('condition') ?? '';
  const conditions: readonly string[] = ['not-running', 'next-exit', 'removed'];
  if (wanted !== '' && !conditions.includes(wanted)) {
    throw new SlipwayError('invalid', `invalid condition: "${wanted}"`);
  }
  const result = container.wait((wanted || 'not-running') as WaitCondition, request.signal);
  // The head goes out at once: clients start the container when they have it.
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const text = `${JSON.stringify(await result)}\n`;
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  return streamResponse(body, 'application/json');
}

function attachTo(container: Container, request: RouteRequest) {
  const { query, signal } = request;
  const { Tty: terminal, OpenStdin: openStdin, StdinOnce: stdinOnce } = container.record.config;
  if (container.isPaused) {
    throw new SlipwayError('conflict', `Container ${request.params.id} is paused, unpause the container before attach`);
  }
  const keys = parseDetachKeys(query.get('detachKeys') || DEFAULT_DETACH_KEYS);
  const live = queryFlag(query, 'stream');
  const wanted = { stdout: queryFlag(query, 'stdout'), stderr: queryFlag(query, 'stderr') };
  const history = queryFlag(query, 'logs')
    ? readLogs(container, { ...ALL_LOGS, ...wanted, framed: !terminal })
    : undefined;
  container.publish('attach');
  if (!live) {
    const readable = streamOfIterable(history ?? emptyIterable());
    return hijackResponse(request, { readable, writable: new WritableStream() }, terminal);
  }
  const stream = attach(container.io, {
    ...wanted,
    stdin: queryFlag(query, 'stdin') && openStdin,
    terminal,
    closeStdin: stdinOnce && !terminal,
    detachKeys: terminal ? keys : undefined,
    ...(history ? { history } : {}),
    onDetach: () => container.publish('detach'),
    signal,
  });
  return hijackResponse(request, stream, terminal);
}

const ALL_LOGS: LogOptions = {
  stdout: true,
  stderr: true,
  since: undefined,
  until: undefined,
  timestamps: false,
  details: false,
  tail: undefined,
  follow: false,
  framed: true,
  signal: undefined,
};

async function* emptyIterable(): AsyncGenerator<Uint8Array> {}

function logs(container: Container, request: RouteRequest) {
  const { query, signal } = request;
  const [stdout, stderr] = [queryFlag(query, 'stdout'), queryFlag(query, 'stderr')];
  if (!stdout && !stderr) throw new SlipwayError('invalid', 'Bad parameters: you must choose at least one stream');
  if (container.record.hostConfig.LogConfig.Type === 'none') {
    throw new SlipwayError('not-implemented', 'configured logging driver does not support reading');
  }
  checkLog(container.record);
  const { Tty: terminal } = container.record.config;
  const tail = query.get('tail') ?? 'all';
  const left = new AbortController();
  const stream = readLogs(container, {
    stdout,
    stderr,
    since: bound(query, 'since'),
    until: bound(query, 'until'),
    timestamps: queryFlag(query, 'timestamps'),
    details: queryFlag(query, 'details'),
    // As dockerd: what is not a number means all.
    tail: /^\d+$/.test(tail) ? Number(tail) : undefined,
    follow: queryFlag(query, 'follow'),
    framed: !terminal,
    signal: AbortSignal.any([signal, left.signal]),
  });
  const multiplexed = !terminal && compareVersions(request.apiVersion, '1.42') >= 0;
  const body = streamOfIterable(stream, () => left.abort());
  return streamResponse(body, multiplexed ? MULTIPLEXED_STREAM_TYPE : RAW_STREAM_TYPE);
}

/** A time as clients send it: seconds since 1970; '' and 0 are no bound. */
function bound(query: URLSearchParams, name: string): bigint | undefined {
  const text = query.get(name);
  if (!text || text === '0') return undefined;
  const ns = parseUnixSeconds(text);
  if (ns === undefined) throw new SlipwayError('invalid', `invalid value for "${name}": ${text}`);
  return ns;
}
