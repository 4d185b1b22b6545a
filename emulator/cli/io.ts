import type { EngineTransport } from '../engine/transport.ts';
import type { RegistryClient } from '../registry/types.ts';

/**
 * What the `docker` command needs from the place it runs in: the guest (through the agent), Node, or a test.
 * Resizes and signals arrive through the callbacks; both return a function that stops the subscription.
 */
export interface CliIo {
  /** Bytes typed or piped in. Nothing is taken from the terminal or pipe before the first read. */
  readonly stdin: ReadableStream<Uint8Array>;
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** Resolves when the other side took the bytes. */
  stdout(bytes: Uint8Array): Promise<void>;
  stderr(bytes: Uint8Array): Promise<void>;
  size(): { rows: number; columns: number };
  onResize(callback: () => void): () => void;
  /** Signals to the command itself, by number (2 SIGINT, 15 SIGTERM, 1 SIGHUP). */
  onSignal(callback: (signal: number) => void): () => void;
  /** Puts the terminal on stdin into raw mode, or back. */
  setRaw(on: boolean): Promise<void>;
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly workingDirectory: string;
  readonly files: CliFiles;
  /** The engine at another address than this machine's own daemon ('tcp://…', 'unix:///…'). */
  transportTo(host: string): EngineTransport;
  /** Registries as this place reaches them: `docker manifest` speaks with them itself, not through the daemon. */
  readonly registries: RegistryClient;
}

/** The files of the place the command was typed in; relative paths are resolved by the caller. */
export interface CliFiles {
  read(path: string): Promise<Uint8Array>;
  write(path: string, bytes: Uint8Array, mode?: number): Promise<void>;
  /** A file of any size, piece by piece. Errors, those of opening it too, are the stream's. */
  open(path: string): ReadableStream<Uint8Array>;
  /** The file is there, whole, when closing resolves; aborted, what was there before stays. */
  create(path: string, mode: number): WritableStream<Uint8Array>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder, in no order; none when there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Makes the folder and those above it; one that is there is fine. */
  makeDirectory(path: string, mode?: number): Promise<void>;
  /** Removes a file or a folder with all that is in it. */
  remove(path: string): Promise<void>;
  /** Undefined when there is nothing. `follow` looks through a symbolic link. */
  stat(path: string, follow: boolean): Promise<CliFileStatus | undefined>;
  /** A tar archive of `name` in `directory`; its members' names begin with `name`. */
  pack(directory: string, name: string): ReadableStream<Uint8Array>;
  /** Unpacks a tar archive in a directory that is there. What it holds then belongs to whoever typed the command. */
  unpack(directory: string, archive: ReadableStream<Uint8Array>): Promise<void>;
  /**
   * From when this resolves until the returned function is called: the absolute path of whatever is made, changed or
   * removed anywhere below a folder; the folder's own path when some of it went unnoticed.
   */
  watch(folder: string, onChange: (path: string) => void): Promise<() => void>;
}

/** What stat(2) says. */
export interface CliFileStatus {
  readonly isDirectory: boolean;
  /** st_mode, type bits included. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly realPath: string;
  /** What a symbolic link says that was not looked through. */
  readonly linkTarget?: string;
}

/** The whole command: parses `argv` (without 'docker'), does it over the transport, returns the exit code. */
export type RunCli = (argv: readonly string[], io: CliIo, transport: EngineTransport) => Promise<number>;
