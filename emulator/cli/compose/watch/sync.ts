import { byteStringOf } from '../../../disks/byte-string.ts';
import type { TarEntry } from '../../../disks/tar-reader.ts';
import { TAR_END_BYTES, tarHeader, tarPadding } from '../../../disks/tar-writer.ts';
import { iterate } from '../../api/multiplexed.ts';
import { CliError, errorMessage, SignalExit } from '../../errors.ts';
import type { CliFiles, CliFileStatus } from '../../io.ts';
import { projectContainers, type ProjectContainer } from '../project/containers.ts';
import type { ComposeContext } from '../project/context.ts';
import { allOf } from '../project/graph.ts';
import { execInContainer } from '../project/hooks.ts';
import type { SyncedPath } from './rules.ts';

/** A file up to this size is read whole before its header is written: whoever saves it meanwhile does no harm. */
const WHOLE_FILE_BYTES = 5_000_000;
const TYPE_MASK = 0o170000;
const TYPES: Readonly<Record<number, TarEntry['type']>> = {
  0o100000: 'file',
  0o040000: 'directory',
  0o120000: 'symlink',
};

/** Makes these paths in all containers of a service what they are here: what is gone is removed. Throws CliError. */
export async function syncPaths(
  context: ComposeContext,
  project: string,
  service: string,
  paths: readonly SyncedPath[],
): Promise<void> {
  const { cli, display } = context;
  if (display.isDryRun) return;
  const containers = await projectContainers(cli, project, { oneOff: 'without', all: true, services: [service] });
  const copied = new Map<string, string>();
  const removed = new Set<string>();
  for (const { hostPath, containerPath } of paths) {
    const isThere = (await cli.io.files.stat(hostPath, false)) !== undefined;
    if (isThere) copied.set(containerPath, hostPath);
    else removed.add(containerPath);
  }
  await allOf(containers.map((one) => syncContainer(context, one, copied, [...removed])));
}

async function syncContainer(
  context: ComposeContext,
  container: ProjectContainer,
  copied: ReadonlyMap<string, string>,
  removed: readonly string[],
): Promise<void> {
  const { cli } = context;
  const { Id: id } = container;
  if (removed.length > 0) {
    await inWords(`deleting paths in ${id}`, async () => {
      const code = await execInContainer(context, container, { command: ['rm', '-rf', ...removed] });
      if (code !== 0) throw new CliError(`exit code ${code}`);
    });
  }
  if (copied.size === 0) return;
  const archive = streamOf(archiveOf(cli.io.files, copied));
  await inWords(`copying files to ${id}`, () =>
    cli.api.put(`/containers/${id}/archive`, archive, { path: '/', copyUIDGID: true }),
  );
}

async function inWords(what: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof SignalExit) throw error;
    throw new CliError(`${what}: ${errorMessage(error)}`);
  }
}

/** `copied`: container path → path here. What is gone by now, and what no archive holds, is left out. */
async function* archiveOf(files: CliFiles, copied: ReadonlyMap<string, string>): AsyncGenerator<Uint8Array> {
  for (const [containerPath, hostPath] of copied) {
    const status = await files.stat(hostPath, false);
    const type = status && TYPES[status.mode & TYPE_MASK];
    if (!status || !type) continue;
    const entry = entryOf(containerPath, type, status);
    yield* type === 'file' ? fileMember(files, hostPath, entry) : [tarHeader(entry)];
  }
  yield new Uint8Array(TAR_END_BYTES);
}

async function* fileMember(files: CliFiles, path: string, entry: TarEntry): AsyncGenerator<Uint8Array> {
  if (entry.sizeBytes < WHOLE_FILE_BYTES) {
    const bytes = await files.read(path).catch(() => undefined);
    if (!bytes) return;
    yield tarHeader({ ...entry, sizeBytes: bytes.length });
    yield bytes;
    yield new Uint8Array(tarPadding(bytes.length));
    return;
  }
  yield tarHeader(entry);
  let sizeBytes = 0;
  for await (const piece of iterate(files.open(path))) {
    sizeBytes += piece.length;
    yield piece;
  }
  if (sizeBytes !== entry.sizeBytes)
    throw new CliError(`archiving ${JSON.stringify(path)}: it changed while it was read`);
  yield new Uint8Array(tarPadding(sizeBytes));
}

function entryOf(containerPath: string, type: TarEntry['type'], status: CliFileStatus): TarEntry {
  const { mode, uid, gid, sizeBytes, modifiedMs, linkTarget = '' } = status;
  const name = containerPath.replace(/^\/+/, '');
  return {
    path: byteStringOf(type === 'directory' ? `${name}/` : name),
    type,
    mode: mode & 0o7777,
    uid,
    gid,
    sizeBytes: type === 'file' ? sizeBytes : 0,
    mtimeSeconds: Math.floor(modifiedMs / 1000),
    mtimeNanoseconds: 0,
    linkPath: byteStringOf(linkTarget),
    deviceMajor: 0,
    deviceMinor: 0,
    xattrs: new Map(),
  };
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void pieces.return(undefined),
    },
    { highWaterMark: 0 },
  );
}
