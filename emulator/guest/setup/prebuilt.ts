import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { linkFolder } from './link-folder.ts';
import { PACK_INDEX, type PackIndex, sha256File } from './pack.ts';
import type { CachedStep, Work } from './step.ts';

const DOWNLOADS_AT_ONCE = 6;

/**
 * Takes guest and catalogue from what `npm run guest:pack` made, in place of building them: a folder, a .tar, or the
 * http(s) address of either. Every file is checked against the index.
 */
export function prebuilt(source: string): CachedStep {
  const isRemote = /^https?:\/\//.test(source);
  return {
    kind: 'cached',
    name: 'prebuilt',
    title: 'Prebuilt guest',
    needs: [],
    inputs: async () => [source, isRemote ? await remoteVersion(source) : await localVersion(resolve(source))],
    async run(work) {
      if (source.endsWith('.tar')) await fromTar(isRemote ? await downloadTar(source, work) : resolve(source), work);
      else if (isRemote) await fromAddress(source.replace(/\/?$/, '/'), work);
      else await linkFolder(resolve(source), work.folder);
      await check(work);
    },
    advice: `SLIPWAY_GUEST must name what "npm run guest:pack" wrote: a folder with ${PACK_INDEX}, a .tar, or its address`,
  };
}

async function localVersion(path: string): Promise<string> {
  const index = await readFile(join(path, PACK_INDEX), 'utf8').catch(() => undefined);
  if (index !== undefined) return index;
  const status = await stat(path).catch(() => undefined); // missing: the step itself says so
  return `${status?.size} ${status?.mtimeMs}`;
}

/** Offline, what was taken from this address before is as good as it gets: the address alone decides then. */
async function remoteVersion(source: string): Promise<string> {
  const address = source.endsWith('.tar') ? source : `${source.replace(/\/?$/, '/')}${PACK_INDEX}`;
  const answer = await fetch(address, { method: 'HEAD' }).catch(() => undefined);
  return answer?.headers.get('etag') ?? answer?.headers.get('last-modified') ?? '';
}

async function fromTar(tar: string, work: Work): Promise<void> {
  work.report('unpacking');
  await work.command(['tar', '-xf', tar, '-C', work.folder]);
  await rm(downloadedTar(work), { force: true });
}

const downloadedTar = (work: Work): string => join(work.folder, 'download.tar');

async function downloadTar(address: string, work: Work): Promise<string> {
  work.report('downloading');
  const tar = downloadedTar(work);
  await download(address, tar, (bytes, total) => work.report('downloading', total === 0 ? undefined : bytes / total));
  return tar;
}

async function fromAddress(base: string, work: Work): Promise<void> {
  const index = (await (await get(base + PACK_INDEX)).json()) as PackIndex;
  await writeFile(join(work.folder, PACK_INDEX), JSON.stringify(index));
  const total = index.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const queue = [...index.files];
  let received = 0;
  const worker = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const path = inside(work.folder, file.path);
      await mkdir(dirname(path), { recursive: true });
      await download(base + file.path, path, () => undefined);
      received += file.sizeBytes;
      work.report(`downloading ${file.path}`, received / total);
    }
  };
  await Promise.all(Array.from({ length: DOWNLOADS_AT_ONCE }, worker));
}

/** The index comes from elsewhere: no path of it may leave the folder. */
function inside(folder: string, path: string): string {
  const full = resolve(folder, path);
  const back = relative(folder, full);
  if (back.startsWith('..') || isAbsolute(back))
    throw new Error(`${PACK_INDEX} names a file outside its folder: ${path}`);
  return full;
}

async function check(work: Work): Promise<void> {
  const text = await readFile(join(work.folder, PACK_INDEX), 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`there is no ${PACK_INDEX} in it`);
  const index = JSON.parse(text) as PackIndex;
  for (const [i, file] of index.files.entries()) {
    work.report('checking', i / index.files.length);
    const path = inside(work.folder, file.path);
    if ((await sha256File(path).catch(() => 'missing')) !== file.sha256) {
      throw new Error(`${file.path} is missing or not what ${PACK_INDEX} says`);
    }
  }
}

async function get(address: string): Promise<Response> {
  const answer = await fetch(address);
  if (!answer.ok || answer.body === null) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  return answer;
}

async function download(address: string, path: string, onBytes: (bytes: number, total: number) => void): Promise<void> {
  const answer = await get(address);
  const total = Number(answer.headers.get('content-length') ?? 0);
  let received = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      received += chunk.length;
      onBytes(received, total);
      yield chunk;
    }
  };
  await pipeline(Readable.fromWeb(answer.body as never), counted, createWriteStream(path));
}
