export type EventStatus = 'working' | 'done' | 'warning' | 'error';

/** What compose tells of one thing it works at. A later one with the same `id` takes the place of the one before. */
export interface ProgressEvent {
  /** 'Container shop-web-1' */
  readonly id: string;
  /** The event this one is shown below. */
  readonly parentId?: string;
  readonly text?: string;
  readonly status: EventStatus;
  /** 'Creating' */
  readonly statusText: string;
  readonly current?: number;
  readonly total?: number;
  /** 0 to 100. */
  readonly percent?: number;
}

export const working = (id: string, statusText: string): ProgressEvent => ({ id, status: 'working', statusText });
export const done = (id: string, statusText: string): ProgressEvent => ({ id, status: 'done', statusText });
export const failed = (id: string, statusText = 'Error'): ProgressEvent => ({ id, status: 'error', statusText });
export const skipped = (id: string, reason: string): ProgressEvent => ({
  id,
  status: 'warning',
  statusText: `Skipped: ${reason}`,
});

/** Where events go. Both return at once; what they print comes out in their order. */
export interface ProgressWriter {
  event(event: ProgressEvent): void;
  /** A line of its own, on a terminal below everything. */
  tail(message: string): void;
}

/** A writer with an end. */
export interface ProgressDisplay extends ProgressWriter {
  begin(): void;
  /** Resolves when all is written. */
  end(): Promise<void>;
}

export const DRY_RUN_PREFIX = ' DRY-RUN MODE - ';
