import { SlipwayError } from '../../errors.ts';
import type { EngineContext } from '../context.ts';
import { runSummary, runView } from '../runs/run-view.ts';
import { queryInteger } from './request-body.ts';
import { jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/** How long a request for changes waits for one. */
const WAIT_MS = 20_000;
/** A run changes many times in a moment; who follows it is told once. */
const GATHER_MS = 60;

/**
 * /slipway/runs: what the engine did for the last runs of containers, with measured times. Slipway's own, for its
 * timeline; no Docker client asks for what begins with /slipway.
 *
 * GET /slipway/runs → { Version, Runs }, the newest first (`RunSummary`). With ?after=VERSION it answers when something
 * has changed since, or after 20 seconds.
 *
 * GET /slipway/runs/{number} → one of them with its parts (`RunView`): the requests of the Engine API that it consists of,
 * and the spans `image.lookup`, `image.pull` and `image.layer`, `container.create`, `container.prepare` (the image's
 * layers mounted, volumes), `network.address` (one each network), `ports.publish`, `container.start` (the guest was asked,
 * and the process runs), `container.output` (first to last byte), `container.release`, `container.remove`; and what the
 * guest did meanwhile, `guest.overlay` and so on.
 */
export function runRoutes(context: EngineContext): RouteTable {
  const { runs, guest } = context;
  return [
    {
      method: 'GET',
      path: '/slipway/runs',
      async handle(request) {
        await changeAfter(context, request);
        return jsonResponse({ Version: runs.version, Runs: runs.list().map(runSummary) });
      },
    },
    {
      method: 'GET',
      path: '/slipway/runs/{number}',
      async handle({ params }) {
        const run = runs.list().find(({ number }) => String(number) === params.number);
        if (!run) throw new SlipwayError('not-found', `no such run: ${params.number}`);
        return jsonResponse(await runView(run, runs.list(), guest, runs.nowMs));
      },
    },
  ];
}

async function changeAfter({ runs, clock }: EngineContext, { query, signal }: RouteRequest): Promise<void> {
  const after = queryInteger(query, 'after');
  if (after === undefined || runs.version !== after) return;
  await new Promise<void>((resolve) => {
    const finish = () => {
      stopWaiting();
      cancelTimer();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const stopWaiting = runs.onceChanged(() => {
      cancelTimer();
      cancelTimer = clock.after(GATHER_MS, finish);
    });
    let cancelTimer = clock.after(WAIT_MS, finish);
    signal.addEventListener('abort', finish);
  });
}
