import type { Store } from '../disks/store.ts';
import type { Clock } from './clock.ts';
import type { EngineRecords } from './engine-records.ts';
import type { EventLog } from './events/event-log.ts';
import type { Guest } from './guest.ts';
import type { Images } from './images/types.ts';
import type { Networks } from './networks/networks.ts';
import type { PublishedPorts } from './networks/published-ports.ts';
import type { RandomBytes } from './random.ts';
import type { RunLog } from './runs/run-log.ts';
import type { Volumes } from './volumes/volumes.ts';

/** What the parts of the engine share. */
export interface EngineContext {
  readonly guest: Guest;
  readonly images: Images;
  readonly records: EngineRecords;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly events: EventLog;
  readonly runs: RunLog;
  readonly networks: Networks;
  readonly ports: PublishedPorts;
  readonly volumes: Volumes;
  /** Something went wrong that nobody waits for: cleaning up, writing a log. */
  report(what: string, error: unknown): void;
  /** Work nobody waits for; `shutdown` does. */
  background(what: string, work: Promise<unknown>): void;
}
