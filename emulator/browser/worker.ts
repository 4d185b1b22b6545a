import { openOpfsStore } from '../disks/opfs-store.ts';
import { SlipwayError } from '../errors.ts';
import { restoreSpare, startSandbox } from '../sandbox.ts';
import { callApi, followEvents } from './api-call.ts';
import { missingFeatures } from './browser-support.ts';
import { CookieJar } from '../preview/cookie-jar.ts';
import { servePreview } from '../preview/serve-preview.ts';
import type { BootState } from './sandbox-client.ts';
import { runCommand } from './run-command.ts';
import { startSession, type Session } from './session.ts';
import { Terminals } from './terminals.ts';
import { Transfers } from './transfers.ts';
import type { Post, StartOptions, ToWorker, WorkerCalls } from './worker-messages.ts';
import { listWorkspace, readMemory, readWorkspaceFile, workspacePath } from './workspace.ts';

/** The worker's entry: one machine, driven by the page's messages (`worker-messages.ts`). */
declare const self: DedicatedWorkerGlobalScope;

const post: Post = (message, transfer = []) => self.postMessage(message, transfer);
const onBoot = (state: BootState) => post({ kind: 'boot', state });
const terminals = new Terminals(post);
/** Of `localhost`, whose ports share them. */
const cookies = new CookieJar();
const transfers = new Transfers();
const watches = new Map<number, () => void>();
let session: Session | undefined;
let events: AbortController | undefined;

async function start(options: StartOptions): Promise<void> {
  const missing = missingFeatures();
  if (missing.length > 0) return onBoot({ kind: 'unsupported', missing });
  session = await startSession(options, {
    origin: self.location.origin,
    startSandbox,
    restoreSpare,
    openStore: openOpfsStore,
    onBoot,
    onEnd(state) {
      session = undefined;
      events?.abort();
      onBoot(state);
    },
  });
  if (session !== undefined) follow(session);
}

function follow({ sandbox }: Session): void {
  const following = (events = new AbortController());
  followEvents(sandbox.transport, (event) => post({ kind: 'event', event }), following.signal).catch((error) => {
    if (session !== undefined && !following.signal.aborted) console.error('the engine’s events ended', error);
  });
}

/** Shells, watches and previews end with the machine; the page opens them again when it is ready. */
async function rollBack(checkpoint: number): Promise<boolean> {
  const rolled = there();
  events?.abort();
  watches.clear();
  const isBack = await rolled.rollBack(checkpoint);
  if (session === rolled) follow(rolled);
  return isBack;
}

async function shutdown(): Promise<void> {
  const ending = session;
  session = undefined;
  events?.abort();
  await ending?.sandbox.shutdown();
  await ending?.release();
}

function there(): Session {
  if (session === undefined) throw new SlipwayError('unavailable', 'the machine is not running');
  return session;
}

const running = (): Session['sandbox'] => there().sandbox;

const files = () => running().guest.files;

/** What the page wrote survives it: the tab may go away long before the guest would write its disk by itself. */
const FLUSH_AFTER_MS = 200;
let flushing: ReturnType<typeof setTimeout> | undefined;

function flushSoon(): void {
  clearTimeout(flushing);
  flushing = setTimeout(flush, FLUSH_AFTER_MS);
}

function flush(): void {
  session?.sandbox.flush().catch((error: unknown) => console.error('flush failed', error));
}

type Results = { [M in keyof WorkerCalls]: ReturnType<WorkerCalls[M]> | Promise<ReturnType<WorkerCalls[M]>> };
const calls: { [M in keyof WorkerCalls]: (...args: Parameters<WorkerCalls[M]>) => Results[M] } = {
  start,
  openTerminal: ({ terminal, rows, columns, argv }) =>
    terminals.open(running().guest, terminal, { rows, columns }, argv),
  api: (call) => callApi(running().transport, call),
  runCommand: (argv, limitMs) => runCommand(running().guest, argv, limitMs),
  usage: () => running().usage(),
  memory: () => readMemory(files()),
  checkpoint: (note) => there().checkpoint(note),
  checkpoints: () => there().checkpoints(),
  prepareRollBack: () => there().prepareRollBack(),
  rollBack,
  shutdown,
  listFiles: (path) => listWorkspace(files(), path),
  readFile: (path, limitBytes) => readWorkspaceFile(files(), path, limitBytes),
  async writeFile(path, bytes) {
    await files().overwrite(workspacePath(path), bytes);
    flushSoon();
  },
  removeFile: (path) => files().remove(workspacePath(path), { recursive: true }),
  renameFile: (from, to) => files().rename(workspacePath(from), workspacePath(to)),
  makeDirectory: (path) => files().makeDirectory(workspacePath(path)),
  openFile: (path) => transfers.openFile(files(), path),
  openArchive: (path) => transfers.openArchive(files(), path),
  createFile: (path) => transfers.create(files(), path),
  readPiece: (transfer) => transfers.read(transfer),
  writePiece: (transfer, bytes) => transfers.write(transfer, bytes),
  endTransfer: (transfer, isComplete) => transfers.end(transfer, isComplete),
  async watchFiles(watch) {
    const stop = await files().watch('/workspace', (change) => post({ kind: 'file-change', watch, change }));
    watches.set(watch, stop);
  },
};

async function answer({ id, method, args }: Extract<ToWorker, { kind: 'call' }>): Promise<void> {
  try {
    const call = calls[method] as (...args: unknown[]) => unknown;
    post({ kind: 'answer', id, result: await call(...args) });
  } catch (error) {
    const errorKind = error instanceof SlipwayError ? error.kind : 'internal';
    if (errorKind === 'internal') console.error(error);
    post({ kind: 'error', id, errorKind, message: error instanceof Error ? error.message : String(error) });
  }
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'call':
      return void answer(data);
    case 'terminal-input':
      return terminals.write(data.terminal, data.bytes);
    case 'terminal-resize':
      return terminals.resize(data.terminal, data);
    case 'terminal-taken':
      return terminals.taken(data.terminal, data.byteCount);
    case 'terminal-close':
      return terminals.close(data.terminal);
    case 'preview':
      return void servePreview(data.channel, {
        place: data.place,
        cookies,
        dial: async (port) => running().guest.dial('', '127.0.0.1', port),
      });
    case 'watch-close':
      watches.get(data.watch)?.();
      watches.delete(data.watch);
      return;
    case 'flush':
      return flush();
    case 'ping':
      return post({ kind: 'pong' });
  }
};
