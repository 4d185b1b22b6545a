import type { Clock } from '../clock.ts';

/** One message of GET /events (API 1.41, EventMessage). `status`, `id` and `from` are the old form of container and image events. */
export interface EngineEvent {
  readonly status?: string;
  readonly id?: string;
  readonly from?: string;
  readonly Type: EventType;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: 'local';
  readonly time: number;
  readonly timeNano: number;
}

export type EventType = 'container' | 'image' | 'network' | 'volume' | 'daemon' | 'builder';

export interface EventLog {
  publish(type: EventType, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
  /** What is remembered, the oldest first. */
  recent(): readonly { readonly ns: bigint; readonly event: EngineEvent }[];
  subscribe(listener: (event: EngineEvent, ns: bigint) => void): () => void;
}

/** dockerd keeps as many for `--since`. */
const KEPT_EVENTS = 256;

export function createEventLog(clock: Clock): EventLog {
  const kept: { ns: bigint; event: EngineEvent }[] = [];
  const listeners = new Set<(event: EngineEvent, ns: bigint) => void>();
  return {
    publish(type, action, id, attributes) {
      const ns = clock.nowNs();
      const from = attributes.image;
      const old =
        type === 'container'
          ? { status: action, id, ...(from === undefined ? {} : { from }) }
          : type === 'image'
            ? { status: action, id }
            : {};
      const event: EngineEvent = {
        ...old,
        Type: type,
        Action: action,
        Actor: { ID: id, Attributes: attributes },
        scope: 'local',
        time: Number(ns / 1_000_000_000n),
        timeNano: Number(ns),
      };
      kept.push({ ns, event });
      if (kept.length > KEPT_EVENTS) kept.shift();
      for (const listener of [...listeners]) listener(event, ns);
    },
    recent: () => kept,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
