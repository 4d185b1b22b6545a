import type { Containers } from '../containers/containers.ts';
import type { Container } from '../containers/container.ts';
import { sampleStats, type ContainerStats } from '../containers/stats.ts';
import { updateContainer } from '../containers/update.ts';
import type { EngineContext } from '../context.ts';
import { queryFlag, readJsonObject, requireJson } from './request-body.ts';
import { jsonLinesResponse, jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/** dockerd measures once a second. */
const INTERVAL_MS = 1000;

/** `docker stats` and `docker update`. */
export function containerStatsRoutes(context: EngineContext, containers: Containers): RouteTable {
  const of = (request: RouteRequest) => containers.registry.resolve(request.params.id!);
  return [
    {
      method: 'GET',
      path: '/containers/{id}/stats',
      async handle(request) {
        const container = of(request);
        const { query } = request;
        if (queryFlag(query, 'stream', true)) return jsonLinesResponse(follow(context, container, request.signal));
        const first = await sampleStats(context, container);
        if (!container.isRunning || queryFlag(query, 'one-shot')) return jsonResponse(first);
        // A share of the CPU needs two samples.
        await pause(context, request.signal);
        return jsonResponse(await sampleStats(context, container, first));
      },
    },
    {
      method: 'POST',
      path: '/containers/{id}/update',
      async handle(request) {
        requireJson(request);
        const container = of(request);
        await updateContainer(context, container, (await readJsonObject(request)) ?? {}, await containers.cpuCount());
        return jsonResponse({ Warnings: null });
      },
    },
  ];
}

/** A sample a second until the container is removed or the reader goes. */
function follow(context: EngineContext, container: Container, signal: AbortSignal): ReadableStream<ContainerStats> {
  let last: ContainerStats | undefined;
  const gone = new AbortController();
  const over = AbortSignal.any([signal, gone.signal]);
  return new ReadableStream<ContainerStats>(
    {
      async pull(controller) {
        if (last) await pause(context, over);
        if (container.removing || over.aborted) return controller.close();
        last = await sampleStats(context, container, last?.cpu_stats.system_cpu_usage === undefined ? undefined : last);
        if (!over.aborted) controller.enqueue(last);
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: 0 },
  );
}

function pause({ clock }: EngineContext, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(INTERVAL_MS, done);
    signal.addEventListener('abort', done);
  });
}
