import type { Checkpoint } from '../disks/checkpoint-store.ts';
import type { ErrorKind } from '../errors.ts';
import type { PreviewPlace } from '../preview/adapt-fields.ts';
import type { CommandResult } from './run-command.ts';
import type { BootState, WorkspaceEntry } from './sandbox-client.ts';

/**
 * What the page and the worker say to each other. Calls are answered once, by id; the rest is one-way. Both sides
 * are built together, so there is no version. Byte arrays of terminals and files are transferred, not copied.
 */
export interface WorkerCalls {
  /** Resolves when boot is over, well or not: the outcome is a boot state. */
  start(options: StartOptions): void;
  openTerminal(options: { terminal: number; rows: number; columns: number; argv: readonly string[] | undefined }): void;
  api(request: ApiCall): ApiAnswer;
  runCommand(argv: readonly string[], limitMs: number): CommandResult;
  usage(): { usedBytes: number; quotaBytes: number | undefined };
  memory(): { usedBytes: number; totalBytes: number };
  checkpoint(note: string): number;
  checkpoints(): readonly Checkpoint[];
  prepareRollBack(): void;
  /** The machine starts anew on what was stored then, or false: now; the outcome is a boot state. */
  rollBack(checkpoint: number): boolean;
  /** Flushes and gives the machine up; the page ends the worker then. */
  shutdown(): void;
  listFiles(path: string): WorkspaceEntry[];
  readFile(path: string, limitBytes?: number): Uint8Array;
  writeFile(path: string, bytes: Uint8Array): void;
  removeFile(path: string): void;
  renameFile(from: string, to: string): void;
  makeDirectory(path: string): void;
  watchFiles(watch: number): void;
  /** Files in pieces (`transfers.ts`): each call's number names the transfer in what follows. */
  openFile(path: string): { transfer: number; sizeBytes: number };
  openArchive(path: string): { transfer: number };
  createFile(path: string): { transfer: number };
  /** Undefined at the end, which ends the transfer. */
  readPiece(transfer: number): Uint8Array | undefined;
  writePiece(transfer: number, bytes: Uint8Array): void;
  /** Ends it: what was written is kept whole, or nothing of it. */
  endTransfer(transfer: number, isComplete: boolean): void;
}

export interface StartOptions {
  /** Boot the kernel instead of restoring the snapshot. */
  readonly cold: boolean;
  /** Ask the tab that has the machine for it. */
  readonly takeOver: boolean;
  /** Remove everything that was stored before. */
  readonly reset: boolean;
  /** When the page was opened, in milliseconds since 1970. */
  readonly pageLoadedAtMs: number;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly body?: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type ToWorker =
  | {
      [M in keyof WorkerCalls]: { kind: 'call'; id: number; method: M; args: Parameters<WorkerCalls[M]> };
    }[keyof WorkerCalls]
  | { kind: 'terminal-input'; terminal: number; bytes: Uint8Array }
  | { kind: 'terminal-resize'; terminal: number; rows: number; columns: number }
  /** The screen has taken so many bytes of what was sent. */
  | { kind: 'terminal-taken'; terminal: number; byteCount: number }
  | { kind: 'terminal-close'; terminal: number }
  | { kind: 'watch-close'; watch: number }
  /** A preview's service worker at the other end of `channel`, which is transferred, wants the machine's ports. */
  | { kind: 'preview'; place: PreviewPlace; channel: MessagePort }
  /** The page may go away at any time now. */
  | { kind: 'flush' }
  | { kind: 'ping' };

export type FromWorker =
  | { kind: 'answer'; id: number; result: unknown }
  | { kind: 'error'; id: number; errorKind: ErrorKind; message: string }
  | { kind: 'boot'; state: BootState }
  | { kind: 'terminal-data'; terminal: number; bytes: Uint8Array }
  | { kind: 'terminal-exit'; terminal: number; code: number | undefined }
  | { kind: 'event'; event: unknown }
  | { kind: 'file-change'; watch: number; change: { kind: 'created' | 'changed' | 'removed'; path: string } }
  | { kind: 'pong' };

export type Post = (message: FromWorker, transfer?: Transferable[]) => void;
