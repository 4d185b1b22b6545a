import type { Digest } from '../images/types.ts';
import type { OutputStream } from '../raw-stream.ts';
import type { StageState } from './state.ts';

/** One instruction with all that is known of it before it is done. */
export interface Step {
  /** The state before. */
  readonly before: StageState;
  /** The state after, but for layer and history. */
  readonly after: StageState;
  /** `Cmd` of the container the classic builder makes an image from: what its cache compares. */
  readonly command: readonly string[];
  /** RUN: the container has no entrypoint. */
  readonly isRun: boolean;
  /** COPY and ADD, which have no container. */
  readonly isCopy: boolean;
  /** As BuildKit's history has it. */
  readonly text: string;
  /** What the layer depends on beside the layers below; undefined when there is no layer to make. */
  readonly key: string | undefined;
}

/** What an instruction made. */
export interface MadeLayer {
  readonly diffId: Digest;
  /** Of the container it was made in; undefined when there was none. */
  readonly containerId: string | undefined;
  release(): void;
}

/** What containers of a build say goes to the builder alone. */
export const NO_LOG = { LogConfig: { Type: 'none', Config: {} } } as const;

/** Told how an instruction goes. */
export interface StepReport {
  cached(): void;
  /** The container a step has: RUN runs in it, the others only have its config. */
  runningIn(containerId: string): void;
  /** The command has ended. */
  ended(): void;
  removed(containerId: string): void;
  output(stream: OutputStream, bytes: Uint8Array): void;
}

/** How the results of steps are kept and found again: as images (classic), or as layers (BuildKit's way). */
export interface StepStore {
  find(step: Step): Promise<StageState | undefined>;
  keep(step: Step, layer: MadeLayer | undefined, report: StepReport): Promise<StageState>;
}
