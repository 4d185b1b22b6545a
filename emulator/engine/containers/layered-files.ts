import type { FileStatus, GuestFiles } from '../guest.ts';

/** Where the agent mounts layers and keeps a container's own files (guest.ts, link/protocol.ts). */
export const LAYERS_FOLDER = '/run/slipway/layers';
export const upperFolder = (containerId: string) => `/var/lib/docker/overlay2/${containerId}/diff`;

const TYPE_MASK = 0o170000;
const SYMLINK = 0o120000;
const CHARACTER_DEVICE = 0o020000;
const DIRECTORY = 0o040000;
/** path_resolution(7). */
const MAX_LINKS = 40;

export const isDirectory = (status: FileStatus) => (status.mode & TYPE_MASK) === DIRECTORY;

export interface ResolvedFile {
  /** Inside the image, without symbolic links: '/usr/lib/os-release'. */
  readonly path: string;
  /** In the guest, in the topmost folder that has it. */
  readonly guestPath: string;
  readonly status: FileStatus;
}

/**
 * Finds `path` in folders that lie over each other as overlayfs lays them (the topmost first), without mounting them;
 * symbolic links stay inside. Whiteouts (character devices 0/0) hide what is below; opaque directories cannot be told
 * from others through stat and are taken for merged ones.
 */
export async function resolveLayered(
  files: GuestFiles,
  folders: readonly string[],
  path: string,
): Promise<ResolvedFile | undefined> {
  let pending = path.split('/').filter((part) => part !== '' && part !== '.');
  let resolved: string[] = [];
  let found: ResolvedFile | undefined;
  for (let links = 0; pending.length > 0;) {
    const [part, ...rest] = pending;
    pending = rest;
    if (part === '..') {
      resolved = resolved.slice(0, -1);
      found = undefined;
      continue;
    }
    const candidate = [...resolved, part!];
    found = await topmost(files, folders, `/${candidate.join('/')}`);
    if (!found) return undefined;
    if ((found.status.mode & TYPE_MASK) !== SYMLINK) {
      resolved = candidate;
      continue;
    }
    if (++links > MAX_LINKS) return undefined;
    if (found.status.target.startsWith('/')) resolved = [];
    pending = [...found.status.target.split('/').filter((item) => item !== '' && item !== '.'), ...pending];
    found = undefined;
  }
  return found ?? topmost(files, folders, `/${resolved.join('/')}`);
}

async function topmost(files: GuestFiles, folders: readonly string[], path: string): Promise<ResolvedFile | undefined> {
  const statuses = await Promise.all(folders.map((folder) => files.stat(`${folder}${path}`).catch(() => undefined)));
  for (const [i, status] of statuses.entries()) {
    if (!status) continue;
    if ((status.mode & TYPE_MASK) === CHARACTER_DEVICE && status.sizeBytes === 0 && !path.startsWith('/dev/')) {
      return undefined;
    }
    return { path, guestPath: `${folders[i]}${path}`, status };
  }
  return undefined;
}

/** The file's text, '' when it is missing. */
export async function readLayered(files: GuestFiles, folders: readonly string[], path: string): Promise<string> {
  const file = await resolveLayered(files, folders, path);
  if (!file) return '';
  return new TextDecoder().decode(await files.read(file.guestPath));
}
