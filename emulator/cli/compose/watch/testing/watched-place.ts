import { textOf } from '../../../../disks/byte-string.ts';
import { readTar } from '../../../../disks/tar-reader.ts';
import { Cli } from '../../../cli.ts';
import { fakePlace, fakeTransport, type Answer, type FakePlace } from '../../../testing/fake-place.ts';
import { memoryFiles } from '../../model/testing/memory-files.ts';
import type { ComposeContext } from '../../project/context.ts';

/** Files in memory that can be watched, a daemon with a table of answers, and what was copied into containers. */
export interface WatchedPlace {
  readonly place: FakePlace;
  readonly context: ComposeContext;
  /** 'METHOD /path?query' of each request. */
  readonly asked: readonly string[];
  /** 'app/a.txt=text' of each file, 'app/sub/' of each folder. */
  readonly copied: string[];
  /** By path; to be changed with `change`. */
  readonly texts: Record<string, string>;
  /** Folders that are watched now. */
  folders(): string[];
  /** Writes, or with undefined removes, a file and tells who watches it. */
  change(path: string, text: string | undefined): void;
  /** Tells who watches a folder that changes of it were lost. */
  lose(folder: string): void;
}

const container = {
  Id: 'c1',
  ImageID: 'sha256:built',
  Names: ['/demo-web-1'],
  State: 'running',
  Labels: {
    'com.docker.compose.project': 'demo',
    'com.docker.compose.service': 'web',
    'com.docker.compose.container-number': '1',
  },
};

export function watchedPlace(
  texts: Record<string, string>,
  options: { answers?: Readonly<Record<string, Answer>>; modifiedMs?: Readonly<Record<string, number>> } = {},
): WatchedPlace {
  const place = fakePlace();
  const watched = new Map<string, (path: string) => void>();
  const copied: string[] = [];
  const files = memoryFiles(texts);
  const io = {
    ...place.io,
    files: {
      ...place.io.files,
      ...files,
      stat: async (path: string, follow: boolean) => {
        const found = await files.stat(path, follow);
        return found && { ...found, modifiedMs: options.modifiedMs?.[path] ?? 0 };
      },
      list: (folder: string) => {
        const below = Object.keys(texts).filter((path) => path.startsWith(`${folder}/`));
        return Promise.resolve([...new Set(below.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))]);
      },
      watch: (folder: string, onChange: (path: string) => void) => {
        watched.set(folder, onChange);
        return Promise.resolve(() => void watched.delete(folder));
      },
    },
  };
  const transport = fakeTransport({
    'GET /containers/json': () => ({ json: [container] }),
    'POST /containers/c1/exec': () => ({ json: { Id: 'e1' } }),
    'GET /exec/e1/json': () => ({ json: { Running: false, ExitCode: 0 } }),
    'POST /exec/e1/start': () => ({}),
    'POST /containers/c1/restart': () => ({ status: 204 }),
    'PUT /containers/c1/archive': () => ({}),
    ...options.answers,
  });
  const request: typeof transport.request = async (asked) => {
    if (asked.method === 'PUT') await readTar(asked.body as ReadableStream<Uint8Array>, noteTo(copied));
    return transport.request(asked);
  };
  return {
    place,
    context: {
      cli: new Cli(io, { request }),
      display: { mode: 'plain', hasColor: false, isDryRun: false },
      hasAnsi: false,
      parallelLimit: undefined,
      separator: '-',
    },
    asked: transport.asked,
    copied,
    texts,
    folders: () => [...watched.keys()],
    change(path, text) {
      if (text === undefined) delete texts[path];
      else texts[path] = text;
      for (const [folder, tell] of watched) if (path.startsWith(`${folder}/`)) tell(path);
    },
    lose: (folder) => watched.get(folder)?.(folder),
  };
}

function noteTo(copied: string[]): Parameters<typeof readTar>[1] {
  return {
    entry: ({ path, type }) => void copied.push(type === 'file' ? `${textOf(path)}=` : textOf(path)),
    data: (bytes) => {
      copied.push(`${copied.pop() ?? ''}${new TextDecoder().decode(bytes)}`);
    },
  };
}
