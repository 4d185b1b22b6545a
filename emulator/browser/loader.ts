import { SlipwayError } from '../errors.ts';
import type { GuestManifest, GuestPart } from '../guest/assets.ts';
import type { PartName } from '../sandbox-types.ts';

/** Bytes of all parts asked for so far. Their names carry their hash, so the HTTP cache keeps them for ever. */
export interface LoadProgress {
  readonly part: PartName;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

export interface Loader {
  readonly manifest: GuestManifest;
  /** Starts loading without waiting; failures show when the part is asked for. */
  prefetch(names: readonly PartName[]): void;
  /** The checked content with gzip undone; each part once. 'unavailable' when it cannot be had, 'corrupt' when its hash is wrong. */
  load(name: PartName): Promise<Uint8Array>;
}

/** Reads `<baseUrl>/manifest.json`; 'unavailable' when there is none. */
export async function createLoader(
  baseUrl: string,
  onProgress: (progress: LoadProgress) => void,
  fetchFile: typeof fetch = fetch,
): Promise<Loader> {
  const manifest = await loadManifest(`${baseUrl}/manifest.json`, fetchFile);
  const received = new Map<PartName, number>();

  const report = (name: PartName, bytes: number) => {
    received.set(name, bytes);
    let receivedBytes = 0;
    let totalBytes = 0;
    for (const [part, partBytes] of received) {
      receivedBytes += partBytes;
      totalBytes += manifest.parts[part]?.sizeBytes ?? 0;
    }
    onProgress({ part: name, receivedBytes, totalBytes });
  };

  const loadOnce = async (name: PartName): Promise<Uint8Array> => {
    const part = manifest.parts[name];
    if (part === undefined) throw new SlipwayError('unavailable', `this site has no ${name} for the machine`);
    report(name, 0);
    const url = `${baseUrl}/${part.file}`;
    const onBytes = (bytes: number) => report(name, bytes);
    let content = await download(url, part, 'default', onBytes, fetchFile);
    // A broken copy in the browser's cache would stay for ever: ask the server once more.
    if (!(await matches(content, part))) content = await download(url, part, 'reload', onBytes, fetchFile);
    if (!(await matches(content, part)))
      throw new SlipwayError('corrupt', `${part.file} does not have the expected hash`);
    return part.encoding === 'gzip' ? gunzip(content) : content;
  };

  const started = new Map<PartName, Promise<Uint8Array>>();
  return {
    manifest,
    prefetch(names) {
      for (const name of names) {
        const part = loadOnce(name);
        part.catch(() => {});
        started.set(name, part);
      }
    },
    load(name) {
      const part = started.get(name) ?? loadOnce(name);
      // What was handed over is the caller's to keep or to drop.
      started.delete(name);
      return part;
    },
  };
}

async function loadManifest(url: string, fetchFile: typeof fetch): Promise<GuestManifest> {
  const response = await request(url, { cache: 'no-cache' }, fetchFile);
  try {
    return (await response.json()) as GuestManifest;
  } catch (cause) {
    throw new SlipwayError('unavailable', 'the machine’s manifest could not be read', { cause });
  }
}

async function download(
  url: string,
  part: GuestPart,
  cache: RequestCache,
  onBytes: (receivedBytes: number) => void,
  fetchFile: typeof fetch,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await request(url, { cache }, fetchFile);
  let content = new Uint8Array(part.sizeBytes);
  let received = 0;
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      if (received + chunk.length > content.length)
        throw new SlipwayError('corrupt', `${part.file} is longer than expected`);
      content.set(chunk, received);
      received += chunk.length;
      onBytes(received);
    }
  } catch (cause) {
    if (cause instanceof SlipwayError) throw cause;
    throw new SlipwayError('unavailable', `the connection broke while ${part.file} was loading`, { cause });
  }
  if (received < content.length) content = content.slice(0, received);
  return content;
}

async function request(url: string, init: RequestInit, fetchFile: typeof fetch): Promise<Response> {
  let response: Response;
  try {
    response = await fetchFile(url, init);
  } catch (cause) {
    throw new SlipwayError('unavailable', 'this site cannot be reached; are you offline?', { cause });
  }
  const file = url.slice(url.lastIndexOf('/') + 1);
  if (response.status === 404) throw new SlipwayError('unavailable', `${file} is missing on this site`);
  if (!response.ok || response.body === null) {
    throw new SlipwayError('unavailable', `this site answered ${response.status} for ${file}`);
  }
  return response;
}

async function matches(content: Uint8Array<ArrayBuffer>, part: GuestPart): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === part.sha256;
}

async function gunzip(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const unpacked = new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
