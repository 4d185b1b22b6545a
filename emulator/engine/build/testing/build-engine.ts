import { openLayerStore } from '../../../disks/layer-store.ts';
import { openMemoryStore } from '../../../disks/memory-store.ts';
import type { Store } from '../../../disks/store.ts';
import { streamOf, tarOf, type FixtureEntry } from '../../../disks/testing/tar-fixture.ts';
import { createEngine, type Engine } from '../../engine.ts';
import { ImageStore } from '../../images/image-store.ts';
import { parseReference } from '../../images/reference.ts';
import { FakeRegistry } from '../../images/testing/fake-registry.ts';
import { openRecords } from '../../records.ts';
import { FakeGuest, type FakeProgram } from '../../testing/fake-guest.ts';
import { imageTree } from '../files/image-tree.ts';
import { walk, type TreeFile } from '../files/tree.ts';
import { textOf } from '../../../disks/byte-string.ts';

export interface BuildAnswer {
  readonly status: number;
  readonly messages: readonly Message[];
  /** All that a classic build printed. */
  readonly text: string;
}

/** Tests look into whatever comes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Message = any;

export interface BuildEngine {
  readonly engine: Engine;
  readonly guest: FakeGuest;
  readonly images: ImageStore;
  readonly store: Store;
  /** What RUN ran, in order. */
  readonly ran: string[];
  build(files: Readonly<Record<string, string>>, query?: string, signal?: AbortSignal): Promise<BuildAnswer>;
  call(method: 'GET' | 'POST' | 'DELETE', path: string): Promise<Message>;
  /** 'path': 'type mode uid:gid content' of all files. */
  tree(image: string): Promise<Record<string, string>>;
}

const BASE: readonly FixtureEntry[] = [
  { path: 'etc/', type: '5', mtime: 5 },
  { path: 'etc/passwd', content: 'root:x:0:0::/:\nwww:x:33:34::/:\n' },
  { path: 'etc/group', content: 'root:x:0:\nwww:x:34:\n' },
  { path: 'tmp/', type: '5', mode: 0o1777 },
  { path: 'usr/lib/', type: '5', uid: 7 },
  { path: 'lib', type: '2', link: 'usr/lib' },
];

/**
 * An engine whose RUN understands 'echo TEXT', 'write PATH TEXT', 'exit CODE' and 'wait', with an image base:latest.
 * With the store of another it is the same engine after a restart.
 */
export async function startBuildEngine(store: Store = openMemoryStore()): Promise<BuildEngine> {
  const guest = new FakeGuest();
  const records = await openRecords(store);
  const layers = await openLayerStore(store, records);
  const images = new ImageStore({ store, records, layers, registry: new FakeRegistry(), guest });
  if (!images.find('base')) {
    const { diffId } = await images.commitLayer(streamOf(tarOf(BASE)));
    await images.create({
      config: {
        architecture: '386',
        os: 'linux',
        created: '2020-01-01T00:00:00Z',
        config: { Env: ['PATH=/bin'], Cmd: ['sh'] },
        rootfs: { type: 'layers', diff_ids: [diffId] },
      },
      names: [parseReference('base')],
    });
  }
  const ran: string[] = [];
  const changes = new Map<string, FixtureEntry[]>();
  guest.programs.set('/bin/sh', (program) => shell(program, guest, changes, ran));
  guest.programs.set('container-files', (program) => {
    program.stdout(new TextDecoder().decode(tarOf(changes.get(program.argv[2]!) ?? [])));
    return 0;
  });
  const engine = await createEngine({ guest, images, buildImages: images, records, store });
  const call: BuildEngine['call'] = async (method, path) => {
    const response = await engine.transport.request({ method, path });
    return JSON.parse(await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text());
  };
  return {
    engine,
    guest,
    images,
    store,
    ran,
    call,
    async build(files, query = '', signal) {
      const body = tarOf(Object.entries(files).map(([path, content]) => ({ path, content })));
      const path = `/build?${query}`;
      const request = { method: 'POST' as const, path, body, ...(signal ? { signal } : {}) };
      const response = await engine.transport.request(request);
      const text = await new Response(response.body as ReadableStream<Uint8Array<ArrayBuffer>>).text();
      const messages = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Message);
      return { status: response.status, messages, text: messages.map(({ stream }) => stream ?? '').join('') };
    },
    async tree(name) {
      const { layers: ids } = images.resolve(name);
      const root = imageTree(await Promise.all([...ids].reverse().map((id) => layers.reader(id))));
      return Object.fromEntries([...walk(root)].map(([path, file]) => [path, describe(file)]));
    },
  };
}

function describe(file: TreeFile): string {
  const content =
    file.type === 'file' || file.type === 'symlink' ? ` ${textOf(String.fromCharCode(...file.content()))}` : '';
  return `${file.type} ${file.mode.toString(8)} ${file.uid}:${file.gid}${content}`;
}

async function shell(
  program: FakeProgram,
  guest: FakeGuest,
  changes: Map<string, FixtureEntry[]>,
  ran: string[],
): Promise<number> {
  const script = program.argv.at(-1) ?? '';
  const { id } = guest.starts.find(({ config }) => (config as { process: unknown }).process === program.process)!;
  ran.push(script);
  for (const line of script.split(';')) {
    const [command, first = '', ...rest] = line.trim().split(' ');
    const text = rest.join(' ');
    if (command === 'echo') program.stdout(`${[first, ...rest].join(' ')}\n`);
    else if (command === 'env') program.stdout(`${program.env.join(' ')}\n`);
    else if (command === 'write')
      changes.set(id, [...(changes.get(id) ?? []), { path: first.slice(1), content: text }]);
    else if (command === 'exit') return Number(first);
    else if (command === 'wait') await program.signal();
  }
  return 0;
}
