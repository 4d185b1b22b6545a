/** Of GET /slipway/runs and /slipway/runs/{number} (`emulator/engine/api/runs.ts`), what the timeline reads. */
export interface RunSummary {
  readonly Number: number;
  readonly Kind: 'run' | 'start';
  /** What was typed, without 'docker'; null when the client does not say. */
  readonly Command: readonly string[] | null;
  readonly Image: string;
  readonly ContainerId: string;
  readonly ContainerName: string;
  readonly State: 'preparing' | 'created' | 'starting' | 'running' | 'exited' | 'failed';
  readonly Error: string;
  readonly ExitCode: number | null;
}

/** Times are milliseconds since the run began. */
export interface RunView extends RunSummary {
  readonly NowMs: number;
  readonly Argv: readonly string[];
  readonly Pid: number;
  readonly OomKilled: boolean;
  /** The guest has told all of it. */
  readonly Whole: boolean;
  readonly Removed: boolean;
  readonly StdoutBytes: number;
  readonly StderrBytes: number;
  readonly Requests: readonly RunRequest[];
  readonly Spans: readonly SpanView[];
}

export interface RunRequest {
  readonly Method: string;
  readonly Path: string;
  /** 0 without an answer. */
  readonly Status: number;
  readonly StartMs: number;
  readonly EndMs: number | null;
}

export interface SpanView {
  readonly Name: string;
  readonly StartMs: number;
  /** null while it goes on. */
  readonly EndMs: number | null;
  readonly Attributes: Readonly<Record<string, string | number | readonly string[]>>;
  readonly Error: string;
}
