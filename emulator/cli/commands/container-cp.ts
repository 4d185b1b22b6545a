import type { Cli } from '../cli.ts';
import type { Command } from '../command.ts';
import { planCopy, preservePath, renameMembers, splitCopyArgument, splitPath, type CopyEnd } from '../copy-paths.ts';
import { ApiError, CliError } from '../errors.ts';
import { humanSize } from '../format/units.ts';
import { exactly } from '../parse/arguments.ts';
import { flagTypes } from '../parse/flag-types.ts';
import { pathName } from './several.ts';

/** Go's os.FileMode. */
const DIRECTORY = 2 ** 31;
const SYMLINK = 2 ** 27;

interface PathStat {
  readonly mode: number;
  readonly linkTarget: string;
}

const hasBit = (mode: number, bit: number): boolean => Math.floor(mode / bit) % 2 === 1;

export const containerCp: Command = {
  name: 'cp',
  use: '[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-',
  moreUsage: ['docker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH'],
  short: 'Copy files/folders between a container and the local filesystem',
  long:
    'Copy files/folders between a container and the local filesystem\n\n' +
    "Use '-' as the source to read a tar archive from stdin\n" +
    'and extract it to a directory destination in a container.\n' +
    "Use '-' as the destination to stream a tar archive of a\n" +
    'container source to stdout.',
  aliasLine: 'docker container cp, docker cp',
  flags: [
    { name: 'archive', short: 'a', type: flagTypes.bool, help: 'Archive mode (copy all uid/gid information)' },
    { name: 'follow-link', short: 'L', type: flagTypes.bool, help: 'Always follow symbol link in SRC_PATH' },
    {
      name: 'quiet',
      short: 'q',
      type: flagTypes.bool,
      help: 'Suppress progress output during copy. Progress output is automatically suppressed if no terminal is attached',
    },
  ],
  arguments: exactly(2),
  run: async ({ cli, flags, args }) => {
    const [from, to] = args.map(splitCopyArgument) as [CopyPlace, CopyPlace];
    if (args[0] === '') throw new CliError('source can not be empty');
    if (args[1] === '') throw new CliError('destination can not be empty');
    if (from.container !== '' && to.container !== '') throw new CliError('copying between containers is not supported');
    const followsLink = flags.bool('follow-link');
    let copied: Copied | undefined;
    if (from.container !== '') copied = await copyFromContainer(cli, from, to.path, { followsLink });
    else if (to.container !== '') {
      copied = await copyToContainer(cli, from.path, to, { followsLink, keepsOwners: flags.bool('archive') });
    } else throw new CliError('must specify at least one container source');
    const isQuiet = flags.changed('quiet') ? flags.bool('quiet') : !cli.io.stdoutIsTty;
    if (!copied || isQuiet) return;
    await cli.err(`Successfully copied ${humanSize(copied.sizeBytes, 3)} to ${copied.destination}\n`);
  },
};

export interface CopyPlace {
  readonly container: string;
  readonly path: string;
}

/** What was copied where. */
export interface Copied {
  readonly sizeBytes: number;
  readonly destination: string;
}

/** Copies a file or folder out of a container; undefined when it went to stdout, for '-'. */
export async function copyFromContainer(
  cli: Cli,
  source: CopyPlace,
  typed: string,
  { followsLink }: { followsLink: boolean },
): Promise<Copied | undefined> {
  let { path } = source;
  if (followsLink) {
    const found = await statIn(cli, source.container, path).catch(unlessRefused);
    if (found && hasBit(found.mode, SYMLINK)) path = besideLink(path, found.linkTarget);
  }
  const destination = typed === '-' ? undefined : await localEnd(cli, typed);
  const { body, headers } = await cli.api.stream('GET', archivePath(source.container), { query: { path } });
  const counted = countBytes(body);
  if (!destination) {
    await counted.stream.pipeTo(new WritableStream({ write: (bytes) => cli.io.stdout(bytes) }));
    return undefined;
  }
  const isDirectory = hasBit(parseStat(headers).mode, DIRECTORY);
  const plan = planCopy({ path: path.startsWith('/') ? path : `/${path}`, exists: true, isDirectory }, destination);
  await cli.io.files.unpack(plan.directory, renameMembers(counted.stream, plan.rename));
  return { sizeBytes: counted.total(), destination: destination.path };
}

/** Copies a local file or folder, or with '-' the archive at stdin, into a container. */
export async function copyToContainer(
  cli: Cli,
  typed: string,
  target: CopyPlace,
  { followsLink, keepsOwners }: { followsLink: boolean; keepsOwners: boolean },
): Promise<Copied> {
  const destination = await containerEnd(cli, target);
  let directory = destination.path;
  let archive: ReadableStream<Uint8Array>;
  if (typed === '-') {
    if (!destination.isDirectory) {
      throw new CliError(`destination "${target.container}:${target.path}" must be a directory`);
    }
    archive = cli.io.stdin;
  } else {
    const path = preservePath(typed, cli.resolvePath(typed));
    const ending = /\/\.?$/.exec(path)?.[0] ?? '';
    const follows = followsLink || ending !== '';
    const bare = path.slice(0, path.length - ending.length) || '/';
    const real = follows ? await endOfLinks(cli, bare) : bare;
    const found = await cli.io.files.stat(real, false);
    if (!found) throw new CliError(`lstat ${real}: no such file or directory`);
    if (ending !== '' && !found.isDirectory) throw new CliError('not a directory');
    const plan = planCopy({ path, exists: true, isDirectory: found.isDirectory }, destination);
    directory = plan.directory;
    const [folder, name] = splitPath(followsLink && !found.isDirectory ? real : path);
    const rename = plan.rename && ([name, plan.rename[1]] as const);
    archive = renameMembers(cli.io.files.pack(folder, name), rename);
  }
  const counted = countBytes(archive);
  await cli.api.put(archivePath(target.container), counted.stream, {
    path: directory,
    noOverwriteDirNonDir: 'true',
    copyUIDGID: keepsOwners ? 'true' : undefined,
  });
  return { sizeBytes: counted.total(), destination: `${target.container}:${destination.path}` };
}

function archivePath(container: string): string {
  return `/containers/${pathName(container)}/archive`;
}

async function statIn(cli: Cli, container: string, path: string): Promise<PathStat> {
  return parseStat(await cli.api.head(archivePath(container), { path }));
}

function parseStat(headers: Readonly<Record<string, string>>): PathStat {
  const text = headers['x-docker-container-path-stat'];
  if (!text) throw new CliError('unable to decode container path stat header: EOF');
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as PathStat;
}

function besideLink(path: string, target: string): string {
  if (target.startsWith('/')) return target;
  const [folder] = splitPath(path.startsWith('/') ? path : `/${path}`);
  return `${folder === '/' ? '' : folder}/${target}`;
}

/** The destination, through a symbolic link that stands there. One that is not there is made. */
async function containerEnd(cli: Cli, { container, path: typed }: CopyPlace): Promise<CopyEnd> {
  let path = typed.startsWith('/') ? typed : `/${typed}`;
  try {
    let found = await statIn(cli, container, path);
    if (hasBit(found.mode, SYMLINK)) {
      path = besideLink(path, found.linkTarget);
      found = await statIn(cli, container, path);
    }
    return { path, exists: true, isDirectory: hasBit(found.mode, DIRECTORY) };
  } catch (error) {
    unlessRefused(error);
    return { path, exists: false, isDirectory: false };
  }
}

/** Whatever the daemon has against looking, it will have against copying, too. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error;
}

const FILE_TYPE = 0o170000;
const LINK = 0o120000;
const MAX_LINKS = 255;

/** The path that symbolic links at the end of a local one lead to, whatever is there. Error as of Go's EvalSymlinks. */
async function endOfLinks(cli: Cli, path: string): Promise<string> {
  let end = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const found = await cli.io.files.stat(end, false);
    if (!found || (found.mode & FILE_TYPE) !== LINK) return end;
    end = cli.resolvePath(besideLink(end, found.linkTarget ?? ''));
  }
  throw new CliError('EvalSymlinks: too many links');
}

/** A local destination, through symbolic links; its folder must be there. */
async function localEnd(cli: Cli, typed: string): Promise<CopyEnd> {
  const path = preservePath(typed, cli.resolvePath(typed));
  const ending = /\/\.?$/.exec(path)?.[0] ?? '';
  const bare = path.slice(0, path.length - ending.length) || '/';
  const [parent] = splitPath(bare);
  const folder = await cli.io.files.stat(parent, true);
  if (!folder) throw new CliError(`invalid output path: directory "${parent}" does not exist`);
  const end = await endOfLinks(cli, bare);
  const found = await cli.io.files.stat(end, false);
  if (!folder.isDirectory || (found && !found.isDirectory && ending !== ''))
    throw new CliError(`stat ${path}: not a directory`);
  return {
    path: end + (end === '/' ? '' : ending),
    exists: found !== undefined,
    isDirectory: found?.isDirectory ?? false,
  };
}

function countBytes(stream: ReadableStream<Uint8Array>): { stream: ReadableStream<Uint8Array>; total(): number } {
  let total = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      total += chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { stream: stream.pipeThrough(counter), total: () => total };
}
