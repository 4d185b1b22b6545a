import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const REFERENCE_NAME = 'org.opencontainers.image.ref.name';
const DIGEST = /^sha256:[0-9a-f]{64}$/;

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A repository of the layout: what its tags lead to, and all that can be reached from there by digest. */
export interface LayoutRepository {
  readonly tags: ReadonlyMap<string, Descriptor>;
  /** Manifests and indexes. */
  readonly manifests: ReadonlyMap<string, Descriptor>;
  /** Configs and layers. */
  readonly blobs: ReadonlyMap<string, Descriptor>;
}

/** An OCI image layout in a folder, read-only, re-read whenever its index.json is replaced. */
export interface ImageLayout {
  repositories(): Promise<ReadonlyMap<string, LayoutRepository>>;
  /** Where the content lies: only for digests found in a repository. */
  pathOf(digest: string): string;
}

/** Entries of index.json are tags by their annotation org.opencontainers.image.ref.name: 'library/nginx:latest'. */
export function openLayout(folder: string): ImageLayout {
  const indexPath = join(folder, 'index.json');
  let read: { version: string; repositories: Promise<ReadonlyMap<string, LayoutRepository>> } | undefined;

  const pathOf = (digest: string): string => {
    if (!DIGEST.test(digest)) throw new Error(`not a digest: ${digest}`);
    return join(folder, 'blobs', 'sha256', digest.slice('sha256:'.length));
  };

  return {
    pathOf,
    async repositories() {
      const status = await stat(indexPath).catch(() => undefined);
      if (!status) return new Map();
      const version = `${status.mtimeMs} ${status.ino} ${status.size}`;
      if (read?.version !== version) {
        const repositories = readRepositories(indexPath, pathOf);
        read = { version, repositories };
        // A layout half copied is not remembered: the next request reads it again.
        repositories.catch(() => (read = undefined));
      }
      return read.repositories;
    },
  };
}

interface Content {
  readonly manifests?: readonly (Descriptor & { annotations?: Record<string, string> })[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

async function readRepositories(indexPath: string, pathOf: (digest: string) => string) {
  const index = JSON.parse(await readFile(indexPath, 'utf8')) as Content;
  const repositories = new Map<string, LayoutRepository>();
  for (const entry of index.manifests ?? []) {
    const [, name, tag] = /^([^:]+):([^:]+)$/.exec(entry.annotations?.[REFERENCE_NAME] ?? '') ?? [];
    if (!name || !tag) continue;
    const repository = repositories.get(name) ?? { tags: new Map(), manifests: new Map(), blobs: new Map() };
    repositories.set(name, repository);
    (repository.tags as Map<string, Descriptor>).set(tag, entry);
    await collect(entry, repository, pathOf);
  }
  return repositories;
}

async function collect(entry: Descriptor, repository: LayoutRepository, pathOf: (digest: string) => string) {
  if (repository.manifests.has(entry.digest)) return;
  (repository.manifests as Map<string, Descriptor>).set(entry.digest, entry);
  const content = JSON.parse(await readFile(pathOf(entry.digest), 'utf8')) as Content;
  for (const child of content.manifests ?? []) await collect(child, repository, pathOf);
  const blobs = repository.blobs as Map<string, Descriptor>;
  for (const blob of [...(content.config ? [content.config] : []), ...(content.layers ?? [])])
    blobs.set(blob.digest, blob);
}
