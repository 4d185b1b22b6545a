import type { EngineTransport } from '../engine/transport.ts';
import { ApiClient } from './api/client.ts';
import { CliError, SignalExit } from './errors.ts';
import { chosenDaemon, ownDaemon, type DaemonChoice } from './endpoint.ts';
import type { CliIo } from './io.ts';

const encoder = new TextEncoder();
const SIGINT = 2;
const SIGTERM = 15;

/** What every command works with: the place it was typed in, the daemon, and the signals it gets. */
export class Cli {
  readonly api: ApiClient;
  readonly #end = new AbortController();
  #signalHandler: ((signal: number) => void) | undefined;
  #terminations = 0;
  readonly #stopSignals: () => void;
  /** Which daemon the flags and the environment say, without a look at any file. */
  daemonChoice: DaemonChoice = ownDaemon;
  /** Absolute, without a slash at its end: where config.json and the contexts are. */
  configFolder: string;
  /** Rejects when a signal that no command took ends this one. */
  readonly ended: Promise<never>;

  constructor(
    readonly io: CliIo,
    transport: EngineTransport,
  ) {
    const { DOCKER_CONFIG, DOCKER_API_VERSION, HOME } = io.environment;
    const apiVersion = DOCKER_API_VERSION?.replace(/^v/, '') || undefined;
    this.api = new ApiClient(chosenDaemon(this, transport), this.#end.signal, apiVersion);
    this.configFolder = this.resolvePath(DOCKER_CONFIG || `${HOME || '/root'}/.docker`);
    this.ended = new Promise((_, reject) => {
      this.#end.signal.addEventListener('abort', () => reject(this.#end.signal.reason));
    });
    this.ended.catch(() => undefined);
    this.#stopSignals = io.onSignal((signal) => this.#onSignal(signal));
  }

  async out(text: string): Promise<void> {
    if (text !== '') await this.io.stdout(encoder.encode(text));
  }

  async err(text: string): Promise<void> {
    if (text !== '') await this.io.stderr(encoder.encode(text));
  }

  /** Signals go to `handler` from now on instead of ending the command; returns how to give them back. */
  takeSignals(handler: (signal: number) => void): () => void {
    this.#signalHandler = handler;
    return () => {
      this.#signalHandler = undefined;
    };
  }

  /** An absolute path for one typed on the command line. */
  resolvePath(path: string): string {
    const parts: string[] = [];
    for (const part of (path.startsWith('/') ? path : `${this.io.workingDirectory}/${path}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  dispose(): void {
    this.#stopSignals();
    this.#end.abort(new CliError(''));
  }

  #onSignal(signal: number): void {
    if (!this.#signalHandler) {
      this.#end.abort(new SignalExit(signal));
      return;
    }
    if ((signal === SIGINT || signal === SIGTERM) && ++this.#terminations === 3) {
      // Docker's way out of a container that ignores the signals it is sent
      this.#end.abort(new CliError('\ngot 3 SIGTERM/SIGINTs, forcefully exiting'));
      return;
    }
    this.#signalHandler(signal);
  }
}
