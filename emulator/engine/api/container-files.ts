import type { TarEntry } from '../../disks/tar-reader.ts';
import { SlipwayError } from '../../errors.ts';
import type { Containers } from '../containers/containers.ts';
import type { Container } from '../containers/container.ts';
import {
  absolutePath,
  changesOf,
  checkFiles,
  startFiles,
  statPath,
  type PathStat,
} from '../containers/container-files.ts';
import { toGnuTar } from '../../disks/gnu-tar.ts';
import type { EngineContext } from '../context.ts';
import type { Guest, GuestProcess } from '../guest.ts';
import { archiveOf } from '../system/guest-archive.ts';
import { decompressed } from '../images/decompress.ts';
import { textOf } from '../system/guest-command.ts';
import { bodyStream, queryFlag } from './request-body.ts';
import { emptyResponse, jsonResponse } from './response.ts';
import type { RouteRequest, RouteTable } from './route.ts';

const SIGKILL = 9;

/** The routes of `docker cp`, `docker diff` and `docker export`. */
export function containerFileRoutes(context: EngineContext, containers: Containers): RouteTable {
  const of = (request: RouteRequest) => containers.registry.resolve(request.params.id!);
  const stat = (request: RouteRequest) => statPath(context, of(request), pathOf(request), request.params.id!);
  return [
    {
      method: 'GET',
      path: '/containers/{id}/changes',
      async handle(request) {
        const changes = await changesOf(context, of(request));
        return jsonResponse(changes.length === 0 ? null : changes);
      },
    },
    {
      method: 'GET',
      path: '/containers/{id}/export',
      async handle(request) {
        const container = of(request);
        const process = await startFiles(context, container, 'export', '/');
        container.publish('export');
        return {
          status: 200,
          headers: { 'content-type': 'application/octet-stream' },
          body: archiveOf(process),
        };
      },
    },
    {
      method: 'HEAD',
      path: '/containers/{id}/archive',
      async handle(request) {
        const answer = emptyResponse(200);
        return { ...answer, headers: { ...answer.headers, ...statHeader(await stat(request)) } };
      },
    },
    {
      method: 'GET',
      path: '/containers/{id}/archive',
      async handle(request) {
        const container = of(request);
        const found = await stat(request);
        const path = absolutePath(pathOf(request));
        const process = await startFiles(context, container, 'pack', path);
        container.publish('archive-path');
        const archive = archiveOf(process);
        return {
          status: 200,
          headers: { 'content-type': 'application/x-tar', ...statHeader(found) },
          body: renamed(archive, path),
        };
      },
    },
    {
      method: 'PUT',
      path: '/containers/{id}/archive',
      async handle(request) {
        const container = of(request);
        const path = pathOf(request);
        checkWritable(container, absolutePath(path));
        // Else owners are those of the archive.
        const isOwned = queryFlag(request.query, 'copyUIDGID') && container.record.config.User !== '';
        const user = isOwned ? await containers.userOf(container) : undefined;
        const process = await startFiles(context, container, 'unpack', absolutePath(path));
        await unpack(context.guest, process, request, user, path);
        container.publish('extract-to-dir');
        return emptyResponse(200);
      },
    },
  ];
}

/** Members as dockerd calls them, where tar would not. */
function renamed(archive: ReadableStream<Uint8Array>, path: string): ReadableStream<Uint8Array> {
  // The root's by their absolute paths.
  if (path === '/') return archive.pipeThrough(toGnuTar(absoluteNames));
  // What '/link/' leads to has the name of the link.
  if (!path.endsWith('/')) return archive;
  const name = path.slice(path.lastIndexOf('/', path.length - 2) + 1, -1);
  const rename = (member: string) => member.replace(/^\.(?=\/|$)/, name);
  return archive.pipeThrough(
    toGnuTar((entry) => ({
      ...entry,
      path: rename(entry.path),
      linkPath: entry.type === 'hardlink' ? rename(entry.linkPath) : entry.linkPath,
    })),
  );
}

/** './etc/passwd' → '/etc/passwd'. */
function absoluteNames(entry: TarEntry): TarEntry {
  const linkPath = entry.type === 'hardlink' ? entry.linkPath.replace(/^\.?\/?/, '/') : entry.linkPath;
  return { ...entry, path: entry.path.slice(1), linkPath };
}

function pathOf({ query }: RouteRequest): string {
  const path = query.get('path') ?? '';
  if (path === '') throw new SlipwayError('invalid', 'bad parameter: path cannot be empty');
  return path;
}

function statHeader(stat: PathStat): Record<string, string> {
  const bytes = new TextEncoder().encode(JSON.stringify(stat));
  return { 'x-docker-container-path-stat': btoa(String.fromCharCode(...bytes)) };
}

/** A path lies in a volume, or in the container's own files; either may be read-only. */
function checkWritable(container: Container, path: string): void {
  const { mounts, hostConfig } = container.record;
  const inside = mounts
    .filter(({ Destination }) => path === Destination || path.startsWith(`${Destination}/`))
    .sort((a, b) => b.Destination.length - a.Destination.length)[0];
  if (inside && !inside.RW) throw new SlipwayError('forbidden', 'mounted volume is marked read-only');
  if (!inside && hostConfig.ReadonlyRootfs) throw new SlipwayError('forbidden', 'container rootfs is marked read-only');
}

async function unpack(
  guest: Guest,
  process: GuestProcess,
  request: RouteRequest,
  user: { uid: number; gid: number } | undefined,
  path: string,
): Promise<void> {
  void process.stdout.cancel().catch(() => {});
  const message = textOf(process.stderr);
  const archive = (await decompressed(bodyStream(request), guest)).pipeThrough(
    toGnuTar((entry) => (user ? { ...entry, uid: user.uid, gid: user.gid } : entry)),
  );
  let failure: unknown;
  // tar that ended early says why itself.
  await archive.pipeTo(process.stdin).catch((error: unknown) => {
    failure = error;
  });
  if (failure instanceof SlipwayError && failure.kind === 'corrupt') process.signal(SIGKILL);
  const [{ code }, stderr] = await Promise.all([process.exit, message.catch(() => '')]);
  if (failure instanceof SlipwayError && failure.kind === 'corrupt') {
    const reason = failure.message.replace(/^archive\/tar: /, '');
    throw new SlipwayError('internal', `Error processing tar file(exit status 1): ${reason}`);
  }
  checkFiles({ code, stderr: stderr.replace(/^tar: /, '') }, path, request.params.id!);
}
