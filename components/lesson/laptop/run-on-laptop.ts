import { reasonOf, type Reason } from '../../language/reason.ts';
import type { Laptop } from '@/lessons/format/laptop.ts';

/** The files of a folder: folders are objects. As WebContainer.mount takes them (FileSystemTree). */
export interface FileTree {
  [name: string]: { directory: FileTree } | { file: { contents: string | Uint8Array } };
}

/** As much of a WebContainer as is used (`@webcontainer/api`, 1.6); webcontainer.ts has the compiler compare. */
export interface LaptopRuntime {
  mount(tree: FileTree): Promise<void>;
  spawn(command: string, args: string[]): Promise<LaptopProcess>;
  on(event: 'server-ready', listener: (port: number, url: string) => void): () => void;
  on(event: 'error', listener: (error: { message: string }) => void): () => void;
  teardown(): void;
}

export interface LaptopProcess {
  readonly output: ReadableStream<string>;
  readonly exit: Promise<number>;
}

export type LaptopState =
  | { readonly kind: 'reaching' | 'installing' | 'starting' }
  | { readonly kind: 'running'; readonly port: number; readonly url: string }
  | { readonly kind: 'ended'; readonly exitCode: number }
  /** Nothing is wrong with the app: it was not tried. */
  | { readonly kind: 'skipped'; readonly reason: 'unsupported' | 'unreachable' }
  | { readonly kind: 'install-failed'; readonly command: string; readonly exitCode: number }
  | { readonly kind: 'failed'; readonly reason: Reason };

interface RunOptions {
  readonly app: Pick<Laptop, 'install' | 'run'>;
  readonly files: FileTree;
  /** Shared memory needs a page that is isolated from others (COOP and COEP). */
  readonly isSupported: boolean;
  /** Reaches the service. Never settles when nobody answers. */
  boot(): Promise<LaptopRuntime>;
  /** The service has so long to answer. */
  readonly limitMs: number;
  onState(state: LaptopState): void;
  /** What the programs print, colours and all. */
  onOutput(text: string): void;
}

/**
 * Starts the service, puts the files there, installs and runs. All that comes of it is told as states; never throws.
 * Returns what ends it: nothing is told afterwards.
 */
export function runOnLaptop(options: RunOptions): () => void {
  const { boot, isSupported, limitMs } = options;
  let runtime: LaptopRuntime | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    runtime?.teardown();
    runtime = undefined;
  };
  const tell = (state: LaptopState) => {
    if (!isOver) options.onState(state);
  };
  const giveUp = (state: LaptopState) => {
    tell(state);
    end();
  };
  if (!isSupported) {
    giveUp({ kind: 'skipped', reason: 'unsupported' });
    return end;
  }
  tell({ kind: 'reaching' });
  const tooLate = setTimeout(() => giveUp({ kind: 'skipped', reason: 'unreachable' }), limitMs);
  void boot()
    .finally(() => clearTimeout(tooLate))
    .then(
      async (booted) => {
        // It came when nobody waited any more.
        if (isOver) return booted.teardown();
        runtime = booted;
        await play(booted, options, tell, () => isOver);
      },
      () => giveUp({ kind: 'skipped', reason: 'unreachable' }),
    )
    .catch((error: unknown) => giveUp({ kind: 'failed', reason: reasonOf(error) }));
  return () => {
    clearTimeout(tooLate);
    end();
  };
}

async function play(
  runtime: LaptopRuntime,
  { app, files, onOutput }: RunOptions,
  tell: (state: LaptopState) => void,
  isOver: () => boolean,
): Promise<void> {
  runtime.on('error', ({ message }) => tell({ kind: 'failed', reason: { kind: 'other', detail: message } }));
  runtime.on('server-ready', (port, url) => tell({ kind: 'running', port, url }));
  const run = async (line: string): Promise<number> => {
    const [command = '', ...args] = line.trim().split(/\s+/);
    const { output, exit } = await runtime.spawn(command, args);
    void copy(output, (text) => isOver() || onOutput(text));
    return exit;
  };
  await runtime.mount(files);
  if (app.install !== undefined) {
    tell({ kind: 'installing' });
    const exitCode = await run(app.install);
    if (exitCode !== 0) return tell({ kind: 'install-failed', command: app.install, exitCode });
  }
  tell({ kind: 'starting' });
  tell({ kind: 'ended', exitCode: await run(app.run) });
}

/** Its end comes with that of the process, or of the whole laptop. */
async function copy(output: ReadableStream<string>, take: (text: string) => void): Promise<void> {
  const reader = output.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) take(read.value);
  } catch {
    // Torn down in the middle: what it printed is shown.
  }
}
