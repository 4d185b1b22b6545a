import { classicRules, ignoreRules, readIgnoreFile } from '../../engine/build/dockerfile/dockerignore.ts';
import type { Cli } from '../cli.ts';
import { CliError, errorMessage } from '../errors.ts';
import { contextArchive, type AddedFile } from './context-archive.ts';

/** What is built, as it is sent. */
export interface BuildContext {
  readonly archive: ReadableStream<Uint8Array> | undefined;
  /** Instead of an archive: a URL that the daemon fetches. */
  readonly remote: string;
  /** In the context. */
  readonly dockerfile: string;
  /** As people know it, and its text where it is here: for `--check` and messages. */
  readonly shownDockerfile: string;
  readonly source: string | undefined;
  /** Of .dockerignore, where it is here. */
  readonly ignoreText?: string;
  /** The archive is somebody else's: compressed or not, with owners of its own. */
  readonly isForeign?: boolean;
}

/** The Dockerfile of an archive that begins so is not looked for: a tar header, or a compressed stream. */
const ARCHIVE_MAGIC = [
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a],
  [0x28, 0xb5, 0x2f, 0xfd],
];

/** `PATH | URL | -`, and `-f`; `isClassic`: for the classic builder. Errors: CliError in the words of Docker's CLI. */
export async function openContext(cli: Cli, typed: string, file: string, isClassic: boolean): Promise<BuildContext> {
  if (typed === '-') {
    if (file === '-') throw new CliError("invalid argument: can't use stdin for both build context and dockerfile");
    return fromStdin(cli, file);
  }
  const isUrl = /^https?:\/\//.test(typed);
  const isGit = /^(?:git:\/\/|git@|github\.com\/)/.test(typed) || (isUrl && /\.git(?:#.*)?$/.test(typed));
  if (isGit) {
    throw new CliError(
      `unable to prepare context: ${typed} is a git repository, and Slipway has no git: clone it elsewhere and copy the folder in`,
    );
  }
  if (isUrl) return remoteContext(typed, file);
  return fromFolder(cli, typed, file, isClassic);
}

function remoteContext(url: string, file: string): BuildContext {
  const dockerfile = file || 'Dockerfile';
  return { archive: undefined, remote: url, dockerfile, shownDockerfile: dockerfile, source: undefined };
}

const prepare = (message: string) => new CliError(`unable to prepare context: ${message}`);

async function folderOf(cli: Cli, typed: string): Promise<string> {
  const folder = cli.resolvePath(typed);
  const found = await cli.io.files.stat(folder, true);
  if (!found) throw prepare(`path ${JSON.stringify(typed)} not found`);
  if (!found.isDirectory) throw prepare(`context must be a directory: ${folder}`);
  return found.realPath;
}

/** A folder with a Dockerfile that is in no file. Errors: CliError in the words of Docker's CLI. */
export async function openInlineContext(
  cli: Cli,
  folder: string,
  dockerfile: string,
  isClassic: boolean,
): Promise<BuildContext> {
  const root = await folderOf(cli, folder);
  const bytes = new TextEncoder().encode(dockerfile);
  return withAddedDockerfile(cli, root, {
    bytes,
    ignoreText: await ignoreTextOf(cli, root, ''),
    shownAs: 'Dockerfile',
    isClassic,
  });
}

interface AddedDockerfile {
  readonly bytes: Uint8Array;
  readonly ignoreText: string;
  readonly shownAs: string;
  readonly isClassic: boolean;
}

/** A Dockerfile from elsewhere goes along under a name that is nobody's, and is ignored. */
function withAddedDockerfile(
  cli: Cli,
  root: string,
  { bytes, ignoreText, shownAs, isClassic }: AddedDockerfile,
): BuildContext {
  const name = `.dockerfile.${randomName()}`;
  // As Docker's CLI: one that was there stays visible to COPY.
  const ignored = `${ignoreText === '' ? '.dockerignore' : ignoreText}\n${name}\n`;
  const added: AddedFile[] = [
    { path: name, bytes },
    { path: '.dockerignore', bytes: new TextEncoder().encode(ignored) },
  ];
  return {
    archive: contextArchive(cli.io.files.pack(root, '.'), rulesOf(ignoreText, undefined, isClassic), added),
    remote: '',
    dockerfile: name,
    shownDockerfile: shownAs,
    source: new TextDecoder().decode(bytes),
    ignoreText,
  };
}

async function fromFolder(cli: Cli, typed: string, file: string, isClassic: boolean): Promise<BuildContext> {
  const root = await folderOf(cli, typed);
  const place = await dockerfilePlace(cli, root, file);
  const ignoreText = await ignoreTextOf(cli, root, place.ignoreFile);
  if (place.inContext !== undefined) {
    const source = new TextDecoder().decode(await cli.io.files.read(place.path));
    const archive = contextArchive(cli.io.files.pack(root, '.'), rulesOf(ignoreText, place.inContext, isClassic), []);
    return { archive, remote: '', dockerfile: place.inContext, shownDockerfile: place.inContext, source, ignoreText };
  }
  const bytes = file === '-' ? await readAll(cli.io.stdin) : await cli.io.files.read(place.path);
  const shownAs = file === '-' ? 'Dockerfile' : file;
  return withAddedDockerfile(cli, root, { bytes, ignoreText, shownAs, isClassic });
}

interface DockerfilePlace {
  readonly path: string;
  /** Relative to the context; undefined when it lies outside. */
  readonly inContext: string | undefined;
  /** 'X.dockerignore' beside it. */
  readonly ignoreFile: string;
}

async function dockerfilePlace(cli: Cli, root: string, file: string): Promise<DockerfilePlace> {
  if (file === '-') return { path: '', inContext: undefined, ignoreFile: '' };
  let path = file === '' ? `${root}/Dockerfile` : cli.resolvePath(file);
  let found = await cli.io.files.stat(path, true);
  if (!found && file === '') {
    const lower = await cli.io.files.stat(`${root}/dockerfile`, true);
    if (lower) [found, path] = [lower, `${root}/dockerfile`];
  }
  if (!found) {
    const missing = await firstMissing(cli, path);
    throw prepare(`unable to evaluate symlinks in Dockerfile path: lstat ${missing}: no such file or directory`);
  }
  if (found.isDirectory) throw prepare(`The Dockerfile (${file}) must be a file, not a directory`);
  // A symbolic link is followed, as the daemon cannot follow one that leaves the context.
  const inContext = found.realPath.startsWith(root === '/' ? '/' : `${root}/`)
    ? found.realPath.slice(root === '/' ? 1 : root.length + 1)
    : undefined;
  return { path: found.realPath, inContext, ignoreFile: `${path}.dockerignore` };
}

/** The first part of a path that is not there. */
async function firstMissing(cli: Cli, path: string): Promise<string> {
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
    const part = path.slice(0, end);
    if (!(await cli.io.files.stat(part, true))) return part;
  }
  return path;
}

/** The .dockerignore of a context: `besides`, where there is one, or that in the folder; '' without either. */
export async function ignoreTextOf(cli: Cli, root: string, besides: string): Promise<string> {
  for (const path of [besides, `${root}/.dockerignore`]) {
    if (path === '') continue;
    const found = await cli.io.files.stat(path, true);
    if (found && !found.isDirectory) return new TextDecoder().decode(await cli.io.files.read(found.realPath));
  }
  return '';
}

/** The Dockerfile and .dockerignore are sent even when they are ignored: the daemon needs them. */
function rulesOf(text: string, dockerfile: string | undefined, isClassic: boolean) {
  const patterns = readIgnoreFile(text);
  try {
    const own = ignoreRules(patterns);
    const kept = ['.dockerignore', ...(dockerfile === undefined ? [] : [dockerfile])].filter((path) =>
      own.ignores(path),
    );
    const rules = ignoreRules([...patterns, ...kept.map((path) => `!${path}`)]);
    return isClassic ? classicRules(rules) : rules;
  } catch (error) {
    throw new CliError(`error checking context: ${errorMessage(error)}`);
  }
}

/** An archive, or a Dockerfile alone. */
async function fromStdin(cli: Cli, file: string): Promise<BuildContext> {
  const reader = cli.io.stdin.getReader();
  let head = new Uint8Array();
  let isOver = false;
  while (head.length < 512 && !isOver) {
    const { value, done } = await reader.read();
    if (done) isOver = true;
    else head = join([head, value]);
  }
  if (isArchive(head)) {
    const dockerfile = file || 'Dockerfile';
    const archive = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(head),
      async pull(controller) {
        const { value, done } = isOver ? { value: undefined, done: true } : await reader.read();
        if (done || !value) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
    return { archive, remote: '', dockerfile, shownDockerfile: dockerfile, source: undefined, isForeign: true };
  }
  if (file !== '') {
    throw new CliError(
      'unable to prepare context: ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles',
    );
  }
  const parts = [head];
  for (let read = isOver ? undefined : await reader.read(); read && !read.done; read = await reader.read()) {
    parts.push(read.value as Uint8Array<ArrayBuffer>);
  }
  const bytes = join(parts);
  const archive = contextArchive(undefined, ignoreRules([]), [{ path: 'Dockerfile', bytes }]);
  const source = new TextDecoder().decode(bytes);
  return { archive, remote: '', dockerfile: 'Dockerfile', shownDockerfile: 'Dockerfile', source };
}

function isArchive(head: Uint8Array): boolean {
  if (ARCHIVE_MAGIC.some((magic) => magic.every((byte, i) => head[i] === byte))) return true;
  if (head.length < 512) return false;
  const stored = parseInt(
    String.fromCharCode(...head.subarray(148, 156))
      .replace(/[\0 ].*$/s, '')
      .trim(),
    8,
  );
  const sum = head.subarray(0, 512).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  return stored === sum;
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
