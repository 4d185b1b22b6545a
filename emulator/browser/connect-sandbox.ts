import { SlipwayError } from '../errors.ts';
import { missingFeatures } from './browser-support.ts';
import type { BootState, SandboxClient, TerminalSession, WorkspaceFiles } from './sandbox-client.ts';
import { fileStreams } from './file-streams.ts';
import { WorkerCaller } from './worker-caller.ts';
import type { FromWorker, StartOptions, WorkerCalls } from './worker-messages.ts';

/** A worker that says nothing for so long, while the page is seen, is taken for dead. Hard work can keep it busy a while. */
const SILENCE_MS = 45_000;
const PING_EVERY_MS = 10_000;
const COMMAND_LIMIT_MS = 30_000;

type OpenTerminal = Parameters<SandboxClient['openTerminal']>[0];
type FileChange = Parameters<Parameters<WorkspaceFiles['watch']>[0]>[0];

/** The page's side of the sandbox. Nothing is loaded before start(). One a page: it listens to the page's life. */
export function connectSandbox(makeWorker: () => Worker): SandboxClient {
  return new WorkerSandbox(makeWorker);
}

class WorkerSandbox implements SandboxClient {
  boot: BootState = { kind: 'idle' };
  readonly files: WorkspaceFiles;
  readonly #makeWorker: () => Worker;
  #worker: WorkerCaller | undefined;
  #heardAtMs = 0;
  #checkedAtMs = 0;
  #lastId = 0;
  readonly #bootCallbacks = new Set<(state: BootState) => void>();
  readonly #eventCallbacks = new Set<(event: unknown) => void>();
  readonly #terminals = new Map<number, Pick<OpenTerminal, 'onData' | 'onExit'>>();
  readonly #watches = new Map<number, (change: FileChange) => void>();

  constructor(makeWorker: () => Worker) {
    this.#makeWorker = makeWorker;
    this.files = {
      list: (path) => this.#call('listFiles', path),
      read: (path, limitBytes) => this.#call('readFile', path, limitBytes),
      write: (path, bytes) => this.#call('writeFile', path, bytes),
      remove: (path) => this.#call('removeFile', path),
      rename: (from, to) => this.#call('renameFile', from, to),
      makeDirectory: (path) => this.#call('makeDirectory', path),
      ...fileStreams((method, ...args) => this.#call(method, ...args)),
      watch: (onChange) => this.#watch(onChange),
    };
  }

  start(): void {
    if (this.boot.kind !== 'idle') return;
    const flush = () => this.#worker?.post({ kind: 'flush' });
    document.addEventListener('visibilitychange', () => document.hidden && flush());
    addEventListener('pagehide', flush);
    setInterval(() => this.#checkHeartbeat(), PING_EVERY_MS);
    this.#launch({});
  }

  onBoot(callback: (state: BootState) => void): () => void {
    this.#bootCallbacks.add(callback);
    return () => this.#bootCallbacks.delete(callback);
  }

  onEvent(callback: (event: unknown) => void): () => void {
    this.#eventCallbacks.add(callback);
    return () => this.#eventCallbacks.delete(callback);
  }

  async openTerminal({ rows, columns, argv, onData, onExit }: OpenTerminal): Promise<TerminalSession> {
    const terminal = ++this.#lastId;
    this.#terminals.set(terminal, { onData, onExit });
    const worker = this.#worker;
    try {
      await this.#call('openTerminal', { terminal, rows, columns, argv });
    } catch (error) {
      this.#terminals.delete(terminal);
      throw error;
    }
    const post = (message: Parameters<WorkerCaller['post']>[0]) => {
      // Of a machine that is gone: the terminal was told so.
      if (worker === this.#worker) worker?.post(message);
    };
    return {
      write: (data) => {
        const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
        post({ kind: 'terminal-input', terminal, bytes });
      },
      resize: (size) => post({ kind: 'terminal-resize', terminal, ...size }),
      close: () => post({ kind: 'terminal-close', terminal }),
    };
  }

  api: SandboxClient['api'] = (request) => this.#call('api', request);
  runCommand: SandboxClient['runCommand'] = (argv, limitMs = COMMAND_LIMIT_MS) =>
    this.#call('runCommand', argv, limitMs);
  connectPreview: SandboxClient['connectPreview'] = (place, channel) => {
    if (this.#worker === undefined) throw new SlipwayError('unavailable', 'the machine is not running');
    this.#worker.post({ kind: 'preview', place, channel }, [channel]);
  };
  usage: SandboxClient['usage'] = () => this.#call('usage');
  memory: SandboxClient['memory'] = () => this.#call('memory');

  checkpoint: SandboxClient['checkpoint'] = (note) => this.#call('checkpoint', note);
  checkpoints: SandboxClient['checkpoints'] = () => this.#call('checkpoints');

  prepareRollBack(): void {
    // Without it the way back is longer, that is all.
    if (this.boot.kind === 'ready') this.#call('prepareRollBack').catch(() => {});
  }

  async rollBack(checkpoint: number): Promise<boolean> {
    if (!(await this.checkpoints()).some((each) => each.checkpoint === checkpoint)) return false;
    this.#setBoot({ kind: 'starting', step: 'restore' });
    this.#endTerminals();
    return this.#call('rollBack', checkpoint);
  }

  async reset(): Promise<void> {
    // What the machine had not yet written is to be forgotten as well: it needs no clean end.
    this.#launch({ reset: true });
  }

  async takeOver(): Promise<void> {
    this.#launch({ takeOver: true });
  }

  async restart({ cold = false }: { cold?: boolean } = {}): Promise<void> {
    // A machine that still answers syncs its disks first; one that does not has lost its power.
    if (this.boot.kind === 'ready') await this.#call('shutdown').catch(() => {});
    this.#launch({ cold });
  }

  #launch({ cold = false, takeOver = false, reset = false }: Partial<StartOptions>): void {
    this.#dropMachine();
    const missing = missingFeatures();
    if (missing.length > 0) return this.#setBoot({ kind: 'unsupported', missing });
    const isFirst = this.boot.kind === 'idle';
    this.#setBoot({ kind: 'loading', part: 'manifest', receivedBytes: 0, totalBytes: undefined });
    this.#heardAtMs = Date.now();
    const worker = this.#makeWorker();
    this.#worker = new WorkerCaller(worker, (message) => this.#receive(message));
    worker.onerror = (event) => this.#fail(event.message || 'the machine’s program could not be loaded');
    const pageLoadedAtMs = isFirst ? performance.timeOrigin : Date.now();
    // The outcome comes as a boot state.
    this.#worker.call('start', { cold, takeOver, reset, pageLoadedAtMs }).catch(() => {});
  }

  #receive(message: FromWorker): void {
    this.#heardAtMs = Date.now();
    switch (message.kind) {
      case 'boot':
        if (message.state.kind === 'failed' || message.state.kind === 'elsewhere') this.#dropMachine();
        return this.#setBoot(message.state);
      case 'terminal-data':
        return void this.#show(message.terminal, message.bytes);
      case 'terminal-exit': {
        const terminal = this.#terminals.get(message.terminal);
        this.#terminals.delete(message.terminal);
        return terminal?.onExit(message.code);
      }
      case 'event':
        return this.#eventCallbacks.forEach((callback) => callback(message.event));
      case 'file-change':
        return this.#watches.get(message.watch)?.(message.change);
    }
  }

  async #show(terminal: number, bytes: Uint8Array): Promise<void> {
    const worker = this.#worker;
    const byteCount = bytes.length;
    await this.#terminals.get(terminal)?.onData(bytes);
    worker?.post({ kind: 'terminal-taken', terminal, byteCount });
  }

  #watch(onChange: (change: FileChange) => void): () => void {
    const watch = ++this.#lastId;
    this.#watches.set(watch, onChange);
    this.#call('watchFiles', watch).catch((error: unknown) => console.error('the workspace is not watched', error));
    return () => {
      this.#watches.delete(watch);
      this.#worker?.post({ kind: 'watch-close', watch });
    };
  }

  async #call<M extends keyof WorkerCalls>(
    method: M,
    ...args: Parameters<WorkerCalls[M]>
  ): Promise<ReturnType<WorkerCalls[M]>> {
    if (this.#worker === undefined) throw new SlipwayError('unavailable', 'the machine is not running');
    return this.#worker.call(method, ...args);
  }

  #checkHeartbeat(): void {
    const now = Date.now();
    // A laptop that slept or a throttled timer says nothing about the worker.
    const wasPaused = now - this.#checkedAtMs > 2 * PING_EVERY_MS;
    this.#checkedAtMs = now;
    if (this.#worker === undefined || document.hidden || wasPaused) this.#heardAtMs = now;
    else if (now - this.#heardAtMs > SILENCE_MS) return this.#fail('the machine stopped answering');
    this.#worker?.post({ kind: 'ping' });
  }

  #fail(message: string): void {
    this.#dropMachine();
    this.#setBoot({ kind: 'failed', step: 'worker', errorKind: 'internal', message, canBootCold: false });
  }

  /** After this nothing of the old machine speaks any more. */
  #dropMachine(): void {
    this.#worker?.end('the machine was stopped');
    this.#worker = undefined;
    this.#endTerminals();
  }

  #endTerminals(): void {
    const terminals = [...this.#terminals.values()];
    this.#terminals.clear();
    for (const terminal of terminals) terminal.onExit(undefined);
  }

  #setBoot(state: BootState): void {
    this.boot = state;
    for (const callback of this.#bootCallbacks) callback(state);
  }
}
