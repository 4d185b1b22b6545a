import { SlipwayError } from '../../errors.ts';
import { parseUnixSeconds } from '../clock.ts';
import { matchesLabels, type Filters } from '../containers/list.ts';
import type { EngineContext } from '../context.ts';
import type { EngineEvent } from '../events/event-log.ts';
import { queryFilters } from './request-body.ts';
import { jsonLinesResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

/** A client that is this far behind is dropped: events cannot wait. */
const MAX_QUEUED = 10_000;

/** GET /events. */
export function eventRoutes(context: EngineContext): RouteTable {
  return [{ method: 'GET', path: '/events', handle: (request) => follow(context, request) }];
}

function follow({ events, clock }: EngineContext, request: RouteRequest) {
  // Names of filters that dockerd does not know have no effect there.
  const filters = queryFilters(request.query, undefined);
  const since = bound(request.query, 'since');
  const until = bound(request.query, 'until');
  const fits = (event: EngineEvent, ns: bigint) => (until === undefined || ns <= until) && matchesEvent(event, filters);
  let stop = () => {};
  const stream = new ReadableStream<EngineEvent>({
    start(controller) {
      if (since !== undefined) {
        for (const { ns, event } of events.recent()) if (ns >= since && fits(event, ns)) controller.enqueue(event);
      }
      const now = clock.nowNs();
      if (until !== undefined && until <= now) return controller.close();
      const unsubscribe = events.subscribe((event, ns) => {
        if ((controller.desiredSize ?? 0) < -MAX_QUEUED) return finish();
        if (fits(event, ns)) controller.enqueue(event);
      });
      const cancelTimer =
        until === undefined ? () => {} : clock.after(Number((until - now) / 1_000_000n), () => finish());
      const finish = () => {
        stop();
        controller.close();
      };
      stop = () => {
        unsubscribe();
        cancelTimer();
        // who cancelled the stream may abort the request as well
        request.signal.removeEventListener('abort', finish);
      };
      request.signal.addEventListener('abort', finish);
    },
    cancel: () => stop(),
  });
  return jsonLinesResponse(stream);
}

function bound(query: URLSearchParams, name: string): bigint | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  const ns = parseUnixSeconds(text);
  if (ns === undefined) throw new SlipwayError('invalid', `strconv.ParseInt: parsing "${text}": invalid syntax`);
  return ns;
}

function matchesEvent(event: EngineEvent, filters: Filters): boolean {
  const attributes = event.Actor.Attributes;
  const any = (name: string, test: (value: string) => boolean) => filters.get(name)?.some(test) ?? true;
  const isActor = (type: string) => (value: string) =>
    event.Type === type && (event.Actor.ID.startsWith(value) || attributes.name === value);
  return (
    any('type', (value) => value === event.Type) &&
    any('event', (value) => value === event.Action || event.Action.startsWith(`${value}:`)) &&
    any('scope', (value) => value === event.scope) &&
    any('container', isActor('container')) &&
    any('network', isActor('network')) &&
    any('volume', isActor('volume')) &&
    any('daemon', isActor('daemon')) &&
    any(
      'image',
      (value) => isActor('image')(value) || attributes.image === value || withoutTag(attributes.image) === value,
    ) &&
    matchesLabels(filters.get('label'), attributes) &&
    ['config', 'node', 'plugin', 'secret', 'service'].every((name) => !filters.has(name))
  );
}

function withoutTag(image: string | undefined): string | undefined {
  return image?.replace(/:[^/:]*$/, '');
}
