import type { Laptop } from '@/lessons/format/laptop.ts';
import type { FileTree } from './run-on-laptop.ts';

/**
 * Between the lesson and the frame in which the laptop runs, both pages of this site: the frame says that it is there,
 * the lesson says what to run, the frame says how much room it needs. The frame has a page of its own because that page alone may show another site's
 * (app/security-headers.ts), however the learner came to the lesson.
 */
export const LAPTOP_PATH = '/laptop';

export type LaptopMessage =
  | { readonly kind: 'laptop-there' }
  | ({ readonly kind: 'laptop-run' } & LaptopTask)
  /** Of its words alone; undefined while programs print or a page is shown, which take all that they can get. */
  | { readonly kind: 'laptop-room'; readonly heightPx: number | undefined };

export interface LaptopTask {
  readonly app: Pick<Laptop, 'install' | 'run'>;
  readonly files: FileTree;
}

/** Undefined for what is not from this site or is something else. */
export function readLaptopMessage({ origin, data }: MessageEvent): LaptopMessage | undefined {
  if (origin !== location.origin || typeof data !== 'object' || data === null) return undefined;
  const { kind } = data as { kind?: unknown };
  return KINDS.has(kind) ? (data as LaptopMessage) : undefined;
}

const KINDS: ReadonlySet<unknown> = new Set<LaptopMessage['kind']>(['laptop-there', 'laptop-run', 'laptop-room']);
