import type { ApiRequest } from '../engine/transport.ts';
import type { ErrorKind } from '../errors.ts';
import type { PreviewPlace } from '../preview/adapt-fields.ts';
import type { Checkpoint } from '../disks/checkpoint-store.ts';
import type { BrowserFeature } from './browser-support.ts';
import type { CommandResult } from './run-command.ts';

/**
 * The sandbox as the page sees it: the machine, engine and CLI run in a worker (`worker.ts`); `connect-sandbox.ts`
 * makes this over a message port. One a page.
 */
export interface SandboxClient {
  readonly boot: BootState;
  /** Loads and starts the machine, once; later calls do nothing. */
  start(): void;
  onBoot(callback: (state: BootState) => void): () => void;
  /** A shell in the guest on a pty of its own. */
  openTerminal(options: {
    rows: number;
    columns: number;
    /** Default: the login shell in /workspace. */
    argv?: readonly string[];
    /** What it returns is awaited before much more is sent: a flood of output never outruns the screen. */
    onData(bytes: Uint8Array): void | Promise<void>;
    /** The shell ended by itself; undefined when the machine went away under it. */
    onExit(code: number | undefined): void;
  }): Promise<TerminalSession>;
  /** The Engine API. `body` and the answer are whole, JSON where they are. */
  api(request: Pick<ApiRequest, 'method' | 'path'> & { body?: unknown }): Promise<{ status: number; body: unknown }>;
  /**
   * Runs a command of the guest in /workspace to its end, unseen, as root. One that takes longer than `limitMs` (30 s) is
   * killed, and 'unavailable' thrown.
   */
  runCommand(argv: readonly string[], limitMs?: number): Promise<CommandResult>;
  /** /events of the Engine API, as they come. */
  onEvent(callback: (event: unknown) => void): () => void;
  /**
   * Answers the service worker at the other end of `channel`, which is given away, from the machine's ports. Throws
   * 'unavailable' without a machine.
   */
  connectPreview(place: PreviewPlace, channel: MessagePort): void;
  readonly files: WorkspaceFiles;
  /** Storage of the sandbox in this browser. */
  usage(): Promise<StorageUsage>;
  /** The guest's memory, from /proc/meminfo. */
  memory(): Promise<{ usedBytes: number; totalBytes: number }>;
  /**
   * Remembers all that is stored (disk, images, containers), as it is now, for `rollBack`, also after a reload. `note`: what
   * it is good for.
   */
  checkpoint(note: string): Promise<number>;
  /** Those that were not given up, the oldest first. */
  checkpoints(): Promise<readonly Checkpoint[]>;
  /** Somebody is about to roll back: what can be done before it is known where to is done. A while later it is undone. */
  prepareRollBack(): void;
  /**
   * All that is stored is as it was then, and the machine starts anew: shells end, containers that ran or were paused do so
   * again, their processes from their beginning. Resolves when they do, or the machine has failed, which is a boot state.
   * False when that checkpoint was given up (too much has changed since): what is stored is as it was before the call.
   */
  rollBack(checkpoint: number): Promise<boolean>;
  /** Forgets images, containers and workspace, and starts afresh; also when no machine could be started. */
  reset(): Promise<void>;
  /** Takes the machine over from another tab (after boot state 'elsewhere'). */
  takeOver(): Promise<void>;
  /** Starts again after 'failed' (`cold`: boot the kernel instead of restoring the snapshot). */
  restart(options?: { cold?: boolean }): Promise<void>;
}

export interface TerminalSession {
  write(data: string | Uint8Array): void;
  resize(size: { rows: number; columns: number }): void;
  close(): void;
}

/** Paths are relative to /workspace. */
export interface WorkspaceFiles {
  list(path: string): Promise<WorkspaceEntry[]>;
  /** At most `limitBytes` from its beginning; all of it by default. */
  read(path: string, limitBytes?: number): Promise<Uint8Array>;
  /** A file that is there stays the same one, with its owner and permissions. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  /** A file of any size, in pieces. */
  open(path: string): Promise<{ readonly stream: ReadableStream<Uint8Array>; readonly sizeBytes: number }>;
  /** A folder and what is in it, as a tar archive. */
  archive(path: string): Promise<ReadableStream<Uint8Array>>;
  /** Writes a file of any size: it is there, whole, when closing resolves, and nothing of it when aborted. */
  create(path: string): Promise<WritableStream<Uint8Array>>;
  watch(onChange: (change: { kind: 'created' | 'changed' | 'removed'; path: string }) => void): () => void;
}

export interface WorkspaceEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  /** Neither a folder nor a link, a device or the like. */
  readonly isFile: boolean;
  readonly sizeBytes: number;
  /** Since 1970. */
  readonly modifiedMs: number;
}

export interface StorageUsage {
  readonly usedBytes: number;
  readonly quotaBytes: number | undefined;
}

export type BootState =
  /** start() was not called yet. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'unsupported'; readonly missing: readonly BrowserFeature[] }
  /** Bytes of what is loaded; `cached` when it comes from the browser's cache. */
  | {
      readonly kind: 'loading';
      readonly part: string;
      readonly receivedBytes: number;
      readonly totalBytes: number | undefined;
    }
  | { readonly kind: 'starting'; readonly step: 'restore' | 'cold-boot' | 'disk' | 'network' | 'engine' }
  | {
      readonly kind: 'ready';
      readonly cold: boolean;
      readonly sinceLoadMs: number;
      readonly storageFull?: StorageUsage;
    }
  /** Another tab has the machine. */
  | { readonly kind: 'elsewhere' }
  /** There is not even room to start. A disk that fills up later is `storageFull` of 'ready': the machine goes on. */
  | ({ readonly kind: 'storage-full' } & StorageUsage)
  | {
      readonly kind: 'failed';
      readonly step: string;
      readonly errorKind: ErrorKind;
      readonly message: string;
      readonly canBootCold: boolean;
    };
