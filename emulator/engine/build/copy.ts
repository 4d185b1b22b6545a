import { byteStringOf, textOf } from '../../disks/byte-string.ts';
import type { TarEntry } from '../../disks/tar-reader.ts';
import { SlipwayError } from '../../errors.ts';
import type { Guest } from '../guest.ts';
import { isTarArchive, unpackedTree } from './files/added-archive.ts';
import type { StageArgs } from './build-args.ts';
import type { CopyInstruction } from './dockerfile/ast.ts';
import { cleanPath, ignoreRules } from './dockerfile/dockerignore.ts';
import { expandHeredoc, expandWord } from './dockerfile/expand.ts';
import { chomped } from './dockerfile/heredoc.ts';
import { pathPattern } from './dockerfile/wildcard.ts';
import { hashesOf, sourceHash } from './files/file-hash.ts';
import { LayerChanges, type Owner } from './files/layer-changes.ts';
import { emptyDirectory, locate, walk, type TreeFile } from './files/tree.ts';
import { modeOf, ownerOf } from './owners.ts';
import type { RunConfig } from './state.ts';

/** Where COPY and ADD take files from: the build context, a stage or an image. */
export interface CopySource {
  readonly root: TreeFile;
  readonly entryOf: (file: TreeFile) => TarEntry | undefined;
  /** Of the context: what is missing may have been left out by .dockerignore. */
  readonly isContext: boolean;
}

/** A URL that ADD names, fetched. */
export interface Download {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Unix seconds: Last-Modified, 0 without. */
  readonly mtimeSeconds: number;
}

export interface CopyJob {
  readonly instruction: CopyInstruction;
  readonly config: RunConfig;
  readonly args: StageArgs;
  readonly escape: string;
  readonly source: CopySource;
  /** Fetches the URLs of ADD. */
  readonly download: (url: string, checksum: string) => Promise<Download>;
  /** Undoes what a browser cannot. */
  readonly guest: Guest;
  /** The classic builder knows no git repositories. */
  readonly isClassic: boolean;
}

/** One source with the name its file gets in a directory. */
interface Item {
  readonly path: string;
  readonly name: string;
  readonly file: TreeFile;
  readonly hash: string;
  /** ADD unpacks it. */
  readonly archive: Uint8Array | undefined;
  readonly excludes: (path: string) => boolean;
  /** `--parents`: where below the destination it goes. */
  readonly parent: string;
  /** Of heredocs and downloads, which have no owner of their own. */
  readonly isMade: boolean;
}

/** What is copied is known, and nothing is written yet: enough to look in the cache. */
export interface PreparedCopy {
  /** 'file:…', 'dir:…', 'multi:…' */
  readonly hash: string;
  readonly destination: string;
  /** The destination as it was written. */
  readonly typed: string;
  readonly chown: string;
  readonly mode: number | undefined;
  /** The words after the flags, expanded. */
  readonly words: readonly string[];
  /**
   * The layer over an image with those files; `keepsSetId`: set-uid and set-gid survive the change of owner (with the
   * classic builder they do not). Error 'invalid' for a destination that cannot be.
   */
  write(base: TreeFile, newTime: number, keepsSetId: boolean): Promise<LayerChanges>;
}

/** Errors 'invalid' in the classic builder's words. */
export async function prepareCopy(job: CopyJob): Promise<PreparedCopy> {
  const { instruction, args, config, escape } = job;
  const variables = args.variables(config.Env);
  const word = (text: string) => expandWord(text, variables, escape);
  const name = instruction.kind.toUpperCase();
  const sources = instruction.sources.map(word);
  const typed = word(instruction.destination);
  const chown = word(instruction.chown);
  const mode = modeOf(word(instruction.chmod));
  const heredocs = instruction.heredocs.map((heredoc) => {
    const text = heredoc.chomp ? chomped(heredoc.content) : heredoc.content;
    return madeFile(heredoc.name, heredoc.expand ? expandHeredoc(text, variables, escape) : text);
  });
  const items: Item[] = [];
  for (const source of sources) items.push(...(await itemsOf(job, source, name)));
  for (const [i, made] of heredocs.entries()) items.push(await madeItem(instruction.heredocs[i]!.name, made));
  if (items.length === 0) throw new SlipwayError('invalid', `${name} failed: no source files were specified`);
  const destination = absolute(typed, config.WorkingDir);
  if (items.length > 1 && !destination.endsWith('/') && !instruction.parents) {
    throw new SlipwayError(
      'invalid',
      `When using ${name} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  return {
    hash: await hashesOf(items.map(({ hash }) => hash)),
    destination,
    typed,
    chown,
    mode,
    words: [...sources, ...instruction.heredocs.map(({ name: each }) => `<<${each}`), typed],
    write: (base, newTime, keepsSetId) =>
      writeItems(items, {
        base,
        newTime,
        destination,
        chown,
        mode,
        keepsOwner: instruction.from !== '',
        keepsSetId,
        guest: job.guest,
        isClassic: job.isClassic,
      }),
  };
}

const ROOT: Owner = { uid: 0, gid: 0 };

interface Writing {
  readonly base: TreeFile;
  readonly newTime: number;
  readonly destination: string;
  readonly chown: string;
  readonly mode: number | undefined;
  /** COPY --from without --chown. */
  readonly keepsOwner: boolean;
  readonly keepsSetId: boolean;
  readonly guest: Guest;
  readonly isClassic: boolean;
}

async function writeItems(items: readonly Item[], writing: Writing): Promise<LayerChanges> {
  const { base, newTime, destination, mode } = writing;
  const changes = new LayerChanges(base, newTime);
  const given = writing.chown === '' ? undefined : ownerOf(writing.chown, base, writing.isClassic);
  const newOwner = given ?? ROOT;
  const ownerFor = (file: TreeFile, keeps: boolean): Owner =>
    given ?? (keeps ? { uid: file.uid, gid: file.gid } : { uid: 0, gid: 0 });
  const modeFor = (file: TreeFile, keeps: boolean) =>
    mode ?? (writing.keepsSetId || file.type !== 'file' || (keeps && !given) ? file.mode : file.mode & 0o1777);
  for (const item of items) {
    const keeps = writing.keepsOwner && !item.isMade;
    const target = changes.find(byteStringOf(destination) + (item.parent === '' ? '' : `/${item.parent}`));
    const place = (root: TreeFile, keepsOwner: boolean, isArchive = false) => {
      if (target.exists && !target.isDirectory) {
        throw new SlipwayError('invalid', `cannot copy to non-directory: ${textOf(target.path)}`);
      }
      changes.makeDirectory(target.path, isArchive && writing.isClassic ? ROOT : newOwner);
      for (const [path, file] of walk(root)) {
        if (item.excludes(path)) continue;
        const at = target.path === '/' ? `/${path}` : `${target.path}/${path}`;
        // What an archive says of its files stays, whatever --chown says.
        const owner = isArchive ? { uid: file.uid, gid: file.gid } : ownerFor(file, keepsOwner);
        changes.put(at, file, { owner, mode: modeFor(file, keepsOwner), newOwner });
      }
    };
    if (item.archive) place((await unpackedTree(item.archive, writing.guest)).root, true, true);
    else if (item.file.type === 'directory') place(item.file, keeps);
    else {
      const intoDirectory = destination.endsWith('/') || item.parent !== '' || target.isDirectory;
      if (intoDirectory) changes.makeDirectory(target.path, newOwner);
      const path = intoDirectory ? `${target.path === '/' ? '' : target.path}/${item.name}` : target.path;
      changes.put(path, item.file, { owner: ownerFor(item.file, keeps), mode: modeFor(item.file, keeps), newOwner });
    }
  }
  return changes;
}

/** What BuildKit clones (gitutil.ParseGitRef). */
const REPOSITORY = /^(?:git@|git:\/\/|ssh:\/\/)|^https?:\/\/[^?#]*\.git(?:[?#].*)?$/;

async function itemsOf(job: CopyJob, source: string, name: string): Promise<Item[]> {
  const { instruction } = job;
  if (!job.isClassic && instruction.kind === 'add' && REPOSITORY.test(source)) {
    throw new SlipwayError(
      'not-implemented',
      `${name} ${source}: git repositories are not supported by Slipway, which has no git and no way to their servers: ` +
        'clone it elsewhere, put the folder into the build context and COPY it',
    );
  }
  if (instruction.kind === 'add' && /^(?:https?|ftp):\/\//.test(source)) return [await downloaded(job, source)];
  const [base, path] = pivot(source, instruction.parents);
  const clean = cleanSource(source, name);
  const found = /[*?[\\]/.test(clean) ? matches(job.source.root, clean, job.isClassic) : [clean];
  const items = await Promise.all(found.map((each) => itemAt(job, each, name)));
  if (!instruction.parents) return items;
  return items.map((item) => {
    const below = base === '' ? item.path : item.path.slice(base.length + 1);
    // A directory goes with its own name, a file into its directory's.
    const parent = item.file.type === 'directory' ? below : below.split('/').slice(0, -1).join('/');
    return { ...item, parent: path === '' ? '' : parent };
  });
}

/** `--parents`: what stands before '/./' is left out of the path. */
function pivot(source: string, parents: boolean): [base: string, rest: string] {
  const at = parents ? source.indexOf('/./') : -1;
  if (at < 0) return ['', source];
  return [cleanPath(source.slice(0, at)).replace(/^\//, ''), source.slice(at + 3)];
}

/** A path relative to the source's root; one that leaves it is refused. */
function cleanSource(source: string, name: string): string {
  const clean = cleanPath(`./${source.replace(/^\/+/, '')}`);
  if (clean === '..' || clean.startsWith('../')) {
    throw new SlipwayError('invalid', `${name} failed: forbidden path outside the build context: ${source} ()`);
  }
  return byteStringOf(clean === '.' ? '' : clean);
}

async function itemAt({ source, instruction, guest }: CopyJob, path: string, name: string): Promise<Item> {
  const located = locate(source.root, path);
  const file = located?.file;
  if (!located || !file) {
    const hint = source.isContext ? 'file not found in build context or excluded by .dockerignore: ' : '';
    throw new SlipwayError('invalid', `${name} failed: ${hint}stat ${textOf(path) || '.'}: file does not exist`);
  }
  const rules = ignoreRules(instruction.exclude.map((pattern) => cleanPath(pattern)));
  const excludes = rules.isEmpty ? () => false : (below: string) => rules.ignores(textOf(below));
  const content = file.type === 'file' && mayUnpack(instruction) ? file.content() : undefined;
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    file,
    hash: await sourceHash(located.path.slice(1), file, source.entryOf, (below) => !excludes(below)),
    archive: content && (await isTarArchive(content, guest)) ? content : undefined,
    excludes,
    parent: '',
    isMade: false,
  };
}

const mayUnpack = ({ kind, unpack }: CopyInstruction) => kind === 'add' && unpack !== false;

/** Go's filepath.Match over the whole path, as the builder does: in the order of a walk. */
function matches(root: TreeFile, pattern: string, isClassic: boolean): string[] {
  const expression = pathPattern(pattern);
  // To the classic builder that is a pattern which nothing matches.
  if (!expression && isClassic) return [];
  if (!expression) throw new SlipwayError('invalid', 'syntax error in pattern');
  return [...walk(root)].map(([path]) => path).filter((path) => expression.test(path));
}

async function downloaded({ instruction, download, guest }: CopyJob, url: string): Promise<Item> {
  const { name, bytes, mtimeSeconds } = await download(url, instruction.checksum).catch((error: unknown) => {
    if (!(error instanceof SlipwayError)) throw error;
    throw new SlipwayError(error.kind, `ADD failed: ${error.message}`, { cause: error });
  });
  if (name === '' && instruction.destination.endsWith('/')) {
    throw new SlipwayError('invalid', `ADD failed: cannot determine filename for source ${url}`);
  }
  const file: TreeFile = {
    ...madeFile(name, ''),
    content: () => bytes,
    sizeBytes: bytes.length,
    mode: 0o600,
    mtimeSeconds,
  };
  const item = await madeItem(name, file);
  return { ...item, archive: instruction.unpack === true && (await isTarArchive(bytes, guest)) ? bytes : undefined };
}

function madeFile(name: string, text: string): TreeFile {
  const bytes = new TextEncoder().encode(text);
  return {
    ...emptyDirectory(),
    type: 'file',
    mode: 0o644,
    sizeBytes: bytes.length,
    inode: { name },
    content: () => bytes,
  };
}

async function madeItem(name: string, file: TreeFile): Promise<Item> {
  const hash = await sourceHash(byteStringOf(name), file, () => undefined);
  const rest = { archive: undefined, excludes: () => false, parent: '', isMade: true };
  return { path: byteStringOf(name), name: byteStringOf(name), file, hash, ...rest };
}

/** Relative to the working directory; a slash at the end stays, and '.' has one. */
export function absolute(path: string, workingDirectory: string): string {
  const isFolder = /(?:^|\/)\.?$/.test(path);
  const whole = path.startsWith('/') ? path : `${workingDirectory || '/'}/${path}`;
  const clean = cleanPath(`/${whole}`);
  return isFolder && clean !== '/' ? `${clean}/` : clean;
}
